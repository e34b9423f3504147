package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/enrich"
	"dateline/enrich/corpus"
	"dateline/enrich/story"
)

// compareFlags are what `dateline compare` can be told.
type compareFlags struct {
	engines     []string
	types       []string
	labels      []string
	differences string
	sentences   int
	json        bool
}

// storiesShown is how many stories with differences are shown unless somebody
// wants more or fewer: what fits into a few screens.
const storiesShown = 5

// storySentences is how many sentences make a story in a file that does not
// mark its stories. Newswire has between 15 and 25.
const storySentences = 20

func (a *app) compareCommand() *cobra.Command {
	var flags compareFlags
	cmd := &cobra.Command{
		Use:   "compare FILE.conll|FILE.jsonl…",
		Short: "Compare engines of names on labelled stories",
		Long: `Compare runs engines of names on stories whose names are labelled, and shows how
much of them each found: precision, recall and F1 for people, organisations and
places, mistakes by kind, speed, and the differences story by story. A name is
right where start, end and type all agree. Labels of other kinds of names, and
demonyms such as "Russian", do not count.

Two formats are read, packed with gzip or not:

  CoNLL   one token a line, its tag (B-PER, I-PER, O; IOB1, IOB2, IOBES, BILOU) in
          the last column behind a tab or blanks; an empty line between sentences,
          -DOCSTART- or "# newdoc" between stories. The tokens are set as running
          text again.
  JSONL   {"id": "7", "text": "Ada Moss left.", "spans": [[0, 8, "PER"]]}, one story
          a line, offsets in code points

Labels are those of the common corpora: PER, PERSON; ORG, ORGANIZATION, COMPANY,
CORPORATION, GROUP; LOC, GPE, FAC, FACILITY, LOCATION, COUNTRY, CITY, GEO; as other
names MISC, NORP, EVENT, PRODUCT, LAW, WORK_OF_ART, …; as no names DATE, MONEY, ….
--label adds to them.

Every engine does the whole work of 'dateline tag', with the places that the
gazetteer knows. Speed is measured on one core, in time of the processor where
the system tells it, after a first story.`,
		Example: `  dateline compare desk-copy.conll
  dateline compare --engine dateline --differences all desk-copy.jsonl | less -R
  dateline compare --type person --label POLITICIAN=person politics.conll
  dateline compare --json --differences none *.jsonl | jq .total.engines`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return errors.New("no labelled stories given: name a file of CoNLL or JSONL, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			return a.compare(cmd.Context(), flags, files)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&flags.engines, "engine", enrich.Engines(), "the `ENGINES` to compare, one or more of "+listed(enrich.Engines()))
	f.StringSliceVar(&flags.types, "type", nil, "only names of these `TYPES`: "+listed(comparedTypes()))
	f.StringVar(&flags.differences, "differences", strconv.Itoa(storiesShown), "`HOW` many stories with differences to show: a number, all or none")
	f.StringSliceVar(&flags.labels, "label", nil, "a label of your own, as `LABEL=TYPE`: person, organisation, place or other")
	f.IntVar(&flags.sentences, "sentences", storySentences, "sentences `PER` story, in a file of tokens that does not mark stories")
	f.BoolVar(&flags.json, "json", false, "as JSON")
	for flag, words := range map[string][]string{"engine": enrich.Engines(), "type": comparedTypes(), "differences": {"all", "none"}} {
		// It fails only for a flag that is not there or has completions already.
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	return cmd
}

// comparedTypes are the types that count, in the order of the tables.
func comparedTypes() []string {
	return []string{string(story.Person), string(story.Organisation), string(story.Location)}
}

// labelOf is how the corpora call a type of ours.
func labelOf(t story.Type) string {
	switch t {
	case story.Person:
		return "PER"
	case story.Organisation:
		return "ORG"
	case story.Location:
		return "LOC"
	}
	return "MISC"
}

// typeCalled is the type of ours that the corpora call so.
func typeCalled(label string) story.Type {
	for _, t := range []story.Type{story.Person, story.Organisation, story.Location} {
		if labelOf(t) == label {
			return t
		}
	}
	return story.Other
}

// contest is what a command line of compare asks for.
type contest struct {
	engines   []string
	types     []string // of the corpora
	labels    corpus.TypeMap
	shown     int // stories with differences
	sentences int
}

// asked makes sense of the flags.
func (f compareFlags) asked() (contest, error) {
	c := contest{engines: f.engines, sentences: f.sentences}
	for i, e := range f.engines {
		switch {
		case !slices.Contains(enrich.Engines(), e):
			return c, usagef("--engine: there is no engine %q; there is %s", e, listed(enrich.Engines()))
		case slices.Contains(f.engines[:i], e):
			return c, usagef("--engine: %s is named twice", e)
		}
	}
	for _, t := range f.types {
		if !slices.Contains(comparedTypes(), t) {
			return c, usagef("--type: there is no type %q; there is %s", t, listed(comparedTypes()))
		}
	}
	for _, t := range comparedTypes() {
		if len(f.types) == 0 || slices.Contains(f.types, t) {
			c.types = append(c.types, labelOf(story.Type(t)))
		}
	}
	switch n, err := strconv.Atoi(f.differences); {
	case f.differences == "all":
		c.shown = math.MaxInt
	case f.differences == "none":
	case err != nil || n < 0:
		return c, usagef("--differences: %q is not a number of stories, all or none", f.differences)
	default:
		c.shown = n
	}
	if f.sentences < 1 {
		return c, usagef("--sentences: a story has one at least")
	}
	var err error
	if c.labels, err = corpus.CommonTypes().With(f.labels...); err != nil {
		return c, usagef("--label: %v", err)
	}
	return c, nil
}

func (a *app) compare(ctx context.Context, flags compareFlags, files []string) error {
	asked, err := flags.asked()
	if err != nil {
		return err
	}
	cfg, _, err := a.start()
	if err != nil {
		return err
	}
	job := &compareJob{app: a, contest: asked, ctx: ctx, total: newComparison("", asked)}
	for _, name := range asked.engines {
		e, err := a.newEngine(cfg, name)
		if err != nil {
			return err
		}
		job.runs = append(job.runs, e)
	}
	if job.out = newCompareText(a, asked); flags.json {
		job.out = newCompareJSON(a, asked)
	}
	if slices.Contains(files, "-") && typed(a.stdin) {
		fmt.Fprintln(a.stderr, "reading from this terminal; Ctrl-D ends the input")
	}
	in := &inputs{names: files, stdin: a.stdin}
	job.progress = a.drawProgress(in.size(), "comparing "+strings.Join(asked.engines, " and "), true)
	return job.run(files)
}

// newEngine makes an enricher of the configuration with another engine.
func (a *app) newEngine(cfg *config.Config, name string) (enricher, error) {
	changed := *cfg
	changed.Entities.Engine = name
	return a.newEnricher(&changed)
}
