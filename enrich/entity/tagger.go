package entity

import (
	"sync"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Tagger finds the names of persons, organisations, places and other things
// in running text. It is safe for concurrent use.
//
//	text.Doc → words (word.go, reader.go) → features → labels at first sight
//	→ votes: what each word was taken for elsewhere → labels → names
//
// Training (train*.go) and tagging share all of it.
type Tagger struct {
	model *model
	pool  sync.Pool // of *scratch
}

// NewTagger returns a tagger with the model in the given bytes, which must
// not be changed afterwards.
func NewTagger(b []byte) (*Tagger, error) {
	m, err := readModel(b)
	if err != nil {
		return nil, err
	}
	return newTagger(m), nil
}

func newTagger(m *model) *Tagger {
	t := &Tagger{model: m}
	t.pool.New = func() any { return &scratch{reader: reader{clusters: m.clusters, listed: m.listed, roles: m.roles}} }
	return t
}

// scratch is what tagging one story needs.
type scratch struct {
	reader  reader
	feats   features
	lattice linear.Lattice
	all     part // of the words of all pieces
	found   []hit
	ballot  ballot
}

// hit is a name: the words [start, end) of the story.
type hit struct {
	start, end int32
	kind       uint8
	sure       float32 // the least probability of its labels
}

var storyTypes = [linear.Types]story.Type{story.Person, story.Organisation, story.Location, story.Other}

// Names returns the names of the story, in the order of its text.
func (t *Tagger) Names(doc *text.Doc) []story.Name {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	t.find(s, doc)
	names := make([]story.Name, 0, len(s.found))
	base, field := 0, 0
	for _, n := range s.found {
		for int(n.start)-base >= len(doc.Fields[field].Tokens) {
			base += len(doc.Fields[field].Tokens)
			field++
		}
		f := &doc.Fields[field]
		names = append(names, story.Name{
			Span:       f.Span(int(n.start)-base, int(n.end)-base),
			Type:       storyTypes[n.kind],
			Confidence: t.model.confidence(n),
		})
	}
	return names
}

// find sets s.found to the names of the story: it looks at every piece, lets
// the pieces hear each other, and looks again where something was heard.
func (t *Tagger) find(s *scratch, doc *text.Doc) {
	r := &s.reader
	r.read(doc)
	s.ballot.reset(len(r.words), len(r.kinds))
	n := 0
	for _, p := range r.pieces {
		n += p.end - p.start
	}
	s.reset(n)
	at := 0
	for _, p := range r.pieces {
		t.first(s, p, s.part(at, p))
		at += p.end - p.start
	}
	at = 0
	for _, p := range r.pieces {
		part := s.part(at, p)
		t.second(s, p, part)
		s.spans(p, part)
		at += p.end - p.start
	}
}

// part is what is known so far of the words of a piece.
type part struct {
	sums   []linear.Sum
	labels []uint8
	sure   []float32 // probability of the label
}

func (s *scratch) reset(n int) {
	if cap(s.all.sums) < n {
		s.all = part{make([]linear.Sum, n+n/2), make([]uint8, n+n/2), make([]float32, n+n/2)}
	}
	s.found = s.found[:0]
}

func (s *scratch) part(at int, p piece) part {
	end := at + p.end - p.start
	return part{s.all.sums[at:end], s.all.labels[at:end], s.all.sure[at:end]}
}

// first adds up the features of the words of a piece, decides, and casts
// their votes.
func (t *Tagger) first(s *scratch, p piece, into part) {
	for i := range into.sums {
		s.reader.collect(&s.feats, p.start+i)
		into.sums[i] = linear.Sum{}
		t.model.chain.Add(&into.sums[i], s.feats.hash[:s.feats.n])
	}
	t.decide(s, into)
	for i := range into.sums {
		s.ballot.vote(&s.reader, p.start+i, &s.lattice.Marginal[i])
	}
}

// second adds what the words of a piece hear, and decides again if they hear
// anything.
func (t *Tagger) second(s *scratch, p piece, into part) {
	heard := false
	for i := range into.sums {
		s.ballot.heard(&s.reader, &s.feats, p.start+i)
		t.model.chain.Add(&into.sums[i], s.feats.hash[:s.feats.n])
		heard = heard || s.feats.n > 0
	}
	if heard {
		t.decide(s, into)
	}
}

// decide sets the labels of a piece from its sums.
func (t *Tagger) decide(s *scratch, into part) {
	l := &s.lattice
	l.Reset(len(into.sums))
	for i := range into.sums {
		t.model.chain.Scores(&into.sums[i], &l.Scores[i])
	}
	t.model.chain.Decode(l, into.labels)
	t.model.chain.Marginals(l)
	for i, y := range into.labels {
		into.sure[i] = l.Marginal[i][y]
	}
}

// spans reads the names off the labels of a piece.
func (s *scratch) spans(p piece, of part) {
	start, sure := 0, float32(1)
	for i, y := range of.labels {
		if y == linear.Outside {
			continue
		}
		if y < linear.Inside || y >= linear.Unit {
			start, sure = i, 1
		}
		sure = min(sure, of.sure[i])
		if y >= linear.Last {
			s.found = append(s.found, hit{int32(p.start + start), int32(p.start + i + 1), y % linear.Types, sure})
		}
	}
}
