package consumer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/enrich/story"
)

// Headers of a message that is held back until its embargo ends, beside
// HeaderInputSequence. Its own headers and bytes are as they came.
const (
	headerHeldUntil = "Dateline-Held-Until"    // RFC 3339
	headerArrived   = "Dateline-Input-Arrived" // when the input got it, RFC 3339
)

// embargoOf is the time before which a story may not come out, or the zero time
// where it may. A story that is withdrawn is withdrawn at once.
func embargoOf(s *story.Story, now time.Time) time.Time {
	word, _ := s.Item["embargoedUntil"].(string)
	until, err := time.Parse(time.RFC3339Nano, word)
	if err != nil || s.Tombstone() || !until.After(now) {
		return time.Time{}
	}
	return until
}

// embargo is when the first of the stories that are held back may come out,
// or the zero time where none is.
func embargo(records []*record) (first time.Time) {
	for _, r := range records {
		if r.fate == embargoed && (first.IsZero() || r.until.Before(first)) {
			first = r.until
		}
	}
	return first
}

// hold puts a message aside until a time, in a stream of its own: in the input
// it would use up what may be unacked there, and could grow too old. A message
// that is in that stream already waits on.
func (c *Consumer) hold(ctx context.Context, d delivery, until time.Time) error {
	if !d.until.IsZero() {
		c.wait(d, until)
		return nil
	}
	m := nats.NewMsg(move(d.Subject(), c.opts.Input.Subject, c.opts.Embargo.Held.Subject))
	d.copyHeaders(m.Header)
	m.Header.Set(headerHeldUntil, until.UTC().Format(time.RFC3339Nano))
	m.Header.Set(headerArrived, d.published.UTC().Format(time.RFC3339Nano))
	m.Header.Set(HeaderInputSequence, strconv.FormatUint(d.sequence, 10))
	m.Header.Set(jetstream.MsgIDHeader, d.id(c.opts.Input.Stream))
	m.Data = d.Data()
	_, err := c.store(ctx, m, c.opts.Embargo.Held.Stream)
	return err
}

// wait gives a message back until a time, or until it is looked at again.
func (c *Consumer) wait(d delivery, until time.Time) {
	if err := d.NakWithDelay(min(max(time.Until(until), time.Millisecond), c.opts.Embargo.Look)); err != nil {
		c.log.Log(context.Background(), c.perStory(), "giving back a story that is held failed; it comes again when its ack wait has passed",
			"sequence", d.sequence, "error", plainly(err))
	}
}

// fromHeld reads a message that was held back.
func (o *Options) fromHeld(m jetstream.Msg) (delivery, error) {
	d, err := fromInput(m)
	if err != nil {
		return d, err
	}
	h, held := m.Headers(), d.published
	d.subject = move(m.Subject(), o.Embargo.Held.Subject, o.Input.Subject)
	var errs [3]error
	d.until, errs[0] = time.Parse(time.RFC3339Nano, h.Get(headerHeldUntil))
	d.published, errs[1] = time.Parse(time.RFC3339Nano, h.Get(headerArrived))
	d.sequence, errs[2] = strconv.ParseUint(h.Get(HeaderInputSequence), 10, 64)
	if err := errors.Join(errs[:]...); err != nil {
		return d, fmt.Errorf("not put here by Dateline: %w", err)
	}
	// To be looked at is no failure.
	if looks := 1 + uint64(max(0, min(time.Since(held), d.until.Sub(held)))/o.Embargo.Look); d.attempts > looks {
		d.attempts -= looks
	} else {
		d.attempts = 1
	}
	return d, nil
}
