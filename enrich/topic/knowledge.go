package topic

import (
	"fmt"
	"math"
	"slices"

	"dateline/enrich/text"
)

// knowledge is what is known of the concepts below level 1: the terms that
// speak for them.
type knowledge struct {
	lexicon  *lexicon
	concepts []concept
}

// concept is one that can be given.
type concept struct {
	code  string
	path  []string
	vote  uint64  // the feature of all concepts of its level-1 topic
	hash  uint64  // the feature of its own
	class int     // of its level-1 topic
	quiet bool    // not given itself: nothing shows that its terms are right
	line  []int32 // the concepts on its path that can be given, from level 3 down to itself
}

// newKnowledge makes the concepts of the list ready. path returns the codes
// from level 1 down to a code, or nothing for one that is not in use.
func newKnowledge(list string, classes []string, path func(code string) []string) (*knowledge, error) {
	all, err := readConcepts(list)
	if err != nil {
		return nil, err
	}
	deeper, err := readConcepts(deeperTermText)
	if err != nil {
		return nil, fmt.Errorf("terms below level 1: %w", err)
	}
	k := &knowledge{lexicon: newLexicon()}
	owners := make(map[string]int32, len(all))
	for _, c := range all {
		known, ok := newConcept(c.code, classes, path)
		if !ok {
			continue // not in the vocabulary that the model is made with
		}
		known.quiet = c.quiet
		owners[c.code] = int32(len(k.concepts))
		k.concepts = append(k.concepts, known)
	}
	if err := k.addTerms(all, owners, false); err != nil {
		return nil, err
	}
	if err := k.addTerms(deeper, owners, true); err != nil {
		return nil, err
	}
	k.lexicon.reader = nil
	k.lines()
	return k, nil
}

// addTerms adds the terms of concepts; below says that they do not count at
// level 1.
func (k *knowledge) addTerms(all []listed, owners map[string]int32, below bool) error {
	actors := wordSet(actorText)
	for _, c := range all {
		owner, ok := owners[c.code]
		if !ok {
			continue
		}
		for _, t := range c.terms {
			ends := actors
			if t.what {
				ends = nil
			}
			if err := k.lexicon.add(term{owner: owner, points: t.points, below: below}, t.text, ends); err != nil {
				return fmt.Errorf("concepts, line %d: %w", c.line, err)
			}
		}
	}
	return nil
}

// lines sets the line of every concept.
func (k *knowledge) lines() {
	at := make(map[string]int32, len(k.concepts))
	for i, c := range k.concepts {
		if !c.quiet && len(c.path) > 2 {
			at[c.code] = int32(i)
		}
	}
	for i := range k.concepts {
		for _, code := range k.concepts[i].path {
			if c, ok := at[code]; ok {
				k.concepts[i].line = append(k.concepts[i].line, c)
			}
		}
	}
}

// newConcept returns the concept of a code, if it is in use below one of the
// classes.
func newConcept(code string, classes []string, path func(code string) []string) (concept, bool) {
	p := path(code)
	if len(p) == 0 {
		return concept{}, false
	}
	class := slices.Index(classes, p[0])
	return concept{code: code, path: p, class: class, hash: hash([]byte("concept " + code)), vote: hash([]byte("level 1 " + p[0]))}, class >= 0
}

// support is what speaks for a concept in a story.
type support struct {
	points, strong       float32 // below level 1: all in all, and of terms that are not ambiguous
	topPoints, topStrong float32 // the same at level 1, where terms of actors count in full
}

// clear returns the points at level 1 of terms that are not ambiguous, less those
// that speak against the concept.
func (s support) clear() float32 { return min(s.topStrong, s.topPoints) }

// clearBelow returns the same below level 1.
func (s support) clearBelow() float32 { return min(s.strong, s.points) }

// readConcepts appends the terms of concepts to s.all, and sets s.support.
func (s *scratch) readConcepts(doc *text.Doc, k *knowledge) {
	if k == nil {
		return
	}
	if len(s.support) != len(k.concepts) {
		s.support = make([]support, len(k.concepts))
	}
	for _, c := range s.touched {
		s.support[c] = support{}
	}
	s.touched = s.touched[:0]
	k.lexicon.find(&s.finding, s.words)
	if len(s.names) > 0 {
		s.finding.hits = slices.DeleteFunc(s.finding.hits, s.named)
	}
	for _, h := range s.finding.hits {
		t := &k.lexicon.terms[h.term]
		c := &k.concepts[t.owner]
		if t.points >= pointsPlain && !t.below {
			o := occurrence{hash: c.hash, field: h.field, first: h.first, last: h.last, left: -1, right: -1, points: t.points}
			s.all = append(s.all, o)
			o.hash = c.vote
			s.all = append(s.all, o)
		}
	}
	s.addUp(doc, k)
}

// addUp sums the hits by term, then the terms by concept: the second
// occurrence of a term counts less than the first.
func (s *scratch) addUp(doc *text.Doc, k *knowledge) {
	s.termSums = s.termSums[:0]
	if len(s.termAt) < len(k.lexicon.terms) {
		s.termAt = make([]int32, len(k.lexicon.terms))
	}
	for _, h := range s.finding.hits {
		if s.termAt[h.term] == 0 {
			s.termSums = append(s.termSums, termSum{term: h.term})
			s.termAt[h.term] = int32(len(s.termSums))
		}
		s.termSums[s.termAt[h.term]-1].sum += count(doc.Fields[h.field].Name, h.first)
	}
	for _, x := range s.termSums {
		s.termAt[x.term] = 0
		t := &k.lexicon.terms[x.term]
		c := &s.support[t.owner]
		if *c == (support{}) {
			s.touched = append(s.touched, t.owner)
		}
		repeat := float32(1)
		if t.points > 0 {
			repeat = min(maxRepeat, float32(math.Sqrt(float64(x.sum))))
		}
		c.add(t, repeat)
	}
}

// add adds a term that counts so often.
func (s *support) add(t *term, repeat float32) {
	points, top := t.counts()*repeat, t.points*repeat
	s.points += points
	if t.points >= pointsPlain {
		s.strong += points
	}
	if t.below {
		return
	}
	s.topPoints += top
	if t.points >= pointsPlain {
		s.topStrong += top
	}
}

// maxRepeat is how often a term counts at most, however often it stands in a
// story.
const maxRepeat = 2

// termSum is how often a term stands in a story, weighed by place.
type termSum struct {
	term int32
	sum  float32
}

// conceptRarity and voteRarity are what the features of concepts count at
// least: they are chosen by hand, and common because they say much.
const (
	conceptRarity = 4
	voteRarity    = 3
)

// rarities returns what the features of concepts count at least.
func (k *knowledge) rarities() map[uint64]float32 {
	all := make(map[uint64]float32)
	for _, c := range k.concepts {
		all[c.hash], all[c.vote] = conceptRarity, voteRarity
	}
	return all
}
