// Package entity makes entities out of names: Trim cuts what does not belong
// to a name and finds the name again elsewhere in the story, Group puts the
// mentions of one person or organisation together.
//
//	engine's names → Trim → (places are taken out) → Group → entities
package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// span is a name as a range of tokens.
type span struct {
	field      *text.Field
	start, end int // tokens, end excluded
	kind       story.Type
	confidence int
}

func (s span) word(i int) string { return s.field.TokenText(s.start + i) }
func (s span) len() int          { return s.end - s.start }
func (s span) text() string {
	return s.field.Text[s.field.Tokens[s.start].Start:s.field.Tokens[s.end-1].End]
}
func (s span) words() []string { return words(s.field, s.start, s.end) }
func (s span) name() story.Name {
	return story.Name{Span: s.field.Span(s.start, s.end), Type: s.kind, Confidence: s.confidence}
}
func (s span) cut(a, b int) span { s.start, s.end = s.start+a, s.start+b; return s }

func words(f *text.Field, start, end int) []string {
	w := make([]string, 0, end-start)
	for i := start; i < end; i++ {
		w = append(w, f.TokenText(i))
	}
	return w
}

// locate finds the tokens that a name covers, whole tokens where the engine
// cut one. It returns false for a name outside the text.
func locate(doc *text.Doc, n story.Name) (span, bool) {
	f := doc.Field(n.Field)
	if f == nil || n.End <= n.Start {
		return span{}, false
	}
	r := f.Covering(n.Start, n.End)
	return span{f, r.Start, r.End, n.Type, n.Confidence}, r.Start < r.End
}

// Trim cuts titles, honorifics, articles and possessives off the names of an
// engine, drops what cannot be a name, calls a person what a title announces,
// adds the organisations that their own words tell, and finds each name of two
// words or more, and each surname, wherever else it stands in the story. The
// country before a title is left to the text. The result is in the order of the text and free of
// overlaps.
func Trim(doc *text.Doc, names []story.Name) []story.Name {
	spans := organisations(doc)
	small := smallWords(doc)
	for _, n := range names {
		s, ok := locate(doc, n)
		if ok && !(s.len() == 1 && opensWith(s) && small[strings.ToLower(s.word(0))]) {
			spans = append(spans, trim(s)...)
		}
	}
	spans = disjoint(doc, spans)
	spans = disjoint(doc, append(spans, again(doc, spans)...))
	trimmed := make([]story.Name, len(spans))
	for i, s := range spans {
		trimmed[i] = s.name()
	}
	return trimmed
}

// disjoint sorts spans by place and drops those that overlap a longer one, or
// an earlier one as long.
func disjoint(doc *text.Doc, spans []span) []span {
	byLength := slices.Clone(spans)
	slices.SortStableFunc(byLength, func(a, b span) int { return cmp.Compare(b.len(), a.len()) })
	taken := map[*text.Field][]bool{}
	for i := range doc.Fields {
		taken[&doc.Fields[i]] = make([]bool, len(doc.Fields[i].Tokens))
	}
	var kept []span
	for _, s := range byLength {
		used := taken[s.field][s.start:s.end]
		if slices.Contains(used, true) {
			continue
		}
		for i := range used {
			used[i] = true
		}
		kept = append(kept, s)
	}
	order := map[*text.Field]int{}
	for i := range doc.Fields {
		order[&doc.Fields[i]] = i
	}
	slices.SortFunc(kept, func(a, b span) int {
		return cmp.Or(cmp.Compare(order[a.field], order[b.field]), cmp.Compare(a.start, b.start))
	})
	return kept
}

// smallWords are the words that the story also writes without a capital. One
// of them at the head of a sentence is no name: "Troops", "Sources".
func smallWords(doc *text.Doc) map[string]bool {
	small := map[string]bool{}
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for j, t := range f.Tokens {
			w := f.TokenText(j)
			if r, _ := utf8.DecodeRuneInString(w); t.Kind == text.Word && unicode.IsLower(r) {
				small[w] = true
			}
		}
	}
	return small
}

// opensWith reports whether a name stands where any word has a capital.
func opensWith(s span) bool {
	if s.start == 0 || s.field.Tokens[s.start-1].Kind == text.Punct {
		return true
	}
	return s.field.Sentences[s.field.SentenceOf(s.start)].Start == s.start
}
