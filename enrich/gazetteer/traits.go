package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words counts what one-word names of places are besides: English words, given
// names, family names.
type Words struct {
	small, capital, given, family map[string]int
}

// NewWords returns empty counts.
func NewWords() *Words {
	return &Words{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
}

// AddText counts the words of running text in normal capitalisation.
func (w *Words) AddText(s string) {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		r, n := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsLower(r):
			w.small[word]++
		case n < len(word):
			w.capital[strings.ToLower(word)]++
		}
	}
}

// AddPerson counts the first and the last word of a person's name.
func (w *Words) AddPerson(name string) {
	parts := strings.Fields(name)
	if len(parts) < 2 || len(parts) > 5 {
		return
	}
	w.given[parts[0]]++
	w.family[parts[len(parts)-1]]++
}

// Thresholds of the counts. In 120,000 names of well-known people three bearers
// tell a name in use from a chance. In the 4 million words of Wikipedia's current
// events a word in lower case four times is a word of the language, if it is
// not a place's name ten times as often ("turkey", "china").
const (
	bearers     = 3
	commonFrom  = 4
	commonShare = 10
)

// Traits returns the traits of every one-word name of the records.
func (w *Words) Traits(records []Record) map[string]Trait {
	traits := make(map[string]Trait)
	note := func(name string) {
		if strings.ContainsAny(name, " .") {
			return
		}
		var t Trait
		small := strings.ToLower(name)
		if n := w.small[small]; n >= commonFrom && n*commonShare > w.capital[small] {
			t |= Common
		}
		if w.given[name] >= bearers {
			t |= Given
		}
		if w.family[name] >= bearers {
			t |= Family
		}
		if t != 0 {
			traits[name] = t
		}
	}
	for _, r := range records {
		note(r.Name)
		for _, n := range r.Names {
			note(n.Text)
		}
	}
	return traits
}
