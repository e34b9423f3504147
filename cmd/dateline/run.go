package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/consumer"
	"dateline/consumer/natsd"
)

func (a *app) runCommand() *cobra.Command {
	var embedded bool
	var store string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Enrich stories from NATS until told to stop",
		Long: `Run takes raw stories from the input stream, tags each, stores the record in
the output stream and acknowledges the story when the server has confirmed
that. Start as many as you like: they share the work.

SIGTERM or Ctrl-C drains: it takes no new story, finishes those in flight and
ends. SIGHUP reads the configuration and the authority files anew. Metrics and
health are on --admin.`,
		Example: `  dateline run                                   a server on this machine, all defaults
  dateline run --nats nats://a:4222,nats://b:4222
  dateline run --config dateline.yml
  dateline run --embedded --store /var/lib/dateline   a server of its own inside`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if store != "" && !embedded {
				return usagef("--store is where --embedded keeps its streams; say --embedded too")
			}
			cfg, log, err := a.start()
			if err != nil {
				return err
			}
			d := &daemon{app: a, cfg: cfg, log: log}
			if embedded {
				return d.withServer(cmd.Context(), store)
			}
			return d.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&embedded, "embedded", false, "run a NATS server with JetStream inside, on the address of --nats")
	cmd.Flags().StringVar(&store, "store", "", "`DIR` of the embedded server's streams (default dateline-store)")
	return cmd
}

// daemon is one `dateline run` from start to end.
type daemon struct {
	app     *app
	cfg     *config.Config
	log     *slog.Logger
	anyPort bool                     // where the admin address is taken, any free port will do
	up      func(*nats.Conn, *admin) // called when stories are about to be taken; may be nil
}

// withServer runs a NATS server beside the daemon, on the first configured
// address.
func (d *daemon) withServer(ctx context.Context, store string) error {
	if store == "" {
		store = "dateline-store"
	}
	host, port, err := hostPort(d.cfg.NATS.URLs)
	if err != nil {
		return fail(exitConfig, err)
	}
	s, err := natsd.Start(natsd.Options{Store: store, Host: host, Port: port, Log: d.log})
	if err != nil {
		return err
	}
	defer s.Stop()
	d.log.Info("embedded NATS server accepts connections", "url", s.URL(), "store", store)
	d.cfg.NATS.URLs = []string{s.URL()}
	return d.run(ctx)
}

// hostPort is where an embedded server listens for clients that use urls.
func hostPort(urls []string) (string, int, error) {
	if len(urls) != 1 {
		return "", 0, fmt.Errorf("an embedded server listens on one address, nats.urls has %d", len(urls))
	}
	raw := urls[0]
	if !strings.Contains(raw, "://") {
		raw = "nats://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" {
		return "", 0, fmt.Errorf("nats.urls: %q has no host to listen on", urls[0])
	}
	if u.Port() == "" {
		return u.Hostname(), nats.DefaultPort, nil
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return "", 0, fmt.Errorf("nats.urls: port of %s: %w", net.JoinHostPort(u.Hostname(), u.Port()), err)
	}
	return u.Hostname(), port, nil
}

// run comes up in order, works until ctx ends and goes down in reverse.
func (d *daemon) run(ctx context.Context) error {
	began := time.Now()
	adm, err := startAdmin(d.cfg.Admin)
	if err != nil && d.anyPort {
		adm, err = startAdmin("127.0.0.1:0")
	}
	if err != nil {
		return err
	}
	defer adm.close()
	if err := adm.describe(); err != nil {
		return err
	}
	// Models load while the connection is made: both take a moment.
	loaded := make(chan error, 1)
	var e enricher
	go func() {
		var err error
		e, err = d.app.newEnricher(d.cfg)
		loaded <- err
	}()
	adm.starting("connecting to NATS")
	nc, err := connect(ctx, d.cfg, daemonPatience, d.log)
	if err != nil {
		return d.stopped(ctx, err)
	}
	defer nc.Close()
	opts := consumerOptions(d.cfg)
	if err := d.provision(ctx, nc, opts); err != nil {
		return d.stopped(ctx, err)
	}
	adm.starting("loading models")
	if err := <-loaded; err != nil {
		return err
	}
	if listed := listedBy(e); listed != nil {
		d.log.Info("authorities: " + listed.String())
	}
	if opts.Tagging, err = tagging(d.cfg); err != nil {
		return err
	}
	c, err := consumer.New(nc, e, opts, d.log, adm.registry)
	if err != nil {
		return fail(exitConfig, err)
	}
	d.reloads(ctx, adm, c, e)
	adm.readyWhen(c.Ready)
	d.log.Info("ready", "version", version, "admin", "http://"+adm.address, "after", time.Since(began).Round(time.Millisecond).String())
	if d.up != nil {
		d.up(nc, adm)
	}
	return c.Run(ctx)
}

// stopped is nil when it was the signal that ended the start.
func (d *daemon) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// provision makes sure that the streams are there and says what about them is
// not as it should be.
func (d *daemon) provision(ctx context.Context, nc *nats.Conn, opts consumer.Options) error {
	if opts.Provision {
		created, err := consumer.Provision(ctx, nc, opts)
		for _, what := range created {
			d.log.Info("created " + what)
		}
		if err != nil {
			return err
		}
	}
	found, err := consumer.Check(ctx, nc, opts)
	if err != nil {
		return err
	}
	var fatal []string
	for _, f := range found {
		if f.Fatal {
			fatal = append(fatal, f.String())
		} else {
			d.log.Warn("not as configured: " + f.String())
		}
	}
	if len(fatal) > 0 {
		return failHint(exitFailure, fmt.Errorf("stories cannot be taken: %s", strings.Join(fatal, "; ")),
			"'dateline check --connect' lists everything that differs")
	}
	return nil
}

// reloads makes SIGHUP and POST /-/reload read the configuration anew, until
// ctx ends.
func (d *daemon) reloads(ctx context.Context, adm *admin, c *consumer.Consumer, e enricher) {
	r := newReloader(d, adm.registry, c, e)
	adm.onReload(r.reload)
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		defer signal.Stop(hup)
		for {
			select {
			case <-ctx.Done():
				return
			case <-hup:
				_ = r.reload() // it has logged what is wrong
			}
		}
	}()
}
