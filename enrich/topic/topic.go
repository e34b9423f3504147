// Package topic tags a story with IPTC Media Topics of the first level, each
// with the words that speak for it.
//
//	text.Doc → words and pairs → linear model → score, confidence → Topics
//
// features.go is used by tagging and by training alike; train.go makes the
// model, seeds.go is what is known about topics without labelled news.
package topic

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// base is what the URI of every Media Topic begins with.
const base = "http://cv.iptc.org/newscodes/mediatopic/"

// Tagger tags stories. It is safe for concurrent use.
type Tagger struct {
	model  *linear.Model
	codes  []string // by class
	labels []string
	pool   sync.Pool // of *scratch
}

// New returns a tagger with the model in the given bytes, which must not be
// changed afterwards.
func New(model []byte) (*Tagger, error) {
	m, err := linear.Read(model)
	if err != nil {
		return nil, fmt.Errorf("topic model: %w", err)
	}
	return newTagger(m)
}

func newTagger(m *linear.Model) (*Tagger, error) {
	if m.Recipe() != recipe {
		return nil, fmt.Errorf("topic model: trained on features %q, these are %q", m.Recipe(), recipe)
	}
	t := &Tagger{model: m}
	for _, name := range m.Classes() {
		code, label, ok := strings.Cut(name, " ")
		if !ok {
			return nil, fmt.Errorf("topic model: class %q is not a code and a label", name)
		}
		t.codes, t.labels = append(t.codes, code), append(t.labels, label)
	}
	t.pool.New = func() any { return newScratch(len(t.codes)) }
	return t, nil
}

const (
	// maxTopics is how many topics a story is given.
	maxTopics = 3
	// minChance is how likely a topic must be to be given. Of the likeliest
	// topics at 20 to 30 percent, 42 in 100 were right on Current Events of
	// 2019 and 39 on the headlines of TagMyNews; below, a fourth. At .3
	// instead, 3 in 100 items of 2019 would get none, at .2 it is 4 in 1000.
	minChance = 0.2
	// minFeatures is how many words and pairs of a story the model must know
	// to say anything: one word makes no story. It silences 5 in 100
	// headlines of TagMyNews, of which it would get 2 right.
	minFeatures = 3
)

// guess is a class with the probability that it applies.
type guess struct {
	class int
	p     float64
}

// Tag returns the topics of a story, the main one first; none where nothing
// in the text speaks for any.
func (t *Tagger) Tag(doc *text.Doc) []story.Topic {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	var buf [32]guess
	guesses := t.rank(s, doc, buf[:0])
	var topics []story.Topic
	for _, g := range guesses {
		if g.p < minChance || len(topics) == maxTopics {
			break
		}
		evidence := t.explain(s, doc, g.class)
		if len(evidence) == 0 {
			continue
		}
		code := t.codes[g.class]
		topics = append(topics, story.Topic{
			URI: base + code, Name: t.labels[g.class], Path: []string{code},
			Relevance: percent(g.p), Confidence: percent(g.p), Evidence: evidence,
		})
	}
	share(topics)
	return topics
}

// rank appends all classes to guesses, the likeliest first; none when the
// model knows too little of the story.
func (t *Tagger) rank(s *scratch, doc *text.Doc, guesses []guess) []guess {
	s.read(doc)
	s.vector(t.model)
	if len(s.features) < minFeatures {
		return guesses
	}
	t.model.Score(s.features, s.scores)
	t.model.Fit().Probabilities(s.scores, s.chances)
	for c, p := range s.chances {
		guesses = append(guesses, guess{c, p})
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.p, a.p) })
	return guesses
}

// share turns the confidences of the topics into their relevance: how much
// of the story is about each. It keeps the order.
func share(topics []story.Topic) {
	sum := 0
	for _, t := range topics {
		sum += t.Confidence
	}
	for i := range topics {
		if sum > 100 {
			topics[i].Relevance = max(1, topics[i].Confidence*100/sum)
		}
	}
}

func percent(p float64) int { return min(99, int(math.Round(100*p))) }
