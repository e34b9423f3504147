package consumer_test

import (
	"strings"
	"testing"
	"time"

	"dateline/consumer"
	"dateline/consumer/wire"
)

func TestNewsMLG2IsPublishedUnderItsMediaTypeWithTheTimeOfStoring(t *testing.T) {
	r := newRig(t, func(o *consumer.Options) { o.Encode = wire.EncodeOptions{Format: wire.NewsMLG2} })
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
	if have := got.Header.Get("Content-Type"); have != "application/vnd.iptc.g2.newsitem+xml" {
		t.Errorf("Content-Type: %s", have)
	}
	stored, err := time.Parse(time.RFC3339Nano, got.Header.Get("ce-time"))
	if err != nil {
		t.Fatal(err)
	}
	want := "<versionCreated creatoruri=\"urn:dateline\" how=\"howextr:tool\">" + stored.UTC().Format(time.RFC3339)
	if !strings.Contains(string(got.Data), want) {
		t.Errorf("no %s in %s", want, got.Data)
	}
}
