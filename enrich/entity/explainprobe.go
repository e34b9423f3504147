package entity

// What a feature is about is found by trying: one thing about one word is
// changed, and the features that change with it are about it. So kinds of
// features may come and go without anybody naming them here.

// aspect is a side of a word that a feature may look at, a bit each.
type aspect uint8

const (
	aspectWord    aspect = 1 << iota // which word it is
	aspectWriting                    // capitals, digits, marks
	aspectLetters                    // how it begins and ends
	aspectUse                        // its cluster
	aspectLists                      // the lists of names that have it
	aspectAny                        // something of it, whatever it is
)

// dependence is what a feature depends on.
type dependence struct {
	words map[int]aspect // by number of the word
	story bool           // on words elsewhere in the story
}

// probe finds out what features are about.
type probe struct {
	r     *reader
	f, g  features
	stray word // a word that is like no other
}

// features returns the features of word i and what each depends on.
func (p *probe) features(i int) ([]uint64, []dependence) {
	r := p.r
	r.collect(&p.f, i)
	on := make([]dependence, p.f.n)
	w := &r.words[i]
	first := max(int(w.start), min(i, int(w.runStart))-2)
	last := min(int(w.end), max(i+1, int(w.runEnd))+2)
	for j := first; j < last; j++ {
		for a := aspectWord; a <= aspectAny; a <<= 1 {
			kept := r.words[j]
			p.change(&r.words[j], a, j == i)
			p.changed(i, func(k int) {
				if on[k].words == nil {
					on[k].words = map[int]aspect{}
				}
				on[k].words[j] |= a
			})
			r.words[j] = kept
		}
	}
	p.elsewhere(i, first, last, func(k int) { on[k].story = true })
	return p.f.hash[:p.f.n], on
}

// changed calls do with every feature of word i that is not what it was. Where
// there are more or fewer features than before, none can be compared.
func (p *probe) changed(i int, do func(k int)) {
	p.r.collect(&p.g, i)
	if p.g.n != p.f.n {
		return
	}
	for k, h := range p.g.hash[:p.g.n] {
		if h != p.f.hash[k] {
			do(k)
		}
	}
}

// change changes one side of a word, and never whether it may be part of a
// name: the number of its features stays the same.
func (p *probe) change(w *word, a aspect, itself bool) {
	const other = 0x5bd1e9955bd1e995
	switch a {
	case aspectWord:
		w.low, w.form = w.low^other, w.form^other
	case aspectWriting:
		w.shape ^= other
		if itself {
			w.kase = likeCase(w.kase)
		}
	case aspectLetters:
		for i := range w.head {
			w.head[i] ^= other & 0xffffff
		}
		for i := range w.tail {
			w.tail[i] ^= other & 0xffffff
		}
	case aspectUse:
		w.fine = w.fine%4000 + 500
		w.roles ^= otherRoles
	case aspectLists:
		w.names = otherLists(w.names)
	case aspectAny:
		p.estrange(w)
	}
}

// otherRoles changes both groups that a word's roles are.
const otherRoles = 0x5a5a

// estrange makes another word of w, in the same place of the text.
func (p *probe) estrange(w *word) {
	if p.stray.low == 0 {
		var sp speller
		sp.spell(&p.stray, "qzxwvqjk", 0)
		p.stray.fine = 1
	}
	kept := *w
	*w = p.stray
	w.fine += kept.fine % 4000
	w.roles = kept.roles ^ otherRoles
	w.kase, w.candidate, w.first, w.loud = kept.kase, kept.candidate, kept.first, kept.loud
	w.names, w.id, w.start, w.end = otherLists(kept.names), kept.id, kept.start, kept.end
	w.runStart, w.runEnd = kept.runStart, kept.runEnd
}

// likeCase is another way to write a word that leaves it a capital, or none.
func likeCase(c letterCase) letterCase {
	switch c {
	case titled, allCaps:
		return mixed
	case mixed:
		return titled
	case small:
		return digits
	}
	return small
}

// otherLists puts a word into as many lists, and other ones.
func otherLists(names uint32) uint32 {
	const one = 1<<listKinds - 1
	turn := func(kinds uint32) uint32 { return kinds<<5&one | kinds>>(listKinds-5) }
	return turn(names&one) | turn(names>>listedShift&one)<<listedShift | (names>>placeShift^4)<<placeShift
}

// elsewhere calls do with the features that depend on what the story does with
// the word i outside of the words [first, last).
func (p *probe) elsewhere(i, first, last int, do func(k int)) {
	r := p.r
	k := &r.kinds[r.words[i].id]
	counts := *k
	k.smalls, k.titles, k.capital = otherCount(k.smalls), otherCount(k.titles), otherCount(k.capital)
	p.changed(i, do)
	*k = counts
	kept := map[int]word{}
	for _, o := range k.seen[:k.n] {
		x := r.words[o]
		for j := max(0, int(x.runStart)-1); j < min(len(r.words), int(x.runEnd)+1); j++ {
			if _, done := kept[j]; (j < first || j >= last) && !done {
				kept[j] = r.words[j]
				p.estrange(&r.words[j])
			}
		}
	}
	p.changed(i, do)
	for j, w := range kept {
		r.words[j] = w
	}
}

// otherCount is a count that features tell from n; they stop at two.
func otherCount(n int32) int32 {
	if n >= 2 {
		return 0
	}
	return n + 1
}
