package entity

import (
	"slices"

	"dateline/enrich/story"
)

// How a way of writing stands for a fuller one, the strongest first. A weaker
// way counts only where no stronger one leads anywhere.
const (
	no       = iota
	alike    // the same name: J. Reed for John Reed, Stone for Stone Ltd.
	surname  // or the family name that comes first, or several words of the name
	lettered // initials: JFK, WHO
	begins   // Nordlicht for Nordlicht Motor, Labour for Labour Party
	ends     // Rovers for Alby Rovers
	given    // a given name or nickname alone
	inside   // a word from the middle
	misread  // the engine took a surname, or a company, for something else
)

// standsForPerson says how a way of writing may stand for a person.
func standsForPerson(short, full *cluster) int {
	s, f := short.words, full.words
	if short.generation != "" && full.generation != "" && short.generation != full.generation || len(s) == 0 {
		return no
	}
	switch {
	case short.kind != story.Person:
		return standsMisread(short, full)
	case len(s) > 1:
		return fullNameStands(s, f)
	case len(f) == 1:
		return when(s[0] == f[0], alike)
	}
	w := s[0]
	switch {
	case w == f[len(f)-1] && !sonOf[f[len(f)-2]], w == f[0] && familyFirst[w]:
		return surname
	case len(f) > 2 && short.acronym() == initialsOf(f):
		return lettered
	case short.generation != "" || len(w) < 2:
		return no
	case w == f[0] || w == full.nick || diminutive(w, f[0]):
		return given
	case len(w) > 3 && !particles[w] && slices.Contains(f[1:len(f)-1], w):
		return inside
	}
	return no
}

func when(ok bool, how int) int {
	if ok {
		return how
	}
	return no
}

// sonOf stand before a father's name: Salman alone is not Mohammed bin Salman.
var sonOf = set(`bin bint ibn ben`)

// standsMisread is for what the engine took for another thing than a person:
// a surname or initials.
func standsMisread(short, full *cluster) int {
	s, f := short.words, full.words
	switch {
	case len(s) != 1 || len(f) < 2:
		return no
	case len(f) > 2 && short.acronym() == initialsOf(f):
		return lettered
	}
	return when(s[0] == f[len(f)-1] || s[0] == full.nick, misread)
}

// fullNameStands is for names of two words and more.
func fullNameStands(s, f []string) int {
	switch {
	case samePerson(s, f), len(s) == 2 && len(f) == 2 && s[0] == f[1] && s[1] == f[0]: // Orbán Viktor
		return alike
	case len(s) < len(f) && (prefix(s, f) || prefix(s, f[len(f)-len(s):])):
		return surname
	}
	return no
}

// samePerson compares names of two words and more: surname and given name
// agree, and what stands between does not disagree. George W. and George H. W.
// are two.
func samePerson(a, b []string) bool {
	if len(a) < 2 || len(b) < 2 || a[len(a)-1] != b[len(b)-1] || !sameGiven(a[0], b[0]) {
		return false
	}
	a, b = a[1:len(a)-1], b[1:len(b)-1]
	if len(a) > len(b) {
		a, b = b, a
	}
	aligned := true
	for i := range a {
		aligned = aligned && sameGiven(a[i], b[i])
	}
	return aligned || isWritten(a) && partOf(a, b)
}

// isWritten reports names that are all more than initials.
func isWritten(names []string) bool {
	return !slices.ContainsFunc(names, func(w string) bool { return len(w) == 1 })
}

// partOf reports that the names stand among the others in this order.
func partOf(names, among []string) bool {
	for _, w := range among {
		if len(names) > 0 && w == names[0] {
			names = names[1:]
		}
	}
	return len(names) == 0
}

// sameGiven compares given names: written out, as an initial, or as a
// diminutive.
func sameGiven(a, b string) bool {
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0]
	}
	return a == b || diminutive(a, b) || diminutive(b, a)
}

// initialsOf are the first letters of the words of a person's name.
func initialsOf(words []string) string {
	b := make([]byte, 0, 8)
	for _, w := range words {
		b = append(b, w[0])
	}
	return string(b)
}
