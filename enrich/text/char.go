package text

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character does to a token.
type class uint8

const (
	other     class = iota // punctuation and symbols
	blank                  // belongs to no token
	letter                 // begins and continues a word
	digit                  // begins and continues a number
	mark                   // continues whatever stands before it
	ideograph              // a word by itself
)

const (
	zwnj       = '\u200c'
	zwj        = '\u200d'
	softHyphen = '\u00ad'
	wordJoiner = '\u2060'

	modifierApostrophe = '\u02bc' // a letter to Unicode, an apostrophe to those who type it
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = blank
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	switch {
	case r == modifierApostrophe:
		return other
	case unicode.IsLetter(r):
		if r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana) {
			return ideograph
		}
		return letter
	case r == utf8.RuneError:
		return letter
	case unicode.IsMark(r), r == zwj, r == zwnj, r == softHyphen, r == wordJoiner:
		return mark
	case unicode.IsNumber(r):
		return digit
	case unicode.IsSpace(r), unicode.Is(unicode.Cc, r), r == 0x200B, r == 0xFEFF, r == 0x061C,
		r >= 0x200E && r <= 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return blank
	}
	return other
}

// runeAt decodes the rune at byte i of s; its size is 0 at the end.
func runeAt(s string, i int) (rune, int) {
	if i < len(s) && s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	if i >= len(s) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(s[i:])
}

// blankAt returns the size of the blank at byte i, or 0.
func blankAt(s string, i int) int {
	if i < len(s) && s[i] < utf8.RuneSelf {
		if asciiClass[s[i]] == blank {
			return 1
		}
		return 0
	}
	r, n := runeAt(s, i)
	if n > 0 && classOf(r) == blank {
		return n
	}
	return 0
}

// blankEnds reports whether a blank or an opening mark ends at byte i.
func blankEnds(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return classOf(r) == blank || r == '(' || r == '"' || r == '“' || r == '‘' || r == '\'' || r == '['
}

func skipMarks(s string, i int) int {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s[i:])
		if classOf(r) != mark || r == zwj {
			return i
		}
		i += n
	}
	return i
}

// follows reports whether a letter or a digit stands at byte i.
func follows(s string, i int) bool {
	r, n := runeAt(s, i)
	if n == 0 {
		return false
	}
	c := classOf(r)
	return c == letter || c == digit
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// apostrophe returns the size of the apostrophe at byte i, or 0: straight,
// curly, and the marks that are typed for one.
func apostrophe(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case '\'', '`':
		return 1
	case 0xE2:
		if r, n := utf8.DecodeRuneInString(s[i:]); r == '’' || r == '‘' || r == '′' {
			return n
		}
	case 0xC2, 0xCA:
		if r, n := utf8.DecodeRuneInString(s[i:]); r == '´' || r == modifierApostrophe {
			return n
		}
	}
	return 0
}

// hyphen returns the size of the hyphen at byte i, or 0. Dashes are none.
func hyphen(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '-' {
		return 1
	}
	if s[i] == 0xE2 {
		if r, n := utf8.DecodeRuneInString(s[i:]); r == '‐' || r == '‑' {
			return n
		}
	}
	return 0
}
