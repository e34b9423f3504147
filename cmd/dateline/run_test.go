package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// aDay is a story with something in it for every tagger.
const aDay = "LISBON — Ferries across the Tagus run again, Mayor Rita Moreira said on Monday. The Port Authority of Lisbon had " +
	"stopped them for two days because of a storm. Trains to Porto and Madrid were late."

func TestRunKilledInMidBatchLosesNothing(t *testing.T) {
	b := newBench(t)
	first := b.start()
	b.ready(first)
	b.publish("a", 60, aDay)
	b.eventually("a few records", func() error {
		if n := len(b.ids("WIRE_ENRICHED")); n < 5 {
			return fmt.Errorf("%d records", n)
		}
		return nil
	})
	kill(first.Cmd) // SIGKILL
	b.publish("b", 20, aDay)
	second := b.start()
	b.ready(second)
	b.settled()
	b.terminate(second)
	b.balanced()
}

func TestRunDrainsOnSIGTERMUnderLoad(t *testing.T) {
	b := newBench(t)
	d := b.start()
	b.ready(d)
	b.publish("a", 80, aDay)
	b.terminate(d)
	cons, err := b.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	if n := cons.CachedInfo().NumAckPending; n != 0 {
		t.Errorf("%d stories are unacked after the drain", n)
	}
	next := b.start()
	b.ready(next)
	b.settled()
	b.terminate(next)
	b.balanced()
}

func TestRunSurvivesABrokerThatIsKilledUnderLoad(t *testing.T) {
	b := newBench(t)
	d := b.start()
	b.ready(d)
	b.publish("a", 40, aDay)
	kill(b.broker)
	b.eventually("readiness to fail", func() error {
		if get("http://"+d.admin+"/readyz") == nil {
			return errors.New("it says it is ready")
		}
		return nil
	})
	if err := get("http://" + d.admin + "/healthz"); err != nil {
		t.Errorf("without a broker: %v", err)
	}
	b.startBroker()
	b.publish("b", 40, aDay)
	b.settled()
	b.terminate(d)
	b.balanced()
}

func TestRunReplicasShareTheWorkAndTakeOver(t *testing.T) {
	b := newBench(t)
	one := b.start()
	b.ready(one)
	b.publish("a", 40, aDay)
	two := b.start()
	b.ready(two)
	b.publish("b", 60, aDay)
	b.terminate(one)
	b.publish("c", 20, aDay)
	b.settled()
	if n := series(t, two, `dateline_stories_total{outcome="enriched"}`); n == "0" {
		t.Error("the second replica did nothing")
	}
	b.terminate(two)
	b.balanced()
}

func TestRunIsolatesTheStoryThatKillsIt(t *testing.T) {
	b := newBench(t)
	d := b.start()
	b.ready(d)
	b.publish("good", 20, aDay)
	b.publish("killer", 1, "KILL THE PROCESS")
	b.publish("panic", 1, "PANIC NOW")
	b.publishRaw("junk", []byte("\x00\x01\x02\x03"))
	b.publish("late", 20, aDay)
	// A supervisor starts it again whenever it dies.
	deaths := 0
	b.eventually("the killer to be found", func() error {
		for _, id := range b.ids("WIRE_DEAD") {
			if id == "killer0" {
				return nil
			}
		}
		if d.Process.Signal(syscall.Signal(0)) != nil || exited(d) {
			deaths++
			d = b.start()
		}
		return fmt.Errorf("not yet, after %d deaths", deaths)
	})
	b.ready(d)
	b.settled()
	b.terminate(d)
	b.balanced("killer0", "panic0", "junk")
}

// exited reports whether a replica has ended, and reaps it.
func exited(d *daemonProcess) bool {
	var status syscall.WaitStatus
	pid, err := syscall.Wait4(d.Process.Pid, &status, syscall.WNOHANG, nil)
	return err != nil || pid == d.Process.Pid
}

// series is the value of one series of a replica's metrics.
func series(t *testing.T, d *daemonProcess, name string) string {
	t.Helper()
	resp, err := http.Get("http://" + d.admin + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(body)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	t.Fatalf("there is no series %s", name)
	return ""
}

func TestRunWithoutProvisionSaysWhatIsMissing(t *testing.T) {
	b := newBench(t)
	cmd := program(t, "dateline", []string{"run", "--nats", b.url(), "--admin", "127.0.0.1:0", "--set", "provision=false"})
	err := cmd.Run()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != exitFailure {
		t.Errorf("it ended with %v, want exit code %d", err, exitFailure)
	}
	for _, want := range []string{"stream WIRE_RAW does not exist", "stream WIRE_ENRICHED does not exist", "check --connect"} {
		if said := cmd.Stderr.(*lockedBuffer).String(); !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
}

func TestRunReloadsOnSIGHUPAndSaysWhatNeedsARestart(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "dateline.yml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("topics: {min_confidence: 0}\n")
	d := b.start("--config", file)
	b.ready(d)
	hangUp := func(want string) {
		t.Helper()
		if err := d.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		b.eventually(want, func() error {
			if said := d.Stderr.(*lockedBuffer).String(); !strings.Contains(said, want) {
				return errors.New(said)
			}
			return nil
		})
	}
	write("topics: {min_confidence: 100}\nconsumer: {story_timeout: 7s}\nentities: {min_confidence: 100}\nplaces: {min_confidence: 100}\n")
	hangUp("topics.min_confidence")
	hangUp("consumer.story_timeout")
	b.publish("a", 1, aDay)
	b.settled()
	for _, kind := range []string{"topic", "place", "person"} {
		if n := series(t, d, `dateline_tags_total{kind="`+kind+`"}`); n != "0" {
			t.Errorf("%s tags of a confidence below 100 were given: %s", kind, n)
		}
	}
	rules := filepath.Join(t.TempDir(), "desk.yml")
	rule := "rules:\n  - uri: https://desk.example/ferries\n    name: Ferries\n    any: [ferry]\n"
	for _, text := range []string{rule, "rules:\n  - nmae: x\n"} {
		if err := os.WriteFile(rules, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		write("topics: {min_confidence: 100, rules: " + rules + "}\nentities: {min_confidence: 100}\nplaces: {min_confidence: 100}\n")
		if text != rule {
			hangUp(`desk.yml:2:5: unknown key`)
			break
		}
		hangUp("topics.rules")
		b.publish("b", 1, aDay)
		b.settled()
	}
	if n := series(t, d, `dateline_tags_total{kind="topic"}`); n != "1" {
		t.Errorf("a rule of a file that was named while running gave %s topics", n)
	}
	write("topics: {min_confidence: much}\n")
	hangUp("dateline.yml:1:")
	if n := series(t, d, "dateline_config_last_reload_successful"); n != "0" {
		t.Errorf("after a bad file the last reload was successful: %s", n)
	}
	b.terminate(d)
}

func TestRunNeverLogsTheTextOfAStory(t *testing.T) {
	b := newBench(t)
	d := b.start("--log-level", "debug")
	b.ready(d)
	b.publish("good", 2, aDay)
	b.publish("panic", 1, "PANIC NOW in Xanadu")
	b.publishRaw("junk", []byte("\x00\x01 Xanadu"))
	b.settled()
	b.terminate(d)
	said := d.Stderr.(*lockedBuffer).String()
	for _, text := range []string{"Tagus", "Moreira", "Xanadu", "Ferries return"} {
		if strings.Contains(said, text) {
			t.Errorf("the log has %q of a story", text)
		}
	}
	for _, want := range []string{`"uri":"urn:test:good0"`, `"sequence":1`} {
		if !strings.Contains(said, want) {
			t.Errorf("the log has no %s", want)
		}
	}
}
