package topic

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// nearly is how likely a topic must be to be told of though it was not given.
const nearly = 0.05

// Explain says of the topics of a story what spoke for each and against it,
// and of the likeliest topic that was not given how near it came. The topics
// come in the order in which Tag gives them.
func (t *Tagger) Explain(doc *text.Doc, given []story.Topic) []story.TopicExplanation {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	bias := make([]float32, len(t.codes))
	t.model.Score(nil, bias)
	byURI := map[string]guess{}
	left := guess{p: nearly}
	for _, g := range t.rank(s, doc, nil) {
		uri := base + t.codes[g.class]
		switch {
		case slices.ContainsFunc(given, func(x story.Topic) bool { return x.URI == uri }):
			byURI[uri] = g
		case g.p > left.p:
			left = g
		}
	}
	var all []story.TopicExplanation
	for i, x := range given {
		if g, ok := byURI[x.URI]; ok {
			all = append(all, t.why(s, doc, g, bias, i))
		}
	}
	if left.p > nearly {
		all = append(all, t.why(s, doc, left, bias, -1))
	}
	return all
}

// why takes the score of one topic apart.
func (t *Tagger) why(s *scratch, doc *text.Doc, g guess, bias []float32, index int) story.TopicExplanation {
	t.gains(s, g.class)
	x := story.TopicExplanation{
		Topic: index, URI: base + t.codes[g.class], Name: t.labels[g.class], Chance: g.p, Score: float64(bias[g.class]),
		Reasons: []story.Reason{{What: "how often stories are about it", Weight: float64(bias[g.class])}},
	}
	seen := make([]bool, len(s.counts))
	for _, o := range s.all {
		gain := float64(s.counts[o.count].gain)
		if seen[o.count] || gain == 0 {
			continue
		}
		seen[o.count] = true
		x.Score += gain
		words := doc.Fields[o.field].Span(int(o.first), int(o.last)).Text
		x.Reasons = append(x.Reasons, story.Reason{What: strings.Join(strings.Fields(words), " "), Weight: gain})
	}
	slices.SortStableFunc(x.Reasons, func(a, b story.Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return x
}
