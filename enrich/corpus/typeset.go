package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// setter sets the tokens of a corpus as running text: one line a sentence,
// blanks where a printer would put them.
type setter struct {
	compounds bool // a hyphen between words is that of a compound
	text      strings.Builder
	spans     []Span
}

func (s *setter) done(id string) Named {
	t := Named{ID: id, Text: s.text.String(), Spans: s.spans}
	s.text, s.spans = strings.Builder{}, nil
	return t
}

// sentence sets one sentence. The tags are those of IOB2.
func (s *setter) sentence(tokens, tags []string) {
	if s.text.Len() > 0 {
		s.text.WriteByte('\n')
	}
	var q quotes
	glue, open := true, false
	for i, token := range tokens {
		tight, next := q.place(tokens, i)
		if s.compounds && (token == "-" || token == "/") && i > 0 && i+1 < len(tokens) && wordEnds(tokens[i-1]) && wordBegins(tokens[i+1]) {
			tight, next = true, true
		}
		if !glue && !tight {
			s.text.WriteByte(' ')
		}
		at := s.text.Len()
		s.text.WriteString(token)
		glue = next
		mark, kind, _ := strings.Cut(tags[i], "-")
		switch {
		case mark == "I" && open && s.spans[len(s.spans)-1].Type == kind:
			s.spans[len(s.spans)-1].End = s.text.Len()
		case kind != "":
			s.spans, open = append(s.spans, Span{at, s.text.Len(), kind}), true
		default:
			open = false
		}
	}
}

// quotes knows which quotation marks are open.
type quotes struct{ double, single bool }

// place reports whether token i stands tight behind the one before it, and
// whether the next stands tight behind it.
func (q *quotes) place(tokens []string, i int) (before, after bool) {
	last := ""
	if i > 0 {
		last = tokens[i-1]
	}
	switch token := tokens[i]; token {
	case `"`:
		q.double = !q.double
		return !q.double, q.double
	case "'":
		possessive := strings.HasSuffix(last, "s") || strings.HasSuffix(last, "S") || strings.HasSuffix(last, "z")
		if q.single || possessive {
			q.single = false
			return true, false
		}
		q.single = true
		return false, true
	case ",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "...", "''", "”", "’", "n't", "n’t", "?!", "!!",
		"'s", "'S", "'m", "'d", "'re", "'ve", "'ll", "’s", "’S", "’m", "’d", "’re", "’ve", "’ll":
		return true, false
	case "(", "[", "{", "$", "£", "€", "US$", "A$", "C$", "HK$", "``", "“", "‘", "#", "@":
		return false, true
	}
	return false, false
}

func wordEnds(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.'
}

func wordBegins(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
