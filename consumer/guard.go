package consumer

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"time"
)

// grace is how long a story may take to notice that its time is up.
const grace = time.Second

// records makes the records of a message; a suspect is run alone.
func (c *Consumer) records(ctx context.Context, d delivery) ([]*record, error) {
	if d.attempts <= uint64(c.opts.SuspectAfter) {
		c.alone.RLock()
		defer c.alone.RUnlock()
		return c.transform(ctx, d)
	}
	if d.turn != nil {
		d.turn.known() // nobody waits for a suspect
	}
	c.alone.Lock()
	defer c.alone.Unlock()
	trial, err := c.trials.begin(ctx, d)
	if err != nil {
		return nil, err
	}
	c.log.Warn("story was delivered often, handling it alone", "sequence", d.sequence, "attempts", d.attempts)
	records, err := c.transform(ctx, d)
	if errors.As(err, new(*timeoutError)) {
		err = &poisonError{kind: "timeout", reason: err.Error() + ", alone"}
	}
	if err := trial.end(ctx); err != nil {
		c.log.Warn("the note that a story was handled alone could not be removed", "sequence", d.sequence, "error", err)
	}
	return records, err
}

// guarded does what may go wrong with a story on one core: whatever the story
// does to it, a panic and a loop without end stay here.
func guarded[T any](ctx context.Context, c *Consumer, work func(context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var r result
	select {
	case c.cores <- struct{}{}:
	case <-ctx.Done():
		return r.value, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, c.opts.StoryTimeout)
	defer cancel()
	out := make(chan result, 1)
	release := sync.OnceFunc(func() { <-c.cores })
	go func() {
		defer release()
		defer func() {
			if p := recover(); p != nil {
				out <- result{err: &panicError{value: p, stack: debug.Stack()}}
			}
		}()
		value, err := work(limited)
		out <- result{value, err}
	}()
	select {
	case r = <-out:
	case <-limited.Done():
		select {
		case r = <-out:
		case <-time.After(grace):
			// It does not listen. The core is given to others, so that one
			// story that never ends does not stop the rest.
			release()
			r.err = limited.Err()
		}
	}
	if r.err != nil && limited.Err() != nil && ctx.Err() == nil {
		r.err = &timeoutError{c.opts.StoryTimeout}
	}
	return r.value, r.err
}
