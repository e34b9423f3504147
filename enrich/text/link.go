package text

import (
	"strings"
	"unicode/utf8"
)

// look notes whether the stretch without blanks at byte i may hold a link.
func (z *tokenizer) look(i int) {
	s := z.s
	z.at, z.link = -1, false
	j := i
	for ; j < len(s) && s[j] > ' '; j++ {
		switch s[j] {
		case '@':
			if z.at < 0 {
				z.at = j
			}
		case '/':
			z.link = z.link || j > i && s[j-1] == ':'
		case 'w', 'W':
			z.link = z.link || hasPrefixFold(s[j:], "www.")
		}
	}
	z.chunkEnd = max(j, i+1)
}

// linkAt returns the end of the link that starts at byte i, or i.
func (z *tokenizer) linkAt(i int) int {
	s := z.s
	if z.link {
		for _, p := range [...]string{"http://", "https://", "ftp://", "www."} {
			if hasPrefixFold(s[i:], p) && follows(s, i+len(p)) {
				return z.urlEnd(i, i+len(p))
			}
		}
	}
	switch {
	case z.at == i:
		z.nextAt()
		if i > 0 && !blankEnds(s, i) && s[i-1] != '.' {
			return i
		}
		end := i + 1
		for end < len(s) && (hostByte(s[end]) && s[end] != '-' || s[end] == '_') {
			end++
		}
		if end > i+1 {
			return end
		}
	case z.at > i && z.at-i <= 64 && (follows(s, i) || s[i] == '_'):
		for j := i; j < z.at; j++ {
			if !localByte(s[j]) {
				return i
			}
		}
		at := z.at
		z.nextAt()
		end := at + 1
		for end < len(s) && hostByte(s[end]) && end < at+64 {
			end++
		}
		if end == at+1 || end >= len(s) || s[end] != '.' {
			return i
		}
		last := end
		for end < len(s) && s[end] == '.' && end+1 < len(s) && hostByte(s[end+1]) && end < at+255 {
			for last, end = end, end+1; end < len(s) && hostByte(s[end]); end++ {
			}
		}
		if end-last > 2 && !follows(s, end) {
			return end
		}
	}
	return i
}

// nextAt moves on to the next @ of the stretch.
func (z *tokenizer) nextAt() {
	if j := strings.IndexByte(z.s[z.at+1:z.chunkEnd], '@'); j >= 0 {
		z.at += 1 + j
		return
	}
	z.at = -1
}

func localByte(c byte) bool {
	return isDigit(c) || 'a' <= lower(c) && lower(c) <= 'z' || c == '.' || c == '_' || c == '%' || c == '+' || c == '-'
}

// urlEnd returns the end of a URL: up to a blank, a quote or an angle
// bracket, without the punctuation of the sentence around it.
func (z *tokenizer) urlEnd(start, i int) int {
	s := z.s
	open := 0 // brackets
scan:
	for i < len(s) {
		r, n := runeAt(s, i)
		switch {
		case classOf(r) == blank, classOf(r) == ideograph:
			break scan
		case r == '(':
			open++
		case r == ')':
			open--
		}
		if strings.ContainsRune("<>\"“”„«»‹›`、。，）（—", r) {
			break scan
		}
		i += n
	}
	for i > start {
		r, n := utf8.DecodeLastRuneInString(s[start:i])
		if r == ')' && open >= 0 || !strings.ContainsRune(".,;:!?'’)]}*_…", r) {
			break
		}
		if r == ')' {
			open++
		}
		i -= n
	}
	return i
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
