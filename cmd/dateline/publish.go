package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/consumer/wire"
)

// localSource is the source of stories that are published without a subject.
const localSource = "local"

// publishFlags are what `dateline publish` can be told.
type publishFlags struct {
	subject     string
	format      string
	contentType string
	rate        string
	asJSON      bool
}

func (a *app) publishCommand() *cobra.Command {
	var flags publishFlags
	cmd := &cobra.Command{
		Use:   "publish FILE|DIR…|-",
		Short: "Put stories from files on the input subject",
		Long: `Publish puts stories on the input, each file as it is, and waits until the server
has confirmed every one. Of a directory it takes all files, also those in
directories below, in the order of their names; hidden ones are left out. - is
one story from standard input.

The subject is wire.raw.local unless --subject names another. The first token
after the prefix is the source: 'dateline run' passes on what it tags under
the same tokens, wire.raw.ap.politics as wire.enriched.ap.politics.

At the end it says how many stories the server stored, and how many it has had
before and dropped: the same bytes on the same subject in the same format. So
it is safe to publish a directory again after a failure. Stories arrive in
order, except those that had to be sent twice.

A story that cannot be published is named with the reason. The others are
published all the same, and the exit code is 1.`,
		Example: `  dateline publish story.json
  dateline publish --subject ap.politics --format ap-media archive/
  dateline publish --rate 20/s samples/            not all at once
  curl -s https://wire.example/item.json | dateline publish --subject example -`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return fmt.Errorf("no story given: name a file, a directory, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			return a.publish(cmd.Context(), flags, files)
		},
	}
	cmd.Flags().StringVar(&flags.subject, "subject", "", "`SUBJECT` to publish on, whole or without the prefix (default "+localSource+")")
	newChoice(&flags.format, "", wire.Formats()...).
		addTo(cmd, false, "format", "`FORMAT` of the stories, where it cannot be told by looking: "+listed(wire.Formats()))
	cmd.Flags().StringVar(&flags.contentType, "content-type", "", "media `TYPE` of the stories (default by file name)")
	cmd.Flags().StringVar(&flags.rate, "rate", "", "at most so many stories a second, `N/s`; also N/m and N/h")
	cmd.Flags().BoolVar(&flags.asJSON, "json", false, "the summary as JSON")
	return cmd
}

func (a *app) publish(ctx context.Context, flags publishFlags, names []string) error {
	pause, err := parseRate(flags.rate)
	if err != nil {
		return err
	}
	if err := checkContentType(flags.contentType); err != nil {
		return err
	}
	s, err := a.openSession(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	if flags.subject == "" {
		flags.subject = strings.TrimSuffix(s.cfg.Input.Subject, ">") + localSource
	}
	subject, err := subjectWithin(s.cfg.Input.Subject, flags.subject, false)
	if err != nil {
		return err
	}
	files, missing := storyFiles(names)
	job := &publishJob{
		app: a, session: s, pause: pause,
		envelope: envelope{subject: subject, format: flags.format, contentType: flags.contentType},
		sum:      publishSummary{Subject: subject, Failed: []publishFailure{}, total: len(files) + len(missing)},
		progress: a.drawProgress(int64(len(files)), "publishing", false),
	}
	for _, m := range missing {
		job.failed(m.name, m.err)
	}
	err = job.run(ctx, files)
	job.progress.clear()
	if said := job.sum.print(a, flags.asJSON); said != nil {
		return said
	}
	if err == nil && len(job.sum.Failed) > 0 {
		return exit(exitFailure)
	}
	return err
}

// publishSummary is what became of the stories.
type publishSummary struct {
	Subject    string           `json:"subject"`
	Stored     int              `json:"stored"`
	Duplicates int              `json:"duplicates"` // the server had them already
	Failed     []publishFailure `json:"failed"`
	Left       int              `json:"left"` // not sent, or not confirmed, when it ended early

	total int
}

type publishFailure struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

func (s *publishSummary) print(a *app, asJSON bool) error {
	s.Left = s.total - s.Stored - s.Duplicates - len(s.Failed)
	if asJSON {
		return a.printJSON(s)
	}
	left := ""
	if s.Left > 0 {
		left = fmt.Sprintf(", not published %d", s.Left)
	}
	_, err := fmt.Fprintf(a.stdout, "%s: stored %d, duplicates %d, failed %d%s\n", printable(s.Subject), s.Stored, s.Duplicates, len(s.Failed), left)
	return err
}

// parseRate reads "20/s" and returns the time between two stories; without a
// rate it is 0.
func parseRate(rate string) (time.Duration, error) {
	if rate == "" {
		return 0, nil
	}
	number, unit, _ := strings.Cut(rate, "/")
	period, known := map[string]time.Duration{"": time.Second, "s": time.Second, "m": time.Minute, "h": time.Hour}[unit]
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !known || !(n > 0) || n > 1e6 || n < 1e-3 {
		return 0, usagef("--rate %q: must be a number of stories a second, a minute or an hour, such as 20/s", rate)
	}
	return time.Duration(float64(period) / n), nil
}
