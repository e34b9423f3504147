// Package linear is a sparse linear classifier over hashed features, with
// weights of one byte, small enough to be embedded and fast enough to be
// asked for every story.
//
//	features (hash, count) → Find → Rows → Score → one score a class
//
// Every score can be taken apart again: Weight tells what a feature added to
// a class, so that a tagger can point at the words that decided.
package linear

// Model is a trained classifier. It is not changed after Read or Build, and
// safe for concurrent use.
type Model struct {
	recipe  string
	classes []string
	fit     Fit
	bias    []float32
	step    []float32 // by class: a weight is its byte times the step
	marks   []byte    // two a slot: the upper 16 bits of the hash, or 0 for a free slot
	rarity  []byte    // one a slot
	weights []byte    // one a slot and class, two's complement
	slots   int
}

// Feature is a feature that the model knows.
type Feature struct {
	Row   int     // from Find
	Value float32 // how strongly it shows
}

// Recipe names the way in which the features were made. A caller that makes
// them in another way must not use the model.
func (m *Model) Recipe() string { return m.recipe }

// Classes returns the names of the classes, in the order of the scores.
func (m *Model) Classes() []string { return m.classes }

// Fit returns the calibration of the scores.
func (m *Model) Fit() Fit { return m.fit }

// Calibrated returns the model with another calibration.
func (m *Model) Calibrated(f Fit) *Model {
	c := *m
	c.fit = f
	return &c
}

// Rows is one more than the highest row that Find can return.
func (m *Model) Rows() int { return m.slots }

// Find returns the row of the feature with this hash. A hash that was never
// trained is taken for a known one about once in ten thousand.
func (m *Model) Find(hash uint64) (row int, ok bool) {
	lo, hi := mark(hash)
	for at := home(hash, m.slots); ; at++ {
		if at == m.slots {
			at = 0
		}
		a, b := m.marks[2*at], m.marks[2*at+1]
		if a == lo && b == hi {
			return at, true
		}
		if a|b == 0 {
			return 0, false
		}
	}
}

// Rarity tells how much an occurrence of the feature says: its inverse
// document frequency.
func (m *Model) Rarity(row int) float32 { return float32(m.rarity[row]) * rarityStep }

// Weight is what one unit of the feature adds to the score of class.
func (m *Model) Weight(row, class int) float32 {
	return float32(int8(m.weights[row*len(m.classes)+class])) * m.step[class]
}

// Score sets scores, one a class, for a story with these features.
func (m *Model) Score(features []Feature, scores []float32) {
	k := len(m.classes)
	scores = scores[:k]
	clear(scores)
	for _, f := range features {
		row := m.weights[f.Row*k : f.Row*k+k]
		for c, w := range row {
			scores[c] += f.Value * float32(int8(w))
		}
	}
	for c := range scores {
		scores[c] = scores[c]*m.step[c] + m.bias[c]
	}
}

// ScoreSome sets the scores of the classes [first, last), as Score does for all.
func (m *Model) ScoreSome(features []Feature, scores []float32, first, last int) {
	k := len(m.classes)
	some := scores[first:last]
	clear(some)
	for _, f := range features {
		row := m.weights[f.Row*k+first : f.Row*k+last]
		for c, w := range row {
			some[c] += f.Value * float32(int8(w))
		}
	}
	for c := range some {
		some[c] = some[c]*m.step[first+c] + m.bias[first+c]
	}
}

// rarityStep is one unit of the rarity byte; 255 units cover the logarithm
// of every corpus that fits into memory.
const rarityStep = 1.0 / 16

// home is the slot at which the search for hash starts: the lower half of
// the hash, spread over the slots.
func home(hash uint64, slots int) int {
	return int(uint64(uint32(hash)) * uint64(slots) >> 32)
}

// mark is what a slot keeps of hash. Zero is kept for free slots.
func mark(hash uint64) (lo, hi byte) {
	m := uint16(hash >> 48)
	if m == 0 {
		m = 1
	}
	return byte(m), byte(m >> 8)
}
