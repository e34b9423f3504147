package text

import "unicode/utf8"

// Kind is the sort of a token.
type Kind uint8

const (
	Punct  Kind = iota // punctuation and symbols; a run of one mark ("...", "--") is one token
	Word               // letters, with inner apostrophes, dots, hyphens and digits where they belong to the word
	Number             // digits first, with inner dots, commas, colons, slashes and hyphens, and a unit: "1,000.5", "3-1", "5m"
	Link               // a URL, an e-mail address or an @handle
)

// tokenize cuts s into tokens. The rules:
//
//   - Blanks belong to no token: white space, control characters (NUL) and
//     the invisible characters that separate or direct text (zero-width
//     space, byte order mark, bidi marks). Everything else is in a token.
//   - A hyphen between letters or digits is part of the word, as in CoNLL:
//     "U.S.-led", "al-Qaeda", "18-year-old". Field.Parts gives the parts.
//     A dash (– — --) or a slash between words always cuts; a slash between
//     digits does not ("9/11").
//   - An apostrophe between letters is part of the word (O'Sullivan,
//     N'Djamena), but for what English appends: 's 'm 're 've 'll 'd n't
//     are tokens of their own, as in the Penn Treebank.
//   - A dot is part of an initial, an acronym, a known abbreviation and an
//     internet domain: "J.", "U.S.", "Calif.", "Amazon.com".
//   - An ideograph is a token, as is a letter of Hiragana.
//   - An invalid byte counts as a letter and as one code point, like the
//     U+FFFD that decoders put in its place, and as range does in Go. JSON
//     has no way to write it, so a record never shows one.
func tokenize(s string) []Token {
	z := tokenizer{s: s, toks: make([]Token, 0, len(s)/5+4), chunkEnd: -1}
	runes, counted := 0, 0 // code points before byte counted
	space := true
	for i := 0; i < len(s); {
		if n := blankAt(s, i); n > 0 {
			i, space = i+n, true
			continue
		}
		end, kind := z.next(i)
		runes += utf8.RuneCountInString(s[counted:i])
		n := end - i
		if !ascii(s[i:end]) {
			n = utf8.RuneCountInString(s[i:end])
		}
		z.toks = append(z.toks, Token{Start: i, End: end, RuneStart: runes, RuneEnd: runes + n, Kind: kind, SpaceBefore: space})
		i, counted, runes, space = end, end, runes+n, false
	}
	return z.toks
}

type tokenizer struct {
	s        string
	toks     []Token
	chunkEnd int // end of the stretch without blanks that was looked through for links
	at       int // the @ in it that may make an address, or -1
	link     bool
}

// next returns the end and the kind of the token that starts at i.
func (z *tokenizer) next(i int) (int, Kind) {
	s := z.s
	if i >= z.chunkEnd {
		z.look(i)
	}
	if z.link || z.at >= i {
		if end := z.linkAt(i); end > i {
			return end, Link
		}
	}
	r, n := runeAt(s, i)
	switch c := classOf(r); c {
	case letter, digit:
		return z.word(i, i+n, r, c)
	case ideograph:
		return skipMarks(s, i+n), Word
	case mark:
		return skipMarks(s, i+n), Punct
	}
	if end := clitic(s, i); end > i {
		return end, Word
	}
	switch {
	case r == '.' && i+1 < len(s) && isDigit(s[i+1]) && (i == 0 || blankEnds(s, i)):
		return z.word(i+1, i+2, rune(s[i+1]), digit) // ".300"
	case r == '#' && i+1 < len(s):
		if r2, n2 := runeAt(s, i+1); classOf(r2) == letter {
			return z.word(i, i+1+n2, r2, letter)
		}
	}
	if r < utf8.RuneSelf {
		end := i + 1
		if runs[r] {
			for end < len(s) && s[end] == byte(r) {
				end++
			}
		} else if (r == '`' || r == '\'') && end < len(s) && s[end] == byte(r) {
			end++ // `` and '' are the double quotes of old wires
		}
		if end < len(s) && s[end] >= utf8.RuneSelf {
			end = skipMarks(s, end)
		}
		return end, Punct
	}
	return symbol(s, i+n, r), Punct
}

// runs are the marks that make one token however often they are repeated:
// ellipses, dashes and the rules of tables.
var runs = [utf8.RuneSelf]bool{'.': true, '-': true, '_': true, '=': true, '*': true, '~': true, '!': true, '?': true, '#': true, '+': true}

// symbol returns the end of a symbol outside ASCII: an emoji goes with its
// modifiers, two regional indicators are one flag.
func symbol(s string, end int, r rune) int {
	if regional(r) {
		if r2, n := runeAt(s, end); n > 0 && regional(r2) {
			return end + n
		}
	}
	for end < len(s) {
		end = skipMarks(s, end)
		r2, n := runeAt(s, end)
		switch {
		case n == 0:
			return end
		case r2 >= 0x1F3FB && r2 <= 0x1F3FF || r2 >= 0xE0020 && r2 <= 0xE007F: // skin tones, tags
			end += n
		case r2 == zwj:
			end += n
			if r3, n3 := runeAt(s, end); n3 > 0 && classOf(r3) == other && r3 >= utf8.RuneSelf {
				end += n3
			}
		default:
			return end
		}
	}
	return end
}

func regional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
