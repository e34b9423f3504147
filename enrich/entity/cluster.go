package entity

import (
	"math"
	"math/rand/v2"
	"sync"
)

// Vectors are word vectors, the more frequent words first.
type Vectors struct {
	Words []string
	Dim   int
	Data  []float32 // Dim numbers a word
}

func (v *Vectors) at(i int) []float32 { return v.Data[i*v.Dim : (i+1)*v.Dim] }

// Grains of the clusters, coarse to fine: 48 clusters, each of them in 12,
// each of those in 8.
var grains = [...]int{48, 12, 8}

// clusters returns the finest cluster of every word. The clusters of the
// coarser grains follow from it by division. The same vectors give the same
// clusters.
func clusters(v *Vectors) []uint16 {
	unit := make([]float32, len(v.Data))
	for i := range v.Words {
		row, sum := v.at(i), 0.0
		for _, x := range row {
			sum += float64(x) * float64(x)
		}
		scale := float32(1 / math.Max(math.Sqrt(sum), 1e-9))
		for j, x := range row {
			unit[i*v.Dim+j] = x * scale
		}
	}
	u := &Vectors{Words: v.Words, Dim: v.Dim, Data: unit}
	all := make([]int32, len(v.Words))
	for i := range all {
		all[i] = int32(i)
	}
	found := make([]uint16, len(v.Words))
	split(u, all, 0, 0, found)
	return found
}

// split parts the words into the clusters of one grain, and each of them
// into those of the next.
func split(v *Vectors, words []int32, grain, base int, found []uint16) {
	if grain == len(grains) {
		for _, w := range words {
			found[w] = uint16(base)
		}
		return
	}
	k := grains[grain]
	parts := kmeans(v, words, k, uint64(grain)<<32|uint64(base))
	for c, part := range parts {
		split(v, part, grain+1, base*k+c, found)
	}
}

// kmeans parts the words into k clusters by their direction. The centres
// are learnt from the most frequent 40,000 words of the lot.
func kmeans(v *Vectors, words []int32, k int, seed uint64) [][]int32 {
	const learn, rounds = 40_000, 12
	sample := words[:min(learn, len(words))]
	random := rand.New(rand.NewPCG(seed, 20))
	centres := make([]float32, k*v.Dim)
	for c := range k {
		if len(sample) > 0 {
			copy(centres[c*v.Dim:], v.at(int(sample[random.IntN(len(sample))])))
		}
	}
	for range rounds {
		near := nearest(v, sample, centres)
		sums, count := make([]float64, k*v.Dim), make([]int, k)
		for i, w := range sample {
			c := int(near[i])
			count[c]++
			for j, x := range v.at(int(w)) {
				sums[c*v.Dim+j] += float64(x)
			}
		}
		for c := range k {
			if count[c] == 0 {
				if len(sample) > 0 {
					copy(centres[c*v.Dim:], v.at(int(sample[random.IntN(len(sample))])))
				}
				continue
			}
			norm := 0.0
			for _, x := range sums[c*v.Dim : (c+1)*v.Dim] {
				norm += x * x
			}
			norm = math.Max(math.Sqrt(norm), 1e-9)
			for j := range v.Dim {
				centres[c*v.Dim+j] = float32(sums[c*v.Dim+j] / norm)
			}
		}
	}
	parts := make([][]int32, k)
	for i, c := range nearest(v, words, centres) {
		parts[c] = append(parts[c], words[i])
	}
	return parts
}

// nearest returns the nearest centre of every word.
func nearest(v *Vectors, words []int32, centres []float32) []uint16 {
	near := make([]uint16, len(words))
	var wait sync.WaitGroup
	half := len(words) / 2
	for _, r := range [][2]int{{0, half}, {half, len(words)}} {
		wait.Go(func() {
			for i := r[0]; i < r[1]; i++ {
				near[i] = closest(v.at(int(words[i])), centres)
			}
		})
	}
	wait.Wait()
	return near
}

func closest(x, centres []float32) uint16 {
	best, at := float32(math.Inf(-1)), 0
	for c := 0; c*len(x) < len(centres); c++ {
		centre := centres[c*len(x) : (c+1)*len(x)]
		var a, b, d, e float32
		j := 0
		for ; j+3 < len(x); j += 4 {
			a += x[j] * centre[j]
			b += x[j+1] * centre[j+1]
			d += x[j+2] * centre[j+2]
			e += x[j+3] * centre[j+3]
		}
		for ; j < len(x); j++ {
			a += x[j] * centre[j]
		}
		if s := a + b + d + e; s > best {
			best, at = s, c
		}
	}
	return uint16(at)
}
