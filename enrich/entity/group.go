package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// cluster is an entity in the making: at first the mentions that are written
// alike, in the end all that are of one entity.
type cluster struct {
	spelling
	kind     story.Type
	mentions []int      // indices of grouping.spans, which are in the order of the text
	full     *cluster   // what this one is a short form of, if it is
	intro    *cluster   // what the text says that it stands for
	rivals   []*cluster // what it could stand for, when it is not clear what it does
	late     []int      // mentions that turned out to be its own
	letters  []string   // see initials
}

// root is the fullest form that this one is of.
func (c *cluster) root() *cluster {
	for c.full != nil {
		c = c.full
	}
	return c
}

// take makes another cluster a form of this one.
func (c *cluster) take(o *cluster) {
	o.full = c
	c.mentions = append(c.mentions, o.mentions...)
}

// Group puts the mentions of one person, organisation or other thing together:
// "Wang Yi" and "Wang", "European Union (EU)" and "EU", "Toyota Motor Corp."
// and "Toyota". A short form that two full names could stand for is that of
// the one that the story has named so far, or in the same paragraph, and
// stays an entity of its own where that does not tell. The most relevant
// entity comes first. Every name that is not a place, and lies in the text,
// is a mention of exactly one entity.
//
//	names → alike (by spelling) → introduced ("… (EU)") → joined (short forms
//	to full ones) → shared (mentions that could be of two) → entities
func Group(doc *text.Doc, names []story.Name) []story.Entity {
	g := grouping{doc: doc, spans: located(doc, names), whole: map[int]span{}}
	g.alike()
	g.introductions()
	g.join()
	g.share()
	return g.entities()
}

// grouping is the work on one story.
type grouping struct {
	doc      *text.Doc
	spans    []span       // in the order of the text
	whole    map[int]span // names that begin before their mention, by its index
	clusters []*cluster
}

// located are the names that are no places, in the order of the text.
func located(doc *text.Doc, names []story.Name) []span {
	spans := make([]span, 0, len(names))
	for _, n := range names {
		if s, ok := locate(doc, n); ok && n.Type != story.Location {
			spans = append(spans, s)
		}
	}
	order := func(a, b span) int {
		if a.field != b.field {
			return indexOf(doc, a.field) - indexOf(doc, b.field)
		}
		return cmp.Or(a.start-b.start, a.end-b.end)
	}
	if !slices.IsSortedFunc(spans, order) {
		slices.SortStableFunc(spans, order)
	}
	return spans
}

// alike makes a cluster of each way of writing.
func (g *grouping) alike() {
	byText := make(map[string]*cluster, len(g.spans)) // capitals and all, to read each way of writing once
	byForm := make(map[string]*cluster, len(g.spans))
	for i, s := range g.spans {
		raw := s.text()
		c := byText[raw]
		if c == nil {
			form := strings.ToLower(raw)
			if c = byForm[form]; c == nil {
				c = &cluster{spelling: spelling{raw: s.words()}}
				byForm[form] = c
				g.clusters = append(g.clusters, c)
			}
			byText[raw] = c
		}
		if w, ok := whole(s); ok {
			c.raw, g.whole[i] = w.words(), w
		}
		c.mentions = append(c.mentions, i)
	}
	g.vote()
	bySpelling := make(map[string]*cluster, len(g.clusters))
	for _, c := range g.clusters {
		c.spelling = spell(c.raw, c.kind)
		if len(c.words) == 0 {
			continue
		}
		key := c.key(c.kind)
		if full := bySpelling[key]; full != nil {
			full.take(c)
			continue
		}
		bySpelling[key] = c
	}
	g.clusters = slices.DeleteFunc(g.clusters, func(c *cluster) bool { return c.full != nil })
}

// vote puts the engine's types to the vote: a name that is a person three
// times and an organisation once is a person. Only a word that is a surname
// and the head of an organisation's name in the same story is two: Ford, with
// Gerald Ford and Ford Motor.
func (g *grouping) vote() {
	type sides struct{ person, organisation bool }
	borne := map[string]sides{}
	for _, c := range g.clusters {
		c.kind = g.mostly(c.mentions)
		if len(c.raw) < 2 {
			continue
		}
		first, last := strings.ToLower(c.raw[0]), strings.ToLower(c.raw[len(c.raw)-1])
		switch c.kind {
		case story.Person:
			borne[last] = sides{true, borne[last].organisation}
		case story.Organisation:
			borne[first] = sides{borne[first].person, true}
		}
	}
	for _, c := range g.clusters[:len(g.clusters):len(g.clusters)] {
		if len(c.raw) == 1 && borne[strings.ToLower(c.raw[0])] == (sides{true, true}) {
			g.part(c)
		}
	}
}

// part cuts a cluster in two, persons and organisations.
func (g *grouping) part(c *cluster) {
	var persons, others []int
	for _, m := range c.mentions {
		if g.spans[m].kind == story.Person {
			persons = append(persons, m)
		} else {
			others = append(others, m)
		}
	}
	if len(persons) == 0 || len(others) == 0 {
		return
	}
	c.kind, c.mentions = story.Person, persons
	g.clusters = append(g.clusters, &cluster{spelling: c.spelling, kind: g.mostly(others), mentions: others})
}

// mostly is the type that weighs most among the mentions.
func (g *grouping) mostly(mentions []int) (kind story.Type) {
	best := 0
	for _, k := range [...]story.Type{story.Person, story.Organisation, story.Other} {
		votes := 0
		for _, m := range mentions {
			if g.spans[m].kind == k {
				votes += 1 + g.spans[m].confidence
			}
		}
		if votes > best {
			best, kind = votes, k
		}
	}
	return kind
}
