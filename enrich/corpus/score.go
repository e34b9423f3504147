package corpus

import (
	"maps"
	"slices"
)

// Report says how well a tagger found the one label of every item.
type Report struct {
	Items    int
	Accuracy float64 // the first tag is the labelled one
	Top3     float64 // the labelled one is among the first three
	MacroF1  float64 // over the classes that occur as labels
	Silent   float64 // no tag at all
	F1       map[string]float64
}

// Score compares the labels with the tags given, best first.
func Score(labels []string, ranked [][]string) Report {
	r := Report{Items: len(labels), F1: make(map[string]float64)}
	found, given, wanted := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for i, label := range labels {
		tags := ranked[i]
		wanted[label]++
		if slices.Contains(tags[:min(3, len(tags))], label) {
			r.Top3++
		}
		if len(tags) == 0 {
			r.Silent++
			continue
		}
		given[tags[0]]++
		if tags[0] == label {
			r.Accuracy++
			found[label]++
		}
	}
	n := max(1, float64(len(labels)))
	r.Accuracy, r.Top3, r.Silent = r.Accuracy/n, r.Top3/n, r.Silent/n
	// In the order of the codes, so that sums come out the same to the bit.
	for _, label := range slices.Sorted(maps.Keys(wanted)) {
		r.F1[label] = 2 * found[label] / (wanted[label] + given[label])
		r.MacroF1 += r.F1[label] / float64(len(wanted))
	}
	return r
}
