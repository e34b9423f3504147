package linear

import (
	"encoding/binary"
	"math"
	"slices"
)

// BuildChain rounds a draft to bytes and lays its rows out for Add, in
// buckets of four. hashes are the features of the rows, counts how often they
// occur. Of rows that fall into a full bucket, the ones that would do least
// are left out.
func BuildChain(d *ChainDraft, hashes []uint64, counts []int32, buckets int) *Chain {
	c := &Chain{n: uint64(buckets), trans: d.Trans, exp: *exponentials(&d.Trans)}
	c.marks, c.rows = make([]byte, 8*buckets), make([]byte, 4*width*buckets)
	for i := range c.rows {
		c.rows[i] = 128
	}
	size := make([]float32, len(hashes))
	order := make([]int32, len(hashes))
	for i := range hashes {
		order[i] = int32(i)
		for _, w := range d.Weights[i*width : (i+1)*width] {
			size[i] += w * w
		}
		size[i] *= float32(counts[i])
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch {
		case size[a] > size[b]:
			return -1
		case size[a] < size[b]:
			return 1
		}
		return int(a - b)
	})
	c.step = stepOf(d.Weights)
	for _, i := range order {
		if size[i] == 0 {
			break
		}
		h := hashes[i]
		bucket := int(h >> 32 * c.n >> 32)
		for slot := bucket * 4; slot < bucket*4+4; slot++ {
			m := uint64(binary.LittleEndian.Uint16(c.marks[slot*2:]))
			if m == chainMark(h) {
				break // it could not be told apart from the one that is there
			}
			if m != 0 {
				continue
			}
			binary.LittleEndian.PutUint16(c.marks[slot*2:], uint16(chainMark(h)))
			for y, w := range d.Weights[int(i)*width : int(i+1)*width] {
				q := math.Round(float64(w / c.step))
				c.rows[slot*width+y] = byte(128 + min(127, max(-128, q)))
			}
			break
		}
	}
	return c
}

// stepOf returns the unit of the rounded weights: one in ten thousand weights
// may be too large for a byte and is cut.
func stepOf(weights []float32) float32 {
	var sizes []float32
	for i := 0; i < len(weights); i += 1 + len(weights)/1_000_000 {
		if w := abs32(weights[i]); w > 0 {
			sizes = append(sizes, w)
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return max(sizes[len(sizes)-1-len(sizes)/10_000]/127, 1e-6)
}

func abs32(f float32) float32 { return float32(math.Abs(float64(f))) }
