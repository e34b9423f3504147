package authority

import (
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// claims are the tagger's names, by the tokens that they cover.
type claims struct {
	names []claim
	by    [][]int32       // by field and token: a name, plus one
	borne map[string]bool // last words of the persons that the tagger found in full
}

type claim struct {
	story.Name
	start, end int // tokens
	gone       bool
}

func newClaims(doc *text.Doc, names []story.Name) *claims {
	c := &claims{names: make([]claim, len(names)), by: make([][]int32, len(doc.Fields)), borne: map[string]bool{}}
	for i := range doc.Fields {
		c.by[i] = make([]int32, len(doc.Fields[i].Tokens))
	}
	for k, n := range names {
		c.names[k] = claim{Name: n}
		for i := range doc.Fields {
			if f := &doc.Fields[i]; f.Name == n.Field {
				r := f.Covering(n.Start, n.End)
				c.names[k].start, c.names[k].end = r.Start, r.End
				for t := r.Start; t < r.End; t++ {
					c.by[i][t] = int32(k) + 1
				}
				if n.Type == story.Person && r.End-r.Start > 1 {
					c.borne[f.TokenText(r.End-1)] = true
				}
				break
			}
		}
	}
	return c
}

// each calls f with the names that overlap a match.
func (c *claims) each(m *match, f func(*claim)) {
	for t, last := m.start, int32(0); t < m.end; t++ {
		if k := c.by[m.field][t]; k != 0 && k != last {
			f(&c.names[k-1])
			last = k
		}
	}
}

// permit reports that a match is not just a part of a longer name that the
// tagger is sure of. A name of one word always gives way to a longer one:
// "Hilton" is not listed for "Paris Hilton".
func (c *claims) permit(m *match) bool {
	ok := true
	c.each(m, func(n *claim) {
		longer := n.start <= m.start && m.end <= n.end && n.end-n.start > m.end-m.start
		if longer && (m.words == 1 || n.Confidence >= sureOfLonger) {
			ok = false
		}
	})
	return ok
}

// same is the tagger's name of the same tokens, or nil.
func (c *claims) same(m *match) *claim {
	var found *claim
	c.each(m, func(n *claim) {
		if n.start == m.start && n.end == m.end {
			found = n
		}
	})
	return found
}

// within reports that the tagger has found a name there, or in it.
func (c *claims) within(m *match) bool {
	found := false
	c.each(m, func(n *claim) { found = found || m.start <= n.start && n.end <= m.end })
	return found
}

// otherwise reports that a name of one word is something else here than what
// is listed, as the tagger sees it: the surname of a person whom the story names
// in full ("Dole", with "Bob Dole"), or surely of another type, if the word is
// just an alias, or a person's name and a place.
func (c *claims) otherwise(s *Set, m *match) bool {
	n := c.same(m)
	if n == nil || m.words > 1 {
		return false
	}
	kind := types[s.rows[m.rows[0]].kind]
	switch {
	case n.Type == story.Person && kind != story.Person && c.borne[n.Text]:
		return true
	case n.Type == kind || n.Confidence < sureOfType:
		return false
	}
	return !m.byName || kind == story.Person && n.Type == story.Location
}

// drop takes the place of what overlaps a match.
func (c *claims) drop(m *match) {
	c.each(m, func(n *claim) { n.gone = true })
}

// left are the names that nothing took the place of.
func (c *claims) left() []story.Name {
	left := make([]story.Name, 0, len(c.names))
	for _, n := range c.names {
		if !n.gone {
			left = append(left, n.Name)
		}
	}
	return left
}
