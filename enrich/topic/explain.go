package topic

import (
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Explained is a topic with what spoke for it.
type Explained struct {
	story.Topic
	Weights []float32 // of Topic.Evidence, in points of the score, the largest first
	Source  []string  // codes of the source that spoke for it
	Rule    string    // of a newsroom's rules: its file and line
}

const (
	// maxEvidence is how many spans a topic is shown with.
	maxEvidence = 5
	// minEvidence is what a span must have added, against the strongest one,
	// to be shown at all.
	minEvidence = 0.2
)

// Explain returns the topics of a story, the main one first, with what spoke
// for each.
func (t *Tagger) Explain(doc *text.Doc, known Known) []Explained {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	s.mask(doc, known)
	var buf [32]guess
	guesses := t.rank(s, doc, known, buf[:0])
	var all []Explained
	for _, g := range guesses {
		if g.p < minChance || len(all) == maxTopics {
			break
		}
		e := Explained{Topic: t.topic([]string{t.codes[g.class]}, g.p)}
		var shown []tokens
		e.Evidence, e.Weights, shown = t.evidence(s, doc, g.class)
		if len(shown) > 0 && !t.alone(s, shown, besideShare*e.Weights[0]) {
			all = append(all, e)
		}
	}
	share(all)
	if len(guesses) > 0 {
		all = append(all, t.deeper(s, doc, all)...)
	}
	t.credit(all, known.Subjects)
	all = append(all, t.rules.apply(s, doc)...)
	slices.SortStableFunc(all, func(a, b Explained) int { return cmp.Compare(b.Relevance, a.Relevance) })
	return all
}

func (t *Tagger) topic(path []string, p float64) story.Topic {
	code := path[len(path)-1]
	return story.Topic{URI: base + code, Name: t.vocabulary.label(code, t.language), Path: path, Relevance: percent(p), Confidence: percent(p)}
}

// share turns the confidences of the topics into their relevance: how much
// of the story is about each. It keeps the order.
func share(all []Explained) {
	sum := 0
	for _, t := range all {
		sum += t.Confidence
	}
	for i := range all {
		if sum > 100 {
			all[i].Relevance = max(1, all[i].Confidence*100/sum)
		}
	}
}

// candidate is an occurrence that may be shown, with what it speaks for.
type candidate struct {
	at   int32 // in s.all
	gain float32
}

// evidence returns the spans that added most to the score of class for the
// story that s was read from, in the order of their weight. A pair counts
// with its words, and takes their place.
func (t *Tagger) evidence(s *scratch, doc *text.Doc, class int) (spans []story.Span, weights []float32, where []tokens) {
	t.gains(s, class)
	candidates := s.candidates(doc)
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.gain, a.gain) })
	var shown []occurrence
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
		weights = append(weights, c.gain)
		where = append(where, tokens{o.field, o.first, o.last})
	}
	return spans, weights, where
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
// the class that s.gains was set for. A term of a concept stands for its
// words.
func (s *scratch) candidates(doc *text.Doc) []candidate {
	var all []candidate
	seen := make([]bool, len(s.counts))
	for i, o := range s.all {
		gain := s.counts[o.count].gain
		if seen[o.count] || gain <= 0 {
			continue
		}
		seen[o.count] = true
		if o.name {
			continue // no part of the text says it
		}
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
	for _, x := range s.wordPair(a) {
		for _, y := range s.wordPair(p) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// wordPair returns the hashes of the one or two words of an occurrence.
func (s *scratch) wordPair(o occurrence) [2]uint64 {
	if o.left < 0 {
		return [2]uint64{o.hash, o.hash}
	}
	return [2]uint64{s.all[o.left].hash, s.all[o.right].hash}
}
