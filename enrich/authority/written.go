package authority

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// oneBlank makes one blank of each stretch of white space: a name may be
// broken between lines.
func oneBlank(s string) string {
	if !strings.ContainsAny(s, "\t\n\r\u00a0\u202f") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

func shout(s string) string { return strings.ToUpper(s) }

// article reports the word that may stand before a name in either case: "The
// Guardian" and "the Guardian" are one, "Guardian" is another.
func article(word string) bool { return word == "The" || word == "the" }

// smallArticle is a name with its article in small letters, if it has one.
func smallArticle(name string) string {
	if after, ok := strings.CutPrefix(name, "The "); ok {
		return "the " + after
	}
	return name
}

// inShout reports a name of one word that is written in capitals.
func inShout(name, written string) bool {
	if after, ok := strings.CutPrefix(written, "the "); ok {
		written, name = after, strings.TrimPrefix(name, "the ")
	}
	return capitalised(strings.TrimPrefix(name, "the ")) && (shout(name) == written || shout(stripped(name)) == written)
}

// capitalsKept reports that no word of a name has lost its capital: "PARIS
// CLUB" and "Van der Berg" for "van der Berg" have not, "Paris club" has.
func capitalsKept(name, written string) bool {
	listed, here := wordsOf(name), wordsOf(written)
	if len(listed) != len(here) {
		return false // they have one key by accident
	}
	for i := range listed {
		if capitalised(listed[i]) && !capitalised(here[i]) && !(i == 0 && article(here[i])) {
			return false
		}
	}
	return true
}

// wordsOf cuts a name as keys are made of it.
func wordsOf(name string) []string {
	f, n := parsed(name)
	words := make([]string, n)
	for i := range words {
		words[i] = f.TokenText(i)
	}
	return words
}

// parsed cuts a name into tokens as stories are, and counts those that it is
// known by: the dot of "Acme Inc." is a token of its own where it ends a
// sentence, as it would here, and part of the word where it does not.
func parsed(name string) (*text.Field, int) {
	f := &text.Parse([]story.Field{{Text: name}}).Fields[0]
	n := len(f.Tokens)
	if n > 1 && f.TokenText(n-1) == "." && !f.Tokens[n-1].SpaceBefore {
		n--
	}
	return f, n
}

// capitalised reports a word that does not begin with a small letter.
func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// inCapitals reports a word of capitals alone.
func inCapitals(word string) bool {
	return capitalised(word) && !strings.ContainsFunc(word, unicode.IsLower)
}

// distinct reports a word that no common word is written like: with a capital
// or a digit behind its first letter, as in BBC, eBay and N26.
func distinct(word string) bool {
	_, n := utf8.DecodeRuneInString(word)
	return strings.ContainsFunc(word[n:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}
