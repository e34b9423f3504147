package entity

import (
	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Corpus is a labelled corpus to learn from.
type Corpus struct {
	Name   string
	Texts  []corpus.Named
	NoMisc bool    // names that are no person, organisation or place are not labelled
	Weight float32 // of an example
}

// types are the labels of the corpora in the order of the chain's types.
var types = [linear.Types]string{"PER", "ORG", "LOC", "MISC"}

const misc = 3

const anyLabel = 1<<linear.Labels - 1

func typeOf(label string) int {
	for i, t := range types {
		if t == label {
			return i
		}
	}
	return -1
}

// allowed sets, for every token of the text, the labels that the corpus
// allows, a bit each.
func allowed(f *text.Field, t *corpus.Named, noMisc bool, masks []uint32) []uint32 {
	none := uint32(1) << linear.Outside
	if noMisc {
		none |= 1<<(linear.Begin+misc) | 1<<(linear.Inside+misc) | 1<<(linear.Last+misc) | 1<<(linear.Unit+misc)
	}
	masks = masks[:0]
	for range f.Tokens {
		masks = append(masks, none)
	}
	i := 0
	for _, s := range t.Spans {
		for i < len(f.Tokens) && f.Tokens[i].End <= s.Start {
			i++
		}
		j := i
		for j < len(f.Tokens) && f.Tokens[j].Start < s.End {
			j++
		}
		if i == j {
			continue
		}
		k := typeOf(s.Type)
		if k < 0 || f.Tokens[i].Start != s.Start || !endsAt(f, j-1, s.End) {
			for x := i; x < j; x++ {
				masks[x] = anyLabel
			}
			continue
		}
		for x := i; x < j; x++ {
			label := linear.Inside
			switch {
			case j-i == 1:
				label = linear.Unit
			case x == i:
				label = linear.Begin
			case x == j-1:
				label = linear.Last
			}
			masks[x] = 1 << (label + k)
		}
	}
	return masks
}

// endsAt reports whether a name that ends with token i ends at this byte. The
// dot of an abbreviation belongs to the name or ends the sentence: corpora
// hold either.
func endsAt(f *text.Field, i, end int) bool {
	t := f.Tokens[i]
	return t.End == end || t.End-1 == end && f.Text[end] == '.'
}

func parse(t *corpus.Named) *text.Doc {
	return text.Parse([]story.Field{{Name: story.Body, Text: t.Text}})
}

// examples are the sequences of texts with their features numbered.
type examples struct {
	seqs  []linear.Sequence
	doc   []int    // by sequence, the text it is from
	hash  []uint64 // by number
	count []int32  // by number, how often it occurs
}

// add appends the numbers of features to rows, new ones included.
func (x *examples) add(rows []int32, number map[uint64]int32, hashes []uint64) []int32 {
	for _, h := range hashes {
		n, ok := number[h]
		if !ok {
			n = int32(len(x.hash))
			number[h] = n
			x.hash, x.count = append(x.hash, h), append(x.count, 0)
		}
		x.count[n]++
		rows = append(rows, n)
	}
	return rows
}

// gather makes examples of the corpora. A feature that occurs once is left out.
func gather(r *reader, corpora []Corpus, least uint8) *examples {
	const size = 1 << 26
	count := make([]uint8, size)
	var f features
	docs := 0
	each := func(do func(c *Corpus, masks []uint32, p piece)) {
		var masks []uint32
		docs = 0
		for ci := range corpora {
			c := &corpora[ci]
			for ti := range c.Texts {
				doc := parse(&c.Texts[ti])
				masks = allowed(&doc.Fields[0], &c.Texts[ti], c.NoMisc, masks)
				r.read(doc)
				for _, p := range r.pieces {
					do(c, masks, p)
				}
				docs++
			}
		}
	}
	each(func(_ *Corpus, _ []uint32, p piece) {
		for i := p.start; i < p.end; i++ {
			r.collect(&f, i)
			for _, h := range f.hash[:f.n] {
				if c := &count[h>>38]; *c < 255 {
					*c++
				}
			}
		}
	})
	x := &examples{}
	number := map[uint64]int32{}
	each(func(c *Corpus, masks []uint32, p piece) {
		s := linear.Sequence{Weight: c.Weight}
		for i := p.start; i < p.end; i++ {
			r.collect(&f, i)
			rows := make([]int32, 0, f.n)
			known := uint8(0)
			kept := f.hash[:0]
			for j, h := range f.hash[:f.n] {
				if count[h>>38] < least {
					continue
				}
				if j < identities {
					known++
				}
				kept = append(kept, h)
			}
			rows = x.add(rows, number, kept)
			s.Features = append(s.Features, rows)
			s.Identity = append(s.Identity, known)
			s.Allowed = append(s.Allowed, masks[i])
		}
		mend(s.Allowed)
		x.seqs, x.doc = append(x.seqs, s), append(x.doc, docs)
	})
	return x
}

// mend frees the labels of names that reach beyond the sequence.
func mend(masks []uint32) {
	const outside = 1 << linear.Outside
	const goesOn = 0xf<<linear.Inside | 0xf<<linear.Last
	const toCome = 0xf<<linear.Inside | 0xf<<linear.Begin
	n := len(masks)
	for i := 0; i < n && masks[i]&outside == 0 && masks[i]&goesOn != 0; i++ {
		masks[i] = anyLabel
	}
	for i := n - 1; i >= 0 && masks[i]&outside == 0 && masks[i]&toCome != 0; i-- {
		masks[i] = anyLabel
	}
}
