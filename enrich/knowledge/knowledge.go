// Package knowledge is a compiled index of people and organisations that have
// a Wikidata item: what they are called, what they are, where they belong. It
// is read in place from its bytes: nothing is built when it is loaded, and a
// lookup allocates nothing but what it appends.
//
//	records → Build → bytes → Read → Lookup("Sergei Lavrov") → Sergey Lavrov, minister of foreign affairs, RU
//
// A name is found whatever its diacritics, hyphens and dots; a person's name
// in other transliterations too, and in the other order of its words where
// the family name comes first. The bytes of a name are compared, never a hash
// alone. It does not decide: that is the business of package link.
package knowledge

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/enrich/gazetteer"
)

// Type of a record.
type Type uint8

const (
	Person Type = iota
	Organisation
)

// Use says what a name is to its record, the surest first.
type Use uint8

const (
	Primary  Use = iota // its name
	Alias               // another name that means it
	Short               // the name without its legal form, its "F.C.", an initial
	Surname             // the family name alone of somebody very well known
	Initials            // an acronym that others may have too
	TeamOf              // a place and a sport: "England cricket" is its team, in the tables of that sport
)

// Symbol is what a company's shares are traded under.
type Symbol struct{ Ticker, Exchange string }

// Record is a person or an organisation.
type Record struct {
	ID         uint32 // the number of the Wikidata item: 6279 of Q6279
	Type       Type
	Name       string
	Aliases    []Name
	Countries  []string // ISO 3166-1 alpha-2
	Note       string   // what it is, most important first: "minister of foreign affairs, RU"
	Born, Died int      // years of a person; 0 if not known, or living
	Popularity int      // 0–255: 16·log2(1 + number of Wikipedias that have an article, or as many as that is worth)
	Symbols    []Symbol
}

// Name is one of a record's names besides Record.Name.
type Name struct {
	Text string
	Use  Use
}

// URI of the Wikidata item with a number.
func URI(id uint32) string {
	return "http://www.wikidata.org/entity/Q" + strconv.FormatUint(uint64(id), 10)
}

// Base answers who or what a name may stand for. It is safe for concurrent
// use.
type Base struct {
	records []byte // of recordSize bytes
	names   string
	buckets []byte // uint32 offsets into names, one more than there are buckets
	sounds  []byte // soundSize each, in order of hash
	notes   string
	sets    []string // of countries: "FR DE"
	symbols []string // "TM NYSE,7203 TSE"
}

// Match is one reading of a name.
type Match struct {
	Record int // for Base.Record and its shorter sisters
	Use    Use
	Sound  bool // it is spelt otherwise and sounds the same
	Order  bool // its words are in another order
	Common int  // 0–255: 8·log2(1 + how many of a million people may be expected to bear the name); of an organisation, commonWord or more if its name is a word or a surname
}

// CommonWord is Match.Common of an organisation whose name is an ordinary
// word or the name of people too.
const CommonWord = 128

// Len returns the number of records.
func (b *Base) Len() int { return len(b.records) / recordSize }

// Record returns a record without its aliases. The index comes from a Match,
// or is below Len.
func (b *Base) Record(i int) Record {
	r := b.record(i)
	return Record{
		ID: b.ID(i), Type: b.Type(i), Name: b.Name(i), Countries: strings.Fields(b.Countries(i)), Note: b.Note(i),
		Born: int(int16(binary.LittleEndian.Uint16(r[12:]))), Died: b.Died(i), Popularity: b.Popularity(i), Symbols: b.Symbols(i),
	}
}

// ID returns the number of the Wikidata item.
func (b *Base) ID(i int) uint32 { return binary.LittleEndian.Uint32(b.record(i)) }

// Type returns what sort of record it is.
func (b *Base) Type(i int) Type { return Type(b.record(i)[17] & 1) }

// Name returns the record's name.
func (b *Base) Name(i int) string { return b.nameAt(uint24(b.record(i)[4:])) }

// Countries returns the codes of its countries, separated by blanks.
func (b *Base) Countries(i int) string {
	return b.sets[binary.LittleEndian.Uint16(b.record(i)[10:])]
}

// Note returns what it is.
func (b *Base) Note(i int) string { return b.noteAt(uint24(b.record(i)[7:])) }

// Died returns the year of a person's death, 0 if not known or living.
func (b *Base) Died(i int) int { return int(int16(binary.LittleEndian.Uint16(b.record(i)[14:]))) }

// Popularity returns how well known it is, 0–255 as in Record.
func (b *Base) Popularity(i int) int { return int(b.record(i)[16]) }

// Symbols returns what its shares are traded under.
func (b *Base) Symbols(i int) []Symbol {
	var list []Symbol
	for s := range strings.SplitSeq(b.symbols[binary.LittleEndian.Uint16(b.record(i)[18:])], ",") {
		if ticker, exchange, _ := strings.Cut(s, " "); ticker != "" {
			list = append(list, Symbol{ticker, exchange})
		}
	}
	return list
}

func (b *Base) record(i int) []byte { return b.records[i*recordSize : (i+1)*recordSize] }

// nameAt returns the name of the entry at an offset that Read has checked.
func (b *Base) nameAt(off int) string {
	n := int(b.names[off])
	return b.names[off+entryHead : off+entryHead+n]
}

func (b *Base) noteAt(off int) string {
	n := int(b.notes[off])
	return b.notes[off+1 : off+1+n]
}

// key appends the form in which names are compared. What a trade mark has
// beyond letters is left out: "Yahoo!" is yahoo.
func key(dst []byte, name string) ([]byte, bool) {
	if !plain(name) {
		name = strings.Map(func(r rune) rune {
			if strings.ContainsRune(odd, r) {
				return -1
			}
			return r
		}, name)
	}
	return gazetteer.AppendKey(dst, name)
}

const odd = "!?+*\"“”®™:;"

// plain reports whether a name is in ASCII, as most are, and has nothing odd.
func plain(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case c >= utf8.RuneSelf, c < 'A' && (c == '!' || c == '?' || c == '+' || c == '*' || c == '"' || c == ':' || c == ';'):
			return false
		}
	}
	return true
}
