package topic

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// What a point of a term, and one of the classifier of level 2, add to the
// logarithm of the odds of a branch; see branchChance.
const (
	oddsOfPoint = 0.32
	oddsOfScore = 2.54
)

// stretch is a part of the text that spoke for a concept.
type stretch struct {
	field, first, last int32
	what               uint64 // the term or the word: none is shown twice
	weight             float32
}

// deepEvidence returns what spoke for a concept, with what it added to the
// logarithm of its odds: the terms of the concept and of those below it, or, for a branch of level 2
// as a whole, those of all concepts below it and the words that set it apart
// from the other branches.
func (t *Tagger) deepEvidence(s *scratch, doc *text.Doc, d deep) (spans []story.Span, weights []float32, where []tokens) {
	all := t.termStretches(s, doc, d)
	if d.owner < 0 {
		all = append(all, t.wordStretches(s, d)...)
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(b.weight, a.weight) })
	var shown []stretch
	for _, x := range all {
		again := func(p stretch) bool {
			return p.what == x.what && p.weight != x.weight || p.field == x.field && x.first < p.last && p.first < x.last
		}
		if len(shown) == maxEvidence || x.weight < minEvidence*all[0].weight {
			break
		}
		if slices.ContainsFunc(shown, again) {
			continue
		}
		shown = append(shown, x)
		spans = append(spans, doc.Fields[x.field].Span(int(x.first), int(x.last)))
		weights = append(weights, x.weight)
		where = append(where, tokens{x.field, x.first, x.last})
	}
	return spans, weights, where
}

func (t *Tagger) termStretches(s *scratch, doc *text.Doc, d deep) (all []stretch) {
	for _, h := range s.finding.hits {
		term := &t.knowledge.lexicon.terms[h.term]
		path := t.knowledge.concepts[term.owner].path
		if term.points <= 0 || path[1] != d.path[1] || d.owner >= 0 && !slices.Contains(path, d.path[len(d.path)-1]) {
			continue
		}
		x := stretch{h.field, h.first, h.last, uint64(h.term), oddsOfPoint * term.counts() * count(doc.Fields[h.field].Name, h.first)}
		all = append(all, x)
		if h.last2 > 0 {
			x.first, x.last = h.first2, h.last2
			all = append(all, x)
		}
	}
	return all
}

// wordStretches returns the words that speak more for a branch than for its
// siblings on average.
func (t *Tagger) wordStretches(s *scratch, d deep) (all []stretch) {
	m := t.branches.model
	first, last := t.branches.of(slices.Index(t.codes, d.path[0]))
	known := 0
	for i := range s.counts {
		c := &s.counts[i]
		c.gain = 0
		row, ok := m.Find(c.hash)
		if !ok {
			continue
		}
		var sum float32
		for b := first; b < last; b++ {
			sum += m.Weight(row, b)
		}
		c.gain = oddsOfScore * s.branchWords[known].Value * (m.Weight(row, d.branch) - sum/float32(last-first))
		known++
	}
	for _, o := range s.all {
		if gain := s.counts[o.count].gain; gain > 0 && o.left < 0 && o.points == 0 && !s.inName(o.field, o.first, o.last) {
			all = append(all, stretch{o.field, o.first, o.last, o.hash, gain})
			s.counts[o.count].gain = 0
		}
	}
	return all
}
