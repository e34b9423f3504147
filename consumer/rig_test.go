package consumer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer"
	"dateline/consumer/natsd"
	"dateline/enrich/story"
)

// idHeader carries a story's id through the queue, so that a dead letter can
// be told apart even when nothing in it can be decoded.
const idHeader = "Test-Id"

// patience is how long a test waits for what must come; nothing is asserted
// of how long it takes.
const patience = 60 * time.Second

// rig is a broker with the streams, and a client.
type rig struct {
	t    *testing.T
	nc   *nats.Conn
	js   jetstream.JetStream
	opts consumer.Options
	in   map[string]bool // ids published
}

func testOptions() consumer.Options {
	return consumer.Options{
		Provision: true, Workers: 2, InFlight: 16, AckWait: time.Second, StoryTimeout: 5 * time.Second,
		RetryMin: 20 * time.Millisecond, RetryMax: 200 * time.Millisecond, PublishTimeout: time.Second,
		DrainDeadline: 20 * time.Second,
		Input:         consumer.Stream{MaxAge: time.Hour, DedupeWindow: time.Hour},
		Output:        consumer.Stream{MaxAge: time.Hour, DedupeWindow: time.Hour},
		Dead:          consumer.Stream{MaxAge: time.Hour, DedupeWindow: time.Hour},
	}
}

func newRig(t *testing.T, change ...func(*consumer.Options)) *rig {
	t.Helper()
	s, err := natsd.Start(natsd.Options{Store: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return newRigAt(t, s.URL(), change...)
}

func newRigAt(t *testing.T, url string, change ...func(*consumer.Options)) *rig {
	t.Helper()
	r := &rig{t: t, opts: testOptions(), in: map[string]bool{}}
	for _, f := range change {
		f(&r.opts)
	}
	r.nc = r.connect(url)
	js, err := jetstream.New(r.nc)
	if err != nil {
		t.Fatal(err)
	}
	r.js = js
	if _, err := consumer.Provision(t.Context(), r.nc, r.opts); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) connect(url string) *nats.Conn {
	r.t.Helper()
	nc, err := consumer.Connect(r.t.Context(), consumer.Connection{URLs: []string{url}, Name: r.t.Name()}, patience, quiet(r.t))
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(nc.Close)
	return nc
}

// running is a consumer at work.
type running struct {
	*consumer.Consumer
	reg  *prometheus.Registry
	stop context.CancelFunc
	done chan error
}

func (r *rig) run(nc *nats.Conn, e consumer.Enricher) *running {
	r.t.Helper()
	reg := prometheus.NewPedanticRegistry()
	c, err := consumer.New(nc, e, r.opts, quiet(r.t), reg)
	if err != nil {
		r.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	run := &running{Consumer: c, reg: reg, stop: stop, done: make(chan error, 1)}
	go func() { run.done <- c.Run(ctx) }()
	r.t.Cleanup(func() { run.drain(r.t) })
	return run
}

// drain ends a consumer as SIGTERM does; a second call does nothing.
func (run *running) drain(t *testing.T) {
	t.Helper()
	run.stop()
	select {
	case err, open := <-run.done:
		if err != nil {
			t.Errorf("the drain ended with %v", err)
		}
		if open {
			close(run.done)
		}
	case <-time.After(patience):
		t.Error("the drain did not end")
	}
}

// publish sends one story and notes its id.
func (r *rig) publish(id string, data []byte) {
	r.t.Helper()
	m := nats.NewMsg("wire.raw.test." + id)
	m.Header.Set(idHeader, id)
	m.Data = data
	if _, err := r.js.PublishMsg(r.t.Context(), m); err != nil {
		r.t.Fatalf("publishing %s: %v", id, err)
	}
	r.in[id] = true
}

func (r *rig) publishMany(name string, n int) {
	r.t.Helper()
	for i := range n {
		id := fmt.Sprintf("%s%d", name, i)
		r.publish(id, ninjs(id, "A quiet day in Lisbon."))
	}
}

// ninjs is a small story.
func ninjs(id, body string) []byte {
	doc, err := json.Marshal(map[string]any{
		"uri": "urn:test:" + id, "version": "1", "type": "text",
		"bodies": []any{map[string]any{"role": "main", "contentType": "text/plain", "value": body}},
	})
	if err != nil {
		panic(err)
	}
	return doc
}

// settled waits until the input has nothing left to give and nothing unacked.
func (r *rig) settled() {
	r.t.Helper()
	r.eventually("every story to be settled", func() error {
		cons, err := r.js.Consumer(r.t.Context(), "WIRE_RAW", "dateline")
		if err != nil {
			return err
		}
		info := cons.CachedInfo()
		if info.NumPending > 0 || info.NumAckPending > 0 || int(info.Delivered.Stream) < len(r.in) {
			return fmt.Errorf("%d pending, %d unacked", info.NumPending, info.NumAckPending)
		}
		return nil
	})
}

func (r *rig) eventually(what string, f func() error) {
	r.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		err := f()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			r.t.Fatalf("waited in vain for %s: %v", what, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// stored returns the ids in a stream, in order, with their messages.
func (r *rig) stored(stream string) (ids []string, msgs map[string]*jetstream.RawStreamMsg) {
	r.t.Helper()
	s, err := r.js.Stream(r.t.Context(), stream)
	if err != nil {
		r.t.Fatal(err)
	}
	state := s.CachedInfo().State
	msgs = map[string]*jetstream.RawStreamMsg{}
	for seq := state.FirstSeq; seq <= state.LastSeq && seq > 0; seq++ {
		m, err := s.GetMsg(r.t.Context(), seq)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue
		}
		if err != nil {
			r.t.Fatal(err)
		}
		id := m.Subject[strings.LastIndex(m.Subject, ".")+1:]
		ids = append(ids, id)
		msgs[id] = m
	}
	return ids, msgs
}

// balanced is the promise: IN = OUT ∪ DEAD, the two disjoint, each id once,
// and the dead are just those that are named.
func (r *rig) balanced(dead ...string) {
	r.t.Helper()
	out, _ := r.stored("WIRE_ENRICHED")
	gone, letters := r.stored("WIRE_DEAD")
	seen := map[string]bool{}
	for _, id := range slices.Concat(out, gone) {
		if seen[id] {
			r.t.Errorf("%s came out twice", id)
		}
		if !r.in[id] {
			r.t.Errorf("%s came out and never went in", id)
		}
		seen[id] = true
	}
	for id := range maps.Keys(r.in) {
		if !seen[id] {
			r.t.Errorf("%s is lost", id)
		}
	}
	slices.Sort(gone)
	slices.Sort(dead)
	if !slices.Equal(gone, dead) {
		for _, id := range gone {
			r.t.Logf("dead: %s: %s", id, letters[id].Header.Get(consumer.HeaderReason))
		}
		r.t.Errorf("dead letters are %v, want %v", gone, dead)
	}
}

// fake is an enricher whose behaviour the text of a story decides.
type fake struct {
	mu       sync.Mutex
	calls    map[string]int
	atWork   atomic.Int32
	most     atomic.Int32
	slowness time.Duration
	grow     int // bytes of junk added to each record
}

func (f *fake) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	now := f.atWork.Add(1)
	defer f.atWork.Add(-1)
	for most := f.most.Load(); now > most && !f.most.CompareAndSwap(most, now); most = f.most.Load() {
	}
	f.mu.Lock()
	if f.calls == nil {
		f.calls = map[string]int{}
	}
	f.calls[s.URI]++
	calls := f.calls[s.URI]
	f.mu.Unlock()
	body := s.Field(story.Body)
	switch {
	case strings.Contains(body, "PANIC"):
		panic("the enricher broke")
	case strings.Contains(body, "HANG"):
		select {} // hears nothing, not even its context
	case strings.Contains(body, "KILL"):
		os.Exit(7)
	case strings.Contains(body, "FLAKY") && calls < 3:
		return nil, errors.New("the weather")
	}
	select {
	case <-time.After(f.slowness):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	tags := &story.Tags{Engine: story.Engine{Name: "fake"}, Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}
	tags.Text = map[string]string{story.Body: body}
	if f.grow > 0 {
		tags.Text["junk"] = strings.Repeat("x", f.grow)
	}
	return tags, nil
}

func (f *fake) seen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.calls)
}

// quiet logs to the test, where it is shown only when the test fails.
func quiet(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(&testLog{t: t}, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

type testLog struct {
	t    *testing.T
	mu   sync.Mutex
	over bool
}

func (l *testLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.t.Context().Err() == nil {
		l.t.Log(string(bytes.TrimSpace(p)))
	}
	return len(p), nil
}
