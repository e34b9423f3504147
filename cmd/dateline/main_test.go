package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"dateline/config"
	"dateline/enrich/story"
)

// TestMain makes the test binary itself the programs that tests start: it is
// copied under each of their names into the PATH.
func TestMain(m *testing.M) {
	otherProgram() // does not return where a test asked for it
	testscript.Main(m, programs())
}

// programs are what tests can start, by name.
func programs() map[string]func() {
	start := func(change func(*app)) func() {
		return func() {
			a := newApp(os.Stdin, os.Stdout, os.Stderr, os.Environ()...)
			change(a)
			os.Exit(a.run(context.Background(), os.Args[1:]))
		}
	}
	return map[string]func(){
		// The program as it is.
		"dateline": start(func(*app) {}),
		// The same with an enricher whose results are known beforehand.
		"dateline-stub": start(func(a *app) {
			a.newEnricher = func(*config.Config) (enricher, error) { return stub{}, nil }
		}),
	}
}

// stub is an enricher that does what the story tells it to: it finds the
// person Ama Boateng, panics at PANIC, takes its time over SLOW, and waits for
// its context to end at HANG.
type stub struct{}

func (stub) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	tags := &story.Tags{
		Engine: story.Engine{Name: "stub", Version: "1"}, Text: map[string]string{},
		Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{},
	}
	const name = "Ama Boateng"
	for _, f := range s.Fields {
		tags.Text[f.Name] = f.Text
		switch {
		case strings.Contains(f.Text, "PANIC"):
			panic("told to by " + s.URI)
		case strings.Contains(f.Text, "SLOW"):
			time.Sleep(50 * time.Millisecond)
		case strings.Contains(f.Text, "HANG"):
			<-ctx.Done()
			return nil, ctx.Err()
		}
		before, _, found := strings.Cut(f.Text, name)
		if found && len(tags.Entities) == 0 {
			start := len([]rune(before))
			tags.Entities = append(tags.Entities, story.Entity{
				Type: story.Person, Name: name, Relevance: 90, Confidence: 80,
				Mentions: []story.Mention{{Span: story.Span{Field: f.Name, Start: start, End: start + len(name), Text: name}}},
			})
		}
	}
	return tags, nil
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"nlines": nlines,
		},
	})
}

// exits runs a program and checks its exit code: exits 65 dateline tag …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT]…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ended *exec.ExitError
		if !errors.As(err, &ended) {
			ts.Fatalf("%s: %v", args[1], err)
		}
		code = ended.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// nlines checks the number of lines in a file, or stdout: nlines 3 stdout
func nlines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: nlines NUMBER FILE")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := strings.Count(ts.ReadFile(args[1]), "\n"); got != want {
		ts.Fatalf("%s has %d lines, want %d", args[1], got, want)
	}
}
