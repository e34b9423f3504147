package topic

import (
	"math"

	"dateline/enrich/linear"
)

// Vectors are word vectors, the commonest words first.
type Vectors struct {
	Words []string
	Dim   int
	Data  []float32 // Dim numbers a word
}

const (
	// vectorWords is how many words of the vectors are learned.
	vectorWords = 60_000
	// vectorScale is what the vector of a text counts against its words.
	vectorScale = 0.5
	// vectorRarity is the rarity of a word that no text has, against that of
	// one that stands in two.
	vectorRarity = 0.6
)

// meaning is where the words of the model stand among others: the vector of
// a text is the sum over its words, so that what is learned of vectors can be
// added to the weights of words, and costs nothing when tagging.
type meaning struct {
	dim    int
	vector map[uint64][]float32 // by the hash of a word; centred, of length vectorScale
	order  []uint64             // the hashes, the commonest words first
}

func newMeaning(v *Vectors) *meaning {
	m := &meaning{vector: make(map[uint64][]float32)}
	if v == nil {
		return m
	}
	m.dim = v.Dim
	n := min(len(v.Words), vectorWords)
	centre := make([]float64, v.Dim)
	for i := range n {
		for d := range centre {
			centre[d] += float64(v.Data[i*v.Dim+d]) / float64(n)
		}
	}
	var s scratch
	for i := range n {
		if s.nextPart(v.Words[i]) != "" || len(s.word) < 2 || !letters(s.word) || isStop(s.word) {
			continue
		}
		h := hash(stem(s.word))
		if m.vector[h] != nil {
			continue // of "minister" and "ministers", the commoner one
		}
		m.vector[h] = unit(v.Data[i*v.Dim:(i+1)*v.Dim], centre)
		m.order = append(m.order, h)
	}
	return m
}

func letters(word []byte) bool {
	for _, c := range word {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func unit(v []float32, centre []float64) []float32 {
	u := make([]float32, len(v))
	square := 0.0
	for d := range v {
		u[d] = v[d] - float32(centre[d])
		square += float64(u[d]) * float64(u[d])
	}
	norm := float32(vectorScale / math.Sqrt(max(square, 1e-9)))
	for d := range u {
		u[d] *= norm
	}
	return u
}

// first returns the n commonest words.
func (m *meaning) first(n int) *meaning {
	return &meaning{dim: m.dim, vector: m.vector, order: m.order[:min(n, len(m.order))]}
}

// rows adds the words that the vectors know and no text has.
func (m *meaning) rows(known map[uint64]int, rarity float32) []linear.Row {
	var rows []linear.Row
	for _, h := range m.order {
		if known[h] == 0 {
			rows = append(rows, linear.Row{Hash: h, Rarity: rarity})
		}
	}
	return rows
}

// features appends the vector of a text to its features, in rows from first
// on. vectors are by row.
func (m *meaning) features(features []linear.Feature, vectors [][]float32, first int) []linear.Feature {
	if m.dim == 0 {
		return features
	}
	sum := make([]float32, m.dim)
	for _, f := range features {
		for d, x := range vectors[f.Row] {
			sum[d] += f.Value * x
		}
	}
	for d, x := range sum {
		features = append(features, linear.Feature{Row: first + d, Value: x})
	}
	return features
}

// byRow returns the vectors of the model's words.
func (m *meaning) byRow(index *linear.Model) [][]float32 {
	vectors := make([][]float32, index.Rows())
	for _, h := range m.order {
		if row, ok := index.Find(h); ok && vectors[row] == nil {
			vectors[row] = m.vector[h]
		}
	}
	return vectors
}

// fold adds what was learned of vectors, in weights from first on, to the
// weight of a word.
func fold(vector, weights []float32, first int) (w float32) {
	for d, x := range vector {
		w += x * weights[first+d]
	}
	return w
}
