package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dateline/consumer/life"
	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// handle takes one message through its life: enrich, store, settle. All that
// can fail permanently fails before the first record is stored, so that a
// story is either in the output or among the dead letters.
func (c *Consumer) handle(ctx context.Context, d delivery) {
	if c.opts.Embargo.Hold && time.Now().Before(d.until) {
		c.wait(d, d.until) // it was only to be looked at
		return
	}
	c.metrics.received(d)
	records, err := c.records(ctx, d)
	for i := 0; i < len(records) && err == nil; i++ {
		err = c.issue(ctx, d, records[i])
	}
	if until := embargo(records); err == nil && !until.IsZero() {
		if err = c.hold(ctx, d, until); err == nil && !d.until.IsZero() {
			return // it stays where it is
		}
	}
	c.settle(ctx, d, records, err)
}

// transform is the plain way of a message: bytes → Story → Tags → record, with
// a look at what is known of each story in between.
func (c *Consumer) transform(ctx context.Context, d delivery) ([]*record, error) {
	stories, err := guarded(ctx, c, func(context.Context) ([]*story.Story, error) { return c.decode(d) })
	if err != nil {
		return nil, err
	}
	d.turn.take(ctx, stories, c.opts.PublishTimeout)
	records := make([]*record, 0, len(stories))
	for _, s := range stories {
		r, err := c.meet(ctx, d, s)
		if err != nil {
			return nil, err
		}
		if r.fate == life.Publish {
			made, err := guarded(ctx, c, func(ctx context.Context) (made, error) { return c.compose(ctx, d, s, r.tags) })
			if err != nil {
				return nil, err
			}
			r.tags, r.data, r.revision.Record = made.tags, made.data, life.Hash(string(made.data))
		}
		records = append(records, r)
	}
	return records, nil
}

func (c *Consumer) decode(d delivery) ([]*story.Story, error) {
	raw := d.Data()
	if len(raw) > c.opts.MaxStorySize {
		return nil, &sizeError{what: "story", size: len(raw), limit: c.opts.MaxStorySize}
	}
	defer c.metrics.stage("decode", time.Now())
	return c.decoder.Load().Decode(wire.Message{Subject: d.Subject(), Header: d.Headers(), Data: raw})
}

// made is what is made of a story.
type made struct {
	tags *story.Tags
	data []byte // the record
}

// compose tags a story, unless its tags are known, and writes its record.
func (c *Consumer) compose(ctx context.Context, d delivery, s *story.Story, tags *story.Tags) (m made, err error) {
	if m.tags = tags; tags == nil {
		began := time.Now()
		if m.tags, err = (*c.enrich.Load()).Enrich(ctx, s); err != nil {
			return m, fmt.Errorf("enriching %s: %w", s.URI, err)
		}
		c.metrics.stage("enrich", began)
	}
	defer c.metrics.stage("encode", time.Now())
	encode := c.opts.Encode
	encode.Stored = d.published
	if m.data, err = wire.Encode(s, m.tags, encode); err != nil {
		return m, fmt.Errorf("encoding %s: %w", s.URI, err)
	}
	if limit := int(c.nc.MaxPayload()) - headerRoom - lifeRoom; len(m.data) > limit && limit > 0 {
		return m, &sizeError{what: "record", size: len(m.data), limit: limit}
	}
	return m, nil
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
func (c *Consumer) settle(ctx context.Context, d delivery, records []*record, err error) {
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
