package consumer

import (
	"context"
	"sync"
	"time"

	"dateline/enrich/story"
)

// turns keep the revisions of one story in the order in which they came, as far
// as this replica has several in hand: the older one is not overtaken, which
// would make it one that comes late.
//
//	fetched ─▶ next ─▶ decoded ─▶ take ─▶ … ─▶ end
type turns struct {
	mu   sync.Mutex
	last chan struct{}            // closed when the message before the next is known
	ends map[string]chan struct{} // by URI: closed when the last message with it is done with
}

// turn is the place of one message. A nil one is nowhere.
type turn struct {
	all    *turns
	before chan struct{} // the message before is known
	known  func()        // this one is
	done   chan struct{}
	uris   []string
}

// lookout is how long a message waits until the one before it is decoded: long
// enough for any but those that something is wrong with.
const lookout = 100 * time.Millisecond

func newTurns() *turns {
	first := make(chan struct{})
	close(first)
	return &turns{last: first, ends: map[string]chan struct{}{}}
}

// next gives a message its place, behind all that were given theirs.
func (all *turns) next() *turn {
	known := make(chan struct{})
	all.mu.Lock()
	defer all.mu.Unlock()
	t := &turn{all: all, before: all.last, known: sync.OnceFunc(func() { close(known) }), done: make(chan struct{})}
	all.last = known
	return t
}

// take waits until the earlier revisions of stories are done with, though not
// longer than patience; a kill does not wait. It must be followed by end.
func (t *turn) take(ctx context.Context, stories []*story.Story, patience time.Duration) {
	if t == nil {
		return
	}
	wait(ctx, t.before, lookout)
	var earlier []chan struct{}
	t.all.mu.Lock()
	for _, s := range stories {
		end := t.all.ends[s.URI]
		if end == t.done {
			continue // twice in this message, which does them in order
		}
		if end != nil && !s.Tombstone() {
			earlier = append(earlier, end)
		}
		t.all.ends[s.URI] = t.done
		t.uris = append(t.uris, s.URI)
	}
	t.all.mu.Unlock()
	t.known()
	for _, end := range earlier {
		wait(ctx, end, patience)
	}
}

// end lets the next revisions have their turn.
func (t *turn) end() {
	if t == nil {
		return
	}
	t.known()
	t.all.mu.Lock()
	for _, uri := range t.uris {
		if t.all.ends[uri] == t.done {
			delete(t.all.ends, uri)
		}
	}
	t.all.mu.Unlock()
	close(t.done)
}

// wait returns when c is closed, ctx ends or patience has passed.
func wait(ctx context.Context, c <-chan struct{}, patience time.Duration) {
	select {
	case <-c:
		return
	default:
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-c:
	case <-late.C:
	case <-ctx.Done():
	}
}
