package consumer_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer"
)

func TestProvisionCreatesWhatIsMissingAndTouchesNothingElse(t *testing.T) {
	r := newRig(t)
	if found, err := consumer.Check(t.Context(), r.nc, r.opts); err != nil || len(found) > 0 {
		t.Fatalf("what was just provisioned differs: %v, %v", found, err)
	}
	if created, err := consumer.Provision(t.Context(), r.nc, r.opts); err != nil || len(created) > 0 {
		t.Errorf("a second time, %v were created, %v", created, err)
	}
	if err := r.js.DeleteStream(t.Context(), "WIRE_DEAD"); err != nil {
		t.Fatal(err)
	}
	created, err := consumer.Provision(t.Context(), r.nc, r.opts)
	if err != nil || !slices.Equal(created, []string{"stream WIRE_DEAD"}) {
		t.Errorf("created %v, %v", created, err)
	}
}

func TestCheckSaysPreciselyWhatDiffers(t *testing.T) {
	tests := []struct {
		name   string
		change func(t *testing.T, r *rig)
		says   string
		fatal  bool
	}{
		{"a stream is missing", func(t *testing.T, r *rig) { must(t, r.js.DeleteStream(t.Context(), "WIRE_ENRICHED")) },
			"stream WIRE_ENRICHED does not exist", true},
		{"the consumer is missing", func(t *testing.T, r *rig) { must(t, r.js.DeleteConsumer(t.Context(), "WIRE_RAW", "dateline")) },
			"consumer dateline of stream WIRE_RAW does not exist", true},
		{"the bucket is missing", func(t *testing.T, r *rig) { must(t, r.js.DeleteKeyValue(t.Context(), "DATELINE_TRIALS")) },
			"key-value bucket DATELINE_TRIALS does not exist", true},
		{"the subjects do not cover ours", func(t *testing.T, r *rig) {
			r.updateStream("WIRE_ENRICHED", func(c *jetstream.StreamConfig) { c.Subjects = []string{"wire.enriched.ap.>"} })
		}, "takes the subjects wire.enriched.ap.>, which do not cover wire.enriched.>", true},
		{"ids are forgotten too early", func(t *testing.T, r *rig) {
			r.updateStream("WIRE_ENRICHED", func(c *jetstream.StreamConfig) { c.Duplicates = time.Minute })
		}, "remembers message ids for 1m0s, wanted is 1h0m0s", false},
		{"a full output would throw records away", func(t *testing.T, r *rig) {
			r.updateStream("WIRE_ENRICHED", func(c *jetstream.StreamConfig) { c.Discard = jetstream.DiscardOld; c.MaxMsgs = 5 })
		}, "throws away old messages", false},
		{"records are kept for another time", func(t *testing.T, r *rig) {
			r.updateStream("WIRE_ENRICHED", func(c *jetstream.StreamConfig) { c.MaxAge = 0; c.Duplicates = time.Hour })
		}, "keeps messages for ever, wanted is 1h0m0s", false},
		{"the server gives stories up", func(t *testing.T, r *rig) {
			r.remakeConsumer(func(c *jetstream.ConsumerConfig) { c.MaxDeliver = 5 })
		}, "gives a story up after 5 deliveries", false},
		{"nothing is acked", func(t *testing.T, r *rig) {
			r.remakeConsumer(func(c *jetstream.ConsumerConfig) { c.AckPolicy = jetstream.AckNonePolicy; c.MaxAckPending = 0 })
		}, "has ack policy AckNone, wanted is AckExplicit", true},
		{"too few may be in flight", func(t *testing.T, r *rig) {
			r.remakeConsumer(func(c *jetstream.ConsumerConfig) { c.MaxAckPending = 3 })
		}, "lets only 3 stories be in flight", false},
		{"old stories are skipped", func(t *testing.T, r *rig) {
			r.remakeConsumer(func(c *jetstream.ConsumerConfig) { c.DeliverPolicy = jetstream.DeliverNewPolicy })
		}, "stories from before it was made are skipped", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t)
			test.change(t, r)
			found, err := consumer.Check(t.Context(), r.nc, r.opts)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(found, func(f consumer.Finding) bool { return strings.Contains(f.String(), test.says) })
			if i < 0 {
				t.Fatalf("findings %v do not say %q", found, test.says)
			}
			if found[i].Fatal != test.fatal {
				t.Errorf("fatal is %v", found[i].Fatal)
			}
		})
	}
}

func TestReadySaysWhatIsMissing(t *testing.T) {
	r := newRig(t)
	run := r.run(r.nc, &fake{})
	must(t, run.Ready(t.Context()))
	must(t, r.js.DeleteStream(t.Context(), "WIRE_DEAD"))
	if err := run.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), "WIRE_DEAD") {
		t.Errorf("without dead letters it says %v", err)
	}
}

func (r *rig) updateStream(name string, change func(*jetstream.StreamConfig)) {
	r.t.Helper()
	s, err := r.js.Stream(r.t.Context(), name)
	must(r.t, err)
	cfg := s.CachedInfo().Config
	change(&cfg)
	_, err = r.js.UpdateStream(r.t.Context(), cfg)
	must(r.t, err)
}

func (r *rig) remakeConsumer(change func(*jetstream.ConsumerConfig)) {
	r.t.Helper()
	c, err := r.js.Consumer(r.t.Context(), "WIRE_RAW", "dateline")
	must(r.t, err)
	cfg := c.CachedInfo().Config
	change(&cfg)
	must(r.t, r.js.DeleteConsumer(r.t.Context(), "WIRE_RAW", "dateline"))
	_, err = r.js.CreateConsumer(r.t.Context(), "WIRE_RAW", cfg)
	must(r.t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestCheckSaysWhatTheUserMayNotPublish(t *testing.T) {
	dir := t.TempDir()
	url := serve(t, func(o *server.Options) {
		o.JetStream, o.StoreDir = true, dir
		allow := func(subjects ...string) *server.SubjectPermission { return &server.SubjectPermission{Allow: subjects} }
		o.Users = []*server.User{
			{Username: "all", Password: "x"},
			{Username: "desk", Password: "x", Permissions: &server.Permissions{
				Publish: allow("$JS.API.>", "$JS.ACK.>", "wire.enriched.>", "$KV.DATELINE_TRIALS.>", "$KV.DATELINE_CLUSTERS.>"), Subscribe: allow("_INBOX.>")}},
		}
	})
	connect := func(user string) *nats.Conn {
		nc, err := consumer.Connect(t.Context(), consumer.Connection{URLs: []string{url}, User: user, Password: "x"}, patience, quiet(t))
		must(t, err)
		t.Cleanup(nc.Close)
		return nc
	}
	o := testOptions()
	_, err := consumer.Provision(t.Context(), connect("all"), o)
	must(t, err)
	if found, err := consumer.Check(t.Context(), connect("all"), o); err != nil || len(found) > 0 {
		t.Fatalf("who may do everything: %v, %v", found, err)
	}
	found, err := consumer.Check(t.Context(), connect("desk"), o)
	must(t, err)
	if len(found) != 2 || !strings.Contains(found[0].String(), "permission to publish on wire.dead.dateline-check is missing") ||
		!strings.Contains(found[1].String(), "permission to publish on $KV.DATELINE_STORIES.dateline-check is missing") {
		t.Errorf("who may write neither dead letters nor what is remembered of stories: %v", found)
	}
}
