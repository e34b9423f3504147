package entity

import "dateline/enrich/linear"

// glance is what a word was taken for at first sight.
type glance struct {
	kind uint8 // type of the name, or nobody
	sure uint8 // in steps of level
}

const nobody = linear.Types

// glance notes what word i was taken for.
func (b *ballot) glance(i int, m *[linear.Labels]float32) {
	var types [linear.Types + 1]float32
	types[nobody] = m[linear.Outside]
	for y, p := range m[:linear.Outside] {
		types[y%linear.Types] += p
	}
	best := nobody
	for t, p := range types {
		if p > types[best] {
			best = t
		}
	}
	b.first[i] = glance{uint8(best), uint8(level(types[best]))}
	for t := range b.types {
		b.types[t] += types[t]
	}
}

// name is the nearest name on one side of a run of capitals.
type name struct {
	kind uint64 // its type, or one more than nobody if there is none
	gap  uint64 // words between, up to 3
}

// key is a number of both.
func (n name) key() uint64 { return n.kind*4 + n.gap }

// farthest is how many words away the nearest name may be.
const farthest = 12

// nearest looks for a name from word i on, a step at a time, up to the word
// behind the last.
func (b *ballot) nearest(i, step, behind int) name {
	for n := 0; n < farthest && i != behind; n, i = n+1, i+step {
		if k := b.first[i].kind; k != nobody {
			return name{uint64(k), uint64(min(n, 3))}
		}
	}
	return name{kind: nobody + 1}
}

// aroundKinds is how many kinds of feature around adds.
const aroundKinds = 14

// around adds what the first look made of word i itself, of the names next to
// it in the sentence, and of the story: lists and tables hold names of one
// type, and in the sports pages a town is often its team.
func (b *ballot) around(r *reader, f *features, i int) {
	w := &r.words[i]
	before, behind := &outside, &outside
	if j := int(w.runStart) - 1; j >= int(w.start) {
		before = &r.words[j]
	}
	if j := int(w.runEnd); j < int(w.end) {
		behind = &r.words[j]
	}
	prev := b.nearest(int(w.runStart)-1, -1, int(w.start)-1)
	next := b.nearest(int(w.runEnd), 1, int(w.end))
	kind := uint64(b.first[i].kind)
	own := kind*8 + uint64(b.first[i].sure)
	sum := float32(1e-3)
	for _, p := range b.types {
		sum += p
	}
	share := func(t int) uint64 { return uint64(min(4, int(b.types[t]/sum*6))) }
	persons, others := share(0), share(1)*5+share(2) // organisations and places
	f.one(own)
	f.two(own, prev.key())
	f.two(own, next.key())
	f.three(kind, prev.kind, next.kind)
	f.two(prev.key(), w.mid())
	f.two(next.key(), w.mid())
	f.three(kind, prev.key(), before.low)
	f.three(kind, next.key(), behind.low)
	f.two(prev.key(), w.role())
	f.two(next.key(), w.role())
	f.two(own, others)
	f.two(own, persons)
	f.two(others, w.mid())
	f.three(others, kind, w.coarse())
}
