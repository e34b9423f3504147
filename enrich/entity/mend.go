package entity

import (
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Mend joins what a tagger has cut in two, and calls a company's short form one
// of a company. One of the corpora that it learnt
// from cuts an organisation at a name inside it, so that it says "Communist"
// and "Party". An organisation that is nothing but such a word is part of the
// name before it, unless that is a country or its adjective, which may well
// stand before it as what it is: "Kenya" and "Army". Days and months are no
// names, and storms no people.
func Mend(doc *text.Doc, names []story.Name) []story.Name {
	var mended []span
	for _, n := range names {
		s, ok := locate(doc, n)
		if !ok || s.len() == 1 && calendar[strings.ToLower(s.word(0))] {
			continue
		}
		if s.len() > 1 && storms[strings.ToLower(s.word(0))] {
			s.kind = story.Other
		}
		if k := len(mended) - 1; k >= 0 && adjoin(mended[k], s) && bareWord(s) && !national(mended[k]) {
			mended[k].end = s.end
			mended[k].kind = story.Organisation
			mended[k].confidence = min(mended[k].confidence, s.confidence)
			continue
		}
		mended = append(mended, s)
	}
	companies(mended)
	out := make([]story.Name, len(mended))
	for i, s := range mended {
		out[i] = s.name()
	}
	return out
}

// storms are the words that announce the name of one, which a tagger that does
// not know it takes for a person's.
var storms = set(`hurricane typhoon cyclone storm`)

// adjoin reports that nothing but white space stands between two names.
func adjoin(a, b span) bool { return a.field == b.field && a.end == b.start }

// national reports a place or the adjective of a nation.
func national(s span) bool {
	w := strings.ToLower(s.word(0))
	return s.kind == story.Location || s.len() == 1 && nations[w] && !peoples[w]
}

// bareWord reports an organisation that is one word for organisations.
func bareWord(s span) bool {
	return s.kind == story.Organisation && s.len() == 1 && upper(s.word(0)) && organisationWord(s.word(0))
}
