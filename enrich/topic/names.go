package topic

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// nameReach is how many tokens from a name the word beside it may stand.
const nameReach = 3

// Kinds of names. What stands beside a name speaks for a topic whoever is named:
// "NAME resigned", "shares of NAME". It lets a model read of people it never saw.
const (
	kindPerson = iota + 1
	kindOrganisation
	kindOther
	kindPlace
	kindDemonym
)

// named is a name in the tokens [first, last) of a field.
type named struct {
	field, first, last int32
	kind               uint64
}

// note sets s.known to the names in the story, in the order of the text.
func (s *scratch) note(doc *text.Doc, known Known) {
	s.known = s.known[:0]
	add := func(m story.Mention, kind uint64) {
		for i := range doc.Fields {
			if f := &doc.Fields[i]; f.Name == m.Field {
				r := f.Covering(m.Start, m.End)
				s.known = append(s.known, named{int32(i), int32(r.Start), int32(r.End), kind})
			}
		}
	}
	for _, e := range known.Entities {
		kind := uint64(kindOther)
		switch e.Type {
		case story.Person:
			kind = kindPerson
		case story.Organisation:
			kind = kindOrganisation
		}
		for _, m := range e.Mentions {
			add(m, kind)
		}
	}
	for _, p := range known.Places {
		for _, m := range p.Mentions {
			if m.Kind == story.KindDemonym {
				add(m, kindDemonym)
			} else {
				add(m, kindPlace)
			}
		}
	}
	slices.SortFunc(s.known, func(a, b named) int {
		return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), cmp.Compare(a.kind, b.kind))
	})
}

// readNames appends to s.all, which holds words and pairs so far, the words beside
// names, each together with the kind of name.
func (s *scratch) readNames() {
	words := int32(len(s.all))
	at := int32(0) // the first that ends after the name begins
	for _, n := range s.known {
		for at < words && (s.all[at].field < n.field || s.all[at].field == n.field && s.all[at].last <= n.first) {
			at++
		}
		if at > 0 {
			before := at - 1
			if s.all[before].left >= 0 {
				before = s.all[before].right
			}
			if w := s.all[before]; w.field == n.field && w.last+nameReach >= n.first {
				s.beside(before, n, pair(w.hash, n.kind))
			}
		}
		for after := at; after < words; after++ {
			w := s.all[after]
			if w.field > n.field || w.first > n.last+nameReach {
				break
			}
			if w.left < 0 && w.first >= n.last {
				s.beside(after, n, pair(n.kind, w.hash))
				break
			}
		}
	}
}

func (s *scratch) beside(word int32, n named, hash uint64) {
	w := s.all[word]
	s.all = append(s.all, occurrence{hash: hash, field: n.field, first: min(w.first, n.first), last: max(w.last, n.last), left: word, right: word, name: true})
}
