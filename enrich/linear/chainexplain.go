package linear

import (
	"encoding/binary"
	"math/bits"
)

// Weight returns what the feature with this hash adds to the score of a label;
// it is 0 for a feature that the model does not have, and for Outside. The
// weights of the features given to Add sum up to the score.
func (c *Chain) Weight(hash uint64, label uint8) float64 {
	if label == Outside {
		return 0
	}
	const ones = 0x0001_0001_0001_0001
	bucket := hash >> 32 * c.n >> 32
	x := binary.LittleEndian.Uint64(c.marks[bucket*8:]) ^ chainMark(hash)*ones
	z := (x - ones) &^ x & (ones << 15)
	if z == 0 {
		return 0
	}
	at := (bucket*4+uint64(bits.TrailingZeros64(z))>>4)*width + uint64(label)
	return float64(int(c.rows[at])-128) * float64(c.step)
}

// Pair returns the weight of label b behind label a.
func (c *Chain) Pair(a, b uint8) float64 { return float64(c.trans[a][b]) }
