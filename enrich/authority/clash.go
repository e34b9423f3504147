package authority

import (
	"fmt"
	"strings"
	"unicode"
)

// Clash is a row that does not go with an earlier one, or with stories.
type Clash struct {
	Row     Entry
	Earlier Entry // the row that it clashes with, empty where it is with stories
	What    string
}

// String writes the clash as it is shown:
//
//	people.csv:9: person "Ana Moreira" is urn:desk:7 here and urn:desk:1 in people.csv:2; …
func (c Clash) String() string { return c.Row.Where() + ": " + c.What }

// Clashes returns the first clashes, in the order of the files, and how many
// there are:
//
//   - a name that two URIs have: it is linked only where the type of what the
//     story names decides between them;
//   - a URI with two types or two names, of which the first counts;
//   - a row that is there twice;
//   - a name in small letters, which is found wherever the words stand.
func (s *Set) Clashes(most int) (first []Clash, total int) {
	add := func(row uint32, earlier Entry, what string) {
		if total++; total <= most {
			first = append(first, Clash{s.entry(row), earlier, what})
		}
	}
	for i := range s.Len() {
		row := uint32(i)
		if what := s.sameURI(row); what != "" {
			add(row, s.entry(s.rows[row].same), what)
		}
		for at := range s.formsOf(row) {
			f := s.rows[row].form + uint32(at)
			if !s.forms[f].listed {
				continue
			}
			if other, ok := s.sameName(f); ok {
				add(row, s.entry(other), s.nameClash(f, other))
			}
			if name := s.text(s.forms[f].span); small(name) {
				add(row, Entry{}, fmt.Sprintf("%q is found wherever these words stand in a story; write it with the capitals that it has there", name))
			}
		}
	}
	return first, total
}

// sameURI says how a row differs from an earlier one with its URI.
func (s *Set) sameURI(row uint32) string {
	if s.rows[row].same == row {
		return ""
	}
	here, before := s.entry(row), s.entry(s.rows[row].same)
	switch {
	case here.Type != before.Type:
		return fmt.Sprintf("%s is %s %q here and %s %q in %s, which counts", here.URI, here.Type, here.Name, before.Type, before.Name, before.Where())
	case here.Name != before.Name:
		return fmt.Sprintf("%s is called %q here and %q in %s, which counts", here.URI, here.Name, before.Name, before.Where())
	}
	return fmt.Sprintf("%s stands in %s already, with the same name; aliases of both count", here.URI, before.Where())
}

// sameName finds the last earlier row with another URI that has the name of
// form f.
func (s *Set) sameName(f uint32) (row uint32, found bool) {
	name, own := plain(s.text(s.forms[f].span)), s.rows[s.forms[f].row].same
	for at := s.forms[f].next; at > 0; at = s.forms[at-1].next {
		other := &s.forms[at-1]
		if s.rows[other.row].same != own && other.listed && strings.EqualFold(plain(s.text(other.span)), name) {
			return other.row, true
		}
	}
	return 0, false
}

func (s *Set) nameClash(f, other uint32) string {
	// What counts of a row is what the first row with its URI says.
	here, before := s.entry(s.rows[s.forms[f].row].same), s.entry(other)
	before.Type = types[s.rows[s.rows[other].same].kind]
	then := "it gets neither"
	if here.Type != before.Type {
		then = "it gets the one whose type the story tells"
	}
	return fmt.Sprintf("%q is %s %s here and %s %s in %s; %s", s.text(s.forms[f].span), here.Type, here.URI, before.Type, before.URI, before.Where(), then)
}

// small reports a name that ordinary words may be: without a capital or a digit
// in it, in letters that have capitals.
func small(name string) bool {
	return strings.ContainsFunc(name, unicode.IsLower) && !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsTitle(r)
	})
}
