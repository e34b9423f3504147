package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// tailed is the record of a story as the output has it, as small as it may be.
func tailed(n int) string {
	return fmt.Sprintf(`{"uri":"urn:example:%d","headlines":[{"value":"Story %d"}]}`, n, n)
}

// shownSoFar is an output that can be looked at while it is written.
type shownSoFar struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *shownSoFar) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *shownSoFar) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

// following starts a tail and returns when it is at work.
func (q *queue) following(ctx context.Context, args ...string) (*shownSoFar, chan result) {
	q.t.Helper()
	out, done := &shownSoFar{}, make(chan result, 1)
	go func() { done <- q.run(ctx, bytes.NewReader(nil), out, append([]string{"tail"}, args...)...) }()
	eventually(q.t, "the tail to begin", func() bool { return q.readers() > 0 })
	return out, done
}

// readers is the number of consumers of the output.
func (q *queue) readers() int {
	s, err := q.js.Stream(q.t.Context(), "WIRE_ENRICHED")
	if err != nil {
		return 0
	}
	return s.CachedInfo().State.Consumers
}

func TestTailShowsWhatIsNewUntilItIsInterrupted(t *testing.T) {
	q := provisioned(t)
	q.put("wire.enriched.ap", tailed(1), nil)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, done := q.following(ctx, "--output", "json")
	want := ""
	for n := 2; n <= 4; n++ {
		q.put("wire.enriched.ap", tailed(n), nil)
		want += tailed(n) + "\n"
	}
	eventually(t, "three stories", func() bool { return strings.Count(out.String(), "\n") == 3 })
	cancel()
	r := <-done
	if r.code != exitInterrupted || r.stderr != "" || out.String() != want {
		t.Errorf("code %d, stderr %q, stdout %q; want %q", r.code, r.stderr, out.String(), want)
	}
}

func TestTailBeginsWhereItIsToldAndEndsAfterItsCount(t *testing.T) {
	q := provisioned(t)
	for n := 1; n <= 4; n++ {
		q.put([]string{"wire.enriched.ap.sport", "wire.enriched.dpa"}[n%2], tailed(n), nil)
	}
	for _, c := range []struct {
		args []string
		want []int
	}{
		{[]string{"--since", "all", "--count", "4"}, []int{1, 2, 3, 4}},
		{[]string{"--since", "1h", "--count", "2"}, []int{1, 2}},
		{[]string{"--since", "all", "--count", "2", "--subject", "ap.>"}, []int{2, 4}},
		{[]string{"--since", "all", "--count", "2", "--subject", "wire.enriched.dpa"}, []int{1, 3}},
		{[]string{"--since", "all", "--count", "1", "--subject", "*.sport"}, []int{2}},
	} {
		want := ""
		for _, n := range c.want {
			want += tailed(n) + "\n"
		}
		r := q.dateline(append([]string{"tail", "--output", "json"}, c.args...)...)
		if r.code != exitOK || r.stdout != want || r.stderr != "" {
			t.Errorf("%v: %+v", c.args, r)
		}
	}
}

func TestTailGoesOnWhereItWasAfterTheServerWasAway(t *testing.T) {
	q := provisioned(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, done := q.following(ctx, "--output", "json")
	want := ""
	// The first break comes before the first story.
	for n := 1; n <= 3; n++ {
		q.stop()
		q.start()
		eventually(t, "the connection", q.nc.IsConnected)
		q.put("wire.enriched.ap", tailed(n), nil)
		want += tailed(n) + "\n"
		eventually(t, "the story after the break", func() bool { return strings.Count(out.String(), "\n") >= n })
	}
	cancel()
	if r := <-done; out.String() != want {
		t.Errorf("code %d, stdout %q; want %q\n%s", r.code, out.String(), want, r.stderr)
	}
}

func TestTailCanBeInterruptedWhileTheServerIsAway(t *testing.T) {
	q := provisioned(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, done := q.following(ctx)
	q.stop()
	defer q.start() // for the cleanup
	cancel()
	select {
	case r := <-done:
		if r.code != exitInterrupted {
			t.Errorf("%+v", r)
		}
	case <-time.After(waitAtMost):
		t.Error("it did not end")
	}
}

func TestTailShowsARecordInOneLineAndReportsWhatIsNone(t *testing.T) {
	q := provisioned(t)
	q.put("wire.enriched.ap", "{\n  \"uri\": \"urn:example:1\"\n}\n", nil)
	q.put("wire.enriched.ap", "not\na record", nil)
	q.put("wire.enriched.ap", tailed(3), nil)
	r := q.dateline("tail", "--output", "json", "--since", "all", "--count", "3")
	if want := "{\"uri\":\"urn:example:1\"}\n" + tailed(3) + "\n"; r.code != exitOK || r.stdout != want {
		t.Errorf("%+v", r)
	}
	if !strings.Contains(r.stderr, "dateline: message 2 on wire.enriched.ap: not a record") {
		t.Errorf("stderr is %q", r.stderr)
	}
	r = q.dateline("tail", "--since", "all", "--count", "3")
	if r.code != exitOK || !strings.Contains(r.stdout, "Story 3") || !strings.Contains(r.stderr, "message 2 on wire.enriched.ap") {
		t.Errorf("%+v", r)
	}
}

func TestTailSaysThatARecordIsXMLAndShowsItWhenAsked(t *testing.T) {
	q := provisioned(t)
	item := `<?xml version="1.0" encoding="UTF-8"?><newsItem guid="urn:example:1"/>`
	q.put("wire.enriched.ap", item, nil)
	q.put("wire.enriched.ap", tailed(2), nil)
	for output, want := range map[string]string{"text": "record is XML", "json": "record is XML", "newsml-g2": "record is JSON"} {
		r := q.dateline("tail", "--output", output, "--since", "all", "--count", "2")
		if r.code != exitOK || strings.Count(r.stderr, "dateline: message ") != 1 || !strings.Contains(r.stderr, want) {
			t.Errorf("%s: %+v", output, r)
		}
		if shown := strings.Contains(r.stdout, item+"\n"); shown != (output == "newsml-g2") {
			t.Errorf("%s: stdout is %q", output, r.stdout)
		}
	}
}

func TestTailEndsWhenNobodyReadsIt(t *testing.T) {
	q := provisioned(t)
	q.put("wire.enriched.ap", tailed(1), nil)
	gone, w := io.Pipe()
	gone.Close()
	if r := q.run(t.Context(), bytes.NewReader(nil), w, "tail", "--since", "all"); r.code != exitOK || r.stderr != "" {
		t.Errorf("%+v", r)
	}
}

func TestTailTakesNothingFromOtherReaders(t *testing.T) {
	q := provisioned(t)
	q.put("wire.enriched.ap", tailed(1), nil)
	cons, err := q.js.CreateConsumer(t.Context(), "WIRE_ENRICHED", jetstream.ConsumerConfig{Durable: "subscriber", AckPolicy: jetstream.AckExplicitPolicy})
	if err != nil {
		t.Fatal(err)
	}
	if r := q.dateline("tail", "--since", "all", "--count", "1"); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	info, err := cons.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if info.NumPending != 1 {
		t.Errorf("the subscriber has %d stories before it, want 1", info.NumPending)
	}
}
