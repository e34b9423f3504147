package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/consumer/natsd"
	"dateline/consumer/wire"
)

// samples are stories written for the demo, one a file, in the formats that
// Dateline reads.
//
//go:embed samples
var samples embed.FS

// demoPatience is how long the demo waits for a story to come out before it
// says that something is wrong. One takes milliseconds.
const demoPatience = 60 * time.Second

func (a *app) demoCommand() *cobra.Command {
	var once bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "See it work, with nothing to set up",
		Long: `Demo starts a NATS server inside this process, with its streams in a temporary
directory, publishes a dozen sample stories to it and shows each enriched story
as it comes out on the other side. Metrics and health are up meanwhile.

It goes on until Ctrl-C, so that you can publish stories of your own to it from
another terminal; with --once it ends after the samples.`,
		Example: `  dateline demo
  dateline demo --once
  dateline demo --once --no-color > demo.txt`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context(), once)
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "end after the samples")
	return cmd
}

func (a *app) demo(ctx context.Context, once bool) (err error) {
	cfg, log, err := a.start()
	if err != nil {
		return err
	}
	if a.flags.logLevel == "" {
		if err := a.setLevel("warn"); err != nil { // the stories are what is to be seen
			return err
		}
	}
	store, err := os.MkdirTemp("", "dateline-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(store)) }()
	server, err := natsd.Start(natsd.Options{Store: store, Log: log})
	if err != nil {
		return err
	}
	defer server.Stop()
	cfg.Output.Format = wire.NINJS // which is what people can be shown
	cfg.NATS = config.NATS{URLs: []string{server.URL()}, Name: "dateline demo", ConnectTimeout: cfg.NATS.ConnectTimeout}

	// The daemon is the one that `dateline run` starts.
	working, stop := context.WithCancel(ctx)
	defer stop()
	up := make(chan *admin, 1)
	ended := make(chan error, 1)
	d := &daemon{app: a, cfg: cfg, log: log, anyPort: a.flags.admin == "", up: func(_ *nats.Conn, adm *admin) { up <- adm }}
	go func() { ended <- d.run(working) }()
	select {
	case err := <-ended:
		return err
	case adm := <-up:
		show := &show{app: a, cfg: cfg, url: server.URL(), admin: "http://" + adm.address}
		err = show.run(ctx, once)
	}
	stop()
	return errors.Join(err, <-ended)
}

// show publishes the samples and shows what comes out.
type show struct {
	app   *app
	cfg   *config.Config
	url   string // of NATS
	admin string // of metrics and health
}

func (s *show) run(ctx context.Context, once bool) error {
	nc, err := nats.Connect(s.url, nats.Name("dateline demo, publisher and reader"))
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	// A plain subscription is all that a reader needs.
	records := make(chan *nats.Msg, 256)
	if _, err := nc.ChanSubscribe(s.cfg.Output.Subject, records); err != nil {
		return err
	}
	letters := make(chan *nats.Msg, 256)
	if _, err := nc.ChanSubscribe(s.cfg.Dead.Subject, letters); err != nil {
		return err
	}
	files, err := fs.Glob(samples, "samples/*.*")
	if err != nil {
		return err
	}
	s.say("NATS     %s\nmetrics  %s/metrics\nhealth   %s/readyz\n\n", s.url, s.admin, s.admin)
	began := time.Now()
	for _, file := range files {
		if err := s.publish(ctx, js, file); err != nil {
			return err
		}
		if err := s.await(ctx, records, letters); err != nil {
			return quietly(ctx, err)
		}
	}
	s.say("%s in %s.\n", counted(len(files), "story", "stories"), time.Since(began).Round(time.Millisecond))
	if once {
		return nil
	}
	s.say(`
Publish your own:   dateline publish --nats %s FILE…
Look at the rest:   dateline dead list --nats %s
Stop:               Ctrl-C

`, s.url, s.url)
	for {
		if err := s.one(ctx, records, letters); err != nil {
			return quietly(ctx, err)
		}
	}
}

// quietly drops the error of a context that ended: Ctrl-C is how the demo is
// left.
func quietly(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (s *show) publish(ctx context.Context, js jetstream.JetStream, file string) error {
	data, err := samples.ReadFile(file)
	if err != nil {
		return err
	}
	name := path.Base(file)
	m := nats.NewMsg(strings.TrimSuffix(s.cfg.Input.Subject, ">") + "demo." + strings.TrimSuffix(name, path.Ext(name)))
	m.Data = data
	if kind := (envelope{}).kindOf(name); kind != "" {
		m.Header.Set("Content-Type", kind)
	}
	_, err = js.PublishMsg(ctx, m)
	return err
}

// await shows the next story and fails when it takes too long.
func (s *show) await(ctx context.Context, records, letters <-chan *nats.Msg) error {
	limited, cancel := context.WithTimeout(ctx, demoPatience)
	defer cancel()
	err := s.one(limited, records, letters)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no story came out within %s; --log-level info tells more", demoPatience)
	}
	return err
}

// one shows the next record or dead letter.
func (s *show) one(ctx context.Context, records, letters <-chan *nats.Msg) error {
	select {
	case m := <-records:
		text, err := render(s.app.out, m.Data)
		if err != nil {
			return err
		}
		s.say("%s\n", text)
		return nil
	case m := <-letters:
		s.say("dead letter from %s: %s\n\n", m.Header.Get("Dateline-Input-Subject"), m.Header.Get("Dateline-Reason"))
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *show) say(format string, args ...any) { fmt.Fprintf(s.app.stdout, format, args...) }
