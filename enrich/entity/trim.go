package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// longestPerson is how many words a person's name may have: "Sheikh Mohammed
// bin Rashid Al Maktoum" is one of the longest that news carries.
const longestPerson = 6

// trim cuts one name to what it is. It may turn out to be none, or two: "EU
// Commissioner Margrethe Vestager" names two.
func trim(s span) []span {
	s, ok := bare(s)
	if !ok {
		return nil
	}
	s = extend(s)
	if first, last, ok := titleIn(s); ok {
		after, isName := bare(s.cut(last, s.len()))
		before, hasMore := bare(s.cut(0, first))
		switch {
		case isName && after.len() <= longestPerson && !organisationWord(after.word(after.len()-1)):
			after = after.titled()
			if hasMore && acronym(before) {
				before.kind = story.Organisation
				return []span{before, after}
			}
			return []span{after}
		case !isName && s.kind == story.Person:
			return nil // a title alone: "the Prime Minister"
		}
	}
	switch {
	case s.kind != story.Organisation && s.len() > 1 && organisationWord(s.word(s.len()-1)):
		s.kind = story.Organisation
	case s.len() <= 3 && announced(s):
		s = s.titled()
	case s.kind == story.Organisation && likePerson(ofNation(s)):
		s.kind, s.confidence = story.Person, retypedPerson
	case s.kind == story.Person && (thing(s) || s.len() > 1 && placeWords[strings.ToLower(s.word(0))]):
		s.kind = story.Other
	}
	if s.kind == story.Person {
		s = ofNation(s)
	}
	if s.kind == story.Organisation && vague(s) || s.len() > 2 && inCapitals(s) {
		return nil
	}
	return []span{s}
}

// bare cuts off what is never part of a name: punctuation, articles,
// possessives. It returns false when nothing is left that could be one.
func bare(s span) (span, bool) {
	for s.len() > 0 && (s.field.Tokens[s.start].Kind == text.Punct || article(s.word(0)) || s.len() > 1 && adjective(s.word(0))) {
		s = s.cut(1, s.len())
	}
	for s.len() > 0 && (s.field.Tokens[s.end-1].Kind == text.Punct || possessive(s.word(s.len()-1)) || s.kind != story.Organisation && score(s)) {
		s = s.cut(0, s.len()-1)
	}
	if s.len() == 0 {
		return s, false
	}
	named := false
	for i := range s.len() {
		named = named || upper(s.word(i))
	}
	return s, named && !(s.len() == 1 && noName(s.word(0)))
}

// noName reports a single word that names nobody, whatever the engine thinks:
// a day, a letter, part of a title, an adjective such as "U.S.-led".
func noName(word string) bool {
	w := strings.ToLower(word)
	return len(word) == 1 || calendar[w] || titlePart[w] || title(word) || peoples[w] || adjective(word)
}

// adjective reports what a hyphen makes of a name: "London-born", "U.S.-led".
func adjective(word string) bool {
	_, tail, hyphen := cutLast(word, "-")
	return hyphen && (strings.HasSuffix(tail, "ed") && !upper(tail) || adjectiveTail[tail])
}

// score reports whether a name ends in a number: "Panama 3-1".
func score(s span) bool { return s.len() > 1 && s.field.Tokens[s.end-1].Kind == text.Number }

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// titleIn finds the last title in a name: the tokens [first, last) of it with
// the titles that stand right before it, as in "former Prime Minister".
func titleIn(s span) (first, last int, ok bool) {
	for i := s.len() - 1; i >= 0; i-- {
		if title(s.word(i)) && !followedByOf(s, i) {
			first = i
			for first > 0 && (title(s.word(first-1)) || titlePart[strings.ToLower(s.word(first-1))]) {
				first--
			}
			return first, i + 1, true
		}
	}
	return 0, 0, false
}

// followedByOf reports "Secretary of State": the title goes on.
func followedByOf(s span, i int) bool {
	return i+1 < s.len() && strings.EqualFold(s.word(i+1), "of")
}

// announced reports whether a title stands right before the name: "President",
// "Mr.", "spokeswoman". A comma or an "of" between them breaks it.
func announced(s span) bool {
	i := s.start - 1
	if i < 0 || !s.field.Tokens[s.start].SpaceBefore {
		return false
	}
	word := s.field.TokenText(i)
	// "U.S. Secretary of State Antony Blinken", "Chief of Staff"
	if i >= 2 && strings.EqualFold(s.field.TokenText(i-1), "of") && title(s.field.TokenText(i-2)) && titleEnd[strings.ToLower(word)] {
		return true
	}
	return title(word)
}

// acronym reports whether a name is one word of capitals.
func acronym(s span) bool {
	w := s.word(0)
	if s.len() != 1 || utf8.RuneCountInString(w) < 2 {
		return false
	}
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// title reports a title: also "Lieutenant-Colonel", and "Minister-designate".
func title(word string) bool {
	w := strings.ToLower(strings.TrimSuffix(word, "."))
	if titles[w] {
		return true
	}
	first, last, ok := cutLast(w, "-")
	return ok && (titles[last] && (titles[first] || titlePart[first]) || titles[first] && (last == "elect" || last == "designate"))
}

func organisationWord(word string) bool {
	return organisationWords[strings.ToLower(strings.TrimSuffix(word, "."))]
}

func article(word string) bool {
	return word == "the" || word == "The" || word == "a" || word == "A" || word == "An"
}

func possessive(word string) bool {
	switch word {
	case "'s", "’s", "'S", "’S", "'", "’":
		return true
	}
	return len(word) < 6 && strings.HasPrefix(word, "'") || strings.HasPrefix(word, "’") // 've, 'll
}

func upper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// extend takes in what the engine leaves of a person's name: initials before
// it ("C. Reed") and a second half behind a particle ("Maria de Souza").
func extend(s span) span {
	if s.kind != story.Person || s.len() > 3 {
		return s
	}
	f := s.field
	for s.start > 0 && s.len() < longestPerson && f.Tokens[s.start].SpaceBefore && initial(f.TokenText(s.start-1)) {
		s.start--
	}
	for i := s.end; i+1 < len(f.Tokens) && i < s.end+3 && particles[f.TokenText(i)]; i++ {
		if capitalWord(f, i+1) {
			s.end = i + 2
			for s.end < len(f.Tokens) && s.len() < longestPerson && capitalWord(f, s.end) && f.Tokens[s.end].SpaceBefore {
				s.end++
			}
			if i = s.end - 1; s.len() >= longestPerson {
				break
			}
		}
	}
	return s
}

// initial reports "J." and "J.K.", and not "U.S.", which has a name of its own.
func initial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && n < len(w) && w[n] == '.' && (len(w) == n+1 || len(w) <= 6 && w[len(w)-1] == '.' && w != "U.S." && w != "U.N." && w != "D.C." && w != "U.K.")
}

// likePerson reports two or three words that are written as a person's name
// is. Of those that the engine takes for organisations, persons are three in
// four on the development stories.
func likePerson(s span) bool {
	if s.len() < 2 || s.len() > 3 {
		return false
	}
	for i := range s.len() {
		w := s.word(i)
		r, n := utf8.DecodeRuneInString(w)
		next, _ := utf8.DecodeRuneInString(w[n:])
		if !unicode.IsUpper(r) || !unicode.IsLower(next) && !initial(w) || titlePart[strings.ToLower(w)] || organisationWord(w) || things[strings.ToLower(w)] || ordinaryWords[strings.ToLower(w)] || peoples[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// inCapitals reports a name of nothing but capitals. Of three such words or
// more, hardly any are a name: they are a piece of a heading.
func inCapitals(s span) bool {
	for i := range s.len() {
		if strings.ContainsFunc(s.word(i), unicode.IsLower) {
			return false
		}
	}
	return true
}

// titled is the name as that of the person whom a title announces.
func (s span) titled() span {
	s.kind, s.confidence = story.Person, max(s.confidence, titleBefore)
	return s
}

// ofNation cuts the adjective of a nation off the head of a name: the place
// tagger finds it in the text that remains.
func ofNation(s span) span {
	for s.len() > 1 && nations[strings.ToLower(s.word(0))] {
		s = s.cut(1, s.len())
	}
	return s
}

// vague reports an organisation that its words do not tell from others.
func vague(s span) bool {
	last := strings.ToLower(s.word(s.len() - 1))
	if s.len() == 1 {
		return !known[s.word(0)] && (ordinaryWords[last] || organisationWords[last])
	}
	return peoples[last] || nations[strings.TrimSuffix(last, "s")]
}

// thing reports a name that ends in a word for an event or a work.
func thing(s span) bool {
	return s.len() > 1 && things[strings.ToLower(s.word(s.len()-1))]
}
