package entity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// packaged writes vectors as the npm package does: every list goes on with
// the norm and the index of the word.
func packaged(words []string, first []float32) string {
	var list, vectors []string
	for i, w := range words {
		list = append(list, fmt.Sprintf("%q", w))
		numbers := []string{fmt.Sprint(first[i])}
		for range 99 {
			numbers = append(numbers, "-0.5")
		}
		vectors = append(vectors, fmt.Sprintf("%q:[%s,4.5,%d]", w, strings.Join(numbers, ","), i))
	}
	slices.Reverse(vectors) // their order is not that of the words
	return `{"precision":8,"words":[` + strings.Join(list, ",") + `],"vectors":{` + strings.Join(vectors, ",") + `},"unkVector":[0]}`
}

func TestVectorsAreReadInTheOrderOfTheWords(t *testing.T) {
	v, err := ReadVectors(strings.NewReader(packaged([]string{"the", `"`, "naïve"}, []float32{1, 2, 3})))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.Words, []string{"the", `"`, "naïve"}) {
		t.Errorf("words %q", v.Words)
	}
	for i := range v.Words {
		if row := v.at(i); row[0] != float32(i+1) || row[99] != -0.5 {
			t.Errorf("vector %d begins with %g and ends in %g", i, row[0], row[99])
		}
	}
}

func TestVectorsThatAreCutOrUnlistedAreRefused(t *testing.T) {
	whole := packaged([]string{"a", "b"}, []float32{1, 2})
	for name, bad := range map[string]string{
		"nothing": "", "cut in the words": whole[:20], "cut in a vector": whole[:300], "no vectors": `{"words":["a"]}`,
		"a word that is not listed": strings.Replace(whole, `"b":[`, `"c":[`, 1),
		"no number":                 strings.Replace(whole, "-0.5", "x", 1),
	} {
		if _, err := ReadVectors(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWordsOfOneDirectionShareACluster(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	v := &Vectors{Dim: 100}
	for i := range 1000 {
		v.Words = append(v.Words, fmt.Sprint("w", i))
		row := make([]float32, 100)
		for j := range row {
			row[j] = float32(r.NormFloat64()) * 0.01
		}
		row[i%5*20] = float32(1 + i%7) // the length must not matter
		v.Data = append(v.Data, row...)
	}
	of := clusters(v)
	coarse := map[int]int{}
	for i, c := range of {
		k := int(c) / (grains[1] * grains[2])
		if was, ok := coarse[k]; ok && was != i%5 {
			t.Fatalf("words of two directions are in cluster %d", k)
		}
		coarse[k] = i % 5
	}
	if !slices.Equal(of, clusters(v)) {
		t.Error("the same vectors gave other clusters")
	}
}

func TestListsKnowNamesByTheirWords(t *testing.T) {
	n := NewNames()
	n.company("Acme Holdings Inc.")
	n.team("FC Brightport")
	n.person("Ada Moss")
	n.person("Ada Reed")
	n.place(&record{Name: "Kestrel Bay", Alt: []string{"KB", "K.B. Town"}, FC: "P", Dem: []string{"Kestrelian"}})
	l := n.compile()
	for name, want := range map[string]uint16{
		"Acme Holdings Inc.": listOrganisation, "Acme Holdings": listOrganisation, "ACME": listOrganisation, "FC Brightport": listTeam, "Brightport": listTeam,
		"Ada": listGiven, "Moss": 0, "Ada Moss": listFullName, "Kestrel Bay": listCity, "KB Town": listCity, "KB": 0, "Kestrelian": listDemonym, "Nobody": 0,
	} {
		h := uint64(0)
		for _, k := range n.keys(name) {
			h = mix(h, k)
		}
		if got := l.value(h) &^ goesOn; got != want {
			t.Errorf("%s: %b, want %b", name, got, want)
		}
	}
}
