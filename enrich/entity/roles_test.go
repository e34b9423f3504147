package entity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/enrich/linear"
)

// townsAndPeople has vectors of words that are used like the people of the
// invented corpus, like its towns, and like neither. Every other of the first
// two kinds is not in the corpus.
func townsAndPeople() *Vectors {
	r := rand.New(rand.NewPCG(3, 4))
	v := &Vectors{Dim: 10}
	for kind, words := range [][]string{
		{"ada", "newada", "tom", "newtom", "ilse", "newilse", "omar", "newomar", "lucia", "newlucia", "pavel", "newpavel"},
		{"brightport", "newport", "alderney", "newtown", "marlow", "newmarlow", "ostrava", "newostrava"},
		{"told", "council", "monday", "bought", "pier", "nothing", "said"},
	} {
		for _, w := range words {
			v.Words = append(v.Words, w)
			for j := range v.Dim {
				x := float32(r.NormFloat64()) * 0.1
				if j == kind {
					x++
				}
				v.Data = append(v.Data, x)
			}
		}
	}
	return v
}

func TestRolesOfWordsThatNoTextHasAreGuessedFromTheirVectors(t *testing.T) {
	v := townsAndPeople()
	own, next := countRoles(&reader{}, invented())
	found := guess(v, own, 1)
	for word, want := range map[string]int{"ada": linear.Begin, "newada": linear.Begin, "newtom": linear.Begin, "newport": linear.Unit + 2, "council": roleSmall} {
		u := found[slices.Index(v.Words, word)]
		best := 0
		for role, share := range u {
			if share > u[best] {
				best = role
			}
		}
		if best != want {
			t.Errorf("%s is taken for role %d, want %d", word, best, want)
		}
	}
	if after := next[hashWord([]byte("in"))]; after == nil || after[linear.Unit+2] == 0 {
		t.Errorf("behind \"in\" there are no towns: %v", after)
	}
	if fmt.Sprint(found) != fmt.Sprint(guess(v, own, 1)) {
		t.Error("the same texts gave other roles")
	}
}

func TestWordsOfLikeRolesShareAGroup(t *testing.T) {
	v := townsAndPeople()
	lex := smallLexicons().WithRoles(v, invented())
	group := func(word string) uint16 { return lex.roles.value(hashWord([]byte(word))) & 0xff }
	if group("told") == 0 || group("elsewhere") != 0 {
		t.Errorf("a word with a vector is in group %d, one without in %d", group("told"), group("elsewhere"))
	}
	of := make([]usage, 60)
	for i := range of {
		of[i][i%3] = 1
	}
	for i, g := range group3(of) {
		if g != group3(of)[i%3] {
			t.Errorf("word %d is in group %d, those like it are in %d", i, g, group3(of)[i%3])
		}
	}
}

func group3(of []usage) []uint16 { return group(of, 3) }
