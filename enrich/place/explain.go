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
// the terms of its score, and what put the first ahead. A place that the
// gazetteer does not know has no candidates.
func (t *Tagger) Explain(doc *text.Doc, names []story.Name, dl *Dateline) ([]story.Place, []story.PlaceExplanation) {
	s, senses := t.read(doc, names, dl)
	all := s.found(senses)
	places := make([]story.Place, len(all))
	why := make([]story.PlaceExplanation, len(all))
	for i := range all {
		places[i], why[i].Place = all[i].Place, i
		for _, k := range all[i].senses {
			if n := &senses[k]; len(n.readings) > len(why[i].Candidates) {
				why[i].Candidates, why[i].Verdict = s.candidatesOf(n), s.decided(n)
			}
		}
	}
	return places, why
}

// decided says what put the chosen reading of a name ahead of the next: the
// terms that together make up its margin, the strongest first.
func (s *scan) decided(n *sense) string {
	if n.stranger {
		return "the story speaks of " + s.g.Place(n.land).Name + ", so that it is none of these but a place that is not known"
	}
	if n.chosen < 0 || len(n.readings) < 2 {
		return ""
	}
	best, next := &n.readings[n.chosen], -1
	for i := range n.readings {
		if i != n.chosen && (next < 0 || n.readings[i].sum > n.readings[next].sum) {
			next = i
		}
	}
	type lead struct {
		term
		by float64
	}
	var leads []lead
	for t := range terms {
		if by := best.terms[t] - n.readings[next].terms[t]; hundredths(by) > 0 {
			leads = append(leads, lead{t, by})
		}
	}
	slices.SortStableFunc(leads, func(a, b lead) int { return -cmp.Compare(a.by, b.by) })
	ahead := fmt.Sprintf("ahead of the next by %.2f", n.margin)
	sum := 0.0
	var parts []string
	for _, l := range leads {
		if sum >= n.margin {
			break
		}
		sum += l.by
		parts = append(parts, fmt.Sprintf("%s (%.2f more)", s.words(l.term, best), l.by))
	}
	if len(parts) == 0 {
		return "as likely as the next, and the first of them"
	}
	return ahead + ": " + strings.Join(parts, ", ")
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
