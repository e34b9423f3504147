package topic

import (
	"errors"
	"math"
	"slices"
	"strings"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// What a text counts in training, against an item of Current Events.
const (
	costEvent    = 1
	costConcept  = 2
	costSeed     = 2
	costTerms    = 1
	costInvented = 2
	costLesson   = 2
	costHinted   = 0.2
	chunkTerms   = 8 // terms of a concept that make a text
)

// The model is learned with these. Measured without the lessons and the names:
// without lift (at cost .05), accuracy on Current Events of 2019 is half a point
// lower; minCount 4 loses one on 2020, and learning from texts of which a first
// model is sure another. Texts without a label that have a telling word cost half
// a point on 2019, and win five on the Trinidad Express: without them there is next
// to nothing to learn religion, education and labour from.
const (
	cost     = 0.02
	balance  = 1.0
	lift     = 0.5
	epochs   = 12
	minCount = 3 // texts that a feature must stand in, unless it was chosen by hand
)

// To the scores of the machine, those of a regression over all classes at once
// are added, which knows how common they are: both are linear, and cost no more
// than one. It gains one point on Current Events of 2020, half of one on 2019 and a
// fifth of one on TagMyNews; the Trinidad Express loses half of one. At share .3
// the front pages begin to lose.
const (
	commonShare  = 0.15
	commonEpochs = 8
	commonRate   = 0.1
	commonScale  = 3
	commonDecay  = 1e-5
	commonDrop   = 0.6
)

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
	know    *knowledge
	names   Names
	path    func(code string) []string
	samples []sample
	hints   map[uint64][]int // classes by telling seed, for texts without a label or that two topics share
}

func newLesson(concepts []corpus.Concept, words *vocabulary) (*lesson, error) {
	l := &lesson{hints: make(map[uint64][]int), path: words.path}
	for _, c := range concepts {
		if c.Level == 1 && c.Retired == nil {
			l.classes = append(l.classes, c.Code)
		}
	}
	var err error
	if l.know, err = newKnowledge(conceptText, l.classes, words.path); err != nil {
		return nil, err
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
	return l, nil
}

func plain(t string) []story.Field { return []story.Field{{Name: story.Body, Text: t}} }

func occurrences(fields []story.Field) []occurrence {
	var s scratch
	s.read(text.Parse(fields), nil)
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

// addStory adds a story that is about the first of the codes, and of which nothing
// is said as to the topics of the others.
func (l *lesson) addStory(fields []story.Field, codes []string, cost float32) {
	known := len(l.samples)
	l.add(fields, codes[0], cost, false)
	for _, code := range codes[1:] {
		path := l.path(code)
		if len(l.samples) == known || len(path) == 0 {
			continue
		}
		if class := slices.Index(l.classes, path[0]); class >= 0 && l.classes[class] != codes[0] {
			l.samples[known].target[class] = 0
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

// forgive takes back in part that the samples so far are not of topics under
// which nobody could file them, where terms of such a topic stand in them: an item
// about a teachers' strike is under politics where there is no heading for
// education. filed are the topics that there are headings for.
func (l *lesson) forgive(filed map[string]bool) {
	s := newScratch(len(l.classes))
	for i := range l.samples {
		x := &l.samples[i]
		s.read(text.Parse(x.fields), l.know)
		target := slices.Clone(x.target)
		for _, c := range s.touched {
			class := l.know.concepts[c].class
			if s.support[c].clear() >= forgivePoints && !filed[l.classes[class]] {
				target[class] = 0
			}
		}
		if !slices.Equal(target, x.target) {
			l.samples = append(l.samples, sample{x.fields, target, x.cost * forgiven, x.keep})
			l.samples[i].cost *= 1 - forgiven
		}
	}
}

const (
	// forgivePoints are those of one strong term.
	forgivePoints = 1.9
	// forgiven is how much of what a text counts is taken back. An item about a
	// shooting at a school is not about education: with all of it, Current Events
	// and TagMyNews lose half a point, and with half of it invented stories begin
	// to.
	forgiven = 0.7
)

// read lays out all texts.
func (l *lesson) read(src Sources) {
	filed := make(map[string]bool)
	for _, e := range src.Events {
		code := src.Labels.Code("wp_current_events", e)
		if code == "" && slices.Contains(e.Labels, "health and environment") {
			code = l.healthOrEnvironment(e.Fields())
		}
		l.add(e.Fields(), code, costEvent, false)
		filed[code] = true
	}
	l.forgive(filed)
	for _, e := range src.Loose {
		l.addHinted(e.Fields())
	}
	for _, c := range src.Concepts {
		if c.Retired == nil && len(c.Path) > 0 {
			l.add([]story.Field{{Name: story.Headline, Text: c.Label}, {Name: story.Body, Text: c.Definition}}, c.Path[0], costConcept, true)
		}
	}
	l.readList()
	for code, line := range headlines() {
		l.add([]story.Field{{Name: story.Headline, Text: line}}, code, costInvented, true)
	}
	for codes, fields := range lessons() {
		l.addStory(fields, codes, costLesson)
	}
	for _, set := range src.Sets {
		for _, i := range set.Items {
			l.add(i.Fields(), i.Code, set.Cost, false)
		}
	}
	for _, code := range l.classes {
		for seed := range strings.SplitSeq(seeds(code), ",") {
			l.add(plain(strings.TrimPrefix(strings.TrimSpace(seed), "+")), code, costSeed, true)
		}
	}
}

// readList lays out the terms of the concepts, as a text for each.
func (l *lesson) readList() {
	all, err := readConcepts(conceptText)
	if err != nil {
		return // newKnowledge has read it already
	}
	top := make(map[string]string)
	for _, c := range l.know.concepts {
		top[c.code] = c.path[0]
	}
	for _, c := range all {
		var terms []string
		for _, t := range c.terms {
			if t.points >= pointsPlain {
				terms = append(terms, strings.ReplaceAll(t.text, " & ", " "))
			}
		}
		for part := range slices.Chunk(terms, chunkTerms) {
			l.add([]story.Field{{Name: story.Headline, Text: c.label}, {Name: story.Body, Text: strings.Join(part, ". ")}}, top[c.code], costTerms, true)
		}
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

// Train learns from all texts. The model is not calibrated. Without vectors,
// words that no text has say nothing.
func Train(src Sources, vectors *Vectors) (*Model, error) {
	words := newVocabulary(src.Concepts, src.Agencies)
	l, err := newLesson(src.Concepts, words)
	if err != nil {
		return nil, err
	}
	l.names = src.Names
	l.read(src)
	if len(l.samples) == 0 || len(l.classes) == 0 {
		return nil, errors.New("topic model: the corpora hold nothing to learn from")
	}
	known := newMeaning(vectors)
	top, err := l.learn(known)
	if err != nil {
		return nil, err
	}
	second, err := l.learnBranches(src, top, words, known)
	if err != nil {
		return nil, err
	}
	b, ok := newBranches(second, words, l.classes)
	if !ok {
		return nil, errors.New("topic model: the branches that were learned are not those of the vocabulary")
	}
	return &Model{top, b, words, l.know}, nil
}

func (l *lesson) learn(words *meaning) (*linear.Model, error) {
	draft := linear.Draft{Recipe: recipe, Classes: l.classes, Bias: make([]float32, len(l.classes))}
	docs := l.vocabulary(&draft, words)
	index, err := linear.Build(draft)
	if err != nil {
		return nil, err
	}
	byRow := words.byRow(index)
	examples := l.examples(index, docs, words, byRow)
	weights, bias := linear.Train(examples, linear.Options{
		Rows: index.Rows() + words.dim, Classes: len(l.classes), Cost: cost, Balance: balance, Epochs: epochs, Seed: 1,
		Lift: lift, Telling: index.Rows(),
	})
	l.addCommon(examples, index.Rows(), weights, bias)
	draft.Bias = bias
	for i := range draft.Rows {
		r := &draft.Rows[i]
		at, _ := index.Find(r.Hash)
		r.Weights = make([]float32, len(weights))
		for c := range weights {
			r.Weights[c] = weights[c][at] + fold(byRow[at], weights[c], index.Rows())
		}
	}
	return linear.Build(draft)
}

// addCommon adds what is learned of all classes at once to weights and bias.
func (l *lesson) addCommon(examples []linear.Example, telling int, weights [][]float32, bias []float32) {
	more, moreBias := linear.TrainSoftmax(examples, linear.SoftmaxOptions{
		Rows: len(weights[0]), Classes: len(l.classes), Epochs: commonEpochs, Seed: 1, Rate: commonRate, Scale: commonScale, Decay: commonDecay,
		Drop: commonDrop, Telling: telling,
	})
	for c := range weights {
		bias[c] += commonShare * moreBias[c]
		for row, w := range more[c] {
			weights[c][row] += commonShare * w
		}
	}
}

// vocabulary sets the rows of the draft to the features to learn, without
// weights, and returns the features of every sample.
func (l *lesson) vocabulary(d *linear.Draft, words *meaning) [][]counted {
	var s scratch
	docs := make([][]counted, len(l.samples))
	frequency, keep := make(map[uint64]int), make(map[uint64]bool)
	for i, x := range l.samples {
		doc := text.Parse(x.fields)
		s.note(doc, l.names.in(x.fields))
		s.read(doc, l.know)
		docs[i] = slices.Clone(s.counts)
		for _, c := range s.counts {
			frequency[c.hash]++
			keep[c.hash] = keep[c.hash] || x.keep
		}
	}
	least := l.know.rarities()
	for h, n := range frequency {
		if n >= minCount || keep[h] || words.vector[h] != nil {
			d.Rows = append(d.Rows, linear.Row{Hash: h, Rarity: max(least[h], float32(math.Log(float64(len(docs))/float64(n))))})
		}
	}
	d.Rows = append(d.Rows, words.rows(frequency, float32(vectorRarity*math.Log(float64(len(docs))/2)))...)
	return docs
}

func (l *lesson) examples(index *linear.Model, docs [][]counted, words *meaning, byRow [][]float32) []linear.Example {
	var s scratch
	all := make([]linear.Example, len(docs))
	for i, x := range l.samples {
		s.counts = docs[i]
		s.vector(index)
		all[i] = linear.Example{Features: words.features(slices.Clone(s.features), byRow, index.Rows()), Target: x.target, Cost: x.cost}
	}
	return all
}
