package linear

import (
	"errors"
	"math"
)

// Fit turns scores into probabilities:
//
//	1 / (1 + exp(-(Score*score + Lead*(score - best of the other classes) + Offset)))
//
// A class that is far ahead of all others is likelier than one of the same
// score that is not. With Score and Lead above zero, classes keep the order
// of their scores.
type Fit struct{ Score, Lead, Offset float32 }

// At returns the probability of a class with this score, of which the best
// other class has the score other.
func (f Fit) At(score, other float32) float64 {
	return sigmoid(float64(f.Score)*float64(score) + float64(f.Lead)*(float64(score)-float64(other)) + float64(f.Offset))
}

// Probabilities sets p, one a class, for scores.
func (f Fit) Probabilities(scores []float32, p []float64) {
	first, second := best(scores)
	for c, s := range scores {
		other := scores[first]
		if c == first {
			other = scores[second]
		}
		p[c] = f.At(s, other)
	}
}

// best returns the classes of the two highest scores; the same class twice
// if there is but one.
func best(scores []float32) (first, second int) {
	second = -1
	for c, s := range scores {
		switch {
		case s > scores[first]:
			first, second = c, first
		case c != first && (second < 0 || s > scores[second]):
			second = c
		}
	}
	return first, max(second, 0)
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// errUnfit says that higher scores were not right more often.
var errUnfit = errors.New("linear model: the scores cannot be calibrated, higher ones are not right more often")

// NewFit finds the probabilities that suit best what was true: scores holds
// the scores of each story, truth its class. It is logistic regression on
// every class of every story, by Newton's method.
func NewFit(scores [][]float32, truth []int) (Fit, error) {
	var rows [][3]float64
	var right []bool
	for i, s := range scores {
		first, second := best(s)
		for c, v := range s {
			other := s[first]
			if c == first {
				other = s[second]
			}
			rows = append(rows, [3]float64{float64(v), float64(v) - float64(other), 1})
			right = append(right, c == truth[i])
		}
	}
	w := newton(rows, right)
	if w[0] <= 0 { // the score says nothing beside the lead
		for i := range rows {
			rows[i][0] = 0
		}
		w = newton(rows, right)
		w[0] = smallest
	}
	f := Fit{float32(w[0]), float32(w[1]), float32(w[2])}
	if !(f.Score > 0) || !(f.Lead > 0) || f.Score > 1e6 || f.Lead > 1e6 {
		return Fit{}, errUnfit
	}
	return f, nil
}

// smallest is a weight of the score that changes no probability.
const smallest = 1e-6

// newton returns the weights of a logistic regression.
func newton(rows [][3]float64, right []bool) (w [3]float64) {
	for range 50 {
		gradient, hessian := slopes(rows, right, w)
		move := solve(hessian, gradient)
		for i := range w {
			w[i] -= move[i]
		}
		if math.Abs(move[0])+math.Abs(move[1])+math.Abs(move[2]) < 1e-9 {
			break
		}
	}
	return w
}

// slopes returns the first and second derivatives of the loss at w, the
// second with a little on its diagonal so that it can be inverted and the
// weights of a perfect separation stay finite.
func slopes(rows [][3]float64, right []bool, w [3]float64) (g [3]float64, h [3][3]float64) {
	const ridge = 1e-3
	for i := range w {
		g[i], h[i][i] = ridge*w[i], ridge
	}
	for n, x := range rows {
		p := sigmoid(w[0]*x[0] + w[1]*x[1] + w[2]*x[2])
		d, v := p, p*(1-p)
		if right[n] {
			d--
		}
		for i := range x {
			g[i] += d * x[i]
			for j := range x {
				h[i][j] += v * x[i] * x[j]
			}
		}
	}
	return g, h
}

// solve returns x with a·x = b, by elimination; a is symmetric and positive.
func solve(a [3][3]float64, b [3]float64) [3]float64 {
	for i := range b {
		for j := i + 1; j < 3; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < 3; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	for i := 2; i >= 0; i-- {
		for j := i + 1; j < 3; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}
