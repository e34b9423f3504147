package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/consumer/wire"
	"dateline/enrich"
	"dateline/enrich/place"
)

// learnFlags are what `dateline learn-home` can be told.
type learnFlags struct {
	source string
	format string
	lines  bool
}

func (a *app) learnHomeCommand() *cobra.Command {
	var flags learnFlags
	cmd := &cobra.Command{
		Use:   "learn-home FILE…|-",
		Short: "Learn what region a source writes of",
		Long: `Learn-home reads stories of one source and finds the town, the division or the
country that the names in them fit into. No labels are needed: in a local paper
Palestine, Elkhart and Anderson County go together in one place only. A dozen
stories are enough as a rule; three are the least.

It writes a piece of configuration: a file that --config takes, or lines to be
copied into one that is there. With places.home set, stories of the source are
read as its readers would: their Springfield is the one down the road. A source
that writes of the whole world has no home, and gets none.`,
		Example: `  dateline learn-home --source gazette stories/*.json
  zcat gazette.jsonl.gz | dateline learn-home --source gazette --lines - > gazette.yml
  dateline tag --config gazette.yml --set places.home='*=US/Texas' story.json`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return fmt.Errorf("no story given: name a file, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			return a.learnHome(cmd.Context(), flags, files)
		},
	}
	cmd.Flags().StringVar(&flags.source, "source", enrich.AnySource, "`NAME` of the source, as the word after the prefix in its subjects; * is every other")
	newChoice(&flags.format, "", wire.Formats()...).
		addTo(cmd, false, "format", "`FORMAT` of the stories, where it cannot be told by looking: "+listed(wire.Formats()))
	cmd.Flags().BoolVar(&flags.lines, "lines", false, "one JSON story a line")
	return cmd
}

// homeLearner is an enricher that can learn.
type homeLearner interface{ LearnHomes() *enrich.HomeLearner }

func (a *app) learnHome(ctx context.Context, flags learnFlags, files []string) error {
	if strings.ContainsAny(flags.source, ".> \t") || flags.source == "" {
		return usagef("--source %q: must be one word of a subject, or *", flags.source)
	}
	cfg, log, err := a.start()
	if err != nil {
		return err
	}
	e, err := a.newEnricher(cfg)
	if err != nil {
		return err
	}
	l, ok := e.(homeLearner)
	if !ok {
		return errors.New("this enricher cannot learn")
	}
	contentType := ""
	if flags.lines && flags.format == "" {
		contentType = "application/json"
	}
	t, err := newTagger(e, flags.format, contentType, encodeOptions(cfg), log)
	if err != nil {
		return err
	}
	job := &learnJob{app: a, source: flags.source, tagger: t, learner: l.LearnHomes()}
	if err := job.read(ctx, &inputs{names: files, stdin: a.stdin, lines: flags.lines}); err != nil {
		return err
	}
	return job.write()
}

// learnJob is one run of learn-home.
type learnJob struct {
	*app
	source  string
	tagger  *tagger
	learner *enrich.HomeLearner
	stories int
	bad     int
}

// read learns from every story. One that cannot be read is named and costs the
// others nothing.
func (j *learnJob) read(ctx context.Context, in *inputs) error {
	bar := j.drawProgress(in.size(), "learning", true)
	defer bar.clear()
	for {
		item, ok, err := in.next()
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || !ok {
			return err
		}
		bar.add(item.read)
		if err := j.learn(item); err != nil {
			bar.clear()
			where := item.file
			if item.line > 0 {
				where = fmt.Sprintf("%s:%d", item.file, item.line)
			}
			j.complain(fmt.Sprintf("%s: %v", where, err))
			j.bad++
		}
	}
}

func (j *learnJob) learn(item tagInput) error {
	if item.err != nil {
		return item.err
	}
	stories, err := j.tagger.decoder.Decode(wire.Message{Header: j.tagger.header, Data: item.data})
	for _, s := range stories {
		j.learner.Add(j.source, s)
		j.stories++
	}
	return err
}

// write gives the configuration, or says that there is no home.
func (j *learnJob) write() error {
	homes := j.learner.Homes()
	if len(homes) == 0 {
		return failHint(exitFindings, fmt.Errorf("no home in %s", counted(j.stories, "story", "stories")),
			fmt.Sprintf("it takes %d stories at least, most of whose places lie in one division or one country", place.LearnStories))
	}
	out := bufio.NewWriter(j.stdout)
	for _, h := range homes {
		fmt.Fprintf(out, "# Learnt from %s: %d%% of the names can lie there.\n", counted(h.Stories, "story", "stories"), int(100*h.Share+0.5))
	}
	fmt.Fprint(out, "places:\n  home:\n")
	for _, h := range homes {
		fmt.Fprintf(out, "    - {source: %q, place: %q} # %s\n", h.Source, h.Place, h.Name)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if j.bad > 0 {
		return exit(exitData)
	}
	return nil
}
