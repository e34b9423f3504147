package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A chain in bytes, little endian:
//
//	buckets 4 | step f32 | Labels × Labels weights of pairs f32
//	buckets × 4 marks 2 | buckets × 4 rows of 16
//
// The tables are used where they lie. A checksum is the business of the file
// that the chain is part of.
const (
	chainHead  = 4 + 4 + 4*Labels*Labels
	maxBuckets = 1 << 20 // 4 million features, 75 MB
)

// AppendChain appends the chain's bytes. The same chain gives the same bytes.
func AppendChain(b []byte, c *Chain) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(c.n))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(c.step))
	for _, row := range c.trans {
		for _, w := range row {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w))
		}
	}
	return append(append(b, c.marks...), c.rows...)
}

// ReadChain returns the chain in b, which must not be changed as long as the
// chain is used.
func ReadChain(b []byte) (*Chain, error) {
	if len(b) < chainHead {
		return nil, errors.New("chain: cut short")
	}
	c := &Chain{n: uint64(binary.LittleEndian.Uint32(b))}
	if c.n == 0 || c.n > maxBuckets {
		return nil, fmt.Errorf("chain: %d buckets are none or too many", c.n)
	}
	slots := 4 * int(c.n)
	if want := chainHead + slots*(2+width); len(b) != want {
		return nil, fmt.Errorf("chain: %d bytes, want %d", len(b), want)
	}
	r := reader{b: b[4:]}
	c.step = r.float()
	for a := range c.trans {
		for y := range c.trans[a] {
			c.trans[a][y] = r.float()
			if abs(c.trans[a][y]) > 80 { // beyond what exp32 can raise
				r.odd = true
			}
		}
	}
	if r.odd || c.step <= 0 || c.step > 1e3 {
		return nil, errors.New("chain: a weight is no number, or too large to be one")
	}
	c.marks, c.rows = r.take(2*slots), r.take(width*slots)
	c.exp = *exponentials(&c.trans)
	return c, nil
}
