package knowledge

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"unsafe"
)

// A compiled base, all numbers little-endian:
//
//	magic "DLKB" | version u32 | CRC-32C of all that follows u32 | length u32 of each section
//	records    item u32 | name: offset in names u24 | note: offset in notes u24 | countries: line of sets u16 |
//	           born i16 | died i16 | popularity u8 | type u8 | symbols: line of symbols u16
//	sets       lines of country codes "FR DE\n"; the first is empty
//	symbols    lines "TM NYSE,7203 TSE\n"; the first is empty
//	notes      length u8 | the note
//	buckets    u32 offsets in names by hash of the folded name, a power of two and one more
//	names      length u8 | how common u8 | readings u8 | the name | each reading u24: record in 20 bits, use in 4
//	sounds     hash u32 of how a person's name sounds | offset in names u24, in order of both
const (
	magic   = "DLKB"
	version = 1

	recordSize = 20
	entryHead  = 3
	soundSize  = 7
	headSize   = 12 + 4*sectionCount

	maxRecords  = 1 << 20 // a reading has 20 bits for it
	maxReadings = 255
	maxOffset   = 1<<24 - 1
)

const (
	secRecords = iota
	secSets
	secSymbols
	secNotes
	secBuckets
	secNames
	secSounds
	sectionCount
)

// Read opens a compiled base. It checks every offset in it, so that no lookup
// can read past the end, and keeps data: do not change it afterwards.
func Read(data []byte) (*Base, error) {
	if len(data) < headSize {
		return nil, fmt.Errorf("knowledge base is cut off: %d bytes, its head alone has %d", len(data), headSize)
	}
	if string(data[:4]) != magic {
		return nil, fmt.Errorf("not a knowledge base: it starts with %q, not %q", data[:4], magic)
	}
	if v := binary.LittleEndian.Uint32(data[4:]); v != version {
		return nil, fmt.Errorf("knowledge base has version %d, this program reads %d", v, version)
	}
	var sec [sectionCount][]byte
	at := headSize
	for i := range sec {
		n := int(binary.LittleEndian.Uint32(data[12+4*i:]))
		if n > len(data)-at {
			return nil, fmt.Errorf("knowledge base is cut off: section %d at offset %d has %d bytes, %d are left", i, at, n, len(data)-at)
		}
		sec[i] = data[at : at+n]
		at += n
	}
	if at != len(data) {
		return nil, fmt.Errorf("knowledge base has %d bytes too many at offset %d", len(data)-at, at)
	}
	if want, got := binary.LittleEndian.Uint32(data[8:]), crc32.Checksum(data[12:], crc32.MakeTable(crc32.Castagnoli)); want != got {
		return nil, fmt.Errorf("knowledge base is damaged: checksum %08x, stated at offset 8 as %08x", got, want)
	}
	b := &Base{
		records: sec[secRecords], buckets: sec[secBuckets], sounds: sec[secSounds],
		names: shared(sec[secNames]), notes: shared(sec[secNotes]),
		sets: lines(sec[secSets]), symbols: lines(sec[secSymbols]),
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	return b, nil
}

// shared is data as a string, without a copy of its megabytes: nobody changes it.
func shared(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

func lines(b []byte) []string { return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n") }

// check makes sure that all numbers point where they may.
func (b *Base) check() error {
	buckets := len(b.buckets)/4 - 1
	switch {
	case len(b.records)%recordSize != 0 || len(b.sounds)%soundSize != 0 || len(b.buckets)%4 != 0:
		return fmt.Errorf("knowledge base: sections of %d, %d and %d bytes are no whole number of records", len(b.records), len(b.sounds), len(b.buckets))
	case buckets < 1 || buckets&(buckets-1) != 0:
		return fmt.Errorf("knowledge base: %d buckets are no power of two", buckets)
	case b.Len() > maxRecords:
		return fmt.Errorf("knowledge base: %d records are more than %d", b.Len(), maxRecords)
	}
	for i := range b.Len() {
		r := b.record(i)
		note := uint24(r[7:])
		if int(binary.LittleEndian.Uint16(r[10:])) >= len(b.sets) || int(binary.LittleEndian.Uint16(r[18:])) >= len(b.symbols) ||
			!b.named(uint24(r[4:])) || note >= len(b.notes) || note+1+int(b.notes[note]) > len(b.notes) {
			return fmt.Errorf("knowledge base: record %d points outside", i)
		}
	}
	for at := 0; at < len(b.sounds); at += soundSize {
		if !b.entry(uint24(b.sounds[at+4:])) {
			return fmt.Errorf("knowledge base: sound %d points outside", at/soundSize)
		}
	}
	return b.checkNames(buckets)
}

func (b *Base) checkNames(buckets int) error {
	end := 0
	for i := range buckets {
		from, to := b.bucket(uint32(i))
		if from != end || to < from || to > len(b.names) {
			return fmt.Errorf("knowledge base: bucket %d is names[%d:%d] of %d after %d", i, from, to, len(b.names), end)
		}
		for at := from; at < to; {
			if !b.entry(at) {
				return fmt.Errorf("knowledge base: name at offset %d is cut off", at)
			}
			_, next := b.readings(at)
			if next > to {
				return fmt.Errorf("knowledge base: name at offset %d runs into the next bucket", at)
			}
			at = next
		}
		end = to
	}
	if end != len(b.names) {
		return fmt.Errorf("knowledge base: %d bytes of names belong to no bucket", len(b.names)-end)
	}
	return nil
}

// named reports whether a whole name starts at an offset in names.
func (b *Base) named(at int) bool {
	return at+entryHead <= len(b.names) && at+entryHead+int(b.names[at]) <= len(b.names)
}

// entry reports whether a whole entry, whose readings are all of records,
// starts at an offset in names.
func (b *Base) entry(at int) bool {
	if at+entryHead > len(b.names) {
		return false
	}
	first, next := b.readings(at)
	if next > len(b.names) {
		return false
	}
	for n := b.Len(); first < next; first += 3 {
		if b.reading(first)&(maxRecords-1) >= n {
			return false
		}
	}
	return true
}

// readings returns where the readings of an entry start and end.
func (b *Base) readings(at int) (first, next int) {
	first = at + entryHead + int(b.names[at])
	return first, first + 3*int(b.names[at+2])
}

func (b *Base) reading(at int) int {
	return int(b.names[at]) | int(b.names[at+1])<<8 | int(b.names[at+2])<<16
}

func (b *Base) bucket(h uint32) (from, to int) {
	i := 4 * int(h&uint32(len(b.buckets)/4-2))
	return int(binary.LittleEndian.Uint32(b.buckets[i:])), int(binary.LittleEndian.Uint32(b.buckets[i+4:]))
}

// hash is FNV-1a.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func appendUint24(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16)) }
