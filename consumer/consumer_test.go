package consumer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"dateline/consumer"
	"dateline/enrich/story"
)

func TestEachStoryIsStoredOnceAndOnlyBadOnesAreDeadLetters(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.MaxStorySize = 10_000 })
	r.publishMany("good", 200)
	r.publish("broken", []byte(`{"uri": "urn:test:broken", `))
	r.publish("empty", nil)
	r.publish("panic", ninjs("panic", "PANIC"))
	r.publish("large", ninjs("large", strings.Repeat("long ", 3000)))
	run := r.run(r.nc, &fake{})
	r.publishMany("late", 50)
	r.settled()
	run.drain(t)
	r.balanced("broken", "empty", "panic", "large")

	_, letters := r.stored("WIRE_DEAD")
	for id, want := range map[string]string{"broken": "undecodable", "empty": "undecodable", "panic": "panic", "large": "oversized"} {
		h := letters[id].Header
		if got := h.Get(consumer.HeaderKind); got != want {
			t.Errorf("%s is a dead letter of kind %q, want %q", id, got, want)
		}
		if h.Get(consumer.HeaderReason) == "" {
			t.Errorf("%s gives no reason", id)
		}
		if h.Get(consumer.HeaderAttempts) != "1" {
			t.Errorf("%s was tried %s times, want 1", id, h.Get(consumer.HeaderAttempts))
		}
		if _, err := time.Parse(time.RFC3339Nano, h.Get(consumer.HeaderTime)); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		seq, err := strconv.ParseUint(h.Get(consumer.HeaderInputSequence), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		in, err := r.js.Stream(t.Context(), "WIRE_RAW")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := in.GetMsg(t.Context(), seq)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(raw.Data, letters[id].Data) {
			t.Errorf("%s: the dead letter does not hold the raw bytes", id)
		}
	}
}

func TestDuplicatePublishersAreStoredOnce(t *testing.T) {
	r := newRig(t)
	for range 3 {
		r.publishMany("same", 40)
	}
	run := r.run(r.nc, &fake{})
	r.eventually("all deliveries", func() error {
		cons, err := r.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
		if err != nil {
			return err
		}
		if got := cons.CachedInfo().AckFloor.Stream; got < 120 {
			return fmt.Errorf("%d of 120 acked", got)
		}
		return nil
	})
	run.drain(t)
	r.balanced()
	if got := counter(t, run, `dateline_stories_total{outcome="duplicate"}`); got != 80 {
		t.Errorf("%v duplicates were counted, want 80", got)
	}
}

func TestTransientFailuresAreTriedAgain(t *testing.T) {
	r := newRig(t)
	r.publish("flaky", ninjs("flaky", "FLAKY"))
	r.publishMany("good", 5)
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced()
	if got := counter(t, run, "dateline_retries_total"); got != 2 {
		t.Errorf("%v retries were counted, want 2", got)
	}
}

func TestAStoryThatNeverEndsCostsNoOther(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.StoryTimeout = 100 * time.Millisecond; o.SuspectAfter = 1 })
	r.publish("hang", ninjs("hang", "HANG"))
	r.publishMany("good", 30)
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced("hang")
}

func TestARecordLargerThanTheServerTakesIsADeadLetter(t *testing.T) {
	r := newRig(t)
	r.publish("small", ninjs("small", "A quiet day."))
	run := r.run(r.nc, &fake{grow: 1 << 20})
	r.settled()
	run.drain(t)
	r.balanced("small")
	_, letters := r.stored("WIRE_DEAD")
	if reason := letters["small"].Header.Get(consumer.HeaderReason); !strings.Contains(reason, "record is too large") {
		t.Errorf("the reason is %q", reason)
	}
}

func TestADeadLetterThatIsTooLargePointsToTheInput(t *testing.T) {
	r := newRig(t)
	junk := bytes.Repeat([]byte("\x00"), 1<<20-200)
	r.publish("junk", junk)
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced("junk")
	letters, err := consumer.OpenDeadLetters(t.Context(), r.nc, r.opts)
	if err != nil {
		t.Fatal(err)
	}
	var all []consumer.DeadLetter
	if err := letters.Each(t.Context(), func(l consumer.DeadLetter) error { all = append(all, l); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Omitted != len(junk) {
		t.Fatalf("letters: %+v", all)
	}
	whole, err := letters.Get(t.Context(), all[0].Sequence)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole.Data, junk) {
		t.Error("the bytes were not found in the input")
	}
}

func TestDeadLettersGoBackToTheInputWhenAsked(t *testing.T) {
	r := newRig(t)
	r.publish("panic", ninjs("panic", "PANIC"))
	r.publish("other", ninjs("other", "PANIC"))
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced("panic", "other")
	letters, err := consumer.OpenDeadLetters(t.Context(), r.nc, r.opts)
	if err != nil {
		t.Fatal(err)
	}
	number := map[string]uint64{}
	if err := letters.Each(t.Context(), func(l consumer.DeadLetter) error {
		number[l.Header.Get(idHeader)] = l.Sequence
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := letters.Retry(t.Context(), number["panic"]); err != nil {
		t.Fatal(err)
	}
	if err := letters.Drop(t.Context(), number["other"]); err != nil {
		t.Fatal(err)
	}
	if err := letters.Drop(t.Context(), number["other"]); !errors.Is(err, consumer.ErrNoDeadLetter) {
		t.Errorf("dropping a letter twice: %v", err)
	}
	delete(r.in, "other")
	run = r.run(r.connect(r.nc.ConnectedUrl()), calm{})
	r.settled()
	run.drain(t)
	r.balanced()
}

func TestTraceContextIsPassedOn(t *testing.T) {
	r := newRig(t)
	m := nats.NewMsg("wire.raw.test.traced")
	m.Header["traceparent"] = []string{"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
	m.Header["Tracestate"] = []string{"a=1"}
	m.Data = ninjs("traced", "A quiet day.")
	// A plain publisher knows nothing of JetStream.
	if err := r.nc.PublishMsg(m); err != nil {
		t.Fatal(err)
	}
	r.in["traced"] = true
	out, err := r.nc.SubscribeSync("wire.enriched.test.traced")
	if err != nil {
		t.Fatal(err)
	}
	run := r.run(r.nc, &fake{})
	got, err := out.NextMsg(patience)
	if err != nil {
		t.Fatal(err)
	}
	run.drain(t)
	if got.Header["traceparent"][0] != m.Header["traceparent"][0] || got.Header["tracestate"][0] != "a=1" {
		t.Errorf("headers of the record: %v", got.Header)
	}
}

func TestADrainFinishesWhatIsInFlight(t *testing.T) {
	r := newRig(t)
	f := &fake{slowness: 20 * time.Millisecond}
	r.publishMany("story", 100)
	run := r.run(r.nc, f)
	r.eventually("work to begin", func() error {
		if f.seen() < 10 {
			return fmt.Errorf("%d stories seen", f.seen())
		}
		return nil
	})
	run.drain(t)
	cons, err := r.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	if n := cons.CachedInfo().NumAckPending; n != 0 {
		t.Errorf("%d stories are unacked after the drain", n)
	}
	if err := run.Ready(t.Context()); err == nil || err.Error() != "draining" {
		t.Errorf("a drained consumer is ready: %v", err)
	}
	r.run(r.nc, calm{})
	r.settled()
	r.balanced()
}

func TestADrainGivesBackWhatTheDeadlineCutsOff(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) {
		o.DrainDeadline = 50 * time.Millisecond
		o.AckWait = time.Minute // only a nak brings them back in time
	})
	r.publishMany("story", 10)
	f := &fake{slowness: time.Hour}
	run := r.run(r.nc, f)
	r.eventually("work to begin", func() error {
		if f.seen() == 0 {
			return fmt.Errorf("nothing seen")
		}
		return nil
	})
	run.drain(t)
	r.run(r.nc, calm{})
	r.settled()
	r.balanced()
}

func TestReplicasShareTheWork(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.InFlight = 4 })
	one, two := &fake{slowness: 5 * time.Millisecond}, &fake{slowness: 5 * time.Millisecond}
	first := r.run(r.nc, one)
	r.publishMany("a", 100)
	second := r.run(r.connect(r.nc.ConnectedUrl()), two)
	r.publishMany("b", 100)
	first.drain(t)
	r.publishMany("c", 50)
	r.settled()
	second.drain(t)
	r.balanced()
	if one.seen() == 0 || two.seen() == 0 {
		t.Errorf("one replica did %d stories, the other %d", one.seen(), two.seen())
	}
}

func TestMemoryIsBoundedWhateverTheBacklog(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.InFlight = 8; o.Workers = 3 })
	f := &fake{slowness: time.Millisecond}
	r.publishMany("story", 300)
	run := r.run(r.nc, f)
	r.eventually("the backlog to shrink", func() error {
		cons, err := r.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
		if err != nil {
			return err
		}
		if n := counter(t, run, "dateline_in_flight_stories"); n > 8 {
			t.Fatalf("%v stories are in flight, at most 8 may be", n)
		}
		if n := cons.CachedInfo().NumPending; n > 0 {
			return fmt.Errorf("%d pending", n)
		}
		return nil
	})
	r.settled()
	run.drain(t)
	r.balanced()
	if most := f.most.Load(); most > 3 {
		t.Errorf("%d stories were enriched at once, at most 3 may be", most)
	}
}

// calm is an enricher that does nothing, whatever the text says.
type calm struct{}

func (calm) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	return &story.Tags{Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}, nil
}

// counter reads one series of a consumer's metrics.
func counter(t *testing.T, run *running, series string) float64 {
	t.Helper()
	name, labels, _ := strings.Cut(strings.TrimSuffix(series, "}"), "{")
	families, err := run.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() != name {
			continue
		}
		for _, m := range f.Metric {
			var have []string
			for _, l := range m.Label {
				have = append(have, fmt.Sprintf("%s=%q", l.GetName(), l.GetValue()))
			}
			if strings.Join(have, ",") == labels {
				return m.Counter.GetValue() + m.Gauge.GetValue()
			}
		}
	}
	t.Fatalf("there is no series %s", series)
	return 0
}

func TestMetricsAreLintClean(t *testing.T) {
	r := newRig(t)
	run := r.run(r.nc, &fake{})
	r.publishMany("story", 1)
	r.settled()
	problems, err := testutil.GatherAndLint(run.reg)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

func TestEveryRecordIsACloudEvent(t *testing.T) {
	r := newRig(t)
	r.publish("told", ninjs("told", "A quiet day."))
	out, err := r.nc.SubscribeSync("wire.enriched.>")
	if err != nil {
		t.Fatal(err)
	}
	run := r.run(r.nc, &fake{})
	got, err := out.NextMsg(patience)
	if err != nil {
		t.Fatal(err)
	}
	run.drain(t)
	for name, want := range map[string]string{
		"ce-specversion": "1.0", "ce-type": "dateline.story.enriched.v1", "ce-source": "urn:dateline:test",
		"ce-id": got.Header.Get("Nats-Msg-Id"), "Content-Type": "application/json",
	} {
		if v := got.Header[name]; len(v) != 1 || v[0] != want || want == "" {
			t.Errorf("%s is %q, want %q", name, v, want)
		}
	}
	if _, err := time.Parse(time.RFC3339Nano, got.Header["ce-time"][0]); err != nil {
		t.Error(err)
	}
	if subject := got.Header["ce-subject"][0]; subject == "" || strings.ContainsAny(subject, " \"") {
		t.Errorf("ce-subject is %q", subject)
	}
}
