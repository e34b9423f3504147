package main

import (
	"context"
	"sync"
)

// ordered runs work on many cores and hands the results on in the order of
// the items:
//
//	next ─▶ window ─┬─▶ work ─┬─▶ emit
//	                └─▶ work ─┘
//
// It holds no more than Window items and no more than Budget bytes of them
// (one item may be larger), however long the input is.
type ordered[T, R any] struct {
	Workers int
	Window  int           // items read and not yet handed on
	Budget  int           // bytes of those items
	Size    func(T) int   // bytes of one item
	Work    func(T) R     // runs on several goroutines at once
	Emit    func(R) error // runs on the goroutine of run, in order
	Idle    func() error  // runs whenever Emit would have to wait: the place to flush
}

// slot is an item on its way; done gets its result.
type slot[T, R any] struct {
	item T
	size int
	done chan R
}

// run takes items from next until it says no more, fails or ctx ends. What was
// read before next failed is still handed on. When ctx ends run returns its
// error at once, without waiting for a next or a Work that hangs.
func (o *ordered[T, R]) run(ctx context.Context, next func() (T, bool, error)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	window := make(chan *slot[T, R], max(1, o.Window-1)) // emit holds one more
	todo := make(chan *slot[T, R])
	budget := newBudget(o.Budget)
	var failed error // of next; read after window is closed
	go func() {
		defer close(window)
		defer close(todo)
		failed = o.read(ctx, next, budget, window, todo)
	}()
	for range max(1, o.Workers) {
		go func() {
			for s := range todo {
				s.done <- o.Work(s.item)
			}
		}()
	}
	for {
		s, err := waitFor(ctx, window, o.Idle)
		if err != nil {
			return err
		}
		if s == nil {
			if err := o.Idle(); err != nil {
				return err
			}
			return failed
		}
		result, err := waitFor(ctx, s.done, o.Idle)
		if err != nil {
			return err
		}
		if err := o.Emit(result); err != nil {
			return err
		}
		budget.give(s.size)
	}
}

// read moves items from next into the window and to the workers.
func (o *ordered[T, R]) read(ctx context.Context, next func() (T, bool, error), budget *budget, window, todo chan<- *slot[T, R]) error {
	for {
		item, ok, err := next()
		if err != nil || !ok {
			return err
		}
		s := &slot[T, R]{item: item, size: o.Size(item), done: make(chan R, 1)}
		if !budget.take(ctx, s.size) {
			return ctx.Err()
		}
		for _, to := range []chan<- *slot[T, R]{window, todo} {
			select {
			case to <- s:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// waitFor receives from ch. When nothing is there yet it calls idle first. A
// closed channel gives the zero value.
func waitFor[V any](ctx context.Context, ch <-chan V, idle func() error) (v V, err error) {
	if err := ctx.Err(); err != nil {
		return v, err
	}
	select {
	case v = <-ch:
		return v, nil
	default:
	}
	if err := idle(); err != nil {
		return v, err
	}
	select {
	case v = <-ch:
		return v, nil
	case <-ctx.Done():
		return v, ctx.Err()
	}
}

// budget is a number of bytes that one goroutine takes from and another gives
// back to.
type budget struct {
	mu    sync.Mutex
	limit int
	held  int
	given chan struct{}
}

func newBudget(limit int) *budget { return &budget{limit: limit, given: make(chan struct{}, 1)} }

// take waits until n bytes fit, or nothing else is held; false when ctx ends.
func (b *budget) take(ctx context.Context, n int) bool {
	for {
		b.mu.Lock()
		fits := b.held == 0 || b.held+n <= b.limit
		if fits {
			b.held += n
		}
		b.mu.Unlock()
		if fits {
			return true
		}
		select {
		case <-b.given:
		case <-ctx.Done():
			return false
		}
	}
}

func (b *budget) give(n int) {
	b.mu.Lock()
	b.held -= n
	b.mu.Unlock()
	select {
	case b.given <- struct{}{}:
	default:
	}
}
