package authority

import (
	"cmp"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Confidence of a listed name. Nobody counted them: a person has listed the
// name, and what doubt is left is that the words mean another bearer of it, or
// nothing. Both stand where the tagger of places takes a name for sure, so that
// an organisation that is called Paris is no place.
const (
	sureOfMany = 99 // two words or more
	sureOfOne  = 97
)

// Confidences from which the tagger's word stands. They are calibrated: of a
// hundred such names, so many are right and more.
const (
	// For a longer name with the listed one in it, "Reserve Bank of Norland".
	// Chosen, not counted: less sure ones are often cut in the wrong place.
	sureOfLonger = 70
	// For a name of one word that is of another type here, "in Jordan".
	sureOfType = 90
)

// Found is what Find found in a story.
type Found struct {
	set     *Set
	names   []story.Name
	matches map[story.Span]*match
}

// Names are the names of the story in the order of its text: the tagger's, and
// in place of those that overlap them, the listed ones. They are to be given to
// the tagger of places, to which everything listed is an organisation or a
// person; Settle says what they are in truth.
func (f *Found) Names() []story.Name { return f.names }

// settle decides which matches stand, and puts them among the names.
func (f *Found) settle(doc *text.Doc, matches []match, tagged bool) {
	theirs := newClaims(doc, f.names)
	named, inFull := map[uint32]bool{}, map[uint32]bool{} // rows that the story names beyond doubt, or by several words
	kept := make([]*match, 0, len(matches))
	for i := range matches {
		m := &matches[i]
		if f.set.company(m) {
			extend(&doc.Fields[m.field], m)
		}
		if m.doubt == none && m.words == 1 && !tagged && !distinct(doc.Fields[m.field].TokenText(m.start)) {
			m.doubt = anyWord
		}
		if !theirs.permit(m) {
			continue
		}
		kept = append(kept, m)
		if m.doubt == none && !theirs.otherwise(f.set, m) {
			for _, row := range m.rows {
				named[row] = true
				inFull[row] = inFull[row] || m.words > 1
			}
		}
	}
	kept = slices.DeleteFunc(kept, func(m *match) bool {
		among := func(rows map[uint32]bool) bool {
			return slices.ContainsFunc(m.rows, func(row uint32) bool { return rows[row] })
		}
		switch m.doubt {
		case anyWord:
			return !among(named) && !theirs.within(m)
		case partOf, common:
			return !theirs.within(m)
		}
		return !among(inFull) && theirs.otherwise(f.set, m)
	})
	f.matches = make(map[story.Span]*match, len(kept))
	var listed []story.Name
	for _, m := range kept {
		name, ok := f.name(doc, m, theirs)
		if !ok {
			continue
		}
		theirs.drop(m)
		m.found = name
		f.matches[name.Span] = m
		if name.Type == story.Other { // which the tagger of places would not heed
			name.Type = story.Organisation
		}
		listed = append(listed, name)
	}
	f.names = merge(doc, theirs.left(), listed)
}

// name is the name that a match gives. Where it may name several, those count
// that are of the type that the tagger has seen; where even that does not tell,
// it is a name without a row, if all are of one type.
func (f *Found) name(doc *text.Doc, m *match, theirs *claims) (story.Name, bool) {
	n := story.Name{Span: doc.Fields[m.field].Span(m.start, m.end), Confidence: sureOfMany}
	if m.words == 1 {
		n.Confidence = sureOfOne
	}
	if len(m.rows) > 1 && len(m.rows) < mostBearers {
		if their := theirs.same(m); their != nil {
			ofType := slices.Clone(m.rows)
			ofType = slices.DeleteFunc(ofType, func(row uint32) bool { return types[f.set.rows[row].kind] != their.Type })
			if len(ofType) > 0 {
				m.rows = ofType
			}
		}
	}
	n.Type = types[f.set.rows[m.rows[0]].kind]
	if len(m.rows) == 1 {
		return n, true
	}
	for _, row := range m.rows {
		if types[f.set.rows[row].kind] != n.Type {
			return n, false
		}
	}
	return n, true
}

// Settle gives the names that are no places the type that is listed for them.
func (f *Found) Settle(rest []story.Name) []story.Name {
	if len(f.matches) == 0 {
		return rest
	}
	for i := range rest {
		if m := f.matches[rest[i].Span]; m != nil {
			rest[i] = m.found
		}
	}
	return rest
}

// company reports a match that can only be an organisation.
func (s *Set) company(m *match) bool {
	return !slices.ContainsFunc(m.rows, func(row uint32) bool { return types[s.rows[row].kind] != story.Organisation })
}

// extend takes in the legal form that follows the name of a company: "Inc.",
// ", Ltd."
func extend(f *text.Field, m *match) {
	end := m.end
	if end < len(f.Tokens) && f.TokenText(end) == "," {
		end++
	}
	last := f.Sentences[f.SentenceOf(m.start)].End
	if end < last && capitalOrPlc(f.TokenText(end)) && legalForm(f.TokenText(end)) && f.Tokens[end].SpaceBefore {
		m.end = end + 1
		if m.doubt == partOf { // that was the word beside it
			m.doubt = none
		}
	}
}

func capitalOrPlc(word string) bool {
	return capitalised(word) || word == "plc" || strings.HasSuffix(word, "mbH")
}

// merge puts listed names among the others, in the order of the text.
func merge(doc *text.Doc, others, listed []story.Name) []story.Name {
	all := append(others, listed...)
	order := make(map[string]int, len(doc.Fields))
	for i, f := range doc.Fields {
		order[f.Name] = i
	}
	slices.SortStableFunc(all, func(a, b story.Name) int {
		return cmp.Or(cmp.Compare(order[a.Field], order[b.Field]), cmp.Compare(a.Start, b.Start))
	})
	return all
}
