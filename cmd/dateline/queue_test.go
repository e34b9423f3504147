package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rogpeppe/go-internal/testscript"

	"dateline/consumer"
	"dateline/consumer/natsd"
)

// queue is a broker in this process, with or without the streams.
type queue struct {
	t       *testing.T
	options natsd.Options
	server  *natsd.Server
	nc      *nats.Conn
	js      jetstream.JetStream
}

// newQueue starts a broker that can be stopped and started again.
func newQueue(t *testing.T, maxPayload int) *queue {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	q := &queue{t: t, options: natsd.Options{Store: t.TempDir(), Port: port, MaxPayload: maxPayload}}
	q.start()
	t.Cleanup(func() { q.server.Stop() })
	q.nc, err = nats.Connect(q.url(), nats.MaxReconnects(-1), nats.ReconnectWait(20*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.nc.Close)
	if q.js, err = jetstream.New(q.nc); err != nil {
		t.Fatal(err)
	}
	return q
}

// provisioned starts a broker that has the streams.
func provisioned(t *testing.T) *queue {
	t.Helper()
	q := newQueue(t, 0)
	q.provision()
	return q
}

func (q *queue) url() string { return fmt.Sprintf("nats://127.0.0.1:%d", q.options.Port) }

func (q *queue) start() {
	q.t.Helper()
	s, err := natsd.Start(q.options)
	if err != nil {
		q.t.Fatal(err)
	}
	q.server = s
}

func (q *queue) stop() { q.server.Stop() }

func (q *queue) provision() {
	q.t.Helper()
	if _, err := consumer.Provision(q.t.Context(), q.nc, consumer.Options{}); err != nil {
		q.t.Fatal(err)
	}
}

// run runs the program here, on this broker, until it ends or ctx does.
func (q *queue) run(ctx context.Context, stdin io.Reader, stdout io.Writer, args ...string) result {
	var out bytes.Buffer
	var errs lockedBuffer // the client's callbacks may still log when the program is done
	if stdout == nil {
		stdout = &out
	}
	code := newApp(stdin, stdout, &errs).run(ctx, append(args, "--nats", q.url()))
	return result{code, out.String(), errs.String()}
}

func (q *queue) dateline(args ...string) result {
	q.t.Helper()
	return q.run(q.t.Context(), bytes.NewReader(nil), nil, args...)
}

// stored are the messages of a stream, in order.
func (q *queue) stored(stream string) []*jetstream.RawStreamMsg {
	q.t.Helper()
	s, err := q.js.Stream(q.t.Context(), stream)
	if err != nil {
		q.t.Fatal(err)
	}
	var all []*jetstream.RawStreamMsg
	for seq := uint64(1); seq <= s.CachedInfo().State.LastSeq; seq++ {
		if m, err := s.GetMsg(q.t.Context(), seq); err == nil {
			all = append(all, m)
		}
	}
	return all
}

// put stores a message as it is, once, as soon as the broker takes it.
func (q *queue) put(subject, body string, header nats.Header) {
	q.t.Helper()
	m := nats.NewMsg(subject)
	m.Data = []byte(body)
	if header != nil {
		m.Header = header
	}
	m.Header.Set(jetstream.MsgIDHeader, nats.NewInbox())
	eventually(q.t, "the broker to take a message", func() bool {
		ctx, cancel := context.WithTimeout(q.t.Context(), time.Second)
		defer cancel()
		_, err := q.js.PublishMsg(ctx, m)
		return err == nil
	})
}

// bury stores a dead letter as the consumer writes it.
func (q *queue) bury(subject, kind, reason, body string, given time.Time) {
	q.t.Helper()
	q.put("wire.dead."+subject, body, deadHeader("wire.raw."+subject, kind, reason, given))
}

func deadHeader(subject, kind, reason string, given time.Time) nats.Header {
	return nats.Header{
		consumer.HeaderReason: {reason}, consumer.HeaderKind: {kind}, consumer.HeaderTime: {given.Format(time.RFC3339Nano)},
		consumer.HeaderInputStream: {"WIRE_RAW"}, consumer.HeaderInputSequence: {"7"}, consumer.HeaderInputSubject: {subject},
		consumer.HeaderAttempts: {"2"}, "Dateline-Format": {"ninjs"},
	}
}

// eventually waits until f is content.
func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(waitAtMost); !f(); {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// tree writes files below a new directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestQueueScripts gives each script a broker, at NATS_URL. The streams are
// there after the command provision.
func TestQueueScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/queue",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			s, err := natsd.Start(natsd.Options{Store: filepath.Join(env.WorkDir, ".broker"), MaxPayload: 64 << 10})
			if err != nil {
				return err
			}
			env.Defer(s.Stop)
			env.Setenv("NATS_URL", s.URL())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"nlines":    nlines,
			"provision": provisionScript,
			"bury":      buryScript,
			"put":       putScript,
		},
	})
}

// withBroker connects to the script's broker.
func withBroker(ts *testscript.TestScript, f func(context.Context, *nats.Conn) error) {
	ctx, cancel := context.WithTimeout(context.Background(), waitAtMost)
	defer cancel()
	nc, err := consumer.Connect(ctx, consumer.Connection{URLs: []string{ts.Getenv("NATS_URL")}}, 0, slog.New(slog.DiscardHandler))
	ts.Check(err)
	defer nc.Close()
	ts.Check(f(ctx, nc))
}

// provision creates the streams.
func provisionScript(ts *testscript.TestScript, _ bool, _ []string) {
	withBroker(ts, func(ctx context.Context, nc *nats.Conn) error {
		_, err := consumer.Provision(ctx, nc, consumer.Options{})
		return err
	})
}

// bury stores a dead letter: bury ap.sport undecodable 'the reason' FILE
func buryScript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: bury SUBJECT KIND REASON FILE")
	}
	given := time.Date(2024, 3, 9, 7, 5, 2, 0, time.UTC)
	store(ts, "wire.dead."+args[0], args[3], deadHeader("wire.raw."+args[0], args[1], args[2], given))
}

// put stores a record: put ap.sport FILE
func putScript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: put SUBJECT FILE")
	}
	store(ts, "wire.enriched."+args[0], args[1], nats.Header{})
}

func store(ts *testscript.TestScript, subject, file string, header nats.Header) {
	withBroker(ts, func(ctx context.Context, nc *nats.Conn) error {
		js, err := jetstream.New(nc)
		if err != nil {
			return err
		}
		_, err = js.PublishMsg(ctx, &nats.Msg{Subject: subject, Header: header, Data: []byte(ts.ReadFile(file))})
		return err
	})
}
