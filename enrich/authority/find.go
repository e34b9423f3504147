package authority

import (
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// match is a listed name in the text: the tokens [start, end) of a field.
type match struct {
	field      int // its index in the document
	start, end int
	rows       []uint32 // what it may name, rows with the same URI counted once, mostBearers of them at most
	words      int
	byName     bool // it is the name of a row, and not only an alias
	doubt      doubt
	found      story.Name // what becomes of it
}

// Find finds the names of the Set in a story. names are what the tagger found;
// tagged is false where it did not look, because the story is in a language
// that it does not know. See Found for what comes of it.
//
// A name is found where all of its words are, one after the other, in the text
// of one sentence. Capitals, typographic marks, dots and diacritics may differ
// in a name of two words or more, as long as no word has lost its capital; a
// name of one word must be written as it is listed, but for diacritics that a
// wire left out. Of names that begin at the same word the longest counts.
func (s *Set) Find(doc *text.Doc, names []story.Name, tagged bool) *Found {
	found := &Found{set: s, names: names}
	if s.Len() == 0 {
		return found
	}
	var matches []match
	for i := range doc.Fields {
		matches = s.scan(matches, &doc.Fields[i], i)
	}
	if len(matches) > 0 {
		found.settle(doc, matches, tagged)
	}
	return found
}

// scan adds the matches of a field.
func (s *Set) scan(matches []match, f *text.Field, field int) []match {
	for i := 0; i < len(f.Tokens); {
		at := f.Tokens[i].Start
		if !s.start[f.Text[at]] {
			i++
			continue
		}
		k := join(0, keyOf(f.TokenText(i)))
		if !s.first.may(k) {
			i++
			continue
		}
		m := match{field: field, start: i}
		if !s.longest(&m, f, k) {
			i++
			continue
		}
		matches = append(matches, m)
		i = m.end
	}
	return matches
}

// longest completes the match that begins with the word of key k, if there is
// one.
func (s *Set) longest(m *match, f *text.Field, k key) bool {
	var ends [longest]uint32 // form, plus one, by number of words
	n := 0
	for {
		slot := s.names.find(k)
		ends[n] = slot.form
		n++
		if slot.state&goesOn == 0 || n == longest || m.start+n == len(f.Tokens) {
			break
		}
		k = join(k, keyOf(f.TokenText(m.start+n)))
	}
	for ; n > 0; n-- {
		if ends[n-1] == 0 || !together(f, m.start, m.start+n) {
			continue
		}
		if m.end = m.start + n; s.fits(m, f, ends[n-1]) {
			return true
		}
	}
	return false
}

// together reports that the tokens are of one sentence. The dot of an
// abbreviation may have been taken for its end.
func together(f *text.Field, start, end int) bool {
	for {
		last := f.Sentences[f.SentenceOf(start)].End
		if last >= end {
			return true
		}
		if word := f.TokenText(last - 1); len(word) < 2 || word[len(word)-1] != '.' {
			return false
		}
		start = last
	}
}

// mostBearers is how many rows are looked at that have the same name. Of more,
// such as all Smiths of a large list, no type tells one.
const mostBearers = 32

// fits sets what a match may name, of the forms that share its key: those that
// are written as it is, if there are any, or else those that may be written so.
func (s *Set) fits(m *match, f *text.Field, last uint32) bool {
	written := f.Text[f.Tokens[m.start].Start:f.Tokens[m.end-1].End]
	best := unlike
	for at := last; at > 0 && !(best == same && len(m.rows) == mostBearers); at = s.forms[at-1].next {
		form := &s.forms[at-1]
		name := s.text(form.span)
		like := same
		if name != written {
			like = alike(name, written, form.words <= 1)
		}
		if like == unlike || like < best {
			continue
		}
		if like > best {
			best, m.rows, m.byName = like, m.rows[:0], false
		}
		m.words = int(form.words)
		m.byName = m.byName || form.span == s.rows[form.row].name
		if row := s.rows[form.row].same; len(m.rows) < mostBearers && !slices.Contains(m.rows, row) {
			m.rows = append(m.rows, row)
		}
	}
	if best == unlike {
		return false
	}
	slices.Sort(m.rows)
	if f.TokenText(m.start) == "the" && m.end-m.start > 1 {
		m.start++ // it is no part of the name in running text
	}
	if m.words <= 1 {
		m.words = 1
		m.doubt = s.doubtful(m, f, best)
	}
	return true
}

// likeness of a name in a story to one that is listed with the same key.
type likeness int

const (
	unlike  likeness = iota
	shouted          // one word, in capitals here
	loose            // several words, with other capitals or diacritics
	same             // but for typographic marks, dots, and diacritics left out
)

// alike compares a name with what is written, which has the same key.
func alike(name, written string, oneWord bool) likeness {
	name, written = smallArticle(plain(oneBlank(name))), smallArticle(plain(oneBlank(written)))
	if name == written || stripped(name) == written {
		return same
	}
	if oneWord {
		if inShout(name, written) {
			return shouted
		}
		return unlike
	}
	if capitalsKept(name, written) {
		return loose
	}
	return unlike
}
