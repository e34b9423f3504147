package linear

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// spread makes hashes that differ in all their bits, as callers do.
func spread(n int) uint64 { return rand.NewPCG(uint64(n), 7).Uint64() }

// draft is a model of three classes: feature c speaks for class c%3, and
// every feature from 30 on for none.
func draft() Draft {
	d := Draft{Recipe: "numbers", Classes: []string{"a", "b", "c"}, Bias: []float32{0, 0.25, -1}}
	for n := range 40 {
		r := Row{Hash: spread(n), Rarity: 1 + float32(n)/8, Weights: make([]float32, 3)}
		if n < 30 {
			r.Weights[n%3] = 1 + float32(n)/100
			r.Weights[(n+1)%3] = -0.5
		}
		d.Rows = append(d.Rows, r)
	}
	return d
}

func build(t testing.TB, d Draft) *Model {
	t.Helper()
	m, err := Build(d)
	if err != nil {
		t.Fatal(err)
	}
	return m.Calibrated(Fit{Score: 2, Lead: 1, Offset: -0.5})
}

func encode(t testing.TB, m *Model) []byte {
	t.Helper()
	b, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWeightsAreWithinHalfAStepOfWhatWasTrained(t *testing.T) {
	d := draft()
	m := build(t, d)
	for n, r := range d.Rows {
		row, ok := m.Find(r.Hash)
		if !ok {
			t.Fatalf("feature %d is not found", n)
		}
		if got := m.Rarity(row); math.Abs(float64(got-r.Rarity)) > rarityStep/2 {
			t.Errorf("feature %d has rarity %v, want %v", n, got, r.Rarity)
		}
		for c, want := range r.Weights {
			if got := m.Weight(row, c); abs(got-want) > m.step[c]/2+1e-6 {
				t.Errorf("feature %d weighs %v for %d, want %v", n, got, c, want)
			}
		}
	}
	for n := range 1000 {
		if _, ok := m.Find(spread(1000 + n)); ok {
			t.Errorf("feature %d, never trained, is found", 1000+n)
		}
	}
}

func TestScoreIsTheSumOfItsWeights(t *testing.T) {
	m := build(t, draft())
	var features []Feature
	for n := range 7 {
		row, _ := m.Find(spread(n))
		features = append(features, Feature{row, float32(n) / 10})
	}
	scores := make([]float32, 3)
	m.Score(features, scores)
	for c, got := range scores {
		want := draft().Bias[c]
		for _, f := range features {
			want += f.Value * m.Weight(f.Row, c)
		}
		if abs(got-want) > 1e-5 {
			t.Errorf("class %d scores %v, its weights sum up to %v", c, got, want)
		}
	}
}

func TestAModelReadBackIsTheSame(t *testing.T) {
	m := build(t, draft())
	b := encode(t, m)
	back, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encode(t, back), b) {
		t.Error("written again, it has other bytes")
	}
	if back.Recipe() != "numbers" || !slices.Equal(back.Classes(), []string{"a", "b", "c"}) || back.Fit() != m.Fit() {
		t.Errorf("read back: recipe %q, classes %q, fit %v", back.Recipe(), back.Classes(), back.Fit())
	}
}

func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	d := draft()
	want := encode(t, build(t, d))
	slices.Reverse(d.Rows)
	if !bytes.Equal(encode(t, build(t, d)), want) {
		t.Error("reversed rows give other bytes")
	}
}

func TestDraftsThatDoNotFitAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Draft){
		"a bias is missing":                   func(d *Draft) { d.Bias = d.Bias[:2] },
		"a feature has a weight too many":     func(d *Draft) { d.Rows[3].Weights = make([]float32, 4) },
		"more features than the format takes": func(d *Draft) { d.Rows = make([]Row, maxSlots) },
	} {
		d := draft()
		change(&d)
		if _, err := Build(d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	good := encode(t, build(t, draft()))
	for n := range good {
		bad := bytes.Clone(good)
		bad[n] ^= 0x10
		if _, err := Read(bad); err == nil {
			t.Fatalf("byte %d changed: no error", n)
		}
		if _, err := Read(good[:n]); err == nil {
			t.Fatalf("cut to %d bytes: no error", n)
		}
	}
}

// sealed puts the right checksum on a changed file.
func sealed(b []byte) []byte {
	body := b[:len(b)-4]
	return binary.LittleEndian.AppendUint32(bytes.Clone(body), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
}

func TestFilesWithTheRightChecksumButNonsenseAreRefused(t *testing.T) {
	m := build(t, draft())
	full := *m
	full.marks = bytes.Repeat([]byte{1}, len(m.marks))
	endless := *m
	endless.bias = []float32{0, float32(math.NaN()), 0}
	for name, b := range map[string][]byte{
		"a table without a free slot": encode(t, &full),
		"a bias that is no number":    encode(t, &endless),
		"a byte too many":             sealed(append(encode(t, m), 0)),
		"no classes":                  sealed([]byte("DLLM\x01\x00\x00\x00\x00\x00\x00")),
	} {
		if _, err := Read(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	good := encode(f, build(f, draft()))
	f.Add(good[:len(good)-4])
	f.Add([]byte("DLLM\x01\x01\x00"))
	f.Fuzz(func(t *testing.T, body []byte) {
		// The checksum would keep nearly every input out.
		b := sealed(append(bytes.Clone(body), 0, 0, 0, 0))
		m, err := Read(b)
		if err != nil {
			return
		}
		if !bytes.Equal(encode(t, m), b) {
			t.Error("written again, it has other bytes")
		}
		scores, p := make([]float32, len(m.Classes())), make([]float64, len(m.Classes()))
		for n := range 50 {
			if row, ok := m.Find(spread(n)); ok {
				m.Score([]Feature{{row, m.Rarity(row)}}, scores)
				m.Fit().Probabilities(scores, p)
			}
		}
	})
}

func BenchmarkScore(b *testing.B) {
	m := build(b, draft())
	var features []Feature
	for n := range 40 {
		row, _ := m.Find(spread(n))
		features = append(features, Feature{row, 0.1})
	}
	scores := make([]float32, 3)
	b.ReportAllocs()
	for b.Loop() {
		m.Score(features, scores)
	}
}
