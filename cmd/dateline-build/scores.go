package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"dateline/enrich/data"
)

// round keeps three decimals: more would only show that the corpora are
// finite.
func round(share float64) float64 { return math.Round(share*1000) / 1000 }

func printScores(w io.Writer, scores map[string]data.Scores) {
	for _, name := range slices.Sorted(maps.Keys(scores)) {
		fmt.Fprintln(w, name)
		for _, measure := range slices.Sorted(maps.Keys(scores[name])) {
			fmt.Fprintf(w, "    %-16s %g\n", measure, scores[name][measure])
		}
	}
}

func topicSources() []data.Source {
	return []data.Source{
		{Name: "IPTC Media Topics, release of October 2025", Licence: "CC-BY-4.0", Use: "codes and labels of level 1; labels and definitions of all levels as training text"},
		{Name: "Wikipedia, Portal:Current events, 2002 to 2024", Licence: "CC-BY-SA-4.0", Use: "items under headings, and items with telling words, as training text"},
		{Name: "SIB-200, English, training part", Licence: "CC-BY-SA-4.0", Use: "labelled sentences as training text"},
		{Name: "Congressional Bills Project", Licence: "public domain", Use: "titles by Policy Agendas topic as training text"},
		{Name: "Dateline", Licence: "Apache-2.0", Use: "words and phrases by topic, chosen by hand (enrich/topic/seeds.go)"},
	}
}
