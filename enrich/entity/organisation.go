package entity

import (
	"slices"
	"strings"
	"unicode"

	"dateline/enrich/story"
)

// standsForOrganisation says how a way of writing may stand for an
// organisation.
func standsForOrganisation(short, full *cluster) int {
	s, f := short.words, full.words
	switch {
	case len(s) == 0 || len(f) == 0:
		return no
	case short.acronym() != "" && slices.Contains(full.initials(), short.acronym()):
		return lettered
	case short.kind != story.Organisation: // the engine took a company for something else
		return when(full.legal && prefix(s, f) && !ordinary(s[len(s)-1]) && !ordinaryWords[s[0]] && !peoples[s[0]], misread)
	case short.nation != "" && short.nation != full.nation && full.nation != "":
		return no
	case sameWords(s, f), called[strings.Join(s, " ")] == strings.Join(f, " "):
		return alike
	case len(s) >= len(f):
		return no
	case short.nation == "" && beginsFor(short, full):
		return begins
	case short.nation == "" && endsFor(short, full):
		return ends
	}
	return no
}

// called are names that newsrooms use for organisations without saying so.
var called = map[string]string{"fed": "federal reserve", "tories": "conservative party", "beeb": "bbc"}

// sameWords compares the words of two organisations; a plural at the end
// makes no other: Springboks, the Springbok coach.
func sameWords(a, b []string) bool {
	last := len(a) - 1
	return len(a) == len(b) && prefix(a[:last], b) && singular(a[last]) == singular(b[last])
}

func singular(w string) string {
	if len(w) > 4 {
		return strings.TrimSuffix(w, "s")
	}
	return w
}

// beginsFor reports that an organisation is called by its first words:
// Nordlicht of Nordlicht Motor. An acronym is not, since other bodies begin
// with theirs: U.N. and U.N. Security Council. Nor is what is of something:
// Bank of Alby.
func beginsFor(short, full *cluster) bool {
	s, f := short.words, full.words
	if len(s) == 1 && s[0] == "house" && f[0] == "house" && f[1] == "of" { // Commons
		return true
	}
	if !prefix(s, f) || linking[f[len(s)]] || short.legal && !full.legal || len(s) == 1 && openers[s[0]] {
		return false
	}
	switch {
	case len(f) == len(s)+1 && f[len(s)] == "party": // Labour
		return true
	case len(s) == 1 && teams[s[0]]: // United Airlines, Athletic Bilbao
		return f[1] != "nations"
	}
	if ordinary(s[len(s)-1]) || len(s) == 1 && (ordinaryWords[s[0]] || peoples[s[0]]) {
		return false
	}
	return (len(s) > 1 || full.legal || !full.beginsWithAcronym()) && !ownBody[f[len(f)-1]]
}

// beginsWithAcronym reports "U.N. Security Council", and not "NORDLICHT
// MOTOR RISES" of a headline.
func (c *cluster) beginsWithAcronym() bool {
	return inCapitalsMostly(c.raw[0]) && strings.ContainsFunc(c.raw[len(c.raw)-1], unicode.IsLower)
}

// linking are words that join the parts of an organisation's name.
var linking = set(`of for in at on to and`)

// ownBody ends the names of bodies that are something else than what their
// first words say.
var ownBody = set(`
	agency authority commission committee council court parliament assembly tribunal directorate secretariat inspectorate office bureau delegation
`)

// endsFor reports that an organisation is called by its last words: a team,
// Rovers of Alby Rovers, or an organ of a state, Navy of the Samoan Navy.
func endsFor(short, full *cluster) bool {
	s, f := short.words, full.words
	if len(f) > 2 && f[0] == "university" && f[1] == "of" { // Michigan, which plays
		return slices.Equal(s, f[2:])
	}
	if !prefixPlural(s, f[len(f)-len(s):]) || len(s) == 1 && houses[s[0]] || slices.ContainsFunc(f, func(w string) bool { return linking[w] }) {
		return false
	}
	return !ordinary(s[len(s)-1]) || len(s) > 1 || teams[s[0]] || len(f) == 2 && organs[s[0]]
}

// teams end the names of many teams, of which a story has one or two.
var teams = set(`rovers wanderers athletic united`)

// organs are those of a state that has one of each.
var organs = set(`congress senate parliament assembly treasury navy army cabinet`)

// prefixPlural is prefix but for a plural at the end.
func prefixPlural(words, of []string) bool { return sameWords(words, of[:len(words)]) }

// ordinary are words that begin the names of many organisations and stand for
// none of them alone.
func ordinary(word string) bool {
	w := strings.ToLower(word)
	return titlePart[w] || organisationWords[w] || w == "international" || w == "european" || w == "american"
}
