package topic

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// A term is what is looked for: words that stand together, or several such
// stretches in one sentence.
//
//	general election       the two words, one after the other
//	strike & union         both in one sentence, in any order
//	strike &5 union        at most five words apart, in any order
//	arrest{ed,ing}         arrested, or arresting
//
// Case and plural do not matter, nor do hyphens.

// maxForms is how many terms one with braces may stand for.
const maxForms = 64

// expand returns the terms that one with braces stands for.
func expand(term string) ([]string, error) {
	open := strings.IndexByte(term, '{')
	if open < 0 {
		if strings.IndexByte(term, '}') >= 0 {
			return nil, fmt.Errorf("%q closes a brace that is not open", term)
		}
		return []string{term}, nil
	}
	end := strings.IndexByte(term[open:], '}')
	if end < 0 {
		return nil, fmt.Errorf("%q has a brace that is not closed", term)
	}
	end += open
	rest, err := expand(term[end+1:])
	if err != nil {
		return nil, err
	}
	var all []string
	for form := range strings.SplitSeq(term[open+1:end], ",") {
		for _, r := range rest {
			all = append(all, term[:open]+strings.TrimSpace(form)+r)
		}
	}
	if len(all) > maxForms {
		return nil, fmt.Errorf("%q stands for more than %d terms", term, maxForms)
	}
	return all, nil
}

var errEmptyTerm = errors.New("a term must have a word")

// phrases returns the stretches of a term without braces, each as the hashes
// of its words, and how far apart they may stand; 0 is one sentence.
func (s *scratch) phrases(term string) (all [][]uint64, within int32, err error) {
	for part, rest := "", term; rest != ""; {
		part, rest, within, err = cutJoint(rest, within)
		if err != nil {
			return nil, 0, err
		}
		words := s.wordsOf(part)
		if len(words) == 0 {
			return nil, 0, fmt.Errorf("%q: %w", term, errEmptyTerm)
		}
		all = append(all, words)
	}
	if len(all) == 0 {
		return nil, 0, errEmptyTerm
	}
	return all, within, nil
}

// cutJoint cuts a term at the first " & " or " &5 ". within is what joints
// before it said.
func cutJoint(term string, within int32) (part, rest string, _ int32, err error) {
	if strings.HasPrefix(term, "& ") {
		return "", "", 0, fmt.Errorf("%q begins with &", term)
	}
	at := strings.Index(term, " &")
	if at < 0 {
		return term, "", within, nil
	}
	number, rest, ok := strings.Cut(term[at+2:], " ")
	if !ok || strings.TrimSpace(rest) == "" {
		return "", "", 0, fmt.Errorf("%q ends with &", term)
	}
	if number != "" {
		n, err := strconv.ParseUint(number, 10, 8)
		if err != nil || n == 0 {
			return "", "", 0, fmt.Errorf("%q: after & comes a blank, or how many words apart, 1 to 255", term)
		}
		within = int32(n)
	}
	return term[:at], rest, within, nil
}

// wordsOf returns the hashes of the words in a short text, as those of a story
// are read.
func (s *scratch) wordsOf(t string) []uint64 {
	s.read(text.Parse([]story.Field{{Name: story.Body, Text: t}}), nil)
	var words []uint64
	for _, w := range s.words {
		words = append(words, w.hash)
	}
	return words
}
