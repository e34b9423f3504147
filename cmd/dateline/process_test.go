package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/config"
	"dateline/consumer/natsd"
	"dateline/enrich"
	"dateline/enrich/authority"
	"dateline/enrich/story"
	"dateline/enrich/topic"
)

// Environment variables that turn the test binary into another program.
const (
	asProgram = "DATELINETEST_AS" // "dateline", or "broker"
	brokerDir = "DATELINETEST_DIR"
	brokerAt  = "DATELINETEST_PORT"
)

// otherProgram runs the program that the environment asks for and does not
// return; it returns when the tests are to be run.
func otherProgram() {
	switch os.Getenv(asProgram) {
	case "dateline":
		a := newApp(os.Stdin, os.Stdout, os.Stderr, os.Environ()...)
		inner := a.newEnricher
		a.newEnricher = func(cfg *config.Config) (enricher, error) {
			e, err := inner(cfg)
			return deadly{e}, err
		}
		os.Exit(a.run(context.Background(), os.Args[1:]))
	case "broker":
		port, err := strconv.Atoi(os.Getenv(brokerAt))
		if err != nil {
			panic(err)
		}
		s, err := natsd.Start(natsd.Options{Store: os.Getenv(brokerDir), Port: port})
		if err != nil {
			panic(err)
		}
		fmt.Println(s.URL())
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM)
		<-stop
		s.Stop()
		os.Exit(0)
	}
}

// deadly lets the text of a story kill the process or break the enricher. It
// exists in test builds only.
type deadly struct{ enricher }

func (d deadly) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	switch body := s.Field(story.Body); {
	case strings.Contains(body, "KILL THE PROCESS"):
		os.Exit(7)
	case strings.Contains(body, "PANIC NOW"):
		panic("told to")
	}
	return d.enricher.Enrich(ctx, s)
}

// With keeps a deadly enricher able to be reloaded, as the real one is.
func (d deadly) With(t enrich.Thresholds) *enrich.Enricher { return d.enricher.(tunable).With(t) }

// So do these, for authority files and topics.
func (d deadly) Authority() *authority.Set { return d.enricher.(informed).Authority() }
func (d deadly) Knowing(listed *authority.Set) *enrich.Enricher {
	return d.enricher.(informed).Knowing(listed)
}
func (d deadly) WithTopics(o topic.Options) (*enrich.Enricher, error) {
	return d.enricher.(tunable).WithTopics(o)
}

// bench is a broker in a process of its own and the streams on it.
type bench struct {
	t      testing.TB
	dir    string
	port   int
	broker *exec.Cmd
	nc     *nats.Conn
	js     jetstream.JetStream
	in     map[string]bool
}

// waitAtMost is how long something may take that must happen; no test asserts
// how long it does take.
const waitAtMost = 120 * time.Second

func newBench(t testing.TB) *bench {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, dir: t.TempDir(), port: l.Addr().(*net.TCPAddr).Port, in: map[string]bool{}}
	l.Close()
	b.startBroker()
	b.nc, err = nats.Connect(b.url(), nats.MaxReconnects(-1), nats.ReconnectWait(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.nc.Close)
	if b.js, err = jetstream.New(b.nc); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) url() string { return fmt.Sprintf("nats://127.0.0.1:%d", b.port) }

func (b *bench) startBroker() {
	b.t.Helper()
	b.broker = program(b.t, "broker", nil, brokerDir+"="+b.dir, brokerAt+"="+strconv.Itoa(b.port))
	out, err := b.broker.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.broker.Start(); err != nil {
		b.t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		b.t.Fatal("the broker did not start")
	}
}

// program is the test binary as another program; what it logs is shown when
// the test fails.
func program(t testing.TB, as string, args []string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), append(env, asProgram+"="+as)...)
	log := &lockedBuffer{}
	cmd.Stderr = log
	t.Cleanup(func() {
		kill(cmd)
		if t.Failed() {
			t.Logf("%s said:\n%s", as, log)
		}
	})
	return cmd
}

func kill(cmd *exec.Cmd) {
	if cmd.Process != nil && cmd.ProcessState == nil {
		_ = cmd.Process.Kill() // gone already
		_ = cmd.Wait()         // its exit code is the kill's
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// daemonProcess is a `dateline run` in a process of its own.
type daemonProcess struct {
	*exec.Cmd
	admin string
}

// start starts a replica with timings that suit tests. It returns at once.
func (b *bench) start(args ...string) *daemonProcess {
	b.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.t.Fatal(err)
	}
	admin := l.Addr().String()
	l.Close()
	cmd := program(b.t, "dateline", append([]string{"run", "--nats", b.url(), "--admin", admin}, args...),
		"DATELINE_CONSUMER_ACK_WAIT=1s", "DATELINE_CONSUMER_RETRY_MIN=20ms", "DATELINE_CONSUMER_RETRY_MAX=200ms",
		"DATELINE_CONSUMER_PUBLISH_TIMEOUT=1s", "DATELINE_CONSUMER_IN_FLIGHT=16")
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	return &daemonProcess{cmd, admin}
}

// ready waits until a replica says that it takes stories.
func (b *bench) ready(d *daemonProcess) {
	b.t.Helper()
	b.eventually("the daemon to be ready", func() error { return get("http://" + d.admin + "/readyz") })
}

func get(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, resp.Status)
	}
	return nil
}

// terminate ends a replica as a supervisor does and expects exit code 0.
func (b *bench) terminate(d *daemonProcess) {
	b.t.Helper()
	if err := d.Process.Signal(syscall.SIGTERM); err != nil {
		b.t.Fatal(err)
	}
	if err := d.Wait(); err != nil {
		b.t.Errorf("after SIGTERM: %v", err)
	}
}

// publish stores stories on the input, each until the broker confirms it.
func (b *bench) publish(name string, n int, body string) {
	b.t.Helper()
	for i := range n {
		id := name + strconv.Itoa(i)
		doc, err := json.Marshal(map[string]any{"uri": "urn:test:" + id, "version": "1", "type": "text", "language": "en",
			"headlines": []any{map[string]any{"role": "main", "value": "Ferries return to Lisbon"}},
			"bodies":    []any{map[string]any{"role": "main", "contentType": "text/plain", "value": body}}})
		if err != nil {
			b.t.Fatal(err)
		}
		b.publishRaw(id, doc)
	}
}

func (b *bench) publishRaw(id string, data []byte) {
	b.t.Helper()
	b.eventually("a story to be stored", func() error {
		ctx, cancel := context.WithTimeout(b.t.Context(), time.Second)
		defer cancel()
		_, err := b.js.Publish(ctx, "wire.raw.test."+id, data, jetstream.WithMsgID(id))
		return err
	})
	b.in[id] = true
}

func (b *bench) eventually(what string, f func() error) {
	b.t.Helper()
	for deadline := time.Now().Add(waitAtMost); ; time.Sleep(20 * time.Millisecond) {
		err := f()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("waited in vain for %s: %v", what, err)
		}
	}
}

// settled waits until nothing is pending and nothing unacked.
func (b *bench) settled() {
	b.t.Helper()
	b.eventually("every story to be settled", func() error {
		cons, err := b.js.Consumer(b.t.Context(), "WIRE_RAW", "dateline")
		if err != nil {
			return err
		}
		if i := cons.CachedInfo(); i.NumPending > 0 || i.NumAckPending > 0 {
			return fmt.Errorf("%d pending, %d unacked", i.NumPending, i.NumAckPending)
		}
		return nil
	})
}

func (b *bench) ids(stream string) []string {
	b.t.Helper()
	s, err := b.js.Stream(b.t.Context(), stream)
	if err != nil {
		b.t.Fatal(err)
	}
	var ids []string
	state := s.CachedInfo().State
	for seq := max(1, state.FirstSeq); seq <= state.LastSeq; seq++ {
		m, err := s.GetMsg(b.t.Context(), seq)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue
		}
		if err != nil {
			b.t.Fatal(err)
		}
		ids = append(ids, m.Subject[strings.LastIndex(m.Subject, ".")+1:])
	}
	return ids
}

// balanced holds IN = OUT ∪ DEAD, the two disjoint, each id once.
func (b *bench) balanced(dead ...string) {
	b.t.Helper()
	out, letters := b.ids("WIRE_ENRICHED"), b.ids("WIRE_DEAD")
	seen := map[string]bool{}
	for _, id := range slices.Concat(out, letters) {
		if seen[id] {
			b.t.Errorf("%s came out twice", id)
		}
		seen[id] = true
		if !b.in[id] {
			b.t.Errorf("%s came out and never went in", id)
		}
	}
	for id := range b.in {
		if !seen[id] {
			b.t.Errorf("%s is lost", id)
		}
	}
	slices.Sort(letters)
	slices.Sort(dead)
	if !slices.Equal(letters, dead) {
		b.t.Errorf("dead letters are %v, want %v", letters, dead)
	}
}
