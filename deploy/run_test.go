package deploy_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything may take before a test gives up. All of it
// takes well under a second on an idle machine.
const patience = time.Minute

const samples = "../cmd/dateline/samples"

// works runs the binary as a container would, with a server of its own, and
// has it enrich the samples.
func works(t *testing.T, binary string) {
	d := start(t, binary)
	accepts(t, binary, "publish", "--nats", d.url, samples)
	stories, err := os.ReadDir(samples)
	must(t, err)
	metrics := d.settled(t, len(stories))
	if !strings.Contains(metrics, `dateline_stories_total{outcome="dead"} 0`) {
		t.Errorf("samples became dead letters:\n%s", read(t, d.log))
	}
	if code, text := get(t, d.admin+"/readyz"); code != http.StatusOK {
		t.Errorf("not ready while it works: %d %s", code, text)
	}
	t.Run("and its metrics keep to the conventions", func(t *testing.T) {
		check := exec.Command(tool(t, "promtool", "prometheus"), "check", "metrics")
		check.Stdin = strings.NewReader(metrics)
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("promtool check metrics: %v\n%s", err, out)
		}
	})
	t.Run("and has the metrics found in its source", func(t *testing.T) {
		known := registered(t)
		for _, m := range regexp.MustCompile(`(?m)^# TYPE (dateline_\S+)`).FindAllStringSubmatch(metrics, -1) {
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s is exported, and not among %v", m[1], known)
			}
		}
		for _, name := range known {
			// A counter of errors has no series before the first one.
			if name != "dateline_consume_errors_total" && !strings.Contains(metrics, "# TYPE "+name+" ") {
				t.Errorf("%s is not exported", name)
			}
		}
	})
	must(t, d.cmd.Process.Signal(syscall.SIGTERM))
	if err := d.cmd.Wait(); err != nil {
		t.Errorf("SIGTERM does not end it well: %v\n%s", err, read(t, d.log))
	}
}

// daemon is a `dateline run`.
type daemon struct {
	cmd        *exec.Cmd
	log        string // file
	url, admin string // of NATS; of metrics and health
}

// start starts a daemon with a server inside, on free ports, and returns when
// it takes stories.
func start(t *testing.T, binary string) *daemon {
	t.Helper()
	dir := t.TempDir()
	d := &daemon{log: filepath.Join(dir, "log")}
	log, err := os.Create(d.log)
	must(t, err)
	defer log.Close()
	d.cmd = exec.Command(binary, "run", "--embedded", "--store", filepath.Join(dir, "store"),
		"--nats", "nats://127.0.0.1:0", "--admin", "127.0.0.1:0", "--log-format", "json")
	d.cmd.Stderr = log
	must(t, d.cmd.Start())
	t.Cleanup(func() { _ = d.cmd.Process.Kill(); _ = d.cmd.Wait() })
	d.eventually(t, "ready", func() bool {
		file, err := os.Open(d.log)
		must(t, err)
		defer file.Close()
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			var line struct{ Msg, URL, Admin string }
			if json.Unmarshal(lines.Bytes(), &line) != nil {
				continue // half written
			}
			if line.URL != "" {
				d.url = line.URL
			}
			if line.Admin != "" {
				d.admin = line.Admin
			}
		}
		return d.url != "" && d.admin != ""
	})
	return d
}

// settled waits until n stories are done and returns the metrics of then.
func (d *daemon) settled(t *testing.T, n int) (metrics string) {
	t.Helper()
	outcome := regexp.MustCompile(`(?m)^dateline_stories_total\{[^}]*\} (\S+)$`)
	d.eventually(t, fmt.Sprintf("done with %d stories", n), func() bool {
		_, metrics = get(t, d.admin+"/metrics")
		sum := 0.0
		for _, m := range outcome.FindAllStringSubmatch(metrics, -1) {
			value, err := strconv.ParseFloat(m[1], 64)
			must(t, err)
			sum += value
		}
		return int(sum) == n
	})
	return metrics
}

func (d *daemon) eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not %s within %s; its log:\n%s", what, patience, read(t, d.log))
		}
	}
}

func get(t *testing.T, url string) (code int, body string) {
	t.Helper()
	answer, err := http.Get(url)
	must(t, err)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	must(t, err)
	return answer.StatusCode, string(data)
}
