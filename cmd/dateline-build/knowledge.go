package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/enrich/data"
	"dateline/enrich/knowledge"
)

func knowledgeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "knowledge",
		Short: "Compile the knowledge base of people and organisations",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, out := folders(cmd)
			k := &gatherer{cmd: cmd, sources: sources, all: knowledge.NewGathering()}
			for _, step := range []func() error{k.readCountries, k.readPeople, k.readOrganisations, k.readSymbols, k.readCurated} {
				if err := step(); err != nil {
					return err
				}
			}
			records, err := k.weigh(k.all.Records())
			if err != nil {
				return err
			}
			common, err := k.commonness(records)
			if err != nil {
				return err
			}
			bin, err := knowledge.Build(records, common)
			if err != nil {
				return err
			}
			if _, err := knowledge.Read(bin); err != nil {
				return fmt.Errorf("what was built cannot be read: %w", err)
			}
			people, names := 0, 0
			for _, r := range records {
				names += 1 + len(r.Aliases)
				if r.Type == knowledge.Person {
					people++
				}
			}
			if err := writeModel(out, knowledgeEntry(people, len(records)-people, names), bin); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d people, %d organisations, %d names, %d bytes\n",
				filepath.Join(out, data.KnowledgeFile), people, len(records)-people, names, len(bin))
			fmt.Fprintf(cmd.OutOrStdout(), "curated: %s\n", k.curated)
			return nil
		},
	}
}

func knowledgeEntry(people, organisations, names int) data.File {
	return data.File{
		Name:    data.KnowledgeFile,
		BuiltBy: "dateline-build knowledge",
		Sources: []data.Source{
			{Name: "Wikidata, by way of every-politician-scrapers, EveryPolitician 2015 and lists of its most-linked people and football clubs", Licence: "CC0-1.0", Use: "people and clubs: identifiers, names, positions, countries, years"},
			{Name: "United States legislators (unitedstates/congress-legislators)", Licence: "CC0-1.0", Use: "members of Congress: identifiers, names, states"},
			{Name: "Name Suggestion Index", Licence: "BSD-3-Clause", Use: "brands and operators: identifiers, names, countries"},
			{Name: "Research Organization Registry", Licence: "CC0-1.0", Use: "research organisations: identifiers, names, countries"},
			{Name: "Party Facts", Licence: "MIT", Use: "parties: identifiers, names, countries"},
			{Name: "supraverden list of international organisations", Licence: "CC-BY-SA-4.0", Use: "international organisations: identifiers, names, abbreviations"},
			{Name: "Pantheon 1.0", Licence: "CC-BY-4.0", Use: "how widely people are known"},
			{Name: "S&P 500 constituents; SEC company tickers (sec-cik-mapper)", Licence: "PDDL-1.0, MIT", Use: "ticker symbols"},
			{Name: "GeoNames", Licence: "CC-BY-4.0", Use: "names of countries"},
			{Name: "Wikipedia, Portal:Current events", Licence: "CC-BY-SA-4.0", Use: "how often news names whom; counts of words in lower case"},
			{Name: "enrich/knowledge/curated.txt", Licence: "MIT", Use: "what the others lack, and symbols"},
		},
		Scores: map[string]data.Scores{"size": {"people": float64(people), "organisations": float64(organisations), "names": float64(names)}},
	}
}

// gatherer reads the sources of the knowledge base, one after the other.
type gatherer struct {
	cmd       *cobra.Command
	sources   string
	all       *knowledge.Gathering
	countries map[string]string   // ISO 3166-1 alpha-2 by name, alpha-3 and slug, in lower case
	left      map[uint32][]string // names of brands that were left out, by item
	curated   string              // what became of the curated file, for people
}

func (k *gatherer) path(name string) string { return filepath.Join(k.sources, name) }

// readCountries learns the names of countries from the gazetteer.
func (k *gatherer) readCountries() error {
	k.countries = map[string]string{}
	for name, code := range map[string]string{
		"us": "US", "uk": "GB", "scotland": "GB", "wales": "GB", "england": "GB", "northern ireland": "GB", "uae": "AE", "swiss": "CH", "saudi": "SA",
		"congo kinshasa": "CD", "bosnia herzegovina": "BA", "ivory coast": "CI", "north macedonia": "MK", "macedonia": "MK", "georgia": "GE",
		"palestine": "PS", "czech": "CZ", "czech republic": "CZ", "kosovo": "XK", "swaziland": "SZ", "burma": "MM", "people's republic of china": "CN",
		"russia": "RU", "south korea": "KR", "north korea": "KP", "the gambia": "GM", "the bahamas": "BS", "republic of ireland": "IE",
		"turkey": "TR", "syria": "SY", "vietnam": "VN", "laos": "LA", "cape verde": "CV", "east timor": "TL",
	} {
		k.countries[name] = code
	}
	type row struct {
		Name, Code, CC string
		Alt            []string
	}
	return withFile(k.cmd, k.path(placesFile), func(r io.Reader) error {
		return jsonLines(r, func(b []byte) error {
			if !strings.Contains(string(b), `"PCL`) {
				return nil
			}
			var x row
			if err := json.Unmarshal(b, &x); err != nil {
				return err
			}
			for _, n := range append([]string{x.Name}, x.Alt...) {
				if n = strings.ToLower(n); k.countries[n] == "" && x.Code == "PCLI" {
					k.countries[n] = x.CC
				}
			}
			return nil
		})
	})
}

// country is the code of a country by any of its names, or empty.
func (k *gatherer) country(name string) string {
	return k.countries[strings.ToLower(strings.ReplaceAll(name, "-", " "))]
}

// item is the number of "Q42", 0 if it is not of that form.
func item(qid string) uint32 {
	digits, ok := strings.CutPrefix(strings.TrimSpace(qid), "Q")
	n, err := strconv.ParseUint(digits, 10, 32)
	if !ok || err != nil {
		return 0
	}
	return uint32(n)
}

// year is the year that a date starts with, 0 if there is none.
func year(date string) int {
	if len(date) < 4 {
		return 0
	}
	n, err := strconv.Atoi(date[:4])
	if err != nil {
		return 0
	}
	return n
}
