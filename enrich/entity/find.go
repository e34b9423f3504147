package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// organisations finds organisations by how they are called, without any
// engine:
//
//	Harbour Workers Union           capitals that end in a word for an organisation
//	Ministry of Ports and Fisheries such a word and what "of" or "for" adds
//	HWU                             capitals alone among small letters
func organisations(doc *text.Doc) []span {
	var found []span
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for _, s := range f.Sentences {
			if !shouted(f, s) {
				found = inSentence(found, f, s)
			}
		}
	}
	return found
}

func inSentence(found []span, f *text.Field, s text.Range) []span {
	for i := s.Start; i < s.End; {
		if !capitalWord(f, i) {
			i++
			continue
		}
		end := i + 1
		for end < s.End {
			if capitalWord(f, end) && f.Tokens[end].SpaceBefore {
				end++
				continue
			}
			n := link(f, end)
			if n == 0 || end+n >= s.End || !capitalWord(f, end+n) {
				break
			}
			end += n + 1
		}
		if sp, ok := run(f, s, i, end); ok {
			found = append(found, sp)
			i = max(end, sp.end)
			continue
		}
		if i == s.Start && end-i == 2 && opener(f.TokenText(i)) {
			i++
		}
		if sp := (span{f, i, i + 1, story.Organisation, acronymAlone}); end-i == 1 && (isAcronym(sp) || known[f.TokenText(i)]) {
			found = append(found, sp)
		}
		i = end
	}
	return found
}

// run reads an organisation from the capitalised words [i, end).
func run(f *text.Field, s text.Range, i, end int) (span, bool) {
	for i < end && (article(f.TokenText(i)) || i == s.Start && opener(f.TokenText(i))) {
		i++
	}
	head := end
	for head > i && !organisationWord(f.TokenText(head-1)) {
		head--
	}
	if head == i && i < end && houses[strings.ToLower(f.TokenText(end-1))] {
		last, ok := ofWhat(f, s, end)
		return span{f, end - 1, last, story.Organisation, runOfWords}, ok // House of Commons
	}
	if head == i {
		return span{}, false
	}
	sp := span{f, i, head, story.Organisation, runOfWords}
	if ofState[strings.ToLower(f.TokenText(head-1))] {
		sp = ofNation(sp)
	}
	if head == end {
		if last, ok := ofWhat(f, s, end); ok && ofHeads[strings.ToLower(f.TokenText(head-1))] {
			sp.end = last
			return sp, true
		}
	}
	return sp, sp.len() > 1
}

// link returns how many tokens at i may hold the capitalised words of one
// name together: "&", or the possessive of "People's Court".
func link(f *text.Field, i int) int {
	switch w := f.TokenText(i); {
	case w == "&":
		return 1
	case possessive(w) && bodies[strings.ToLower(f.TokenText(i-1))]:
		return 1
	}
	return 0
}

// ofWhat reads "of the Arts and Sciences" at token i.
func ofWhat(f *text.Field, s text.Range, i int) (end int, ok bool) {
	if i >= s.End || f.TokenText(i) != "of" && f.TokenText(i) != "for" {
		return 0, false
	}
	i++
	if i < s.End && f.TokenText(i) == "the" {
		i++
	}
	for i < s.End && capitalWord(f, i) {
		i, ok = i+1, true
	}
	for ok && i+1 < s.End && (f.TokenText(i) == "and" || f.TokenText(i) == "in") && capitalWord(f, i+1) {
		for i++; i < s.End && capitalWord(f, i); i++ {
		}
	}
	return i, ok
}

// capitalWord reports whether token i is a word that begins with a capital.
func capitalWord(f *text.Field, i int) bool {
	if f.Tokens[i].Kind != text.Word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.TokenText(i))
	return unicode.IsUpper(r)
}

// shouted reports whether a sentence is mostly in capitals, as headings are:
// then they tell nothing.
func shouted(f *text.Field, s text.Range) bool {
	small := 0
	for i := s.Start; i < s.End; i++ {
		if f.Tokens[i].Kind == text.Word && strings.ContainsFunc(f.TokenText(i), unicode.IsLower) {
			small++
		}
	}
	return small*2 < s.End-s.Start-small
}

func isAcronym(s span) bool {
	w := s.word(0)
	if len(w) < 3 || len(w) > 6 || notOrganisations[w] {
		return false
	}
	for _, r := range w {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

func opener(w string) bool { return openers[strings.ToLower(w)] }
