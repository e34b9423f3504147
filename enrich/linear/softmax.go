package linear

import (
	"math"
	"math/rand/v2"
)

// SoftmaxOptions are those of TrainSoftmax.
type SoftmaxOptions struct {
	Rows, Classes int
	Epochs        int
	Seed          uint64
	Rate          float64 // of learning, in the first epoch; it falls to nothing in even steps
	Scale         float64 // what every value is multiplied with: longer texts vectors learn faster
	Decay         float64 // what is taken off a weight, of its size, at a step
	// Drop is the share of an example's features that are left out, others each
	// time, so that it is learned from all its words and not from the two best.
	// Only rows below Telling are left out.
	Drop    float64
	Telling int
}

// TrainSoftmax learns one multinomial logistic regression for all classes, by
// stochastic descent with a rate of its own for every weight (AdaGrad: Duchi,
// Hazan and Singer 2011), and returns the weights by class and row, and the
// biases. Where Train asks of every class whether a text belongs to it, this asks
// which of them it belongs to, and keeps how common they are. An example of
// several classes is right with any of them; classes of which it says nothing are
// out of the question, unless it says nothing of any but its own. The same input
// gives the same output.
func TrainSoftmax(examples []Example, o SoftmaxOptions) (weights [][]float32, bias []float32) {
	d := newDescent(o)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for epoch := range o.Epochs {
		d.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		d.rate = float32(o.Rate * (1 - float64(epoch)/float64(o.Epochs)))
		for _, i := range order {
			d.step(&examples[i])
		}
	}
	return d.learned()
}

// descent holds the state of TrainSoftmax. Weights are by row and class.
type descent struct {
	o          SoftmaxOptions
	random     *rand.Rand
	rate       float32
	weight     []float32
	moved      []float32 // by weight, the sum of the squares of its slopes
	bias       []float32
	biasMoved  []float32
	score      []float32
	chance     []float64
	slope      []float32 // by class
	shown      []Feature
	kept, grow float32 // of an example's values, which are dropped in part
}

func newDescent(o SoftmaxOptions) *descent {
	return &descent{
		o: o, random: rand.New(rand.NewPCG(o.Seed, uint64(o.Classes))),
		weight: make([]float32, o.Rows*o.Classes), moved: make([]float32, o.Rows*o.Classes),
		bias: make([]float32, o.Classes), biasMoved: make([]float32, o.Classes),
		score: make([]float32, o.Classes), chance: make([]float64, o.Classes), slope: make([]float32, o.Classes),
		kept: float32(o.Scale), grow: float32(o.Scale / (1 - o.Drop)),
	}
}

func (d *descent) step(e *Example) {
	if !d.show(e) {
		return
	}
	k := d.o.Classes
	copy(d.score, d.bias)
	for _, f := range d.shown {
		for c, w := range d.weight[f.Row*k : f.Row*k+k] {
			d.score[c] += f.Value * w
		}
	}
	d.slopes(e)
	for c, g := range d.slope {
		move(&d.bias[c], &d.biasMoved[c], g, d.rate)
	}
	for _, f := range d.shown {
		weight, moved := d.weight[f.Row*k:f.Row*k+k], d.moved[f.Row*k:f.Row*k+k]
		for c, g := range d.slope {
			move(&weight[c], &moved[c], g*f.Value+float32(d.o.Decay)*weight[c], d.rate)
		}
	}
}

// show chooses the features that are learned from this time; false where the
// example belongs to no class.
func (d *descent) show(e *Example) bool {
	right := false
	for _, t := range e.Target {
		right = right || t > 0
	}
	d.shown = d.shown[:0]
	for _, f := range e.Features {
		switch {
		case f.Row >= d.o.Telling:
			d.shown = append(d.shown, Feature{f.Row, f.Value * d.kept})
		case d.random.Float64() >= d.o.Drop:
			d.shown = append(d.shown, Feature{f.Row, f.Value * d.grow})
		}
	}
	return right && e.Cost > 0
}

// slopes sets those of the loss, by class: minus the logarithm of what the right
// classes have of the chance of all that are in question.
func (d *descent) slopes(e *Example) {
	silent, most := true, d.score[0]
	for c, t := range e.Target {
		silent = silent && t >= 0
		most = max(most, d.score[c])
	}
	var right, all float64
	for c, t := range e.Target {
		d.chance[c] = 0
		if t == 0 && !silent {
			continue
		}
		d.chance[c] = math.Exp(float64(d.score[c] - most))
		all += d.chance[c]
		if t > 0 {
			right += d.chance[c]
		}
	}
	for c, t := range e.Target {
		g := d.chance[c] / all
		if t > 0 {
			g -= d.chance[c] / right
		}
		d.slope[c] = e.Cost * float32(g)
	}
}

// move takes a step down a slope.
func move(w, moved *float32, slope, rate float32) {
	const least = 1e-3 // keeps the first steps finite
	*moved += slope * slope
	*w -= rate * slope / (float32(math.Sqrt(float64(*moved))) + least)
}

func (d *descent) learned() (weights [][]float32, bias []float32) {
	weights = make([][]float32, d.o.Classes)
	for c := range weights {
		weights[c] = make([]float32, d.o.Rows)
		for row := range weights[c] {
			weights[c][row] = d.weight[row*d.o.Classes+c] * float32(d.o.Scale)
		}
	}
	return weights, d.bias
}
