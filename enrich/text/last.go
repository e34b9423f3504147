package text

import "strings"

// partLastDots parts the dot of an abbreviation from it where it ends the
// sentence as well: in "said Acme Corp." the name is Acme Corp, as newswire
// corpora have it. "U.S." and an initial keep theirs.
func partLastDots(s string, toks []Token, sents []Range) ([]Token, []Range) {
	n := 0
	for _, r := range sents {
		if lastDot(s, toks, r) >= 0 {
			n++
		}
	}
	if n == 0 {
		return toks, sents
	}
	out := make([]Token, 0, len(toks)+n)
	for i, r := range sents {
		at, start := lastDot(s, toks, r), len(out)
		if at < 0 {
			out = append(out, toks[r.Start:r.End]...)
		} else {
			out = append(out, toks[r.Start:at+1]...)
			word := &out[len(out)-1]
			dot := Token{Start: word.End - 1, End: word.End, RuneStart: word.RuneEnd - 1, RuneEnd: word.RuneEnd, Kind: Punct}
			word.End, word.RuneEnd = dot.Start, dot.RuneStart
			out = append(append(out, dot), toks[at+1:r.End]...)
		}
		sents[i] = Range{start, len(out)}
	}
	return out, sents
}

// lastDot returns the token of a sentence that ends in a dot to part, or -1.
// Behind it there are at most quotation marks.
func lastDot(s string, toks []Token, r Range) int {
	for i := r.End - 1; i >= r.Start; i-- {
		switch w := s[toks[i].Start:toks[i].End]; w {
		case `"`, "”", "''":
		default:
			n := len(w)
			if n < 3 || w[n-1] != '.' || strings.IndexByte(w, '.') < n-1 || w[n-2] < 'a' || w[n-2] > 'z' {
				return -1
			}
			return i
		}
	}
	return -1
}
