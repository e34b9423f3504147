package place

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// again looks once more at the names that were left out, in the light of those
// that were found: a name that is a place's elsewhere in the story is so here
// ("Shiloh ponders change", after "a Shiloh man"), and so is one that stands
// in a list of places.
func (s *scan) again() {
	vouched := make(map[string]int)
	for i := range s.candidates {
		c := &s.candidates[i]
		if len(c.matches) > 0 && !c.demonym && (c.conf >= trusted || c.source&(located|contained|fromDateline|inName) != 0) && !onlyAbbreviated(c.matches) {
			vouched[strings.ToLower(c.text())] = i
		}
	}
	for k := range s.fields {
		f := &s.fields[k]
		if f.style != sentence {
			continue
		}
		listed := s.ends(f)
		for i := 0; i < len(f.units); i++ {
			if f.taken[i] || !f.units[i].upper || f.units[i].caps && len(f.unitText(i)) < 4 {
				continue
			}
			if j, c, ok := s.secondLook(f, i, vouched, listed); ok {
				f.take(c.start, c.end)
				s.candidates = append(s.candidates, c)
				listed[c.end] = true
				i = j
			}
		}
	}
}

// ends returns where the places found in a field end.
func (s *scan) ends(f *field) map[int]bool {
	ends := make(map[int]bool)
	for i := range s.candidates {
		if c := &s.candidates[i]; c.field == f && !c.demonym && len(c.matches) > 0 && c.source&inName == 0 {
			ends[c.end] = true
		}
	}
	return ends
}

func (s *scan) secondLook(f *field, i int, vouched map[string]int, listed map[int]bool) (int, candidate, bool) {
	j, m := s.longest(f, i, len(f.Text))
	if len(m) == 0 || j+1 < len(f.units) && f.taken[min(j+1, len(f.units)-1)] && f.adjoins(j) && f.units[j+1].word {
		return j, candidate{}, false
	}
	c := candidate{field: f, start: f.units[i].start, end: f.units[j].end, source: fromText, matches: m}
	m = slices.DeleteFunc(m, func(m gazetteer.Match) bool { return m.Use == gazetteer.Demonym || m.Use == gazetteer.Abbreviation })
	if c.matches = m; len(m) == 0 || i == j && reserved(c.text()) || s.claimed(&c) {
		return j, c, false
	}
	prev := f.prev(i)
	if capitalised(prev) && !f.taken[i-1] && !(f.units[i-1].first && among(openers, prev)) || among(honorifics, prev) || among(titles, prev) || s.ownedPrivately(f, j) {
		return j, c, false
	}
	best := s.best(m)
	word := best.Trait&gazetteer.Common != 0 || among(english, c.text())
	if at, ok := vouched[strings.ToLower(c.text())]; ok && !s.borne[c.text()] && !word {
		c.matches = slices.Clone(s.candidates[at].matches)
		return j, c, true
	}
	if word || best.Trait != 0 || best.Use == gazetteer.Alternate || capitalised(f.next(j)) || best.Form == gazetteer.AllCap {
		return j, c, false
	}
	return j, c, s.inList(f, i, j, listed)
}

// claimed reports whether the engine has a longer name over a candidate, or
// calls it an organisation, or a person beyond doubt: a club named after its
// town is no place, however often the town is named.
func (s *scan) claimed(c *candidate) bool {
	claimed := false
	s.claims[c.field].overlapping(c.start, c.end, func(k int) bool {
		n := &s.names[k]
		longer := n.start < c.start || n.end > c.end+1
		claimed = longer && n.Type != story.Location || n.Type == story.Organisation && n.Confidence >= trusted || n.Type == story.Person && n.Confidence >= certain && s.borne[n.Text]
		return !claimed
	})
	return claimed
}

// ownedPrivately reports whether the capitalised words after unit j make the
// name a firm's, a paper's or a club's.
func (s *scan) ownedPrivately(f *field, j int) bool {
	for k := j + 1; f.next(k-1) != "" && f.units[k].upper; k++ {
		if among(private, f.unitText(k)) || among(heads, f.unitText(k)) && !among(bodies, f.unitText(k)) && !among(institutions, f.unitText(k)) {
			return true
		}
	}
	return false
}

// inList reports whether a name stands in a list right behind a place.
func (s *scan) inList(f *field, i, j int, listed map[int]bool) bool {
	at := i - 1
	if at >= 0 && (f.unitText(at) == "and" || f.unitText(at) == "or") {
		at--
	}
	comma := at >= 0 && f.unitText(at) == ","
	if comma {
		at--
	}
	if at < 0 || at == i-1 || !listed[f.units[at].end] {
		return false
	}
	// Behind a comma alone the list must go on: "in Paris, Jackson said" is none.
	next := ""
	if j+1 < len(f.units) {
		next = f.unitText(j + 1)
	}
	return !comma || at < i-2 || next == "," || next == "and"
}

// counties returns the readings of a name that stands with others before
// "counties": "Barrow, Jackson and Madison counties".
func (s *scan) counties(f *field, i, j int, matches []gazetteer.Match) []gazetteer.Match {
	if len(matches) > 0 && s.grand(matches) {
		return nil
	}
	for k := j + 1; k < min(len(f.units), j+listReach); k++ {
		switch w := f.unitText(k); {
		case w == "counties" || w == "Counties":
			m := s.g.Lookup(f.Text[f.units[i].start:f.units[j].end]+" County", nil)
			return slices.DeleteFunc(m, func(m gazetteer.Match) bool { return !s.division(m) })
		case w == "," || w == "and" || f.units[k].word && f.units[k].upper:
		default:
			return nil
		}
	}
	return nil
}

// listReach is how many units behind a name its list may go on.
const listReach = 16
