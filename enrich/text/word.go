package text

import (
	"unicode"
	"unicode/utf8"
)

// word returns the end and kind of the word or number at start, whose first
// letter or digit ends at i.
func (z *tokenizer) word(start, i int, first rune, c class) (int, Kind) {
	s := z.s
	kind, letters := Word, 0
	if c == digit {
		kind = Number
	}
	segment := start // start of the part behind the last dot or hyphen
	before := c      // class of the character before i
	for i < len(s) {
		if kind == Word { // most words are ASCII letters and nothing else
			from := i
			for i < len(s) && 'a' <= lower(s[i]) && lower(s[i]) <= 'z' {
				i++
			}
			if i > from {
				before = letter
			}
			if i == len(s) || s[i] == ' ' {
				return i, kind
			}
		}
		r, n := runeAt(s, i)
		switch c := classOf(r); c {
		case letter:
			if letters++; letters == 4 {
				kind = Word // "100m" is a number, "4chan" is a name
			}
			if before == digit && kind == Number {
				segment = i // 10a.m.
			}
			before = c
			i += n
			continue
		case digit:
			before = c
			i += n
			continue
		case mark:
			i += n
			continue
		}
		switch {
		case r == '.':
			next, on := z.dot(start, segment, i, before)
			if !on {
				return next, kind
			}
			i, segment = next, next
			if isDigit(s[i-1]) {
				before = digit
			} else if s[i-1] != '.' {
				before = letter
			}
			continue
		case hyphen(s, i) > 0:
			if !follows(s, i+n) {
				return i, kind
			}
			if r2, _ := runeAt(s, i+n); classOf(r2) == letter {
				kind = Word
			}
			i, segment = i+n, i+n
			continue
		case apostrophe(s, i) > 0:
			if end := clitic(s, i); end > 0 {
				return i, kind
			}
			if cut, end := negation(s, i); end > 0 {
				if cut > start {
					return cut, kind
				}
				return end, kind
			}
			if r2, _ := runeAt(s, i+n); !joins(before, r2, kind) {
				return i, kind
			}
			i, segment = i+n, i+n
			continue
		case r == '&' || r == '_':
			if before == digit || !follows(s, i+1) || z.entity(i) {
				return i, kind
			}
		case r == ',' || r == ':' || r == '/':
			if kind != Number || before != digit || letters > 0 || i+1 >= len(s) || !isDigit(s[i+1]) {
				return i, kind
			}
		case r == '+' && kind == Word && unicode.IsUpper(first) && before != blank:
			for i < len(s) && s[i] == '+' { // Disney+, C++
				i++
			}
			return i, kind
		case r == '$' && kind == Word && i-start <= 3 && i+1 < len(s) && isDigit(s[i+1]):
			return i + 1, kind // US$5m
		default:
			return i, kind
		}
		i, segment = i+n, i+n
	}
	return i, kind
}

// joins reports whether an apostrophe holds what stands before it and r
// together: letters (O'Neill), or the digits of a number (1'000).
func joins(before class, r rune, kind Kind) bool {
	c := classOf(r)
	return before == letter && c == letter || before == digit && c == digit && kind == Number
}

// entity reports whether an ampersand begins a reference that was left in the
// text by mistake: "AT&amp;T" is not one word.
func (z *tokenizer) entity(i int) bool {
	for j := i + 1; j < len(z.s) && j < i+8; j++ {
		if z.s[j] == ';' {
			return true
		}
		if z.s[j] <= ' ' {
			return false
		}
	}
	return false
}

// clitic returns the end of what English appends to a word with the
// apostrophe at byte i: 's, 'm, 'd, 're, 've or 'll. It is 0 without one.
func clitic(s string, i int) int {
	n := apostrophe(s, i)
	if n == 0 || i == 0 || blankEnds(s, i) {
		return 0
	}
	j := i + n
	if j >= len(s) {
		return 0
	}
	end := 0
	switch lower(s[j]) {
	case 's', 'm', 'd':
		end = j + 1
	case 'r', 'v':
		if j+1 < len(s) && lower(s[j+1]) == 'e' {
			end = j + 2
		}
	case 'l':
		if j+1 < len(s) && lower(s[j+1]) == 'l' {
			end = j + 2
		}
	}
	if end == 0 || goesOn(s, end) {
		return 0
	}
	return end
}

// negation looks for n't around the apostrophe at byte i.
func negation(s string, i int) (start, end int) {
	j := i + apostrophe(s, i)
	if i == 0 || lower(s[i-1]) != 'n' || j >= len(s) || lower(s[j]) != 't' || goesOn(s, j+1) {
		return 0, 0
	}
	return i - 1, j + 1
}

// goesOn reports whether a word goes on at byte i.
func goesOn(s string, i int) bool {
	if follows(s, i) {
		return true
	}
	if n := hyphen(s, i); n > 0 {
		return follows(s, i+n)
	}
	return i < len(s) && s[i] >= utf8.RuneSelf && skipMarks(s, i) > i
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// dot decides on the dot at byte i of the word that began at start. It
// returns the end of the word so far, and whether the word may go on there.
func (z *tokenizer) dot(start, segment, i int, before class) (end int, on bool) {
	s := z.s
	r, n := runeAt(s, i+1)
	next := other
	if n > 0 {
		next = classOf(r)
	}
	if before == digit && next == digit {
		return i + 1 + n, true // 1.5, v2.0
	}
	if s[i-1] == '.' {
		return i, false
	}
	if one, size := utf8.DecodeRuneInString(s[segment:i]); size == i-segment && unicode.IsLetter(one) {
		return z.initial(start, segment, i, one)
	}
	w := s[segment:i]
	if w == "Ph" && next == letter && r == 'D' && !follows(s, i+1+n) {
		return i + 1, true
	}
	if z.abbreviated(w, start, i) {
		return i + 1, next != letter && next != digit
	}
	if next == letter || next == digit {
		if end := domain(s, start, i); end > 0 {
			return end, false
		}
	}
	return i, false
}

// initial decides on the dot behind a single letter.
func (z *tokenizer) initial(start, segment, i int, one rune) (end int, on bool) {
	s := z.s
	if r, n := runeAt(s, i+1); n > 0 && classOf(r) == letter {
		if !follows(s, i+1+n) && (s[min(i+1+n, len(s)-1)] == '.' || segment > start || unicode.IsUpper(r)) {
			return i + 1, true // U.S, a.m
		}
		if unicode.IsUpper(one) {
			return i + 1, false // J.Smith
		}
		return i, false
	}
	if segment > start && s[segment-1] == '.' {
		return i + 1, true // the last dot of U.S.
	}
	if unicode.IsUpper(one) && (segment == 0 || !isDigit(s[segment-1])) && z.beforeName(i) && !(one == 'I' && z.afterVerb()) {
		return i + 1, true
	}
	if hyphen(s, i+1) > 0 && unicode.IsUpper(one) && follows(s, i+2) {
		return i + 1, true // J.-P.
	}
	if one == 'v' && start == segment && z.upperNext(i+1) {
		return i + 1, false // Roe v. Wade
	}
	return i, false
}

// beforeName reports whether the dot at byte i, behind a capital, may be that
// of an initial: a name or a comma follows, and not a new sentence.
func (z *tokenizer) beforeName(i int) bool {
	if i+1 < len(z.s) && z.s[i+1] == ',' {
		return true
	}
	w, end := z.wordAfter(i + 1)
	if len(w) == 1 && end < len(z.s) && z.s[end] == '.' {
		return true // J. A. Smith
	}
	return w != "" && !opensSentence(w)
}

// afterVerb reports whether a lower-case word stands before the token being
// read, as in "so did I."
func (z *tokenizer) afterVerb() bool {
	if len(z.toks) == 0 {
		return false
	}
	r, _ := runeAt(z.s, z.toks[len(z.toks)-1].Start)
	return unicode.IsLower(r)
}

func (z *tokenizer) upperNext(i int) bool {
	w, _ := z.wordAfter(i)
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// wordAfter returns the letters behind the blanks at byte i, up to 16 bytes
// of them, and their end. There are none where a blank line or something else
// follows.
func (z *tokenizer) wordAfter(i int) (word string, end int) {
	s, lines, start := z.s, 0, i
	for i < len(s) {
		if s[i] == '\n' {
			lines++
		}
		n := blankAt(s, i)
		if n == 0 {
			break
		}
		if i += n; i-start > 8 {
			return "", i
		}
	}
	if lines > 1 {
		return "", i
	}
	end = i
	for end < len(s) && end < i+16 {
		r, n := runeAt(s, end)
		if classOf(r) != letter {
			break
		}
		end += n
	}
	return s[i:end], end
}
