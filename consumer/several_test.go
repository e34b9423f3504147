package consumer_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/consumer"
)

// message is NewsML-G2 with a story of each body.
func message(id string, bodies ...string) []byte {
	var b strings.Builder
	b.WriteString("<newsMessage><itemSet>")
	for i, body := range bodies {
		fmt.Fprintf(&b, `<newsItem guid="urn:test:%s:%d" version="1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>
			<contentSet><inlineData contenttype="text/plain">%s</inlineData></contentSet></newsItem>`, id, i, body)
	}
	b.WriteString("</itemSet></newsMessage>")
	return []byte(b.String())
}

func TestSeveralStoriesInAMessageAreAsManyRecordsAndAckedWhenAllAreStored(t *testing.T) {
	r := newRig(t)
	r.publish("three", message("three", "A quiet day in Lisbon.", "FLAKY", "A quiet day in Porto."))
	r.publish("bad", message("bad", "A quiet day in Faro.", "PANIC"))
	// Room for two records only: the third of the first message must wait, and
	// the message with it.
	out, err := r.js.Stream(t.Context(), "WIRE_ENRICHED")
	if err != nil {
		t.Fatal(err)
	}
	cfg := out.CachedInfo().Config
	cfg.MaxMsgs = 2
	if _, err := r.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	run := r.run(r.nc, &fake{})
	r.eventually("the third record to wait", func() error {
		if counter(t, run, "dateline_output_waiting") < 1 {
			return fmt.Errorf("it does not wait yet")
		}
		return nil
	})
	cons, err := r.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	if got := cons.CachedInfo().AckFloor.Stream; got != 0 {
		t.Errorf("message %d is acked before all of its stories are stored", got)
	}
	cfg.MaxMsgs = -1
	if _, err := r.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	r.settled()
	run.drain(t)

	s, err := r.js.Stream(t.Context(), "WIRE_ENRICHED")
	if err != nil {
		t.Fatal(err)
	}
	var uris, ids []string
	for seq := uint64(1); seq <= s.CachedInfo().State.LastSeq; seq++ {
		m, err := s.GetMsg(t.Context(), seq)
		if err != nil {
			t.Fatal(err)
		}
		var record struct{ URI string }
		if err := json.Unmarshal(m.Data, &record); err != nil {
			t.Fatal(err)
		}
		uris = append(uris, record.URI)
		ids = append(ids, m.Header.Get("Nats-Msg-Id"))
		if m.Subject != "wire.enriched.test.three" {
			t.Errorf("a record on %s", m.Subject)
		}
	}
	if want := []string{"urn:test:three:0", "urn:test:three:1", "urn:test:three:2"}; !slices.Equal(uris, want) {
		t.Errorf("records %v, want %v", uris, want)
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 3 {
		t.Errorf("message ids %v", ids)
	}
	// A message with a story that breaks the tagger is a dead letter whole:
	// none of its stories comes out.
	_, letters := r.stored("WIRE_DEAD")
	if len(letters) != 1 || letters["bad"] == nil || letters["bad"].Header.Get(consumer.HeaderKind) != "panic" {
		t.Errorf("dead letters %v", letters)
	}
}
