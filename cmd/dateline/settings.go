package main

import (
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/config"
	"dateline/consumer"
	"dateline/consumer/life"
	"dateline/consumer/wire"
)

// start is where a command begins that works with the configuration: it loads
// it, opens the log and tells what in the environment has no effect.
func (a *app) start() (*config.Config, *slog.Logger, error) {
	cfg, origins, err := a.loadConfig()
	if err != nil {
		return nil, nil, err
	}
	if err := a.setLevel(cfg.Log.Level); err != nil {
		return nil, nil, err
	}
	log := a.logger(cfg.Log.Format)
	for _, w := range origins.Warnings {
		log.Warn(w)
	}
	return cfg, log, nil
}

// loadConfig reads the configuration from its file, the environment and the
// flags. It can be called again to reload it. The origins are there even when
// the error is not nil, unless the command line itself is wrong.
func (a *app) loadConfig() (*config.Config, *config.Origins, error) {
	flags := map[string]string{}
	for _, pair := range a.flags.set {
		key, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, nil, usagef("--set %q: must be KEY=VALUE, such as consumer.workers=2", pair)
		}
		flags[key] = value
	}
	for key, value := range map[string]string{
		"nats.urls": a.flags.nats, "admin": a.flags.admin,
		"log.level": a.flags.logLevel, "log.format": a.flags.logFormat,
	} {
		if value != "" {
			flags[key] = value
		}
	}
	cfg, origins, err := config.Load(config.Sources{
		File: a.flags.config, Env: a.environ, Flags: flags, Formats: wire.Formats(),
	})
	if err != nil {
		return nil, origins, fail(exitConfig, err)
	}
	return cfg, origins, nil
}

// connection is how the configuration wants NATS to be reached.
func connection(cfg *config.Config) consumer.Connection {
	n := cfg.NATS
	return consumer.Connection{
		URLs: n.URLs, Name: n.Name, Creds: n.Creds, NKey: n.NKey,
		User: n.User, Password: n.Password, Token: n.Token,
		CA: n.TLS.CA, Cert: n.TLS.Cert, Key: n.TLS.Key, ServerName: n.TLS.ServerName,
		Timeout: time.Duration(n.ConnectTimeout),
	}
}

// consumerOptions are what the configuration says about the streams and the
// work on them.
func consumerOptions(cfg *config.Config) consumer.Options {
	c := cfg.Consumer
	storage := jetstream.FileStorage
	if cfg.Storage == "memory" {
		storage = jetstream.MemoryStorage
	}
	return consumer.Options{
		Input:   consumer.Stream{Stream: cfg.Input.Stream, Subject: cfg.Input.Subject, MaxAge: time.Duration(cfg.Input.MaxAge), DedupeWindow: time.Duration(cfg.Input.DedupeWindow)},
		Output:  consumer.Stream{Stream: cfg.Output.Stream, Subject: cfg.Output.Subject, MaxAge: time.Duration(cfg.Output.MaxAge), DedupeWindow: time.Duration(cfg.Output.DedupeWindow)},
		Dead:    consumer.Stream{Stream: cfg.Dead.Stream, Subject: cfg.Dead.Subject, MaxAge: time.Duration(cfg.Dead.MaxAge), DedupeWindow: time.Duration(cfg.Dead.DedupeWindow)},
		Durable: cfg.Input.Durable, Trials: c.TrialsBucket,
		Provision: cfg.Provision, Replicas: cfg.Replicas, Storage: storage,
		Workers: c.Workers, InFlight: c.InFlight, MaxStorySize: int(c.MaxStorySize),
		AckWait: time.Duration(c.AckWait), StoryTimeout: time.Duration(c.StoryTimeout), SuspectAfter: c.SuspectAfter,
		RetryMin: time.Duration(c.RetryMin), RetryMax: time.Duration(c.RetryMax),
		DrainDeadline: time.Duration(c.DrainDeadline), PublishTimeout: time.Duration(c.PublishTimeout),
		Formats: formatRules(cfg), Encode: encodeOptions(cfg),
		Life: consumer.Life{
			Bucket: cfg.Life.Bucket, MaxAge: time.Duration(cfg.Life.MaxAge), PublishStale: cfg.Life.Stale == "publish", Orders: orders(cfg),
			ClustersBucket: cfg.Life.ClustersBucket, ClustersWindow: time.Duration(cfg.Life.ClustersWindow),
		},
		Embargo: consumer.Embargo{Hold: cfg.Embargo == "hold", Held: consumer.Stream{Stream: cfg.Held.Stream, Subject: cfg.Held.Subject}},
	}
}

// orders are what tells which version of a story is the newest.
func orders(cfg *config.Config) life.Rules {
	rules := make(life.Rules, len(cfg.Life.Orders))
	for i, o := range cfg.Life.Orders {
		rules[i] = life.Rule{Source: o.Source, By: strings.Fields(o.By)}
	}
	return rules
}

// formatRules are which subject carries which format.
func formatRules(cfg *config.Config) []wire.Rule {
	rules := make([]wire.Rule, len(cfg.Input.Formats))
	for i, r := range cfg.Input.Formats {
		rules[i] = wire.Rule{Subject: r.Subject, Format: r.Format, Charset: r.Charset}
	}
	return rules
}

// encodeOptions are how the configuration wants records to be written.
func encodeOptions(cfg *config.Config) wire.EncodeOptions {
	return wire.EncodeOptions{Format: cfg.Output.Format, Strict: cfg.Output.Strict, Creator: creatorPrefix + version}
}

// listed writes words for a sentence.
func listed(words []string) string { return strings.Join(words, ", ") }

// counted writes a number of things: "1 story", "2 stories".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
