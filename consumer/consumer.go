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

	cores    chan struct{} // one for each story being decoded and enriched
	alone    sync.RWMutex  // written by a suspect, so that nobody else is at work
	held     *held
	turns    *turns
	output   atomic.Pointer[jetstream.Stream] // once it was needed
	trials   trials
	lives    *lives
	clusters *clusterLog
	tagging  atomic.Pointer[string]
	draining atomic.Bool
	waiting  atomic.Int64 // stories whose record or dead letter is not taken
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
		cores: make(chan struct{}, o.Workers),
		held:  newHeld(),
		turns: newTurns(),
	}
	c.metrics = newMetrics(reg, nc)
	if err := c.Reload(e, o.Formats, o.Tagging); err != nil {
		return nil, err
	}
	return c, nil
}

// Reload exchanges the enricher, the rules of formats and what tags depend on;
// stories that are at work finish with the old ones.
func (c *Consumer) Reload(e Enricher, rules []wire.Rule, tagging string) error {
	d, err := wire.NewDecoder(wire.Options{Rules: rules, SourcePrefix: prefix(c.opts.Input.Subject)})
	if err != nil {
		return err
	}
	c.decoder.Store(d)
	c.enrich.Store(&e)
	c.tagging.Store(&tagging)
	return nil
}

// Run takes stories until ctx ends, then drains: it asks for no more, finishes
// what it holds and returns nil. Stories that are not done within
// Options.DrainDeadline go back to the server and Run says how many.
func (c *Consumer) Run(ctx context.Context) error {
	feeds, err := c.open(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	// The server's AckWait counts, not the configured one: the durable
	// consumer may be older than the configuration.
	ackWait := feeds[0].cons.CachedInfo().Config.AckWait
	// Work goes on after ctx ends, until the deadline of the drain.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	go c.held.keep(work, ackWait/3)
	go c.watch(work, feeds[0].cons)
	go c.clusters.follow(work)

	c.log.Info("taking stories", "stream", c.opts.Input.Stream, "durable", c.opts.Durable,
		"subject", c.opts.Input.Subject, "in_flight", c.opts.InFlight, "workers", c.opts.Workers)
	var taking, stories sync.WaitGroup
	for _, f := range feeds {
		taking.Go(func() { c.consume(ctx, work, f, &stories) })
	}
	taking.Wait()
	return c.drain(stop, &stories)
}

// open finds what stories are taken from, the input first, and the buckets.
func (c *Consumer) open(ctx context.Context) (feeds []*feed, err error) {
	for _, d := range c.opts.durables() {
		cons, err := c.js.Consumer(ctx, d.stream, c.opts.Durable)
		if err != nil {
			return nil, fmt.Errorf("consumer %s of stream %s: %w", c.opts.Durable, d.stream, explain(err))
		}
		feeds = append(feeds, &feed{cons: cons, slots: make(chan struct{}, d.slots), read: d.read})
	}
	if !c.opts.Embargo.Hold {
		// What was held back when it was set otherwise must not stay there.
		d := c.opts.held()
		if cons, err := c.js.Consumer(ctx, d.stream, c.opts.Durable); err == nil {
			feeds = append(feeds, &feed{cons: cons, slots: make(chan struct{}, d.slots), read: d.read})
		}
	}
	return feeds, c.openBuckets(ctx)
}

func (c *Consumer) openBuckets(ctx context.Context) (err error) {
	if c.trials, err = openTrials(ctx, c.js, c.opts.Trials); err != nil {
		return err
	}
	if c.lives, err = openLives(ctx, c.js, &c.opts); err != nil {
		return err
	}
	c.clusters, err = openClusters(ctx, c.js, &c.opts, c.log)
	return err
}

// drain waits for the stories in flight, at most until the deadline.
func (c *Consumer) drain(stop context.CancelFunc, stories *sync.WaitGroup) error {
	c.draining.Store(true)
	c.log.Info("draining", "in_flight", c.held.len(), "deadline", c.opts.DrainDeadline.String())
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
