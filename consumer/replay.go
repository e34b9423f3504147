package consumer

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
)

// ReplayOptions say which stories of the input are sent through again.
type ReplayOptions struct {
	Since   time.Time // when the input got the first of them; zero is long ago
	To      time.Time // and the last; zero is now
	Subject string    // pattern of their subjects in the input; empty is all
	Rate    float64   // stories a second at most; 0 is as fast as can be
	DryRun  bool      // only count
	// Progress is called now and then, and never by two at once; nil is nobody.
	Progress func(Replayed)
}

// Replayed is how far a replay is, in stories, unless it says otherwise.
type Replayed struct {
	Total      uint64    // messages to read
	Read       uint64    // messages read
	At         time.Time // when the input got the newest message read
	Replaced   int       // their newest record differs now
	New        int       // they never came out, or are not remembered
	Unchanged  int       // their newest record is the same
	Superseded int       // a newer version of them is out
	Withdrawn  int       // they were withdrawn
	Held       int       // their embargo has not ended
	Failed     int       // messages that cannot be decoded or tagged; they are left alone
}

// Replay sends stories that are still in the input through again, as they would
// be tagged now, and puts records in place of those that differ: under an event
// id of its own, with the same Dateline-Story. It leaves the durable consumer
// alone, and so can run beside others. What it has done is returned with any
// error; that of ctx means that it was stopped.
func (c *Consumer) Replay(ctx context.Context, o ReplayOptions) (Replayed, error) {
	stream, err := c.js.Stream(ctx, c.opts.Input.Stream)
	if err != nil {
		return Replayed{}, fmt.Errorf("stream %s: %w", c.opts.Input.Stream, explain(err))
	}
	if err := c.openBuckets(ctx); err != nil {
		return Replayed{}, err
	}
	following, stop := context.WithCancel(ctx)
	defer stop()
	go c.clusters.follow(following)
	p := &replay{c: c, o: o, last: stream.CachedInfo().State.LastSeq}
	err = p.run(ctx, stream)
	return p.done, errors.Join(err, ctx.Err())
}

// replay is one that is going on.
type replay struct {
	c    *Consumer
	o    ReplayOptions
	last uint64 // sequence of the last message to read

	mu   sync.Mutex
	done Replayed
}

// stillness is how long nothing may come from the server until we ask whether
// there is more.
const stillness = 10 * time.Second

func (p *replay) run(ctx context.Context, stream jetstream.Stream) error {
	subject := p.o.Subject
	if subject == "" {
		subject = p.c.opts.Input.Subject
	}
	from := jetstream.OrderedConsumerConfig{FilterSubjects: []string{subject}, DeliverPolicy: jetstream.DeliverAllPolicy}
	if !p.o.Since.IsZero() {
		from.DeliverPolicy, from.OptStartTime = jetstream.DeliverByStartTimePolicy, &p.o.Since
	}
	cons, err := stream.OrderedConsumer(ctx, from)
	if err != nil {
		return fmt.Errorf("reading stream %s: %w", p.c.opts.Input.Stream, explain(err))
	}
	if p.done.Total = cons.CachedInfo().NumPending; p.done.Total == 0 {
		return nil
	}
	messages, err := cons.Messages()
	if err != nil {
		return fmt.Errorf("reading stream %s: %w", p.c.opts.Input.Stream, explain(err))
	}
	defer messages.Stop()
	defer context.AfterFunc(ctx, messages.Stop)()
	var stories sync.WaitGroup
	defer stories.Wait()
	slots := make(chan struct{}, p.c.opts.InFlight)
	due := time.Now()
	for ctx.Err() == nil {
		m, err := messages.Next(jetstream.NextMaxWait(stillness))
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, context.DeadlineExceeded), errors.Is(err, jetstream.ErrNoHeartbeat):
			continue // the connection is away; the consumer begins again where it was
		case err != nil:
			return fmt.Errorf("reading stream %s: %w", p.c.opts.Input.Stream, explain(err))
		}
		d, err := fromInput(m)
		if err != nil {
			return err
		}
		if d.sequence > p.last || !p.o.To.IsZero() && d.published.After(p.o.To) {
			return nil
		}
		meta, _ := m.Metadata() // read once already
		d.attempts, d.again, d.dry = 1, true, p.o.DryRun
		if p.o.Rate > 0 {
			pause(ctx, time.Until(due))
			due = time.Now().Add(time.Duration(float64(time.Second) / p.o.Rate))
		}
		slots <- struct{}{}
		stories.Go(func() {
			defer func() { <-slots }()
			p.again(ctx, d)
		})
		if meta.NumPending == 0 {
			return nil
		}
	}
	return nil
}

// again sends one message through, as often as it takes.
func (p *replay) again(ctx context.Context, d delivery) {
	for attempt := uint64(1); ctx.Err() == nil; attempt++ {
		records, err := p.c.records(ctx, d)
		for i := 0; i < len(records) && err == nil; i++ {
			err = p.issue(ctx, d, records[i])
		}
		if v := judge(err); v.action != retry {
			p.count(d, records, err)
			if err != nil {
				p.c.log.Warn("story is left alone", "sequence", d.sequence, "subject", d.Subject(), "kind", v.kind, "reason", v.reason)
			}
			return
		}
		if ctx.Err() == nil {
			p.c.log.Warn("story is tried again", "sequence", d.sequence, "error", plainly(err))
		}
		pause(ctx, p.c.backoff(attempt))
	}
}

// issue replaces a record, or says what would become of it.
func (p *replay) issue(ctx context.Context, d delivery, r *record) error {
	if !d.dry {
		return p.c.issue(ctx, d, r)
	}
	if r.fate == life.Publish { // now that its record is known
		p.c.decide(r)
	}
	return nil
}

func (p *replay) count(d delivery, records []*record, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done.Read++
	if d.published.After(p.done.At) {
		p.done.At = d.published
	}
	if err != nil {
		p.done.Failed++
		records = nil
	}
	for _, r := range records {
		switch {
		case r.fate == life.Publish && r.replaces:
			p.done.Replaced++
		case r.fate == life.Publish:
			p.done.New++
		case r.fate == life.Duplicate:
			p.done.Unchanged++
		case r.fate == life.Superseded:
			p.done.Superseded++
		case r.fate == life.Withdrawn:
			p.done.Withdrawn++
		case r.fate == embargoed:
			p.done.Held++
		}
	}
	if p.o.Progress != nil {
		p.o.Progress(p.done)
	}
}
