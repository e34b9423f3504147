package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"dateline/consumer/console"
	"dateline/enrich/data"
)

// admin serves metrics and health from the first moment of a daemon's life.
// What answers the questions of readiness and reload is put in as it comes up.
type admin struct {
	registry *prometheus.Registry
	address  string
	server   *http.Server
	ready    atomic.Pointer[func(context.Context) error]
	reload   atomic.Pointer[func() error]
}

// startAdmin listens on address and serves in the background.
func startAdmin(address string) (*admin, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, failHint(exitFailure, fmt.Errorf("listening for metrics and health: %w", err),
			"is another dateline running? choose another address with --admin, for example --admin 127.0.0.1:0")
	}
	a := &admin{registry: prometheus.NewRegistry(), address: l.Addr().String()}
	a.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	a.starting("starting")
	a.server = &http.Server{
		Handler: console.Handler(console.Options{
			Metrics: a.registry,
			Ready:   func(ctx context.Context) error { return (*a.ready.Load())(ctx) },
			Reload:  a.reloadNow,
		}),
		ReadHeaderTimeout: 5 * time.Second,
	}
	go func() { _ = a.server.Serve(l) }() // ends with ErrServerClosed, when close is called
	return a, nil
}

// starting makes readiness answer no, and why.
func (a *admin) starting(what string) {
	no := func(context.Context) error { return errors.New(what) }
	a.ready.Store(&no)
}

func (a *admin) readyWhen(f func(context.Context) error) { a.ready.Store(&f) }

func (a *admin) onReload(f func() error) { a.reload.Store(&f) }

func (a *admin) reloadNow() error {
	f := a.reload.Load()
	if f == nil {
		return errors.New("still starting")
	}
	return (*f)()
}

// close lets the requests that are under way finish.
func (a *admin) close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = a.server.Shutdown(ctx) // at the deadline they are cut off, as is the process
}

// describe registers what does not change: the build and the models.
func (a *admin) describe() error {
	b, err := thisBuild()
	if err != nil {
		return err
	}
	info := func(name, help string, labels prometheus.Labels) {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Name: "dateline_" + name, Help: help, ConstLabels: labels})
		g.Set(1)
		a.registry.MustRegister(g)
	}
	info("build_info", "The build that runs; always 1.", prometheus.Labels{"version": b.Version, "goversion": b.Go, "revision": b.Commit})
	manifest, err := data.Read()
	if err != nil {
		return err
	}
	for _, f := range manifest.Files {
		info("model_info", "An embedded model; always 1.", prometheus.Labels{"model": f.Name, "sha256": shortSum(f.SHA256)})
	}
	return nil
}
