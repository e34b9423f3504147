package place

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
)

// Populations that decide what a bare name needs to be believed. Measured on
// local and world news: below the first, "in" or "near" must stand before it;
// from the second on, it is news wherever it stands.
const (
	townFrom  = 15_000
	cityFrom  = 100_000
	greatFrom = 500_000
)

// trusted is the confidence from which an engine's word that a name is a
// place's stands alone. The prose engine, right in four of ten, is below it.
const trusted = 75

// judge decides whether a name that the gazetteer has is used as a place's
// here, between units i and j, and notes what speaks for it.
func (s *scan) judge(c *candidate, i, j int) bool {
	f := c.field
	c.matches = s.fitting(c.matches, f, i, j)
	if len(c.matches) == 0 {
		return false
	}
	best := c.matches[0]
	for _, m := range c.matches[1:] {
		if s.prior(m) > s.prior(best) {
			best = m
		}
	}
	s.hint(c, i, j)
	c.demonym = best.Use == gazetteer.Demonym
	if c.demonym {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return m.Use != gazetteer.Demonym })
	} else {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return m.Use == gazetteer.Demonym })
	}
	if _, inside := s.container(f, j, c.matches); len(inside) > 0 && !c.demonym {
		c.inside = inside
		c.source |= contained
	}
	if s.located(f, i) || s.local(f, i, j) {
		c.source |= located
	}
	p := s.g.Place(best.Place)
	if well := s.eminent(best, p); well {
		c.source |= eminent
	}
	if onlyAbbreviated(c.matches) {
		return s.address(f, i) || standalone(c.text())
	}
	return s.believable(c, i, j, best, p)
}

// fitting leaves out readings that the capitals speak against.
func (s *scan) fitting(matches []gazetteer.Match, f *field, i, j int) []gazetteer.Match {
	name := f.Text[f.units[i].start:f.units[j].end]
	return slices.DeleteFunc(matches, func(m gazetteer.Match) bool {
		if m.Form != gazetteer.AllCap {
			return f.style == shout && name == "US"
		}
		// In running text capitals are an acronym's: ASEAN, IRA; but not where
		// a paragraph opens like a dateline.
		if len(name) < 4 {
			return true
		}
		opens := f.units[i].first && j+1 < len(f.units) && among(" ( — – -- - _ , ", f.unitText(j+1))
		return f.style != shout && !opens
	})
}

func (s *scan) eminent(m gazetteer.Match, p gazetteer.Place) bool {
	switch {
	case m.Use == gazetteer.Preferred, m.Use == gazetteer.Demonym:
		return true
	case m.Use == gazetteer.Alternate:
		return p.Code == "PCLI" || p.Code == "PPLC" && p.Population >= greatFrom
	}
	switch p.Code {
	case "PCLI", "PPLC", "CONT", "OCN":
		return true
	case "ADM1":
		return p.Population >= greatFrom
	}
	return p.Class == 'P' && p.Population >= greatFrom
}

// believable applies the guards to a name that is not an abbreviation.
func (s *scan) believable(c *candidate, i, j int, best gazetteer.Match, p gazetteer.Place) bool {
	f := c.field
	if c.source&contained != 0 {
		return true
	}
	name, single := c.text(), i == j
	if single && among(notNames, strings.TrimRight(name, ".")) || name == "White House" {
		return false
	}
	next, prev := s.neighbour(f, j, j+1), s.neighbour(f, i-1, i-1)
	country := p.Code == "PCLI" || c.demonym
	well := c.source&eminent != 0
	in := c.source&located != 0
	switch {
	case s.headed(f, j):
		return false
	case prev == "of" && i >= 2 && among(ofHeads, f.unitText(i-2)):
		return false
	case among(nobiliary, prev) && i >= 2 && f.units[i-2].upper && !well:
		return false
	case among(titles, prev) && !country && single:
		s.borne[name] = true
		return false
	case c.conf >= trusted:
		return true
	}
	if f.style == sentence {
		if capitalised(prev) && !(f.units[i-1].first && among(openers, prev)) && !f.taken[i-1] && !country && !(well && among(compass, prev)) {
			s.borne[name] = true
			return false
		}
		if capitalised(next) && !among(titles, next) && !country && !among(divisionWords, f.unitText(j)) {
			bearer := best.Trait&gazetteer.Given != 0 && !in
			if bearer || p.Code != "ADM1" && !(in && (well || !single)) {
				return false
			}
		}
	} else if !well && p.Population < cityFrom {
		return false
	}
	first := f.units[i].first || f.style != sentence
	switch {
	case country:
		return true
	case !single:
		return best.Use != gazetteer.Alternate || in || p.Population >= cityFrom
	case best.Trait&gazetteer.Common != 0 || among(english, name):
		return in && p.Population >= townFrom && !capitalised(next) || well && !first
	case f.units[i].glued && !well:
		return i > 0 && among(" D R I ", f.unitText(i-1))
	case well:
		return true
	case best.Trait&(gazetteer.Given|gazetteer.Family) != 0:
		return in
	case best.Use == gazetteer.Alternate:
		return in || p.Population >= greatFrom
	case p.Class != 'P' && p.Class != 'A':
		return in || !first && p.Code != "STM"
	case p.Population < townFrom:
		return in
	case first:
		return in || p.Population >= cityFrom
	}
	return in || p.Population >= townFrom
}

// headed reports whether the capitalised words after unit j make it part of
// the name of something else: "Lansing State Journal".
func (s *scan) headed(f *field, j int) bool {
	for k := j + 1; k <= j+4 && s.neighbour(f, k-1, k) != ""; k++ {
		if !f.units[k].upper || f.taken[k] {
			return false
		}
		if among(heads, f.unitText(k)) {
			return true
		}
		if f.style != sentence {
			return false
		}
	}
	return false
}

// neighbour returns the word at unit k if it adjoins across gap, else "".
func (s *scan) neighbour(f *field, gap, k int) string {
	if k < 0 || k >= len(f.units) || !f.units[k].word || !f.adjoins(gap) {
		return ""
	}
	if gap == k && k+1 < len(f.units) && f.units[k+1].first {
		return ""
	}
	if gap != k && f.units[k].first {
		return ""
	}
	return f.unitText(k)
}

func capitalised(word string) bool {
	upper, _ := capitals(word)
	return upper
}

// located reports whether a preposition of place stands before unit i.
func (s *scan) located(f *field, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && f.adjoins(k); k-- {
		w := strings.ToLower(f.unitText(k))
		if among(locatives, w) {
			return true
		}
		if !among(bearings, w) {
			return false
		}
	}
	return false
}

// local reports whether the words around units i to j speak of people or
// offices of a place: "Doe, 31, of Swansea", "a Lebanon woman", "Berea police".
func (s *scan) local(f *field, i, j int) bool {
	if next := s.neighbour(f, j, j+1); among(locals, next) {
		return true
	}
	if i < 2 {
		return false
	}
	before := f.unitText(i - 2)
	switch f.unitText(i - 1) {
	case "of":
		return before == "," || among(partsOf, strings.ToLower(before))
	case ",": // "Jane Doe, 41, Grapeland, was charged"
		return before[0] >= '0' && before[0] <= '9' && j+1 < len(f.units) && f.unitText(j+1) == ","
	}
	return false
}

// hint notes what the words beside the name say of the kind of place: "the
// state of Washington", "New York state", "Nyanza Province".
func (s *scan) hint(c *candidate, i, j int) {
	f := c.field
	next := s.neighbour(f, j, j+1)
	if among(divisionWords, next) && slices.ContainsFunc(c.matches, s.division) {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return !s.division(m) })
		c.end = f.units[j+1].end
		return
	}
	before := ""
	if i >= 2 && f.unitText(i-1) == "of" {
		before = strings.ToLower(f.unitText(i - 2))
	}
	c.state = among(" state province ", before) || among(" state province ", next)
}

func (s *scan) division(m gazetteer.Match) bool {
	_, code, _ := s.g.Feature(m.Place)
	return code == "ADM1" || code == "ADM2"
}

// address reports whether a place and a comma stand before unit i: "Long
// Beach, Calif."
func (s *scan) address(f *field, i int) bool {
	if i < 2 || f.unitText(i-1) != "," {
		return false
	}
	end := f.units[i-2].end
	return slices.ContainsFunc(s.candidates, func(c candidate) bool { return c.field == f && c.end == end && len(c.matches) > 0 })
}

func onlyAbbreviated(matches []gazetteer.Match) bool {
	return !slices.ContainsFunc(matches, func(m gazetteer.Match) bool { return m.Use != gazetteer.Abbreviation })
}

// standalone reports whether an abbreviation is read as such without a city
// before it: "N.Y.", "Calif."; "Miss.", "Mass." and "LA" are not.
func standalone(s string) bool {
	if s == "D.C." || s == "N.Y." || s == "N.J." || s == "N.H." || s == "N.M." || s == "N.C." || s == "S.C." || s == "N.D." || s == "S.D." || s == "R.I." || s == "W.Va." || s == "NSW" || s == "N.S.W." || s == "P.E.I." {
		return true
	}
	return len(s) >= 4 && strings.HasSuffix(s, ".") && strings.Count(s, ".") == 1 && !among(" Miss. Mass. Wash. Penn. Wisc. Colo. Mont. Kans. Alas. Mich. ", s)
}
