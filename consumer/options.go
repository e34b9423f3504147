package consumer

import (
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
	"dateline/consumer/wire"
)

// Stream is one of the three streams. Subject ends in ">": the tokens before
// it are the prefix, those after it are kept from input to output.
type Stream struct {
	Stream       string
	Subject      string
	MaxAge       time.Duration // 0 = for ever
	DedupeWindow time.Duration // how long the server remembers a Nats-Msg-Id
}

// Options are what a consumer needs to know. Zero values mean the defaults
// that each field names.
type Options struct {
	Input, Output, Dead Stream
	Durable             string // dateline
	Trials              string // key-value bucket of stories under suspicion: DATELINE_TRIALS
	Provision           bool   // create what is missing
	Replicas            int    // of what is created: 1
	Storage             jetstream.StorageType

	Workers        int           // stories decoded and enriched at once: one a core
	InFlight       int           // stories held at once: 64
	MaxStorySize   int           // bytes; larger stories are dead letters: 1 MiB
	AckWait        time.Duration // 30 s
	StoryTimeout   time.Duration // for one story's enrichment: 30 s
	SuspectAfter   int           // deliveries after which a story is run alone: 3
	RetryMin       time.Duration // first delay of a retry: 250 ms
	RetryMax       time.Duration // longest delay: 30 s
	DrainDeadline  time.Duration // 25 s
	PublishTimeout time.Duration // 5 s

	Life    Life        // what is remembered of stories
	Embargo Embargo     // what becomes of stories that may not come out yet
	Formats []wire.Rule // which subject carries which format
	Encode  wire.EncodeOptions
	// Tagging stands for all that tags depend on beside the text: models,
	// settings, files. Tags are used again only where it is the same.
	Tagging string
}

// Life says what is remembered of stories, and for how long.
type Life struct {
	Bucket         string        // key-value bucket of the stories: DATELINE_STORIES
	MaxAge         time.Duration // since the last version of a story: 30 days
	ClustersBucket string        // key-value bucket of the texts: DATELINE_CLUSTERS
	ClustersWindow time.Duration // in which texts are compared: 3 days
	Orders         life.Rules    // of versions
	PublishStale   bool          // publish a version that comes after a newer one, marked
}

// Embargo says what becomes of stories that may not come out yet.
type Embargo struct {
	Hold bool   // hold them back until then, rather than pass them on with embargoedUntil
	Held Stream // where they are kept: WIRE_HELD, wire.held.>
	// Look is how often it is looked at whether a story may come out: clocks and
	// settings change. 15 min; the end of an embargo is not missed by that.
	Look time.Duration
}

// complete fills in the defaults and refuses what cannot work.
func (o *Options) complete() error {
	set := func(s *Stream, name, subject string) {
		if s.Stream == "" {
			s.Stream = name
		}
		if s.Subject == "" {
			s.Subject = subject
		}
	}
	set(&o.Input, "WIRE_RAW", "wire.raw.>")
	set(&o.Output, "WIRE_ENRICHED", "wire.enriched.>")
	set(&o.Dead, "WIRE_DEAD", "wire.dead.>")
	set(&o.Embargo.Held, "WIRE_HELD", "wire.held.>")
	or(&o.Embargo.Held.DedupeWindow, 24*time.Hour)
	or(&o.Embargo.Look, 15*time.Minute)
	orString(&o.Durable, "dateline")
	orString(&o.Trials, "DATELINE_TRIALS")
	orString(&o.Life.Bucket, "DATELINE_STORIES")
	orString(&o.Life.ClustersBucket, "DATELINE_CLUSTERS")
	or(&o.Life.MaxAge, 30*24*time.Hour)
	or(&o.Life.ClustersWindow, 3*24*time.Hour)
	or(&o.Replicas, 1)
	or(&o.Workers, defaultWorkers())
	or(&o.InFlight, 64)
	or(&o.MaxStorySize, 1<<20)
	or(&o.SuspectAfter, 3)
	or(&o.AckWait, 30*time.Second)
	or(&o.StoryTimeout, 30*time.Second)
	or(&o.RetryMin, 250*time.Millisecond)
	or(&o.RetryMax, 30*time.Second)
	or(&o.DrainDeadline, 25*time.Second)
	or(&o.PublishTimeout, 5*time.Second)
	for _, s := range []Stream{o.Input, o.Output, o.Dead, o.Embargo.Held} {
		if !strings.HasSuffix(s.Subject, ".>") {
			return fmt.Errorf("stream %s: subject %q must end in \".>\"", s.Stream, s.Subject)
		}
	}
	return nil
}

func or[T int | time.Duration](v *T, otherwise T) {
	if *v <= 0 {
		*v = otherwise
	}
}

func orString(v *string, otherwise string) {
	if *v == "" {
		*v = otherwise
	}
}

// prefix is the subject without its ".>".
func prefix(subject string) string { return strings.TrimSuffix(subject, ".>") }

// move puts the tokens of a subject behind another prefix:
// wire.raw.ap.politics → wire.enriched.ap.politics.
func move(subject, from, to string) string {
	return prefix(to) + strings.TrimPrefix(subject, prefix(from))
}
