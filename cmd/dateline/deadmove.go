package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// deadMove is a command that takes letters out of the dead-letter stream.
type deadMove struct {
	name string
	done string // the word of the summary
	ask  string // what is asked before all are moved: a format for their number
	// sure says that --all needs --yes, or an answer, even where nobody can be
	// asked.
	sure   bool
	move   func(*deadSession, context.Context, uint64) error
	all    bool
	yes    bool
	filter deadFilter
}

func (a *app) deadRetryCommand() *cobra.Command {
	m := &deadMove{
		name: "retry", done: "put back", ask: "put %s back on the input?",
		move: func(d *deadSession, ctx context.Context, n uint64) error { return d.letters.Retry(ctx, n) },
	}
	return m.command(a, &cobra.Command{
		Use:   "retry NUMBER…|--all",
		Short: "Put dead letters back on the input",
		Long: `Retry publishes the story of a dead letter on the subject it came on, with its own
headers, and removes the dead letter when the server has confirmed that. A story
that is still bad comes back with a new number.`,
		Example: `  dateline dead retry 12 15
  dateline dead retry --all --kind timeout
  dateline dead retry --all --since 2h --yes`,
	})
}

func (a *app) deadDropCommand() *cobra.Command {
	m := &deadMove{
		name: "drop", done: "dropped", ask: "remove %s for good?", sure: true,
		move: func(d *deadSession, ctx context.Context, n uint64) error { return d.letters.Drop(ctx, n) },
	}
	return m.command(a, &cobra.Command{
		Use:   "drop NUMBER…|--all",
		Short: "Remove dead letters for good",
		Long:  "Drop removes dead letters. What 'dateline dead show --raw' has not saved is lost.",
		Example: `  dateline dead drop 12 15
  dateline dead drop --all --kind undecodable
  dateline dead drop --all --yes                 where nobody can be asked`,
	})
}

func (m *deadMove) command(a *app, cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case m.all && len(args) > 0:
			return fmt.Errorf("%s takes numbers or --all, not both", m.name)
		case !m.all && len(args) == 0:
			return fmt.Errorf("which? name numbers as 'dateline dead list' shows them, or say --all")
		case !m.all && (m.filter.kind != "" || m.filter.since != ""):
			return fmt.Errorf("--kind and --since choose among --all")
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return m.run(cmd.Context(), a, args) }
	cmd.Flags().BoolVar(&m.all, "all", false, "all dead letters, or those that --kind and --since choose")
	m.filter.addTo(cmd)
	cmd.Flags().BoolVar(&m.yes, "yes", false, "do not ask before --all")
	return cmd
}

func (m *deadMove) run(ctx context.Context, a *app, args []string) error {
	numbers, err := parseNumbers(args)
	if err != nil {
		return err
	}
	if m.all && m.sure && !m.yes && !a.interactive() {
		return usagef("%s --all needs --yes where nobody can be asked", m.name)
	}
	d, err := a.openDead(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	if m.all {
		if numbers, err = m.choose(ctx, a, d); err != nil || len(numbers) == 0 {
			return err
		}
	}
	moved, failed := 0, 0
	var stop error
	for _, n := range numbers {
		err := m.move(d, ctx, n)
		if err == nil {
			moved++
			continue
		}
		if lasting := d.lasting(ctx, err); lasting != nil {
			stop = lasting
			break
		}
		a.complain("dead letter " + strings.TrimPrefix(err.Error(), "dead letter "))
		failed++
	}
	left := ""
	if n := len(numbers) - moved - failed; n > 0 {
		left = fmt.Sprintf(", not done %d", n)
	}
	if _, err := fmt.Fprintf(a.stdout, "%s %d, failed %d%s\n", m.done, moved, failed, left); err != nil {
		return err
	}
	if stop == nil && failed > 0 {
		return exit(exitFailure)
	}
	return stop
}

// lasting returns the error that the next letter would meet with too; nil
// means that err concerns this one only.
func (d *deadSession) lasting(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, jetstream.ErrNoStreamResponse):
		return failHint(exitFailure, err, checkHint)
	}
	if explained := d.explain(d.cfg.Dead.Stream, err); explained != err {
		return explained
	}
	return nil
}

// choose finds the letters that --all means, and asks whether it is to be done
// if there is somebody to ask.
func (m *deadMove) choose(ctx context.Context, a *app, d *deadSession) ([]uint64, error) {
	chosen, err := d.choose(ctx, m.filter)
	if err != nil {
		return nil, err
	}
	if len(chosen) == 0 {
		fmt.Fprintln(a.stderr, "no dead letters")
		return nil, nil
	}
	if !m.yes && a.interactive() {
		ok, err := a.confirm(ctx, fmt.Sprintf(m.ask, counted(len(chosen), "story", "stories")))
		if err != nil {
			return nil, err
		}
		if !ok {
			fmt.Fprintln(a.stderr, "nothing was changed")
			return nil, exit(exitFailure)
		}
	}
	numbers := make([]uint64, len(chosen))
	for i, l := range chosen {
		numbers[i] = l.Sequence
	}
	return numbers, nil
}

// interactive reports whether a person is there to answer a question.
func (a *app) interactive() bool {
	in, ok := a.stdin.(*os.File)
	return ok && a.err.is && term.IsTerminal(int(in.Fd()))
}

// confirm asks a question on stderr. Only yes is yes.
func (a *app) confirm(ctx context.Context, question string) (bool, error) {
	fmt.Fprintf(a.stderr, "%s [y/N] ", question)
	answer := make(chan string, 1)
	go func() { // reading a terminal does not end with ctx
		line, _ := bufio.NewReader(a.stdin).ReadString('\n')
		answer <- line
	}()
	select {
	case line := <-answer:
		line = strings.ToLower(strings.TrimSpace(line))
		return line == "y" || line == "yes", nil
	case <-ctx.Done():
		fmt.Fprintln(a.stderr)
		return false, ctx.Err()
	}
}
