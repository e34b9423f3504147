package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// grace is how long a story may take to notice that its time is up.
const grace = time.Second

// record is an enriched story on its way to the output.
type record struct {
	id      string // Nats-Msg-Id
	subject string
	data    []byte
	story   *story.Story
	tags    *story.Tags
}

// delivery is one message with what the server says of it.
type delivery struct {
	jetstream.Msg
	sequence  uint64 // in the input stream
	attempts  uint64 // deliveries, this one included
	published time.Time
}

// handle takes one story through its life: enrich, store, settle. All that
// can fail permanently fails before the first record is stored, so that a
// story is either in the output or among the dead letters.
func (c *Consumer) handle(ctx context.Context, m jetstream.Msg) {
	d := delivery{Msg: m}
	meta, err := m.Metadata()
	if err != nil {
		c.log.Error("a message without JetStream metadata was left alone", "subject", m.Subject(), "error", err)
		return
	}
	d.sequence, d.attempts, d.published = meta.Sequence.Stream, meta.NumDelivered, meta.Timestamp
	c.metrics.received(d)

	records, err := c.records(ctx, d)
	for i := 0; i < len(records) && err == nil; i++ {
		err = c.publish(ctx, d, &records[i])
	}
	c.settle(ctx, d, records, err)
}

// records makes the records of a message; a suspect is run alone.
func (c *Consumer) records(ctx context.Context, d delivery) ([]record, error) {
	if d.attempts <= uint64(c.opts.SuspectAfter) {
		c.alone.RLock()
		defer c.alone.RUnlock()
		return c.work(ctx, d)
	}
	c.alone.Lock()
	defer c.alone.Unlock()
	trial, err := c.trials.begin(ctx, d)
	if err != nil {
		return nil, err
	}
	c.log.Warn("story was delivered often, handling it alone", "sequence", d.sequence, "attempts", d.attempts)
	records, err := c.work(ctx, d)
	if errors.As(err, new(*timeoutError)) {
		err = &poisonError{kind: "timeout", reason: err.Error() + ", alone"}
	}
	if err := trial.end(ctx); err != nil {
		c.log.Warn("the note that a story was handled alone could not be removed", "sequence", d.sequence, "error", err)
	}
	return records, err
}

// work decodes, enriches and encodes on one core. Whatever the story does to
// it, a panic stays here.
func (c *Consumer) work(ctx context.Context, d delivery) ([]record, error) {
	select {
	case c.cores <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, c.opts.StoryTimeout)
	defer cancel()
	type result struct {
		records []record
		err     error
	}
	out := make(chan result, 1)
	release := sync.OnceFunc(func() { <-c.cores })
	go func() {
		defer release()
		defer func() {
			if p := recover(); p != nil {
				out <- result{err: &panicError{value: p, stack: debug.Stack()}}
			}
		}()
		records, err := c.transform(limited, d)
		out <- result{records, err}
	}()
	var r result
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
		return nil, &timeoutError{c.opts.StoryTimeout}
	}
	return r.records, r.err
}

// transform is the plain way of a story: bytes → Story → Tags → record.
func (c *Consumer) transform(ctx context.Context, d delivery) ([]record, error) {
	raw := d.Data()
	if len(raw) > c.opts.MaxStorySize {
		return nil, &sizeError{what: "story", size: len(raw), limit: c.opts.MaxStorySize}
	}
	began := time.Now()
	stories, err := c.decoder.Load().Decode(wire.Message{Subject: d.Subject(), Header: d.Headers(), Data: raw})
	if err != nil {
		return nil, err
	}
	began = c.metrics.stage("decode", began)
	records := make([]record, 0, len(stories))
	for _, s := range stories {
		tags, err := (*c.enrich.Load()).Enrich(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("enriching %s: %w", s.URI, err)
		}
		began = c.metrics.stage("enrich", began)
		encode := c.opts.Encode
		encode.Stored = d.published
		data, err := wire.Encode(s, tags, encode)
		if err != nil {
			return nil, fmt.Errorf("encoding %s: %w", s.URI, err)
		}
		began = c.metrics.stage("encode", began)
		if limit := int(c.nc.MaxPayload()) - headerRoom; len(data) > limit && limit > 0 {
			return nil, &sizeError{what: "record", size: len(data), limit: limit}
		}
		records = append(records, record{
			id: wire.MessageID(s), subject: move(d.Subject(), c.opts.Input.Subject, c.opts.Output.Subject),
			data: data, story: s, tags: tags,
		})
	}
	return records, nil
}

// perStory is the level of what goes wrong with every story when the
// connection is lost, which has been told.
func (c *Consumer) perStory() slog.Level {
	if c.nc.IsConnected() {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// settle does what the verdict says and counts it.
func (c *Consumer) settle(ctx context.Context, d delivery, records []record, err error) {
	v := judge(err)
	log := c.log.With("sequence", d.sequence, "subject", d.Subject(), "attempts", d.attempts)
	if v.action == bury {
		log.Error("story becomes a dead letter", "kind", v.kind, "reason", v.reason)
		var p *panicError
		if errors.As(err, &p) {
			log.Debug("stack of the panic", "stack", string(p.stack))
		}
		if err := c.bury(ctx, d, v); err != nil {
			v = judge(err)
		}
	}
	switch v.action {
	case retry:
		delay := c.backoff(d.attempts)
		if ctx.Err() != nil {
			delay = 0 // draining: another replica may have it at once
		}
		log.Warn("story goes back to the input", "error", v.reason, "delay", delay.Round(time.Millisecond).String())
		c.metrics.retries.Inc()
		if err := d.NakWithDelay(delay); err != nil {
			log.Log(ctx, c.perStory(), "giving a story back failed; it comes again when its ack wait has passed", "error", plainly(err))
		}
		return
	case accept:
		c.metrics.settled(d)
		for _, r := range records {
			log.Log(ctx, slog.LevelDebug, "story enriched", "uri", r.story.URI, "version", r.story.Version,
				"warnings", len(r.story.Warnings), "record_bytes", len(r.data))
		}
	case bury:
		c.metrics.buried(d, v.kind)
	}
	if err := d.Ack(); err != nil {
		log.Log(ctx, c.perStory(), "ack failed; the server will send the story again and drop the copy", "error", plainly(err))
	}
}
