package consumer_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"

	"dateline/consumer"
	"dateline/consumer/natsd"
)

// Environment variables that turn the test binary into another program.
const (
	asBroker   = "TEST_AS_BROKER"   // value: the port
	asConsumer = "TEST_AS_CONSUMER" // value: the broker's URL
	brokerDir  = "TEST_BROKER_DIR"
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv(asBroker) != "":
		broker()
	case os.Getenv(asConsumer) != "":
		consume(os.Getenv(asConsumer))
	default:
		os.Exit(m.Run())
	}
}

// broker is a NATS server in a process of its own.
func broker() {
	port, err := strconv.Atoi(os.Getenv(asBroker))
	if err != nil {
		panic(err)
	}
	s, err := natsd.Start(natsd.Options{Store: os.Getenv(brokerDir), Port: port})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.URL())
	untilSignal()
	s.Stop()
}

// consume is a consumer in a process of its own; a story can kill it.
func consume(url string) {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	nc, err := consumer.Connect(context.Background(), consumer.Connection{URLs: []string{url}}, patience, log)
	if err != nil {
		panic(err)
	}
	c, err := consumer.New(nc, &fake{slowness: time.Millisecond}, testOptions(), log, prometheus.NewRegistry())
	if err != nil {
		panic(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() { untilSignal(); stop() }()
	if err := c.Run(ctx); err != nil {
		panic(err)
	}
}

func untilSignal() {
	sig := make(chan os.Signal, 1)
	signal.Notify(sig, syscall.SIGTERM)
	<-sig
}

// start runs the test binary as another program.
func start(t *testing.T, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = &testLog{t: t}
	t.Cleanup(func() { end(cmd) })
	return cmd
}

func end(cmd *exec.Cmd) {
	if cmd.Process != nil && cmd.ProcessState == nil {
		_ = cmd.Process.Kill() // gone already
		_ = cmd.Wait()         // its exit code is the kill's
	}
}

// startBroker returns when the broker accepts connections.
func startBroker(t *testing.T, dir string, port int) *exec.Cmd {
	t.Helper()
	cmd := start(t, asBroker+"="+strconv.Itoa(port), brokerDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the broker did not start")
	}
	return cmd
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func TestABrokerThatIsKilledAndStartedAgainLosesNothing(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	cmd := startBroker(t, dir, port)
	r := newRigAt(t, fmt.Sprintf("nats://127.0.0.1:%d", port))
	run := r.run(r.connect(r.nc.ConnectedUrl()), &fake{slowness: 2 * time.Millisecond})
	for round := range 3 {
		r.publishUntilStored(fmt.Sprintf("r%dx", round), 60)
		if round == 2 {
			break
		}
		end(cmd)
		if err := run.Ready(t.Context()); err == nil {
			r.eventually("the loss of the connection to be noticed", func() error {
				if run.Ready(t.Context()) == nil {
					return fmt.Errorf("it says it is ready")
				}
				return nil
			})
		}
		cmd = startBroker(t, dir, port)
		r.eventually("the consumer to be ready again", func() error { return run.Ready(t.Context()) })
	}
	r.settled()
	run.drain(t)
	r.balanced()
}

// publishUntilStored publishes with a message id until the stream confirms,
// as a careful publisher does when the broker is not to be trusted.
func (r *rig) publishUntilStored(name string, n int) {
	r.t.Helper()
	for i := range n {
		id := fmt.Sprintf("%s%d", name, i)
		m := nats.NewMsg("wire.raw.test." + id)
		m.Header.Set(idHeader, id)
		m.Data = ninjs(id, "A quiet day in Lisbon.")
		r.eventually("a story to be stored", func() error {
			_, err := r.js.PublishMsg(r.t.Context(), m, jetstream.WithMsgID(id))
			return err
		})
		r.in[id] = true
	}
}

func TestAConsumerKilledInMidBatchLosesNothing(t *testing.T) {
	r := newRig(t)
	r.publishMany("story", 400)
	for round := range 4 {
		cmd := start(t, asConsumer+"="+r.nc.ConnectedUrl())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		want := 30 * (round + 1)
		r.eventually("some records", func() error {
			out, err := r.js.Stream(t.Context(), "WIRE_ENRICHED")
			if err != nil {
				return err
			}
			if got := out.CachedInfo().State.Msgs; got < uint64(want) {
				return fmt.Errorf("%d records", got)
			}
			return nil
		})
		end(cmd)
	}
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced()
}

func TestAStoryThatKillsTheProcessIsTheOnlyDeadLetter(t *testing.T) {
	r := newRig(t)
	r.publishMany("before", 20)
	r.publish("killer", ninjs("killer", "KILL"))
	r.publishMany("after", 20)
	deaths := 0
	r.eventually("the killer to be found", func() error {
		cmd := start(t, asConsumer+"="+r.nc.ConnectedUrl())
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		dead := make(chan error, 1)
		go func() { dead <- cmd.Wait() }()
		defer end(cmd)
		for {
			select {
			case <-dead:
				deaths++
				return fmt.Errorf("the process died %d times", deaths)
			case <-time.After(50 * time.Millisecond):
			}
			s, err := r.js.Stream(t.Context(), "WIRE_DEAD")
			if err != nil {
				t.Fatal(err)
			}
			if s.CachedInfo().State.Msgs > 0 {
				if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
				<-dead
				return nil
			}
		}
	})
	run := r.run(r.nc, &fake{})
	r.settled()
	run.drain(t)
	r.balanced("killer")
	_, letters := r.stored("WIRE_DEAD")
	if kind := letters["killer"].Header.Get(consumer.HeaderKind); kind != "crash" {
		t.Errorf("the kind of the dead letter is %q, want crash", kind)
	}
}

func TestAnOutputThatIsGoneMakesItWait(t *testing.T) {
	// A machine that is busy for a second must not look like a dead consumer.
	r := newRig(t, func(o *consumer.Options) { o.AckWait = 3 * time.Second })
	run := r.run(r.nc, &fake{})
	if err := r.js.DeleteStream(t.Context(), "WIRE_ENRICHED"); err != nil {
		t.Fatal(err)
	}
	r.publishMany("story", 60)
	r.eventually("the consumer to wait", func() error {
		if counter(t, run, "dateline_output_waiting") < float64(r.opts.InFlight) {
			return fmt.Errorf("it does not wait yet")
		}
		return nil
	})
	if err := run.Ready(t.Context()); err == nil {
		t.Error("it is ready without an output")
	}
	// Longer than the ack wait: what waits must not be delivered anew.
	time.Sleep(2 * r.opts.AckWait)
	if got := counter(t, run, "dateline_redeliveries_total"); got != 0 {
		t.Errorf("%v stories were delivered again while they waited", got)
	}
	if _, err := consumer.Provision(t.Context(), r.nc, r.opts); err != nil {
		t.Fatal(err)
	}
	r.settled()
	run.drain(t)
	r.balanced()
}

func TestAnOutputThatIsFullMakesItWait(t *testing.T) {
	r := newRig(t)
	out, err := r.js.Stream(t.Context(), "WIRE_ENRICHED")
	if err != nil {
		t.Fatal(err)
	}
	cfg := out.CachedInfo().Config
	cfg.MaxMsgs = 20
	if _, err := r.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	r.publishMany("story", 60)
	run := r.run(r.nc, &fake{})
	r.eventually("the consumer to wait", func() error {
		if counter(t, run, "dateline_output_waiting") < float64(r.opts.InFlight) {
			return fmt.Errorf("it does not wait yet")
		}
		return nil
	})
	cfg.MaxMsgs = -1
	if _, err := r.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	r.settled()
	run.drain(t)
	r.balanced()
}
