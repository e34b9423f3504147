package linear

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Draft is a trained classifier before its weights are rounded.
type Draft struct {
	Recipe  string
	Classes []string
	Bias    []float32
	Rows    []Row
}

// Row is one feature of a Draft.
type Row struct {
	Hash    uint64
	Rarity  float32
	Weights []float32 // one a class, or nil while they are not known
}

// Build rounds a draft to bytes and lays its rows out for Find. Of two rows
// that Find could not tell apart, the one of the larger hash is left out. The
// model is not calibrated; see Calibrated.
func Build(d Draft) (*Model, error) {
	k := len(d.Classes)
	m := &Model{
		recipe: d.Recipe, classes: d.Classes, bias: d.Bias,
		fit:  Fit{Score: 1},
		step: make([]float32, k),
		// Three quarters full: a search for an unknown feature ends after
		// eight slots on average, most often in one line of the cache.
		slots: len(d.Rows)*4/3 + 1,
	}
	if len(d.Bias) != k {
		return nil, fmt.Errorf("linear model: %d classes but %d biases", k, len(d.Bias))
	}
	if m.slots > maxSlots {
		return nil, fmt.Errorf("linear model: %d features are too many", len(d.Rows))
	}
	m.marks, m.rarity, m.weights = make([]byte, 2*m.slots), make([]byte, m.slots), make([]byte, k*m.slots)
	for _, r := range d.Rows {
		if r.Weights != nil && len(r.Weights) != k {
			return nil, fmt.Errorf("linear model: %d classes but a feature with %d weights", k, len(r.Weights))
		}
		for c, w := range r.Weights {
			m.step[c] = max(m.step[c], abs(w)/127)
		}
	}
	for c := range m.step {
		if m.step[c] == 0 {
			m.step[c] = 1
		}
	}
	rows := slices.SortedFunc(slices.Values(d.Rows), func(a, b Row) int { return cmp.Compare(a.Hash, b.Hash) })
	for _, r := range rows {
		m.put(r)
	}
	return m, nil
}

func (m *Model) put(r Row) {
	lo, hi := mark(r.Hash)
	at := home(r.Hash, m.slots)
	for m.marks[2*at]|m.marks[2*at+1] != 0 {
		if m.marks[2*at] == lo && m.marks[2*at+1] == hi {
			return
		}
		at = (at + 1) % m.slots
	}
	m.marks[2*at], m.marks[2*at+1] = lo, hi
	m.rarity[at] = byte(min(255, max(0, math.Round(float64(r.Rarity/rarityStep)))))
	for c, w := range r.Weights {
		m.weights[at*len(m.classes)+c] = byte(int8(math.Round(float64(w / m.step[c]))))
	}
}

func abs(f float32) float32 { return float32(math.Abs(float64(f))) }
