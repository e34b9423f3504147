package entity

import "math"

// scale turns the probability of a name, as the model has it, into the share
// of such names that are right, in percent: one number a step, never falling.
type scale [scaleSteps]byte

const (
	scaleSteps = 64
	// The steps are quarters of a unit of the logarithm of the odds, and
	// cover what is less likely than 1 in 400 to what is more than 16,000
	// times likelier than not.
	scaleStep = 0.25
	scaleZero = 24
)

func scaleAt(p float32) int {
	x := math.Log(float64(p) / (1 - float64(p)))
	switch i := math.Floor(x/scaleStep) + scaleZero; {
	case !(i > 0):
		return 0
	case i >= scaleSteps:
		return scaleSteps - 1
	default:
		return int(i)
	}
}

// identity is the scale that believes the model.
func identity() (s scale) {
	for i := range s {
		s[i] = byte(math.Round(100 / (1 + math.Exp(-(float64(i-scaleZero)+0.5)*scaleStep))))
	}
	return s
}

// confidence is how sure it is that a name is right, in percent.
func (m *model) confidence(h hit) int { return int(m.scales[h.kind][scaleAt(h.sure)]) }
