package topic

import (
	_ "embed"
	"strings"
)

// ambiguousText are words that mean too much to speak for a topic alone.
//
//go:embed ambiguous.txt
var ambiguousText string

// wordSet returns the hashes of the words of a list.
func wordSet(list string) map[uint64]bool {
	all := make(map[uint64]bool)
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.FieldsSeq(line) {
			all[hash(stem([]byte(word)))] = true
		}
	}
	return all
}

// tokens is a part of the text that is shown as evidence.
type tokens struct{ field, first, last int32 }

// besideShare is what a word must have added, against the one that added most, to
// count as a second one: "old" in "the old school" says nothing.
const besideShare = 0.1

// noGain lets every word count.
const noGain = -1e9

// alone reports whether evidence comes down to one ambiguous word, however often
// it stands there and whatever words that say little stand beside it: those of
// the story that added less than least.
func (t *Tagger) alone(s *scratch, evidence []tokens, least float32) bool {
	only, any := uint64(0), false
	for _, e := range evidence {
		for _, o := range s.all {
			if o.left >= 0 || o.points > 0 || o.field != e.field || o.first < e.first || o.first >= e.last {
				continue
			}
			if s.counts[o.count].gain < least {
				continue
			}
			if any && o.hash != only {
				return false
			}
			only, any = o.hash, true
		}
	}
	return !any || t.ambiguous[only]
}
