package link

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// longestName is how many words a name of the base may have to be found from
// the place that it begins with.
const longestName = 8

// longer finds the organisation whose whole name begins with a mention of a
// place: "New York Stock Exchange", "Mongolia national football team". Where
// names has a part of it, it stays in parts, as "U.S. Geological Survey" is
// filed by many.
func (l *Linker) longer(f *text.Field, names []story.Name, m story.Mention) (story.Span, bool) {
	r := f.Covering(m.Start, m.End)
	if m.Kind == story.KindDateline || r.Start >= r.End {
		return story.Span{}, false
	}
	sentence := f.Sentences[f.SentenceOf(r.Start)]
	var store [8]knowledge.Match
	for end := min(r.Start+longestName, sentence.End); end > r.End; end-- {
		span := f.Span(r.Start, end)
		if !startsWord(f, end-1) {
			continue
		}
		for _, found := range l.base.Lookup(span.Text, store[:0]) {
			if l.base.Type(found.Record) == knowledge.Organisation && found.Use <= knowledge.Alias &&
				(capitalised(span.Text) || span.Text == l.base.Name(found.Record)) {
				return span, !touched(names, span)
			}
		}
	}
	return story.Span{}, false
}

func startsWord(f *text.Field, i int) bool {
	r, _ := utf8.DecodeRuneInString(f.TokenText(i))
	return unicode.IsLetter(r)
}

// capitalised reports that every word but the smallest begins with a capital.
func capitalised(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if !startsUpper(w) && len(w) > 3 {
			return false
		}
	}
	return true
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// touched reports that a name lies in a span.
func touched(names []story.Name, span story.Span) bool {
	return slices.ContainsFunc(names, func(n story.Name) bool {
		return n.Field == span.Field && n.Start < span.End && span.Start < n.End
	})
}
