package place

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
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

// certain is the confidence from which an engine's word that a name is a
// person's or an organisation's stands even where it is a well-known place:
// "Chelsea won". Chosen on half of LGL, which wants more places, and CoNLL-03,
// which wants fewer: places found and right .624 at 88, .631 at 97, .652 where
// it never stands; F1 of organisations .985, .977, .944 (with a tagger that had
// seen these).
const certain = 97

// judge decides whether a name that the gazetteer has is used as a place's
// here, between units i and j, and notes what speaks for it.
func (s *scan) judge(c *candidate, i, j int) bool {
	f := c.field
	c.matches = s.fitting(c.matches, f, i, j)
	if len(c.matches) == 0 {
		return false
	}
	best := s.best(c.matches)
	s.hint(c, i, j)
	c.demonym = best.Use == gazetteer.Demonym
	if c.demonym {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return m.Use != gazetteer.Demonym })
	} else {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return m.Use == gazetteer.Demonym })
	}
	all := c.matches
	if s.contain(c, j); len(c.matches) == 0 && best.Trait == 0 {
		return true
	}
	c.matches = all
	c.town = s.local(f, i, j)
	if c.town || s.located(f, i) {
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
	if money(f, i, j) {
		return nil
	}
	return slices.DeleteFunc(matches, func(m gazetteer.Match) bool {
		if m.Form != gazetteer.AllCap {
			return f.style == shout && name == "US"
		}
		// In running text capitals are an acronym's: ASEAN, IRA; but not where
		// a paragraph opens like a dateline.
		if letters(name) < 4 {
			return true
		}
		return f.style != shout && !opens(f, i, j)
	})
}

// money reports whether units i to j stand beside a sign of money: "$US 15",
// "US$15".
func money(f *field, i, j int) bool {
	return i > 0 && f.unitText(i-1) == "$" && f.units[i-1].end == f.units[i].start ||
		j+1 < len(f.units) && f.unitText(j+1) == "$" && f.units[j].end == f.units[j+1].start
}

// opens reports whether units i to j open a sentence as a dateline does.
func opens(f *field, i, j int) bool {
	return f.units[i].first && j+1 < len(f.units) && among(" ( — – -- --- - _ , ", f.unitText(j+1))
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
	if c.source&contained != 0 {
		return true
	}
	w := witness{
		name: c.text(), single: i == j, next: c.field.next(j), prev: c.field.prev(i),
		country: p.Code == "PCLI" || c.demonym, well: c.source&eminent != 0, in: c.source&located != 0,
		bearer: best.Trait&(gazetteer.Given|gazetteer.Family) != 0,
	}
	switch {
	case w.single && reserved(w.name) || w.name == "White House":
		return false
	case among(diseases, w.next), s.headed(c.field, j), s.tailed(c.field, i, w):
		return false
	case p.Code == "UNIV" && !w.in:
		return false // "Students of Harvard University": the body is meant
	case c.conf >= trusted:
		return true
	case c.field.style != sentence:
		return (w.well || p.Population >= cityFrom) && bare(c.field, i, w, best, p)
	}
	return !s.longer(c.field, i, j, w, best, p) && bare(c.field, i, w, best, p)
}

// witness is what the guards look at.
type witness struct {
	name, prev, next string // the name and the words beside it
	single           bool   // one word
	country          bool   // or a demonym
	well             bool   // eminent
	in               bool   // located
	bearer           bool   // people bear the name
}

// tailed reports whether what stands before unit i makes the name a part of
// something else: "Bank of China", "Davao del Sur", "Ms. Chad".
func (s *scan) tailed(f *field, i int, w witness) bool {
	switch {
	case i >= 2 && w.prev == "of" && among(ofHeads, f.unitText(i-2)):
		return true
	case i >= 2 && among(nobiliary, w.prev) && f.units[i-2].upper && !w.well:
		return true
	case w.single && (among(honorifics, w.prev) || among(titles, w.prev) && !w.country):
		s.borne[w.name] = true
		return true
	}
	return false
}

// longer reports whether a capitalised word beside the name makes it part of a
// longer one: "Jack London", "Paris Hilton".
func (s *scan) longer(f *field, i, j int, w witness, best gazetteer.Match, p gazetteer.Place) bool {
	if capitalised(w.prev) && !f.taken[i-1] && !(f.units[i-1].first && (among(openers, w.prev) || w.country && strings.HasSuffix(w.prev, "ing"))) &&
		!(w.country && !w.bearer) && !(w.well && among(compass, w.prev)) {
		s.borne[w.name] = true
		return true
	}
	if w.country && w.bearer && !w.in && capitalised(w.next) && !among(titles, w.next) && w.prev == "" {
		s.borne[w.name] = true
		return true // "Jordan Spieth", but not "Jordan Airlines" after a comma
	}
	if !capitalised(w.next) || among(titles, w.next) || w.country || among(divisionWords, f.unitText(j)) {
		return false
	}
	if p.Code == "ADM1" {
		return best.Trait&gazetteer.Given != 0 && !w.in
	}
	return !w.in || !w.well && w.single
}

// bare decides on a name that stands alone.
func bare(f *field, i int, w witness, best gazetteer.Match, p gazetteer.Place) bool {
	first := f.units[i].first || f.style != sentence
	switch {
	case w.country:
		return true
	case !w.single:
		return best.Use != gazetteer.Alternate || w.in || p.Population >= cityFrom
	case best.Trait&gazetteer.Common != 0 || among(english, w.name):
		return w.in && p.Population >= townFrom && !capitalised(w.next) || w.well && !first
	case f.units[i].glued && !w.well: // "R-Charleston" is from there
		return i > 0 && among(" D R I ", f.unitText(i-1))
	case w.well:
		return true
	case w.bearer, best.Form == gazetteer.Spelt && p.Population < cityFrom: // "Line" is hardly Líně
		return w.in
	case best.Use == gazetteer.Alternate:
		return w.in || p.Population >= greatFrom
	case p.Class != 'P' && p.Class != 'A':
		return w.in || !first && p.Code != "STM"
	case p.Population < townFrom:
		return w.in
	case first:
		return w.in || p.Population >= cityFrom
	}
	return w.in || p.Population >= townFrom
}

// headed reports whether the capitalised words after unit j make it part of
// the name of something else: "Lansing State Journal".
func (s *scan) headed(f *field, j int) bool {
	for k := j + 1; k <= j+4 && f.next(k-1) != ""; k++ {
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

// reserved reports whether a word is hardly ever a place's name, whatever its
// capitals.
func reserved(word string) bool {
	word = strings.TrimRight(word, ".")
	if upper, caps := capitals(word); upper && caps {
		word = word[:1] + strings.ToLower(word[1:])
	}
	return among(notNames, word)
}

func letters(s string) int { return len(s) - strings.Count(s, ".") }

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
	if next := f.next(j); among(locals, next) {
		return true
	}
	if i < 2 {
		return false
	}
	before := f.unitText(i - 2)
	switch f.unitText(i - 1) {
	case "of": // "James Doe of Nelson"
		return before == "," || s.personAt(f, i-2) || among(partsOf, strings.ToLower(before))
	case ",": // "Jane Doe, 41, Grapeland, was charged"
		if among(roads, before) {
			return true
		}
		return before[0] >= '0' && before[0] <= '9' && j+1 < len(f.units) && f.unitText(j+1) == ","
	}
	return false
}

// personAt reports whether the engine has a person's name at unit i.
func (s *scan) personAt(f *field, i int) bool {
	person := false
	s.claims[f].overlapping(f.units[i].start, f.units[i].end, func(k int) bool {
		n := &s.names[k]
		person = n.Type == story.Person && strings.Contains(n.Text, " ")
		return !person
	})
	return person
}

// hint notes what the words beside the name say of the kind of place: "the
// state of Washington", "New York state", "Nyanza Province".
func (s *scan) hint(c *candidate, i, j int) {
	f := c.field
	next := f.next(j)
	if (next == "State" || next == "District") && capitalised(f.next(j+1)) {
		next = "" // "Karnataka State Disaster Management Authority"
	}
	if among(divisionWords, next) && !among(divisionWords, f.unitText(j)) && slices.ContainsFunc(c.matches, s.division) {
		c.matches = slices.DeleteFunc(c.matches, func(m gazetteer.Match) bool { return !s.division(m) })
		c.end = f.units[j+1].end
		return
	}
	if s.outerAt(c); c.container {
		return
	}
	before := ""
	if i >= 2 && f.unitText(i-1) == "of" {
		before = strings.ToLower(f.unitText(i - 2))
	}
	c.state = among(" state province ", before) || among(" state province Governor Gov. Legislature Senate governor lawmakers legislators attorney ", next)
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
	return len(s) >= 4 && strings.HasSuffix(s, ".") && strings.Count(s, ".") == 1 && !among(" Miss. Mass. Wash. Mont. Alas. ", s)
}
