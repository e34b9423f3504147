package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer"
)

// enriching runs the consumer on this broker until f returns.
func (q *queue) enriching(f func()) {
	q.t.Helper()
	c, err := consumer.New(q.nc, stub{}, consumer.Options{}, slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		q.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx) }()
	f()
	stop()
	if err := <-done; err != nil {
		q.t.Error(err)
	}
}

// count is the number of messages in a stream.
func (q *queue) count(stream string) int {
	s, err := q.js.Stream(q.t.Context(), stream)
	if err != nil {
		return -1
	}
	return int(s.CachedInfo().State.Msgs)
}

func TestADeadLetterGoesBackAsItCame(t *testing.T) {
	q := provisioned(t)
	dir := tree(t, map[string]string{
		"bad.json":   "{\"uri\": 12 \x1b[31m",
		"panic.json": `{"uri":"urn:example:2","bodies":[{"value":"PANIC"}]}`,
		"good.json":  `{"uri":"urn:example:3","bodies":[{"value":"All is well."}]}`,
	})
	if r := q.dateline("publish", "--subject", "ap.sport", dir); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	q.enriching(func() {
		eventually(t, "two dead letters and a record", func() bool { return q.count("WIRE_DEAD") == 2 && q.count("WIRE_ENRICHED") == 1 })
	})
	r := q.dateline("dead", "list")
	for _, want := range []string{" undecodable ", " panic ", " wire.raw.ap.sport "} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("the list does not say %q:\n%s", want, r.stdout)
		}
	}
	if r := q.dateline("dead", "retry", "--all"); r.code != exitOK || r.stdout != "put back 2, failed 0\n" {
		t.Fatalf("%+v", r)
	}
	if n := q.count("WIRE_DEAD"); n != 0 {
		t.Errorf("%d dead letters are left", n)
	}
	in := q.stored("WIRE_RAW")
	if len(in) != 5 {
		t.Fatalf("%d stories are in the input, want 5", len(in))
	}
	for _, again := range in[3:] {
		first := in[0]
		if again.Header.Get(filenameHeader) != first.Header.Get(filenameHeader) {
			first = in[2]
		}
		if again.Subject != first.Subject || !bytes.Equal(again.Data, first.Data) {
			t.Errorf("%s %q came back as %s %q", first.Subject, first.Data, again.Subject, again.Data)
		}
		for name, values := range again.Header {
			if strings.HasPrefix(name, "Nats-") {
				continue
			}
			if fmt.Sprint(values) != fmt.Sprint(first.Header[name]) {
				t.Errorf("%s came back with %s: %v, it had %v", first.Header.Get(filenameHeader), name, values, first.Header[name])
			}
		}
	}
}

func TestTheListOfDeadLettersFitsTheTerminal(t *testing.T) {
	q := provisioned(t)
	q.bury("ap", "panic", "a reason that is far too long for a line: "+strings.Repeat("blah ", 50), "x", time.Now())
	q.bury("ap", "panic", "turns \x1b[31mred\u202e and rings \a", "x", time.Now())
	var out, errs bytes.Buffer
	a := newApp(bytes.NewReader(nil), &out, &errs, "NATS_URL="+q.url())
	a.out.is, a.out.width = true, 100
	if code := a.run(t.Context(), []string{"dead", "list"}); code != exitOK || errs.Len() > 0 {
		t.Fatalf("code %d, %s", code, &errs)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(lines), &out)
	}
	for _, line := range lines {
		if w := textWidth(line); w > 100 {
			t.Errorf("%d columns: %s", w, line)
		}
	}
	if !strings.HasSuffix(lines[1], "…") || !strings.HasSuffix(lines[2], "turns \ufffd[31mred and rings \ufffd") {
		t.Errorf("%s", &out)
	}
}

func TestADeadLetterIsShownHarmlessAndSavedAsItIs(t *testing.T) {
	q := provisioned(t)
	const body = "one\ttab\nESC \x1b[2J, BEL \a, bad \xff\xfe UTF-8, CSI \u009b31m, turned \u202e"
	q.bury("ap", "undecodable", "this is binary data", body, time.Now())
	r := q.dateline("dead", "show", "1")
	const want = "\n\none\ttab\nESC \ufffd[2J, BEL \ufffd, bad \ufffd\ufffd UTF-8, CSI \ufffd31m, turned \n"
	if r.code != exitOK || !strings.HasSuffix(r.stdout, want) {
		t.Errorf("%q", r.stdout)
	}
	if r := q.dateline("dead", "show", "1", "--raw"); r.code != exitOK || r.stdout != body {
		t.Errorf("%q", r.stdout)
	}
}

func TestADeadLetterWithoutItsBytesStaysAndSaysSo(t *testing.T) {
	q := provisioned(t)
	header := deadHeader("wire.raw.ap", "oversized", "story is too large", time.Now())
	header.Set(consumer.HeaderOmitted, "70000")
	q.put("wire.dead.ap", "", header)
	q.bury("ap", "panic", "a bug", "the next one", time.Now())
	if r := q.dateline("dead", "list"); !strings.Contains(r.stdout, "68.4 KiB") {
		t.Errorf("%+v", r)
	}
	const why = "did not fit into the dead letter and are no longer in WIRE_RAW"
	if r := q.dateline("dead", "show", "1"); r.code != exitOK || !strings.Contains(r.stdout, why) {
		t.Errorf("%+v", r)
	}
	if r := q.dateline("dead", "show", "1", "--raw"); r.code != exitFailure || r.stdout != "" || !strings.Contains(r.stderr, "no longer in WIRE_RAW") {
		t.Errorf("%+v", r)
	}
	r := q.dateline("dead", "retry", "1", "2")
	if r.code != exitFailure || r.stdout != "put back 1, failed 1\n" || !strings.Contains(r.stderr, "dateline: dead letter 1: ") {
		t.Errorf("%+v", r)
	}
	if left := q.stored("WIRE_DEAD"); len(left) != 1 || left[0].Sequence != 1 {
		t.Errorf("%d dead letters are left", len(left))
	}
}

func TestDeadLettersAreChosenByKindAndTime(t *testing.T) {
	q := provisioned(t)
	now := time.Now()
	q.bury("ap", "timeout", "old", "x", now.Add(-48*time.Hour))
	q.bury("ap", "timeout", "new", "x", now.Add(-time.Minute))
	q.bury("ap", "panic", "new too", "x", now.Add(-time.Minute))
	if r := q.dateline("dead", "drop", "--all", "--yes", "--kind", "timeout", "--since", "1d"); r.stdout != "dropped 1, failed 0\n" {
		t.Errorf("%+v", r)
	}
	var left []string
	for _, m := range q.stored("WIRE_DEAD") {
		left = append(left, m.Header.Get(consumer.HeaderReason))
	}
	if fmt.Sprint(left) != "[old new too]" {
		t.Errorf("left are %v", left)
	}
	if r := q.dateline("dead", "list", "--json", "--limit", "1"); !strings.Contains(r.stdout, `"reason":"new too"`) || strings.Count(r.stdout, "\n") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestRetryStopsWhereNoLetterCanGoBack(t *testing.T) {
	q := provisioned(t)
	q.bury("ap", "panic", "a bug", "x", time.Now())
	q.bury("ap", "panic", "a bug", "y", time.Now())
	if err := q.js.DeleteStream(t.Context(), "WIRE_RAW"); err != nil {
		t.Fatal(err)
	}
	r := q.dateline("dead", "retry", "--all")
	if r.code != exitFailure || r.stdout != "put back 0, failed 0, not done 2\n" || !strings.Contains(r.stderr, "dateline check --connect") {
		t.Errorf("%+v", r)
	}
	if n := q.count("WIRE_DEAD"); n != 2 {
		t.Errorf("%d dead letters are left, want 2", n)
	}
}

func TestOnlyYesIsYes(t *testing.T) {
	for answer, want := range map[string]bool{
		"y\n": true, "YES\n": true, " yes \r\n": true, "n\n": false, "\n": false, "": false, "yesterday\n": false, "j\n": false,
	} {
		var errs bytes.Buffer
		a := newApp(strings.NewReader(answer), io.Discard, &errs)
		if got, err := a.confirm(t.Context(), "really?"); got != want || err != nil {
			t.Errorf("%q is %v, %v", answer, got, err)
		}
		if errs.String() != "really? [y/N] " {
			t.Errorf("the question was %q", errs.String())
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	never, w := io.Pipe()
	defer w.Close()
	if _, err := newApp(never, io.Discard, io.Discard).confirm(ctx, "really?"); exitCode(err) != exitInterrupted {
		t.Errorf("an interruption gave %v", err)
	}
}
