package consumer

import (
	"context"
	"errors"
	"strconv"
	"time"

	"dateline/consumer/life"
)

// A claim that another one holds is looked at after claimPoll, then less and
// less often, but once in claimPollMax.
const (
	claimPoll    = 5 * time.Millisecond
	claimPollMax = 200 * time.Millisecond
)

// claimed is a record that may be published now, and by nobody else.
type claimed struct {
	life.Judgement
	entry   lifeEntry
	event   string // id of its event
	message string // id to publish it under
}

// claim takes the right to publish a record, or says that it is not to be
// published any more. It waits while another revision of the story is being
// published, but not for ever: its replica may be gone. A kill does not wait.
// Detours is how many ids have the record of another revision under them.
func (c *Consumer) claim(ctx context.Context, r *record, detours int) (claimed, error) {
	patience := time.Now().Add(c.opts.PublishTimeout)
	for e, poll := r.entry, claimPoll; ; poll = min(2*poll, claimPollMax) {
		cl := claimed{Judgement: c.fateOf(e.Entry, r), entry: e}
		if cl.Fate != life.Publish {
			return cl, nil
		}
		cl.event = r.eventID(cl.Judgement)
		if r.revision.Event = ""; cl.event != r.revision.ID {
			r.revision.Event = cl.event
		}
		if cl.message = cl.event; detours > 0 {
			cl.message += ":" + strconv.Itoa(detours)
		}
		if e.Entry == nil {
			e.Entry = &life.Entry{URI: r.story.URI}
			cl.entry = e
		}
		switch p := e.Pending; {
		case p == nil, r.revision.Kill && p.Message != cl.message, p.Message != cl.message && time.Now().After(patience):
			err := c.take(ctx, &cl, r)
			if !errors.Is(err, errOvertaken) {
				return cl, err
			}
		case p.Message == cl.message:
			return cl, nil // ours, from a delivery that did not end
		default:
			pause(ctx, poll)
		}
		if ctx.Err() != nil {
			return cl, ctx.Err()
		}
		var err error
		if e, err = c.lives.look(ctx, r.story.URI); err != nil {
			return cl, err
		}
	}
}

func (c *Consumer) take(ctx context.Context, cl *claimed, r *record) error {
	cl.entry.Take(r.revision, cl.message, r.order)
	if cl.entry.Cluster == "" {
		cl.entry.Cluster = r.cluster
	}
	return c.lives.put(ctx, &cl.entry)
}

// fateOf says what becomes of a record, given the entry of its story.
func (c *Consumer) fateOf(e *life.Entry, r *record) life.Judgement {
	if r.again {
		return e.Again(r.revision, r.order)
	}
	return e.Judge(r.revision, r.order, c.lives.late)
}

// decide notes what becomes of a record, as things stood when it was met.
func (c *Consumer) decide(r *record) {
	j := c.fateOf(r.entry.Entry, r)
	r.fate, r.replaces = j.Fate, j.Replaces != nil
}

// eventID is that of a record's event. One that is published late is
// not the one that was to come out in time, and one that is sent through again
// not the one that it replaces: the server must not take it for a copy.
func (r *record) eventID(j life.Judgement) string {
	switch {
	case j.Replaces != nil:
		return r.revision.ID + ":" + r.revision.Record
	case j.Stale && !r.revision.Kill:
		return r.revision.ID + ":stale"
	}
	return r.revision.ID
}

// done notes that a claimed record came out.
func (c *Consumer) done(ctx context.Context, cl claimed, r *record) error {
	for e := cl.entry; ; {
		e.Done(r.revision, cl.message, r.order, cl.Stale)
		err := c.lives.put(ctx, &e)
		if !errors.Is(err, errOvertaken) {
			return err
		}
		if e, err = c.lives.look(ctx, r.story.URI); err != nil {
			return err
		}
		if e.Entry == nil {
			return nil // it has aged out
		}
	}
}
