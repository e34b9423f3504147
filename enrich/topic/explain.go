package topic

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

const (
	// maxEvidence is how many spans a topic is shown with.
	maxEvidence = 5
	// minEvidence is what a span must have added, against the strongest one,
	// to be shown at all.
	minEvidence = 0.2
)

// candidate is an occurrence that may be shown, with what it speaks for.
type candidate struct {
	at   int32 // in s.all
	gain float32
}

// explain returns the spans that added most to the score of class for the
// story that s was read from, in the order of their weight. A pair counts
// with its words, and takes their place.
func (t *Tagger) explain(s *scratch, doc *text.Doc, class int) []story.Span {
	t.gains(s, class)
	candidates := s.candidates(doc)
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.gain, a.gain) })
	var shown []occurrence
	var spans []story.Span
	for _, c := range candidates {
		if len(spans) == maxEvidence || c.gain < minEvidence*candidates[0].gain {
			break
		}
		o := s.all[c.at]
		if slices.ContainsFunc(shown, func(p occurrence) bool { return s.repeats(o, p) }) {
			continue
		}
		shown = append(shown, o)
		spans = append(spans, doc.Fields[o.field].Span(int(o.first), int(o.last)))
	}
	return spans
}

// gains sets for every feature of the story what it added to class.
func (t *Tagger) gains(s *scratch, class int) {
	known := 0
	for i := range s.counts {
		c := &s.counts[i]
		c.gain = 0
		if row, ok := t.model.Find(c.hash); ok {
			c.gain = s.features[known].Value * t.model.Weight(row, class)
			known++
		}
	}
}

// candidates returns the first occurrence of every feature that speaks for
// the class that s.gains was set for.
func (s *scratch) candidates(doc *text.Doc) []candidate {
	var all []candidate
	seen := make([]bool, len(s.counts))
	for i, o := range s.all {
		gain := s.counts[o.count].gain
		if seen[o.count] || gain <= 0 {
			continue
		}
		seen[o.count] = true
		if o.left >= 0 {
			if !close(&doc.Fields[o.field], o) {
				continue
			}
			a, b := s.counts[s.all[o.left].count].gain, s.counts[s.all[o.right].count].gain
			if a < 0 || b < 0 {
				continue // the word that speaks for it stands better alone
			}
			gain += a + b
		}
		all = append(all, candidate{int32(i), gain})
	}
	return all
}

// close reports whether nothing stands between the words of a pair but "of"
// or a hyphen: "ministry of health" is one thing, "talks with president" not.
func close(f *text.Field, o occurrence) bool {
	for i := int(o.first) + 1; i < int(o.last)-1; i++ {
		if w := f.TokenText(i); w != "of" && w != "-" {
			return false
		}
	}
	return true
}

// repeats reports whether a would say again what the span p says: they
// overlap, or have a word in common.
func (s *scratch) repeats(a, p occurrence) bool {
	if a.field == p.field && a.first < p.last && p.first < a.last {
		return true
	}
	for _, x := range s.words(a) {
		for _, y := range s.words(p) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// words returns the hashes of the one or two words of an occurrence.
func (s *scratch) words(o occurrence) [2]uint64 {
	if o.left < 0 {
		return [2]uint64{o.hash, o.hash}
	}
	return [2]uint64{s.all[o.left].hash, s.all[o.right].hash}
}
