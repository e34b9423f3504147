package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
)

// issue brings a record out, unless the life of its story says otherwise. What
// becomes of it is noted in the record.
func (c *Consumer) issue(ctx context.Context, d delivery, r *record) error {
	for detours := 0; r.fate == life.Publish; detours++ {
		cl, err := c.claim(ctx, r, detours)
		if err != nil {
			return err
		}
		r.fate, r.replaces = cl.Fate, cl.Replaces != nil
		if r.fate != life.Publish {
			break
		}
		out, err := c.bringOut(ctx, d, r, cl)
		if err != nil {
			return err
		}
		if out {
			break
		}
		// The record of another revision stands under its id: the claim was
		// taken over. Is it to come out all the same?
		if r.entry, err = c.lives.look(ctx, r.story.URI); err != nil {
			return err
		}
	}
	c.metrics.fated(r)
	if r.fate == life.Superseded || r.fate == life.Withdrawn {
		c.log.Log(ctx, slog.LevelInfo, "revision does not come out", "why", string(r.fate), "sequence", d.sequence,
			"uri", r.story.URI, "version", r.story.Version)
	}
	return nil
}

// bringOut publishes a claimed record and reports whether it is in the output.
// Where the claim was taken over, it goes out under the id of the record that
// may still be on its way, which is then the copy; if that one was faster,
// under its own.
func (c *Consumer) bringOut(ctx context.Context, d delivery, r *record, cl claimed) (bool, error) {
	for _, id := range append(slices.Clone(cl.entry.Pending.Fences), cl.message) {
		ack, err := c.publish(ctx, d, r, cl, id)
		if err != nil {
			return false, err
		}
		if ack.Duplicate {
			ours, err := c.isOurs(ctx, ack.Sequence, cl.event)
			if err != nil {
				return false, err
			}
			if !ours {
				continue
			}
			r.fate = life.Duplicate // from a delivery that did not end
		}
		r.revision.Sequence = ack.Sequence
		return true, c.done(ctx, cl, r)
	}
	return false, nil
}

// isOurs reports whether the record with that sequence is the one of an event
// id. One that is not kept any more is taken for it.
func (c *Consumer) isOurs(ctx context.Context, sequence uint64, event string) (bool, error) {
	m, err := c.recordAt(ctx, sequence)
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return true, nil
	case err != nil:
		return false, fmt.Errorf("asking for the record that stands under an id: %w", err)
	}
	return m.Header.Get(headerEventID) == event, nil
}

// recordAt reads a record of the output.
func (c *Consumer) recordAt(ctx context.Context, sequence uint64) (*jetstream.RawStreamMsg, error) {
	out := c.output.Load()
	if out == nil {
		s, err := c.js.Stream(ctx, c.opts.Output.Stream)
		if err != nil {
			return nil, err
		}
		out = &s
		c.output.Store(out)
	}
	return (*out).GetMsg(ctx, sequence)
}
