package entity

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Relevance follows how news is written: what matters is in the headline and
// the first sentence, comes again, and comes again further down. It is the
// share, in percent, that an entity reaches of the parts that the story has:
//
//	inHeadline  if it is mentioned there
//	early       × share of the body that follows its first mention there
//	often       × mentions, all fields together, of as many as make it full
//	spread      × share of the body's stretches with a mention
//
// One more mention never makes it less.
const (
	inHeadline = 35
	early      = 30
	often      = 20
	spread     = 15
)

const (
	oftenFull = 5 // mentions; in a body of fewer sentences, so many
	stretches = 4 // of the body; in a body of fewer sentences, so many
)

// entities are the clusters as they stand in the record, the most relevant
// first, then those that are mentioned more often, then those that come first.
func (g *grouping) entities() []story.Entity {
	slices.SortFunc(g.clusters, func(a, b *cluster) int { return cmp.Compare(a.mentions[0], b.mentions[0]) })
	w := newWeight(g.doc)
	entities := make([]story.Entity, 0, len(g.clusters))
	for _, c := range g.clusters {
		e := story.Entity{
			Type:       c.kind,
			Name:       g.name(c),
			Relevance:  w.relevance(g, c),
			Confidence: g.confidence(c),
			Mentions:   g.mentions(c),
		}
		entities = append(entities, e)
	}
	slices.SortStableFunc(entities, func(a, b story.Entity) int {
		return cmp.Or(cmp.Compare(b.Relevance, a.Relevance), cmp.Compare(len(b.Mentions), len(a.Mentions)))
	})
	return entities
}

// mentions are those of a cluster as they stand in the record.
func (g *grouping) mentions(c *cluster) []story.Mention {
	mentions := make([]story.Mention, len(c.mentions))
	for i, m := range c.mentions {
		s := g.spans[m]
		mentions[i] = story.Mention{Span: s.field.Span(s.start, s.end)}
	}
	return mentions
}

// weight is what the parts of relevance come to in a story.
type weight struct {
	headline, body *text.Field // nil if the story has none
	full           int         // mentions
	stretches      int
	all            int // sum of the parts that the story has
}

func newWeight(doc *text.Doc) weight {
	w := weight{headline: doc.Field(story.Headline), body: doc.Field(story.Body), full: 1, all: often}
	if w.headline != nil && len(w.headline.Tokens) > 0 {
		w.all += inHeadline
	}
	if w.body != nil && len(w.body.Tokens) > 0 {
		w.all += early + spread
		w.full = min(len(w.body.Sentences), oftenFull)
		w.stretches = min(len(w.body.Sentences), stretches)
	}
	return w
}

func (w weight) relevance(g *grouping, c *cluster) int {
	var in [stretches]bool
	points, first := 0., -1
	headline := false
	for _, m := range c.mentions {
		s := g.spans[m]
		switch s.field {
		case w.headline:
			headline = true
		case w.body:
			if first < 0 {
				first = s.start
			}
			in[w.stretches*s.start/len(s.field.Tokens)] = true
		}
	}
	if headline {
		points += inHeadline
	}
	if first >= 0 {
		points += early * float64(len(w.body.Tokens)-first) / float64(len(w.body.Tokens))
	}
	points += often * float64(min(len(c.mentions), w.full)) / float64(w.full)
	for _, stretch := range in {
		if stretch {
			points += spread / float64(w.stretches)
		}
	}
	return int(100 * points / float64(w.all))
}

func indexOf(doc *text.Doc, f *text.Field) int {
	for i := range doc.Fields {
		if &doc.Fields[i] == f {
			return i
		}
	}
	return len(doc.Fields)
}
