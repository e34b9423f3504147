package linear

import (
	"encoding/binary"
	"math/bits"
)

// Labels of a Chain: a name of one of four types begins (B), goes on (I),
// ends (L) or is one token (U); or there is no name. Outside is last, since
// its score is always 0: what counts is by how much a label beats it.
const (
	Types   = 4
	Begin   = 0
	Inside  = 4
	Last    = 8
	Unit    = 12
	Outside = 16
	Labels  = 17
	width   = 16 // labels with weights of their own
)

// Legal reports whether label b may follow label a.
func Legal(a, b int) bool {
	if a < Last { // B or I: the name goes on
		return b >= Inside && b < Unit && b%Types == a%Types
	}
	return Opens(b)
}

// Opens reports whether a sequence may start with the label.
func Opens(l int) bool { return l < Inside || l >= Unit }

// Closes reports whether a sequence may end with the label.
func Closes(l int) bool { return l >= Last }

// Pairs are weights of neighbouring labels.
type Pairs [Labels][Labels]float32

// Chain is a model of sequences of labels: every position has features, whose
// weights add up, and every pair of neighbours a weight (a conditional random
// field of the first order). It is not changed after ReadChain or BuildChain.
type Chain struct {
	marks []byte // two a slot, four slots a bucket
	rows  []byte // width a slot, a weight plus 128
	n     uint64 // buckets
	step  float32
	trans Pairs
	exp   Pairs // of trans
}

// chainMark is what a slot keeps of the hash; zero is kept for free slots.
func chainMark(hash uint64) uint64 {
	if m := hash & 0xffff; m != 0 {
		return m
	}
	return 1
}

// Sum adds up the weights of features: bytes in lanes of sixteen bits, eight
// at a time. 250 features fit without overflow.
type Sum struct {
	even, odd [2]uint64
	n         int
}

// batch is how many features are looked up at a time: a token has about fifty.
const batch = 64

// Add adds the weights of the features with these hashes, as far as the model
// has them. All four marks of a feature's bucket are compared at once.
func (c *Chain) Add(s *Sum, hashes []uint64) {
	const ones = 0x0001_0001_0001_0001
	const lanes = 0x00ff_00ff_00ff_00ff
	for len(hashes) > 0 {
		// First where they all are, then what stands there: no branch depends
		// on what was found, so that the processor waits for many at a time.
		var found [batch]uint64
		n, some := uint64(0), hashes[:min(batch, len(hashes))]
		hashes = hashes[len(some):]
		for _, h := range some {
			bucket := h >> 32 * c.n >> 32
			x := binary.LittleEndian.Uint64(c.marks[bucket*8:]) ^ chainMark(h)*ones
			z := (x - ones) &^ x & (ones << 15) // the lowest bit is in the lane that was equal
			found[n%batch] = (bucket*4 + uint64(bits.TrailingZeros64(z))>>4) * width
			n += (z | -z) >> 63 // 1 if there is one
		}
		even0, even1, odd0, odd1 := s.even[0], s.even[1], s.odd[0], s.odd[1]
		for _, at := range found[:n] {
			row := c.rows[at : at+width]
			a, b := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
			even0 += a & lanes
			odd0 += a >> 8 & lanes
			even1 += b & lanes
			odd1 += b >> 8 & lanes
		}
		s.even[0], s.even[1], s.odd[0], s.odd[1] = even0, even1, odd0, odd1
		s.n += int(n)
	}
}

// Scores turns the sum into scores by label.
func (c *Chain) Scores(s *Sum, scores *[Labels]float32) {
	zero := 128 * s.n
	for half := range 2 {
		for lane := range 4 {
			scores[half*8+2*lane] = float32(int(s.even[half]>>(16*lane)&0xffff)-zero) * c.step
			scores[half*8+2*lane+1] = float32(int(s.odd[half]>>(16*lane)&0xffff)-zero) * c.step
		}
	}
	scores[Outside] = 0
}
