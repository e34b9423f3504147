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

// Why says of the given topics of a story, in their order, what spoke for each
// and against it, and of the likeliest topic of level 1 that was not given how
// near it came. given are those of Tag that passed a threshold.
func (t *Tagger) Why(doc *text.Doc, known Known, given []story.Topic) []story.TopicExplanation {
	explained := t.Explain(doc, known)
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	s.mask(doc, known)
	bias := make([]float32, len(t.codes))
	t.model.Score(nil, bias)
	byURI := map[string]guess{}
	left := guess{p: nearly}
	for _, g := range t.rank(s, doc, known, nil) {
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
		at := slices.IndexFunc(explained, func(e Explained) bool { return e.URI == x.URI })
		if at < 0 {
			continue
		}
		g, ok := byURI[x.URI]
		if explained[at].Rule != "" || !ok {
			all = append(all, explained[at].why(i))
			continue
		}
		why := t.why(s, doc, g, bias, i)
		why.Reasons = append(why.Reasons, explained[at].besides()...)
		all = append(all, why)
	}
	if left.p > nearly {
		all = append(all, t.why(s, doc, left, bias, -1))
	}
	return all
}

// why takes the score of one topic of level 1 apart.
func (t *Tagger) why(s *scratch, doc *text.Doc, g guess, bias []float32, index int) story.TopicExplanation {
	t.gains(s, g.class)
	code := t.codes[g.class]
	x := story.TopicExplanation{
		Topic: index, URI: base + code, Name: t.vocabulary.label(code, t.language), Chance: g.p, Score: float64(bias[g.class]),
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

// why are the terms that spoke for a topic of a deeper level, or of a
// newsroom's own: their weights are all that its score is made of.
func (e Explained) why(index int) story.TopicExplanation {
	x := story.TopicExplanation{Topic: index, URI: e.URI, Name: e.Name, Chance: float64(e.Confidence) / 100}
	for i, span := range e.Evidence {
		weight := 0.0
		if i < len(e.Weights) {
			weight = float64(e.Weights[i])
		}
		x.Score += weight
		x.Reasons = append(x.Reasons, story.Reason{What: strings.Join(strings.Fields(span.Text), " "), Weight: weight})
	}
	x.Reasons = append(x.Reasons, e.besides()...)
	return x
}

// besides is what spoke for a topic without a weight of its own in the score.
func (e Explained) besides() (reasons []story.Reason) {
	if e.Rule != "" {
		reasons = append(reasons, story.Reason{What: "the newsroom's own rule, in " + e.Rule})
	}
	for _, code := range e.Source {
		reasons = append(reasons, story.Reason{What: "the source's own code: " + code})
	}
	return reasons
}
