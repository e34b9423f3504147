package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/wire"
)

func TestPublishSaysWhatAStoryIsAndWhereItCameFrom(t *testing.T) {
	q := provisioned(t)
	dir := tree(t, map[string]string{
		"b.json": `{"uri":"urn:example:b"}`, "a.txt": "LAGOS (AP) — Rain.", "deeper/c.XML": "<story/>",
		".hidden": "no", ".git/config": "no", "-": "a file called dash",
	})
	r := q.dateline("publish", "--subject", "ap.politics", dir)
	if r.code != exitOK || r.stdout != "wire.raw.ap.politics: stored 4, duplicates 0, failed 0\n" || r.stderr != "" {
		t.Fatalf("%+v", r)
	}
	type sent struct{ Subject, Body, ContentType, Format, File string }
	var got []sent
	for _, m := range q.stored("WIRE_RAW") {
		got = append(got, sent{m.Subject, string(m.Data), m.Header.Get("Content-Type"), m.Header.Get(wire.FormatHeader), m.Header.Get(filenameHeader)})
		if !strings.HasPrefix(m.Header.Get(jetstream.MsgIDHeader), "publish/") {
			t.Errorf("%s has the id %q", m.Data, m.Header.Get(jetstream.MsgIDHeader))
		}
	}
	const subject = "wire.raw.ap.politics"
	want := []sent{
		{subject, "a file called dash", "", "", "-"},
		{subject, "LAGOS (AP) — Rain.", "", "", "a.txt"},
		{subject, `{"uri":"urn:example:b"}`, "application/json", "", "b.json"},
		{subject, "<story/>", "application/xml", "", "c.XML"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPublishIsRecognisedAsADuplicateOnlyWhereNothingDiffers(t *testing.T) {
	q := provisioned(t)
	dir := tree(t, map[string]string{"one.json": `{"uri":"1"}`, "same.json": `{"uri":"1"}`, "two.json": `{"uri":"2"}`})
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "wire.raw.local: stored 2, duplicates 1, failed 0\n"},
		{nil, "wire.raw.local: stored 0, duplicates 3, failed 0\n"},
		{[]string{"--format", "ninjs"}, "wire.raw.local: stored 2, duplicates 1, failed 0\n"},
		{[]string{"--subject", "wire.raw.other"}, "wire.raw.other: stored 2, duplicates 1, failed 0\n"},
		{[]string{"--content-type", "text/plain"}, "wire.raw.local: stored 2, duplicates 1, failed 0\n"},
	} {
		if r := q.dateline(append([]string{"publish", dir}, c.args...)...); r.code != exitOK || r.stdout != c.want {
			t.Errorf("%v: %+v", c.args, r)
		}
	}
}

func TestPublishNamesWhatItCannotPublishAndGoesOn(t *testing.T) {
	q := newQueue(t, 4096)
	q.provision()
	dir := tree(t, map[string]string{"a.txt": "fine", "b.txt": "", "c.txt": " \n\t", "d.txt": strings.Repeat("x", 5000), "e.txt": "fine too"})
	r := q.dateline("publish", "--json", dir, dir+"/gone.txt")
	var sum publishSummary
	if err := json.Unmarshal([]byte(r.stdout), &sum); err != nil {
		t.Fatalf("%v in %+v", err, r)
	}
	if r.code != exitFailure || sum.Stored != 2 || sum.Left != 0 {
		t.Errorf("%+v", r)
	}
	want := []publishFailure{
		{dir + "/gone.txt", "no such file or directory"}, {dir + "/b.txt", "is empty"}, {dir + "/c.txt", "is empty"},
		{dir + "/d.txt", "is too large: 5.0 KiB with its headers, the server takes at most 4.0 KiB (max_payload)"},
	}
	if diff := cmp.Diff(want, sum.Failed); diff != "" {
		t.Error(diff)
	}
	for _, f := range want {
		if !strings.Contains(r.stderr, "dateline: "+f.File+": "+f.Reason+"\n") {
			t.Errorf("stderr does not name %s:\n%s", f.File, r.stderr)
		}
	}
}

func TestPublishKeepsTheOrderOfMany(t *testing.T) {
	q := provisioned(t)
	files := map[string]string{}
	for i := range 3 * publishAhead {
		files[fmt.Sprintf("%04d.txt", i)] = fmt.Sprintf("story %d", i)
	}
	if r := q.dateline("publish", tree(t, files)); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	got := q.stored("WIRE_RAW")
	if len(got) != len(files) {
		t.Errorf("%d stories were stored, want %d", len(got), len(files))
	}
	for i, m := range got {
		if string(m.Data) != fmt.Sprintf("story %d", i) {
			t.Fatalf("place %d has %q", i, m.Data)
		}
	}
}

func TestPublishGoesOnAfterTheServerWasAway(t *testing.T) {
	q := provisioned(t)
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("%02d.txt", i)] = fmt.Sprintf("story %d", i)
	}
	dir := tree(t, files)
	done := make(chan result, 1)
	go func() {
		done <- q.run(context.Background(), bytes.NewReader(nil), nil, "publish", "--rate", "100/s", "--set", "consumer.publish_timeout=2s", dir)
	}()
	eventually(t, "the first stories", func() bool {
		s, err := q.js.Stream(t.Context(), "WIRE_RAW")
		return err == nil && s.CachedInfo().State.Msgs >= 5
	})
	q.stop()
	time.Sleep(300 * time.Millisecond) // long enough that something is sent meanwhile
	q.start()
	r := <-done
	if r.code != exitOK || !strings.Contains(r.stdout, "failed 0\n") {
		t.Fatalf("%+v", r)
	}
	eventually(t, "the connection", q.nc.IsConnected)
	seen := map[string]bool{}
	for _, m := range q.stored("WIRE_RAW") {
		if seen[string(m.Data)] {
			t.Errorf("%s was stored twice", m.Data)
		}
		seen[string(m.Data)] = true
	}
	if len(seen) != len(files) {
		t.Errorf("%d of %d stories were stored", len(seen), len(files))
	}
}

func TestPublishSendsNoMoreThanItMayAndGivesUpWithoutAnswer(t *testing.T) {
	q := newQueue(t, 0)
	var mu sync.Mutex
	ids := map[string]bool{}
	// It takes what is published and never confirms.
	sub, err := q.nc.Subscribe("wire.raw.>", func(m *nats.Msg) {
		mu.Lock()
		defer mu.Unlock()
		ids[m.Header.Get(jetstream.MsgIDHeader)] = true
	})
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Unsubscribe()
	if err := q.nc.Flush(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for i := range publishAhead + 50 {
		files[fmt.Sprintf("%04d.txt", i)] = fmt.Sprintf("story %d", i)
	}
	r := q.dateline("publish", "--set", "consumer.publish_timeout=100ms", tree(t, files))
	if r.code != exitUnreachable || !strings.Contains(r.stderr, "NATS has not confirmed a story for 600ms") {
		t.Errorf("%+v", r)
	}
	if want := fmt.Sprintf("stored 0, duplicates 0, failed 0, not published %d\n", len(files)); !strings.Contains(r.stdout, want) {
		t.Errorf("stdout is %q", r.stdout)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(ids) != publishAhead {
		t.Errorf("%d stories were sent ahead of any confirmation, want %d", len(ids), publishAhead)
	}
}

func TestPublishHoldsNoMoreBytesThanItMay(t *testing.T) {
	j := &publishJob{}
	if !j.room() {
		t.Error("there is no room for the first story")
	}
	j.sent, j.bytes = make([]sentStory, 1), publishAheadBytes-1
	if !j.room() {
		t.Error("there is no room though bytes are left")
	}
	if j.bytes++; j.room() {
		t.Error("there is room though no bytes are left")
	}
	if j.sent, j.bytes = make([]sentStory, publishAhead), 0; j.room() {
		t.Error("there is room for one story too many")
	}
}

func TestPublishSaysWhatAStreamHasAgainstStories(t *testing.T) {
	for _, c := range []struct {
		name   string
		stream *jetstream.StreamConfig
		code   int
		says   []string
	}{
		{"there is none", nil, exitFailure,
			[]string{"stream WIRE_RAW does not exist", "'dateline run' creates the streams"}},
		{"it takes other subjects", &jetstream.StreamConfig{Name: "WIRE_RAW", Subjects: []string{"news.>"}}, exitFailure,
			[]string{"news.>", "wire.raw.>", "dateline check --connect"}},
		{"another stream has the subject", &jetstream.StreamConfig{Name: "OTHER", Subjects: []string{"wire.raw.>"}}, exitFailure,
			[]string{"wire.raw.local does not belong to stream WIRE_RAW"}},
		{"it is full", &jetstream.StreamConfig{Name: "WIRE_RAW", Subjects: []string{"wire.raw.>"}, MaxMsgs: 1, Discard: jetstream.DiscardNew}, exitFailure,
			[]string{"stream WIRE_RAW has not taken a story for 600ms", "maximum messages exceeded"}},
		{"its messages are smaller", &jetstream.StreamConfig{Name: "WIRE_RAW", Subjects: []string{"wire.raw.>"}, MaxMsgSize: 2}, exitFailure,
			[]string{"a.txt: ", "message size exceeds maximum allowed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := newQueue(t, 0)
			if c.stream != nil {
				if _, err := q.js.CreateStream(t.Context(), *c.stream); err != nil {
					t.Fatal(err)
				}
			}
			dir := tree(t, map[string]string{"a.txt": "one story", "b.txt": "another"})
			r := q.dateline("publish", "--set", "consumer.publish_timeout=100ms", dir)
			if r.code != c.code {
				t.Errorf("exit code %d, want %d", r.code, c.code)
			}
			for _, want := range c.says {
				if !strings.Contains(r.stderr, want) {
					t.Errorf("stderr does not say %q:\n%s", want, r.stderr)
				}
			}
		})
	}
}

func TestPublishCanBeInterrupted(t *testing.T) {
	q := provisioned(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stdin, never := io.Pipe()
	defer never.Close()
	done := make(chan result, 1)
	file := tree(t, map[string]string{"a.txt": "a story"}) + "/a.txt"
	go func() { done <- q.run(ctx, stdin, nil, "publish", file, "-") }()
	eventually(t, "the first story", func() bool {
		s, err := q.js.Stream(t.Context(), "WIRE_RAW")
		return err == nil && s.CachedInfo().State.Msgs == 1
	})
	cancel()
	r := <-done
	if r.code != exitInterrupted || r.stdout != "wire.raw.local: stored 1, duplicates 0, failed 0, not published 1\n" {
		t.Errorf("%+v", r)
	}
}

func TestPublishDrawsItsProgressWhereSomebodySeesIt(t *testing.T) {
	q := provisioned(t)
	dir := tree(t, map[string]string{"a.txt": "one story", "b.txt": ""})
	var out, errs bytes.Buffer
	a := newApp(bytes.NewReader(nil), &out, &errs, "NATS_URL="+q.url())
	a.err.is, a.out.is = true, true
	if code := a.run(t.Context(), []string{"publish", dir}); code != exitFailure {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(errs.String(), "publishing") || !strings.Contains(errs.String(), "b.txt: is empty\n") {
		t.Errorf("stderr is %q", errs.String())
	}
}

func TestPublishKeepsToItsRate(t *testing.T) {
	start := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	for _, c := range []struct {
		name           string
		due, now, want int // milliseconds
	}{
		{"in time", 100, 100, 110},
		{"a little late is made up for", 100, 130, 110},
		{"very late is made up for in part", 100, 1000, 960},
	} {
		if got := paced(at(c.due), at(c.now), 10*time.Millisecond); !got.Equal(at(c.want)) {
			t.Errorf("%s: the next is due at %s, want %s", c.name, got.Sub(start), at(c.want).Sub(start))
		}
	}
}
