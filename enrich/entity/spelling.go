package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/enrich/story"
)

// spelling is a way of writing a name as it is compared with others: without
// capitals, accents and dots, and without what a name can do without.
type spelling struct {
	words      []string
	generation string // of a person: "jr", "ii"
	nick       string // of a person: Bob in Robert "Bob" Reed
	nation     string // of an organisation: what was cut off its head
	legal      bool   // of an organisation: "Corp." was cut off its end
	raw        []string
}

// spell compares names of a type as its names are written.
func spell(raw []string, kind story.Type) spelling {
	switch kind {
	case story.Person:
		return personSpelling(raw)
	case story.Organisation:
		return organisationSpelling(raw)
	}
	return spelling{words: plainWords(raw), raw: raw}
}

// key tells spellings apart.
func (s *spelling) key(kind story.Type) string {
	return string(kind) + " " + s.nation + " " + strings.Join(s.words, " ") + " " + s.generation
}

// acronym is the one word of a name that is written as acronyms are, without
// its dots: UN, MoD, JFK.
func (s *spelling) acronym() string {
	if len(s.raw) != 1 || !inCapitalsMostly(s.raw[0]) {
		return ""
	}
	return plain(s.raw[0])
}

// inCapitalsMostly reports a word with two capitals or more and fewer small
// letters than that, as acronyms are.
func inCapitalsMostly(w string) bool {
	capitals, small := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		case r != '.' && r != '&' && !unicode.IsDigit(r):
			return false
		}
	}
	return capitals >= 2 && small < capitals
}

func plainWords(raw []string) []string {
	words := make([]string, 0, len(raw))
	for _, w := range raw {
		if p := plain(w); p != "" && !possessive(w) {
			words = append(words, p)
		}
	}
	return words
}

// plain is a word without capitals, accents, dots, apostrophes and quotation
// marks. Hyphens of any sort are "-". Nothing may remain.
func plain(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf {
			return plainRunes(w)
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			return r
		}
		return -1
	}, w)
}

func plainRunes(w string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(w) {
		if s, ok := unmarked[r]; ok {
			b.WriteString(s)
			continue
		}
		switch r = unicode.ToLower(r); {
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmarked are letters that newsrooms without them write with others, and
// that do not fall apart into a letter and an accent.
var unmarked = map[rune]string{
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'ı': "i", 'ß': "ss", 'ẞ': "ss",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ə': "a", 'Ə': "a", 'ħ': "h", 'Ħ': "h",
}
