package place

import (
	"slices"

	"dateline/enrich/gazetteer"
)

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
	grand := s.grand(readings) || mark == "," && s.behindState(f, j, readings)
	address := false
	for _, o := range outer {
		class, _, _ := s.g.Feature(o.Place)
		address = address || class == 'A' && o.Use == gazetteer.Abbreviation
		if class != 'A' || o.Use == gazetteer.Demonym || grand && o.Use != gazetteer.Abbreviation && mark == "," {
			continue
		}
		if slices.ContainsFunc(readings, func(r gazetteer.Match) bool { return s.g.Within(r.Place, o.Place) }) {
			inside = append(inside, o.Place)
		}
	}
	if len(inside) == 0 {
		if address && mark == "," && !s.grand(readings) {
			return k, nil // "Belgrade, Minn." is none of the Belgrades that are known
		}
		return j, nil
	}
	s.outer[span{f, f.units[j+2].start}] = inside
	return k, inside
}

// contain notes the places that the text says a candidate lies in; without a
// reading there it is known to be a place, and not which.
func (s *scan) contain(c *candidate, j int) {
	if c.demonym {
		return
	}
	last, inside := s.container(c.field, j, c.matches)
	switch {
	case len(inside) > 0:
		c.inside = inside
		c.source |= contained
	case last > j:
		c.matches = nil
		c.source |= contained
	}
}

// behindState reports whether the name that ends with unit j stands right
// behind a state in a list, and may be one: "Virginia, Washington, West
// Virginia".
func (s *scan) behindState(f *field, j int, readings []gazetteer.Match) bool {
	state := func(m gazetteer.Match) bool { _, code, _ := s.g.Feature(m.Place); return code == "ADM1" }
	if j < 2 || f.unitText(j-1) != "," || !slices.ContainsFunc(readings, state) {
		return false
	}
	m := s.named(f, j-2, j-2)
	return len(m) > 0 && state(s.best(m))
}

// grand reports whether the first meaning of a name is a country or a state.
func (s *scan) grand(readings []gazetteer.Match) bool {
	_, code, _ := s.g.Feature(s.best(readings).Place)
	return code == "PCLI" || code == "ADM1"
}

// outerAt reads the second half of an address as what the first lies in:
// "New York" of "Buffalo, New York" is the state.
func (s *scan) outerAt(c *candidate) {
	places, ok := s.outer[span{c.field, c.start}]
	in := func(m gazetteer.Match) bool { return slices.Contains(places, m.Place) }
	if !ok || !slices.ContainsFunc(c.matches, in) {
		return
	}
	c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return !in(m) })
	c.container = true
}
