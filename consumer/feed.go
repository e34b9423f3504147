package consumer

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// fetchWait is how long one request for stories stands at the server. It is
// also the longest that a drain waits for a request that is under way.
const fetchWait = time.Second

// fetchPause is the longest pause between requests that fail: how late the
// end of an outage is noticed.
const fetchPause = 2 * time.Second

// feed is where stories are taken from: the input, or the stories whose
// embargo is waited for.
type feed struct {
	cons     jetstream.Consumer
	slots    chan struct{} // one for each of its stories in flight
	failures int           // requests that failed since the last one that did not
	read     func(jetstream.Msg) (delivery, error)
}

// delivery is one message with what the server says of it.
type delivery struct {
	jetstream.Msg
	subject   string    // of the input
	sequence  uint64    // in the input stream
	attempts  uint64    // deliveries, this one included
	published time.Time // when the input got it
	until     time.Time // it was held back, because of an embargo, and until when
	turn      *turn     // among those in hand
	again     bool      // sent through once more, to replace its record
	dry       bool      // nothing about it is noted
}

// Subject is that of the input, wherever the message has been since.
func (d delivery) Subject() string { return d.subject }

// due is when it could first be done with: when it came, or when its embargo
// ended.
func (d delivery) due() time.Time {
	if d.until.After(d.published) {
		return d.until
	}
	return d.published
}

// copyHeaders passes on what the source has set: all but the server's own.
func (d delivery) copyHeaders(to nats.Header) {
	for key, values := range d.Headers() {
		if !strings.HasPrefix(key, "Nats-") {
			to[key] = values
		}
	}
}

// id tells a message of the input from every other. The time the input got it
// is part of it: a stream that was deleted and made anew counts from one again.
func (d delivery) id(stream string) string {
	return fmt.Sprintf("%s/%d/%d", stream, d.sequence, d.published.UnixNano())
}

// fromInput reads what the server says of a message of the input.
func fromInput(m jetstream.Msg) (delivery, error) {
	meta, err := m.Metadata()
	if err != nil {
		return delivery{}, fmt.Errorf("without JetStream metadata: %w", err)
	}
	return delivery{Msg: m, subject: m.Subject(), sequence: meta.Sequence.Stream, attempts: meta.NumDelivered, published: meta.Timestamp}, nil
}

// consume hands stories to handle until ctx ends; work is what they are done in.
func (c *Consumer) consume(ctx, work context.Context, f *feed, stories *sync.WaitGroup) {
	for ctx.Err() == nil {
		n := f.reserve(ctx)
		if n == 0 {
			break
		}
		got := f.fetch(ctx, c, n, func(m jetstream.Msg) {
			c.held.add(m)
			c.metrics.inFlight.Inc()
			turn := c.turns.next()
			stories.Go(func() {
				defer turn.end()
				defer func() { c.held.remove(m); c.metrics.inFlight.Dec(); <-f.slots }()
				d, err := f.read(m)
				if err != nil {
					c.log.Error("a message was left alone", "subject", m.Subject(), "error", err)
					return
				}
				d.turn = turn
				c.handle(work, d)
			})
		})
		for range n - got {
			<-f.slots
		}
	}
}

// reserve waits for a free slot, lingers a moment so that several can be asked
// for at once, and returns how many it took: 0 when ctx ended.
func (f *feed) reserve(ctx context.Context) int {
	const linger = 2 * time.Millisecond
	select {
	case f.slots <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	more := time.NewTimer(linger)
	defer more.Stop()
	for n := 1; ; n++ {
		if n >= max(1, cap(f.slots)/2) {
			return n
		}
		select {
		case f.slots <- struct{}{}:
		case <-more.C:
			return n
		case <-ctx.Done():
			return n
		}
	}
}

// fetch asks for up to n stories and hands over what comes within fetchWait;
// it returns how many came. It does not stop early when ctx ends: what the
// server has sent by then would wait for its AckWait to pass.
func (f *feed) fetch(ctx context.Context, c *Consumer, n int, take func(jetstream.Msg)) int {
	batch, err := f.cons.Fetch(n, jetstream.FetchMaxWait(fetchWait))
	got := 0
	if err == nil {
		for m := range batch.Messages() {
			got++
			take(m)
		}
		err = batch.Error()
	}
	f.fetched(ctx, c, err)
	return got
}

// fetched notes how a request went. An outage is told once and not with every
// request of it; the pause between requests grows to fetchPause.
func (f *feed) fetched(ctx context.Context, c *Consumer, err error) {
	switch {
	case ctx.Err() != nil:
	case err == nil && f.failures > 0:
		c.log.Info("stories can be asked for again", "failures", f.failures)
		f.failures = 0
	case err != nil:
		c.metrics.fetchFailed(err)
		if f.failures == 0 {
			c.log.Warn("asking for stories failed, trying until it works", "error", plainly(err))
		}
		f.failures++
		pause(ctx, min(c.backoff(uint64(f.failures)), fetchPause))
	}
}
