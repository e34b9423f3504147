package topic

import (
	"fmt"
	"strings"
)

// A term is what is looked for: words that stand together, or several such
// stretches in one sentence.
//
//	general election       the two words, one after the other
//	strike & union         both in one sentence, in any order
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

// phrases returns the stretches of a term without braces, each as the hashes
// of its words.
func phrases(term string) ([][]uint64, error) {
	var all [][]uint64
	var s scratch
	for part := range strings.SplitSeq(term, " & ") {
		words := s.wordsOf(part)
		if len(words) == 0 {
			return nil, fmt.Errorf("%q has no word", term)
		}
		all = append(all, words)
	}
	return all, nil
}

// wordsOf returns the hashes of the words in a short text, the way that
// readSentence sees them.
func (s *scratch) wordsOf(t string) []uint64 {
	var words []uint64
	for w := range strings.FieldsSeq(strings.NewReplacer("/", " ", "&", " ").Replace(t)) {
		w = strings.Trim(w, ".,:;!?()\"")
		for rest := w; rest != ""; {
			rest = s.nextPart(rest)
			if len(s.word) > 0 {
				words = append(words, hash(stem(s.word)))
			}
		}
	}
	return words
}
