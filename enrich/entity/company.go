package entity

import (
	"strings"

	"dateline/enrich/story"
)

// shortOfCompany is the confidence of a short form that is taken for its
// company: "Burlington" in a story of Burlington Industries Inc. It is not
// counted, for the development stories have only a few; it is high enough to be
// given and low enough for the tagger of places to overrule it.
const shortOfCompany = 85

// companies calls by its company what a tagger took for the town of the same
// name: a story that names Burlington Industries Inc means it by Burlington,
// unless "in", "from" or the like stands before it or a comma behind it.
func companies(names []span) {
	heads := map[string]bool{}
	for _, n := range names {
		if n.kind == story.Organisation && n.len() > 1 && suffixes[strings.ToLower(strings.TrimSuffix(n.word(n.len()-1), "."))] {
			heads[n.word(0)] = true
		}
	}
	if len(heads) == 0 {
		return
	}
	for i := range names {
		if n := &names[i]; n.kind == story.Location && n.len() == 1 && heads[n.word(0)] && !n.located() {
			n.kind, n.confidence = story.Organisation, shortOfCompany
		}
	}
}

// located reports that the words around a name say that it is a place.
func (s span) located() bool {
	f := s.field
	if s.start > 0 {
		switch strings.ToLower(f.TokenText(s.start - 1)) {
		case "in", "at", "from", "near", "around", "outside", "to", "into", "through", "across", "of":
			return true
		}
	}
	return s.end < len(f.Tokens) && f.TokenText(s.end) == ","
}
