package consumer_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer"
	"dateline/consumer/life"
	"dateline/consumer/wire"
)

// take is one version of a story.
func take(uri, version, body string, more ...string) map[string]any {
	s := map[string]any{"uri": uri, "version": version, "type": "text",
		"bodies": []any{map[string]any{"role": "main", "contentType": "text/plain", "value": body}}}
	for i := 0; i+1 < len(more); i += 2 {
		s[more[i]] = more[i+1]
	}
	return s
}

func killed(uri, version string) map[string]any {
	return map[string]any{"uri": uri, "version": version, "type": "text", "pubStatus": "canceled", "edNote": "The story is wrong. Please do not use it."}
}

const crane = `LISBON — The port of Lisbon closed its northern quay on Monday after a crane toppled in high winds and struck
two empty barges, the harbour master said. Nobody was hurt. Four ferries were sent to Barreiro instead. Divers will look at the
hulls on Tuesday, when the wind is expected to drop. The crane was built in 1984 and had passed its last inspection in March.`

// Every promise about versions, with two replicas; the broker is killed and
// started again between one step and the next.
func TestTheLifeOfAStory(t *testing.T) {
	type step = map[string]any
	scenarios := []struct {
		name  string
		steps func(uri string) []step
		want  []string
		calls int // of the enricher, which names itself in a tombstone, too
	}{
		{"the same revision again is dropped", func(u string) []step {
			return []step{take(u, "1", "A."), take(u, "1", "A."), take(u, "1", "A.")}
		}, []string{"1"}, 1},
		{"a newer revision names its predecessor", func(u string) []step {
			return []step{take(u, "1", "A."), take(u, "2", "B."), take(u, "3", "C.")}
		}, []string{"1", "2 after 1", "3 after 2"}, 3},
		{"the same text under new metadata keeps its tags", func(u string) []step {
			return []step{take(u, "1", "A."), take(u, "2", "A.", "slugline", "new"), take(u, "3", "A.", "headline", "")}
		}, []string{"1", "2 after 1", "3 after 2"}, 1},
		{"an older revision after a newer one is dropped", func(u string) []step {
			return []step{take(u, "2", "B."), take(u, "1", "A."), take(u, "3", "C.")}
		}, []string{"2", "3 after 2"}, 2},
		{"a changed text under the old number comes out", func(u string) []step {
			return []step{take(u, "1", "A."), take(u, "1", "B.")}
		}, []string{"1", "1 after 1"}, 2},
		{"after a kill nothing older comes out", func(u string) []step {
			return []step{take(u, "1", "A."), killed(u, "3"), take(u, "2", "B.")}
		}, []string{"1", "3 canceled after 1"}, 2},
		{"what was out before the kill does not come again", func(u string) []step {
			return []step{take(u, "1", "A."), killed(u, "3"), take(u, "1", "A.")}
		}, []string{"1", "3 canceled after 1"}, 2},
		{"a kill that comes first counts", func(u string) []step {
			return []step{killed(u, "2"), take(u, "1", "A."), killed(u, "2")}
		}, []string{"2 canceled"}, 1},
		{"a kill that comes late is told all the same", func(u string) []step {
			return []step{take(u, "3", "C."), killed(u, "2"), take(u, "1", "A.")}
		}, []string{"3", "2 canceled after 3 stale"}, 2},
		{"a withheld story that is released comes out", func(u string) []step {
			return []step{take(u, "1", "A.", "pubStatus", "withheld"), take(u, "1", "A."), take(u, "2", "B.")}
		}, []string{"1 withheld", "2 after 1"}, 2},
		{"an embargo is passed on", func(u string) []step {
			return []step{take(u, "1", "A.", "embargoedUntil", "2999-01-01T00:00:00Z")}
		}, []string{"1"}, 1},
	}
	p := newReplicas(t)
	for round := range 3 {
		if round > 0 {
			p.restart()
		}
		for i, s := range scenarios {
			uri := fmt.Sprint("urn:test:life:", i)
			if steps := s.steps(uri); round < len(steps) {
				p.send("ap.world", steps[round])
			}
		}
		p.settled()
	}
	p.drainBoth()
	out := p.out()
	for i, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			uri := fmt.Sprint("urn:test:life:", i)
			if got := told(out[uri]); !slices.Equal(got, s.want) {
				t.Errorf("records %q, want %q", got, s.want)
			}
			if got := p.fake.calls[uri]; got != s.calls {
				t.Errorf("tagged %d times, want %d", got, s.calls)
			}
			for _, c := range out[uri] {
				if c.header.Get("Dateline-Story") != life.Key(uri) {
					t.Errorf("its key is %q", c.header.Get("Dateline-Story"))
				}
			}
		})
	}
	newer := out["urn:test:life:1"]
	for i, c := range newer[1:] {
		before := newer[i]
		if p := c.Enrichment.Life.Predecessor; p.ID != before.header.Get("ce-id") || p.Sequence != before.sequence || c.header.Get("Dateline-Predecessor") != p.ID {
			t.Errorf("version %s names %+v, which is %q at %d", c.Version, p, before.header.Get("ce-id"), before.sequence)
		}
	}
	if c := out["urn:test:life:2"]; c[1].Enrichment.Text["body"] != "A." {
		t.Errorf("tags that are used again: %+v", c[1].Enrichment)
	}
	if c := out["urn:test:life:10"]; c[0].EmbargoedUntil != "2999-01-01T00:00:00Z" {
		t.Errorf("embargoedUntil %q", c[0].EmbargoedUntil)
	}
	// At least: what a broker has not noted as settled when it is killed, it sends again.
	for series, least := range map[string]float64{
		`dateline_stories_total{outcome="duplicate"}`:  4, // twice the first, after the kill, the kill
		`dateline_stories_total{outcome="superseded"}`: 1,
		`dateline_stories_total{outcome="withdrawn"}`:  4,
		`dateline_stories_total{outcome="tombstone"}`:  5,
		`dateline_tags_reused_total`:                   2,
	} {
		if got := p.count(series); got < least {
			t.Errorf("%s is %v, want %v", series, got, least)
		}
	}
}

func TestRevisionsThatComeTogetherComeOutInTheirOrder(t *testing.T) {
	const stories, versions = 20, 5
	r := newRig(t)
	for i := range stories {
		for v := 1; v <= versions; v++ {
			doc, err := json.Marshal(take(fmt.Sprint("urn:test:burst:", i), fmt.Sprint(v), fmt.Sprintf("Version %d.", v)))
			must(t, err)
			r.publish(fmt.Sprintf("s%dv%d", i, v), doc)
		}
	}
	run := r.run(r.nc, &fake{slowness: time.Millisecond})
	r.settled()
	run.drain(t)
	out := r.out()
	for i := range stories {
		if got, want := told(out[fmt.Sprint("urn:test:burst:", i)]), []string{"1", "2 after 1", "3 after 2", "4 after 3", "5 after 4"}; !slices.Equal(got, want) {
			t.Errorf("story %d: records %q, want %q", i, got, want)
		}
	}
}

func TestAnOlderRevisionIsPublishedAndMarkedWhereThatIsWanted(t *testing.T) {
	p := newReplicas(t, func(o *consumer.Options) { o.Life.PublishStale = true })
	const uri = "urn:test:stale"
	p.send("ap.world", take(uri, "2", "B."))
	p.settled()
	p.restart()
	p.send("ap.world", take(uri, "1", "A."))
	p.settled()
	p.send("ap.world", take(uri, "1", "A."))
	p.send("ap.world", take(uri, "3", "C."))
	p.settled()
	p.drainBoth()
	out := p.out()[uri]
	if got, want := told(out), []string{"2", "1 after 2 stale", "3 after 2"}; !slices.Equal(got, want) {
		t.Fatalf("records %q, want %q", got, want)
	}
	if out[1].header.Get("Dateline-Stale") != "true" || out[0].header.Get("Dateline-Stale") != "" {
		t.Errorf("headers %v and %v", out[0].header, out[1].header)
	}
}

func TestTakesThatSayTheSameShareACluster(t *testing.T) {
	p := newReplicas(t)
	p.send("ap.world", take("urn:test:first", "1", crane))
	p.send("ap.world", take("urn:test:other", "1", strings.Repeat("A quiet day in Porto, where nothing happened. ", 5)))
	p.settled()
	p.restart()
	p.send("reuters.world", take("urn:test:second", "7", crane))
	p.send("ap.regional", take("urn:test:writethru", "1", strings.Replace(crane, "Nobody was hurt.", "One docker was hurt, a hospital said.", 1)))
	p.send("ap.world", take("urn:test:first", "2", "The quay in Lisbon is open again, and all that was written of it before is rewritten here from its first word to the last one."))
	p.settled()
	p.drainBoth()
	out := p.out()
	first := out["urn:test:first"][0].Enrichment.Life.Cluster
	if first == "" {
		t.Fatal("no cluster")
	}
	for uri, same := range map[string]bool{"urn:test:second": true, "urn:test:writethru": true, "urn:test:other": false} {
		c := out[uri][0]
		if (c.Enrichment.Life.Cluster == first) != same {
			t.Errorf("%s is of cluster %s, the first of %s", uri, c.Enrichment.Life.Cluster, first)
		}
		if c.header.Get("Dateline-Cluster") != c.Enrichment.Life.Cluster {
			t.Errorf("header %q", c.header.Get("Dateline-Cluster"))
		}
	}
	if again := out["urn:test:first"][1].Enrichment.Life.Cluster; again != first {
		t.Errorf("the next version is of cluster %s, the first of %s", again, first)
	}
}

func TestAnotherOutputHasLivesOfItsOwn(t *testing.T) {
	r := newRig(t)
	first := r.run(r.nc, &fake{})
	r.publish("one", ninjs("one", "A quiet day in Lisbon."))
	r.settled()
	first.drain(t)
	r.opts.Durable, r.opts.Trials = "archive", "ARCHIVE_TRIALS"
	r.opts.Output.Stream, r.opts.Output.Subject = "ARCHIVE", "archive.>"
	_, err := consumer.Provision(t.Context(), r.nc, r.opts)
	must(t, err)
	r.run(r.nc, &fake{})
	r.eventually("the story to come out there, too", func() error {
		s, err := r.js.Stream(t.Context(), "ARCHIVE")
		if err != nil {
			return err
		}
		if n := s.CachedInfo().State.Msgs; n != 1 {
			return fmt.Errorf("%d records", n)
		}
		return nil
	})
}

// A replica that died, or was cut off, between its claim and its publish.
func TestAKillDoesNotWaitForARecordThatMayBeOnItsWay(t *testing.T) {
	for _, test := range []struct {
		name   string
		stored bool // the record was stored before the kill came
		want   []string
	}{
		{"the record comes after the tombstone", false, []string{"2 canceled"}},
		{"the record was faster", true, []string{"1", "2 canceled"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, func(o *consumer.Options) { o.PublishTimeout = patience })
			const uri = "urn:test:race"
			first := take(uri, "1", "A.")
			id := idOf(t, first)
			kv, err := r.js.KeyValue(t.Context(), "DATELINE_STORIES")
			must(t, err)
			entry, err := json.Marshal(life.Entry{URI: uri, Pending: &life.Claim{Message: id}})
			must(t, err)
			_, err = kv.Create(t.Context(), life.Hash("WIRE_ENRICHED", uri), entry)
			must(t, err)
			record := func() *jetstream.PubAck {
				ack, err := r.js.Publish(t.Context(), "wire.enriched.ap", []byte(`{"uri":"`+uri+`","version":"1"}`), jetstream.WithMsgID(id))
				must(t, err)
				return ack
			}
			if test.stored {
				record()
			}
			run := r.run(r.nc, &fake{})
			doc, err := json.Marshal(killed(uri, "2"))
			must(t, err)
			r.publish("kill", doc)
			r.settled()
			if ack := record(); !ack.Duplicate {
				t.Error("the record of the replica that was cut off is stored after the tombstone")
			}
			// The one that died comes again, and so does the kill.
			doc, err = json.Marshal(first)
			must(t, err)
			r.publish("first", doc)
			doc, err = json.Marshal(killed(uri, "2"))
			must(t, err)
			r.publish("again", doc)
			r.settled()
			run.drain(t)
			if got := told(r.out()[uri]); !slices.Equal(got, test.want) {
				t.Errorf("records %q, want %q", got, test.want)
			}
		})
	}
}

// idOf is the id under which a story's record is published.
func idOf(t *testing.T, s map[string]any) string {
	t.Helper()
	doc, err := json.Marshal(s)
	must(t, err)
	d, err := wire.NewDecoder(wire.Options{SourcePrefix: "wire.raw"})
	must(t, err)
	stories, err := d.Decode(wire.Message{Subject: "wire.raw.test.first", Data: doc})
	must(t, err)
	return wire.MessageID(stories[0])
}
