package entity

import (
	"slices"
	"sort"
	"strings"

	"dateline/enrich/text"
)

// share gives the mentions of a form that could be of several to those of
// them that the text tells, one by one.
func (g *grouping) share() {
	breaks := paragraphs{}
	for _, c := range g.clusters {
		if len(c.rivals) < 2 {
			continue
		}
		var kept []int
		for _, m := range c.mentions {
			if one := g.told(breaks, c.rivals, m); one != nil {
				one.late = append(one.late, m)
				continue
			}
			kept = append(kept, m)
		}
		c.mentions = kept
	}
	for _, c := range g.clusters {
		if len(c.late) > 0 {
			c.mentions = append(c.mentions, c.late...)
			slices.Sort(c.mentions)
		}
	}
	g.clusters = slices.DeleteFunc(g.clusters, func(c *cluster) bool { return len(c.mentions) == 0 })
}

// told is the one of the rivals whom a mention names: the only one that "Mr."
// or "Mrs." fits and that has been named before, or that has been named in
// the same paragraph. It is nil if there is no such one, or more.
func (g *grouping) told(breaks paragraphs, rivals []*cluster, m int) *cluster {
	s := g.spans[m]
	paragraph := breaks.start(s)
	sex := sexBefore(s)
	var before, near *cluster
	nBefore, nNear := 0, 0
	for _, r := range rivals {
		i := sort.SearchInts(r.mentions, m) - 1
		if i < 0 || sex != unknown && r.sex(g) != unknown && r.sex(g) != sex {
			continue
		}
		before, nBefore = r, nBefore+1
		if last := g.spans[r.mentions[i]]; last.field == s.field && last.start >= paragraph {
			near, nNear = r, nNear+1
		}
	}
	switch {
	case nBefore == 1:
		return before
	case nNear == 1:
		return near
	}
	return nil
}

// paragraphs knows with which tokens the paragraphs of a field begin.
type paragraphs map[*text.Field][]int

// start is the token with which the paragraph of a name begins: one after an
// empty line or before an indent.
func (p paragraphs) start(s span) int {
	starts := p[s.field]
	if starts == nil {
		starts = []int{0}
		for i := 1; i < len(s.field.Tokens); i++ {
			between := s.field.Text[s.field.Tokens[i-1].End:s.field.Tokens[i].Start]
			if _, after, ok := strings.Cut(between, "\n"); ok && after != "" {
				starts = append(starts, i)
			}
		}
		p[s.field] = starts
	}
	return starts[sort.SearchInts(starts, s.start+1)-1]
}
