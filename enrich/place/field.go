package place

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// field is a field of the document in units: its tokens, cut at hyphens and
// possessives, so that "U.S.-led" and "Russia-China" begin or end with a name.
type field struct {
	*text.Field
	units []unit
	taken []bool // by unit: part of a candidate or of the dateline
	style style
}

type unit struct {
	start, end int // bytes
	word       bool
	upper      bool // starts with a capital
	caps       bool // has two letters or more, all capitals
	glued      bool // stands right after a hyphen within a word
	first      bool // opens a sentence, a line or a quotation
}

// style of a field's capitals. Where every word has them they tell nothing.
type style uint8

const (
	sentence style = iota
	title          // Every Word Has A Capital
	shout          // ALL OF IT
)

func newField(f *text.Field) field {
	w := field{Field: f, units: make([]unit, 0, len(f.Tokens))}
	starts := make(map[int]bool, len(f.Sentences))
	for _, s := range f.Sentences {
		starts[s.Start] = true
	}
	quote := false
	for i, t := range f.Tokens {
		first := starts[i] || quote || i > 0 && strings.ContainsRune(f.Text[f.Tokens[i-1].End:t.Start], '\n')
		s := f.Text[t.Start:t.End]
		quote = (first || t.SpaceBefore) && strings.ContainsAny(s, "\"“‘'«") || s == ":"
		w.cut(t, s, first)
	}
	w.taken = make([]bool, len(w.units))
	w.style = w.readStyle()
	return w
}

// cut appends the units of a token.
func (f *field) cut(t text.Token, s string, first bool) {
	if t.Kind != text.Word || strings.HasPrefix(s, "'") || strings.HasPrefix(s, "’") {
		f.units = append(f.units, unit{start: t.Start, end: t.End, first: first})
		return
	}
	end := len(s)
	for _, p := range []string{"'s", "’s", "'S", "’S", "'", "’"} {
		if strings.HasSuffix(s, p) && len(s) > len(p) {
			end = len(s) - len(p)
			break
		}
	}
	at, glued := 0, false
	for at < end {
		n := strings.IndexAny(s[at:end], "-‐‑")
		if n < 0 {
			n = end - at
		}
		if n > 0 {
			u := unit{start: t.Start + at, end: t.Start + at + n, word: true, glued: glued, first: first && !glued}
			u.upper, u.caps = capitals(s[at : at+n])
			f.units = append(f.units, u)
		}
		at += n
		if at < end {
			_, k := utf8.DecodeRuneInString(s[at:])
			at += k
			glued = true
		}
	}
}

func capitals(s string) (upper, caps bool) {
	letters, small := 0, 0
	for i, r := range s {
		if i == 0 {
			upper = unicode.IsUpper(r)
		}
		if unicode.IsLetter(r) {
			letters++
			if !unicode.IsUpper(r) {
				small++
			}
		}
	}
	return upper, letters > 1 && small == 0
}

// smallWords stay in lower case where every other word has a capital.
const smallWords = " a an and as at but by for from in into nor of off on or over per the to up via vs v with after amid as "

func (f *field) readStyle() style {
	words, upper, caps := 0, 0, 0
	for i, u := range f.units {
		if !u.word || u.glued || !u.upper && among(smallWords, f.unitText(i)) {
			continue
		}
		words++
		if u.upper {
			upper++
		}
		if u.caps {
			caps++
		}
	}
	switch {
	case words >= 3 && caps*10 >= words*8:
		return shout
	case words >= 4 && upper*10 >= words*9:
		return title
	}
	return sentence
}

func (f *field) unitText(i int) string { return f.Text[f.units[i].start:f.units[i].end] }

// adjoins reports whether units i and i+1 stand side by side with nothing but
// a blank, a hyphen or nothing between them.
func (f *field) adjoins(i int) bool {
	if i < 0 || i+1 >= len(f.units) {
		return false
	}
	gap := f.Text[f.units[i].end:f.units[i+1].start]
	return len(gap) <= 3 && !strings.ContainsAny(gap, "'’\n")
}

// next returns the word that stands right after unit i in its sentence, or "".
func (f *field) next(i int) string {
	if !f.adjoins(i) || !f.units[i+1].word || f.units[i+1].first {
		return ""
	}
	return f.unitText(i + 1)
}

// prev returns the word that stands right before unit i in its sentence, or "".
func (f *field) prev(i int) string {
	if !f.adjoins(i-1) || !f.units[i-1].word || f.units[i].first {
		return ""
	}
	return f.unitText(i - 1)
}

// unitAt returns the first unit that ends after a byte.
func (f *field) unitAt(b int) int {
	return sort.Search(len(f.units), func(i int) bool { return f.units[i].end > b })
}

func (f *field) take(start, end int) {
	for i := f.unitAt(start); i < len(f.units) && f.units[i].start < end; i++ {
		f.taken[i] = true
	}
}

// bytes returns the byte range of a range of code points.
func (f *field) bytes(from, to int) (start, end int, ok bool) {
	start, ok = f.byteAt(from)
	if !ok || to <= from {
		return 0, 0, false
	}
	end, ok = f.byteAt(to)
	return start, end, ok
}

func (f *field) byteAt(r int) (int, bool) {
	i := sort.Search(len(f.Tokens), func(i int) bool { return f.Tokens[i].RuneStart > r }) - 1
	b, at := 0, 0
	if i >= 0 {
		b, at = f.Tokens[i].Start, f.Tokens[i].RuneStart
	}
	for at < r {
		if b >= len(f.Text) {
			return 0, false
		}
		_, n := utf8.DecodeRuneInString(f.Text[b:])
		b, at = b+n, at+1
	}
	return b, at == r
}

// span returns the bytes [start, end) as a span of the story.
func (f *field) span(start, end int) story.Span {
	i := sort.Search(len(f.Tokens), func(i int) bool { return f.Tokens[i].Start > start }) - 1
	b, at := 0, 0
	if i >= 0 {
		b, at = f.Tokens[i].Start, f.Tokens[i].RuneStart
	}
	from := at + utf8.RuneCountInString(f.Text[b:start])
	s := f.Text[start:end]
	return story.Span{Field: f.Name, Start: from, End: from + utf8.RuneCountInString(s), Text: s}
}
