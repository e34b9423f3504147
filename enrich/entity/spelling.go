package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/enrich/story"
)

// spelling is a way of writing a name as it is compared with others: without
// capitals, accents and dots, and without what a name can do without.
type spelling struct {
	words      []string
	generation string // of a person: "jr", "ii"
	nick       string // of a person: Bob in Robert "Bob" Reed
	nation     string // of an organisation: what was cut off its head
	legal      bool   // of an organisation: "Corp." was cut off its end
	raw        []string
}

// spell compares names of a type as its names are written.
func spell(raw []string, kind story.Type) spelling {
	switch kind {
	case story.Person:
		return personSpelling(raw)
	case story.Organisation:
		return organisationSpelling(raw)
	}
	return spelling{words: plainWords(raw), raw: raw}
}

// key tells spellings apart.
func (s *spelling) key(kind story.Type) string {
	return string(kind) + " " + s.nation + " " + strings.Join(s.words, " ") + " " + s.generation
}

// acronym is the one word of a name that is written as acronyms are, without
// its dots: UN, MoD, JFK.
func (s *spelling) acronym() string {
	if len(s.raw) != 1 || !inCapitalsMostly(s.raw[0]) {
		return ""
	}
	return plain(s.raw[0])
}

// inCapitalsMostly reports a word with two capitals or more and fewer small
// letters than that, as acronyms are.
func inCapitalsMostly(w string) bool {
	capitals, small := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsLower(r):
			small++
		case r != '.' && r != '&' && !unicode.IsDigit(r):
			return false
		}
	}
	return capitals >= 2 && small < capitals
}

func plainWords(raw []string) []string {
	words := make([]string, 0, len(raw))
	for _, w := range raw {
		if p := plain(w); p != "" && !possessive(w) {
			words = append(words, p)
		}
	}
	return words
}

// plain is a word without capitals, accents, dots, apostrophes and quotation
// marks. Hyphens of any sort are "-". Nothing may remain.
func plain(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf {
			return plainRunes(w)
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			return r
		}
		return -1
	}, w)
}

func plainRunes(w string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(w) {
		if s, ok := unmarked[r]; ok {
			b.WriteString(s)
			continue
		}
		switch r = unicode.ToLower(r); {
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmarked are letters that newsrooms without them write with others, and
// that do not fall apart into a letter and an accent.
var unmarked = map[rune]string{
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'ı': "i", 'ß': "ss", 'ẞ': "ss",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ə': "a", 'Ə': "a", 'ħ': "h", 'Ħ': "h",
}

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
	president chancellor minister secretary ambassador congressman congresswoman spokesman spokeswoman senator archbishop cardinal
`)

// organisationSpelling cuts the article and the legal form off, sets a
// department of something as a something department, takes the country off
// the head, and leaves "and" and hyphens out.
func organisationSpelling(raw []string) spelling {
	s := spelling{raw: raw}
	var w []string
	for _, word := range plainWords(raw) {
		if b, ok := british[word]; ok {
			word = b
		}
		w = appendParts(w, word)
	}
	for len(w) > 1 && (w[0] == "the" || legalHeads[w[0]]) {
		w = w[1:]
	}
	if len(w) > 1 && nation(w[0]) && (!ordinary(w[1]) || organs[w[1]]) || len(w) > 2 && nation(w[0]) {
		s.nation, w = w[0], w[1:]
	}
	w, s.legal = withoutForm(w)
	if len(w) > 2 && (w[0] == "department" || w[0] == "ministry") && w[1] == "of" {
		w = append(w[2:len(w):len(w)], w[0])
		if w[0] == "the" && len(w) > 2 {
			w = w[1:]
		}
	}
	kept := w[:0:0]
	for _, word := range w {
		if word != "and" || len(w) == 1 {
			kept = append(kept, word)
		}
	}
	if n := len(kept); n > 1 && kept[n-1] == "ministry" && kept[n-2] == "affairs" {
		kept = append(kept[:n-2], "ministry")
	}
	s.words = kept
	return s
}

// withoutForm cuts the legal form off a company's name, unless what remains
// would say nothing: "News Corp".
func withoutForm(w []string) (short []string, cut bool) {
	for n := len(w); n > 1 && (suffixes[w[n-1]] || legalTails[w[n-1]]) && (n > 2 || !ordinary(w[0]) && !ordinaryWords[w[0]]); n = len(w) {
		w, cut = w[:n-1], true
	}
	return w, cut
}

func nation(w string) bool { return nations[w] || w == "us" || w == "uk" }

var (
	legalHeads = set(`nv pt ao oao pao zao`)
	legalTails = set(`kg kgaa kk bhd sdn oao ooo pte pty srl sarl spa sab aps bv se sas cie`)
)

// british are words that the two sides of the ocean spell in two ways, and
// others that come to the same in a name.
var british = map[string]string{
	"defense": "defence", "labor": "labour", "organization": "organisation", "center": "centre", "theater": "theatre",
	"program": "programme", "harbor": "harbour", "dept": "department", "assn": "association", "univ": "university", "intl": "international",
}
