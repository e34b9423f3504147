package consumer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Finding is one thing at the server that is not as the configuration wants
// it. Fatal ones keep Dateline from working or from keeping its promises.
type Finding struct {
	What    string `json:"what"` // "stream WIRE_RAW"
	Says    string `json:"says"` // "does not exist"
	Fatal   bool   `json:"fatal"`
	Missing bool   `json:"missing"` // Provision can create it
}

func (f Finding) String() string { return f.What + " " + f.Says }

// Provision creates the streams, the durable consumer and the buckets
// where they are missing. It changes nothing that is there.
func Provision(ctx context.Context, nc *nats.Conn, o Options) (created []string, err error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, err
	}
	for _, want := range o.streams() {
		if _, err := js.Stream(ctx, want.Name); err == nil {
			continue
		} else if !errors.Is(err, jetstream.ErrStreamNotFound) {
			return created, fmt.Errorf("stream %s: %w", want.Name, explain(err))
		}
		if _, err := js.CreateStream(ctx, want); err != nil && !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return created, fmt.Errorf("creating stream %s for %s: %w", want.Name, want.Subjects[0], explain(err))
		}
		created = append(created, "stream "+want.Name)
	}
	for _, d := range o.durables() {
		if _, err := js.Consumer(ctx, d.stream, o.Durable); errors.Is(err, jetstream.ErrConsumerNotFound) {
			if _, err := js.CreateConsumer(ctx, d.stream, d.config); err != nil && !errors.Is(err, jetstream.ErrConsumerExists) {
				return created, fmt.Errorf("creating consumer %s of stream %s: %w", o.Durable, d.stream, explain(err))
			}
			created = append(created, "consumer "+o.Durable+" of stream "+d.stream)
		} else if err != nil {
			return created, fmt.Errorf("consumer %s of stream %s: %w", o.Durable, d.stream, explain(err))
		}
	}
	for _, want := range o.buckets() {
		if _, err := js.KeyValue(ctx, want.Bucket); errors.Is(err, jetstream.ErrBucketNotFound) {
			if _, err := js.CreateKeyValue(ctx, want); err != nil && !errors.Is(err, jetstream.ErrBucketExists) {
				return created, fmt.Errorf("creating key-value bucket %s: %w", want.Bucket, explain(err))
			}
			created = append(created, "bucket "+want.Bucket)
		} else if err != nil {
			return created, fmt.Errorf("key-value bucket %s: %w", want.Bucket, explain(err))
		}
	}
	return created, nil
}

func (o *Options) streams() []jetstream.StreamConfig {
	// A full output must refuse new records rather than throw away old ones
	// that nobody has read: then Dateline waits. So must the others.
	stream := func(s Stream, retention jetstream.RetentionPolicy) jetstream.StreamConfig {
		return jetstream.StreamConfig{
			Name: s.Stream, Subjects: []string{s.Subject}, Retention: retention, Discard: jetstream.DiscardNew,
			MaxAge: s.MaxAge, Duplicates: s.DedupeWindow, Storage: o.Storage, Replicas: o.Replicas, AllowDirect: true,
		}
	}
	streams := []jetstream.StreamConfig{
		stream(o.Input, jetstream.LimitsPolicy), stream(o.Output, jetstream.LimitsPolicy), stream(o.Dead, jetstream.LimitsPolicy),
	}
	if o.Embargo.Hold {
		// What is in it is what is held back, and nothing else.
		streams = append(streams, stream(o.Embargo.Held, jetstream.WorkQueuePolicy))
	}
	return streams
}

// durable is a durable consumer that stories are taken with.
type durable struct {
	stream string
	config jetstream.ConsumerConfig
	slots  int // stories in flight
	read   func(jetstream.Msg) (delivery, error)
}

// durables are those that must be there.
func (o *Options) durables() []durable {
	// Enough for many replicas: the server stops when all are taken.
	list := []durable{{o.Input.Stream, o.consumer(o.Input, max(1000, 16*o.InFlight)), o.InFlight, fromInput}}
	if o.Embargo.Hold {
		list = append(list, o.held())
	}
	return list
}

// held is the durable consumer of what is held back.
func (o *Options) held() durable {
	return durable{o.Embargo.Held.Stream, o.consumer(o.Embargo.Held, -1), min(heldInFlight, o.InFlight), o.fromHeld}
}

func (o *Options) consumer(s Stream, pending int) jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable: o.Durable, FilterSubject: s.Subject, AckPolicy: jetstream.AckExplicitPolicy,
		DeliverPolicy: jetstream.DeliverAllPolicy, AckWait: o.AckWait, MaxAckPending: pending,
		// Giving up on a story is ours to decide, not the server's: it would
		// leave it in the stream and tell nobody.
		MaxDeliver: -1,
	}
}

// heldInFlight is how many stories whose embargo has ended are at work at once.
const heldInFlight = 8

func (o *Options) buckets() []jetstream.KeyValueConfig {
	bucket := func(name, what string, age time.Duration) jetstream.KeyValueConfig {
		return jetstream.KeyValueConfig{Bucket: name, Description: what, TTL: age, History: 1, Storage: o.Storage, Replicas: o.Replicas}
	}
	return []jetstream.KeyValueConfig{
		bucket(o.Trials, "stories that Dateline handles alone after many deliveries", o.Input.MaxAge),
		bucket(o.Life.Bucket, "versions of stories that Dateline has published", o.Life.MaxAge),
		bucket(o.Life.ClustersBucket, "texts that Dateline compares new ones with", o.Life.ClustersWindow),
	}
}

// Check compares what is at the server with what the configuration wants, asks
// whether this user may publish there, and says precisely what differs. The
// error is that of the connection.
func Check(ctx context.Context, nc *nats.Conn, o Options) ([]Finding, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, want := range o.streams() {
		s, err := js.Stream(ctx, want.Name)
		switch {
		case errors.Is(err, jetstream.ErrStreamNotFound):
			found = append(found, missing("stream "+want.Name))
		case err != nil:
			return found, fmt.Errorf("stream %s: %w", want.Name, explain(err))
		default:
			found = append(found, compareStream(s.CachedInfo().Config, want)...)
		}
	}
	for _, d := range o.durables() {
		info, err := js.Consumer(ctx, d.stream, o.Durable)
		switch {
		case errors.Is(err, jetstream.ErrConsumerNotFound), errors.Is(err, jetstream.ErrStreamNotFound):
			found = append(found, missing("consumer "+o.Durable+" of stream "+d.stream))
		case err != nil:
			return found, fmt.Errorf("consumer %s of stream %s: %w", o.Durable, d.stream, explain(err))
		default:
			found = append(found, compareConsumer(info.CachedInfo().Config, d.config, d.slots)...)
		}
	}
	for _, want := range o.buckets() {
		if _, err := js.KeyValue(ctx, want.Bucket); errors.Is(err, jetstream.ErrBucketNotFound) {
			found = append(found, missing("key-value bucket "+want.Bucket))
		} else if err != nil {
			return found, fmt.Errorf("key-value bucket %s: %w", want.Bucket, explain(err))
		}
	}
	for _, s := range o.written() {
		if slices.ContainsFunc(found, func(f Finding) bool {
			return f.Missing && (f.What == "stream "+s.Stream || "KV_"+strings.TrimPrefix(f.What, "key-value bucket ") == s.Stream)
		}) {
			continue
		}
		if f := mayPublish(ctx, js, s); f != nil {
			found = append(found, *f)
		}
	}
	return found, nil
}

// written are the streams that Dateline publishes to: those of the buckets, too.
func (o *Options) written() []Stream {
	list := []Stream{o.Output, o.Dead}
	if o.Embargo.Hold {
		list = append(list, o.Embargo.Held)
	}
	for _, b := range o.buckets() {
		list = append(list, Stream{Stream: "KV_" + b.Bucket, Subject: "$KV." + b.Bucket + ".>"})
	}
	return list
}

func missing(what string) Finding {
	return Finding{What: what, Says: "does not exist; create it, or let Dateline do so with provision: true", Fatal: true, Missing: true}
}

func compareStream(is, want jetstream.StreamConfig) []Finding {
	var found []Finding
	say := func(fatal bool, format string, args ...any) {
		found = append(found, Finding{What: "stream " + is.Name, Says: fmt.Sprintf(format, args...), Fatal: fatal})
	}
	if !covers(is.Subjects, want.Subjects[0]) {
		say(true, "takes the subjects %s, which do not cover %s", strings.Join(is.Subjects, ", "), want.Subjects[0])
	}
	if is.Retention != want.Retention {
		say(false, "has retention %s, wanted is %s", is.Retention, want.Retention)
	}
	if is.Discard != want.Discard && (is.MaxBytes > 0 || is.MaxMsgs > 0) {
		say(false, "throws away old messages when it is full (discard: old); wanted is discard: new, so that the publisher waits")
	}
	if is.NoAck {
		say(true, "does not confirm what it stores (no_ack: true)")
	}
	if is.Duplicates < want.Duplicates {
		say(false, "remembers message ids for %s, wanted is %s", is.Duplicates, want.Duplicates)
	}
	if is.MaxAge != want.MaxAge {
		say(false, "keeps messages for %s, wanted is %s", age(is.MaxAge), age(want.MaxAge))
	}
	if is.Replicas != want.Replicas {
		say(false, "has %d replicas, wanted are %d", is.Replicas, want.Replicas)
	}
	if is.Storage != want.Storage {
		say(false, "has %s storage, wanted is %s", is.Storage, want.Storage)
	}
	if is.Sealed {
		say(true, "is sealed: nothing can be stored in it")
	}
	return found
}

func compareConsumer(is, want jetstream.ConsumerConfig, inFlight int) []Finding {
	var found []Finding
	say := func(fatal bool, format string, args ...any) {
		found = append(found, Finding{What: "consumer " + is.Durable, Says: fmt.Sprintf(format, args...), Fatal: fatal})
	}
	if is.AckPolicy != want.AckPolicy {
		say(true, "has ack policy %s, wanted is %s: without it stories get lost", is.AckPolicy, want.AckPolicy)
	}
	filters := append([]string(nil), is.FilterSubjects...)
	if is.FilterSubject != "" {
		filters = append(filters, is.FilterSubject)
	}
	if len(filters) > 0 && !covers(filters, want.FilterSubject) {
		say(false, "takes only %s, the configuration says %s", strings.Join(filters, ", "), want.FilterSubject)
	}
	if is.MaxDeliver > 0 {
		say(false, "gives a story up after %d deliveries (max_deliver), wanted is -1: it would stay behind without a dead letter", is.MaxDeliver)
	}
	if is.AckWait != want.AckWait {
		say(false, "has ack wait %s, the configuration says %s; the consumer's counts", is.AckWait, want.AckWait)
	}
	if is.MaxAckPending > 0 && is.MaxAckPending < inFlight {
		say(false, "lets only %d stories be in flight (max_ack_pending), each replica wants %d", is.MaxAckPending, inFlight)
	}
	if is.DeliverPolicy != want.DeliverPolicy {
		say(false, "has deliver policy %s, wanted is %s: stories from before it was made are skipped", is.DeliverPolicy, want.DeliverPolicy)
	}
	return found
}

// covers reports whether one of the patterns takes every subject that the
// wanted pattern takes.
func covers(patterns []string, want string) bool {
	for _, p := range patterns {
		if coversOne(strings.Split(p, "."), strings.Split(want, ".")) {
			return true
		}
	}
	return false
}

func coversOne(p, want []string) bool {
	for i, token := range p {
		switch {
		case token == ">":
			return len(want) > i
		case i >= len(want) || want[i] == ">":
			return false
		case token != "*" && token != want[i]:
			return false
		}
	}
	return len(p) == len(want)
}

func age(d time.Duration) string {
	if d == 0 {
		return "ever"
	}
	return d.String()
}

// explain adds what to do to errors that say little.
func explain(err error) error {
	switch {
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, nats.ErrNoResponders), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount):
		return fmt.Errorf("%w: the server does not offer JetStream to this account; start it with -js or \"jetstream {}\" in its configuration", err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, nats.ErrTimeout):
		return fmt.Errorf("%w: no answer; does this user have permission to publish on $JS.API.> and to subscribe to _INBOX.>?", err)
	}
	return err
}
