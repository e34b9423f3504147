package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The engine looks at two words on either side of the one it labels, and at
// the tags that it gave the two before. So a word far from any capital costs
// time and changes next to nothing: a sentence is cut to windows around the
// words that may be names. On the development stories the F1 of exact spans
// is .544 and .407 in place of .545 and .406.
const (
	wordsBefore = 2
	wordsAfter  = 2
)

// longestWord is how many bytes a stretch without blanks may have. Nobody is
// called by more; and prose takes time with the square of the length where
// one is made of quotation marks.
const longestWord = 80

// windows returns the bytes [start, end) of a sentence that the engine has to
// see, in order and apart from each other.
func windows(sentence string) [][2]int {
	var found [][2]int
	var starts [wordsBefore + 1]int // of the last words, this one among them
	seen, left := 0, 0              // words so far; words that the open window still takes
	each(sentence, func(start, end int) {
		if end-start > longestWord {
			seen, left = 0, 0
			return
		}
		starts[seen%len(starts)] = start
		seen++
		switch {
		case mayHoldName(sentence[start:end]):
			if left == 0 {
				first := starts[0]
				if seen > len(starts) {
					first = starts[seen%len(starts)]
				}
				if n := len(found); n == 0 || first > found[n-1][1] && !blank(sentence[found[n-1][1]:first]) {
					found = append(found, [2]int{first, end})
				}
			}
			left = wordsAfter
		case left > 0:
			left--
		default:
			return
		}
		found[len(found)-1][1] = end
	})
	return found
}

// each calls f with the bytes of every stretch without white space.
func each(s string, f func(start, end int)) {
	start := -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			f(start, i)
			start = -1
		case !space && start < 0:
			start = i
		}
		i += n
	}
	if start >= 0 {
		f(start, len(s))
	}
}

// mayHoldName reports whether a letter is in s that is not a small one.
func mayHoldName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			return true
		}
		if s[i] >= utf8.RuneSelf {
			return strings.ContainsFunc(s[i:], func(r rune) bool { return unicode.IsLetter(r) && !unicode.IsLower(r) })
		}
	}
	return false
}
