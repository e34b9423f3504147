package knowledge

import (
	"bytes"
	"slices"
)

// leastSound is the length from which a name that only sounds the same says
// enough: "Li Na" is too many people.
const leastSound = 7

// sound appends how a folded name is spoken, roughly: what transliterations
// from Cyrillic, Arabic, Hebrew and Chinese differ in is made the same. The
// words keep their order.
//
//	"volodymyr zelenskyy", "volodimir zelenskiy" → "vuludimir zilinski"
//	"mohammed", "muhammad", "mohamed" → "mhmd"
func sound(dst, folded []byte) []byte {
	start := len(dst)
	for i := 0; i < len(folded); {
		end := i
		for end < len(folded) && folded[end] != ' ' {
			end++
		}
		if end > i && !article(folded[i:end]) {
			if len(dst) > start {
				dst = append(dst, ' ')
			}
			dst = soundWord(dst, folded[i:end])
		}
		i = end + 1
	}
	return dst
}

// article are the words that come and go in Arabic names.
func article(w []byte) bool { return string(w) == "al" || string(w) == "el" }

func soundWord(dst, w []byte) []byte {
	if numeral(w) {
		return append(dst, w...) // Elizabeth I is not Elizabeth II
	}
	start := len(dst)
	at := func(i int) byte {
		if i < len(w) {
			return w[i]
		}
		return 0
	}
	for i := 0; i < len(w); i++ {
		c, skip := w[i], 0
		switch {
		case c == 'p' && at(i+1) == 'h':
			c, skip = 'f', 1
		case (c == 'k' || c == 'g' || c == 'd' || c == 't') && at(i+1) == 'h':
			skip = 1
		case c == 'c' && at(i+1) == 'k':
			c, skip = 'k', 1
		case c == 'y' || c == 'j' && i > 0 || c == 'e':
			c = 'i'
		case c == 'o' && at(i+1) != 'u':
			c = 'u'
		case c == 'w' || c == 'v':
			c = 'v'
		case c == 'q':
			c = 'k'
		case c == 'o' && at(i+1) == 'u':
			c, skip = 'u', 1
		case c == 'z' && at(i+1) == 'h' && i > 0:
			skip = 1
		case c == 'x' && len(w) > i+1 && i > 0:
			dst = append(dst, 'k')
			c = 's'
		}
		i += skip
		if n := len(dst); n > start && dst[n-1] == c {
			continue
		}
		dst = append(dst, c)
	}
	if prophet(dst[start:]) {
		return append(dst[:start], "mhmd"...)
	}
	return dst
}

func numeral(w []byte) bool { return len(bytes.Trim(w, "ivx")) == 0 }

// prophet reports whether a word is the name Muhammad, however spelt.
func prophet(w []byte) bool {
	var bones [8]byte
	n := 0
	for _, c := range w {
		if c == 'a' || c == 'e' || c == 'o' || c == 'u' || c == 'i' {
			continue
		}
		if n == len(bones) {
			return false
		}
		bones[n] = c
		n++
	}
	return (string(bones[:n]) == "mhmd" || string(bones[:n]) == "mhmt") && w[0] == 'm' && len(w) >= 6
}

// sorted puts the words of a name in order of the alphabet, in place of a
// copy.
func sorted(name []byte) []byte {
	words := bytes.Split(name, []byte(" "))
	slices.SortFunc(words, bytes.Compare)
	return bytes.Join(words, []byte(" "))
}
