package place

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
)

// addTrusted takes a place that the engine is sure of, whatever guards there
// are for bare names: all readings of the whole name count.
func (s *scan) addTrusted(n *engineName) {
	f := n.field
	first, last := f.unitAt(n.start), f.unitAt(n.end-1)
	if last >= len(f.units) {
		return
	}
	for k := first; k <= last; k++ {
		if f.taken[k] {
			return
		}
	}
	if among(diseases, f.next(last)) || money(f, first, last) {
		return
	}
	first, last, matches := s.trim(f, first, last)
	if last < first {
		return
	}
	if first == last && among(compass, f.unitText(first)) {
		matches = nil // "oysters from the Northwest": not the region of Iceland
	}
	c := candidate{field: f, start: f.units[first].start, end: f.units[last].end, source: fromEngine, conf: n.Confidence, matches: matches}
	if n.Text == "White House" { // a town in Tennessee besides
		matches, c.matches = nil, nil
	}
	if len(matches) == 0 {
		c.start, c.end = n.start, n.end
	}
	if m := s.counties(f, first, last, c.matches); len(m) > 0 {
		c.matches = m
	}
	if slices.ContainsFunc(c.matches, func(m gazetteer.Match) bool { return m.Use != gazetteer.Demonym }) {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return m.Use == gazetteer.Demonym })
	}
	if len(c.matches) > 0 {
		best := s.best(c.matches)
		c.demonym = best.Use == gazetteer.Demonym
		if s.eminent(best, s.g.Place(best.Place)) {
			c.source |= eminent
		}
		s.contain(&c, last)
	}
	if len(c.matches) == 0 && strings.Contains(n.Text, ", ") {
		return // "Johannesburg, South Africa" is two
	}
	if len(c.matches) == 0 && (road(n.Text) || institution(n.Text)) {
		return
	}
	c.town = s.local(f, first, last)
	if c.town || s.located(f, first) {
		c.source |= located
	}
	if len(c.matches) > 0 && !c.demonym {
		s.hint(&c, first, last)
	}
	n.gone = true
	f.take(c.start, c.end)
	s.candidates = append(s.candidates, c)
}

// trim returns the units of a name of the engine that are the place's, and the
// readings: the corpora leave out "the" and "City of", and the engine may have
// cut a name short ("Democratic" Republic of Congo).
func (s *scan) trim(f *field, first, last int) (int, int, []gazetteer.Match) {
	if w := f.unitText(first); first < last && (w == "The" || w == "the") && f.unitText(first+1) != "Hague" {
		first++
	}
	if first+1 < last && f.unitText(first+1) == "of" && among(styles, f.unitText(first)) {
		if m := s.named(f, first+2, last); len(m) > 0 {
			return first + 2, last, m
		}
	}
	if f.unitText(last) == "of" {
		return first, first - 1, nil
	}
	for i := first - 1; i >= max(0, first-3) && f.adjoins(i) && !f.taken[i]; i-- {
		if k, m := s.longest(f, i, f.units[last].end); k == last && len(m) > 0 {
			return i, k, m
		}
	}
	// And too short at the end: "Dubai" International Airport.
	if k, m := s.longest(f, first, len(f.Text)); k > last && len(m) > 0 && s.best(m).Use == gazetteer.Preferred && !strings.Contains(f.Text[f.units[first].start:f.units[k].end], ",") {
		return first, k, m
	}
	if first < last && among(" province region district ", f.unitText(last)) {
		if m := s.named(f, first, last-1); len(m) > 0 {
			return first, last - 1, m // "Punjab province"
		}
	}
	m := s.named(f, first, last)
	if k := last + 1; len(m) == 0 && k < len(f.units) && f.unitText(k) == "." && f.units[k].start == f.units[last].end {
		m = s.named(f, first, k) // "Calif." at the end of a sentence
	}
	if len(m) == 0 && first < last && among(bearings, strings.ToLower(f.unitText(first))) {
		m = s.named(f, first+1, last) // "northern Luzon"
	}
	return first, last, m
}

// country reports whether a candidate's first meaning is a country.
func (s *scan) country(c *candidate) bool {
	_, code, _ := s.g.Feature(s.best(c.matches).Place)
	return code == "PCLI"
}

// addUnknown keeps a place of the engine that the gazetteer does not have, if
// the engine is good at places or the text says that it is one.
func (s *scan) addUnknown(n *engineName) {
	f := n.field
	first, last := f.unitAt(n.start), f.unitAt(n.end-1)
	if last >= len(f.units) || !f.units[first].upper || f.units[last].caps || among(notNames, n.Text) || s.borne[n.Text] || among(diseases, f.next(last)) || money(f, first, last) || road(n.Text) || institution(n.Text) {
		return
	}
	for k := first; k <= last; k++ {
		if f.taken[k] {
			return
		}
	}
	if n.Confidence < trusted && !(s.located(f, first) && !capitalised(f.next(last))) {
		return
	}
	n.gone = true
	f.take(n.start, n.end)
	s.candidates = append(s.candidates, candidate{field: f, start: n.start, end: n.end, source: fromEngine, conf: n.Confidence})
}
