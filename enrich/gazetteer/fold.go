package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// maxKey is the length of the longest name that can be found, folded, in
// bytes. The longest name of use in the GeoNames dumps has 81.
const maxKey = 96

// folded is a name as the index compares it: Latin letters in lower case
// without diacritics, words separated by one blank, no dots or apostrophes,
// "Saint", "Mount" and "Fort" in their short forms. It remembers which letters
// were upper case, so that "Nice" and "nice" share a key and still differ.
type folded struct {
	key   [maxKey]byte
	n     int
	first int // length of the first word
	upper [maxKey]bool
	dot   bool // the name ends in a dot
}

// Bases of the letters from U+00C0, U+0250 and U+1E00 on; a digit stands for
// the two letters in pairs, a dot for a letter that has no Latin base.
const (
	latin1 = "aaaaaa2ceeeeiiiidnooooo.ouuuuy41aaaaaa2ceeeeiiiidnooooo.ouuuuy4y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
		"lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
		"bb....o..dd...eeeff.g..ikk....nooo.............uu.vyyzz........w" +
		".............aaiioouuuuuuuuuueaaaa22ggggkkoooo..j...gg.wnnaa22oo" +
		"aaaaeeeeiiiioooorrrruuuussttyyhhn.....aaeeooooooooyy............" +
		"...bu..........."
	ipa   = "...bo.dd.e.e.......g....i............o...................u.v...."
	extra = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.s..1.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
	pairs = "..ssaeoeth"
)

// base returns the Latin base of a letter beyond ASCII, two letters for some;
// zero if it has none.
func base(r rune) (a, b byte) {
	var c byte = '.'
	switch {
	case r >= 0xC0 && r < 0xC0+rune(len(latin1)):
		c = latin1[r-0xC0]
	case r >= 0x250 && r < 0x250+rune(len(ipa)):
		c = ipa[r-0x250]
	case r >= 0x1E00 && r < 0x1E00+rune(len(extra)):
		c = extra[r-0x1E00]
	}
	switch {
	case c == '.':
		return 0, 0
	case c <= '9':
		return pairs[2*(c-'0')], pairs[2*(c-'0')+1]
	}
	return c, 0
}

// set folds s. It reports false if s cannot be a name of the index: empty,
// too long, or with a character that no name there has.
func (f *folded) set(s string) bool {
	f.n, f.first, f.dot = 0, 0, false
	word := 0 // where the current word starts
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
				if !f.add(c, false) {
					return false
				}
			case 'A' <= c && c <= 'Z':
				if !f.add(c+'a'-'A', true) {
					return false
				}
			case c == '.', c == '\'', c == '`':
			case c == ' ', c == '-', c == ',', c == '\n', c == '\t', c == '\r', c == '(', c == ')', c == '/':
				if f.space(word); !f.blank(&word) {
					return false
				}
			case c == '&':
				if !f.add('a', false) || !f.add('n', false) || !f.add('d', false) {
					return false
				}
			default:
				return false
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == 0x2018, r == 0x2019, r == 0x02BC, r == 0x02BB, r == 0x02BF, r == 0x2032, r >= 0x300 && r < 0x370:
			continue
		case r == 0xA0, r == 0x2010, r == 0x2011, r == 0x202F:
			if f.space(word); !f.blank(&word) {
				return false
			}
			continue
		}
		a, b := base(r)
		if a == 0 {
			return false
		}
		up := unicode.IsUpper(r)
		if !f.add(a, up) || b != 0 && !f.add(b, up) {
			return false
		}
	}
	f.space(word)
	for f.n > 0 && f.key[f.n-1] == ' ' {
		f.n--
	}
	if f.first == 0 || f.first > f.n {
		f.first = f.n
	}
	f.dot = f.n > 0 && s[len(s)-1] == '.'
	return f.n > 0
}

func (f *folded) add(c byte, upper bool) bool {
	if f.n == maxKey {
		return false
	}
	f.key[f.n], f.upper[f.n] = c, upper
	f.n++
	return true
}

// blank ends a word and starts the next.
func (f *folded) blank(word *int) bool {
	if f.n == 0 || f.key[f.n-1] == ' ' {
		return true
	}
	if f.first == 0 {
		f.first = f.n
	}
	if !f.add(' ', false) {
		return false
	}
	*word = f.n
	return true
}

// space shortens the word that starts at i and ends here, if it is one of the
// few that are written short as often as not.
func (f *folded) space(i int) {
	short := ""
	switch string(f.key[i:f.n]) {
	case "saint":
		short = "st"
	case "sainte":
		short = "ste"
	case "mount":
		short = "mt"
	case "fort":
		short = "ft"
	default:
		return
	}
	copy(f.key[i:], short)
	f.n = i + len(short)
}

// Form says how the text's spelling of a name differs from the gazetteer's.
type Form uint8

const (
	Exact  Form = iota // byte for byte
	Spelt              // other diacritics, hyphens, dots, or capitals at the start of small words
	AllCap             // "MOSCOW"
)

// accepts reports whether text, folded, may stand for name, folded to the same
// key: what is capital in the name is capital in the text, and what is capital
// in the text only is so because the whole text is, or at the start of a word.
func accepts(name, text *folded, exact bool) (Form, bool) {
	if exact {
		return Exact, true
	}
	extra, lower, nameLower := false, false, false
	for i := range name.n {
		c := name.key[i]
		if c < 'a' {
			continue
		}
		nu, tu := name.upper[i], text.upper[i]
		if nu && !tu {
			return 0, false
		}
		if !tu {
			lower = true
		}
		if !nu {
			nameLower = true
			if tu && i > 0 && name.key[i-1] != ' ' {
				extra = true
			}
		}
	}
	if extra && lower {
		return 0, false
	}
	// "Miss." is a state, "Miss" is not; "N.Y." may be written NY.
	if name.dot && nameLower && !text.dot {
		return 0, false
	}
	if extra {
		return AllCap, true
	}
	return Spelt, true
}

// hash is FNV-1a.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
