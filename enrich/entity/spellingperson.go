package entity

import (
	"strings"
	"unicode"
)

// generations follow a person's name, and tell father from son.
var generations = set(`jr sr junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii`)

// personSpelling cuts titles and the generation off, takes the nickname out
// and cuts compounds and initials: Jean-Claude is jean, claude and J.K. is
// j, k.
func personSpelling(raw []string) spelling {
	s := spelling{raw: raw, words: make([]string, 0, len(raw)+1)}
	first := untitled(raw)
	for i := first; i < len(raw); i++ {
		w := raw[i]
		p := plain(w)
		switch {
		case p == "" || possessive(w):
		case i > first && quotation(raw[i-1]) && i+1 < len(raw) && quotation(raw[i+1]):
			s.nick = p
		case len(raw) > 1 && (initial(w) || pairOfInitials(raw, i)):
			for _, r := range p {
				s.words = append(s.words, string(r))
			}
		default:
			if after, ok := strings.CutPrefix(p, "el-"); ok {
				p = "al-" + after
			}
			s.words = appendParts(s.words, p)
		}
	}
	if n := len(s.words); n > 1 && generations[s.words[n-1]] {
		s.words, s.generation = s.words[:n-1], generation(s.words[n-1])
	}
	return s
}

// appendParts adds the parts of a compound.
func appendParts(words []string, compound string) []string {
	for part := range strings.SplitSeq(compound, "-") {
		if part != "" {
			words = append(words, part)
		}
	}
	return words
}

func generation(w string) string {
	switch w {
	case "junior":
		return "jr"
	case "senior":
		return "sr"
	}
	return w
}

func quotation(w string) bool {
	switch w {
	case `"`, "“", "”", "„", "‘", "’", "'", "``", "''", "«", "»", "(", ")":
		return true
	}
	return false
}

// pairOfInitials reports JD in "JD Reed", and not AL in "AL REED".
func pairOfInitials(raw []string, i int) bool {
	return len(raw[i]) == 2 && i+1 < len(raw) && inCapitalsMostly(raw[i]) && strings.ContainsFunc(raw[i+1], unicode.IsLower)
}

// untitled is the index of the first word of a person's name that is no title
// before it. Titles that are also given names stay where nothing but a
// surname follows: Earl Reed, Judge Reed.
func untitled(raw []string) int {
	i := 0
	for i+1 < len(raw) && (honorific[plain(raw[i])] || i+2 < len(raw) && (title(raw[i]) || titlePart[plain(raw[i])])) {
		i++
	}
	return i
}

// honorific are titles that are nobody's given name.
var honorific = set(`
	mr mrs ms miss mx dr prof professor sir dame monsieur madame herr frau señor señora senor senora sen senator rep gov
	gen lt col capt sgt maj adm cmdr rev
	president chancellor minister secretary ambassador congressman congresswoman spokesman spokeswoman archbishop cardinal
`)
