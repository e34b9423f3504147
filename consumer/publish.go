package consumer

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// headerRoom is kept free in a message for its headers and subject, bytes:
// the server counts them into its maximum payload.
const headerRoom = 1 << 10

// traceHeaders are W3C Trace Context; they are passed on as they came.
var traceHeaders = []string{"traceparent", "tracestate"}

// publish stores one record in the output. It waits for as long as the output
// is full, slow or gone; the error is then that of ctx.
func (c *Consumer) publish(ctx context.Context, d delivery, r *record) error {
	began := time.Now()
	m := nats.NewMsg(r.subject)
	m.Data = r.data
	m.Header.Set(jetstream.MsgIDHeader, r.id)
	m.Header.Set("Content-Type", c.opts.Encode.ContentType())
	event(m.Header, r, d.published)
	copyHeaders(m.Header, d.Headers(), traceHeaders)
	duplicate, err := c.store(ctx, m, c.opts.Output.Stream)
	if err == nil {
		c.metrics.stage("publish", began)
		c.metrics.stored(r, duplicate)
	}
	return err
}

// store publishes a message until the stream confirms it, and reports whether
// the stream had it already. A publish that was not confirmed may have been
// stored all the same; the message id takes care of the second copy.
func (c *Consumer) store(ctx context.Context, m *nats.Msg, stream string) (duplicate bool, err error) {
	waiting := false
	defer func() {
		if !waiting {
			return
		}
		c.metrics.waiting.Dec()
		if c.waiting.Add(-1) == 0 && err == nil {
			c.log.Info("records are taken again", "stream", stream)
		}
	}()
	for attempt := uint64(1); ; attempt++ {
		limited, cancel := context.WithTimeout(ctx, c.opts.PublishTimeout)
		ack, err := c.js.PublishMsg(limited, m, jetstream.WithExpectStream(stream), jetstream.WithRetryAttempts(1))
		cancel()
		switch {
		case err == nil:
			return ack.Duplicate, nil
		case tooLarge(err):
			return false, &sizeError{what: "record", size: len(m.Data), limit: int(c.nc.MaxPayload())}
		case ctx.Err() != nil:
			return false, ctx.Err()
		}
		if !waiting {
			waiting = true
			c.metrics.waiting.Inc()
			if c.waiting.Add(1) == 1 { // told once, however many wait
				c.log.Warn("a record is not taken, waiting until it is", "stream", stream, "error", plainly(err))
			}
		}
		c.metrics.publishFailed(err)
		pause(ctx, c.backoff(attempt))
	}
}

// tooLarge reports whether a publish failed because of the message's size,
// in the client or at the stream's own limit.
func tooLarge(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, nats.ErrMaxPayload) || errors.As(err, &api) && api.ErrorCode == errCodeMessageTooLarge
}

// errCodeMessageTooLarge is the server's JSStreamMessageExceedsMaximumErr.
const errCodeMessageTooLarge jetstream.ErrorCode = 10054

func copyHeaders(to, from nats.Header, names []string) {
	for _, name := range names {
		for key, values := range from {
			if strings.EqualFold(key, name) {
				to[name] = append([]string(nil), values...)
			}
		}
	}
}
