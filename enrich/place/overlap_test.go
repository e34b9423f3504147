package place

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestOverlappingFindsWhatALookAtAllFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var all []stretch
		for i := range r.IntN(30) {
			start := r.IntN(50)
			all = append(all, stretch{start, start + 1 + r.IntN(12), i})
		}
		index := newStretches(slices.Clone(all))
		start := r.IntN(55)
		end := start + 1 + r.IntN(8)
		var want, got []int
		for _, s := range all {
			if s.start < end && start < s.end {
				want = append(want, s.index)
			}
		}
		index.overlapping(start, end, func(i int) bool { got = append(got, i); return true })
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("[%d, %d) overlaps %v of %v, want %v", start, end, got, all, want)
		}
	}
}
