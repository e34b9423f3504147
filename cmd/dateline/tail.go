package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/consumer/wire"
)

// tailFlags are what `dateline tail` can be told.
type tailFlags struct {
	subject string
	since   string
	output  string
	count   int
}

func (a *app) tailCommand() *cobra.Command {
	var flags tailFlags
	cmd := &cobra.Command{
		Use:   "tail",
		Short: "Show enriched stories as they come",
		Long: `Tail shows what is stored in the output from now on, until Ctrl-C. With --since it
begins with what was stored before. It reads the stream on its own account:
nobody else misses a story for it, and when the connection breaks it goes on
where it was.`,
		Example: `  dateline tail
  dateline tail --subject 'ap.>' --since 1h
  dateline tail --since all --output json > records.jsonl
  dateline tail --count 1 --output json | jq .enrichment.places`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.tail(cmd.Context(), flags)
		},
	}
	cmd.Flags().StringVar(&flags.subject, "subject", "", "`SUBJECT` or pattern, whole or without the prefix: wire.enriched.ap.>, or 'ap.>'")
	cmd.Flags().StringVar(&flags.since, "since", "", "begin `WHEN`: 15m, 1h, 7d ago, at 2026-05-04T10:00:00Z, or all for everything that is there")
	newChoice(&flags.output, "text", "text", "json", "newsml-g2").
		addTo(cmd, false, "output", "`HOW` to show stories: text to be read, or json, one record a line; newsml-g2 for records that are written so")
	cmd.Flags().IntVar(&flags.count, "count", 0, "end after `N` stories")
	return cmd
}

func (a *app) tail(ctx context.Context, flags tailFlags) error {
	from, err := parseSince(flags.since, time.Now())
	if err != nil {
		return err
	}
	if flags.count < 0 {
		return usagef("--count %d: must be 1 or more", flags.count)
	}
	s, err := a.openSession(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	tree := s.cfg.Output.Subject
	pattern := tree
	if flags.subject != "" {
		if pattern, err = subjectWithin(tree, flags.subject, true); err != nil {
			return err
		}
	}
	stories, err := s.follow(ctx, s.cfg.Output.Stream, pattern, from)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		select {
		case m, open := <-stories:
			if !open {
				return fail(exitUnreachable, errors.New("the connection to NATS was closed"))
			}
			if err := a.showStory(flags.output, m); err != nil {
				return err
			}
		case <-ctx.Done():
			return exit(exitInterrupted) // it is how tail is meant to end: no more words
		}
		if n == flags.count {
			return nil
		}
	}
}

// showStory prints one record. One that is none does not end the tail.
func (a *app) showStory(output string, m jetstream.Msg) error {
	record := m.Data()
	if output == wire.NewsMLG2 || output == "json" && isXML(record) {
		if output == "json" || !isXML(record) {
			a.complain(fmt.Sprintf("%s on %s: %s", number(m), m.Subject(), otherShape(output)))
			return nil
		}
		_, err := fmt.Fprintf(a.stdout, "%s\n", bytes.TrimSpace(record))
		return err
	}
	if output == "json" {
		record = bytes.TrimSpace(record)
		if bytes.ContainsAny(record, "\r\n") {
			var line bytes.Buffer
			if err := json.Compact(&line, record); err != nil {
				a.complain(fmt.Sprintf("%s on %s: not a record: %v", number(m), m.Subject(), err))
				return nil
			}
			record = line.Bytes()
		}
		if a.out.is {
			record = asciiControls(record)
		}
		_, err := fmt.Fprintf(a.stdout, "%s\n", record)
		return err
	}
	text, err := render(a.out, record)
	if err != nil {
		a.complain(fmt.Sprintf("%s on %s: %v", number(m), m.Subject(), err))
		return nil
	}
	_, err = fmt.Fprintln(a.stdout, text)
	return err
}

// otherShape says that a record is not of the shape that was asked for.
func otherShape(output string) string {
	if output == "json" {
		return errXMLRecord.Error() + "; --output newsml-g2 shows it as it is"
	}
	return "this record is JSON and not NewsML-G2; --output json shows it"
}

// number names a message by its place in the stream.
func number(m jetstream.Msg) string {
	meta, err := m.Metadata()
	if err != nil {
		return "message"
	}
	return fmt.Sprintf("message %d", meta.Sequence.Stream)
}

// since is the time from which on something is shown: everything, from a time,
// or, as the zero value, only what is new.
type since struct {
	all  bool
	time time.Time
}

func parseSince(s string, now time.Time) (since, error) {
	switch s {
	case "":
		return since{}, nil
	case "all":
		return since{all: true}, nil
	}
	t, err := parseMoment(s, now)
	if err != nil {
		return since{}, usagef("--since %q: must be a duration such as 15m, 1h or 7d, a time such as 2026-05-04T10:00:00Z, or all", s)
	}
	return since{time: t}, nil
}

// parseMoment reads how long ago something was, the day it began with, in this
// machine's zone, or the time itself.
func parseMoment(s string, now time.Time) (time.Time, error) {
	if ago, err := config.ParseDuration(s); err == nil && ago > 0 {
		return now.Add(-time.Duration(ago)), nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, s, now.Location()); err == nil {
		return day, nil
	}
	return time.Parse(time.RFC3339, s)
}
