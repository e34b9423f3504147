package entity

import "dateline/enrich/linear"

// ballot holds the votes of one story: what the words in capitals were taken
// for at first sight, summed up by word. Each occurrence then hears what the
// others were taken for.
type ballot struct {
	own   [][linear.Labels]float32 // by word of the story
	cast  []bool                   // by word of the story
	sum   [][linear.Labels]float32 // by kind of word
	count []int32                  // by kind of word
	first []glance                 // by word of the story
	types [linear.Types]float32    // of all names of the story, summed up
}

func (b *ballot) reset(words, kinds int) {
	if cap(b.own) < words {
		b.own, b.cast = make([][linear.Labels]float32, words+words/2), make([]bool, words+words/2)
	}
	if cap(b.sum) < kinds {
		b.sum, b.count = make([][linear.Labels]float32, kinds+kinds/2), make([]int32, kinds+kinds/2)
	}
	if cap(b.first) < words {
		b.first = make([]glance, words+words/2)
	}
	b.own, b.cast, b.first = b.own[:words], b.cast[:words], b.first[:words]
	b.sum, b.count = b.sum[:kinds], b.count[:kinds]
	clear(b.cast)
	for i := range b.first {
		b.first[i] = glance{kind: nobody}
	}
	b.types = [linear.Types]float32{}
	clear(b.sum)
	clear(b.count)
}

// vote adds the probabilities of the labels of word i. Lines in capitals
// listen, but have no vote: they are least sure themselves.
func (b *ballot) vote(r *reader, i int, m *[linear.Labels]float32) {
	w := &r.words[i]
	if !w.capital() {
		return
	}
	b.glance(i, m)
	if w.loud {
		return
	}
	b.own[i], b.cast[i] = *m, true
	sum := &b.sum[w.id]
	for y, p := range m {
		sum[y] += p
	}
	b.count[w.id]++
}

// opinion is what the other occurrences of a word were taken for.
type opinion struct {
	n     uint64 // how many they are, up to 3
	label uint64 // the one with most votes
	share uint64 // of it, in steps
	kind  uint64 // type with most votes; 4 for no name
	sure  uint64 // share of the type, in steps
	types [linear.Types + 1]uint64
}

// others sets o to the opinion about word i, and reports whether there is one.
func (b *ballot) others(r *reader, i int, o *opinion) bool {
	w := &r.words[i]
	*o = opinion{label: linear.Labels, kind: linear.Types + 1}
	if !w.capital() {
		return false
	}
	n := float32(b.count[w.id])
	if b.cast[i] {
		n--
	}
	if n < 1 {
		return false
	}
	var types [linear.Types + 1]float32
	best := float32(0)
	for y := range linear.Labels {
		p := b.sum[w.id][y]
		if b.cast[i] {
			p -= b.own[i][y]
		}
		p /= n
		if p > best {
			best, o.label = p, uint64(y)
		}
		if y == linear.Outside {
			types[linear.Types] += p
		} else {
			types[y%linear.Types] += p
		}
	}
	o.share, o.n = level(best), uint64(min(n, 3))
	best = 0
	for t, p := range types {
		o.types[t] = level(p)
		if p > best {
			best, o.kind = p, uint64(t)
		}
	}
	o.sure = level(best)
	return true
}

// level rounds a probability to one of seven steps.
func level(p float32) uint64 {
	switch {
	case p < 0.05:
		return 0
	case p < 0.2:
		return 1
	case p < 0.4:
		return 2
	case p < 0.6:
		return 3
	case p < 0.8:
		return 4
	case p < 0.95:
		return 5
	}
	return 6
}

// heard sets f to the features of what the story says about word i. Of a word
// in lower case there are none where its neighbours occur only here.
func (b *ballot) heard(r *reader, f *features, i int) {
	f.n, f.kind = 0, prime1
	w := &r.words[i]
	if w.capital() {
		b.around(r, f, i)
	} else {
		f.skip(aroundKinds)
	}
	var o, p, n opinion
	any := b.others(r, i, &o)
	if i > int(w.start) {
		any = b.others(r, i-1, &p) || any
	} else {
		p = opinion{label: 30, kind: 30}
	}
	if i+1 < int(w.end) {
		any = b.others(r, i+1, &n) || any
	} else {
		n = opinion{label: 30, kind: 30}
	}
	if !any {
		return
	}
	kase := uint64(w.kase)
	if w.loud {
		kase += 8
	}
	if w.first {
		kase += 16
	}
	f.three(o.kind, o.sure, kase)
	f.three(o.kind, o.sure, o.n)
	f.three(o.kind, o.sure, w.coarse())
	f.three(o.label, o.share, o.n)
	f.two(p.kind*8+p.sure, o.kind*8+o.sure)
	f.two(o.kind*8+o.sure, n.kind*8+n.sure)
	f.three(p.kind, o.kind, n.kind)
	f.two(p.label, o.label)
	f.two(o.label, n.label)
	f.three(o.label, kase, uint64(w.runEnd-w.runStart))
	for t, l := range o.types {
		f.three(uint64(t), l, min(o.n, 2))
	}
}
