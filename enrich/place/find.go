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
		limit := len(f.Text)
		for limit > f.units[i].start {
			j, m := s.longest(f, i, limit)
			if len(m) == 0 {
				break
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

// believe judges a candidate in the light of the engine's names.
func (s *scan) believe(c *candidate, i, j int) bool {
	var same *engineName
	other := false // the engine calls it something that is no place
	part := false  // it is cut out of a longer name
	s.claims[c.field].overlapping(c.start, c.end, func(k int) bool {
		n := &s.names[k]
		inside := c.start <= n.start && n.end <= c.end+1
		switch {
		case n.Type == story.Location && !inside && (road(n.Text) || institution(n.Text)):
			part = true
		case n.Type == story.Location:
			c.conf = max(c.conf, n.Confidence)
			c.source |= fromEngine
		case inside && n.Type == story.Other:
			other = true
		case inside && i < j && n.end-n.start < c.end-c.start:
		case inside && same != nil:
		case inside:
			same = n
		case j+1 < len(c.field.units) && c.field.units[j+1].glued && !c.field.units[j+1].upper:
			// "Houston-based" is nobody's name
		case n.Type == story.Other && s.paired(c, i, j):
		default:
			part = true
		}
		return !part
	})
	if i+1 < j && c.field.unitText(i+1) == "of" && among(styles, c.field.unitText(i)) && len(s.named(c.field, i+2, j)) > 0 {
		return false // the place is what follows: "City of Norfolk"
	}
	if part {
		return s.partOf(c, i, j)
	}
	if m := s.counties(c.field, i, j, c.matches); len(m) > 0 {
		c.matches, c.source = m, c.source|located
		return true
	}
	if !s.judge(c, i, j) {
		return s.partOf(c, i, j)
	}
	// Corpora file Russian and Chinese there.
	if other && !c.demonym && c.source&(eminent|contained) == 0 {
		return false
	}
	// What stands in capitals and says nothing to an engine that knows places
	// is a heading: CRICKET, UNION.
	if s.sure && c.source&(fromEngine|located|contained) == 0 && c.matches[0].Form == gazetteer.AllCap && !s.country(c) && !opens(c.field, i, j) {
		return false
	}
	// That a place is called a person or an organisation is the most frequent
	// mistake of engines, and of sure ones too where the place is eminent.
	return same == nil || c.source&contained != 0 || same.Confidence < certain && c.source&eminent != 0 ||
		same.Confidence < trusted && i < j || c.source&located != 0 && (same.Confidence < trusted || s.doubtful(c, same))
}

// doubtful reports whether the engine's person or organisation may yet be a
// place where "in" or "from" stands before it: people have two names as a rule.
func (s *scan) doubtful(c *candidate, n *engineName) bool {
	after := c.field.Text[c.end:]
	if strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") {
		return false
	}
	return n.Confidence < certain || n.Type == story.Person && !s.borne[c.text()]
}

// paired reports whether a name is one of two countries joined by a hyphen:
// "Egyptian-US relations".
func (s *scan) paired(c *candidate, i, j int) bool {
	f := c.field
	if !f.units[i].glued && (j+1 >= len(f.units) || !f.units[j+1].glued || !f.units[j+1].upper) {
		return false
	}
	return s.country(c) || s.best(c.matches).Use == gazetteer.Demonym
}

// partOf takes a name that is cut out of a longer one, if that one is a public
// body's.
func (s *scan) partOf(c *candidate, i, j int) bool {
	c.matches = s.fitting(s.named(c.field, i, j), c.field, i, j)
	if len(c.matches) == 0 || !s.embedded(c, i, j) {
		return false
	}
	c.source = fromText | inName
	c.town = s.local(c.field, i, j)
	return true
}

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
	first, last, matches := s.trim(f, first, last)
	if last < first {
		return
	}
	c := candidate{field: f, start: f.units[first].start, end: f.units[last].end, source: fromEngine, conf: n.Confidence, matches: matches}
	if len(matches) == 0 {
		c.start, c.end = n.start, n.end
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
	m := s.named(f, first, last)
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
	if last >= len(f.units) || !f.units[first].upper || f.units[last].caps || among(notNames, n.Text) || s.borne[n.Text] || road(n.Text) || institution(n.Text) {
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
