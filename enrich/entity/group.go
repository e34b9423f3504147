package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// cluster is an entity in the making: its forms are the different ways it is
// written, the fullest of them its name.
type cluster struct {
	kind     story.Type
	name     []string // words of the fullest form
	mentions []span
	first    int      // order of its first mention
	full     *cluster // what this one is a short form of
}

// Group puts the mentions of one person, organisation or other thing together:
// "Wang Yi" and "Wang", "European Union (EU)" and "EU", "Toyota Motor Corp."
// and "Toyota". A short form that two full names could stand for stays an
// entity of its own. The most relevant entity comes first.
func Group(doc *text.Doc, names []story.Name) []story.Entity {
	var spans []span
	for _, n := range names {
		if s, ok := locate(doc, n); ok && n.Type != story.Location {
			spans = append(spans, s)
		}
	}
	clusters := join(sameForm(spans))
	entities := make([]story.Entity, 0, len(clusters))
	for _, c := range clusters {
		entities = append(entities, c.entity(doc))
	}
	slices.SortStableFunc(entities, func(a, b story.Entity) int { return cmp.Compare(b.Relevance, a.Relevance) })
	return entities
}

// sameForm makes a cluster of each way of writing. The engine's types are put
// to the vote: a name that is a person three times and a place once is a
// person.
func sameForm(spans []span) []*cluster {
	var clusters []*cluster
	byForm := map[string]*cluster{}
	for i, s := range spans {
		form := fold(s.words())
		c := byForm[form]
		if c == nil {
			c = &cluster{name: s.words(), first: i}
			byForm[form] = c
			clusters = append(clusters, c)
		}
		c.mentions = append(c.mentions, s)
	}
	for _, c := range clusters {
		votes := map[story.Type]int{}
		for _, m := range c.mentions {
			votes[m.kind] += 1 + m.confidence
		}
		for _, kind := range []story.Type{story.Person, story.Organisation, story.Other} {
			if votes[kind] > votes[c.kind] {
				c.kind = kind
			}
		}
	}
	return clusters
}

// most is how many full forms are looked at for one short form. A story with
// more Smiths than that is a phone book.
const most = 64

// join merges each short form into the one full form that it can stand for.
func join(clusters []*cluster) []*cluster {
	index := indexForms(clusters)
	for _, short := range clusters {
		candidates := 0
		var full *cluster
		for _, other := range index.of(short) {
			if other != short && stands(short, other) && !sameName(full, other) {
				full = other
				candidates++
			}
		}
		if candidates == 1 {
			short.full = full
		}
	}
	var kept []*cluster
	for _, c := range clusters {
		if c.full == nil {
			kept = append(kept, c)
			continue
		}
		root := c.full
		for root.full != nil { // each is longer than the last, so that it ends
			root = root.full
		}
		root.mentions = append(root.mentions, c.mentions...)
		root.first = min(root.first, c.first)
	}
	slices.SortFunc(kept, func(a, b *cluster) int { return cmp.Compare(a.first, b.first) })
	return kept
}

// forms finds the clusters that a short form may stand for: by any word of
// their names, by their initials, and by what follows them in parentheses.
type forms map[string][]*cluster

func indexForms(clusters []*cluster) forms {
	x := forms{}
	for _, c := range clusters {
		keys := map[string]bool{}
		for _, w := range c.name {
			keys[strings.ToLower(w)] = true
		}
		if c.kind == story.Organisation {
			keys["="+initials(c.name)] = true
			for _, m := range c.mentions {
				if w, ok := bracketed(m); ok {
					keys["("+w] = true
				}
			}
		}
		for key := range keys {
			x[key] = append(x[key], c)
		}
	}
	return x
}

func (x forms) of(short *cluster) []*cluster {
	w := short.name[0]
	all := slices.Clone(first(x[strings.ToLower(w)]))
	if len(short.name) == 1 {
		all = append(all, first(x["="+undotted(w)])...)
		all = append(all, first(x["("+w])...)
	}
	// Found in several ways, it is one candidate all the same.
	slices.SortFunc(all, func(a, b *cluster) int { return cmp.Compare(a.first, b.first) })
	return slices.Compact(all)
}

func first(c []*cluster) []*cluster { return c[:min(most, len(c))] }

func undotted(w string) string { return strings.ToUpper(strings.ReplaceAll(w, ".", "")) }

// sameName reports that two full forms are one name with more or less in the
// middle, so that a short form of both is not ambiguous.
func sameName(a, b *cluster) bool {
	return a != nil && a.kind == story.Person && b.kind == story.Person && len(a.name) > 1 && len(b.name) > 1 &&
		strings.EqualFold(a.name[0], b.name[0]) && strings.EqualFold(a.name[len(a.name)-1], b.name[len(b.name)-1])
}

// stands reports whether short can stand for full.
func stands(short, full *cluster) bool {
	s, f := short.name, full.name
	if len(s) >= len(f) {
		return false
	}
	switch full.kind {
	case story.Person:
		if short.kind != story.Person && len(s) > 1 {
			return false
		}
		if len(s) == 1 { // surname, or the family name that comes first: Wang Yi
			return strings.EqualFold(s[0], f[len(f)-1]) || strings.EqualFold(s[0], f[0]) && short.kind == story.Person
		}
		return strings.EqualFold(s[0], f[0]) && strings.EqualFold(s[len(s)-1], f[len(f)-1]) || hasWords(f, s)
	case story.Organisation:
		if len(s) == 1 && (inParentheses(full, s[0]) || initials(f) == undotted(s[0])) {
			return true
		}
		// "Toyota" for Toyota Motor Corp.; not "National" for National Bank, nor
		// "U.N." for the U.N. General Assembly.
		if len(s) == 1 && strings.ToUpper(s[0]) == s[0] && !suffixes[strings.ToLower(strings.TrimSuffix(f[len(f)-1], "."))] {
			return false
		}
		return short.kind != story.Other && prefix(f, s) && organisationWord(f[len(f)-1]) && !ordinary(s[len(s)-1])
	}
	return false
}

// ordinary are words that begin the names of many organisations and stand for
// none of them alone.
func ordinary(word string) bool {
	w := strings.ToLower(word)
	return titlePart[w] || organisationWords[w] || w == "united" || w == "international" || w == "european" || w == "american"
}

// inParentheses reports that a mention of full is followed by "(EU)".
func inParentheses(full *cluster, short string) bool {
	return slices.ContainsFunc(full.mentions, func(m span) bool {
		w, ok := bracketed(m)
		return ok && w == short
	})
}

// bracketed is the one word in parentheses that follows a mention.
func bracketed(m span) (string, bool) {
	f := m.field
	if m.end+2 < len(f.Tokens) && f.TokenText(m.end) == "(" && f.TokenText(m.end+2) == ")" {
		return f.TokenText(m.end + 1), true
	}
	return "", false
}

// initials are the first letters of the capitalised words.
func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

func prefix(words, of []string) bool {
	for i, w := range of {
		if !strings.EqualFold(words[i], w) {
			return false
		}
	}
	return true
}

// hasWords reports that part stands in words as it is.
func hasWords(words, part []string) bool {
	for i := range len(words) - len(part) + 1 {
		if prefix(words[i:], part) {
			return true
		}
	}
	return false
}

// fold is a form without regard to capitals, for headlines that have many.
func fold(words []string) string { return strings.ToLower(strings.Join(words, " ")) }
