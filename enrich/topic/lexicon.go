package topic

import "slices"

// lexicon finds terms in a story. It is made once and not changed afterwards.
//
//	words → tree of phrases → hits → terms
//
// A phrase is looked up word by word from every word on; a term of several
// phrases is hit when the last of them has come in the same sentence.
type lexicon struct {
	first [1 << 10]uint64  // which words begin a phrase: a bit for each, by their hash
	next  map[uint64]int32 // by edge: the place that it leads to; nil once they are in slots
	slots []slot           // the same, as an open table; a power of two, or none
	ends  []int32          // by place in the tree: the phrase that ends there, or -1
	of    [][]int32
	terms []term

	reader *scratch // of terms; nil once all are in
}

// term belongs to a concept or a rule.
type term struct {
	owner   int32
	points  float32
	phrases []int32
	within  int32 // words from the first phrase to the last at most; 0: one sentence
	actor   bool  // it names who or where, not what; see actors.go
	below   bool  // it does not count at level 1
}

// hit is a term where it was found.
type hit struct {
	term        int32
	field       int32
	first, last int32 // tokens [first, last) of its first phrase
	first2      int32 // and of its second one, if it has several
	last2       int32
}

// passage is a word as it stands in the story, stop words included.
type passage struct {
	hash        uint64
	field       int32
	token       int32
	sentence    int32 // counts over all fields
	breakBefore bool  // a mark that no phrase reaches over
}

func newLexicon() *lexicon {
	return &lexicon{next: make(map[uint64]int32), ends: []int32{-1}, reader: &scratch{}}
}

// add adds a term without braces, of which the owner, the points and below are
// given. actors are words: a term of which every phrase ends in one says who or
// where.
func (l *lexicon) add(t term, text string, actors map[uint64]bool) error {
	parts, within, err := l.reader.phrases(text)
	if err != nil {
		return err
	}
	t.within = within
	for _, words := range parts {
		if p := l.phrase(words); !slices.Contains(t.phrases, p) {
			t.phrases = append(t.phrases, p)
		}
	}
	t.actor = !slices.ContainsFunc(parts, func(words []uint64) bool { return !actors[words[len(words)-1]] })
	slices.Sort(t.phrases)
	for _, other := range l.of[t.phrases[0]] {
		// "prosecutors" is "prosecutor" again: the one that counts more stays, and
		// the one that counts at level 1 too.
		o := &l.terms[other]
		alike := o.points == t.points || o.points > 0 && t.points > 0
		if alike && o.owner == t.owner && o.within == within && slices.Equal(o.phrases, t.phrases) {
			if o.below == t.below {
				o.points = max(o.points, t.points)
			}
			return nil
		}
	}
	for _, p := range t.phrases {
		l.of[p] = append(l.of[p], int32(len(l.terms)))
	}
	l.terms = append(l.terms, t)
	return nil
}

// phrase returns the number of a phrase, and enters it when it is new.
func (l *lexicon) phrase(words []uint64) int32 {
	l.first[words[0]>>6&(1<<10-1)] |= 1 << (words[0] & 63)
	at := int32(0)
	for _, w := range words {
		key := edge(at, w)
		to, ok := l.next[key]
		if !ok {
			to = int32(len(l.ends))
			l.ends = append(l.ends, -1)
			l.next[key] = to
		}
		at = to
	}
	if l.ends[at] < 0 {
		l.ends[at] = int32(len(l.of))
		l.of = append(l.of, nil)
	}
	return l.ends[at]
}

func edge(at int32, word uint64) uint64 { return word ^ uint64(at)*0x9e3779b97f4a7c15 }

// slot is an edge of the tree; the place 0, its root, marks a free one.
type slot struct {
	edge uint64
	to   int32
}

// follow returns the place that an edge leads to.
func (l *lexicon) follow(edge uint64) (int32, bool) {
	if l.slots == nil {
		to, ok := l.next[edge]
		return to, ok
	}
	for i := int(edge>>20) & (len(l.slots) - 1); ; i = (i + 1) & (len(l.slots) - 1) {
		if s := l.slots[i]; s.edge == edge || s.to == 0 {
			return s.to, s.to != 0
		}
	}
}

// found is a phrase in the sentence that is being read.
type found struct {
	phrase, field, first, last int32
	word                       int32
}

// finding is what a search needs, and is used again for the next story.
type finding struct {
	hits     []hit
	sentence []found
}

// find sets f.hits to the terms in a story, in the order of their last phrase.
func (l *lexicon) find(f *finding, words []passage) {
	f.hits = f.hits[:0]
	f.sentence = f.sentence[:0]
	for i := range words {
		w := &words[i]
		if i > 0 && w.sentence != words[i-1].sentence {
			f.sentence = f.sentence[:0]
		}
		if l.first[w.hash>>6&(1<<10-1)]>>(w.hash&63)&1 == 0 {
			continue
		}
		at, ok := l.follow(edge(0, w.hash))
		for j := i; ok; {
			if p := l.ends[at]; p >= 0 {
				l.enter(f, found{p, w.field, w.token, words[j].token + 1, int32(i)})
			}
			if j++; j == len(words) || words[j].breakBefore || words[j].sentence != w.sentence {
				break
			}
			at, ok = l.follow(edge(at, words[j].hash))
		}
	}
}

// enter notes a phrase, and the terms that it completes.
func (l *lexicon) enter(f *finding, p found) {
	joint := false
	for _, id := range l.of[p.phrase] {
		t := &l.terms[id]
		if len(t.phrases) == 1 {
			f.hits = append(f.hits, hit{term: id, field: p.field, first: p.first, last: p.last})
			continue
		}
		joint = true
		if other, ok := f.completes(t, p); ok {
			f.hits = append(f.hits, hit{term: id, field: p.field, first: other.first, last: other.last, first2: p.first, last2: p.last})
		}
	}
	if joint {
		f.sentence = append(f.sentence, p)
	}
}

// completes reports whether p is the last of a term's phrases to come, and
// returns the nearest of the others.
func (f *finding) completes(t *term, p found) (nearest found, ok bool) {
	for _, want := range t.phrases {
		if want == p.phrase {
			continue
		}
		found := false
		for i := len(f.sentence) - 1; i >= 0 && !found; i-- {
			q := f.sentence[i]
			if q.phrase != want || q.last > p.first && q.first < p.last {
				continue
			}
			if t.within > 0 && p.word-q.word > t.within {
				break
			}
			if !ok || q.first > nearest.first {
				nearest = q
			}
			found, ok = true, true
		}
		if !found {
			return nearest, false
		}
	}
	return nearest, ok
}
