package knowledge

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is a length that no name in the index reaches, folded.
const maxName = 128

// Lookup appends to dst who or what a name may stand for, the better known
// first.
func (b *Base) Lookup(name string, dst []Match) []Match {
	var store [maxName]byte
	text, ok := key(store[:0], name)
	if !ok {
		return dst
	}
	var other [maxName]byte
	at, end := b.bucket(hash(text))
	for at < end {
		first, next := b.readings(at)
		spelt := b.nameAt(at)
		if k, ok := key(other[:0], spelt); ok && bytes.Equal(k, text) && spells(spelt, name) {
			dst = b.append(dst, at, first, next, Match{})
		}
		at = next
	}
	return dst
}

func (b *Base) append(dst []Match, entry, first, next int, m Match) []Match {
	m.Common = int(b.names[entry+1])
	for ; first < next; first += 3 {
		r := b.reading(first)
		m.Record, m.Use = r&(maxRecords-1), Use(r>>20)
		dst = append(dst, m)
	}
	return dst
}

// Sounding appends to dst the people whose name sounds like name although it
// is spelt otherwise: transliterated in another way, or with its words in
// another order where the family name comes first.
func (b *Base) Sounding(name string, dst []Match) []Match {
	var store, other, plain [maxName]byte
	text, ok := key(plain[:0], name)
	if !ok {
		return dst
	}
	want := sound(store[:0], text)
	if len(want) < leastSound {
		return dst
	}
	h := hash(sorted(want))
	lo, hi := 0, len(b.sounds)/soundSize
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if binary.LittleEndian.Uint32(b.sounds[m*soundSize:]) < h {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for ; lo*soundSize < len(b.sounds) && binary.LittleEndian.Uint32(b.sounds[lo*soundSize:]) == h; lo++ {
		at := uint24(b.sounds[lo*soundSize+4:])
		var folded [maxName]byte
		k, ok := key(folded[:0], b.nameAt(at))
		if !ok || bytes.Equal(k, text) {
			continue
		}
		got := sound(other[:0], k)
		m := Match{Sound: true}
		if !bytes.Equal(got, want) {
			if !bytes.Equal(sorted(got), sorted(want)) {
				continue
			}
			m = Match{Order: true}
		}
		first, next := b.readings(at)
		dst = b.append(dst, at, first, next, m)
	}
	return dst
}

// spells reports whether text may be written for name as far as capitals go:
// an acronym is written in capitals ("WHO", not "Who"), unless it is one that
// is spoken as a word ("Unesco").
func spells(name, text string) bool {
	if len(name) > 6 || !acronym(name) {
		return true
	}
	if acronym(text) {
		return true
	}
	return len(name) >= 4 && !strings.ContainsRune(name, ' ')
}

// acronym reports whether all letters are capitals.
func acronym(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
