package entity

import (
	"slices"
	"strings"

	"dateline/enrich/story"
)

// initials are the acronyms that an organisation may have, without dots: of
// its capitalised words, of all its words, with its country and without, and
// of what is left without the legal form.
func (c *cluster) initials() []string {
	if c.kind != story.Organisation || c.letters != nil || len(c.raw) < 2 {
		return c.letters
	}
	c.letters = acronyms(c.raw)
	if c.nation != "" {
		c.letters = append(c.letters, acronyms(c.raw[1:])...)
	}
	core := make([]byte, 0, 8)
	if c.nation != "" {
		core = append(core, c.nation[0])
	}
	cut := len(core)
	for _, w := range c.words {
		if !linking[w] && w != "the" {
			core = append(core, w[0])
		}
	}
	c.letters = append(c.letters, string(core), string(core[cut:]))
	c.letters = slices.DeleteFunc(c.letters, func(l string) bool { return len(l) < 2 })
	return c.letters
}

// acronyms are the first letters of all words of a name, of those with a
// capital, and of these with the capitals inside a compound.
func acronyms(words []string) []string {
	var all, capitals, inside []byte
	for _, w := range words {
		p := plain(w)
		if p == "" || possessive(w) || article(w) {
			continue
		}
		all = append(all, p[0])
		if !upper(w) {
			continue
		}
		capitals = append(capitals, p[0])
		for part := range strings.SplitSeq(w, "-") {
			if p := plain(part); p != "" && upper(part) {
				inside = append(inside, p[0])
			}
		}
	}
	return []string{string(all), string(capitals), string(inside)}
}

// acronymAfter is the acronym in brackets that follows a name, without dots.
func acronymAfter(s span) string {
	f := s.field
	if s.end+2 >= len(f.Tokens) || f.TokenText(s.end) != "(" || f.TokenText(s.end+2) != ")" || !inCapitalsMostly(f.TokenText(s.end+1)) {
		return ""
	}
	return plain(f.TokenText(s.end + 1))
}

// introductions finds names that the text says are one: "European Union
// (EU)", "BEUC (European Consumer Organisation)", "López Obrador, known as
// AMLO". The acronym is the short one, whichever comes first.
func (g *grouping) introductions() {
	of := make([]*cluster, len(g.spans))
	used := map[*cluster]bool{} // elsewhere than in brackets
	for _, c := range g.clusters {
		for _, m := range c.mentions {
			of[m] = c
			used[c] = used[c] || !bracketed(g.spans[m])
		}
	}
	for i := 1; i < len(g.spans); i++ {
		a, b := g.spans[i-1], g.spans[i]
		short, full := of[i], of[i-1]
		if len(short.words) > len(full.words) {
			short, full = full, short
		}
		if a.field != b.field || short.acronym() == "" || len(full.words) < 2 || short.intro != nil {
			continue
		}
		switch {
		case knownAs(a, b):
			short.intro = full
		case a.end+1 == b.start && bracketed(b):
			// A club's country and a player's club stand in brackets, too:
			// what is not made of initials is introduced to be used.
			if short.fits(full) || short.kind == full.kind && (short == of[i-1] || used[short]) {
				short.intro = full
			}
		}
	}
}

// fits reports that an acronym has the initials of a name.
func (c *cluster) fits(full *cluster) bool {
	for _, letters := range append(full.initials(), initialsOf(full.words)) {
		if c.acronym() == letters {
			return true
		}
	}
	return false
}

// bracketed reports a name that fills a pair of parentheses.
func bracketed(s span) bool {
	f := s.field
	return s.start > 0 && s.end < len(f.Tokens) && f.TokenText(s.start-1) == "(" && f.TokenText(s.end) == ")"
}

// knownAs reports "…, widely known as …" between two names.
func knownAs(a, b span) bool {
	const far = 5 // tokens
	return b.start-a.end >= 2 && b.start-a.end <= far && b.field.TokenText(b.start-1) == "as" && b.field.TokenText(b.start-2) == "known"
}
