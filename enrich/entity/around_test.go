package entity

import (
	"testing"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

func reading(body string) *reader {
	r := &reader{}
	r.read(text.Parse([]story.Field{{Name: story.Body, Text: body}}))
	return r
}

// Features that are left out of one word must not give those that follow the
// numbers of others.
func TestAllNamesGoThroughTheSameKindsOfFeature(t *testing.T) {
	r := reading("Mr. Ada Moss told 3 councils in MARLOW that Blue Lamp Inc. and Moss left.\nALL IN CAPITALS, MOSS 3 - 1\n")
	var b ballot
	b.reset(len(r.words), len(r.kinds))
	var f features
	collected := uint64(0)
	for i := range r.words {
		if !r.words[i].capital() {
			continue
		}
		r.collect(&f, i)
		if collected == 0 {
			collected = f.kind
		}
		if f.kind != collected {
			t.Errorf("word %d goes through other kinds of feature than the first", i)
		}
		f.n, f.kind = 0, prime1
		b.around(r, &f, i)
		heard := f.kind
		f.kind = prime1
		if f.skip(aroundKinds); f.kind != heard {
			t.Errorf("word %d hears other kinds than the %d that are left out", i, aroundKinds)
		}
	}
}

func TestANameHearsOfTheNamesBesideIt(t *testing.T) {
	r := reading("Moss beat Reed and Novak, but not Brandt of Marlow.")
	var b ballot
	b.reset(len(r.words), len(r.kinds))
	label := func(i, y int) {
		var m [linear.Labels]float32
		m[y] = 1
		b.vote(r, i, &m)
	}
	label(0, linear.Unit)     // Moss, a person
	label(2, linear.Outside)  // Reed, nobody
	label(4, linear.Unit+1)   // Novak, an organisation
	label(8, linear.Unit)     // Brandt
	label(10, linear.Begin+2) // Marlow
	for _, tt := range []struct {
		i, step, behind int
		want            name
	}{
		{3, -1, -1, name{0, 3}},
		{5, 1, len(r.words), name{0, 3}},
		{9, 1, len(r.words), name{2, 1}},
		{9, -1, -1, name{0, 1}},
		{11, 1, len(r.words), name{kind: nobody + 1}},
	} {
		if got := b.nearest(tt.i, tt.step, tt.behind); got != tt.want {
			t.Errorf("from word %d in steps of %d there is %v, want %v", tt.i, tt.step, got, tt.want)
		}
	}
	if want := [linear.Types]float32{2, 1, 1}; b.types != want {
		t.Errorf("the story has names of types %v, want %v", b.types, want)
	}
}
