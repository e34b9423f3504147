package entity

import mathbits "math/bits"

// featureMax is more than the features that a word can have: some 85 of the
// words around it, 20 of their roles, 21 of its run, 30 of the story, 9 of
// lists and two for each kind of name that these know, twice 12. With the 29
// that it hears they are fewer than a linear.Sum can add.
const featureMax = 224

// identities is how many features, the first ones, are those of the very
// word. Of a word that was not in the training texts there are none of them.
const identities = 7

// features collects the hashes of the features of one word.
type features struct {
	hash [featureMax]uint64
	n    int
	kind uint64 // counts the kinds of feature, so that each has hashes of its own
}

func (f *features) reset() { f.n, f.kind = 0, 0 }

// one adds a feature of the next kind that has the value a, two one of two
// values, three one of three.
func (f *features) one(a uint64) {
	f.kind += prime2
	f.hash[f.n] = mix(a, f.kind)
	f.n++
}

func (f *features) two(a, b uint64) {
	f.kind += prime2
	f.hash[f.n] = mix(mix(a, f.kind), b)
	f.n++
}

func (f *features) three(a, b, c uint64) {
	f.kind += prime2
	f.hash[f.n] = mix(mix(mix(a, f.kind), b), c)
	f.n++
}

// skip leaves out kinds, so that those that follow keep their hashes.
func (f *features) skip(kinds uint64) { f.kind += kinds * prime2 }

// outside stands for the words before and behind a sentence.
var outside = word{low: 1, form: 1, shape: 1, tail: [4]uint32{1, 1, 1, 1}}

// collect sets f to the features of word i.
func (r *reader) collect(f *features, i int) {
	f.reset()
	start, end := int(r.words[i].start), int(r.words[i].end)
	at := func(j int) *word {
		if j < start || j >= end {
			return &outside
		}
		return &r.words[j]
	}
	w, p, n, pp, nn := at(i), at(i-1), at(i+1), at(i-2), at(i+2)
	kase := uint64(w.kase)
	if w.loud {
		kase += 8
	}
	if w.first {
		kase += 16
	}
	f.one(w.form)
	f.one(w.low)
	f.two(w.low, kase)
	f.two(p.low, w.low)
	f.two(w.low, n.low)
	f.two(p.mid(), w.low)
	f.two(w.low, n.mid())
	// What follows is known of new words too.
	f.one(kase)
	f.one(p.low)
	f.one(n.low)
	f.one(pp.low)
	f.one(nn.low)
	f.two(p.low, n.low)
	f.two(p.low, kase)
	f.two(n.low, kase)
	f.two(p.low, pp.low)
	f.two(n.low, nn.low)
	// How it is written.
	f.one(w.shape)
	f.two(w.shape, kase)
	f.two(p.shape, w.shape)
	f.two(w.shape, n.shape)
	f.three(p.shape, w.shape, n.shape)
	f.one(p.shape)
	f.one(n.shape)
	f.one(pp.shape)
	f.one(nn.shape)
	f.three(pp.shape, p.shape, w.shape)
	f.three(w.shape, n.shape, nn.shape)
	for _, h := range w.head {
		f.two(uint64(h), kase)
	}
	for _, t := range w.tail[1:] {
		f.two(uint64(t), kase)
	}
	f.one(uint64(p.tail[2]))
	f.one(uint64(n.tail[2]))
	f.two(uint64(n.tail[2]), kase)
	f.two(uint64(w.tail[2]), uint64(n.tail[2]))
	f.two(uint64(p.tail[2]), uint64(w.tail[2]))
	// What words are used like it.
	f.one(uint64(w.fine))
	f.one(w.mid())
	f.one(w.coarse())
	f.two(uint64(w.fine), kase)
	f.two(w.mid(), kase)
	f.two(w.coarse(), w.shape)
	for _, x := range [...]*word{p, n, pp, nn} {
		f.one(uint64(x.fine))
		f.one(x.mid())
		f.one(x.coarse())
	}
	f.two(p.mid(), w.mid())
	f.two(w.mid(), n.mid())
	f.two(p.mid(), n.mid())
	f.two(uint64(p.fine), uint64(w.fine))
	f.two(uint64(w.fine), uint64(n.fine))
	f.three(p.coarse(), w.coarse(), n.coarse())
	f.three(pp.coarse(), p.coarse(), w.coarse())
	f.three(w.coarse(), n.coarse(), nn.coarse())
	f.two(p.low, w.mid())
	f.two(w.mid(), n.low)
	f.two(p.mid(), kase)
	f.two(n.mid(), kase)
	// What it is in names, and what stands behind words like it.
	for _, x := range [...]*word{w, p, n, pp, nn} {
		f.one(x.role())
		f.one(x.lead())
	}
	f.two(w.role(), kase)
	f.two(p.role(), w.role())
	f.two(w.role(), n.role())
	f.two(p.lead(), w.role())
	f.two(p.lead(), kase)
	f.three(p.role(), w.role(), n.role())
	f.three(p.lead(), w.role(), kase)
	f.three(pp.lead(), p.role(), w.role())
	f.three(w.role(), n.role(), nn.role())
	f.two(w.role(), w.shape)
	r.run(f, i, at, kase)
	r.story(f, w, i, kase)
	r.named(f, w, p, n, kase)
}

// run adds what stands around the run of capitals that the word is in, and at
// the ends of it.
func (r *reader) run(f *features, i int, at func(int) *word, kase uint64) {
	w := at(i)
	a, b := int(w.runStart), int(w.runEnd)
	if w.loud || !w.capital() {
		f.skip(21)
		return
	}
	before, behind, first, last := at(a-1), at(b), at(a), at(b-1)
	place := uint64(min(i-a, 3)*4 + min(b-1-i, 3))
	f.one(place)
	f.two(place, w.mid())
	f.two(before.low, place)
	f.two(behind.low, place)
	f.two(before.mid(), place)
	f.two(behind.mid(), place)
	f.two(last.low, place)
	f.two(last.mid(), place)
	f.two(first.low, place)
	f.two(first.mid(), place)
	f.three(last.low, behind.low, place)
	f.three(before.low, behind.low, place)
	f.two(at(a-2).low, before.low)
	f.two(behind.low, at(b+1).low)
	f.three(first.coarse(), last.coarse(), place)
	f.two(at(b+1).low, place)
	f.two(last.role(), place)
	f.two(first.role(), place)
	f.two(before.lead(), place)
	f.two(behind.role(), place)
	f.three(first.role(), last.role(), place)
}

// story adds what the story does with the same word elsewhere.
func (r *reader) story(f *features, w *word, i int, kase uint64) {
	k := &r.kinds[w.id]
	if !w.capital() {
		f.skip(8)
		return
	}
	seen := uint64(min(k.smalls, 2))*9 + uint64(min(k.titles, 2))*3 + uint64(min(k.capital, 2))
	f.two(seen, kase)
	f.three(seen, kase, w.coarse())
	kind := f.kind
	for _, o := range k.seen[:k.n] {
		if int(o) == i {
			continue
		}
		x := &r.words[o]
		if x.loud {
			continue
		}
		a, b := x.runStart, x.runEnd
		place := uint64(min(o-a, 3)*4 + min(b-1-o, 3))
		f.kind = kind
		f.one(place)
		var before, behind, first, last = &outside, &outside, &r.words[a], &r.words[b-1]
		if a > 0 {
			before = &r.words[a-1]
		}
		if int(b) < len(r.words) {
			behind = &r.words[b]
		}
		f.two(before.low, place)
		f.two(behind.low, place)
		f.two(before.mid(), place)
		f.two(behind.mid(), place)
		if b-a > 1 {
			f.two(last.low, place)
			f.two(first.mid(), place)
		}
	}
	f.kind = kind
	f.skip(7)
}

// named adds what lists of names know.
func (r *reader) named(f *features, w, p, n *word, kase uint64) {
	const one = 1<<listKinds - 1
	f.two(uint64(w.names), kase)
	f.one(uint64(w.names >> listedShift))
	f.one(uint64(p.names))
	f.one(uint64(n.names))
	f.two(uint64(p.names&one), uint64(w.names&one))
	f.two(uint64(w.names&one), uint64(n.names&one))
	f.two(uint64(w.names&one), w.coarse())
	f.two(uint64(p.names&one), kase)
	f.two(uint64(n.names&one), kase)
	kind := f.kind
	for bits := w.names & (1<<placeShift - 1); bits != 0; bits &= bits - 1 {
		f.kind = kind
		b := uint64(mathbits.TrailingZeros32(bits))
		f.two(b, uint64(w.names>>placeShift))
		f.two(b, kase)
	}
	f.kind = kind
	f.skip(2)
}
