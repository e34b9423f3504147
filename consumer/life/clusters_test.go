package life

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const take = `LISBON — The port of Lisbon closed its northern quay on Monday after a crane toppled in high winds and
struck two empty barges, the harbour master said. Nobody was hurt. Traffic on the river was held up for three hours,
and four ferries were sent to Barreiro instead. Divers will look at the hulls on Tuesday, when the wind is expected
to drop. The crane was built in 1984 and had passed its last inspection in March, according to the operator.
The northern quay handles about a fifth of the cargo that comes up the river.`

// log feeds texts to clusters as their log does.
type log struct {
	t *testing.T
	*Clusters
	n  uint64
	at time.Time
}

func newLog(t *testing.T) *log {
	return &log{t: t, Clusters: NewClusters(72 * time.Hour), at: time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)}
}

func (l *log) add(text, known string) string {
	l.t.Helper()
	words := Words(text)
	s, ok := Sign(words)
	if !ok {
		l.t.Fatalf("%q is too short", text)
	}
	l.n++
	l.at = l.at.Add(time.Minute)
	key := Hash(words...)
	if err := l.Add(l.n, key, s.Bytes(known), l.at); err != nil {
		l.t.Fatal(err)
	}
	cluster, more := l.Of(key, l.n)
	if more != nil {
		l.t.Fatal("what was added has no cluster")
	}
	return cluster
}

func TestTakesThatSayMuchTheSameAreOfOneCluster(t *testing.T) {
	other := `OSLO — A court in Oslo fined a shipping company on Monday for spilling oil off Bergen two years ago. The judge said
that the crew had ignored three warnings from the coast guard. The company will appeal, its lawyer told reporters outside the building.`
	for _, test := range []struct {
		name string
		text string
		same bool
	}{
		{"the same text with other quotes and spaces", strings.ReplaceAll(take, "—", "--  "), true},
		{"a line is changed", strings.Replace(take, "Nobody was hurt.", "One docker was slightly hurt, hospital officials said.", 1), true},
		{"a line is added", take + " A spokeswoman said the quay would reopen on Thursday at the earliest.", true},
		{"the last line is cut", take[:strings.LastIndex(take, "The northern quay")], true},
		{"in capitals, as an old feed has it", strings.ToUpper(take), true},
		{"half of it is rewritten", take[:len(take)/3] + " " + other, false},
		{"another story", other, false},
	} {
		l := newLog(t)
		first := l.add(take, "")
		if got := l.add(test.text, ""); (got == first) != test.same {
			t.Errorf("%s: the same cluster %v, want %v", test.name, got == first, test.same)
		}
	}
}

func TestAStoryKeepsItsClusterAndTakesOthersWithIt(t *testing.T) {
	l := newLog(t)
	known := ClusterID("first")
	if got := l.add(take, known); got != known {
		t.Errorf("cluster %s, want the known one", got)
	}
	if got := l.add(take+" More to come.", ""); got != known {
		t.Errorf("a take of the same text is of %s", got)
	}
}

func TestReplicasFindTheSameClusters(t *testing.T) {
	texts := make([]string, 0, 300)
	for i := range 300 {
		texts = append(texts, strings.ReplaceAll(fmt.Sprintf("%s Dispatch number %d.", take, i%20), "Lisbon", fmt.Sprint("Town", i%50)))
	}
	a, b := newLog(t), newLog(t)
	var first, second []string
	for _, text := range texts {
		first = append(first, a.add(text, ""))
	}
	b.Restart() // as after a lost connection
	for _, text := range texts {
		second = append(second, b.add(text, ""))
	}
	for i := range first {
		if first[i] != second[i] {
			t.Fatalf("text %d: %s and %s", i, first[i], second[i])
		}
	}
}

func TestTextsAreForgottenWhenTheirWindowHasPassed(t *testing.T) {
	l := newLog(t)
	first := l.add(take, "")
	l.at = l.at.Add(100 * time.Hour)
	if got := l.add(take+" More to come.", ""); got == first {
		t.Error("a text of last week is compared")
	}
	if len(l.texts) != 1 || len(l.bands) != bands || len(l.byKey) != 1 {
		t.Errorf("%d texts, %d bands and %d keys are left", len(l.texts), len(l.bands), len(l.byKey))
	}
}

func TestWhoIsAheadOfTheLogIsToldWhenThereIsMore(t *testing.T) {
	l := newLog(t)
	cluster, more := l.Of("key", 1)
	if more == nil {
		t.Fatalf("cluster %q of a text that was not read", cluster)
	}
	l.add(take, "")
	select {
	case <-more:
	default:
		t.Error("nobody was told")
	}
}

func TestASignatureComesBackAsItWas(t *testing.T) {
	s, _ := Sign(Words(take))
	got, cluster, err := ParseSignature(s.Bytes("urn:x"))
	if err != nil || got != s || cluster != "urn:x" {
		t.Errorf("%v, %q, %v", got == s, cluster, err)
	}
	if _, _, err := ParseSignature([]byte("short")); err == nil {
		t.Error("a signature of five bytes is read")
	}
	if _, ok := Sign(Words("URGENT - more to come")); ok {
		t.Error("four words have a signature")
	}
}

func BenchmarkClusters(b *testing.B) {
	c := NewClusters(72 * time.Hour)
	at := time.Now()
	b.ReportAllocs()
	n := uint64(0)
	for b.Loop() {
		n++
		words := Words(fmt.Sprintf("%s Dispatch number %d.", take, n))
		s, _ := Sign(words)
		key := Hash(words...)
		if err := c.Add(n, key, s.Bytes(""), at.Add(time.Duration(n)*time.Second)); err != nil {
			b.Fatal(err)
		}
	}
}
