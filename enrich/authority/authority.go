// Package authority knows a newsroom's own people, organisations and other
// things: rows of CSV or JSON Lines files that say what something is called,
// what it is and which URI it has. It finds their names in the text of a
// story, before and above what the tagger of names finds.
//
//	files → rows (csv.go, jsonl.go, row.go) → Set (index.go)
//	Doc, names of the tagger → Find (find.go, doubt.go, settle.go) → names
//	entities of these names → Assign (assign.go) → entities with a URI
//
// A Set takes about 280 bytes a row with two aliases, its text included
// (BenchmarkLoad measures it). It is not changed once it is loaded.
package authority

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"dateline/enrich/story"
)

// Entry is a row of a file.
type Entry struct {
	URI     string
	Type    story.Type // Person, Organisation or Other
	Name    string
	Aliases []string // without those that are the name again, also in small letters
	Notes   string
	File    string // as the configuration names it
	Line    int    // from 1
}

// Where says where the row stands: "people.csv:17".
func (e Entry) Where() string { return e.File + ":" + strconv.Itoa(e.Line) }

// Set is what all files of a configuration hold. A nil Set is empty. It is
// safe for concurrent use.
type Set struct {
	index
	files []file
	sum   string
}

// file is a file that was read, and what tells that it was changed since.
type file struct {
	path string
	stamp
}

// Len is the number of rows.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.rows)
}

// Sum is the beginning of the checksum of all that was read, in the order of
// the files: the same bytes tag the same way.
func (s *Set) Sum() string {
	if s == nil {
		return ""
	}
	return s.sum
}

// String says how much was read: "3 files, 120,431 entries".
func (s *Set) String() string {
	if s == nil {
		return "none"
	}
	return plural(len(s.files), "file", "files") + ", " + plural(len(s.rows), "entry", "entries")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes a number with commas between the thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Entry returns the row that a URI came from. Of rows with the same URI it is
// the first, which decides on name and type.
func (s *Set) Entry(uri string) (Entry, bool) {
	if s == nil {
		return Entry{}, false
	}
	i, ok := s.byURI(uri)
	if !ok {
		return Entry{}, false
	}
	return s.entry(i), true
}

// All yields every row in the order of the files.
func (s *Set) All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := range s.Len() {
			if !yield(s.entry(uint32(i))) {
				return
			}
		}
	}
}

// entry is row i as others see it.
func (s *Set) entry(i uint32) Entry {
	r := &s.rows[i]
	e := Entry{
		URI: s.text(r.uri), Type: types[r.kind], Name: s.text(r.name), Notes: s.text(r.notes),
		File: s.files[r.file].path, Line: int(r.line),
	}
	for _, f := range s.formsOf(i)[1:] { // the first is the name
		if f.listed {
			e.Aliases = append(e.Aliases, s.text(f.span))
		}
	}
	return e
}

// checksum adds up the checksums of files.
func checksum(sums [][sha256.Size]byte) string {
	h := sha256.New()
	for _, sum := range sums {
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// types by the number that a row keeps.
var types = [...]story.Type{story.Person, story.Organisation, story.Other}

func kindOf(t story.Type) (uint8, error) {
	for i, known := range types {
		if t == known {
			return uint8(i), nil
		}
	}
	return 0, fmt.Errorf("%q is not a type", t)
}
