package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/nats-io/nats.go"

	"dateline/config"
)

// result is what a run of the program in this process left behind.
type result struct {
	code           int
	stdout, stderr string
}

// runStub runs the program here, with the stub for an enricher. change may
// alter what the program believes of the world.
func runStub(t *testing.T, stdin io.Reader, change func(*app), args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	a := newApp(stdin, &out, &errs)
	a.newEnricher = func(*config.Config) (enricher, error) { return stub{}, nil }
	if change != nil {
		change(a)
	}
	code := a.run(t.Context(), args)
	return result{code, out.String(), errs.String()}
}

// line is a ninjs story in one line.
func line(n int, headline string) string {
	return fmt.Sprintf(`{"uri":"urn:example:%d","type":"text","headlines":[{"role":"main","value":%s}]}`+"\n", n, quoted(headline))
}

func TestEveryErrorHasItsExitCode(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"no error", nil, exitOK},
		{"any error", errors.New("x"), exitFailure},
		{"one that carries its code", fmt.Errorf("y: %w", fail(exitConfig, errors.New("x"))), exitConfig},
		{"wrong usage", usagef("x"), exitUsage},
		{"an interruption", fmt.Errorf("y: %w", context.Canceled), exitInterrupted},
		{"no server", fmt.Errorf("y: %w", nats.ErrNoServers), exitUnreachable},
		{"the reader of our output left", fmt.Errorf("y: %w", errReaderLeft), exitOK},
		{"a connection to a server broke", fmt.Errorf("y: %w", syscall.EPIPE), exitFailure},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := exitCode(c.err); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func TestColoursAreForTerminalsThatWantThem(t *testing.T) {
	colourful := func(a *app) { a.out = terminal{is: true, colour: true, width: 80} }
	story := line(1, "Ama Boateng resigns")
	r := runStub(t, strings.NewReader(story), colourful, "tag", "--output", "text", "-")
	if !strings.Contains(r.stdout, "\x1b[33mAma Boateng\x1b[0m") {
		t.Errorf("no colours on a terminal: %q", r.stdout)
	}
	r = runStub(t, strings.NewReader(story), colourful, "tag", "--no-color", "--output", "text", "-")
	if strings.Contains(r.stdout, "\x1b") || !strings.Contains(r.stdout, "Ama Boateng") {
		t.Errorf("colours in spite of --no-color: %q", r.stdout)
	}
	r = runStub(t, strings.NewReader(story), nil, "tag", "--output", "text", "-")
	if strings.Contains(r.stdout, "\x1b") {
		t.Errorf("colours in a file: %q", r.stdout)
	}
	r = runStub(t, strings.NewReader("no story\n"), func(a *app) { a.err = terminal{is: true, colour: true, width: 80} }, "tag", "--lines", "-")
	if !strings.HasPrefix(r.stderr, "\x1b[1;31mdateline:\x1b[0m stdin:1: ") {
		t.Errorf("stderr: %q", r.stderr)
	}
}

func TestATerminalIsAskedAndNotAssumed(t *testing.T) {
	if got := newTerminal(&bytes.Buffer{}, map[string]string{"COLUMNS": "120"}); got != (terminal{width: 120}) {
		t.Errorf("a buffer is %+v", got)
	}
	if got := newTerminal(&bytes.Buffer{}, map[string]string{"COLUMNS": "3"}); got.width != plainWidth {
		t.Errorf("a line of 3 columns was believed: %+v", got)
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if got := newTerminal(null, nil); got.is || got.colour {
		t.Errorf("%s is %+v", os.DevNull, got)
	}
}

func TestColourIsWantedUnlessSaidOtherwise(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"nothing said", map[string]string{"TERM": "xterm"}, true},
		{"NO_COLOR=1", map[string]string{"TERM": "xterm", "NO_COLOR": "1"}, false},
		{"NO_COLOR=0 has a value too", map[string]string{"NO_COLOR": "0"}, false},
		{"an empty NO_COLOR says nothing", map[string]string{"NO_COLOR": ""}, true},
		{"a dumb terminal", map[string]string{"TERM": "dumb"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := wantsColour(c.env); got != c.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

func TestJSONOnATerminalHasNoControlCharacters(t *testing.T) {
	story := line(1, "Rain \u009b2J falls")
	r := runStub(t, strings.NewReader(story), func(a *app) { a.out.is = true }, "tag", "-")
	if r.code != 0 || strings.ContainsRune(r.stdout, '\u009b') || !strings.Contains(r.stdout, `\u009b2J`) {
		t.Errorf("%d: %q", r.code, r.stdout)
	}
}

func TestErrorsThatQuoteAStoryAreHarmless(t *testing.T) {
	r := runStub(t, strings.NewReader("{\"\x1b[2J\u009b\": 1"), nil, "tag", "-")
	if r.code != exitData || strings.ContainsAny(r.stderr, "\x1b\u009b") {
		t.Errorf("%d: %q", r.code, r.stderr)
	}
}

func TestALineThatIsTooLongIsOnlyThatLinesLoss(t *testing.T) {
	input := io.MultiReader(
		strings.NewReader(line(1, "before")),
		io.LimitReader(repeat('x'), 3*maxStory), strings.NewReader("\n"),
		strings.NewReader(line(3, "after")),
	)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := runStub(t, input, nil, "tag", "--lines", "-")
	runtime.ReadMemStats(&after)
	lines := strings.SplitAfter(r.stdout, "\n")
	if r.code != exitData || len(lines) != 4 || !strings.Contains(lines[0], "urn:example:1") || !strings.Contains(lines[2], "urn:example:3") {
		t.Fatalf("%d: %q", r.code, r.stdout)
	}
	if want := `{"error":{"line":2,"message":"line is longer than 16 MiB"}}` + "\n"; lines[1] != want {
		t.Errorf("got %q, want %q", lines[1], want)
	}
	if want := "dateline: stdin:2: line is longer than 16 MiB\n"; r.stderr != want {
		t.Errorf("got %q, want %q", r.stderr, want)
	}
	// The line grows by doubling until it is known to be too long.
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 8*maxStory {
		t.Errorf("%d MiB allocated for a line of %d MiB", allocated>>20, 3*maxStory>>20)
	}
}

func TestAFileThatIsTooLargeIsOnlyThatFilesLoss(t *testing.T) {
	dir := t.TempDir()
	large, err := os.Create(dir + "/large.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(maxStory + 1); err != nil {
		t.Fatal(err)
	}
	large.Close()
	r := runStub(t, strings.NewReader(line(1, "rain")), nil, "tag", dir+"/large.json", "-")
	if r.code != exitFailure || !strings.Contains(r.stdout, "urn:example:1") || !strings.Contains(r.stderr, "is larger than 16 MiB") {
		t.Errorf("%+v", r)
	}
}

func TestAStoryComesOutBeforeTheNextGoesIn(t *testing.T) {
	in, feed := io.Pipe()
	shown, out := io.Pipe()
	a := newApp(in, out, io.Discard)
	a.newEnricher = func(*config.Config) (enricher, error) { return stub{}, nil }
	code := make(chan int, 1)
	go func() { code <- a.run(t.Context(), []string{"tag", "--lines", "-"}); out.Close() }()
	records := bufio.NewReader(shown)
	for n := range 3 {
		if _, err := io.WriteString(feed, line(n, "rain")); err != nil {
			t.Fatal(err)
		}
		// It would hang here if the record waited for more input.
		record, err := records.ReadString('\n')
		if err != nil || !strings.Contains(record, fmt.Sprintf("urn:example:%d", n)) {
			t.Fatalf("story %d: %q, %v", n, record, err)
		}
	}
	feed.Close()
	if rest, err := io.ReadAll(records); err != nil || len(rest) > 0 {
		t.Errorf("%q, %v came after the last", rest, err)
	}
	if c := <-code; c != 0 {
		t.Errorf("exit code %d", c)
	}
}

func TestCtrlCEndsTaggingAtOnce(t *testing.T) {
	for _, c := range []struct{ name, story string }{
		{"while it waits for input", line(1, "rain")},
		{"while a story takes for ever", line(1, "rain") + line(2, "HANG")},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := exec.Command("dateline-stub", "tag", "--lines", "-")
			var errs bytes.Buffer
			cmd.Stderr = &errs
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(stdin, c.story); err != nil {
				t.Fatal(err)
			}
			if _, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // the code is looked at below; stdin is still open
			if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || errs.String() != "dateline: interrupted\n" {
				t.Errorf("exit code %d, stderr %q", code, errs.String())
			}
		})
	}
}

func TestAReaderThatLeavesEndsTaggingQuietly(t *testing.T) {
	cmd := exec.Command("dateline-stub", "tag", "--lines", "-")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	cmd.Stdin = io.LimitReader(&storyFeed{}, 1<<30) // far more than it gets to read
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	stdout.Close()
	_ = cmd.Wait() // feeding it fails, as it should
	if code := cmd.ProcessState.ExitCode(); code != 0 || errs.Len() > 0 {
		t.Errorf("exit code %d, stderr %q", code, errs.String())
	}
}

// storyFeed is an endless stream of lines.
type storyFeed struct{ left []byte }

func (f *storyFeed) Read(p []byte) (int, error) {
	if len(f.left) == 0 {
		f.left = []byte(line(1, "rain"))
	}
	n := copy(p, f.left)
	f.left = f.left[n:]
	return n, nil
}

func TestLogsAreTextForPeopleAndJSONForMachines(t *testing.T) {
	for _, c := range []struct {
		name, format string
		err          terminal
		want         string
	}{
		{"JSON into a file", "auto", terminal{}, `"msg":"hello"`},
		{"text on a terminal", "auto", terminal{is: true}, "INF hello"},
		{"text when told to", "text", terminal{}, "INF hello"},
		{"JSON when told to", "json", terminal{is: true}, `"msg":"hello"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errs bytes.Buffer
			a := newApp(nil, io.Discard, &errs)
			a.err = c.err
			log := a.logger(c.format)
			log.Info("hello")
			log.Debug("not yet")
			if err := a.setLevel("debug"); err != nil {
				t.Fatal(err)
			}
			log.Debug("now")
			got := errs.String()
			if !strings.Contains(got, c.want) || strings.Contains(got, "not yet") || !strings.Contains(got, "now") {
				t.Errorf("got %q", got)
			}
			if strings.Contains(got, "\x1b") {
				t.Errorf("colours: %q", got)
			}
		})
	}
	if err := newApp(nil, io.Discard, io.Discard).setLevel("loud"); err == nil {
		t.Error("a level that is none was taken")
	}
}
