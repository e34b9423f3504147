package text

import (
	"iter"
	"sort"
	"unicode/utf8"

	"dateline/enrich/story"
)

// SpanBytes returns the bytes [start, end) of the field as a span of the
// story, for names that are less than a token: "China" in "China-US". Both
// must stand where a character begins or the text ends.
func (f *Field) SpanBytes(start, end int) story.Span {
	s := story.Span{Field: f.Name, Start: f.runesBefore(start), Text: f.Text[start:end]}
	s.End = s.Start + utf8.RuneCountInString(s.Text)
	return s
}

func (f *Field) runesBefore(at int) int {
	i := sort.Search(len(f.Tokens), func(i int) bool { return f.Tokens[i].Start > at }) - 1
	if i < 0 {
		return utf8.RuneCountInString(f.Text[:at])
	}
	t := f.Tokens[i]
	return t.RuneStart + utf8.RuneCountInString(f.Text[t.Start:at])
}

// Covering returns the tokens that overlap the code points [start, end).
func (f *Field) Covering(start, end int) Range {
	first := sort.Search(len(f.Tokens), func(i int) bool { return f.Tokens[i].RuneEnd > start })
	n := sort.Search(len(f.Tokens)-first, func(i int) bool { return f.Tokens[first+i].RuneStart >= end })
	return Range{first, first + n}
}

// Parts yields the bytes [start, end) of the parts of token i that hyphens
// hold together: "Russia" and "China" of "Russia-China".
func (f *Field) Parts(i int) iter.Seq2[int, int] {
	t := f.Tokens[i]
	return func(yield func(int, int) bool) {
		start := t.Start
		for j := t.Start; j < t.End; j++ {
			n := hyphen(f.Text, j)
			if n == 0 || t.Kind == Link {
				continue
			}
			if j > start && !yield(start, j) {
				return
			}
			start = j + n
			j = start - 1
		}
		if start < t.End {
			yield(start, t.End)
		}
	}
}

// SentenceOf returns the index of the sentence that token i is in.
func (f *Field) SentenceOf(i int) int {
	return sort.Search(len(f.Sentences), func(j int) bool { return f.Sentences[j].End > i })
}
