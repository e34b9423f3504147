package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// crowd draws examples of three classes: features 0–2 tell the class, the
// others are drawn by lot. Class 2 is rare.
func crowd(n int) []Example {
	random := rand.New(rand.NewPCG(1, 2))
	var all []Example
	for i := range n {
		class := i % 2
		if i%20 == 0 {
			class = 2
		}
		target := []int8{-1, -1, -1}
		target[class] = 1
		all = append(all, Example{
			Features: []Feature{{class, 0.8}, {3 + random.IntN(10), 0.6}},
			Target:   target, Cost: 1,
		})
	}
	return all
}

var options = Options{Rows: 13, Classes: 3, Cost: 1, Balance: 0.5, Epochs: 10, Seed: 1}

func score(e Example, weights [][]float32, bias []float32, class int) float32 {
	s := bias[class]
	for _, f := range e.Features {
		s += f.Value * weights[class][f.Row]
	}
	return s
}

func TestTrainingTellsTheClassesApart(t *testing.T) {
	examples := crowd(400)
	weights, bias := Train(examples, options)
	for i, e := range examples {
		for c, want := range e.Target {
			if got := score(e, weights, bias, c); (got > 0) != (want > 0) {
				t.Fatalf("example %d scores %v for class %d, want the sign of %d", i, got, c, want)
			}
		}
	}
}

func TestTrainingTwiceGivesTheSameWeights(t *testing.T) {
	w1, b1 := Train(crowd(200), options)
	w2, b2 := Train(crowd(200), options)
	if !slices.EqualFunc(w1, w2, slices.Equal) || !slices.Equal(b1, b2) {
		t.Error("the weights differ")
	}
}

func TestSilentTargetsTeachNothing(t *testing.T) {
	examples := crowd(200)
	want, _ := Train(examples, options)
	noise := Example{Features: []Feature{{0, 5}}, Target: []int8{0, -1, -1}, Cost: 1}
	got, _ := Train(append(examples, noise), options)
	// Its place in the list shifts no other example of class 0.
	if !slices.Equal(got[0], want[0]) {
		t.Error("class 0 learned from an example that says nothing about it")
	}
	if slices.Equal(got[1], want[1]) {
		t.Error("class 1 learned nothing from its counter-example")
	}
}

func TestBalanceRaisesTheRareClass(t *testing.T) {
	plain := Example{Features: []Feature{{5, 1}}} // says nothing about its class
	o := options
	o.Balance = 0
	w0, b0 := Train(crowd(400), o)
	o.Balance = 1
	w1, b1 := Train(crowd(400), o)
	if score(plain, w1, b1, 2) <= score(plain, w0, b0, 2) {
		t.Error("a balanced model finds the rare class no likelier")
	}
}

// tossed draws scores of two classes of which the higher is right the more
// often, the farther they are apart.
func tossed(n int) (scores [][]float32, truth []int) {
	random := rand.New(rand.NewPCG(3, 4))
	for range n {
		a, b := random.Float32()*2-1, random.Float32()*2-1
		class := 0
		if random.Float64() > sigmoid(3*float64(a-b)) {
			class = 1
		}
		scores, truth = append(scores, []float32{a, b}), append(truth, class)
	}
	return scores, truth
}

func TestProbabilitiesAreAsOftenRightAsTheySay(t *testing.T) {
	fit, err := NewFit(tossed(20000))
	if err != nil {
		t.Fatal(err)
	}
	scores, truth := tossed(20000)
	var said, right, count [10]float64
	p := make([]float64, 2)
	for i, s := range scores {
		fit.Probabilities(s, p)
		bin := min(9, int(10*p[0]))
		said[bin], count[bin] = said[bin]+p[0], count[bin]+1
		if truth[i] == 0 {
			right[bin]++
		}
	}
	for bin, n := range count {
		if n > 200 && math.Abs(said[bin]-right[bin])/n > 0.07 {
			t.Errorf("of %.0f stories said to be %.2f likely, %.2f were", n, said[bin]/n, right[bin]/n)
		}
	}
}

func TestProbabilitiesKeepTheOrderOfScores(t *testing.T) {
	fit, err := NewFit(tossed(2000))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 6))
	p := make([]float64, 6)
	for range 1000 {
		scores := make([]float32, len(p))
		for c := range scores {
			scores[c] = random.Float32()*4 - 2
		}
		slices.Sort(scores)
		fit.Probabilities(scores, p)
		if !slices.IsSorted(p) {
			t.Fatalf("scores %v became %v", scores, p)
		}
	}
}

func TestScoresThatSayNothingAreNotCalibrated(t *testing.T) {
	scores, truth := tossed(2000)
	for i := range truth {
		truth[i] = 1 - truth[i]
	}
	if fit, err := NewFit(scores, truth); err == nil {
		t.Errorf("scores that are wrong more often the higher they are gave %v", fit)
	}
}

func TestWhereTheScoreSaysNothingTheLeadDecides(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	var scores [][]float32
	var truth []int
	for range 4000 {
		lead, height := float32(random.Float64()), float32(random.Float64())
		first := random.IntN(2)
		s := []float32{height, height}
		s[first] += lead
		scores = append(scores, s)
		if random.Float64() > 0.5+0.5*float64(lead)-0.1*float64(height) { // the higher, the less right
			first = 1 - first
		}
		truth = append(truth, first)
	}
	fit, err := NewFit(scores, truth)
	if err != nil {
		t.Fatal(err)
	}
	low, high := fit.At(0.9, 0.1), fit.At(1.9, 1.1)
	if math.Abs(low-high) > 1e-3 {
		t.Errorf("with the same lead, a low score has the chance %v and a high one %v", low, high)
	}
	if little, much := fit.At(0.2, 0.1), fit.At(1, 0.1); little > 0.65 || much < 0.8 {
		t.Errorf("a little ahead has the chance %v, far ahead %v", little, much)
	}
}
