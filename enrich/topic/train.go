package topic

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// What a text of each source counts in training, against an item of Current
// Events. There are 45,000 of those and a few thousand of all the others.
// Twice the weight for the others gains a point on the Trinidad Express and
// loses one on Current Events of 2020.
const (
	costEvent   = 1
	costConcept = 2
	costSIB     = 2
	costSeed    = 2
	costBill    = 1
	costHinted  = 0.2
)

// The model is learned with these. Cost .3 and .02 are worse by half a point
// of accuracy or more on Current Events of 2019; balance 0 by nine points on
// TagMyNews, whose topics are rare in Current Events; minCount 4 by one point
// on 2020.
const (
	cost     = 0.05
	balance  = 0.7
	epochs   = 12
	minCount = 2 // texts that a feature must stand in, unless it was chosen by hand
)

// Sources are the corpora that a model is trained on.
type Sources struct {
	Concepts []corpus.Concept
	Labels   corpus.Labels
	Events   []corpus.Item // Wikipedia's Current Events
	Loose    []corpus.Item // the same, without headings
	SIB      []corpus.Item
	Bills    []corpus.Item
}

// ReadSources reads the corpora below folder.
func ReadSources(folder string) (Sources, error) {
	var s Sources
	var err error
	read := func(path string) (items []corpus.Item) {
		if err == nil {
			items, err = corpus.ReadItems(filepath.Join(folder, "topics", filepath.FromSlash(path)))
		}
		return items
	}
	s.Events = read("wp_current_events/labelled_2002_2020.jsonl")
	s.Loose = read("wp_current_events/unlabelled_before_2025.jsonl.gz")
	s.SIB = read("sib200_eng/train.jsonl")
	s.Bills = read("uscongress_bills/all.jsonl")
	if err == nil {
		s.Concepts, err = corpus.ReadConcepts(filepath.Join(folder, "iptc", "mediatopics.jsonl"))
	}
	if err == nil {
		s.Labels, err = corpus.ReadLabels(filepath.Join(folder, "topics", "label_to_medtop_level1.json"))
	}
	return s, err
}

// sample is one text with what is known of its classes.
type sample struct {
	fields []story.Field
	target []int8
	cost   float32
	keep   bool // its features stay, however rare
}

// lesson gathers the samples.
type lesson struct {
	classes []string // codes
	samples []sample
	hints   map[uint64][]int // classes by telling seed
}

func newLesson(concepts []corpus.Concept) *lesson {
	l := &lesson{hints: make(map[uint64][]int)}
	for _, c := range concepts {
		if c.Level == 1 && c.Retired == nil {
			l.classes = append(l.classes, c.Code)
		}
	}
	for c, code := range l.classes {
		for seed := range strings.SplitSeq(seeds(code), ",") {
			seed, telling := strings.CutPrefix(strings.TrimSpace(seed), "+")
			if telling {
				all := occurrences(plain(seed))
				last := all[len(all)-1].hash // of the word, or of the pair
				l.hints[last] = append(l.hints[last], c)
			}
		}
	}
	return l
}

func plain(t string) []story.Field { return []story.Field{{Name: story.Body, Text: t}} }

func occurrences(fields []story.Field) []occurrence {
	var s scratch
	s.read(text.Parse(fields))
	return s.all
}

// add adds a text of one class. A code that is none of the classes, such as
// the empty one, adds nothing.
func (l *lesson) add(fields []story.Field, code string, cost float32, keep bool) {
	class := slices.Index(l.classes, code)
	if class < 0 {
		return
	}
	target := slices.Repeat([]int8{-1}, len(l.classes))
	target[class] = 1
	l.samples = append(l.samples, sample{fields, target, cost, keep})
}

// read lays out all texts dated before the given day, or all.
func (l *lesson) read(src Sources, before string) {
	early := func(date string) bool { return before == "" || date < before }
	for _, e := range src.Events {
		if early(e.Date) {
			code := src.Labels.Code("wp_current_events", e)
			if code == "" && slices.Contains(e.Labels, "health and environment") {
				code = l.healthOrEnvironment(e.Fields())
			}
			l.add(e.Fields(), code, costEvent, false)
		}
	}
	for _, e := range src.Loose {
		if early(e.Date) {
			l.addHinted(e.Fields())
		}
	}
	for _, c := range src.Concepts {
		if c.Retired == nil && len(c.Path) > 0 {
			l.add([]story.Field{{Name: story.Headline, Text: c.Label}, {Name: story.Body, Text: c.Definition}}, c.Path[0], costConcept, true)
		}
	}
	for _, e := range src.SIB {
		l.add(e.Fields(), src.Labels.Code("sib200_eng", e), costSIB, false)
	}
	for _, e := range src.Bills {
		for _, label := range e.Labels {
			l.add(plain(e.Title), billTopic(label), costBill, false)
		}
	}
	for _, code := range l.classes {
		for seed := range strings.SplitSeq(seeds(code), ",") {
			l.add(plain(strings.TrimPrefix(strings.TrimSpace(seed), "+")), code, costSeed, true)
		}
	}
}

// addHinted adds a text without a label for the classes of which it has a
// telling seed. It says nothing about the other classes.
func (l *lesson) addHinted(fields []story.Field) {
	target, any := make([]int8, len(l.classes)), false
	for _, o := range occurrences(fields) {
		for _, class := range l.hints[o.hash] {
			target[class], any = 1, true
		}
	}
	if any {
		l.samples = append(l.samples, sample{fields, target, costHinted, false})
	}
}

// healthOrEnvironment decides for a text of a heading that covers both.
func (l *lesson) healthOrEnvironment(fields []story.Field) string {
	environment := slices.Index(l.classes, "06000000")
	for _, o := range occurrences(fields) {
		if slices.Contains(l.hints[o.hash], environment) {
			return "06000000"
		}
	}
	t := strings.ToLower(fields[0].Text)
	for _, part := range []string{"virus", "covid", "disease", "hospital", "health", "vaccin", "patient", "medic", "doctor", "infect", "outbreak"} {
		if strings.Contains(t, part) {
			return "07000000"
		}
	}
	return ""
}

// Train learns from all texts dated before the given day, or from all texts
// if it is empty. The model is not calibrated.
func Train(src Sources, before string) (*linear.Model, error) {
	l := newLesson(src.Concepts)
	l.read(src, before)
	if len(l.samples) == 0 || len(l.classes) == 0 {
		return nil, errors.New("topic model: the corpora hold nothing to learn from")
	}
	draft := linear.Draft{Recipe: recipe, Bias: make([]float32, len(l.classes))}
	for _, c := range src.Concepts {
		if slices.Contains(l.classes, c.Code) {
			draft.Classes = append(draft.Classes, c.Code+" "+c.Label)
		}
	}
	docs := l.vocabulary(&draft)
	index, err := linear.Build(draft)
	if err != nil {
		return nil, err
	}
	weights, bias := linear.Train(l.examples(index, docs), linear.Options{
		Rows: index.Rows(), Classes: len(l.classes), Cost: cost, Balance: balance, Epochs: epochs, Seed: 1,
	})
	draft.Bias = bias
	for i := range draft.Rows {
		r := &draft.Rows[i]
		at, _ := index.Find(r.Hash)
		r.Weights = make([]float32, len(weights))
		for c := range weights {
			r.Weights[c] = weights[c][at]
		}
	}
	return linear.Build(draft)
}

// vocabulary sets the rows of the draft to the features to learn, without
// weights, and returns the features of every sample.
func (l *lesson) vocabulary(d *linear.Draft) [][]counted {
	var s scratch
	docs := make([][]counted, len(l.samples))
	frequency, keep := make(map[uint64]int), make(map[uint64]bool)
	for i, x := range l.samples {
		s.read(text.Parse(x.fields))
		docs[i] = slices.Clone(s.counts)
		for _, c := range s.counts {
			frequency[c.hash]++
			keep[c.hash] = keep[c.hash] || x.keep
		}
	}
	for h, n := range frequency {
		if n >= minCount || keep[h] {
			d.Rows = append(d.Rows, linear.Row{Hash: h, Rarity: float32(math.Log(float64(len(docs)) / float64(n)))})
		}
	}
	return docs
}

func (l *lesson) examples(index *linear.Model, docs [][]counted) []linear.Example {
	var s scratch
	all := make([]linear.Example, len(docs))
	for i, x := range l.samples {
		s.counts = docs[i]
		s.vector(index)
		all[i] = linear.Example{Features: slices.Clone(s.features), Target: x.target, Cost: x.cost}
	}
	return all
}

// Calibrate returns the model with its scores fitted to how often they were
// right on items.
func Calibrate(m *linear.Model, items []corpus.Labelled) (*linear.Model, error) {
	t, err := newTagger(m)
	if err != nil {
		return nil, err
	}
	scores, truth := make([][]float32, len(items)), make([]int, len(items))
	s := newScratch(len(t.codes))
	for i, x := range items {
		t.rank(s, text.Parse(x.Fields()), nil)
		scores[i], truth[i] = slices.Clone(s.scores), slices.Index(t.codes, x.Code)
	}
	fit, err := linear.NewFit(scores, truth)
	if err != nil {
		return nil, err
	}
	return m.Calibrated(fit), nil
}

// Measure tags items and compares. The first report is on what a user gets,
// the second on the ranking of all topics, however unlikely.
func (t *Tagger) Measure(items []corpus.Labelled) (tagged, ranked corpus.Report) {
	labels := make([]string, len(items))
	given, order := make([][]string, len(items)), make([][]string, len(items))
	s := newScratch(len(t.codes))
	for i, x := range items {
		labels[i] = x.Code
		doc := text.Parse(x.Fields())
		for _, topic := range t.Tag(doc) {
			given[i] = append(given[i], topic.Path[0])
		}
		for _, g := range t.rank(s, doc, nil) {
			order[i] = append(order[i], t.codes[g.class])
		}
	}
	return corpus.Score(labels, given), corpus.Score(labels, order)
}
