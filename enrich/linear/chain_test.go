package linear

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
)

// randomChain makes a chain with random weights for the given features.
func randomChain(seed uint64, hashes []uint64) *ChainDraft {
	r := rand.New(rand.NewPCG(seed, 1))
	d := &ChainDraft{Weights: make([]float32, len(hashes)*width)}
	for i := range d.Weights {
		d.Weights[i] = float32(r.NormFloat64())
	}
	for a := range Labels {
		for b := range Labels {
			if Legal(a, b) {
				d.Trans[a][b] = float32(r.NormFloat64())
			}
		}
	}
	return d
}

func someHashes(n int) []uint64 {
	r := rand.New(rand.NewPCG(3, 3))
	h := make([]uint64, n)
	for i := range h {
		h[i] = r.Uint64()
	}
	return h
}

func TestChainAddsUpTheWeightsOfTheFeaturesItKnows(t *testing.T) {
	hashes := someHashes(200)
	d := randomChain(1, hashes)
	c := BuildChain(d, hashes, ones(200), 256)
	var sum Sum
	var want, got [Labels]float32
	rows := make([]int32, len(hashes))
	for i := range hashes {
		rows[i] = int32(i)
	}
	c.Add(&sum, hashes)
	c.Add(&sum, []uint64{0xdead_beef_0000_1234}) // unknown
	d.Score(rows, &want)
	c.Scores(&sum, &got)
	for y := range want {
		if math.Abs(float64(want[y]-got[y])) > 0.6 { // 200 weights, each rounded by up to step/2
			t.Errorf("label %d: %.3f, want %.3f", y, got[y], want[y])
		}
	}
	if got[Outside] != 0 {
		t.Errorf("outside scores %g, want 0", got[Outside])
	}
}

func ones(n int) []int32 {
	counts := make([]int32, n)
	for i := range counts {
		counts[i] = 1
	}
	return counts
}

// paths calls do with every legal sequence of n labels.
func paths(n int, do func([]uint8)) {
	labels := make([]uint8, n)
	var walk func(i int)
	walk = func(i int) {
		if i == n {
			if Closes(int(labels[n-1])) {
				do(labels)
			}
			return
		}
		for y := range Labels {
			if i == 0 && !Opens(y) || i > 0 && !Legal(int(labels[i-1]), y) {
				continue
			}
			labels[i] = uint8(y)
			walk(i + 1)
		}
	}
	walk(0)
}

func TestMarginalsAndDecodeAgreeWithAllSequencesWrittenOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	d := randomChain(2, nil)
	for n := 1; n <= 4; n++ {
		var l Lattice
		l.Reset(n)
		for i := range l.Scores {
			for y := range width {
				l.Scores[i][y] = float32(r.NormFloat64() * 2)
			}
			l.Scores[i][Outside] = 0
		}
		sum, top := 0.0, math.Inf(-1)
		want := make([][Labels]float64, n)
		best := make([]uint8, n)
		paths(n, func(labels []uint8) {
			score := 0.0
			for i, y := range labels {
				score += float64(l.Scores[i][y])
				if i > 0 {
					score += float64(d.Trans[labels[i-1]][y])
				}
			}
			if score > top {
				top = score
				copy(best, labels)
			}
			sum += math.Exp(score)
			for i, y := range labels {
				want[i][y] += math.Exp(score)
			}
		})
		d.Marginals(&l)
		for i := range want {
			for y := range want[i] {
				if diff := math.Abs(want[i][y]/sum - float64(l.Marginal[i][y])); diff > 1e-4 {
					t.Errorf("%d positions: label %d at %d has %.5f, want %.5f", n, y, i, l.Marginal[i][y], want[i][y]/sum)
				}
			}
		}
		got := make([]uint8, n)
		d.Decode(&l, got)
		if !bytes.Equal(got, best) {
			t.Errorf("%d positions: decoded %v, want %v", n, got, best)
		}
	}
}

func TestExp32IsExactToFourDigits(t *testing.T) {
	for x := float32(-60); x < 60; x += 0.0137 {
		if want := math.Exp(float64(x)); math.Abs(float64(exp32(x))/want-1) > 1e-4 {
			t.Fatalf("exp32(%g) = %g, want %g", x, exp32(x), want)
		}
	}
}

func TestTrainChainLearnsWhatIsAllowedAndIsDeterministic(t *testing.T) {
	// Feature 0 means B of type 0, 1 means L, 2 means none, 3 means U of
	// type 1 or type 2, of which the corpus does not say which.
	seqs := []Sequence{
		{Features: [][]int32{{0}, {1}, {2}}, Allowed: []uint32{1 << Begin, 1 << Last, 1 << Outside}, Weight: 1},
		{Features: [][]int32{{2}, {3}}, Allowed: []uint32{1 << Outside, 1<<(Unit+1) | 1<<(Unit+2)}, Weight: 1},
		{Features: [][]int32{{2}, {2}, {2}}, Allowed: []uint32{1 << Outside, 1 << Outside, 1 << Outside}, Weight: 1},
	}
	o := ChainOptions{Rows: 4, Epochs: 30, Rate: 0.5, Dropout: 0.1, Seed: 1}
	d := TrainChain(seqs, o)
	for i, s := range seqs {
		var l Lattice
		l.Reset(len(s.Features))
		for j, rows := range s.Features {
			d.Score(rows, &l.Scores[j])
		}
		labels := make([]uint8, len(s.Features))
		d.Decode(&l, labels)
		for j, y := range labels {
			if s.Allowed[j]>>y&1 == 0 {
				t.Errorf("example %d: label %d at %d is not allowed", i, y, j)
			}
		}
	}
	hashes := []uint64{1, 2, 3, 4}
	a, b := BuildChain(d, hashes, ones(4), 4), BuildChain(TrainChain(seqs, o), hashes, ones(4), 4)
	if !bytes.Equal(AppendChain(nil, a), AppendChain(nil, b)) {
		t.Error("the same examples gave another chain")
	}
}

func TestReadChainGivesBackTheChainAndRefusesWhatIsNone(t *testing.T) {
	hashes := someHashes(50)
	b := AppendChain(nil, BuildChain(randomChain(4, hashes), hashes, ones(50), 33))
	c, err := ReadChain(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(AppendChain(nil, c), b) {
		t.Error("read and written again, the chain has other bytes")
	}
	notANumber := bytes.Clone(b)
	binary.LittleEndian.PutUint32(notANumber[4:], math.Float32bits(float32(math.NaN())))
	for name, bad := range map[string][]byte{
		"nothing": nil, "cut": b[:len(b)-1], "longer": append(bytes.Clone(b), 0), "of no size": append(make([]byte, 4), b[4:]...),
		"too large": append([]byte{0, 0, 0, 9}, b[4:]...), "a step that is no number": notANumber,
	} {
		if _, err := ReadChain(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadChain(f *testing.F) {
	f.Add(AppendChain(nil, BuildChain(randomChain(4, someHashes(5)), someHashes(5), ones(5), 3)), uint64(77))
	f.Fuzz(func(t *testing.T, b []byte, hash uint64) {
		c, err := ReadChain(b)
		if err != nil {
			return
		}
		var sum Sum
		var l Lattice
		l.Reset(3)
		for i := range l.Scores {
			c.Add(&sum, []uint64{hash, hash * 31})
			c.Scores(&sum, &l.Scores[i])
		}
		c.Marginals(&l)
		labels := make([]uint8, 3)
		c.Decode(&l, labels)
		for i := 1; i < len(labels); i++ {
			if !Legal(int(labels[i-1]), int(labels[i])) {
				t.Fatalf("decoded %v, which is not legal", labels)
			}
		}
	})
}

func BenchmarkChainAdd(b *testing.B) {
	hashes := someHashes(100_000)
	c := BuildChain(randomChain(1, hashes), hashes, ones(len(hashes)), 1<<15)
	i := 0
	for b.Loop() {
		var sum Sum
		c.Add(&sum, hashes[i:i+100])
		i = (i + 100) % (len(hashes) - 100)
	}
}

func BenchmarkLattice(b *testing.B) {
	c := BuildChain(randomChain(1, nil), nil, nil, 1)
	var l Lattice
	l.Reset(10)
	for i := range l.Scores {
		l.Scores[i][i] = 3
	}
	labels := make([]uint8, 10)
	b.Run("marginals", func(b *testing.B) {
		for b.Loop() {
			c.Marginals(&l)
		}
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			c.Decode(&l, labels)
		}
	})
}
