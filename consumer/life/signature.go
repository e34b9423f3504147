package life

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

// A signature is a MinHash (Broder, "On the resemblance and containment of
// documents", 1997) of the runs of three words of a text: the share of equal
// values in two signatures estimates the share of runs that the texts have in
// common. A take whose one line of ten is changed keeps about three quarters.
const (
	shingle = 3  // words
	bands   = 10 // of which one must be equal for two texts to be compared
	rows    = 3  // values of a band
)

// alike is the share of equal values from which on two texts are the same
// take: one that is half rewritten is another.
const alike = 0.5

// fewestWords is how many words a text must have for a signature: shorter ones
// ("URGENT - to come") are alike without being about the same.
const fewestWords = 12

// Signature are the smallest hashes of a text's runs of words.
type Signature [bands * rows]uint32

// Words are the letters and digits of a text, in lower case: what is left of
// it when only its spacing, its quotes and its dashes differ.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Sign returns the signature of a text, or false where it is too short.
func Sign(words []string) (Signature, bool) {
	var s Signature
	if len(words) < fewestWords {
		return s, false
	}
	for i := range s {
		s[i] = math.MaxUint32
	}
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
		x := h.Sum64()
		for j := range s {
			s[j] = min(s[j], uint32(mix(x+uint64(j)*0x9e3779b97f4a7c15)>>32))
		}
	}
	return s, true
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): it turns a
// hash and a number into another hash.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// likeness estimates the share of runs of words that two texts have in common.
func (s *Signature) likeness(t *Signature) float64 {
	same := 0
	for i := range s {
		if s[i] == t[i] {
			same++
		}
	}
	return float64(same) / float64(len(s))
}

// band is one band of a signature, told apart from the other bands.
func (s *Signature) band(i int) uint64 {
	x := uint64(i)
	for _, v := range s[i*rows : (i+1)*rows] {
		x = mix(x<<32 ^ x>>32 ^ uint64(v))
	}
	return x
}

// Bytes writes a signature, and behind it the cluster that the text is known
// to belong to, or nothing.
func (s *Signature) Bytes(cluster string) []byte {
	b := make([]byte, 0, 4*len(s)+len(cluster))
	for _, v := range s {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return append(b, cluster...)
}

// ParseSignature reads what Bytes has written.
func ParseSignature(b []byte) (s Signature, cluster string, err error) {
	if len(b) < 4*len(s) {
		return s, "", errors.New("signature of a text: too short")
	}
	for i := range s {
		s[i] = binary.BigEndian.Uint32(b[4*i:])
	}
	return s, string(b[4*len(s):]), nil
}
