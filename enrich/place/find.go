package place

import (
	"cmp"
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
			m = slices.DeleteFunc(m, func(m gazetteer.Match) bool { return m.Use == gazetteer.Demonym })
			if len(m) == 0 {
				continue
			}
			c := candidate{field: f, start: f.units[i].start, end: f.units[j].end, source: fromDateline, matches: m}
			s.contain(&c, j)
			s.candidates = append(s.candidates, c)
			i = j
		}
	}
	f.take(start, end)
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
			m, dotted := s.named(f, i, j), s.dotted(f, i, j, limit)
			// The dot is the abbreviation's only if the name needs it: "Calif."
			// does, the last word of a sentence does not; and behind a comma a
			// state is meant, in whatever hamlet's name it ends: "Duluth, Minn."
			if len(dotted) > 0 && (len(m) == 0 || i > 0 && f.unitText(i-1) == "," && abbreviates(dotted)) {
				return j + 1, dotted
			}
			if len(m) > 0 {
				return j, m
			}
		}
	}
	return i, nil
}

func abbreviates(matches []gazetteer.Match) bool {
	return slices.ContainsFunc(matches, func(m gazetteer.Match) bool { return m.Use == gazetteer.Abbreviation })
}

// dotted returns the readings of the name in units i to j with the dot behind
// it, none if there is no dot.
func (s *scan) dotted(f *field, i, j, limit int) []gazetteer.Match {
	k := j + 1
	if k >= len(f.units) || f.unitText(k) != "." || f.units[k].start != f.units[j].end || f.units[k].end > limit {
		return nil
	}
	return s.named(f, i, k)
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

// readField finds the gazetteer's names in the text. What the engine says
// decides where the two disagree: a place inside a longer name is part of that
// name ("Bank of China"), while a shorter name inside a place was cut too short
// ("Democratic Republic" of the Congo).
func (s *scan) readField(f *field) {
	for i := range s.names {
		if n := &s.names[i]; n.field == f && n.Type == story.Location && !n.gone && n.Confidence >= trusted {
			s.addTrusted(n)
		}
	}
	for i := 0; i < len(f.units); i++ {
		if f.taken[i] || !f.units[i].upper {
			continue
		}
		if f.unitText(i) == "The" && i+1 < len(f.units) && f.unitText(i+1) != "Hague" {
			if _, m := s.longest(f, i+1, len(f.Text)); len(m) > 0 {
				continue // "The Philippines": the article is no part of it
			}
		}
		limit := len(f.Text)
		for limit > f.units[i].start {
			j, m := s.longest(f, i, limit)
			if len(m) == 0 {
				// Clarke is known by "Clarke County" only.
				if m = s.counties(f, i, i, nil); len(m) == 0 {
					break
				}
			}
			c := candidate{field: f, start: f.units[i].start, end: f.units[j].end, matches: m, source: fromText}
			if s.believe(&c, i, j) {
				f.take(c.start, c.end)
				s.candidates = append(s.candidates, c)
				i = f.unitAt(c.end - 1)
				break
			}
			// A shorter name in it may be one: "Paris" in "Paris Texas".
			limit = f.units[j].start
		}
	}
	for i := range s.names {
		if n := &s.names[i]; n.field == f && n.Type == story.Location && !n.gone {
			s.addUnknown(n)
		}
	}
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
		if !s.borne[c.text()] || c.source&(located|contained|fromDateline|inName) != 0 || c.demonym {
			return false
		}
		if c.source&eminent == 0 {
			return true
		}
		bearer := len(c.matches) > 0 && c.matches[0].Trait&(gazetteer.Given|gazetteer.Family) != 0
		return bearer && !s.confirmed(c)
	})
}

// confirmed reports whether another name of the story lies in a candidate:
// Amman is in Jordan, whoever else is called so.
func (s *scan) confirmed(c candidate) bool {
	in := func(o candidate) bool {
		if len(o.matches) == 0 || o.text() == c.text() {
			return false
		}
		best := s.best(o.matches).Place
		return slices.ContainsFunc(c.matches, func(m gazetteer.Match) bool { return s.g.Within(best, m.Place) })
	}
	return slices.ContainsFunc(s.candidates, in)
}

func (s *scan) best(readings []gazetteer.Match) gazetteer.Match {
	return slices.MaxFunc(readings, func(a, b gazetteer.Match) int { return cmp.Compare(s.prior(a), s.prior(b)) })
}
