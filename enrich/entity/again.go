package entity

import (
	"strings"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// again finds names that the engine saw once wherever else they stand in the
// story: a name of two words or more as it is, and the surname of a person
// alone, which may come first.
func again(doc *text.Doc, spans []span) []span {
	type form struct {
		words []string
		kind  story.Type
		sure  int
	}
	byFirst := map[string][]form{}
	known := map[string]bool{}
	learn := func(w []string, kind story.Type, sure int) {
		key := strings.Join(w, " ")
		if !known[key] && len(byFirst[w[0]]) < most {
			known[key] = true
			byFirst[w[0]] = append(byFirst[w[0]], form{w, kind, sure})
		}
	}
	for _, s := range spans {
		if s.len() < 2 || s.kind == story.Location {
			continue
		}
		w := s.words()
		learn(w, s.kind, s.confidence)
		if last := w[len(w)-1]; s.kind == story.Person && utf8.RuneCountInString(last) > 2 && upper(last) {
			learn([]string{last}, s.kind, s.confidence)
		}
		if s.kind == story.Person && familyFirst[strings.ToLower(w[0])] {
			learn(w[:1], s.kind, s.confidence)
		}
	}
	var found []span
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for at := range f.Tokens {
			for _, form := range byFirst[f.TokenText(at)] {
				if at+len(form.words) <= len(f.Tokens) && same(f, at, form.words) && alone(f, at, at+len(form.words)) {
					found = append(found, span{f, at, at + len(form.words), form.kind, form.sure})
				}
			}
		}
	}
	return found
}

func same(f *text.Field, at int, words []string) bool {
	for i, w := range words {
		if f.TokenText(at+i) != w {
			return false
		}
	}
	return true
}

// alone reports that no other capitalised word stands next to the name: in
// "Kim Clijsters", Kim is not the Kim of the story.
func alone(f *text.Field, start, end int) bool {
	if end-start > 1 {
		return true
	}
	capital := func(i int) bool {
		return i >= 0 && i < len(f.Tokens) && f.Tokens[i].Kind == text.Word && upper(f.TokenText(i)) && !title(f.TokenText(i))
	}
	firstOfSentence := start == 0 || f.Tokens[start-1].Kind == text.Punct
	return !capital(end) && (firstOfSentence || !capital(start-1))
}
