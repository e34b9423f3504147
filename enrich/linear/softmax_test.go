package linear

import (
	"slices"
	"testing"
)

var softmaxOptions = SoftmaxOptions{Rows: 13, Classes: 3, Epochs: 10, Seed: 1, Rate: 0.1, Scale: 1, Decay: 1e-5, Telling: 13}

func highest(e Example, weights [][]float32, bias []float32) int {
	best := 0
	for c := range bias {
		if score(e, weights, bias, c) > score(e, weights, bias, best) {
			best = c
		}
	}
	return best
}

func TestSoftmaxTellsTheClassesApart(t *testing.T) {
	for drop, most := range map[float64]int{0: 0, 0.3: 8} {
		o, examples := softmaxOptions, crowd(400)
		o.Drop = drop
		weights, bias := TrainSoftmax(examples, o)
		wrong := 0
		for _, e := range examples {
			if e.Target[highest(e, weights, bias)] <= 0 {
				wrong++
			}
		}
		if wrong > most {
			t.Errorf("drop %v: %d of %d examples are taken for another class", drop, wrong, len(examples))
		}
	}
}

func TestSoftmaxTwiceGivesTheSameWeights(t *testing.T) {
	o := softmaxOptions
	o.Drop = 0.3
	w1, b1 := TrainSoftmax(crowd(200), o)
	w2, b2 := TrainSoftmax(crowd(200), o)
	if !slices.EqualFunc(w1, w2, slices.Equal) || !slices.Equal(b1, b2) {
		t.Error("the weights differ")
	}
}

// of repeats an example of one feature.
func of(n int, row int, target ...int8) []Example {
	return slices.Repeat([]Example{{Features: []Feature{{row, 1}}, Target: target, Cost: 1}}, n)
}

func TestSoftmaxKeepsHowCommonTheClassesAre(t *testing.T) {
	examples := slices.Concat(of(90, 0, 1, -1, -1), of(30, 0, -1, 1, -1), of(10, 0, -1, -1, 1)) // the same text for all
	w, b := TrainSoftmax(examples, softmaxOptions)
	e := examples[0]
	if s := []float32{score(e, w, b, 0), score(e, w, b, 1), score(e, w, b, 2)}; s[0] <= s[1] || s[1] <= s[2] {
		t.Errorf("the scores are %v, want the commonest class first", s)
	}
}

func TestSoftmaxAsksNothingOfClassesThatAnExampleIsSilentAbout(t *testing.T) {
	base := slices.Concat(of(50, 0, 1, -1, -1), of(50, 1, -1, 1, -1))
	// Row 2 is of class 0; whether of class 1 as well, nothing is said.
	silent, bs := TrainSoftmax(slices.Concat(base, of(50, 2, 1, 0, -1)), softmaxOptions)
	denied, bd := TrainSoftmax(slices.Concat(base, of(50, 2, 1, -1, -1)), softmaxOptions)
	e := of(1, 2, 1, 0, -1)[0]
	if s, d := score(e, silent, bs, 1), score(e, denied, bd, 1); s <= d {
		t.Errorf("class 1 has the score %v where nothing is said of it, %v where it is denied", s, d)
	}
	none, _ := TrainSoftmax(of(50, 2, 0, 0, -1), softmaxOptions)
	if none[0][2] != 0 || none[2][2] != 0 {
		t.Errorf("an example without a class taught %v", none)
	}
}

func TestSoftmaxIsRightWithAnyOfSeveralClasses(t *testing.T) {
	w, b := TrainSoftmax(slices.Concat(of(50, 0, 1, 1, -1), of(50, 1, -1, -1, 1)), softmaxOptions)
	e := of(1, 0)[0]
	if s := []float32{score(e, w, b, 0), score(e, w, b, 1), score(e, w, b, 2)}; s[0] <= s[2] || s[1] <= s[2] {
		t.Errorf("the scores are %v, want classes 0 and 1 ahead of 2", s)
	}
}

func TestSoftmaxDropsNothingFromTellingOn(t *testing.T) {
	o := softmaxOptions
	o.Drop, o.Telling, o.Epochs = 0.999, 1, 1
	w, _ := TrainSoftmax([]Example{{Features: []Feature{{0, 1}, {1, 1}}, Target: []int8{1, -1, -1}, Cost: 1}}, o)
	if w[0][0] != 0 || w[0][1] <= 0 {
		t.Errorf("row 0, below Telling, has the weight %v, row 1 %v", w[0][0], w[0][1])
	}
}
