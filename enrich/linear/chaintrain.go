package linear

import (
	"math"
	"math/rand/v2"
)

// Sequence is an example to learn a Chain from.
type Sequence struct {
	Features [][]int32 // by position, rows of the draft
	Identity []uint8   // by position, how many of the features, the first ones, no unknown word has; may be nil
	Allowed  []uint32  // by position, the labels that may be right, a bit each
	Weight   float32
}

// ChainOptions of TrainChain.
type ChainOptions struct {
	Rows    int
	Epochs  int
	Rate    float32
	Decay   float32 // of a weight towards zero whenever it moves
	Dropout float64 // share of the features of a position that is left out
	Unknown float64 // share of the positions that are treated as those of unknown words
	Seed    uint64
	Tick    func(epoch int, loss float64)
}

// ChainDraft is a trained chain before its weights are rounded.
type ChainDraft struct {
	Weights []float32 // width a row
	Trans   Pairs
}

// Score sets scores to the sum of the rows.
func (d *ChainDraft) Score(rows []int32, scores *[Labels]float32) {
	var sum [width]float32
	for _, r := range rows {
		w := (*[width]float32)(d.Weights[int(r)*width:])
		for y := range sum {
			sum[y] += w[y]
		}
	}
	copy(scores[:], sum[:])
	scores[Outside] = 0
}

// Marginals and Decode are those of the Chain that the draft will become.
func (d *ChainDraft) Marginals(l *Lattice)              { marginals(l, exponentials(&d.Trans), nil, nil) }
func (d *ChainDraft) Decode(l *Lattice, labels []uint8) { decode(l, &d.Trans, labels) }

// chainTrainer does stochastic gradient ascent with a rate for every weight
// (AdaGrad).
type chainTrainer struct {
	d           *ChainDraft
	square      []float32
	transSquare Pairs
	exp         *Pairs
	free, bound Lattice
	keep        []int32
	kept        []int
	o           ChainOptions
	random      *rand.PCG
}

// TrainChain learns the weights that make the allowed labels most likely. The
// same input gives the same output.
func TrainChain(seqs []Sequence, o ChainOptions) *ChainDraft {
	t := &chainTrainer{
		d: &ChainDraft{Weights: make([]float32, o.Rows*width)}, square: make([]float32, o.Rows*width),
		o: o, random: rand.NewPCG(o.Seed, 7),
	}
	order := make([]int, len(seqs))
	for i := range order {
		order[i] = i
	}
	// What is known well moves little and takes most of the time. It is looked
	// at every third time only, and then counts for three.
	const easy, seldom = 0.02, 3
	lost := make([]float64, len(seqs))
	shuffle := rand.New(rand.NewPCG(o.Seed, 11))
	for e := range o.Epochs {
		shuffle.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss := 0.0
		for _, i := range order {
			weight := seqs[i].Weight
			if e > 1 && lost[i] < easy {
				if (e+i)%seldom != 0 {
					continue
				}
				weight *= seldom
			}
			lost[i] = t.learn(&seqs[i], weight)
			loss += lost[i]
		}
		if o.Tick != nil {
			o.Tick(e+1, loss)
		}
	}
	return t.d
}

// learn moves the weights towards one example, which counts for weight, and
// returns by how much the logarithm of its likelihood fell short.
func (t *chainTrainer) learn(s *Sequence, weight float32) float64 {
	n := len(s.Features)
	t.free.Reset(n)
	t.bound.Reset(n)
	t.drop(s)
	for i := range n {
		t.d.Score(t.keep[t.kept[i]:t.kept[i+1]], &t.free.Scores[i])
		t.bound.Scores[i] = t.free.Scores[i]
	}
	t.exp = exponentials(&t.d.Trans)
	all, right := 0.0, 0.0
	marginals(&t.free, t.exp, nil, &all)
	marginals(&t.bound, t.exp, s.Allowed, &right)
	const least = 1e-3 // a smaller step is not worth its time
	for i := range n {
		var move [width]float32
		any := false
		for y := range move {
			if m := (t.bound.Marginal[i][y] - t.free.Marginal[i][y]) * weight; m > least || m < -least {
				move[y], any = m, true
			}
		}
		if any {
			t.move(t.keep[t.kept[i]:t.kept[i+1]], &move)
		}
		if i > 0 {
			t.movePairs(i, weight)
		}
	}
	return all - right
}

// drop chooses the features that count this time.
func (t *chainTrainer) drop(s *Sequence) {
	t.keep, t.kept = t.keep[:0], append(t.kept[:0], 0)
	cut := uint64(t.o.Dropout * (1 << 16))
	unknown := uint64(t.o.Unknown * (1 << 16))
	for i, rows := range s.Features {
		if s.Identity != nil && t.random.Uint64()&0xffff < unknown {
			rows = rows[s.Identity[i]:]
		}
		var bits uint64
		for j, r := range rows {
			if j%4 == 0 {
				bits = t.random.Uint64()
			}
			if bits&0xffff >= cut {
				t.keep = append(t.keep, r)
			}
			bits >>= 16
		}
		t.kept = append(t.kept, len(t.keep))
	}
}

func (t *chainTrainer) move(rows []int32, move *[width]float32) {
	for _, r := range rows {
		w := (*[width]float32)(t.d.Weights[int(r)*width:])
		q := (*[width]float32)(t.square[int(r)*width:])
		for y, m := range move {
			if m == 0 {
				continue
			}
			m -= t.o.Decay * w[y]
			q[y] += m * m
			w[y] += t.o.Rate * m / float32(math.Sqrt(float64(q[y]+1)))
		}
	}
}

// movePairs moves the weights of the labels at positions i-1 and i.
func (t *chainTrainer) movePairs(i int, weight float32) {
	var move Pairs
	for side, l := range [...]*Lattice{&t.bound, &t.free} {
		sign := float32(1 - 2*side)
		var in [Labels]float32 // what came into each label at i
		onward(&l.forward[i-1], &in, t.exp)
		for b := range Labels {
			if in[b] <= 0 || l.Marginal[i][b] < 1e-4 {
				continue
			}
			share := sign * l.Marginal[i][b] / in[b]
			for a := range Labels {
				move[a][b] += share * l.forward[i-1][a] * t.exp[a][b]
			}
		}
	}
	for a := range Labels {
		for b := range Labels {
			if m := move[a][b] * weight; m > 1e-3 || m < -1e-3 {
				t.transSquare[a][b] += m * m
				t.d.Trans[a][b] += t.o.Rate * m / float32(math.Sqrt(float64(t.transSquare[a][b]+1)))
			}
		}
	}
}
