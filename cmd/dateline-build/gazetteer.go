package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"dateline/enrich/data"
	"dateline/enrich/gazetteer"
)

// Sources of the gazetteer, below the folder of the sources.
const (
	placesFile  = "gaz/combined/gazetteer.jsonl"
	personsFile = "kb/every-politician/officeholders.jsonl.gz"
	peopleFile  = "kb/wikidata-top-people/people.jsonl"
	newsFile    = "topics/wp_current_events/labelled_2002_2020.jsonl"
)

func gazetteerCommand() *cobra.Command {
	var dumps dumpFlags
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Compile the index of place names",
		Long: `Compiles the index of place names that dateline carries or, with --geonames,
one of your own: from the plain dumps of GeoNames (https://download.geonames.org),
unpacked or as .gz. The folder needs countryInfo.txt, admin1CodesASCII.txt,
admin2Codes.txt, and allCountries.txt, cities500.txt or the dumps of some
countries; alternateNamesV2.txt adds English names and Wikidata ids.`,
		Example: `  dateline-build gazetteer
  dateline-build gazetteer --geonames dumps --min-population 100 --to large.bin
  dateline run --set places.gazetteer=large.bin`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dumps.folder != "" {
				return buildFromDumps(cmd, dumps)
			}
			sources, out := folders(cmd)
			var records []gazetteer.Record
			err := withFile(cmd, filepath.Join(sources, placesFile), func(r io.Reader) (err error) {
				records, err = gazetteer.Load(r)
				return err
			})
			if err != nil {
				return err
			}
			words, err := countWords(cmd, sources)
			if err != nil {
				return err
			}
			bin, err := gazetteer.Build(records, words.Traits(records))
			if err != nil {
				return err
			}
			g, err := gazetteer.Read(bin)
			if err != nil {
				return fmt.Errorf("what was built cannot be read: %w", err)
			}
			names := 0
			for _, r := range records {
				names += 1 + len(r.Names)
			}
			if err := writeModel(out, gazetteerEntry(g.Len(), names), bin); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d places, %d names of places, %d bytes\n",
				filepath.Join(out, data.GazetteerFile), g.Len(), names, len(bin))
			return nil
		},
	}
	cmd.Flags().StringVar(&dumps.folder, "geonames", "", "`FOLDER` with plain dumps of GeoNames to compile instead")
	cmd.Flags().StringVar(&dumps.to, "to", "gazetteer.bin", "`FILE` to write what is compiled from the dumps")
	cmd.Flags().IntVar(&dumps.min, "min-population", 500, "`PEOPLE` that a town in the dumps needs, if it is no seat of a division")
	return cmd
}

func gazetteerEntry(places, names int) data.File {
	return data.File{
		Name:    data.GazetteerFile,
		BuiltBy: "dateline-build gazetteer",
		Sources: []data.Source{
			{Name: "GeoNames", Licence: "CC-BY-4.0", Use: "places, names, codes, coordinates, populations"},
			{Name: "Natural Earth", Licence: "public domain", Use: "physical features"},
			{Name: "Who's On First", Licence: "CC-BY-4.0", Use: "seas and bays"},
			{Name: "OpenTravelData", Licence: "CC-BY-4.0", Use: "GeoNames ids of airports"},
			{Name: "Research Organization Registry", Licence: "CC0-1.0", Use: "identifiers of universities"},
			{Name: "Wikidata", Licence: "CC0-1.0", Use: "identifiers of places; EveryPolitician's names of office-holders and its most-linked people, counted to know given and family names"},
			{Name: "CLAVIN supplementary gazetteer", Licence: "Apache-2.0", Use: "names"},
			{Name: "CLIFF and Mordecai lists of demonyms", Licence: "CC-BY-SA-3.0 and MIT", Use: "which nationality belongs to which country"},
			{Name: "Wikipedia, Portal:Current events", Licence: "CC-BY-SA-4.0", Use: "counts of words in lower case, to know common words"},
		},
		Scores: map[string]data.Scores{"size": {"places": float64(places), "names": float64(names)}},
	}
}

// countWords tells the names of places that are words or names of people too.
func countWords(cmd *cobra.Command, sources string) (*gazetteer.Words, error) {
	words := gazetteer.NewWords()
	var person struct{ Name string }
	for _, name := range []string{personsFile, peopleFile} {
		if err := eachLine(cmd, filepath.Join(sources, name), &person, func() { words.AddPerson(person.Name) }); err != nil {
			return nil, err
		}
	}
	var item struct{ Text string }
	if err := eachLine(cmd, filepath.Join(sources, newsFile), &item, func() { words.AddText(item.Text) }); err != nil {
		return nil, err
	}
	return words, nil
}

// eachLine decodes every line of a file of JSON lines into v.
func eachLine(cmd *cobra.Command, path string, v any, do func()) error {
	return withFile(cmd, path, func(r io.Reader) error {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, 1<<20)
		for n := 1; lines.Scan(); n++ {
			if err := json.Unmarshal(lines.Bytes(), v); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			do()
		}
		return lines.Err()
	})
}

// withFile reads a file, unpacked, and shows how far it got.
func withFile(cmd *cobra.Command, path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	bar := progressbar.NewOptions64(info.Size(), progressbar.OptionSetWriter(cmd.ErrOrStderr()),
		progressbar.OptionSetDescription(filepath.Base(path)), progressbar.OptionShowBytes(true), progressbar.OptionThrottle(200e6),
		progressbar.OptionOnCompletion(func() { fmt.Fprintln(cmd.ErrOrStderr()) }))
	defer bar.Finish()
	var r io.Reader = io.TeeReader(f, bar)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := read(r); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
