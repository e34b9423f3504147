package linear

import (
	"math"
	"math/rand/v2"
	"sync"
)

// Example is a text to learn from.
type Example struct {
	Features []Feature // Row counts from 0 to Options.Rows-1
	// Target says, by class, whether the example belongs to it (1), does not
	// (-1), or says nothing about it (0).
	Target []int8
	Cost   float32 // how much a mistake on it counts
}

// Options of Train.
type Options struct {
	Rows, Classes int
	Cost          float64 // of a mistake, against the size of the weights
	Balance       float64 // 0: every example counts the same; 1: the examples of a class count as much as all others together
	Epochs        int
	Seed          uint64
	// Lift makes a feature that tells a class from the others weigh more for
	// it from the start: by 1 + Lift times the logarithm of how much likelier
	// it is there. Only rows below Telling are lifted.
	Lift    float64
	Telling int
}

// Train learns a support vector machine for every class against all others
// (squared hinge loss, by dual coordinate descent), and returns the weights
// by class and row, and the biases. The same input gives the same output.
func Train(examples []Example, o Options) (weights [][]float32, bias []float32) {
	weights, bias = make([][]float32, o.Classes), make([]float32, o.Classes)
	var wait sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wait.Go(func() {
			for c := range next {
				weights[c], bias[c] = trainClass(examples, c, o)
			}
		})
	}
	for c := range o.Classes {
		next <- c
	}
	close(next)
	wait.Wait()
	return weights, bias
}

// trainClass learns one class. Its examples are visited in an order that
// depends on the seed only.
func trainClass(examples []Example, class int, o Options) ([]float32, float32) {
	s := newSolver(examples, class, o)
	random := rand.NewPCG(o.Seed, uint64(class))
	for range o.Epochs {
		for i := len(s.order) - 1; i > 0; i-- {
			j := int(random.Uint64() % uint64(i+1))
			s.order[i], s.order[j] = s.order[j], s.order[i]
		}
		for _, i := range s.order {
			s.step(i)
		}
	}
	w := make([]float32, o.Rows)
	for i := range w {
		w[i] = float32(s.w[i] * s.lift[i])
	}
	return w, float32(s.bias)
}

// solver holds the state of one descent: the weights w and, for each
// example, the multiplier alpha, of which w is the sum.
type solver struct {
	examples []Example
	class    int
	w        []float64
	lift     []float64 // by row: what a feature's value is multiplied with
	bias     float64
	alpha    []float64
	rest     []uint8    // rounds for which an example is not looked at
	cost     [2]float64 // of a mistake on a negative, on a positive
	order    []int
}

func newSolver(examples []Example, class int, o Options) *solver {
	s := &solver{examples: examples, class: class, w: make([]float64, o.Rows), alpha: make([]float64, len(examples)), rest: make([]uint8, len(examples))}
	var sum [2]float64
	for i, e := range examples {
		if e.Target[class] == 0 || e.Cost == 0 {
			continue
		}
		s.order = append(s.order, i)
		sum[side(e.Target[class])] += float64(e.Cost)
	}
	s.cost = [2]float64{o.Cost, o.Cost}
	if sum[0] > 0 && sum[1] > 0 {
		s.cost[1] *= math.Pow(sum[0]/sum[1], o.Balance)
	}
	s.lift = lifts(examples, class, o)
	return s
}

// lifts returns what the value of every feature is multiplied with for a
// class: log-count ratios, as in Wang and Manning (2012), but added to one, so
// that no feature is lost.
func lifts(examples []Example, class int, o Options) []float64 {
	lift := make([]float64, o.Rows)
	for i := range lift {
		lift[i] = 1
	}
	if o.Lift == 0 {
		return lift
	}
	var counts [2][]float64
	var sums [2]float64
	for i := range counts {
		counts[i] = make([]float64, o.Telling)
	}
	for _, e := range examples {
		if e.Target[class] == 0 || e.Cost == 0 {
			continue
		}
		at := side(e.Target[class])
		for _, f := range e.Features {
			if f.Row < o.Telling {
				v := float64(f.Value) * float64(e.Cost)
				counts[at][f.Row] += v
				sums[at] += v
			}
		}
	}
	const smooth = 0.5
	for i := range o.Telling {
		p := (counts[1][i] + smooth) / (sums[1] + smooth*float64(o.Telling))
		q := (counts[0][i] + smooth) / (sums[0] + smooth*float64(o.Telling))
		lift[i] += o.Lift * min(maxLift, math.Abs(math.Log(p/q)))
	}
	return lift
}

// maxLift is the largest logarithm that counts in lifts.
const maxLift = 4

func side(target int8) int {
	if target > 0 {
		return 1
	}
	return 0
}

// An example that is right by so much more than it need be is not looked at
// for some rounds: most texts have little to do with most topics.
const (
	restGradient = 0.1
	restRounds   = 3
)

func (s *solver) step(i int) {
	if s.rest[i] > 0 {
		s.rest[i]--
		return
	}
	e := &s.examples[i]
	y := float64(e.Target[s.class])
	dot, square := s.bias, 1.0
	for _, f := range e.Features {
		v := float64(f.Value) * s.lift[f.Row]
		dot += v * s.w[f.Row]
		square += v * v
	}
	diagonal := 1 / (2 * s.cost[side(e.Target[s.class])] * float64(e.Cost))
	gradient := y*dot - 1 + s.alpha[i]*diagonal
	old := s.alpha[i]
	s.alpha[i] = max(0, old-gradient/(square+diagonal))
	if s.alpha[i] == 0 && gradient > restGradient {
		s.rest[i] = restRounds
	}
	move := (s.alpha[i] - old) * y
	if move == 0 {
		return
	}
	s.bias += move
	for _, f := range e.Features {
		s.w[f.Row] += move * float64(f.Value) * s.lift[f.Row]
	}
}
