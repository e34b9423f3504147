package place

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// longestName is the number of units of the longest name that is tried.
const longestName = 8

// readDateline takes the places of the dateline, of which the first is where
// the story was filed, and keeps all else in it from being a name.
func (s *scan) readDateline(dl *Dateline) {
	s.filed = -1
	if dl == nil {
		return
	}
	f := s.body(dl)
	if f == nil {
		return
	}
	start, end := f.Tokens[dl.Tokens.Start].Start, f.Tokens[dl.Tokens.End-1].End
	for i, n := range s.names {
		if n.field == f && n.start < end && start < n.end {
			s.names[i].gone = true
		}
	}
	if dl.Place.End > dl.Place.Start {
		last := f.Tokens[dl.Place.End-1].End
		for i := f.unitAt(f.Tokens[dl.Place.Start].Start); i < len(f.units) && f.units[i].start < last; i++ {
			j, m := s.longest(f, i, last)
			if len(m) == 0 {
				continue
			}
			c := candidate{field: f, start: f.units[i].start, end: f.units[j].end, source: fromDateline, matches: m, name: -1}
			_, c.inside = s.container(f, j, m)
			s.candidates = append(s.candidates, c)
			i = j
		}
	}
	f.cover(start, end)
}

// body returns the field that the dateline's ranges count in.
func (s *scan) body(dl *Dateline) *field {
	for i := range s.fields {
		if f := &s.fields[i]; f.Name == story.Body && dl.Tokens.Start < dl.Tokens.End && dl.Tokens.End <= len(f.Tokens) {
			return f
		}
	}
	return nil
}

// longest returns the readings of the longest name that starts at unit i and
// ends before byte limit, and its last unit.
func (s *scan) longest(f *field, i, limit int) (int, []gazetteer.Match) {
	if !f.units[i].word || !f.units[i].upper {
		return i, nil
	}
	from := f.units[i].start
	reach := s.g.Reach(f.unitText(i))
	j := i
	for j+1 < len(f.units) && j+1-i < longestName && f.units[j+1].end <= limit && f.units[j+1].end-from <= reach && f.adjoins(j) {
		j++
	}
	for ; j >= i; j-- {
		if f.units[j].word {
			if m := s.named(f, i, j); len(m) > 0 {
				return j, m
			}
			// The dot is the abbreviation's only if the name needs it: "Calif."
			// does, the last word of a sentence does not.
			if k := j + 1; k < len(f.units) && f.unitText(k) == "." && f.units[k].start == f.units[j].end && f.units[k].end <= limit {
				if m := s.named(f, i, k); len(m) > 0 {
					return k, m
				}
			}
		}
	}
	return i, nil
}

// named returns the readings of the name in units i to j.
func (s *scan) named(f *field, i, j int) []gazetteer.Match {
	name := f.Text[f.units[i].start:f.units[j].end]
	m := s.g.Lookup(name, nil)
	if strings.Contains(name, ",") {
		m = slices.DeleteFunc(m, func(m gazetteer.Match) bool { return m.Use != gazetteer.Preferred })
	}
	return m
}

// container reads ", Calif." or "(Lebanon)" after unit j and returns the places
// that it names, if one of the readings lies in them, with its last unit.
func (s *scan) container(f *field, j int, readings []gazetteer.Match) (last int, inside []int) {
	if j+2 >= len(f.units) {
		return j, nil
	}
	mark := f.unitText(j + 1)
	if mark != "," && mark != "(" {
		return j, nil
	}
	k, outer := s.longest(f, j+2, len(f.Text))
	if len(outer) == 0 || mark == "(" && (k+1 >= len(f.units) || f.unitText(k+1) != ")") {
		return j, nil
	}
	// "Alabama, Georgia and Texas" is a list: a state or country lies in
	// another only where that one is written as an address would have it.
	grand := s.grand(readings)
	for _, o := range outer {
		p := s.g.Place(o.Place)
		if p.Class != 'A' || o.Use == gazetteer.Demonym || grand && o.Use != gazetteer.Abbreviation && mark == "," {
			continue
		}
		if slices.ContainsFunc(readings, func(r gazetteer.Match) bool { return s.g.Within(r.Place, o.Place) }) {
			inside = append(inside, o.Place)
		}
	}
	if len(inside) == 0 {
		return j, nil
	}
	return k, inside
}

// grand reports whether the first meaning of a name is a country or a state.
func (s *scan) grand(readings []gazetteer.Match) bool {
	best := slices.MaxFunc(readings, func(a, b gazetteer.Match) int { return compare(s.prior(a), s.prior(b)) })
	code := s.g.Place(best.Place).Code
	return code == "PCLI" || code == "ADM1"
}

// readEngine turns the engine's names into candidates: its places, and those
// of its persons and organisations that bear the very name of a well-known
// place, which is the engine's most frequent mistake.
func (s *scan) readEngine() {
	for i := range s.names {
		n := &s.names[i]
		if n.gone || n.field == nil {
			continue
		}
		f := n.field
		first, last := f.unitAt(n.start), f.unitAt(n.end-1)
		if last >= len(f.units) {
			continue
		}
		if first < last && strings.EqualFold(f.unitText(first), "the") {
			first++
		}
		j, m := s.longest(f, first, f.units[last].end+1)
		if j < last || len(m) == 0 {
			continue
		}
		c := candidate{field: f, start: f.units[first].start, end: f.units[j].end, matches: m, conf: n.Confidence, name: i}
		if n.Type == story.Location {
			c.source = fromEngine
		}
		if !s.judge(&c, first, j) {
			continue
		}
		if n.Type != story.Location && c.source&(eminent|contained) == 0 {
			continue
		}
		n.gone = true
		f.cover(c.start, c.end)
		s.candidates = append(s.candidates, c)
	}
}

// readField finds the gazetteer's names in what no other name covers, and adds
// what the engine took for a place and nobody knows.
func (s *scan) readField(f *field) {
	for i := 0; i < len(f.units); i++ {
		if f.covered[i] || !f.units[i].upper {
			continue
		}
		limit := len(f.Text)
		for k := i; k < len(f.units) && k < i+longestName; k++ {
			if f.covered[k] {
				limit = f.units[k].start
				break
			}
		}
		j, m := s.longest(f, i, limit)
		if len(m) == 0 {
			continue
		}
		c := candidate{field: f, start: f.units[i].start, end: f.units[j].end, matches: m, source: fromText, name: -1}
		for k, n := range s.names {
			if n.field == f && n.Type == story.Location && n.start < c.end && c.start < n.end && !n.gone {
				c.source |= fromEngine
				c.conf, c.name = n.Confidence, k
			}
		}
		if !s.judge(&c, i, j) {
			continue
		}
		if c.name >= 0 {
			s.names[c.name].gone = true
		}
		f.cover(c.start, c.end)
		s.candidates = append(s.candidates, c)
		i = j
	}
	for i := range s.names {
		if n := &s.names[i]; n.field == f && n.Type == story.Location && !n.gone {
			s.addUnknown(n, i)
		}
	}
}

// addUnknown keeps a place of the engine that the gazetteer does not have.
func (s *scan) addUnknown(n *engineName, i int) {
	f := n.field
	first, last := f.unitAt(n.start), f.unitAt(n.end-1)
	if last >= len(f.units) || !f.units[first].upper || f.units[first].caps || among(notNames, n.Text) {
		return
	}
	for k := first; k <= last; k++ {
		if f.covered[k] {
			return
		}
	}
	if first == last && (f.units[first].first || f.style != sentence) && !s.located(f, first) {
		return
	}
	n.gone = true
	f.cover(n.start, n.end)
	s.candidates = append(s.candidates, candidate{field: f, start: n.start, end: n.end, source: fromEngine, conf: n.Confidence, name: i})
}

// dropSurnames leaves out what is part of a person's name elsewhere in the
// story: "Hilton said", after "Paris Hilton".
func (s *scan) dropSurnames() {
	for _, n := range s.names {
		if n.Type != story.Person || n.gone {
			continue
		}
		if words := strings.Fields(n.Text); len(words) > 1 {
			for _, w := range words {
				s.borne[w] = true
			}
		}
	}
	s.candidates = slices.DeleteFunc(s.candidates, func(c candidate) bool {
		if !s.borne[c.text()] || c.source&(located|contained|fromDateline) != 0 || c.demonym {
			return false
		}
		bearer := len(c.matches) > 0 && c.matches[0].Trait&(gazetteer.Given|gazetteer.Family) != 0
		return bearer || c.source&eminent == 0
	})
}
