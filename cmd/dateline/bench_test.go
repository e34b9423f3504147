package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/config"
	"dateline/consumer"
	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// passThrough enriches nothing: what is left is the cost of moving stories.
type passThrough struct{}

func (passThrough) Enrich(context.Context, *story.Story) (*story.Tags, error) {
	return &story.Tags{Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}, nil
}

// BenchmarkEndToEnd moves stories from the input stream to the output stream
// of a NATS server in another process, with tags and without. Every story is a
// new version of one of the demo's samples.
func BenchmarkEndToEnd(b *testing.B) {
	for _, kind := range []string{"enriched", "pass-through"} {
		b.Run(kind, func(b *testing.B) {
			cfg, _, err := config.Load(config.Sources{Formats: wire.Formats()})
			if err != nil {
				b.Fatal(err)
			}
			e := enricher(passThrough{})
			if kind == "enriched" {
				if e, err = newEnricher(cfg); err != nil {
					b.Fatal(err)
				}
			}
			rig := newBench(b)
			opts := consumerOptions(cfg)
			if _, err := consumer.Provision(b.Context(), rig.nc, opts); err != nil {
				b.Fatal(err)
			}
			words := rig.fill(b, b.N)
			c, err := consumer.New(rig.nc, e, opts, slog.New(slog.DiscardHandler), prometheus.NewRegistry())
			if err != nil {
				b.Fatal(err)
			}
			ctx, stop := context.WithCancel(b.Context())
			done := make(chan error, 1)
			b.ReportAllocs()
			b.ResetTimer()
			go func() { done <- c.Run(ctx) }()
			rig.settled()
			b.StopTimer()
			stop()
			if err := <-done; err != nil {
				b.Fatal(err)
			}
			if n := len(rig.ids("WIRE_ENRICHED")); n != b.N {
				b.Fatalf("%d of %d stories came out", n, b.N)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "stories/s")
			b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
			b.ReportMetric(float64(residentKiB())/1024, "MB-resident")
		})
	}
}

// fill puts n stories on the input and returns how many words they have.
func (b *bench) fill(t testing.TB, n int) (words int) {
	files, err := fs.Glob(samples, "samples/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		data, err := samples.ReadFile(files[i%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		text := string(data) + "\n\nStory number " + strconv.Itoa(i) + ".\n"
		words += len(strings.Fields(text))
		m := nats.NewMsg(fmt.Sprintf("wire.raw.bench.%d", i))
		m.Header.Set("Content-Type", "text/plain")
		m.Data = []byte(text)
		if _, err := b.js.PublishMsgAsync(m); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-b.js.PublishAsyncComplete():
	case <-t.Context().Done():
	}
	cons, err := b.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	if pending := cons.CachedInfo().NumPending; pending != uint64(n) {
		t.Fatalf("%d of %d stories are in the input", pending, n)
	}
	return words
}

// residentKiB is the most memory that this process has had, in KiB.
func residentKiB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0 // not Linux
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ := strconv.Atoi(strings.Fields(value)[0]) // the kernel writes a number
			return kib
		}
	}
	return 0
}

// BenchmarkStages tells what a story of the demo costs at each step outside
// the taggers; those have benchmarks of their own in package enrich.
func BenchmarkStages(b *testing.B) {
	data, err := samples.ReadFile("samples/01-lisbon-archives.json")
	if err != nil {
		b.Fatal(err)
	}
	cfg, _, err := config.Load(config.Sources{Formats: wire.Formats()})
	if err != nil {
		b.Fatal(err)
	}
	e, err := newEnricher(cfg)
	if err != nil {
		b.Fatal(err)
	}
	d, err := wire.NewDecoder(wire.Options{})
	if err != nil {
		b.Fatal(err)
	}
	stories, err := d.Decode(wire.Message{Data: data})
	if err != nil {
		b.Fatal(err)
	}
	tags, err := e.Enrich(b.Context(), stories[0])
	if err != nil {
		b.Fatal(err)
	}
	stage := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	stage("decode", func() error { _, err := d.Decode(wire.Message{Data: data}); return err })
	stage("enrich", func() error { _, err := e.Enrich(b.Context(), stories[0]); return err })
	stage("encode", func() error { _, err := wire.Encode(stories[0], tags, encodeOptions(cfg)); return err })
	stage("all", func() error {
		stories, err := d.Decode(wire.Message{Data: data})
		if err != nil {
			return err
		}
		tags, err := e.Enrich(b.Context(), stories[0])
		if err != nil {
			return err
		}
		_, err = wire.Encode(stories[0], tags, encodeOptions(cfg))
		return err
	})
}
