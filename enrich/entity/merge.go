package entity

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Merge puts entities with the same URI together: "International Business
// Machines" and "Big Blue", which nothing in their words joins. The name, and
// all else but mentions, confidence and relevance, is the more relevant one's.
// The most relevant entity comes first, as in what Group returns.
func Merge(doc *text.Doc, entities []story.Entity) []story.Entity {
	at := make(map[string]int, len(entities))
	merged := entities[:0]
	grown := map[int]bool{}
	for _, e := range entities {
		i, known := at[e.URI]
		if e.URI == "" || !known {
			at[e.URI] = len(merged)
			merged = append(merged, e)
			continue
		}
		m := &merged[i]
		m.Confidence = mean(m, &e)
		m.Mentions = append(m.Mentions, e.Mentions...)
		grown[i] = true
	}
	for i := range grown {
		arrange(doc, &merged[i])
	}
	slices.SortStableFunc(merged, func(a, b story.Entity) int { return cmp.Compare(b.Relevance, a.Relevance) })
	return merged
}

// mean is the mean confidence of the mentions of two entities, as that of each
// is of its own.
func mean(a, b *story.Entity) int {
	n := len(a.Mentions) + len(b.Mentions)
	return (a.Confidence*len(a.Mentions) + b.Confidence*len(b.Mentions) + n/2) / n
}

// arrange puts the mentions of an entity in the order of the text and says anew
// how relevant it is.
func arrange(doc *text.Doc, e *story.Entity) {
	names := make([]story.Name, len(e.Mentions))
	for i, m := range e.Mentions {
		names[i] = story.Name{Span: m.Span, Type: e.Type}
	}
	g := &grouping{doc: doc, spans: located(doc, names)}
	c := &cluster{kind: e.Type, mentions: make([]int, len(g.spans))}
	for i := range g.spans {
		c.mentions[i] = i
	}
	e.Relevance, e.Mentions = newWeight(doc).relevance(g, c), g.mentions(c)
}
