package topic

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// The concepts with their terms in bytes, little endian:
//
//	concepts 4 × (code 8 | quiet 1)
//	words that begin a phrase 1024 × 8 | places 4 × phrase 4 | edges 4 × (edge 8 | place 4)
//	terms 4 × (concept 4 | points f32 | within 4 | actor 1 | below 1 | phrases 1 × 4)
//
// Reading is cheap, so that the program starts at once: terms are split into
// words when the model is made.

// append appends the knowledge. The same knowledge gives the same bytes.
func (k *knowledge) append(b []byte) []byte {
	u32 := func(n int) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	u32(len(k.concepts))
	for _, c := range k.concepts {
		b = append(b, c.code...)
		b = append(b, flag(c.quiet))
	}
	l := k.lexicon
	for _, w := range l.first {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	u32(len(l.ends))
	for _, p := range l.ends {
		u32(int(p))
	}
	edges := l.edges()
	u32(len(edges))
	for _, e := range edges {
		b = binary.LittleEndian.AppendUint64(b, e.edge)
		u32(int(e.to))
	}
	u32(len(l.terms))
	for _, t := range l.terms {
		u32(int(t.owner))
		u32(int(math.Float32bits(t.points)))
		u32(int(t.within))
		b = append(b, flag(t.actor), flag(t.below), byte(len(t.phrases)))
		for _, p := range t.phrases {
			u32(int(p))
		}
	}
	return b
}

func flag(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// edges returns the edges of the tree in a fixed order.
func (l *lexicon) edges() []slot {
	var all []slot
	for e, to := range l.next {
		all = append(all, slot{e, to})
	}
	for _, s := range l.slots {
		if s.to != 0 {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b slot) int { return cmp.Compare(a.edge, b.edge) })
	return all
}

var errKnowledge = errors.New("topic model: the terms in it are damaged")

// readKnowledge reads what append wrote. classes and path are those of
// newKnowledge.
func readKnowledge(b []byte, classes []string, path func(code string) []string) (*knowledge, error) {
	r := &byteReader{b: b}
	k := &knowledge{lexicon: &lexicon{}}
	for n := r.count(9); n > 0; n-- {
		c, ok := newConcept(string(r.take(8)), classes, path)
		c.quiet = r.take(1)[0] != 0
		if !ok {
			return nil, errKnowledge
		}
		k.concepts = append(k.concepts, c)
	}
	l := k.lexicon
	for i := range l.first {
		l.first[i] = binary.LittleEndian.Uint64(r.take(8))
	}
	most := int32(-1) // phrase
	l.ends = make([]int32, r.count(4))
	for i := range l.ends {
		l.ends[i] = int32(r.u32())
		most = max(most, l.ends[i])
	}
	l.readEdges(r)
	l.terms = make([]term, r.count(15))
	sizes := make([]int32, most+1)
	flat := make([]int32, 0, 2*len(l.terms)) // of all phrases of terms
	for i := range l.terms {
		t := &l.terms[i]
		t.owner, t.points, t.within = int32(r.u32()), math.Float32frombits(r.u32()), int32(r.u32())
		t.actor, t.below = r.take(1)[0] != 0, r.take(1)[0] != 0
		from := len(flat)
		for range int(r.take(1)[0]) {
			p := int32(r.u32())
			if p < 0 || p > most {
				return nil, errKnowledge
			}
			flat = append(flat, p)
			sizes[p]++
		}
		t.phrases = flat[from:len(flat):len(flat)]
		// Written so that a number that is none fails too.
		if int(t.owner) >= len(k.concepts) || t.owner < 0 || len(t.phrases) == 0 || !(t.points > -100 && t.points < 100) {
			return nil, errKnowledge
		}
	}
	if r.short || len(r.b) > 0 || len(l.ends) == 0 {
		return nil, errKnowledge
	}
	l.index(sizes)
	k.lines()
	return k, nil
}

// readEdges reads the tree into slots, half of which stay free.
func (l *lexicon) readEdges(r *byteReader) {
	n := r.count(12)
	size := 16
	for size < 2*n {
		size *= 2
	}
	l.slots = make([]slot, size)
	for ; n > 0; n-- {
		s := slot{edge: binary.LittleEndian.Uint64(r.take(8)), to: int32(r.u32())}
		if s.to <= 0 || int(s.to) >= len(l.ends) {
			r.short = true
			return
		}
		i := int(s.edge>>20) & (size - 1)
		for l.slots[i].to != 0 {
			i = (i + 1) & (size - 1)
		}
		l.slots[i] = s
	}
}

// index sets l.of: the terms of every phrase, of which sizes says how many.
func (l *lexicon) index(sizes []int32) {
	l.of = make([][]int32, len(sizes))
	sum := int32(0)
	for _, n := range sizes {
		sum += n
	}
	flat := make([]int32, sum)
	for i, n := range sizes {
		l.of[i], flat = flat[:0:n], flat[n:]
	}
	for id, t := range l.terms {
		for _, p := range t.phrases {
			l.of[p] = append(l.of[p], int32(id))
		}
	}
}

// byteReader takes values off b; short is set once there was not enough.
type byteReader struct {
	b     []byte
	short bool
}

func (r *byteReader) take(n int) []byte {
	if n > len(r.b) {
		r.short, r.b = true, nil
		return make([]byte, max(n, 8))
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

func (r *byteReader) u32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

// count reads how many entries of at least so many bytes follow; none when
// there are not as many bytes.
func (r *byteReader) count(bytes int) int {
	n := int(r.u32())
	if n > len(r.b)/bytes {
		r.short = true
		return 0
	}
	return n
}
