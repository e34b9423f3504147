// Package language tells the language that a story is written in, which is
// not always the one that it declares.
//
//	text → share of English function words ─ high → English
//	                                       └ low  → script and trigrams → any other
//
// Most wire copy that we get is English, and a look at its function words is
// fifty times as fast as counting trigrams.
package language

import (
	"math"
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// English is the tag of the one language that names and topics are found in.
const English = "en"

// Guess is the language of a text. The zero Guess is not knowing.
type Guess struct {
	Tag        string // BCP 47, the shortest: "en", "de", "yue"
	Confidence int    // 0–100
}

const (
	// sample is how many bytes of a text are looked at: some 150 words, after
	// which neither count changes its mind.
	sample = 1000
	// fewest is how many words in small letters a guess needs, and fewestSigns
	// how many letters of a script without capitals. With fewer, trigrams call
	// English headlines French.
	fewest      = 12
	fewestSigns = 32
	// least is the confidence below which trigrams are not believed: there the
	// runner-up is as likely.
	least = 50
	// englishShare is the share of English function words, of the words in small
	// letters, from which a text is English. English news has 0.4 to 0.6, a list
	// of sports results 0.25; Dutch, German and Spanish, which share some of them
	// ("in", "was", "a"), stay below 0.12.
	englishShare = 0.18
)

// Detect guesses the language of a text, names left aside. It returns the zero
// Guess for a text that is too short, or that could be several languages alike.
func Detect(text string) Guess {
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	w := read(text)
	switch {
	case w.small >= fewest/2 && float64(w.function) >= englishShare*float64(w.small):
		return Guess{English, sure(float64(w.function)/float64(w.small), w.small)}
	case w.small < fewest && w.signs < fewestSigns:
		return Guess{}
	}
	return other(w.text.String(), w.function)
}

// other guesses the language of a text that does not look English.
func other(text string, function int) Guess {
	info := whatlanggo.Detect(text)
	if info.Lang < 0 {
		return Guess{}
	}
	tag := info.Lang.Iso6391()
	if tag == "" {
		tag = info.Lang.Iso6393()
	}
	confidence := int(math.Round(100 * math.Min(info.Confidence, 1)))
	switch tag {
	case "ru", "uk", "be":
		if only := cyrillic(text); only != "" && only != tag {
			tag, confidence = only, max(confidence, least)
		}
	}
	if confidence < least || tag == English && function == 0 {
		return Guess{}
	}
	return Guess{tag, confidence}
}

// cyrillic tells languages apart whose trigrams are much alike by the letters
// that only one of them has. It returns "" where there are none.
func cyrillic(text string) string {
	switch {
	case strings.ContainsAny(text, "ўЎ"):
		return "be"
	case strings.ContainsAny(text, "іїєґІЇЄҐ"):
		return "uk"
	case strings.ContainsAny(text, "ыэёЫЭЁ"):
		return "ru"
	}
	return ""
}

// sure is how sure it is that a text is English: the further above the
// threshold, and the longer, the surer.
func sure(share float64, words int) int {
	evidence := (share - englishShare/2) * math.Sqrt(float64(words))
	return int(math.Round(100 * (1 - math.Exp(-4*evidence)/2)))
}

// words is what was read of a text.
type words struct {
	text     strings.Builder // the words without a capital
	small    int             // how many those are
	function int             // those of them that are English function words
	signs    int             // letters of scripts that have no capitals
}

// read leaves out the words with a capital: names are alike in many languages.
func read(text string) *words {
	w := &words{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && !unicode.IsMark(r) }) {
		if strings.ContainsFunc(word, unicode.IsUpper) {
			continue
		}
		w.text.WriteString(word)
		w.text.WriteByte(' ')
		w.small++
		if isFunction(word) {
			w.function++
		}
		for _, r := range word {
			if unicode.IsLetter(r) && !unicode.IsLower(r) {
				w.signs++
			}
		}
	}
	return w
}

// isFunction reports whether a word in small letters is a common function word
// of English.
func isFunction(w string) bool {
	switch w {
	case "the", "of", "to", "and", "a", "in", "for", "that", "on", "is", "was", "with", "he", "it", "as", "at", "by", "from",
		"has", "his", "its", "an", "be", "have", "are", "were", "had", "who", "not", "but", "they", "said", "which", "their",
		"this", "will", "would", "been", "about", "after", "over", "she", "her", "i", "we", "or", "than", "there", "when", "what":
		return true
	}
	return false
}
