package main

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/linear"
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

func topicCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "topic",
		Short: "Train the topic tagger on labelled news",
		Long: `Trains the tagger of IPTC Media Topics, level 1.

A first model learns from Wikipedia's Current Events before 2019 and from the
other corpora; its confidence is calibrated on 2019 and it is measured on
2020. The model that is written learns from all years with the same settings
and calibration, and is measured on corpora of other houses.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, out := folders(cmd)
			return buildTopic(sources, out, cmd.ErrOrStderr())
		},
	}
}

func buildTopic(folder, out string, log io.Writer) error {
	start := time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(log, "%5.1fs  "+format+"\n", append([]any{time.Since(start).Seconds()}, args...)...)
	}
	say("read the corpora in %s", folder)
	src, err := topic.ReadSources(folder)
	if err != nil {
		return err
	}
	scores := make(map[string]data.Scores)
	say("train on texts before %s", tuneFrom)
	early, err := topic.Train(src, tuneFrom)
	if err != nil {
		return err
	}
	tune := src.Labels.Choose("wp_current_events", src.Events, tuneFrom, testFrom)
	test := src.Labels.Choose("wp_current_events", src.Events, testFrom, testEnd)
	say("calibrate on %d texts", len(tune))
	if early, err = topic.Calibrate(early, tune); err != nil {
		return err
	}
	for name, items := range map[string][]corpus.Labelled{
		"wp_current_events 2019, trained on earlier years, tuned on this one": tune,
		"wp_current_events 2020, trained on years before 2019":                test,
	} {
		if scores[name], err = measure(early, items); err != nil {
			return err
		}
	}
	say("train on all texts")
	final, err := topic.Train(src, "")
	if err != nil {
		return err
	}
	final = final.Calibrated(early.Fit())
	for name, file := range map[string]string{"trinidad_iptc17": "half.jsonl", "tagmynews": "all.jsonl"} {
		items, err := corpus.ReadItems(filepath.Join(folder, "topics", name, file))
		if err != nil {
			return err
		}
		if scores[name], err = measure(final, src.Labels.Choose(name, items, "", "")); err != nil {
			return err
		}
	}
	b, err := final.Bytes()
	if err != nil {
		return err
	}
	printScores(log, scores)
	say("write %s, %d bytes", data.TopicFile, len(b))
	return writeModel(out, data.File{Name: data.TopicFile, BuiltBy: "dateline-build topic", Sources: topicSources(), Scores: scores}, b)
}

func measure(m *linear.Model, items []corpus.Labelled) (data.Scores, error) {
	b, err := m.Bytes()
	if err != nil {
		return nil, err
	}
	tagger, err := topic.New(b)
	if err != nil {
		return nil, err
	}
	tagged, ranked := tagger.Measure(items)
	return data.Scores{
		"items": float64(tagged.Items), "accuracy": round(tagged.Accuracy), "macroF1": round(tagged.MacroF1), "silent": round(tagged.Silent),
		"top3": round(tagged.Top3), "rankedAccuracy": round(ranked.Accuracy), "rankedMacroF1": round(ranked.MacroF1), "rankedTop3": round(ranked.Top3),
	}, nil
}
