package main

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"dateline/consumer"
)

func (a *app) deadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dead",
		Short: "List, show, retry or drop dead letters",
		Long: `A story that cannot be enriched is not lost: it lies in the stream of dead letters,
byte for byte, with the reason. These commands show what is there, put it back
on the input once the cause is mended, or remove it.`,
		Example: `  dateline dead list
  dateline dead show 12
  dateline dead retry 12
  dateline dead retry --all --kind timeout`,
	}
	cmd.AddCommand(a.deadListCommand(), a.deadShowCommand(), a.deadRetryCommand(), a.deadDropCommand())
	return cmd
}

// deadSession is a session with the dead letters.
type deadSession struct {
	*session
	letters *consumer.DeadLetters
}

func (a *app) openDead(ctx context.Context) (*deadSession, error) {
	s, err := a.openSession(ctx)
	if err != nil {
		return nil, err
	}
	letters, err := consumer.OpenDeadLetters(ctx, s.nc, consumerOptions(s.cfg))
	if err != nil {
		defer s.close()
		return nil, s.explain(s.cfg.Dead.Stream, err)
	}
	return &deadSession{session: s, letters: letters}, nil
}

// deadFilter chooses among the dead letters.
type deadFilter struct {
	kind  string
	since string
	limit int
}

func (f *deadFilter) addTo(cmd *cobra.Command) {
	newChoice(&f.kind, "", consumer.Kinds()...).
		addTo(cmd, false, "kind", "only those of one `KIND`: "+listed(consumer.Kinds()))
	cmd.Flags().StringVar(&f.since, "since", "", "only those given up in the last `HOW-LONG`: 15m, 1h, 7d")
}

// choose returns the dead letters that the filter lets through, without their
// bytes, oldest first.
func (d *deadSession) choose(ctx context.Context, f deadFilter) ([]consumer.DeadLetter, error) {
	from, err := parseSince(f.since, time.Now())
	if err != nil {
		return nil, err
	}
	var chosen []consumer.DeadLetter
	err = d.letters.Each(ctx, func(l consumer.DeadLetter) error {
		if f.kind != "" && l.Kind != f.kind || l.Time.Before(from.time) {
			return nil
		}
		l.Header = nil // nothing but memory from here on
		chosen = append(chosen, l)
		if f.limit > 0 && len(chosen) > f.limit {
			chosen = slices.Delete(chosen, 0, 1) // the newest are wanted
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		err = d.explain(d.cfg.Dead.Stream, err)
	}
	return chosen, err
}

// parseNumbers reads the numbers of dead letters.
func parseNumbers(args []string) ([]uint64, error) {
	numbers := make([]uint64, len(args))
	for i, arg := range args {
		n, err := strconv.ParseUint(arg, 10, 64)
		if err != nil || n == 0 {
			return nil, usagef("%q is not the number of a dead letter; 'dateline dead list' shows them", arg)
		}
		numbers[i] = n
	}
	return numbers, nil
}

// unknownNumber tells where numbers come from, if that is what went wrong.
func unknownNumber(err error) error {
	if errors.Is(err, consumer.ErrNoDeadLetter) {
		return failHint(exitFailure, err, "'dateline dead list' shows the numbers there are")
	}
	return err
}
