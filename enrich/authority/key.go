package authority

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A key is what a word is found by: its letters in lower case, without
// diacritics, dots and soft hyphens, with plain apostrophes, hyphens and
// quotes. "Erdoğan" and "ERDOGAN" share one, as do "U.N." and "UN"; whether
// they are the same name is for matching to say.
type key = uint64

// Constants of FNV-1a with 64 bits.
const (
	fnvBasis = 14695981039346656037
	fnvPrime = 1099511628211
)

// keyOf returns the key of a word.
func keyOf(word string) key {
	h := uint64(fnvBasis)
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldedKey(word)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == '.':
			continue
		case c == '`':
			c = '\''
		}
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

// foldedKey is the key of a word with characters beyond ASCII.
func foldedKey(word string) key {
	h := uint64(fnvBasis)
	for _, r := range norm.NFKD.String(word) {
		for _, c := range []byte(folded(r)) {
			h = (h ^ uint64(c)) * fnvPrime
		}
	}
	return h
}

// folded is what a key has of a character that is decomposed already.
func folded(r rune) string {
	if r = plainRune(r); r < 0 || r == '.' || unicode.Is(unicode.Mn, r) {
		return ""
	}
	switch r = unicode.ToLower(r); r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	}
	return string(r)
}

// plainRune is the mark that is typed for a typographic one, -1 for one that is
// not seen.
func plainRune(r rune) rune {
	switch r {
	case '’', '‘', '′', '´', 'ʼ', 'ʻ', '`':
		return '\''
	case '‐', '‑':
		return '-'
	case '“', '”', '„':
		return '"'
	case 0xAD, 0x200C, 0x200D, 0x2060: // soft hyphen, joiners
		return -1
	}
	return r
}

// plain is a text in NFC with the marks that are typed, and without dots: what
// must be the same for a name to be written as it is listed.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r = plainRune(r); r == '.' {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// stripped is plain without diacritics, as wires write many names.
func stripped(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(plain(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsUpper(r):
			b.WriteString(capital(folded(r)))
		default:
			b.WriteString(folded(r))
		}
	}
	return b.String()
}

// capital writes the first letter large: "Ae" for Æ.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// join is the key of a name that goes on with a word.
func join(name, word key) key {
	return (bits.RotateLeft64(name, 5) ^ word) * 0x9E3779B97F4A7C15
}
