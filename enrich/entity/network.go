package entity

import (
	"math"
	"math/rand/v2"
)

// hidden is how many units the network has between the vector of a word and
// its roles: with 64 it does no better.
const hidden = 48

// network is a perceptron with one hidden layer: vector → hidden → roles.
type network struct {
	dim     int
	in, out layer
	middle  [hidden]float32
}

// layer has, by output, a weight for each input and one more for none.
type layer struct {
	width   int // inputs and one
	weights []float32
	square  []float32 // sum of the squares of what moved each weight (AdaGrad)
}

func newLayer(inputs, outputs int, size float64, random *rand.Rand) layer {
	l := layer{width: inputs + 1, weights: make([]float32, (inputs+1)*outputs), square: make([]float32, (inputs+1)*outputs)}
	for i := range l.weights {
		l.weights[i] = float32(random.NormFloat64() * size)
	}
	return l
}

func newNetwork(dim int, random *rand.Rand) *network {
	return &network{dim: dim, in: newLayer(dim, hidden, 0.3, random), out: newLayer(hidden, roles, 0.1, random)}
}

// output is the sum of output i for the inputs.
func (l *layer) output(i int, inputs []float32) float32 {
	row := l.weights[i*l.width:][:l.width]
	sum := row[len(inputs)]
	for j, x := range inputs {
		sum += row[j] * x
	}
	return sum
}

// move moves the weights of output i along the gradient.
func (l *layer) move(i int, inputs []float32, gradient, rate float32) {
	row, square := l.weights[i*l.width:][:l.width], l.square[i*l.width:][:l.width]
	step := func(j int, m float32) {
		square[j] += m * m
		row[j] += rate * m / float32(math.Sqrt(float64(square[j]+1e-2)))
	}
	for j, x := range inputs {
		step(j, gradient*x)
	}
	step(len(inputs), gradient)
}

// predict sets u to the share of each role of a word with the vector x.
func (n *network) predict(x []float32, u *usage) {
	for i := range n.middle {
		n.middle[i] = float32(math.Tanh(float64(n.in.output(i, x))))
	}
	top := float32(math.Inf(-1))
	for i := range u {
		u[i] = n.out.output(i, n.middle[:])
		top = max(top, u[i])
	}
	sum := float32(0)
	for i := range u {
		u[i] = float32(math.Exp(float64(u[i] - top)))
		sum += u[i]
	}
	for i := range u {
		u[i] /= sum
	}
}

// learn moves the network towards what it should have predicted.
func (n *network) learn(x []float32, want *usage, weight, rate float32) {
	var got usage
	n.predict(x, &got)
	var back [hidden]float32
	for i := range got {
		g := (want[i] - got[i]) * weight
		for j, w := range n.out.weights[i*n.out.width:][:hidden] {
			back[j] += g * w
		}
		n.out.move(i, n.middle[:], g, rate)
	}
	for j, m := range n.middle {
		n.in.move(j, x, back[j]*(1-m*m), rate)
	}
}
