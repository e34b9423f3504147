// Package console is the HTTP side of Dateline: health, readiness and metrics
// on the admin address.
package console

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Options are what the console shows.
type Options struct {
	Metrics prometheus.Gatherer
	// Ready returns why stories are not being taken, or nil.
	Ready func(context.Context) error
	// Reload reads the configuration anew; nil where there is nothing to read.
	Reload func() error
}

// readyWait is how long a readiness probe may wait for the NATS server.
const readyWait = 2 * time.Second

// Handler serves
//
//	GET  /metrics   for Prometheus
//	GET  /healthz   200 as long as the process answers
//	GET  /readyz    200 while stories are being taken, else 503 and why
//	POST /-/reload  reads the configuration anew
func Handler(o Options) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(o.Metrics, promhttp.HandlerOpts{EnableOpenMetrics: true}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, "ok", "")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWait)
		defer cancel()
		if err := o.Ready(ctx); err != nil {
			answer(w, http.StatusServiceUnavailable, "not ready", err.Error())
			return
		}
		answer(w, http.StatusOK, "ready", "")
	})
	mux.HandleFunc("POST /-/reload", func(w http.ResponseWriter, r *http.Request) {
		if o.Reload == nil {
			answer(w, http.StatusNotFound, "nothing to reload", "dateline was started without a configuration file")
			return
		}
		if err := o.Reload(); err != nil {
			answer(w, http.StatusInternalServerError, "not reloaded", err.Error())
			return
		}
		answer(w, http.StatusOK, "reloaded", "")
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("Dateline\n\n/metrics  for Prometheus\n/healthz  is the process alive\n/readyz   are stories being taken\n"))
	})
	return mux
}

func answer(w http.ResponseWriter, code int, status, reason string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	body := map[string]string{"status": status}
	if reason != "" {
		body["reason"] = reason
	}
	_ = json.NewEncoder(w).Encode(body) // the client has gone: nobody to tell
}
