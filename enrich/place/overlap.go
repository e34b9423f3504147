package place

import (
	"cmp"
	"slices"
	"sort"
)

// stretches finds what overlaps a stretch of a field without looking at all of
// it: a story of a megabyte has tens of thousands of names.
type stretches struct {
	at  []stretch // by start
	far []int     // the farthest end of those up to here
}

type stretch struct{ start, end, index int } // bytes; index is the caller's

func newStretches(at []stretch) stretches {
	slices.SortFunc(at, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.index, b.index)) })
	far := make([]int, len(at))
	for i, s := range at {
		far[i] = s.end
		if i > 0 {
			far[i] = max(far[i], far[i-1])
		}
	}
	return stretches{at, far}
}

// overlapping calls f with the index of each stretch that overlaps [start, end),
// the last one first, until f returns false.
func (s stretches) overlapping(start, end int, f func(index int) bool) {
	for i := sort.Search(len(s.at), func(i int) bool { return s.at[i].start >= end }) - 1; i >= 0 && s.far[i] > start; i-- {
		if s.at[i].end > start && !f(s.at[i].index) {
			return
		}
	}
}
