package topic

import (
	"slices"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/text"
)

// Calibrate returns the model with its scores fitted to how often they were
// right on items.
func Calibrate(m *Model, items []corpus.Labelled, names Names) (*Model, error) {
	t := newTagger(m)
	scores, truth := make([][]float32, len(items)), make([]int, len(items))
	s := newScratch(len(t.codes))
	for i, x := range items {
		t.rank(s, text.Parse(x.Fields()), names.in(x.Fields()), nil)
		scores[i], truth[i] = slices.Clone(s.scores), slices.Index(t.codes, x.Code)
	}
	fit, err := linear.NewFit(scores, truth)
	if err != nil {
		return nil, err
	}
	c := *m
	c.linear = m.linear.Calibrated(fit)
	return &c, nil
}

// Measure tags items and compares. The first report is on what a user gets,
// the second on the ranking of all topics, however unlikely.
func (t *Tagger) Measure(items []corpus.Labelled, names Names) (tagged, ranked corpus.Report) {
	labels := make([]string, len(items))
	given, order := make([][]string, len(items)), make([][]string, len(items))
	s := newScratch(len(t.codes))
	for i, x := range items {
		labels[i] = x.Code
		doc, known := text.Parse(x.Fields()), names.in(x.Fields())
		for _, topic := range t.Tag(doc, known) {
			if !slices.Contains(given[i], topic.Path[0]) {
				given[i] = append(given[i], topic.Path[0])
			}
		}
		for _, g := range t.rank(s, doc, known, nil) {
			order[i] = append(order[i], t.codes[g.class])
		}
	}
	return corpus.Score(labels, given), corpus.Score(labels, order)
}

// Reliability counts the topics of level 1 that items are given with at least
// so much confidence, and how many of them are labelled.
func (t *Tagger) Reliability(items []corpus.Labelled, atLeast int, names Names) (given, right int) {
	for _, x := range items {
		for _, topic := range t.Tag(text.Parse(x.Fields()), names.in(x.Fields())) {
			if len(topic.Path) == 1 && topic.Confidence >= atLeast {
				given++
				if topic.Path[0] == x.Code {
					right++
				}
			}
		}
	}
	return given, right
}
