// Package consumer is the edge of Dateline: it takes raw stories from a NATS
// JetStream stream, has them enriched, stores the records in another stream,
// and acknowledges a story only after the server has confirmed its record.
//
//	WIRE_RAW ─ fetch ─▶ decode ─▶ enrich ─▶ encode ─▶ publish ─▶ ack
//	                      │          │         │         └ waits while the output is full, slow or gone
//	                      └──────────┴─────────┴─▶ WIRE_DEAD ─▶ ack
//
// What is promised, and by what:
//
//   - no story is lost: publish, then ack; what is not acked comes again;
//   - none is stored twice: the record's Nats-Msg-Id is made from the story's
//     identity, so that the server drops a second copy;
//   - only bad stories become dead letters: see verdict.go;
//   - memory is bounded: no more than Options.InFlight stories are asked for,
//     however long the backlog.
package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// Enricher adds tags to one story. It must be safe for concurrent use, leave
// the story as it is, and return soon after ctx ends. An error means that the
// story is to be tried again later.
type Enricher interface {
	Enrich(ctx context.Context, s *story.Story) (*story.Tags, error)
}

// fetchWait is how long one request for stories stands at the server. It is
// also the longest that a drain waits for a request that is under way.
const fetchWait = time.Second

// fetchPause is the longest pause between requests that fail: how late the
// end of an outage is noticed.
const fetchPause = 2 * time.Second

// Consumer moves stories from the input to the output. Make one with New and
// call Run once.
type Consumer struct {
	nc      *nats.Conn
	js      jetstream.JetStream
	opts    Options
	log     *slog.Logger
	metrics *metrics
	decoder atomic.Pointer[wire.Decoder]
	enrich  atomic.Pointer[Enricher]

	slots    chan struct{} // one for each story in flight
	cores    chan struct{} // one for each story being decoded and enriched
	alone    sync.RWMutex  // written by a suspect, so that nobody else is at work
	held     *held
	trials   trials
	draining atomic.Bool
	waiting  atomic.Int64 // stories whose record or dead letter is not taken
	failures int          // requests that failed since the last one that did not
}

// New prepares a consumer on a connection. Metrics are registered with reg.
func New(nc *nats.Conn, e Enricher, o Options, log *slog.Logger, reg prometheus.Registerer) (*Consumer, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(o.PublishTimeout))
	if err != nil {
		return nil, fmt.Errorf("jetstream: %w", err)
	}
	c := &Consumer{
		nc: nc, js: js, opts: o, log: log,
		slots: make(chan struct{}, o.InFlight),
		cores: make(chan struct{}, o.Workers),
		held:  newHeld(),
	}
	c.metrics = newMetrics(reg, nc)
	if err := c.Reload(e, o.Formats); err != nil {
		return nil, err
	}
	return c, nil
}

// Reload exchanges the enricher and the rules of formats; stories that are at
// work finish with the old ones.
func (c *Consumer) Reload(e Enricher, rules []wire.Rule) error {
	d, err := wire.NewDecoder(wire.Options{Rules: rules, SourcePrefix: prefix(c.opts.Input.Subject)})
	if err != nil {
		return err
	}
	c.decoder.Store(d)
	c.enrich.Store(&e)
	return nil
}

// Run takes stories until ctx ends, then drains: it asks for no more, finishes
// what it holds and returns nil. Stories that are not done within
// Options.DrainDeadline go back to the server and Run says how many.
func (c *Consumer) Run(ctx context.Context) error {
	cons, err := c.open(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	// The server's AckWait counts, not the configured one: the durable
	// consumer may be older than the configuration.
	ackWait := cons.CachedInfo().Config.AckWait
	// Work goes on after ctx ends, until the deadline of the drain.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	go c.held.keep(work, ackWait/3)
	go c.watch(work, cons)

	var stories sync.WaitGroup
	c.log.Info("taking stories", "stream", c.opts.Input.Stream, "durable", c.opts.Durable,
		"subject", c.opts.Input.Subject, "in_flight", c.opts.InFlight, "workers", c.opts.Workers)
	for ctx.Err() == nil {
		n := c.reserve(ctx)
		if n == 0 {
			break
		}
		got := c.fetch(ctx, cons, n, func(m jetstream.Msg) {
			c.held.add(m)
			c.metrics.inFlight.Inc()
			stories.Go(func() {
				defer func() { c.held.remove(m); c.metrics.inFlight.Dec(); <-c.slots }()
				c.handle(work, m)
			})
		})
		for range n - got {
			<-c.slots
		}
	}
	return c.drain(stop, &stories)
}

// open finds the durable consumer and the bucket of the trials.
func (c *Consumer) open(ctx context.Context) (jetstream.Consumer, error) {
	cons, err := c.js.Consumer(ctx, c.opts.Input.Stream, c.opts.Durable)
	if err != nil {
		return nil, fmt.Errorf("consumer %s of stream %s: %w", c.opts.Durable, c.opts.Input.Stream, explain(err))
	}
	c.trials, err = openTrials(ctx, c.js, c.opts.Trials)
	return cons, err
}

// reserve waits for a free slot, lingers a moment so that several can be asked
// for at once, and returns how many it took: 0 when ctx ended.
func (c *Consumer) reserve(ctx context.Context) int {
	const linger = 2 * time.Millisecond
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return 0
	}
	more := time.NewTimer(linger)
	defer more.Stop()
	for n := 1; ; n++ {
		if n >= max(1, cap(c.slots)/2) {
			return n
		}
		select {
		case c.slots <- struct{}{}:
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
func (c *Consumer) fetch(ctx context.Context, cons jetstream.Consumer, n int, take func(jetstream.Msg)) int {
	batch, err := cons.Fetch(n, jetstream.FetchMaxWait(fetchWait))
	got := 0
	if err == nil {
		for m := range batch.Messages() {
			got++
			take(m)
		}
		err = batch.Error()
	}
	c.fetched(ctx, err)
	return got
}

// fetched notes how a request went. An outage is told once and not with every
// request of it; the pause between requests grows to fetchPause.
func (c *Consumer) fetched(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
	case err == nil && c.failures > 0:
		c.log.Info("stories can be asked for again", "failures", c.failures)
		c.failures = 0
	case err != nil:
		c.metrics.fetchFailed(err)
		if c.failures == 0 {
			c.log.Warn("asking for stories failed, trying until it works", "error", plainly(err))
		}
		c.failures++
		pause(ctx, min(c.backoff(uint64(c.failures)), fetchPause))
	}
}

// drain waits for the stories in flight, at most until the deadline.
func (c *Consumer) drain(stop context.CancelFunc, stories *sync.WaitGroup) error {
	c.draining.Store(true)
	c.log.Info("draining", "in_flight", len(c.slots), "deadline", c.opts.DrainDeadline.String())
	done := make(chan struct{})
	go func() { stories.Wait(); close(done) }()
	deadline := time.NewTimer(c.opts.DrainDeadline)
	defer deadline.Stop()
	left := 0
	select {
	case <-done:
	case <-deadline.C:
		left = c.held.len()
		stop()
		// Whoever waits for the output gives its story back now; one that is
		// still being enriched is not waited for.
		select {
		case <-done:
		case <-time.After(fetchWait):
		}
	}
	if err := c.flush(); err != nil {
		c.log.Warn("the last acks did not go out; the server will send those stories again and drop the copies", "error", err)
	}
	if left > 0 {
		c.log.Warn("deadline passed before all stories were done; they go back to the input", "stories", left)
		return nil
	}
	c.log.Info("drained")
	return nil
}

// flush waits until the server has everything that was sent. Without a
// connection there is nothing to wait for.
func (c *Consumer) flush() error {
	if !c.nc.IsConnected() {
		return errDisconnected
	}
	return c.nc.FlushTimeout(fetchWait)
}

// errDisconnected is what the client library calls an exceeded buffer: we keep
// none, so that nothing is published later than we know of.
var errDisconnected = errors.New("not connected to NATS")

// plainly puts an error of the client library into words for operators.
func plainly(err error) error {
	if errors.Is(err, nats.ErrReconnectBufExceeded) {
		return errDisconnected
	}
	return err
}

// Draining reports whether the consumer has stopped asking for stories.
func (c *Consumer) Draining() bool { return c.draining.Load() }

// pause sleeps for d, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }
