package consumer

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"dateline/consumer/wire"
)

// action is what becomes of a message.
type action int

const (
	accept action = iota // its records are stored: ack
	retry                // something else failed: give it back, it comes again
	bury                 // the story itself is bad: dead letter, then ack
)

// verdict is an action and why. kind is a short word for the metric and the
// dead letter's header; reason is a sentence for a person.
type verdict struct {
	action action
	kind   string
	reason string
}

// judge is the one place that decides what becomes of a message. Only what
// is wrong with the story itself condemns it; the rest is tried again.
func judge(err error) verdict {
	var (
		undecodable *wire.Error
		panicked    *panicError
		oversized   *sizeError
		poison      *poisonError
	)
	switch {
	case err == nil:
		return verdict{action: accept}
	case errors.As(err, &undecodable):
		return verdict{bury, "undecodable", undecodable.Error()}
	case errors.As(err, &panicked):
		return verdict{bury, "panic", panicked.Error()}
	case errors.As(err, &oversized):
		return verdict{bury, "oversized", oversized.Error()}
	case errors.As(err, &poison):
		return verdict{bury, poison.kind, poison.reason}
	case errors.Is(err, context.Canceled):
		return verdict{retry, "draining", "draining"}
	}
	return verdict{retry, "transient", err.Error()}
}

// backoff is the delay before the next delivery: doubled with each attempt,
// between RetryMin and RetryMax, with up to half of it taken off at random so
// that stories which failed together do not come back together.
func (c *Consumer) backoff(attempts uint64) time.Duration {
	d := c.opts.RetryMin << min(attempts-1, 16)
	if d <= 0 || d > c.opts.RetryMax {
		d = c.opts.RetryMax
	}
	return d - time.Duration(rand.Int64N(int64(d)/2+1))
}

// panicError is a panic of the decoder, the enricher or the encoder.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string {
	return fmt.Sprintf("panic while handling the story: %v", e.value)
}

// sizeError is a story or a record that is too large.
type sizeError struct {
	what        string
	size, limit int // bytes
}

func (e *sizeError) Error() string {
	return fmt.Sprintf("%s is too large: %d bytes, the limit is %d", e.what, e.size, e.limit)
}

// timeoutError is a story that was not enriched in time. It may be the
// machine's fault, so it condemns a story only when it was alone.
type timeoutError struct{ limit time.Duration }

func (e *timeoutError) Error() string { return fmt.Sprintf("not enriched within %s", e.limit) }

// poisonError is a story that is a danger to the process.
type poisonError struct{ kind, reason string }

func (e *poisonError) Error() string { return e.reason }
