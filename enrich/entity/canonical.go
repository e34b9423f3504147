package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
)

// name is the fullest way in which a cluster is written: most words, without
// the titles before a person's name, then the one that is not in capitals,
// then the one without an article, then that of the body rather than of the
// headline, which has capitals of its own, then the longer.
func (g *grouping) name(c *cluster) string {
	var best writing
	for i, m := range c.mentions {
		s := g.spans[m]
		if w, ok := g.whole[m]; ok {
			s = w
		}
		if s.text() == best.text && best.body {
			continue
		}
		if w := write(s, c.kind); i == 0 || w.fuller(best) {
			best = w
		}
	}
	if best.loud {
		return quiet(best.text, c.kind)
	}
	return best.text
}

// writing is a mention as it may stand for its entity.
type writing struct {
	words int
	loud  bool // capitals only
	the   bool // begins with an article, which counts for no word
	body  bool
	text  string
}

func write(s span, kind story.Type) writing {
	if kind == story.Person {
		s = s.cut(untitled(s.words()), s.len())
	}
	for s.len() > 1 && kind == story.Person && possessive(s.word(s.len()-1)) {
		s = s.cut(0, s.len()-1)
	}
	w := strings.Join(strings.Fields(s.text()), " ")
	loud := !strings.ContainsFunc(w, unicode.IsLower)
	n := s.len() + strings.Count(w, "-")
	the := s.len() > 1 && article(s.word(0))
	if the {
		n--
	}
	return writing{words: n, loud: loud, the: the, body: s.field.Name == story.Body, text: w}
}

func (w writing) fuller(than writing) bool {
	switch {
	case w.words != than.words:
		return w.words > than.words
	case w.loud != than.loud:
		return than.loud
	case w.the != than.the:
		return than.the
	case w.body != than.body:
		return w.body
	}
	return utf8.RuneCountInString(w.text) > utf8.RuneCountInString(than.text)
}

// quiet writes a name that the story has in capitals only as a name is
// written. What could be an acronym stays: the single word, and the short
// words of an organisation.
func quiet(name string, kind story.Type) string {
	words := strings.Fields(name)
	if len(words) < 2 || kind != story.Person && kind != story.Organisation {
		return name
	}
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case generations[plain(w)] && plain(w) != "jr" && plain(w) != "sr", initial(w), strings.Count(w, ".") > 1:
		case kind == story.Organisation && utf8.RuneCountInString(w) <= 4 && !organisationWord(w) && !linking[low]:
		case i > 0 && (particles[low] || linking[low] || low == "the"):
			words[i] = low
		default:
			words[i] = capitalised(low)
		}
	}
	return strings.Join(words, " ")
}

// capitalised begins a word, each part of a compound, and what follows O' and
// Mc with a capital.
func capitalised(low string) string {
	var b strings.Builder
	start, up := 0, true // of the part of a compound
	for i, r := range low {
		if up {
			r = unicode.ToUpper(r)
		}
		b.WriteRune(r)
		switch up = false; {
		case r == '-':
			start, up = i+1, true
		case r == '\'' || r == '’':
			up = i == start+1
		case r == 'c':
			up = i == start+1 && low[start] == 'm'
		}
	}
	return b.String()
}
