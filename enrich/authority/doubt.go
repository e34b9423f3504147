package authority

import (
	"unicode"
	"unicode/utf8"

	"dateline/enrich/text"
)

// doubt says why a name of one word may be something else here.
type doubt int

const (
	none    doubt = iota
	anyWord       // a common word would be written the same here
	partOf        // a word beside it has a capital too: it may be part of a longer name
	common        // one letter, a number, a day or a month: no name without the tagger's word
)

// doubtful looks at the place where a name of one word stands.
func (s *Set) doubtful(m *match, f *text.Field, like likeness) doubt {
	first := m.start
	if article(f.TokenText(first)) && first+1 < m.end {
		first++
	}
	word := f.Text[f.Tokens[first].Start:f.Tokens[m.end-1].End]
	switch {
	case utf8.RuneCountInString(word) == 1 && !unicode.Is(unicode.Han, firstRune(word)), f.Tokens[first].Kind == text.Number, calendar(word):
		return common
	case !capitalised(word) && !distinct(word) && like == same:
		return none // listed in small letters
	}
	style := styleAround(f, first, m.end)
	if like == shouted || style == inCapitalLetters || !distinct(word) && (style == inTitleCase || opens(f, first)) {
		return anyWord
	}
	if beside(f, m.end, m.end) || m.end < len(f.Tokens) && f.TokenText(m.end) == "&" || beside(f, first-1, first) && !opens(f, first-1) {
		return partOf
	}
	return none
}

// calendar reports a day or a month: people are called April, May and August.
func calendar(word string) bool {
	switch word {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December":
		return true
	}
	return false
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// beside reports that token i is a capitalised word, and that a blank and no
// end of a sentence stands before token next, itself or the one behind it.
func beside(f *text.Field, i, next int) bool {
	return i >= 0 && next < len(f.Tokens) && f.Tokens[i].Kind == text.Word && capitalised(f.TokenText(i)) &&
		f.Tokens[next].SpaceBefore && f.Sentences[f.SentenceOf(next)].Start != next
}

// opens reports that a token stands where any word has a capital: at the head
// of a sentence, of a quotation, or behind a colon or a dash.
func opens(f *text.Field, i int) bool {
	start := f.Sentences[f.SentenceOf(i)].Start
	for i--; i >= start; i-- {
		if f.Tokens[i].Kind != text.Punct {
			return f.Tokens[i].Kind == text.Number && i == start // "1. Apple"
		}
		switch f.TokenText(i) {
		case ",", ";", ")", "]", "/", "&", "(", "[":
			return false
		case ":", "—", "–", "--", "-", "“", "\"", "``", "‘", "«", "„", "...", "…", "?", "!", ".", "•", "*":
			return true
		}
	}
	return true
}

// style is how the words around a name are written.
type style int

const (
	inSentences style = iota
	inTitleCase
	inCapitalLetters
)

// around is how far one looks to either side of a name, in tokens, and enough
// is how many words of four letters must be there to tell. In titles the small
// words are not capitalised; in sentences one in five words is.
const (
	around    = 12
	enough    = 3
	longWord  = 4
	titleFrom = 0.7
)

// styleAround looks at the words of the sentence around tokens [start, end).
func styleAround(f *text.Field, start, end int) style {
	sentence := f.Sentences[f.SentenceOf(start)]
	words, large, capitals := 0, 0, 0
	for i := max(sentence.Start, start-around); i < min(sentence.End, end+around); i++ {
		w := f.TokenText(i)
		if i >= start && i < end || f.Tokens[i].Kind != text.Word || utf8.RuneCountInString(w) < longWord {
			continue
		}
		words++
		if capitalised(w) {
			large++
		}
		if inCapitals(w) {
			capitals++
		}
	}
	switch share := titleFrom * float64(words); {
	case words < enough && capitals == words && words > 0:
		return inCapitalLetters
	case words < enough:
		return inSentences
	case float64(capitals) >= share:
		return inCapitalLetters
	case float64(large) >= share:
		return inTitleCase
	}
	return inSentences
}
