// Package topic tags a story with IPTC Media Topics, each with the words that
// speak for it.
//
//	text.Doc → words, pairs, terms of concepts → linear model → level 1 ┐
//	                            └→ points by concept ───────────────────┴→ deeper levels → Topics
//
// features.go is used by tagging and by training alike. concepts.txt is what
// is known of the concepts below level 1, deeperterms.txt more of it that level 1
// does not hear, actors.txt which of their terms say who and not what; seeds.go
// is what is known of level 1 without labelled news; the files that begin with
// "train" make the model.
// Rules are a newsroom's own topics.
package topic

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// base is what the URI of every Media Topic begins with.
const base = "http://cv.iptc.org/newscodes/mediatopic/"

// Tagger tags stories. It is safe for concurrent use.
type Tagger struct {
	model      *linear.Model
	branches   *branches
	vocabulary *vocabulary
	knowledge  *knowledge
	codes      []string // by class
	language   int
	rules      *Rules
	ambiguous  map[uint64]bool // words, by their hash
	pool       *sync.Pool      // of *scratch
}

// Options are what may change between two stories.
type Options struct {
	Language string // of the labels, BCP 47; empty is British English
	Rules    *Rules // a newsroom's own topics, or nil
}

// Known is what is known of a story beside its text.
type Known struct {
	Entities []story.Entity
	Places   []story.Place
	// Subjects are the codes that came with it: URIs or qualified codes of
	// Media Topics, of the older Subject Codes, or of an agency.
	Subjects []string
}

// New returns a tagger with the model in the given bytes, which must not be
// changed afterwards.
func New(model []byte) (*Tagger, error) {
	m, err := ReadModel(model)
	if err != nil {
		return nil, err
	}
	return newTagger(m), nil
}

func newTagger(m *Model) *Tagger {
	t := &Tagger{model: m.linear, vocabulary: m.vocabulary, knowledge: m.knowledge, codes: m.linear.Classes(), ambiguous: wordSet(ambiguousText)}
	b := *m.branches
	b.show(m.knowledge)
	t.branches = &b
	t.pool = &sync.Pool{New: func() any { return newScratch(len(t.codes)) }}
	return t
}

// With returns a tagger that shares the model and has other options.
func (t *Tagger) With(o Options) (*Tagger, error) {
	language, err := t.vocabulary.language(o.Language)
	if err != nil {
		return nil, err
	}
	other := *t
	other.language, other.rules = language, o.Rules
	return &other, nil
}

const (
	// maxTopics is how many topics of level 1 a story is given.
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
// is likely enough.
func (t *Tagger) Tag(doc *text.Doc, known Known) []story.Topic {
	var topics []story.Topic
	for _, e := range t.Explain(doc, known) {
		topics = append(topics, e.Topic)
	}
	return topics
}

// rank appends all classes to guesses, the likeliest first; none when the
// model knows too little of the story.
func (t *Tagger) rank(s *scratch, doc *text.Doc, known Known, guesses []guess) []guess {
	s.note(doc, known)
	s.read(doc, t.knowledge)
	s.vector(t.model)
	if len(s.features) < minFeatures {
		return guesses
	}
	t.model.Score(s.features, s.scores)
	t.model.Fit().Probabilities(s.scores, s.chances)
	t.hear(s, known.Subjects)
	for c, p := range s.chances {
		guesses = append(guesses, guess{c, p})
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.p, a.p) })
	return guesses
}

func percent(p float64) int { return min(99, max(1, int(math.Round(100*p)))) }
