package gazetteer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"unsafe"
)

// A compiled gazetteer, all numbers little-endian:
//
//	magic "DLGZ" | version u32 | CRC-32C of all that follows u32 | length u32 of each section
//	codes      lines "P PPLC\n": feature classes and codes, numbered by line
//	countries  "RU" and its place u24 (all ones: no record), each; the first is "\0\0", no country
//	places     id u24 | name: offset in names u24 | lat u24 | lon u24 | population u32 | country u8 | code u8 | parent+1 u24
//	links      place u24 | number of the Wikidata item u32, in order of place
//	reach      65536 u8: by hash of a first word, the length of the longest folded name that starts with it
//	buckets    u32 offsets in names by hash of the folded name, a power of two and one more
//	names      length u8 | traits u8 | readings u8 | the name | each reading u24: place in 20 bits, use in 4
const (
	magic   = "DLGZ"
	packed  = "\x1f\x8b" // how a file of gzip starts, RFC 1952
	version = 1

	placeSize   = 21
	linkSize    = 7
	countrySize = 5
	entryHead   = 3
	reachSize   = 1 << 16
	headSize    = 12 + 4*sectionCount

	maxPlaces  = 1 << 20 // a reading has 20 bits for it
	coordScale = 1e4     // 11 m at the equator
	coordZero  = 1 << 23
	noCoord    = 0
	noPlace    = 1<<24 - 1
	maxDepth   = 6 // of divisions; GeoNames has five below the country
)

const (
	secCodes = iota
	secCountries
	secPlaces
	secLinks
	secReach
	secBuckets
	secNames
	sectionCount
)

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// Read opens a compiled gazetteer. It checks every offset in it, so that no
// lookup can read past the end, and keeps data: do not change it afterwards.
func Read(data []byte) (*Gazetteer, error) {
	switch {
	case len(data) == 0:
		return nil, errors.New("gazetteer is empty")
	case bytes.HasPrefix(data, []byte(packed)):
		return nil, errors.New("not a gazetteer but a file packed by gzip: unpack it")
	case !bytes.HasPrefix(data, []byte(magic)[:min(len(data), len(magic))]):
		return nil, fmt.Errorf("not a gazetteer: it starts with %q, not %q", data[:min(len(data), len(magic))], magic)
	case len(data) < headSize:
		return nil, fmt.Errorf("gazetteer is cut off: %d bytes, its head alone has %d", len(data), headSize)
	}
	if v := binary.LittleEndian.Uint32(data[4:]); v != version {
		return nil, fmt.Errorf("gazetteer has version %d, this program reads %d", v, version)
	}
	var sec [sectionCount][]byte
	at := headSize
	for i := range sec {
		n := int(binary.LittleEndian.Uint32(data[12+4*i:]))
		if n > len(data)-at {
			return nil, fmt.Errorf("gazetteer is cut off: section %d at offset %d has %d bytes, %d are left", i, at, n, len(data)-at)
		}
		sec[i] = data[at : at+n]
		at += n
	}
	if at != len(data) {
		return nil, fmt.Errorf("gazetteer has %d bytes too many at offset %d", len(data)-at, at)
	}
	if want, got := binary.LittleEndian.Uint32(data[8:]), crc32.Checksum(data[12:], crcTable); want != got {
		return nil, fmt.Errorf("gazetteer is damaged: checksum %08x, stated at offset 8 as %08x", got, want)
	}
	g := &Gazetteer{places: sec[secPlaces], links: sec[secLinks], reach: sec[secReach], buckets: sec[secBuckets], names: shared(sec[secNames])}
	if err := g.readTables(sec[secCodes], sec[secCountries]); err != nil {
		return nil, err
	}
	if err := g.check(); err != nil {
		return nil, err
	}
	return g, nil
}

// shared is data as a string, without a copy of its megabytes: nobody changes it.
func shared(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func (g *Gazetteer) readTables(codes, countries []byte) error {
	for line := range strings.Lines(string(codes)) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) < 2 || line[1] != ' ' {
			return fmt.Errorf("gazetteer: feature code %d reads %q", len(g.codes), line)
		}
		g.codes = append(g.codes, feature{line[0], line[2:]})
	}
	if len(countries)%countrySize != 0 {
		return fmt.Errorf("gazetteer: %d bytes of countries, not a multiple of %d", len(countries), countrySize)
	}
	for i := 0; i < len(countries); i += countrySize {
		c := country{code: strings.TrimRight(string(countries[i:i+2]), "\x00"), place: uint24(countries[i+2:])}
		if c.place == noPlace {
			c.place = -1
		}
		g.country = append(g.country, c)
	}
	return nil
}

// check makes sure that all numbers point where they may.
func (g *Gazetteer) check() error {
	buckets := len(g.buckets)/4 - 1
	switch {
	case len(g.places)%placeSize != 0 || len(g.links)%linkSize != 0 || len(g.buckets)%4 != 0:
		return fmt.Errorf("gazetteer: sections of %d, %d and %d bytes are no whole number of records", len(g.places), len(g.links), len(g.buckets))
	case len(g.reach) != reachSize:
		return fmt.Errorf("gazetteer: reach has %d bytes, not %d", len(g.reach), reachSize)
	case buckets < 1 || buckets&(buckets-1) != 0:
		return fmt.Errorf("gazetteer: %d buckets are no power of two", buckets)
	case g.Len() > maxPlaces:
		return fmt.Errorf("gazetteer: %d places are more than %d", g.Len(), maxPlaces)
	}
	for i, c := range g.country {
		if c.place >= g.Len() {
			return fmt.Errorf("gazetteer: country %d is place %d of %d", i, c.place, g.Len())
		}
	}
	for i := range g.Len() {
		r := g.record(i)
		if int(r[16]) >= len(g.country) || int(r[17]) >= len(g.codes) || uint24(r[18:]) > g.Len() || !g.entry(uint24(r[3:])) {
			return fmt.Errorf("gazetteer: place %d points outside", i)
		}
	}
	end := 0
	for b := range buckets {
		from, to := g.bucket(uint32(b))
		if from != end || to < from || to > len(g.names) {
			return fmt.Errorf("gazetteer: bucket %d is names[%d:%d] of %d after %d", b, from, to, len(g.names), end)
		}
		for at := from; at < to; {
			if !g.entry(at) {
				return fmt.Errorf("gazetteer: name at offset %d is cut off", at)
			}
			first, next := g.readings(at)
			if next > to {
				return fmt.Errorf("gazetteer: name at offset %d runs into the next bucket", at)
			}
			for ; first < next; first += 3 {
				if g.reading(first)&(maxPlaces-1) >= g.Len() {
					return fmt.Errorf("gazetteer: reading at offset %d is of no place", first)
				}
			}
			at = next
		}
		end = to
	}
	if end != len(g.names) {
		return fmt.Errorf("gazetteer: %d bytes of names belong to no bucket", len(g.names)-end)
	}
	return nil
}

// entry reports whether a whole entry starts at an offset in names.
func (g *Gazetteer) entry(at int) bool {
	if at+entryHead > len(g.names) {
		return false
	}
	_, next := g.readings(at)
	return next <= len(g.names)
}

// readings returns where the readings of an entry start and end.
func (g *Gazetteer) readings(at int) (first, next int) {
	first = at + entryHead + int(g.names[at])
	return first, first + 3*int(g.names[at+2])
}

func (g *Gazetteer) reading(at int) int {
	return int(g.names[at]) | int(g.names[at+1])<<8 | int(g.names[at+2])<<16
}

func (g *Gazetteer) bucket(h uint32) (from, to int) {
	i := 4 * int(h&uint32(len(g.buckets)/4-2))
	return int(binary.LittleEndian.Uint32(g.buckets[i:])), int(binary.LittleEndian.Uint32(g.buckets[i+4:]))
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func putUint24(b []byte, n int) { b[0], b[1], b[2] = byte(n), byte(n>>8), byte(n>>16) }
