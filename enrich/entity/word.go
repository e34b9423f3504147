package entity

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/text"
)

// letterCase is how a word is written.
type letterCase uint8

const (
	noCase  letterCase = iota // marks of punctuation
	digits                    // 1996, 3-1
	small                     // harbour
	titled                    // Harbour
	allCaps                   // HARBOUR, U.S.
	mixed                     // McDonald, eBay
)

// word is a token as the features see it.
type word struct {
	form, low, shape uint64    // hashes
	exact            uint64    // of the lower-case word
	key              uint64    // of the lower-case word without dots, under which lists know it
	head             [3]uint32 // the first 2, 3, 4 bytes
	tail             [4]uint32 // the last 1, 2, 3, 4 bytes
	roles            uint16    // groups: of what it is in names, and of what follows it
	fine             uint16    // cluster, counted from 1; 0 for a word without one
	kase             letterCase
	candidate        bool // it may be part of a name
	first            bool // of its sentence
	loud             bool // its sentence is in capitals
	names            uint32
	id               int32 // of the lower-case word in this story
	start, end       int32 // of its sentence
	runStart, runEnd int32 // of the words with capitals around it
}

func (w *word) role() uint64   { return uint64(w.roles & 0xff) }
func (w *word) lead() uint64   { return uint64(w.roles >> 8) }
func (w *word) mid() uint64    { return uint64(w.fine+7) / 8 }
func (w *word) coarse() uint64 { return uint64(w.fine+95) / 96 }
func (w *word) capital() bool  { return w.kase >= titled }

const (
	prime1 = 0x9E3779B97F4A7C15
	prime2 = 0xD6E8FEB86659FD93
	prime3 = 0xA0761D6478BD642F
)

// mix folds the product of two numbers: every bit of both reaches every bit
// of the result.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^prime3, b^prime1)
	return hi ^ lo
}

// hashWord hashes the bytes of a word, eight at a time.
func hashWord(b []byte) uint64 {
	h := uint64(len(b)) * prime2
	for len(b) >= 8 {
		h = mix(h, binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	var last uint64
	for i, c := range b {
		last |= uint64(c) << (8 * i)
	}
	return mix(h, last)
}

// speller reads the form of words.
type speller struct {
	low, plain []byte
	shape      []byte
}

// spell sets what the letters of the token say: its hashes, its case and its
// parts. It returns the hash of the lower-case word with its digits, under
// which the tables know it.
func (s *speller) spell(w *word, token string, kind text.Kind) uint64 {
	s.low, s.plain, s.shape = s.low[:0], s.plain[:0], s.shape[:0]
	var upper, lower, digit int
	var last byte
	put := func(c byte) {
		if c != last && len(s.shape) < 12 {
			s.shape = append(s.shape, c)
		}
		last = c
	}
	firstUpper, seen := false, false
	for i := 0; i < len(token); {
		c := token[i]
		switch {
		case 'a' <= c && c <= 'z':
			lower++
			s.low = append(s.low, c)
			put('x')
			seen = true
		case 'A' <= c && c <= 'Z':
			upper++
			s.low = append(s.low, c+'a'-'A')
			put('X')
			firstUpper = firstUpper || !seen
			seen = true
		case '0' <= c && c <= '9':
			digit++
			s.low = append(s.low, c)
			put('d')
		case c < utf8.RuneSelf:
			s.low = append(s.low, c)
			put(c)
		default:
			r, n := utf8.DecodeRuneInString(token[i:])
			switch {
			case unicode.IsUpper(r):
				upper++
				r = unicode.ToLower(r)
				put('X')
				firstUpper = firstUpper || !seen
				seen = true
			case unicode.IsLower(r):
				lower++
				put('x')
				seen = true
			case unicode.IsLetter(r):
				put('l')
				upper++ // a script without case: it may be a name
				lower++
				seen = true
			case r == '’':
				r = '\''
				put('\'')
			default:
				put('.')
			}
			s.low = utf8.AppendRune(s.low, r)
			i += n
			continue
		}
		i++
	}
	switch {
	case upper == 0 && lower == 0 && digit > 0:
		w.kase = digits
	case upper == 0 && lower == 0:
		w.kase = noCase
	case upper == 0:
		w.kase = small
	case lower == 0:
		w.kase = allCaps
	case upper == 1 && firstUpper:
		w.kase = titled
	default:
		w.kase = mixed
	}
	key := hashWord(s.low)
	w.low, w.key, w.exact = key, key, key
	if hasDot(s.low) && len(s.low) > 1 {
		s.plain = dotless(s.low, s.plain[:0])
		w.key = hashWord(s.plain)
	}
	if digit > 0 {
		s.plain = append(s.plain[:0], s.low...)
		for i, c := range s.plain {
			if '0' <= c && c <= '9' {
				s.plain[i] = '0'
			}
		}
		w.low = hashWord(s.plain)
	}
	if upper > 0 && lower == 0 {
		s.shape = append(s.shape, byte('0'+min(upper, 6)))
	}
	w.shape = hashWord(s.shape)
	w.form = mix(w.low, w.shape)
	n := len(s.low)
	for i := range w.head {
		w.head[i] = packed(s.low[:min(n, i+2)])
	}
	for i := range w.tail {
		w.tail[i] = packed(s.low[max(0, n-i-1):])
	}
	return key
}

func packed(b []byte) uint32 {
	var p uint32
	for _, c := range b {
		p = p<<8 | uint32(c)
	}
	return p
}
