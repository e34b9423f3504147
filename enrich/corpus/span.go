package corpus

// Count is how many names were found rightly, wrongly, and not at all.
type Count struct{ Right, Wrong, Missed int }

// Add adds another count.
func (c *Count) Add(o Count) {
	c.Right += o.Right
	c.Wrong += o.Wrong
	c.Missed += o.Missed
}

// Precision, Recall and F1 of the count, 0 where there is nothing to count.
func (c Count) Precision() float64 { return share(c.Right, c.Right+c.Wrong) }
func (c Count) Recall() float64    { return share(c.Right, c.Right+c.Missed) }
func (c Count) F1() float64        { return share(2*c.Right, 2*c.Right+c.Wrong+c.Missed) }

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// SpanTypes are the types of names that are measured.
var spanTypes = [...]string{"PER", "ORG", "LOC"}

// SpanTypes returns the types of names that are measured.
func SpanTypes() []string { return spanTypes[:] }

// SpanCounts counts by type.
type SpanCounts map[string]Count

// Compare adds the names of one text: a name is right where start, end and
// type all agree. Names of other types than SpanTypes do not count.
func (s SpanCounts) Compare(gold, found []Span) {
	has := make(map[Span]bool, len(gold))
	for _, g := range gold {
		has[g] = true
	}
	for _, f := range found {
		c := s[f.Type]
		if has[f] {
			c.Right++
			delete(has, f)
		} else {
			c.Wrong++
		}
		s[f.Type] = c
	}
	for g := range has {
		c := s[g.Type]
		c.Missed++
		s[g.Type] = c
	}
}

// Total is the count over SpanTypes.
func (s SpanCounts) Total() Count {
	var total Count
	for _, t := range spanTypes {
		total.Add(s[t])
	}
	return total
}
