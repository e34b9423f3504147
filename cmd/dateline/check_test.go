package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer"
	"dateline/consumer/natsd"
)

// checked runs `dateline check --connect --json` here and reads its report.
func checked(t *testing.T, args ...string) (int, checkReport) {
	t.Helper()
	r := runStub(t, strings.NewReader(""), nil, append([]string{"check", "--connect", "--json"}, args...)...)
	var report checkReport
	if err := json.Unmarshal([]byte(r.stdout), &report); err != nil {
		t.Fatalf("%v: %q, %q", err, r.stdout, r.stderr)
	}
	return r.code, report
}

// says returns what was found under a name, all in one.
func (r checkReport) says(name string) string {
	var all []string
	for _, c := range r.Checks {
		if c.Name == name {
			all = append(all, c.Says)
		}
	}
	return strings.Join(all, "\n")
}

func TestCheckTellsWhatTheServerLacksAndWhenItHasAll(t *testing.T) {
	s, err := natsd.Start(natsd.Options{Store: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()

	// Nothing may be created here: each finding is something to be done.
	code, report := checked(t, "--nats", s.URL(), "--set", "provision=false")
	if code != exitFindings || report.OK {
		t.Errorf("an empty server: exit code %d, %+v", code, report)
	}
	for _, want := range []string{"WIRE_RAW", "WIRE_ENRICHED", "WIRE_DEAD", "consumer dateline"} {
		if !strings.Contains(report.says("streams"), want) {
			t.Errorf("%s is not named in %q", want, report.says("streams"))
		}
	}

	nc, err := nats.Connect(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	a := newApp(nil, nil, nil)
	cfg, _, err := a.loadConfig()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := consumer.Provision(t.Context(), nc, consumerOptions(cfg)); err != nil {
		t.Fatal(err)
	}
	code, report = checked(t, "--nats", s.URL())
	if code != exitOK || !report.OK {
		t.Errorf("a server with everything: exit code %d, %+v", code, report)
	}
	if !strings.Contains(report.says("server"), s.URL()) {
		t.Errorf("the server is not named: %+v", report)
	}

	// What differs is said precisely, and nothing is changed.
	code, report = checked(t, "--nats", s.URL(), "--set", "output.max_age=1d")
	if code != exitFindings || !strings.Contains(report.says("streams"), "WIRE_ENRICHED keeps messages for") {
		t.Errorf("another age: exit code %d, %q", code, report.says("streams"))
	}
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(t.Context(), "WIRE_ENRICHED")
	if err != nil {
		t.Fatal(err)
	}
	if got := stream.CachedInfo().Config.MaxAge; got != consumerOptions(cfg).Output.MaxAge {
		t.Errorf("check changed the stream: it keeps messages for %v", got)
	}
}

func TestCheckTellsTheGravestThingByItsExitCode(t *testing.T) {
	r := &checkReport{OK: true}
	r.good("a", "fine")
	if r.code != exitOK || !r.OK {
		t.Errorf("all is well: %+v", r)
	}
	r.bad(exitFindings, "b", "odd")
	r.bad(exitConfig, "c", "wrong")
	r.bad(exitUnreachable, "d", "away")
	if r.code != exitConfig || r.OK {
		t.Errorf("got %d", r.code)
	}
	want := "ok   a              fine\nFAIL b              odd\nFAIL c              wrong\nFAIL d              away\n"
	if got := r.text(terminal{}); got != want {
		t.Errorf("got %q", got)
	}
	if got := r.text(terminal{is: true}); !strings.HasPrefix(got, "✓ a ") || !strings.Contains(got, "\n✗ b ") {
		t.Errorf("on a terminal: %q", got)
	}
}
