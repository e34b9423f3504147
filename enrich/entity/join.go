package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/enrich/story"
)

// most is how many full forms are looked at for one short form. A story with
// more Smiths than that is a phone book, and its Smith is nobody's.
const most = 64

// join makes each short form one of the full form that it can stand for. The
// fuller come first, so that what a short form finds is complete: George Bush
// is of George Walker Bush before Bush looks for either.
func (g *grouping) join() {
	order := slices.Clone(g.clusters)
	slices.SortStableFunc(order, func(a, b *cluster) int { return cmp.Compare(len(b.words), len(a.words)) })
	x := forms{}
	for _, c := range order {
		if c.intro != nil && c.intro.root() != c {
			c.intro.root().take(c)
			continue
		}
		found := x.stand(c)
		if len(found) == 1 {
			found[0].take(c)
			continue
		}
		c.rivals = found
		x.add(c)
	}
	g.clusters = slices.DeleteFunc(g.clusters, func(c *cluster) bool { return c.full != nil })
	for _, c := range g.clusters {
		slices.Sort(c.mentions)
	}
}

// stands says how a form may stand for a full one.
func stands(short, full *cluster) int {
	switch full.kind {
	case story.Person:
		return standsForPerson(short, full)
	case story.Organisation:
		return standsForOrganisation(short, full)
	}
	return no
}

// forms finds the clusters that a short form may stand for: by any word of
// their names, and by their initials.
type forms map[string][]*cluster

func (x forms) add(c *cluster) {
	put := func(key string) {
		if at := x[key]; len(at) <= most && !slices.Contains(at, c) {
			x[key] = append(at, c)
		}
	}
	for _, w := range c.words {
		put(w)
	}
	switch c.kind {
	case story.Person:
		if c.nick != "" {
			put(c.nick)
		}
		for _, long := range diminutives[c.head()] {
			put(long)
		}
		if len(c.words) > 2 {
			put("=" + initialsOf(c.words))
		}
	case story.Organisation:
		put(singular(c.tail()))
		for _, letters := range c.initials() {
			put("=" + letters)
		}
	}
}

// head and tail are the first and the last word, or nothing.
func (s *spelling) head() string {
	if len(s.words) == 0 {
		return ""
	}
	return s.words[0]
}

func (s *spelling) tail() string {
	if len(s.words) == 0 {
		return ""
	}
	return s.words[len(s.words)-1]
}

// stand returns the clusters that a form stands for in the strongest way in
// which it stands for any.
func (x forms) stand(c *cluster) (found []*cluster) {
	if len(c.words) == 0 {
		return nil
	}
	best := misread + 1
	look := func(key string) {
		at := x[key]
		if len(at) > most {
			return
		}
		for _, full := range at {
			how := stands(c, full)
			if how == no || how > best || slices.Contains(found, full) {
				continue
			}
			if how < best {
				best, found = how, found[:0]
			}
			found = append(found, full)
		}
	}
	look(c.head())
	look(c.tail())
	if c.kind == story.Organisation {
		look(singular(c.tail()))
		long, _, _ := strings.Cut(called[c.head()], " ")
		look(long)
	}
	for _, long := range diminutives[c.head()] {
		look(long)
	}
	if a := c.acronym(); a != "" {
		look("=" + a)
	}
	return found
}

// prefix reports that a name begins with these words.
func prefix(words, of []string) bool {
	return len(words) <= len(of) && slices.Equal(words, of[:len(words)])
}
