package authority

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// index holds the rows and finds them by name and by URI. Texts lie one after
// the other in one string, so that a hundred thousand rows are a handful of
// objects to the garbage collector.
type index struct {
	arena string
	rows  []entry
	forms []form    // of the rows, in their order; the first of each row is its name
	names table     // by the keys of their words
	uris  []uint32  // open addressing: rows by URI, plus one
	first filter    // keys of first words
	start [256]bool // bytes that a name begins with, in either case
}

// span is a stretch of the arena.
type span struct {
	at uint32
	n  uint16
}

// entry is a row.
type entry struct {
	uri, name, notes span
	form             uint32 // the first of its forms
	same             uint32 // the first row with this URI, which decides
	line             uint32
	file             uint16
	kind             uint8
}

// form is one way to write the name of a row.
type form struct {
	span
	words  uint8  // that are no punctuation, no 's and no "The" before them
	listed bool   // it stands in the row as it is
	row    uint32 // whose name it is
	next   uint32 // another form with the same key, plus one
}

func (x *index) text(s span) string { return x.arena[s.at : s.at+uint32(s.n)] }

// formsOf are the names of row i.
func (x *index) formsOf(i uint32) []form {
	end := len(x.forms)
	if int(i)+1 < len(x.rows) {
		end = int(x.rows[i+1].form)
	}
	return x.forms[x.rows[i].form:end]
}

func (x *index) byURI(uri string) (row uint32, ok bool) {
	if len(x.uris) == 0 {
		return 0, false
	}
	at := x.slotOf(uri)
	return x.uris[at] - 1, x.uris[at] > 0
}

// slotOf is where a URI is, or may be put.
func (x *index) slotOf(uri string) int {
	h := uint64(fnvBasis)
	for i := range len(uri) {
		h = (h ^ uint64(uri[i])) * fnvPrime
	}
	at := int((h ^ h>>32) & uint64(len(x.uris)-1))
	for x.uris[at] > 0 && x.text(x.rows[x.uris[at]-1].uri) != uri {
		at = (at + 1) & (len(x.uris) - 1)
	}
	return at
}

// builder makes an index of rows.
type builder struct {
	index
	bytes  []byte
	staged []staged // names of the row that is being read
}

// staged is a name that was looked at and is not added yet.
type staged struct {
	name   string
	keys   []key
	words  uint8
	listed bool
}

// expect makes room for the rows of a file.
func (b *builder) expect(data []byte) {
	n := bytes.Count(data, []byte{'\n'}) + 1
	b.bytes = slices.Grow(b.bytes, len(data)+len(data)/4)
	b.rows = slices.Grow(b.rows, n)
	b.forms = slices.Grow(b.forms, 3*n)
}

// begin forgets the names of the row before.
func (b *builder) begin() { b.staged = b.staged[:0] }

// form takes a name of the row that was begun, or says what is wrong with it.
func (b *builder) form(name string) (what, hint string) {
	if what, hint := notName(name); what != "" {
		return what, hint
	}
	if n := b.stage(name, true); n > longest {
		b.staged = b.staged[:len(b.staged)-1]
		return fmt.Sprintf("%q has %d words", name[:cut(name, 80)], n), fmt.Sprintf("a name has %d at most, marks counted", longest)
	}
	return "", ""
}

// stage cuts a name into words as stories are, and returns their number.
func (b *builder) stage(name string, listed bool) int {
	for i := range b.staged {
		if b.staged[i].name == name {
			return 0
		}
	}
	f, n := parsed(name)
	if len(b.staged) < cap(b.staged) {
		b.staged = b.staged[:len(b.staged)+1] // keeps its keys
	} else {
		b.staged = append(b.staged, staged{})
	}
	s := &b.staged[len(b.staged)-1]
	s.name, s.listed, s.words, s.keys = name, listed, 0, s.keys[:0]
	for i, t := range f.Tokens[:n] {
		word := f.TokenText(i)
		s.keys = append(s.keys, keyOf(word))
		if t.Kind != text.Punct && keyOf(word[:1]) != keyOf("'") && !(i == 0 && article(word)) {
			s.words++
		}
	}
	return len(s.keys)
}

// dropSmall leaves out aliases that are another name of the row in small
// letters, such as "gap" beside "Gap": lists for machines that do not look at
// capitals have them, and in a story they are common words.
func (b *builder) dropSmall() {
	for i := len(b.staged) - 1; i > 0; i-- {
		name := b.staged[i].name
		if small(name) && slices.ContainsFunc(b.staged, func(s staged) bool { return s.name != name && strings.EqualFold(s.name, name) }) {
			b.staged = slices.Delete(b.staged, i, i+1)
		}
	}
}

// add adds the row whose names are staged.
func (b *builder) add(uri string, kind uint8, notes string, file, line int) {
	b.dropSmall()
	if types[kind] == story.Organisation {
		for _, s := range b.staged {
			if other := otherComma(s.name); other != "" {
				b.stage(other, false)
			}
		}
	}
	row := uint32(len(b.rows))
	e := entry{
		uri: b.keep(uri), notes: b.keep(notes[:cut(notes, math.MaxUint16)]),
		form: uint32(len(b.forms)), same: row, line: uint32(line), file: uint16(file), kind: kind,
	}
	for i := range b.staged {
		s := &b.staged[i]
		at := b.keep(s.name)
		if i == 0 {
			e.name = at
		}
		if len(s.keys) > longest {
			continue
		}
		b.forms = append(b.forms, form{span: at, words: s.words, listed: s.listed, row: row})
		head := b.names.insert(s.keys)
		b.forms[len(b.forms)-1].next = *head
		*head = uint32(len(b.forms))
		b.begins(s.name)
	}
	b.rows = append(b.rows, e)
}

// otherComma is the name of a company with the comma before its legal form,
// or without it: "Acme, Inc." and "Acme Inc." are one.
func otherComma(name string) string {
	i := strings.LastIndexByte(name, ' ')
	if i < 1 || !legalForm(name[i+1:]) {
		return ""
	}
	if before, ok := strings.CutSuffix(name[:i], ","); ok {
		return before + name[i:]
	}
	return name[:i] + "," + name[i:]
}

// legalForm reports what the name of a company ends in by law.
func legalForm(word string) bool {
	switch strings.ToLower(strings.ReplaceAll(word, ".", "")) {
	case "inc", "corp", "corporation", "incorporated", "ltd", "limited", "llc", "llp", "lp", "plc", "co", "company", "ag", "sa", "se", "nv", "bv",
		"gmbh", "kgaa", "spa", "srl", "ab", "asa", "as", "oy", "oyj", "kk", "pty", "pte", "bhd", "tbk", "sarl", "sas", "ltda":
		return true
	}
	return false
}

func (b *builder) keep(s string) span {
	at := span{uint32(len(b.bytes)), uint16(len(s))}
	b.bytes = append(b.bytes, s...)
	return at
}

// begins notes what a name begins with: as it is, as a capital, and without
// its diacritics. Whatever is not ASCII is rare enough to be looked up always.
func (b *builder) begins(name string) {
	if strings.HasPrefix(name, "The ") {
		b.start['t'] = true
	}
	if name[0] < utf8.RuneSelf && b.start[name[0]] {
		return // with its capital
	}
	r, _ := utf8.DecodeRuneInString(name)
	for _, s := range []string{string(r), strings.ToUpper(string(r)), stripped(string(r)), strings.ToUpper(stripped(string(r)))} {
		if s != "" {
			b.start[s[0]] = true
		}
	}
	for c := utf8.RuneSelf; c < len(b.start); c++ {
		b.start[c] = true
	}
}

// done makes the index that is searched.
func (b *builder) done() index {
	x := b.index
	x.arena = string(b.bytes)
	size := 16
	for size < 2*len(x.rows) {
		size *= 2
	}
	x.uris = make([]uint32, size)
	for i := range x.rows {
		at := x.slotOf(x.text(x.rows[i].uri))
		if x.uris[at] == 0 {
			x.uris[at] = uint32(i) + 1
		}
		x.rows[i].same = x.uris[at] - 1
	}
	x.names.trim()
	x.first = x.names.firstWords()
	x.rows, x.forms = slices.Clone(x.rows), slices.Clone(x.forms) // no larger than they are
	return x
}
