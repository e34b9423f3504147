package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"dateline/config"
)

// app is the whole program: what it reads, where it writes and what it knows
// of the world. Everything outside comes in through its fields, so that tests
// run it in their own process.
type app struct {
	stdin   io.Reader
	stdout  io.Writer // data, and nothing but data
	stderr  io.Writer // logs, errors and progress
	environ []string  // as os.Environ gives it
	env     map[string]string

	out, err terminal // what stdout and stderr are
	level    slog.LevelVar
	flags    globalFlags
	started  bool     // the command line was understood and a command is at work
	order    []string // of the commands in the help

	// newEnricher makes the enricher that the configuration asks for. A test
	// build puts another one here, or a hook around this one.
	newEnricher func(*config.Config) (enricher, error)
}

// globalFlags are the flags that every command takes.
type globalFlags struct {
	config    string
	nats      string
	admin     string
	logLevel  string
	logFormat string
	noColor   bool
	set       []string // KEY=VALUE
}

// newApp makes the program. env has the form of os.Environ.
func newApp(stdin io.Reader, stdout, stderr io.Writer, env ...string) *app {
	a := &app{
		stdin: stdin, stdout: output{stdout}, stderr: stderr,
		environ: env, env: make(map[string]string, len(env)),
	}
	for _, pair := range env {
		if name, value, ok := strings.Cut(pair, "="); ok {
			a.env[name] = value
		}
	}
	a.out, a.err = newTerminal(stdout, a.env), newTerminal(stderr, a.env)
	a.newEnricher = newEnricher
	return a
}

// run does what args ask for and returns the exit code. It ends early when ctx
// ends, or at the first SIGINT or SIGTERM; a second one kills the process.
func (a *app) run(ctx context.Context, args []string) int {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	// A reader that goes away must not kill a daemon in mid-story. Writing to
	// it gives an error instead, which ends the other commands quietly.
	signal.Ignore(syscall.SIGPIPE)

	root := a.rootCommand()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !a.started && !isExit(err) {
		err = fail(exitUsage, err) // cobra's own complaints: flags and arguments
	}
	a.report(cmd, err)
	return exitCode(err)
}

func isExit(err error) bool {
	var coded *exitError
	return errors.As(err, &coded)
}

// report tells on stderr what went wrong and what to do about it.
func (a *app) report(cmd *cobra.Command, err error) {
	var coded *exitError
	errors.As(err, &coded)
	switch code := exitCode(err); {
	case code == exitOK, coded != nil && coded.err == nil:
	case code == exitInterrupted:
		a.complain("interrupted")
	case code == exitUsage:
		a.complain(err.Error())
		fmt.Fprintf(a.stderr, "see '%s --help'\n", cmd.CommandPath())
	default:
		a.complain(err.Error())
		if coded != nil && coded.hint != "" {
			fmt.Fprintln(a.stderr, printableLines(coded.hint))
		}
	}
}

// complain writes one error to stderr, as all command-line programs do. The
// text may quote a story, so it is made harmless.
func (a *app) complain(text string) {
	fmt.Fprintf(a.stderr, "%s %s\n", a.err.paint(styleError, "dateline:"), printableLines(text))
}
