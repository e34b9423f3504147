// Package gazetteer is a compiled index of the names of places. It is read in
// place from its bytes: nothing is built when it is loaded, and a lookup
// allocates nothing.
//
//	records → Build → bytes → Read → Lookup("SAO PAULO") → São Paulo, its readings ranked
//
// A name is found whatever its diacritics, hyphens and dots, and in capitals
// only; but "nice" is not Nice and "us" is not the U.S. The bytes of the name
// are compared, never a hash alone.
package gazetteer

import (
	"encoding/binary"
	"strconv"
)

// Gazetteer answers what places a name may stand for. It is safe for
// concurrent use.
type Gazetteer struct {
	data    []byte
	places  []byte // records of placeSize bytes
	names   string
	buckets []byte // uint32 offsets into names, one more than there are buckets
	reach   []byte // by hash of a first word: length of the longest name, folded
	links   []byte // records of linkSize bytes, by place
	codes   []feature
	country []country
}

type feature struct {
	class byte
	code  string
}

type country struct {
	code  string
	place int // -1 if there is no record of the country itself
}

// Use says how a name is used for a place.
type Use uint8

const (
	Primary   Use = iota // the name of the place
	Preferred            // what a newsroom means by the name unless told otherwise
	Alternate
	Demonym // "Russian"
	Abbreviation
)

// Trait says what else the word may be.
type Trait uint8

const (
	Common Trait = 1 << iota // an English word: Reading, Nice
	Given                    // a given name: Paris, Chelsea
	Family                   // a family name: Lincoln, Houston
)

// Match is one reading of a name.
type Match struct {
	Place int // for Gazetteer.Place
	Use   Use
	Form  Form
	Trait Trait
}

// Place is a record of the gazetteer.
type Place struct {
	ID         int // GeoNames id; 0 if it has none
	Name       string
	Class      byte   // GeoNames feature class: A, H, L, P, …
	Code       string // GeoNames feature code: PPLC, PCLI, ADM1, …
	Country    string // ISO 3166-1 alpha-2; empty for seas and regions across countries
	Lat, Lon   float64
	HasCoord   bool
	Population int
	Wikidata   string // "Q649"
}

// Len returns the number of places.
func (g *Gazetteer) Len() int { return len(g.places) / placeSize }

// Place returns the record of a place. The index comes from a Match, or is
// below Len.
func (g *Gazetteer) Place(i int) Place {
	r := g.record(i)
	f := g.codes[r[17]]
	return Place{
		ID:         uint24(r),
		Name:       g.nameAt(uint24(r[3:])),
		Class:      f.class,
		Code:       f.code,
		Country:    g.country[r[16]].code,
		Lat:        float64(uint24(r[6:])-coordZero) / coordScale,
		Lon:        float64(uint24(r[9:])-coordZero) / coordScale,
		HasCoord:   uint24(r[6:]) != noCoord,
		Population: int(binary.LittleEndian.Uint32(r[12:])),
		Wikidata:   g.wikidata(i),
	}
}

// Feature returns what a place is and how many live there: what ranking its
// readings needs, for less than Place costs.
func (g *Gazetteer) Feature(i int) (class byte, code string, population int) {
	r := g.record(i)
	f := g.codes[r[17]]
	return f.class, f.code, int(binary.LittleEndian.Uint32(r[12:]))
}

// CountryOf returns the place of the country that a place lies in, or is.
func (g *Gazetteer) CountryOf(i int) (int, bool) {
	c := g.country[g.record(i)[16]].place
	return c, c >= 0
}

// Parent returns the division that a place lies in, directly; at the end the
// country.
func (g *Gazetteer) Parent(i int) (int, bool) {
	r := g.record(i)
	if p := uint24(r[18:]); p != 0 {
		return p - 1, true
	}
	c := g.country[r[16]].place
	return c, c >= 0 && c != i
}

// Within reports whether a place lies in another, at whatever level.
func (g *Gazetteer) Within(inner, outer int) bool {
	for range maxDepth {
		p, ok := g.Parent(inner)
		if !ok {
			return false
		}
		if p == outer {
			return true
		}
		inner = p
	}
	return false
}

// Division returns the first-level division that a place lies in, or is.
func (g *Gazetteer) Division(i int) (int, bool) {
	for range maxDepth {
		if g.codes[g.record(i)[17]].code == "ADM1" {
			return i, true
		}
		p, ok := g.Parent(i)
		if !ok {
			break
		}
		i = p
	}
	return 0, false
}

// Admin returns the names of the divisions that a place lies in, the largest
// first, below the country.
func (g *Gazetteer) Admin(i int) []string {
	var names []string
	for range maxDepth {
		p := uint24(g.record(i)[18:])
		if p == 0 {
			break
		}
		i = p - 1
		names = append([]string{g.nameAt(uint24(g.record(i)[3:]))}, names...)
	}
	return names
}

// Country returns the place of a country by its ISO 3166-1 alpha-2 code.
func (g *Gazetteer) Country(code string) (int, bool) {
	for _, c := range g.country {
		if c.code == code {
			return c.place, c.place >= 0
		}
	}
	return 0, false
}

func (g *Gazetteer) record(i int) []byte { return g.places[i*placeSize : (i+1)*placeSize] }

// nameAt returns the name of the entry at an offset that Read has checked.
func (g *Gazetteer) nameAt(off int) string {
	n := int(g.names[off])
	return g.names[off+entryHead : off+entryHead+n]
}

// wikidata searches the links, which are in order of place.
func (g *Gazetteer) wikidata(i int) string {
	lo, hi := 0, len(g.links)/linkSize
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if uint24(g.links[m*linkSize:]) < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo*linkSize == len(g.links) || uint24(g.links[lo*linkSize:]) != i {
		return ""
	}
	return "Q" + strconv.FormatUint(uint64(binary.LittleEndian.Uint32(g.links[lo*linkSize+3:])), 10)
}
