package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// numbers gives 0, 1, … n-1.
func numbers(n int) func() (int, bool, error) {
	i := -1
	return func() (int, bool, error) {
		i++
		return i, i < n, nil
	}
}

func nothing() error { return nil }

// until waits for a condition that another goroutine brings about. The limit
// only keeps a broken test from hanging.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 5000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("it never came about that %s", what)
}

func TestOrderedKeepsTheOrderWhateverTheWorkersDo(t *testing.T) {
	const n = 500
	var got []int
	o := ordered[int, int]{
		Workers: 8, Window: 16, Budget: 1 << 20, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int {
			if i%7 == 0 {
				time.Sleep(time.Millisecond) // the others overtake it
			}
			return i * 2
		},
		Emit: func(r int) error { got = append(got, r); return nil },
	}
	if err := o.run(t.Context(), numbers(n)); err != nil {
		t.Fatal(err)
	}
	var want []int
	for i := range n {
		want = append(want, i*2)
	}
	if !slices.Equal(got, want) {
		t.Errorf("results out of order: %v", got)
	}
}

func TestOrderedReadsNoFurtherThanItsWindow(t *testing.T) {
	const window = 10
	var read, work atomic.Int64
	release := make(chan struct{})
	emitted := 0
	o := ordered[int, int]{
		Workers: 3, Window: window, Budget: 1 << 20, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int { work.Add(1); <-release; return i },
		Emit: func(int) error { emitted++; return nil },
	}
	next := numbers(100)
	done := make(chan error)
	go func() {
		done <- o.run(t.Context(), func() (int, bool, error) { read.Add(1); return next() })
	}()
	until(t, "all workers are busy", func() bool { return work.Load() == 3 })
	time.Sleep(20 * time.Millisecond) // time in which it could go too far
	if n := read.Load(); n > window+1 {
		t.Errorf("%d items read while the first is at work; the window is %d", n, window)
	}
	close(release)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if emitted != 100 {
		t.Errorf("%d of 100 results came out", emitted)
	}
}

func TestOrderedHoldsNoMoreBytesThanItsBudget(t *testing.T) {
	const size, budget = 10, 35
	var held, most int
	var mu sync.Mutex
	emitted := 0
	o := ordered[int, int]{
		Workers: 4, Window: 64, Budget: budget, Idle: nothing,
		Size: func(i int) int {
			if i == 5 {
				return budget * 3 // larger than the budget: passes alone
			}
			return size
		},
		Work: func(i int) int {
			mu.Lock()
			held++
			most = max(most, held)
			if i == 5 && held > 1 {
				t.Errorf("an item beyond the budget was at work beside %d others", held-1)
			}
			mu.Unlock()
			time.Sleep(time.Millisecond)
			mu.Lock()
			held--
			mu.Unlock()
			return i
		},
		Emit: func(int) error { emitted++; return nil },
	}
	if err := o.run(t.Context(), numbers(40)); err != nil {
		t.Fatal(err)
	}
	if most > budget/size {
		t.Errorf("%d items of %d bytes at work at once; the budget is %d", most, size, budget)
	}
	if emitted != 40 {
		t.Errorf("%d of 40 results came out", emitted)
	}
}

func TestOrderedEndsWhenTheContextEndsThoughReadingHangs(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	emitted := make(chan int, 1)
	o := ordered[int, int]{
		Workers: 2, Window: 4, Budget: 100, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int { return i },
		Emit: func(i int) error { emitted <- i; return nil },
	}
	i := 0
	done := make(chan error)
	go func() {
		done <- o.run(ctx, func() (int, bool, error) {
			if i++; i > 1 {
				<-hang // as a terminal does on which nobody types
			}
			return i, true, nil
		})
	}()
	<-emitted
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestOrderedEndsWhenTheContextEndsThoughWorkHangs(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	at := make(chan struct{}, 1)
	o := ordered[int, int]{
		Workers: 1, Window: 4, Budget: 100, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int { at <- struct{}{}; <-hang; return i },
		Emit: func(int) error { return errors.New("nothing can have come out") },
	}
	done := make(chan error)
	go func() { done <- o.run(ctx, numbers(3)) }()
	<-at
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestOrderedHandsOnWhatWasReadBeforeReadingFailed(t *testing.T) {
	broken := errors.New("disk on fire")
	i, emitted := 0, 0
	o := ordered[int, int]{
		Workers: 2, Window: 4, Budget: 100, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int { return i },
		Emit: func(int) error { emitted++; return nil },
	}
	err := o.run(t.Context(), func() (int, bool, error) {
		if i++; i > 5 {
			return 0, false, broken
		}
		return i, true, nil
	})
	if !errors.Is(err, broken) || emitted != 5 {
		t.Errorf("got %v after %d results, want %v after 5", err, emitted, broken)
	}
}

func TestOrderedStopsWhenNobodyTakesTheResults(t *testing.T) {
	gone := errors.New("reader has gone")
	var worked atomic.Int64
	o := ordered[int, int]{
		Workers: 2, Window: 4, Budget: 100, Idle: nothing,
		Size: func(int) int { return 1 },
		Work: func(i int) int { worked.Add(1); return i },
		Emit: func(int) error { return gone },
	}
	if err := o.run(t.Context(), numbers(1_000_000)); !errors.Is(err, gone) {
		t.Errorf("got %v, want %v", err, gone)
	}
	if n := worked.Load(); n > 100 {
		t.Errorf("%d items were worked on for nobody", n)
	}
}

func TestOrderedFlushesBeforeItWaitsForInput(t *testing.T) {
	more := make(chan bool)
	var pending, flushed []int
	seen := make(chan int)
	o := ordered[int, int]{
		Workers: 2, Window: 4, Budget: 100,
		Size: func(int) int { return 1 },
		Work: func(i int) int { return i },
		Emit: func(i int) error { pending = append(pending, i); return nil },
		Idle: func() error {
			for _, i := range pending {
				flushed = append(flushed, i)
				seen <- i
			}
			pending = nil
			return nil
		},
	}
	i := 0
	done := make(chan error)
	go func() {
		done <- o.run(t.Context(), func() (int, bool, error) {
			i++
			return i, <-more, nil
		})
	}()
	for want := 1; want <= 3; want++ {
		more <- true
		if got := <-seen; got != want { // it would hang here if nothing were flushed
			t.Fatalf("saw %d, want %d", got, want)
		}
	}
	more <- false
	if err := <-done; err != nil || len(flushed) != 3 {
		t.Errorf("%v, %d flushed", err, len(flushed))
	}
}
