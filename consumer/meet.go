package consumer

import (
	"cmp"
	"context"
	"time"

	"dateline/consumer/life"
	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// record is an enriched story on its way to the output.
type record struct {
	subject  string
	data     []byte
	story    *story.Story
	tags     *story.Tags
	revision life.Revision
	order    life.Order
	entry    lifeEntry // of its story, as it was when it was read
	cluster  string
	fate     life.Fate
	until    time.Time // its embargo, where it is held
	again    bool      // sent through once more
	replaces bool      // stands for a record of the same revision that is out
}

// embargoed is the fate of a story whose embargo is waited for.
const embargoed life.Fate = "held"

// meet looks up what is known of a story, and whether this revision of it is
// to come out at all: what is not need not be tagged, nor what has the text of
// the revision before.
func (c *Consumer) meet(ctx context.Context, d delivery, s *story.Story) (*record, error) {
	defer c.metrics.stage("meet", time.Now())
	r := &record{
		subject: move(d.Subject(), c.opts.Input.Subject, c.opts.Output.Subject), story: s,
		revision: revision(s, d, *c.tagging.Load()), order: c.lives.rules.For(cmp.Or(s.Channel, s.Source), provider(s), s.Format), again: d.again,
	}
	if c.opts.Embargo.Hold {
		if r.until = embargoOf(s, time.Now()); !r.until.IsZero() {
			r.fate = embargoed
			return r, nil
		}
	}
	var err error
	if r.entry, err = c.lives.look(ctx, s.URI); err != nil {
		return nil, err
	}
	c.decide(r)
	if r.fate != life.Publish || !s.Taggable() {
		return r, nil
	}
	if r.textAsBefore() {
		r.tags = c.tagsBefore(ctx, r)
		return r, nil // it is of the same cluster, too
	}
	if d.dry {
		return r, nil
	}
	r.cluster, err = c.clusters.of(ctx, s, r.entry.cluster())
	return r, err
}

// provider is who made a story, as it says itself: the first of its providers,
// or whoever its URI names.
func provider(s *story.Story) string {
	sources, _ := s.Item["infoSources"].([]any)
	for _, one := range sources {
		source, _ := one.(map[string]any)
		if name, _ := source["name"].(string); name != "" && source["role"] == "provider" {
			return name
		}
	}
	return s.URI
}

// revision is what the order of versions knows of a story.
func revision(s *story.Story, d delivery, tagging string) life.Revision {
	created, _ := s.Item["versionCreated"].(string)
	r := life.Revision{
		ID: wire.MessageID(s), Version: s.Version, Created: created, Arrived: d.published.UnixNano(), Kill: s.Tombstone(), Tagging: tagging,
	}
	if s.Taggable() {
		parts := []string{s.Language, s.Channel}
		for _, f := range s.Fields {
			parts = append(parts, f.Name, f.Text)
		}
		r.Text = life.Hash(parts...)
	}
	return r
}

// textAsBefore reports whether the text is that of the revision before, on
// the same subject: sources and subjects can have regions of their own.
func (r *record) textAsBefore() bool {
	e := r.entry.Entry
	return e != nil && e.Head != nil && e.Cluster != "" && e.Head.Text == r.revision.Text
}

// tagsBefore reads the tags of the revision before, if they are those that the
// story would get now, and are still there.
func (c *Consumer) tagsBefore(ctx context.Context, r *record) *story.Tags {
	head := r.entry.Head
	if r.again || c.opts.Encode.Strict || head.Tagging != r.revision.Tagging {
		return nil
	}
	m, err := c.recordAt(ctx, head.Sequence)
	if err != nil || m.Header.Get(headerStory) != life.Key(r.story.URI) {
		return nil
	}
	tags, ok := wire.Tags(m.Data)
	if !ok {
		return nil
	}
	c.metrics.reused.Inc()
	return tags
}
