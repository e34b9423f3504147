package main

import (
	"slices"
	"time"

	"dateline/enrich"
	"dateline/enrich/corpus"
)

// comparison is how well each engine did on one file, or on all.
type comparison struct {
	File    string
	Stories int
	Words   int // as blanks part them
	engines []engineScore
	// Labelled names by who found them, for two engines: neither, the first
	// alone, the second alone, both.
	foundBy [4]int
	contest
}

// engineScore is how well one engine did.
type engineScore struct {
	counts corpus.SpanCounts
	kinds  map[corpus.Kind]int
	took   enrich.Stages
}

func newComparison(file string, c contest) *comparison {
	n := &comparison{File: file, contest: c}
	for range c.engines {
		n.engines = append(n.engines, engineScore{counts: corpus.SpanCounts{}, kinds: map[corpus.Kind]int{}})
	}
	return n
}

// count adds the names that engine k found in a story. A name that was found
// twice counts once.
func (c *comparison) count(k int, labelled, found []corpus.Span, took enrich.Stages) {
	e := &c.engines[k]
	found = slices.Clone(found)
	slices.SortFunc(found, corpus.Span.Compare)
	e.counts.Compare(labelled, slices.Compact(found))
	e.took.Names += took.Names
	e.took.Whole += took.Whole
}

// agree adds what the engines made of one story.
func (c *comparison) agree(found [][]corpus.Difference) {
	by := map[corpus.Span]int{}
	for k, differences := range found {
		for _, d := range differences {
			if c.wrong(d) {
				c.engines[k].kinds[d.Kind]++
			}
			if d.Labelled == nil || !slices.Contains(c.types, d.Labelled.Type) {
				continue
			}
			if d.Kind == corpus.Right {
				by[*d.Labelled] |= 1 << k
			} else {
				by[*d.Labelled] |= 0
			}
		}
	}
	if len(found) == 2 {
		for _, who := range by {
			c.foundBy[who]++
		}
	}
}

func (c *comparison) add(o *comparison) {
	c.Stories += o.Stories
	c.Words += o.Words
	for i, n := range o.foundBy {
		c.foundBy[i] += n
	}
	for k := range c.engines {
		e, x := &c.engines[k], &o.engines[k]
		for t, n := range x.counts {
			sum := e.counts[t]
			sum.Add(n)
			e.counts[t] = sum
		}
		for kind, n := range x.kinds {
			e.kinds[kind] += n
		}
		e.took.Names += x.took.Names
		e.took.Whole += x.took.Whole
	}
}

// all is the count over the types that are compared.
func (c *comparison) all(k int) corpus.Count {
	var total corpus.Count
	for _, t := range c.types {
		total.Add(c.engines[k].counts[t])
	}
	return total
}

// perSecond is how many words were done in a second, or 0 where that was not
// measured.
func (c *comparison) perSecond(took time.Duration) float64 {
	if took <= 0 {
		return 0
	}
	return float64(c.Words) / took.Seconds()
}
