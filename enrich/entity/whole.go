package entity

import (
	"slices"

	"dateline/enrich/story"
)

// whole is an organisation's name with the words beside it that the engine has
// left out. Some of the news it learned from is cut inside names, and so are
// its mentions; the entity that they are of is named in full.
func whole(s span) (span, bool) {
	if s.kind != story.Organisation {
		return s, false
	}
	if w, ok := closed(s); ok {
		return w, true
	}
	return withAcronym(s)
}

// closed is a name that ends in "of", "of the" or "for" with what that is of:
// [Communist Party of] India. Where nothing with a capital follows it is the
// name without these words.
func closed(s span) (span, bool) {
	cut := s.len()
	for cut > 1 && (s.word(cut-1) == "the" || s.word(cut-1) == "of" || s.word(cut-1) == "for") {
		cut--
	}
	if cut == s.len() {
		return s, false
	}
	sentence := s.field.Sentences[s.field.SentenceOf(s.start)]
	if end, ok := ofWhat(s.field, sentence, s.start+cut); ok && end > s.end {
		s.end = s.upTo(end)
		return s, true
	}
	return s.cut(0, cut), true
}

// upTo is where a name ends that goes on to a token at most: not in "in", which
// says where it is, nor in another organisation behind an "and".
func (s span) upTo(end int) int {
	for i := s.end; i < end; i++ {
		switch s.field.TokenText(i) {
		case "in":
			return i
		case "and":
			if slices.ContainsFunc(words(s.field, i, end), organisationWord) {
				return i
			}
		}
	}
	return end
}

// withAcronym is an organisation's name with the words before it that the
// acronym behind it tells to belong to it: of European [Central Bank] (ECB),
// European.
func withAcronym(s span) (span, bool) {
	letters := acronymAfter(s)
	if letters == "" || slices.Contains(acronyms(s.words()), letters) {
		return s, false
	}
	const most = 3 // words
	for n := 0; n < most && s.start > 0 && s.field.Tokens[s.start].SpaceBefore && capitalWord(s.field, s.start-1); n++ {
		s.start--
		if slices.Contains(acronyms(s.words()), letters) {
			return s, true
		}
	}
	return s, false
}
