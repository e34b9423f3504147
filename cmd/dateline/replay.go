package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"

	"dateline/consumer"
)

// replayFlags are what `dateline replay` can be told.
type replayFlags struct {
	since   string
	to      string
	subject string
	rate    float64
	dryRun  bool
}

// replayRate is how many stories a second go through again, unless it is said
// otherwise: an eighth of what one machine of two cores does, so that the
// stories of the day are not kept waiting.
const replayRate = 100

func (a *app) replayCommand() *cobra.Command {
	var flags replayFlags
	cmd := &cobra.Command{
		Use:   "replay --since WHEN",
		Short: "Send stored stories through again, after a model upgrade, say",
		Long: `Replay reads stories that are still in the input, tags them as they would be
tagged now, and publishes a record in place of each that differs. It replaces the
newest version of a story only: older ones, and what was withdrawn, stay as they
are. The new record has an event id of its own, the same Dateline-Story header, and
names the one that it stands for in enrichment.life.replaces.

It runs beside 'dateline run', which it does not disturb, and can be stopped and
started again: what is done is found unchanged. Stories that cannot be decoded or
tagged are counted and left alone.`,
		Example: `  dateline replay --since 24h --dry-run
  dateline replay --since 2026-05-04 --to 2026-05-05 --subject 'ap.>'
  dateline replay --since all --rate 0`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.replay(cmd.Context(), flags)
		},
	}
	cmd.Flags().StringVar(&flags.since, "since", "", "begin with the stories that came in `WHEN`: 24h, 7d ago, on 2026-05-04, at 2026-05-04T10:00:00Z, or all")
	cmd.Flags().StringVar(&flags.to, "to", "", "end with those that came in `WHEN`; now, unless it is said")
	cmd.Flags().StringVar(&flags.subject, "subject", "", "`SUBJECT` or pattern in the input, whole or without the prefix: wire.raw.ap.>, or 'ap.>'")
	cmd.Flags().Float64Var(&flags.rate, "rate", replayRate, "at most `N` stories a second; 0 is as fast as can be")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "only count what would be replaced")
	return cmd
}

func (a *app) replay(ctx context.Context, flags replayFlags) error {
	o, err := replayOptions(flags, time.Now())
	if err != nil {
		return err
	}
	s, err := a.openSession(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	if flags.subject != "" {
		if o.Subject, err = subjectWithin(s.cfg.Input.Subject, flags.subject, true); err != nil {
			return err
		}
	}
	e, err := a.newEnricher(s.cfg)
	if err != nil {
		return err
	}
	opts := consumerOptions(s.cfg)
	if opts.Tagging, err = tagging(s.cfg); err != nil {
		return err
	}
	c, err := consumer.New(s.nc, e, opts, s.log, prometheus.NewRegistry())
	if err != nil {
		return fail(exitConfig, err)
	}
	show := a.replayProgress()
	o.Progress = show.update
	done, err := c.Replay(ctx, o)
	show.end()
	if _, err := fmt.Fprint(a.stdout, replaySummary(done, flags.dryRun)); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return failHint(exitInterrupted, fmt.Errorf("stopped after %d of %d messages", done.Read, done.Total),
			"what is done stays done; start it again to go on")
	case err != nil:
		return s.explain(s.cfg.Input.Stream, err)
	}
	return nil
}

func replayOptions(flags replayFlags, now time.Time) (o consumer.ReplayOptions, err error) {
	o = consumer.ReplayOptions{Rate: flags.rate, DryRun: flags.dryRun}
	switch flags.since {
	case "":
		return o, usagef("--since is missing: from when on are stories to be sent through again? 24h, 7d, 2026-05-04, or all")
	case "all":
		// the zero time
	default:
		from, err := parseSince(flags.since, now)
		if err != nil {
			return o, err
		}
		o.Since = from.time
	}
	if flags.to != "" {
		if o.To, err = parseMoment(flags.to, now); err != nil {
			return o, usagef("--to %q: must be a duration such as 15m, 1h or 7d ago, a day such as 2026-05-04, or a time such as 2026-05-04T10:00:00Z", flags.to)
		}
		if !o.To.After(o.Since) {
			return o, usagef("--to %s is not after --since %s", flags.to, flags.since)
		}
	}
	if flags.rate < 0 {
		return o, usagef("--rate %v: must be 0 or more", flags.rate)
	}
	return o, nil
}

// replayProgress shows how far a replay is: as a bar, or as a line now and
// then where nobody would see one.
type replayProgress struct {
	a     *app
	bar   *progress
	read  uint64
	lines time.Time // when the last line was written
}

// replayLineEvery is how often a line is written.
const replayLineEvery = 10 * time.Second

func (a *app) replayProgress() *replayProgress { return &replayProgress{a: a, lines: time.Now()} }

func (p *replayProgress) update(done consumer.Replayed) {
	if p.bar == nil {
		p.bar = p.a.drawProgress(int64(done.Total), "replay", false)
	}
	p.bar.add(int(done.Read - p.read))
	p.read = done.Read
	if p.bar == nil && time.Since(p.lines) >= replayLineEvery {
		p.lines = time.Now()
		fmt.Fprintf(p.a.stderr, "replay: %d of %d messages, up to %s\n", done.Read, done.Total, done.At.Local().Format(time.DateTime))
	}
}

func (p *replayProgress) end() { p.bar.clear() }

// replaySummary says what a replay has done, or would do.
func replaySummary(done consumer.Replayed, dry bool) string {
	if done.Read == 0 {
		return "no story came in then\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s read, up to %s\n", counted(int(done.Read), "message", "messages"), done.At.Local().Format(time.DateTime))
	replaced, published := "replaced", "published"
	if dry {
		replaced, published = "would be replaced", "would be published"
	}
	for _, line := range []struct {
		n    int
		what string
	}{
		{done.Replaced, replaced + ": the newest version of a story, tagged otherwise than before"},
		{done.New, published + ": never came out, or is not remembered"},
		{done.Unchanged, "unchanged"},
		{done.Superseded, "left alone: a newer version is out"},
		{done.Withdrawn, "left alone: withdrawn"},
		{done.Held, "left alone: under embargo"},
		{done.Failed, "failed: cannot be decoded or tagged"},
	} {
		if line.n > 0 {
			fmt.Fprintf(&b, "%8d %s\n", line.n, line.what)
		}
	}
	return b.String()
}
