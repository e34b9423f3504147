package entity

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// lexicon is a table of words and names by their hashes, read where it lies:
// slots of a mark and a value, two bytes each, with linear probing.
type lexicon struct {
	slots []byte
	n     uint64
}

// value returns what the table holds under a hash, or 0. A hash that is not
// in it is taken for another about once in twenty thousand.
func (l *lexicon) value(hash uint64) uint16 {
	if l.n == 0 {
		return 0
	}
	m := lexiconMark(hash)
	for at := (hash >> 32) * l.n >> 32; ; {
		s := binary.LittleEndian.Uint32(l.slots[at*4:])
		if uint16(s) == m {
			return uint16(s >> 16)
		}
		if s == 0 {
			return 0
		}
		if at++; at == l.n {
			at = 0
		}
	}
}

func lexiconMark(hash uint64) uint16 {
	if m := uint16(hash); m != 0 {
		return m
	}
	return 1
}

// entry is a row of a lexicon that is being built.
type entry struct {
	hash  uint64
	value uint16
}

// newLexicon lays entries out, three quarters full. Of two that cannot be
// told apart the first stays, so the more important come first.
func newLexicon(entries []entry) lexicon {
	n := uint64(len(entries)*4/3 + 1)
	l := lexicon{slots: make([]byte, 4*n), n: n}
next:
	for _, e := range entries {
		m := lexiconMark(e.hash)
		at := (e.hash >> 32) * n >> 32
		for {
			s := binary.LittleEndian.Uint32(l.slots[at*4:])
			if uint16(s) == m {
				continue next
			}
			if s == 0 {
				break
			}
			if at++; at == n {
				at = 0
			}
		}
		binary.LittleEndian.PutUint32(l.slots[at*4:], uint32(m)|uint32(e.value)<<16)
	}
	return l
}

// readLexicon returns the lexicon in b. A search in it must come to an end,
// so a slot must be free.
func readLexicon(b []byte) (lexicon, error) {
	if len(b)%4 != 0 {
		return lexicon{}, fmt.Errorf("%d bytes are not slots of four", len(b))
	}
	for at := 0; at < len(b); at += 4 {
		if binary.LittleEndian.Uint32(b[at:]) == 0 {
			return lexicon{slots: b, n: uint64(len(b) / 4)}, nil
		}
	}
	if len(b) == 0 {
		return lexicon{}, nil
	}
	return lexicon{}, errors.New("no slot is free, a search would not end")
}
