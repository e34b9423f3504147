package console

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

// ask sends one request and returns the status and the body.
func ask(t *testing.T, h http.Handler, method, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, path, nil))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(body)
}

func TestEachQuestionIsAnswered(t *testing.T) {
	reg := prometheus.NewRegistry()
	reg.MustRegister(prometheus.NewGauge(prometheus.GaugeOpts{Name: "dateline_x", Help: "x."}))
	yes := func(context.Context) error { return nil }
	no := func(context.Context) error { return errors.New("stream WIRE_RAW: not found") }
	tests := []struct {
		name         string
		options      Options
		method, path string
		code         int
		says         string
	}{
		{"alive", Options{Ready: no}, "GET", "/healthz", 200, `"ok"`},
		{"ready", Options{Ready: yes}, "GET", "/readyz", 200, `"ready"`},
		{"not ready, and why", Options{Ready: no}, "GET", "/readyz", 503, "WIRE_RAW: not found"},
		{"metrics", Options{}, "GET", "/metrics", 200, "dateline_x 0"},
		{"what there is", Options{}, "GET", "/", 200, "/metrics"},
		{"nothing else", Options{}, "GET", "/admin", 404, ""},
		{"reload", Options{Reload: func() error { return nil }}, "POST", "/-/reload", 200, "reloaded"},
		{"a reload that fails, and why", Options{Reload: func() error { return errors.New("dateline.yml:3:1") }}, "POST", "/-/reload", 500, "dateline.yml:3:1"},
		{"nothing to reload", Options{}, "POST", "/-/reload", 404, "nothing to reload"},
		{"no reload by looking at it", Options{Reload: func() error { return nil }}, "GET", "/-/reload", 405, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.options.Metrics = reg
			code, body := ask(t, Handler(test.options), test.method, test.path)
			if code != test.code || !strings.Contains(body, test.says) {
				t.Errorf("%s %s: %d %q, want %d and %q", test.method, test.path, code, body, test.code, test.says)
			}
		})
	}
}

func TestAReadinessProbeDoesNotWaitForEver(t *testing.T) {
	stuck := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	code, body := ask(t, Handler(Options{Metrics: prometheus.NewRegistry(), Ready: stuck}), "GET", "/readyz")
	if code != http.StatusServiceUnavailable || !strings.Contains(body, "deadline") {
		t.Errorf("%d %q", code, body)
	}
}
