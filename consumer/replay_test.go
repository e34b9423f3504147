package consumer_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer"
)

// replay sends stories through again with an enricher.
func (r *rig) replay(ctx context.Context, nc *nats.Conn, e consumer.Enricher, o consumer.ReplayOptions) (consumer.Replayed, error) {
	r.t.Helper()
	c, err := consumer.New(nc, e, r.opts, quiet(r.t), prometheus.NewRegistry())
	if err != nil {
		r.t.Fatal(err)
	}
	return c.Replay(ctx, o)
}

func TestAReplayReplacesTheNewestRecordsThatDifferAndRevivesNothing(t *testing.T) {
	p := newReplicas(t)
	for _, s := range []map[string]any{
		take("urn:test:two", "1", "A."), take("urn:test:one", "1", "A."), take("urn:test:killed", "1", "A."),
	} {
		p.send("ap.world", s)
	}
	p.settled()
	p.send("ap.world", take("urn:test:two", "2", "B."))
	p.send("ap.world", killed("urn:test:killed", "2"))
	p.send("ap.sports", take("urn:test:sports", "1", "A."))
	p.send("ap.world", take("urn:test:panic", "1", "PANIC"))
	p.settled()
	p.restart()

	better := &fake{grow: 10}
	nc := p.connect(p.url)
	replay := func(e consumer.Enricher, o consumer.ReplayOptions, want consumer.Replayed) {
		t.Helper()
		calls := 0
		o.Progress = func(consumer.Replayed) { calls++ }
		got, err := p.replay(t.Context(), nc, e, o)
		if err != nil {
			t.Fatal(err)
		}
		if calls != int(got.Read) {
			t.Errorf("progress was told %d times of %d", calls, got.Read)
		}
		if got.At.IsZero() != (got.Read == 0) {
			t.Errorf("at %s", got.At)
		}
		got.At = time.Time{}
		if got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	replay(better, consumer.ReplayOptions{DryRun: true}, consumer.Replayed{Total: 7, Read: 7, Replaced: 3, Unchanged: 1, Superseded: 1, Withdrawn: 1, Failed: 1})
	if got := told(p.out()["urn:test:two"]); len(got) != 2 {
		t.Fatalf("a dry run has published: %q", got)
	}
	replay(better, consumer.ReplayOptions{Subject: "wire.raw.ap.sports"}, consumer.Replayed{Total: 1, Read: 1, Replaced: 1})
	replay(better, consumer.ReplayOptions{Since: time.Now().Add(time.Hour)}, consumer.Replayed{})
	replay(better, consumer.ReplayOptions{To: time.Now().Add(-time.Hour)}, consumer.Replayed{Total: 7})
	replay(better, consumer.ReplayOptions{Rate: 1000}, consumer.Replayed{Total: 7, Read: 7, Replaced: 2, Unchanged: 2, Superseded: 1, Withdrawn: 1, Failed: 1})
	p.restart()
	p.connected(nc)
	replay(better, consumer.ReplayOptions{}, consumer.Replayed{Total: 7, Read: 7, Unchanged: 4, Superseded: 1, Withdrawn: 1, Failed: 1})
	p.send("ap.world", take("urn:test:two", "3", "C."))
	p.settled()
	p.drainBoth()

	out := p.out()
	for uri, want := range map[string][]string{
		"urn:test:one":    {"1", "1"},
		"urn:test:two":    {"1", "2 after 1", "2 after 1", "3 after 2"},
		"urn:test:killed": {"1", "2 canceled after 1"},
		"urn:test:sports": {"1", "1"},
	} {
		if got := told(out[uri]); !slices.Equal(got, want) {
			t.Errorf("%s: records %q, want %q", uri, got, want)
		}
	}
	two := out["urn:test:two"]
	if before, now := two[1], two[2]; now.Enrichment.Life.Replaces != before.header.Get("ce-id") || now.header.Get("Dateline-Replaces") != before.header.Get("ce-id") ||
		now.header.Get("ce-id") == before.header.Get("ce-id") || now.header.Get("Dateline-Story") != before.header.Get("Dateline-Story") {
		t.Errorf("the record %v stands for %v", now.header, before.header)
	}
	if len(two[2].Enrichment.Text["junk"]) != 10 {
		t.Error("the record that replaces is the old one")
	}
	if p := two[3].Enrichment.Life.Predecessor; p.ID != two[2].header.Get("ce-id") || p.Sequence != two[2].sequence {
		t.Errorf("the next version comes after %+v", p)
	}
}

func TestAReplayThatIsStoppedSaysSo(t *testing.T) {
	r := newRig(t)
	r.publishMany("story", 50)
	ctx, stop := context.WithCancel(t.Context())
	done, err := r.replay(ctx, r.nc, &fake{}, consumer.ReplayOptions{Rate: 1000, Progress: func(d consumer.Replayed) {
		if d.Read == 5 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) || done.Read < 5 || done.Read == 50 || done.Total != 50 {
		t.Errorf("%+v, %v", done, err)
	}
}
