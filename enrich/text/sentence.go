package text

import (
	"strings"
	"unicode"
)

// sentences groups the tokens of s into sentences. A sentence ends
//
//   - at a blank line, a form feed or a paragraph separator, whatever stands
//     before it, and at every line's end in text that is not hard-wrapped;
//   - behind . ! ? … and the brackets and quotes that close after them,
//     unless what follows shows that it goes on: a lower-case letter, or a
//     verb of saying behind a quotation;
//   - behind an abbreviation only where a capital word follows that begins
//     sentences more often than names ("in the U.S. The", "at Acme Inc. He").
func sentences(s string, toks []Token) []Range {
	if len(toks) == 0 {
		return nil
	}
	sp := splitter{s: s, toks: toks, wrapped: hardWrapped(s)}
	out := make([]Range, 0, len(toks)/20+1)
	start := 0
	for i := 0; i < len(toks)-1; {
		next := i + 1
		if !sp.breaks(i, next) {
			if end := sp.ends(start, i); end > 0 {
				next = end
			} else {
				i = next
				continue
			}
		}
		out = append(out, Range{start, next})
		start, i = next, next
	}
	return append(out, Range{start, len(toks)})
}

type splitter struct {
	s       string
	toks    []Token
	wrapped bool
}

func (sp *splitter) text(i int) string { return sp.s[sp.toks[i].Start:sp.toks[i].End] }

// breaks reports whether the blanks between two tokens part paragraphs.
func (sp *splitter) breaks(i, next int) bool {
	gap := sp.s[sp.toks[i].End:sp.toks[next].Start]
	if len(gap) < 2 && gap != "\n" && gap != "\f" && gap != "\r" {
		return false
	}
	lines := 0
	for j, r := range gap {
		switch r {
		case '\n', '\u0085', '\u2028':
			lines++
		case '\r':
			if j+1 == len(gap) || gap[j+1] != '\n' {
				lines++
			}
		case '\f', '\v', '\u2029':
			return true
		}
	}
	if lines != 1 {
		return lines > 1
	}
	after := gap[strings.LastIndexAny(gap, "\n\r\u0085\u2028")+1:]
	indented := len(after) > 1 && strings.Trim(after, " \t") == "" || after == "\t"
	return !sp.wrapped || indented
}

// ends returns the token that begins the next sentence when the one that
// began at start ends at i or behind the marks that close after i; else 0.
func (sp *splitter) ends(start, i int) int {
	t := sp.toks[i]
	w := sp.text(i)
	stop := w[len(w)-1] == '.'
	if !stop && !endMark(w) {
		return 0
	}
	next, quoted := i+1, false
	for next < len(sp.toks) && !sp.breaks(next-1, next) && sp.closes(next) {
		quoted = quoted || sp.text(next) != ")" && sp.text(next) != "]"
		next++
	}
	if next == len(sp.toks) {
		return 0
	}
	if sp.breaks(next-1, next) {
		return next
	}
	if t.Kind == Punct && strings.ContainsAny(w, "。！？") {
		return next
	}
	first := next // the first word or number behind opening marks
	for first < len(sp.toks)-1 && first < next+3 && sp.toks[first].Kind == Punct && opening(sp.text(first)) {
		first++
	}
	r, _ := runeAt(sp.s, sp.toks[first].Start)
	if unicode.IsLower(r) {
		return 0
	}
	switch {
	case t.Kind != Punct:
		if !sp.abbreviationEnds(w, first, first > next || quoted) {
			return 0
		}
	case w == ".":
		if !sp.toks[next].SpaceBefore && !(unicode.IsUpper(r) && i > start && sp.toks[i-1].Kind == Word) {
			return 0
		}
		if i == start+1 && sp.toks[start].Kind == Number {
			return 0 // "1. The first"
		}
	case stop || w == "…":
		if !unicode.IsUpper(r) {
			return 0
		}
	}
	if quoted && w[0] != '.' && sp.said(first) {
		return 0
	}
	return next
}

// abbreviationEnds reports whether the abbreviation w ends a sentence when
// the word at token next follows it, opening marks before that or not.
func (sp *splitter) abbreviationEnds(w string, next int, marked bool) bool {
	following := sp.text(next)
	r, _ := runeAt(following, 0)
	kind := plainAbbr
	if strings.Count(w, ".") == 1 && !strings.Contains(w, "-") {
		kind = abbrOf(w[:len(w)-1])
	}
	switch kind {
	case titleAbbr, numberAbbr:
		return false
	case lastAbbr:
		return unicode.IsUpper(r) || marked
	case dateAbbr:
		if sp.toks[next].Kind == Number {
			return false
		}
	}
	if sp.toks[next].Kind == Number {
		return false
	}
	if marked {
		return unicode.IsUpper(r)
	}
	if w == "a.m." || w == "p.m." || w == "A.M." || w == "P.M." {
		return unicode.IsUpper(r) && !ofTime(following)
	}
	return opensSentence(following) || sp.toks[next].Kind == Punct && !unicode.IsLetter(r) && following != "," && following != ";" &&
		following != ":" && opening(following)
}

// ofTime reports whether w may follow a time of day in its sentence.
func ofTime(w string) bool {
	switch w {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Eastern", "Central", "Pacific", "Mountain",
		"Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "Greenwich":
		return true
	}
	return len(w) <= 4 && strings.ToUpper(w) == w && w != "I" && w != "A" // EST, GMT
}

// said reports whether a verb of saying stands at token i or shortly behind
// it: what went before is quoted and the sentence goes on.
func (sp *splitter) said(i int) bool {
	for j := i; j < len(sp.toks) && j < i+4; j++ {
		switch sp.text(j) {
		case "said", "says", "asked", "asks", "told", "wrote", "added", "shouted", "tweeted", "replied", "cried":
			return true
		case ",", ".", "?", "!":
			return false
		}
	}
	return false
}

func endMark(w string) bool {
	switch w[0] {
	case '.', '!', '?':
		return true
	}
	switch w {
	case "…", "。", "！", "？", "؟", "۔", "।", "‼", "⁇", "⁈", "⁉":
		return true
	}
	return false
}

// closes reports whether token i closes a quotation or bracket behind the
// end of a sentence: no blank stands before it.
func (sp *splitter) closes(i int) bool {
	t := sp.toks[i]
	if t.SpaceBefore || t.Kind != Punct {
		return false
	}
	switch sp.text(i) {
	case "\"", "'", "''", "”", "’", "»", ")", "]", "」", "』", "›":
		return true
	}
	return false
}

func opening(w string) bool {
	switch w {
	case "\"", "'", "``", "“", "‘", "«", "(", "[", "„", "‚", "‹", "「", "『", "-", "--", "—", "–", "•", "*", "¿", "¡":
		return true
	}
	return false
}
