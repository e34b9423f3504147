package consumer

import (
	"context"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// held are the messages in flight. As long as one is held the server is told
// that it is being worked on, so that waiting for the output does not count
// as a failed delivery.
type held struct {
	mu   sync.Mutex
	msgs map[jetstream.Msg]time.Time // since when, or when the server was last told
}

func newHeld() *held { return &held{msgs: map[jetstream.Msg]time.Time{}} }

func (h *held) add(m jetstream.Msg) {
	h.mu.Lock()
	h.msgs[m] = time.Now()
	h.mu.Unlock()
}

func (h *held) remove(m jetstream.Msg) {
	h.mu.Lock()
	delete(h.msgs, m)
	h.mu.Unlock()
}

func (h *held) len() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.msgs)
}

// keep tells the server of every message that has been held for longer than
// every, until ctx ends.
func (h *held) keep(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(max(every/2, time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			for _, m := range h.due(now, every) {
				// A message that was settled in the meantime, or a lost
				// connection: the server's AckWait is there for both.
				_ = m.InProgress()
			}
		}
	}
}

func (h *held) due(now time.Time, every time.Duration) []jetstream.Msg {
	h.mu.Lock()
	defer h.mu.Unlock()
	var due []jetstream.Msg
	for m, since := range h.msgs {
		if now.Sub(since) >= every/2 {
			h.msgs[m] = now
			due = append(due, m)
		}
	}
	return due
}
