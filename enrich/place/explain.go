package place

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// maxCandidates is the number of candidates that an explanation has at most: a
// name like San José has a hundred.
const maxCandidates = 8

// Explain tags a document as Tag does, and says for each place, in the same
// order, what its names may have stood for: the best candidate first, each with
// the terms of its score. A place that the gazetteer does not know has none.
func (t *Tagger) Explain(doc *text.Doc, names []story.Name, dl *Dateline) ([]story.Place, [][]story.Candidate) {
	s, senses := t.read(doc, names, dl)
	all := s.found(senses)
	places := make([]story.Place, len(all))
	why := make([][]story.Candidate, len(all))
	for i := range all {
		places[i] = all[i].Place
		for _, k := range all[i].senses {
			if n := &senses[k]; len(n.readings) > len(why[i]) {
				why[i] = s.candidatesOf(n)
			}
		}
	}
	return places, why
}

// candidatesOf returns the readings of a name, the best first.
func (s *scan) candidatesOf(n *sense) []story.Candidate {
	order := make([]int, len(n.readings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(n.readings[a].sum, n.readings[b].sum) })
	list := make([]story.Candidate, 0, min(len(order), maxCandidates))
	for _, k := range order[:min(len(order), maxCandidates)] {
		r := &n.readings[k]
		p := s.g.Place(r.Place)
		list = append(list, story.Candidate{
			URI: uri(p), Name: p.Name, Note: s.note(r), Score: hundredths(r.sum), Chosen: k == n.chosen, Reasons: s.reasons(r),
		})
	}
	return list
}

// note says what and where a reading is: "PPLA2, Texas, US, population 18,458".
func (s *scan) note(r *reading) string {
	p := s.g.Place(r.Place)
	parts := []string{p.Code}
	for _, a := range backwards(s.g.Admin(r.Place)) {
		parts = append(parts, a)
	}
	if p.Country != "" {
		parts = append(parts, p.Country)
	}
	if p.Population > 0 {
		parts = append(parts, fmt.Sprintf("population %d", p.Population))
	}
	return strings.Join(parts, ", ")
}

// reasons are the terms of a reading that are not zero, the strongest first.
func (s *scan) reasons(r *reading) []story.Reason {
	var list []story.Reason
	for t, v := range r.terms {
		if hundredths(v) != 0 {
			list = append(list, story.Reason{What: s.words(term(t), r), Weight: hundredths(v)})
		}
	}
	slices.SortStableFunc(list, func(a, b story.Reason) int { return -cmp.Compare(math.Abs(a.Weight), math.Abs(b.Weight)) })
	return list
}

// words says what a term stands for.
func (s *scan) words(t term, r *reading) string {
	in := func(i int) string {
		if i < 0 {
			return "the same region"
		}
		return s.g.Place(i).Name
	}
	switch t {
	case termPlace:
		return "how large it is, and what"
	case termUse:
		return "how common the name is for it"
	case termContained:
		return "the text says what it lies in"
	case termCountry:
		return "other names lie in " + in(r.country)
	case termDivision:
		return "other names lie in " + in(r.division)
	case termNear:
		return "other names lie nearby"
	case termFiled:
		return "the story was filed in " + in(r.country)
	case termKind:
		return "the words around it speak of its kind"
	case termLocal:
		return "the words around it speak of a town"
	}
	return "it lies in the home of the source"
}

func hundredths(v float64) float64 { return math.Round(v*100) / 100 }
