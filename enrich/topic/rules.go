package topic

import (
	"math"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Rules are a newsroom's own topics. They are made once, by ReadRules, and
// safe for concurrent use.
type Rules struct {
	lexicon *lexicon
	rules   []rule
}

// rule gives a topic to a story in which its terms add up.
type rule struct {
	uri, name string
	place     string // file:line
	min       float32
	all       int // terms that must all be there
}

// What a term of a rule is for. Points above zero are those of "any".
const (
	pointsAll = 0
	pointsNot = -1
)

// Len is the number of rules.
func (r *Rules) Len() int {
	if r == nil {
		return 0
	}
	return len(r.rules)
}

// tally is how a rule fares in a story.
type tally struct {
	score    float32
	all, not int
	hits     []hit
}

// apply returns the topics of the rules that fit a story that was read. The
// score of a rule is the sum over the places where one of its terms stands:
// one point in the body, two in the headline.
func (r *Rules) apply(s *scratch, doc *text.Doc) []Explained {
	if r.Len() == 0 {
		return nil
	}
	var f finding
	r.lexicon.find(&f, s.words)
	tallies := make(map[int32]*tally)
	seen := make(map[int32]bool)
	for _, h := range f.hits {
		t := &r.lexicon.terms[h.term]
		w := tallies[t.owner]
		if w == nil {
			w = &tally{}
			tallies[t.owner] = w
		}
		switch {
		case t.points == pointsNot:
			w.not++
			continue
		case t.points == pointsAll && !seen[h.term]:
			w.all++
		}
		seen[h.term] = true
		w.score += inField(doc, h)
		w.hits = append(w.hits, h)
	}
	var all []Explained
	for i := range r.rules {
		w, x := tallies[int32(i)], &r.rules[i]
		if w == nil || w.not > 0 || w.all < x.all || w.score < x.min {
			continue
		}
		e := Explained{Rule: x.place, Topic: story.Topic{
			URI: x.uri, Name: x.name, Path: []string{x.uri}, Confidence: 100,
			Relevance: max(1, min(100, int(math.Round(100*float64(w.score/(w.score+x.min)))))),
		}}
		e.Evidence, e.Weights = w.evidence(doc)
		all = append(all, e)
	}
	return all
}

func inField(doc *text.Doc, h hit) float32 {
	if doc.Fields[h.field].Name == story.Headline {
		return headlineCount
	}
	return 1
}

// evidence returns the first places where the terms of a rule stand, one for
// each term.
func (w *tally) evidence(doc *text.Doc) (spans []story.Span, weights []float32) {
	shown := make(map[int32]bool)
	for _, h := range w.hits {
		if shown[h.term] || len(spans) == maxEvidence {
			continue
		}
		shown[h.term] = true
		span := doc.Fields[h.field].Span(int(h.first), int(h.last))
		overlaps := false
		for _, other := range spans {
			overlaps = overlaps || other.Field == span.Field && other.Start < span.End && span.Start < other.End
		}
		if !overlaps {
			spans, weights = append(spans, span), append(weights, inField(doc, h))
		}
	}
	return spans, weights
}
