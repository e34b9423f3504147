package consumer_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"dateline/consumer"
)

func TestAnEmbargoIsHeldUntilItEnds(t *testing.T) {
	p := newReplicas(t, func(o *consumer.Options) { o.Embargo.Hold = true })
	until := time.Now().Add(6 * time.Second)
	embargo := until.UTC().Format(time.RFC3339Nano)
	p.send("ap.world", take("urn:test:embargoed", "1", "A.", "embargoedUntil", embargo))
	p.send("ap.world", take("urn:test:killed", "1", "A.", "embargoedUntil", embargo))
	p.send("ap.world", take("urn:test:corrected", "1", "A.", "embargoedUntil", embargo))
	p.send("ap.world", take("urn:test:open", "1", "A.", "embargoedUntil", "2020-01-01T00:00:00Z"))
	p.settled()
	p.restart()
	p.send("ap.world", killed("urn:test:killed", "2"))
	p.send("ap.world", take("urn:test:corrected", "2", "B.", "embargoedUntil", embargo))
	p.settled()
	early := p.out()
	if time.Now().Before(until) { // else this machine was too slow to see it
		for _, uri := range []string{"urn:test:embargoed", "urn:test:corrected"} {
			if len(early[uri]) > 0 {
				t.Errorf("%s came out before its embargo ended", uri)
			}
		}
	}
	if got := told(early["urn:test:killed"]); !slices.Equal(got, []string{"2 canceled"}) {
		t.Errorf("a kill is not held: %q", got)
	}
	p.eventually("the stories to be released", func() error {
		s, err := p.js.Stream(t.Context(), "WIRE_HELD")
		if err != nil {
			return err
		}
		if n := s.CachedInfo().State.Msgs; n > 0 {
			return fmt.Errorf("%d are held", n)
		}
		return nil
	})
	p.drainBoth()
	if time.Now().Before(until) {
		t.Error("they were released too early")
	}
	out := p.out()
	if got := told(out["urn:test:embargoed"]); !slices.Equal(got, []string{"1"}) || out["urn:test:embargoed"][0].header.Get("ce-time") == "" {
		t.Errorf("the story whose embargo ended: %q", got)
	}
	if got := told(out["urn:test:killed"]); !slices.Equal(got, []string{"2 canceled"}) {
		t.Errorf("the story that was killed while it was held: %q", got)
	}
	if got := told(out["urn:test:corrected"]); got[len(got)-1][:1] != "2" || len(got) > 2 {
		t.Errorf("the story that was corrected while it was held: %q", got)
	}
	if got := told(out["urn:test:open"]); !slices.Equal(got, []string{"1"}) {
		t.Errorf("the story whose embargo had ended: %q", got)
	}
}

func TestWhatIsHeldBackComesOutWhenEmbargoesArePassedOn(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.Embargo.Hold, o.Embargo.Look = true, time.Second })
	doc, err := json.Marshal(take("urn:test:embargoed", "1", "A.", "embargoedUntil", "2999-01-01T00:00:00Z"))
	must(t, err)
	run := r.run(r.nc, &fake{})
	r.publish("embargoed", doc)
	r.settled()
	run.drain(t)
	if out := r.out(); len(out) > 0 {
		t.Fatalf("it came out: %v", out)
	}
	r.opts.Embargo.Hold = false
	run = r.run(r.nc, &fake{})
	r.eventually("the story to come out", func() error {
		if got := r.out()["urn:test:embargoed"]; len(got) != 1 || got[0].EmbargoedUntil == "" {
			return fmt.Errorf("%v", got)
		}
		return nil
	})
	run.drain(t)
}

func TestATimeUnderEmbargoIsNoDelay(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.Embargo.Hold = true })
	m := nats.NewMsg("wire.held.test.held")
	m.Data = ninjs("held", "A quiet day in Lisbon.")
	yesterday := time.Now().Add(-24 * time.Hour)
	m.Header.Set("Dateline-Input-Arrived", yesterday.Format(time.RFC3339Nano))
	m.Header.Set("Dateline-Held-Until", time.Now().Format(time.RFC3339Nano))
	m.Header.Set(consumer.HeaderInputSequence, "1")
	_, err := r.js.PublishMsg(t.Context(), m)
	must(t, err)
	run := r.run(r.nc, &fake{})
	r.eventually("the story to come out", func() error {
		if n := len(r.out()); n != 1 {
			return fmt.Errorf("%d stories", n)
		}
		return nil
	})
	run.drain(t)
	families, err := run.reg.Gather()
	must(t, err)
	for _, f := range families {
		if f.GetName() != "dateline_end_to_end_duration_seconds" {
			continue
		}
		h := f.Metric[0].Histogram
		if h.GetSampleCount() != 1 || h.GetSampleSum() > (12*time.Hour).Seconds() {
			t.Errorf("%d stories settled in %v s: the day under embargo counts", h.GetSampleCount(), h.GetSampleSum())
		}
	}
}
