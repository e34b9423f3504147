package consumer_test

import (
	"testing"

	"dateline/consumer"
)

func TestDeadLettersAreListedWithoutTheirBytes(t *testing.T) {
	r := newRig(t)
	bodies := []string{"first letter", "", "the third, which is longer"}
	for _, body := range bodies {
		if _, err := r.js.Publish(t.Context(), "wire.dead.test", []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	letters, err := consumer.OpenDeadLetters(t.Context(), r.nc, r.opts)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	if err := letters.Each(t.Context(), func(l consumer.DeadLetter) error {
		if l.Sequence != uint64(seen+1) || l.Size != len(bodies[seen]) || len(l.Data) > 0 {
			t.Errorf("letter %d: %+v", seen+1, l)
		}
		seen++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if seen != len(bodies) {
		t.Errorf("%d letters were listed, want %d", seen, len(bodies))
	}
	if err := letters.Drop(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	seen = 0
	if err := letters.Each(t.Context(), func(consumer.DeadLetter) error { seen++; return nil }); err != nil || seen != 2 {
		t.Errorf("after the last was dropped, %d letters were listed, %v", seen, err)
	}
	l, err := letters.Get(t.Context(), 1)
	if err != nil || string(l.Data) != bodies[0] || l.Size != len(bodies[0]) {
		t.Errorf("letter 1: %+v, %v", l, err)
	}
}
