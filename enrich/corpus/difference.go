package corpus

import (
	"cmp"
	"slices"
)

// Kind says what became of a name.
type Kind string

const (
	Right   Kind = "right"
	Missed  Kind = "missed"  // labelled, and nothing was found there
	Added   Kind = "added"   // found where nothing is labelled
	Retyped Kind = "type"    // found with its borders, of another type
	Cut     Kind = "borders" // found with its type, with other borders
	Mangled Kind = "both"    // found with other borders, and of another type
)

// Kinds returns the kinds of mistakes, in the order in which tables have them.
func Kinds() []Kind { return []Kind{Missed, Added, Retyped, Cut, Mangled} }

// Difference is a labelled name, a name that was found, or one beside the
// other.
type Difference struct {
	Kind     Kind
	Labelled *Span // nil where nothing is labelled
	Found    *Span // nil where nothing was found
}

// Start is where the difference begins in the text.
func (d Difference) Start() int {
	switch {
	case d.Labelled == nil:
		return d.Found.Start
	case d.Found == nil:
		return d.Labelled.Start
	}
	return min(d.Labelled.Start, d.Found.Start)
}

// End is where the difference ends.
func (d Difference) End() int {
	switch {
	case d.Labelled == nil:
		return d.Found.End
	case d.Found == nil:
		return d.Labelled.End
	}
	return max(d.Labelled.End, d.Found.End)
}

// Counts reports whether SpanCounts counts the difference: of its names one at
// least is of SpanTypes.
func (d Difference) Counts() bool {
	return d.Labelled != nil && d.Labelled.Counts() || d.Found != nil && d.Found.Counts()
}

// Counts reports whether names of the span's type are counted.
func (s Span) Counts() bool { return slices.Contains(spanTypes[:], s.Type) }

// Differences puts the names found beside those labelled: every one of both is
// in one difference. Names of other types than SpanTypes take part, so that a
// product which was taken for a company is known as one. The result is in the
// order of the text.
func Differences(labelled, found []Span) []Difference {
	gold, rest := unique(labelled), unique(found)
	taken, longest := make([]bool, len(rest)), 0
	for _, f := range rest {
		longest = max(longest, f.End-f.Start)
	}
	// near returns a name not taken that relates to g as k says.
	near := func(g Span, k Kind) int {
		i, _ := slices.BinarySearchFunc(rest, g.Start-longest, func(f Span, at int) int { return cmp.Compare(f.Start, at) })
		for ; i < len(rest) && rest[i].Start < g.End; i++ {
			if !taken[i] && compare(g, rest[i]) == k {
				return i
			}
		}
		return -1
	}
	var all []Difference
	// The best pairs first: a name that was found takes the labelled one that
	// it agrees with most.
	for _, k := range []Kind{Right, Retyped, Cut, Mangled} {
		var missed []Span
		for _, g := range gold {
			i := near(g, k)
			if i < 0 {
				missed = append(missed, g)
				continue
			}
			taken[i] = true
			all = append(all, Difference{k, &g, &rest[i]})
		}
		gold = missed
	}
	for _, g := range gold {
		all = append(all, Difference{Missed, &g, nil})
	}
	for i := range rest {
		if !taken[i] {
			all = append(all, Difference{Added, nil, &rest[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b Difference) int { return cmp.Compare(a.Start(), b.Start()) })
	return all
}

// compare says how the name f, which was found, relates to the labelled g; it
// is Missed where they have nothing in common.
func compare(g, f Span) Kind {
	switch overlap := g.Start < f.End && f.Start < g.End; {
	case g == f:
		return Right
	case g.Start == f.Start && g.End == f.End:
		return Retyped
	case overlap && g.Type == f.Type:
		return Cut
	case overlap:
		return Mangled
	}
	return Missed
}

// unique returns the spans in the order of the text, each once.
func unique(spans []Span) []Span {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, Span.Compare)
	return slices.Compact(sorted)
}

// Compare orders spans as they stand in a text.
func (s Span) Compare(o Span) int {
	return cmp.Or(cmp.Compare(s.Start, o.Start), cmp.Compare(s.End, o.End), cmp.Compare(s.Type, o.Type))
}
