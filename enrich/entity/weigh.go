package entity

import (
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Relevance is a sum of four parts, which together make 100. The weights
// follow how news is written: what matters is in the headline and the first
// sentence, comes again, and comes again further down.
const (
	inHeadline = 35 // mentioned there
	early      = 30 // less, the later the first mention in the body
	often      = 20 // full at five mentions
	spread     = 15 // share of the body's quarters with a mention
)

// entity is the cluster as it stands in the record.
func (c *cluster) entity(doc *text.Doc) story.Entity {
	e := story.Entity{Type: c.kind, Name: c.fullest()}
	slices.SortFunc(c.mentions, func(a, b span) int {
		if a.field != b.field {
			return indexOf(doc, a.field) - indexOf(doc, b.field)
		}
		return a.start - b.start
	})
	for _, m := range c.mentions {
		e.Mentions = append(e.Mentions, story.Mention{Span: m.field.Span(m.start, m.end)})
		e.Confidence = max(e.Confidence, m.confidence)
	}
	// A name that comes again is less likely to be a mistake: half of the
	// doubt for a second mention of any form, as far as 95.
	if len(c.mentions) > 1 {
		e.Confidence = min(95, e.Confidence+(100-e.Confidence)/2)
	}
	e.Relevance = c.relevance(doc)
	return e
}

// fullest is the longest way of writing, as it stands in the body where it
// does: headlines have capitals of their own.
func (c *cluster) fullest() string {
	var name string
	for _, m := range c.mentions {
		s := m.field.Span(m.start, m.end).Text
		longer := len(s) > len(name)
		if longer || len(s) == len(name) && m.field.Name == story.Body && strings.ToUpper(name) == name {
			name = s
		}
	}
	return strings.Join(strings.Fields(name), " ")
}

func (c *cluster) relevance(doc *text.Doc) int {
	r := 0
	var quarters [4]bool
	inBody, first := 0, 0
	for _, m := range c.mentions {
		if m.field.Name == story.Headline {
			r = inHeadline
			continue
		}
		if inBody == 0 {
			first = m.start
		}
		inBody++
		quarters[4*m.start/len(m.field.Tokens)] = true
	}
	if body := doc.Field(story.Body); body != nil && inBody > 0 {
		r += early * (len(body.Tokens) - first) / len(body.Tokens)
	}
	r += often * min(len(c.mentions), 5) / 5
	for _, q := range quarters {
		if q {
			r += spread / 4
		}
	}
	return min(r, 100)
}

func indexOf(doc *text.Doc, f *text.Field) int {
	for i := range doc.Fields {
		if &doc.Fields[i] == f {
			return i
		}
	}
	return len(doc.Fields)
}
