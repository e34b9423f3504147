package consumer

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer/life"
	"dateline/enrich/story"
)

// metrics are what Dateline says of itself. Subjects, story ids and anything
// else without a bound are no labels; the state of streams and consumers that
// the NATS exporters already export is left to them, but for the one number
// that the alerts need.
type metrics struct {
	stories      *prometheus.CounterVec // outcome
	dead         *prometheus.CounterVec // reason
	tags         *prometheus.CounterVec // kind
	errors       *prometheus.CounterVec // reason
	redeliveries prometheus.Counter
	retries      prometheus.Counter
	reused       prometheus.Counter
	stages       *prometheus.HistogramVec // stage
	endToEnd     prometheus.Histogram
	size         prometheus.Histogram
	inFlight     prometheus.Gauge
	waiting      prometheus.Gauge
	pending      prometheus.Gauge
	lastSettled  prometheus.Gauge
}

// stageBuckets run from 0.25 ms to 8.2 s, doubling.
func stageBuckets() []float64 { return prometheus.ExponentialBuckets(0.00025, 2, 16) }

func newMetrics(reg prometheus.Registerer, nc *nats.Conn) *metrics {
	counter := func(name, help string) prometheus.CounterOpts {
		return prometheus.CounterOpts{Name: "dateline_" + name, Help: help}
	}
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: "dateline_" + name, Help: help})
	}
	histogram := func(name, help string, buckets []float64) prometheus.HistogramOpts {
		return prometheus.HistogramOpts{Name: "dateline_" + name, Help: help, Buckets: buckets,
			NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 160, NativeHistogramMinResetDuration: time.Hour}
	}
	m := &metrics{
		stories:      prometheus.NewCounterVec(counter("stories_total", "Stories settled, by outcome: enriched, untagged, tombstone, duplicate, superseded, withdrawn, held or dead."), []string{"outcome"}),
		dead:         prometheus.NewCounterVec(counter("dead_letters_total", "Stories that became dead letters, by kind of reason."), []string{"reason"}),
		tags:         prometheus.NewCounterVec(counter("tags_total", "Tags given, by kind: person, organisation, other, place or topic."), []string{"kind"}),
		errors:       prometheus.NewCounterVec(counter("consume_errors_total", "Failed requests to NATS, by reason. They are tried again."), []string{"reason"}),
		redeliveries: prometheus.NewCounter(counter("redeliveries_total", "Deliveries that were not the first one of their story.")),
		retries:      prometheus.NewCounter(counter("retries_total", "Stories given back to the input to be tried again later.")),
		reused:       prometheus.NewCounter(counter("tags_reused_total", "Stories that got the tags of the version before, since their text is the same.")),
		stages:       prometheus.NewHistogramVec(histogram("stage_duration_seconds", "Time a story spends in a stage: decode, meet, enrich, encode, publish.", stageBuckets()), []string{"stage"}),
		endToEnd:     prometheus.NewHistogram(histogram("end_to_end_duration_seconds", "Time from the input stream's receipt of a story, or the end of its embargo, to its being settled.", prometheus.ExponentialBuckets(0.001, 2, 20))),
		size:         prometheus.NewHistogram(histogram("story_size_bytes", "Size of raw stories.", prometheus.ExponentialBuckets(256, 2, 16))),
		inFlight:     gauge("in_flight_stories", "Stories held at the moment."),
		waiting:      gauge("output_waiting", "Stories that wait because the output does not take their record."),
		pending:      gauge("pending_stories", "Stories in the input that no replica has taken yet."),
		lastSettled:  gauge("last_settled_timestamp_seconds", "When a story was last settled, in Unix time."),
	}
	for _, outcome := range []string{"enriched", "untagged", "tombstone", "duplicate", "superseded", "withdrawn", "held", "dead"} {
		m.stories.WithLabelValues(outcome)
	}
	for _, kind := range []string{"undecodable", "panic", "oversized", "crash", "timeout"} {
		m.dead.WithLabelValues(kind)
	}
	for _, kind := range []string{"person", "organisation", "other", "place", "topic"} {
		m.tags.WithLabelValues(kind)
	}
	reg.MustRegister(m.stories, m.dead, m.tags, m.errors, m.redeliveries, m.retries, m.reused, m.stages, m.endToEnd, m.size,
		m.inFlight, m.waiting, m.pending, m.lastSettled,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "dateline_nats_connected", Help: "1 while connected to NATS, else 0."},
			func() float64 {
				if nc.IsConnected() {
					return 1
				}
				return 0
			}),
		prometheus.NewCounterFunc(counter("nats_reconnects_total", "Reconnections to NATS."),
			func() float64 { return float64(nc.Stats().Reconnects) }))
	return m
}

func (m *metrics) received(d delivery) {
	m.size.Observe(float64(len(d.Data())))
	if d.attempts > 1 {
		m.redeliveries.Inc()
	}
}

// stage observes how long a stage took.
func (m *metrics) stage(name string, began time.Time) {
	m.stages.WithLabelValues(name).Observe(time.Since(began).Seconds())
}

// fated counts what became of a record.
func (m *metrics) fated(r *record) {
	m.stories.WithLabelValues(outcome(r.story, r.fate)).Inc()
	if r.fate != life.Publish {
		return
	}
	for _, e := range r.tags.Entities {
		m.tags.WithLabelValues(string(e.Type)).Inc()
	}
	m.tags.WithLabelValues("place").Add(float64(len(r.tags.Places)))
	m.tags.WithLabelValues("topic").Add(float64(len(r.tags.Topics)))
}

func outcome(s *story.Story, fate life.Fate) string {
	switch {
	case fate != life.Publish:
		return string(fate)
	case s.Tombstone():
		return "tombstone"
	case !s.Taggable():
		return "untagged"
	}
	return "enriched"
}

func (m *metrics) settled(d delivery) {
	m.lastSettled.SetToCurrentTime()
	m.endToEnd.Observe(max(0, time.Since(d.due())).Seconds())
}

func (m *metrics) buried(d delivery, kind string) {
	m.stories.WithLabelValues("dead").Inc()
	m.dead.WithLabelValues(kind).Inc()
	m.settled(d)
}

func (m *metrics) fetchFailed(err error) { m.errors.WithLabelValues("fetch_" + errorKind(err)).Inc() }
func (m *metrics) publishFailed(err error) {
	m.errors.WithLabelValues("publish_" + errorKind(err)).Inc()
}

// errorKind puts an error of NATS into one of a few classes.
func errorKind(err error) string {
	var api *jetstream.APIError
	switch {
	case errors.As(err, &api):
		return "refused"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, nats.ErrTimeout):
		return "timeout"
	case errors.Is(err, nats.ErrNoResponders), errors.Is(err, jetstream.ErrNoStreamResponse):
		return "no_stream"
	case errors.Is(err, nats.ErrConnectionClosed), errors.Is(err, nats.ErrDisconnected), errors.Is(err, nats.ErrConnectionReconnecting), errors.Is(err, nats.ErrReconnectBufExceeded):
		return "disconnected"
	case errors.Is(err, jetstream.ErrConsumerDeleted), errors.Is(err, jetstream.ErrConsumerNotFound):
		return "no_consumer"
	}
	return "other"
}
