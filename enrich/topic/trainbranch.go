package topic

import (
	"maps"
	"math"
	"slices"
	"strings"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// No corpus is labelled with concepts of level 2. What is learned of them comes
// from their definitions, from the terms of the list, and from texts in which
// such terms stand, as if an editor had filed them there. Of a text of the last
// kind a second copy is learned without the words of the terms, so that the words
// around them are learned as well: "carriages" and "signal" beside "train
// derailed".
const (
	costBranchText    = 1
	costBranchConcept = 6
	costBranchSeed    = 6
	costBranchLesson  = 4
	branchCost        = 0.05
	branchBalance     = 1
	// labelPoints are the points of strong terms that file a text below a
	// branch; one strong term has two.
	labelPoints = 4
	// branchMin is how many texts a word must stand in, and branchVectors how
	// many of the commonest words are known from word vectors alone.
	branchMin     = 4
	branchVectors = 20_000
)

// filed is a text with what is known of its branches.
type filed struct {
	words  []counted
	target []int8 // by branch: 1, -1, or 0 where nothing is known
	cost   float32
	keep   bool
}

type branchLesson struct {
	*lesson
	codes []string
	words *vocabulary
	top   []int // by branch: its class of level 1
	filed []filed
}

// learnBranches learns the classifier of level 2, or nil where the vocabulary
// has no level 2. top is that of level 1.
func (l *lesson) learnBranches(src Sources, top *linear.Model, words *vocabulary, vectors *meaning) (*linear.Model, error) {
	b := &branchLesson{lesson: l, codes: branchCodes(words, l.classes), words: words}
	for _, code := range b.codes {
		b.top = append(b.top, slices.Index(l.classes, words.path(code)[0]))
	}
	if len(b.codes) == 0 {
		return nil, nil
	}
	b.readConcepts(src.Concepts)
	b.readTexts(src, top)
	b.readLessons()
	return b.learn(vectors)
}

// readConcepts lays out the definitions and the terms of the list.
func (b *branchLesson) readConcepts(concepts []corpus.Concept) {
	for _, c := range concepts {
		if c.Retired == nil && len(c.Path) > 1 {
			b.known([]story.Field{{Name: story.Headline, Text: c.Label}, {Name: story.Body, Text: c.Definition}}, c.Path[1], costBranchConcept)
		}
	}
	list, err := readConcepts(conceptText)
	if err != nil {
		return // newKnowledge has read it already
	}
	deeper, err := readConcepts(deeperTermText)
	if err != nil {
		return
	}
	for _, c := range append(list, deeper...) {
		path := b.words.path(c.code)
		if len(path) < 2 {
			continue
		}
		for _, t := range c.terms {
			if t.points >= pointsPlain {
				b.known(plain(strings.ReplaceAll(t.text, " & ", " ")), path[1], costBranchSeed)
			}
		}
	}
}

// known adds a text of one branch.
func (b *branchLesson) known(fields []story.Field, code string, cost float32) {
	at := slices.Index(b.codes, code)
	if at < 0 {
		return
	}
	target := make([]int8, len(b.codes))
	for c := range b.codes {
		if b.top[c] == b.top[at] {
			target[c] = -1
		}
	}
	target[at] = 1
	var s scratch
	s.read(text.Parse(fields), nil)
	b.filed = append(b.filed, filed{wordsOnly(&s, nil), target, cost, true})
}

// readTexts files the texts of the corpora by the terms in them: below the topic
// of level 1 that they are labelled with, or, without a label, below the one
// that the classifier of level 1 ranks first.
func (b *branchLesson) readTexts(src Sources, top *linear.Model) {
	s := newScratch(len(b.classes))
	for _, e := range src.Events {
		b.file(s, e.Fields(), slices.Index(b.classes, src.Labels.Code("wp_current_events", e)), top)
	}
	for _, e := range src.Loose {
		b.file(s, e.Fields(), -1, top)
	}
	for _, set := range src.Sets {
		if set.Open {
			for _, i := range set.Items {
				b.file(s, i.Fields(), slices.Index(b.classes, i.Code), top)
			}
		}
	}
	for code, line := range headlines() {
		b.file(s, []story.Field{{Name: story.Headline, Text: line}}, slices.Index(b.classes, code), top)
	}
}

func (b *branchLesson) file(s *scratch, fields []story.Field, class int, top *linear.Model) {
	doc := text.Parse(fields)
	s.read(doc, b.know)
	if class < 0 {
		s.vector(top)
		top.Score(s.features, s.scores)
		class, _ = first(s.scores)
	}
	target, found := b.targets(s, class)
	if !found {
		return
	}
	b.filed = append(b.filed, filed{wordsOnly(s, nil), target, costBranchText, false})
	b.filed = append(b.filed, filed{wordsOnly(s, s.finding.hits), target, costBranchText, false})
}

// readLessons lays out the invented stories, each below the branches that it is
// labelled with.
func (b *branchLesson) readLessons() {
	s := newScratch(len(b.classes))
	for codes, fields := range lessons() {
		target := make([]int8, len(b.codes))
		for _, code := range codes {
			path := b.words.path(code)
			if len(path) < 2 {
				continue
			}
			at := slices.Index(b.codes, path[1])
			if at < 0 {
				continue
			}
			for c := range b.codes {
				if b.top[c] == b.top[at] && target[c] == 0 {
					target[c] = -1
				}
			}
			target[at] = 1
		}
		s.read(text.Parse(fields), b.know)
		b.filed = append(b.filed, filed{wordsOnly(s, nil), target, costBranchLesson, false})
	}
}

func first(scores []float32) (class int, score float32) {
	for c, v := range scores {
		if c == 0 || v > score {
			class, score = c, v
		}
	}
	return class, score
}

// targets returns which branches below a class the terms of a text speak for.
func (b *branchLesson) targets(s *scratch, class int) (target []int8, found bool) {
	target = make([]int8, len(b.codes))
	for c := range b.codes {
		if b.top[c] == class {
			target[c] = -1
		}
	}
	points := make(map[string]float32)
	for _, c := range s.touched {
		path := b.know.concepts[c].path
		if b.know.concepts[c].class == class && len(path) > 1 {
			points[path[1]] += max(0, s.support[c].strong)
		}
	}
	for code, p := range points {
		at := slices.Index(b.codes, code)
		switch {
		case at < 0:
		case p >= labelPoints:
			target[at], found = 1, true
		case p > 0:
			target[at] = 0
		}
	}
	return target, found
}

// wordsOnly returns the words that s has read, without pairs and terms, and
// without those of the hits.
func wordsOnly(s *scratch, without []hit) []counted {
	hidden := func(o occurrence) bool {
		return slices.ContainsFunc(without, func(h hit) bool {
			return h.field == o.field && (h.first <= o.first && o.first < h.last || h.first2 <= o.first && o.first < h.last2)
		})
	}
	seen := make(map[int32]bool)
	var all []counted
	for _, o := range s.all {
		if o.left < 0 && o.points == 0 && !seen[o.count] && !hidden(o) {
			seen[o.count] = true
			all = append(all, s.counts[o.count])
		}
	}
	return all
}

func (b *branchLesson) learn(vectors *meaning) (*linear.Model, error) {
	draft := linear.Draft{Recipe: branchRecipe, Classes: b.codes, Bias: make([]float32, len(b.codes))}
	frequency, keep := make(map[uint64]int), make(map[uint64]bool)
	for _, f := range b.filed {
		for _, w := range f.words {
			frequency[w.hash]++
			keep[w.hash] = keep[w.hash] || f.keep
		}
	}
	n := float64(len(b.filed))
	for _, h := range slices.Sorted(maps.Keys(frequency)) {
		if df := frequency[h]; keep[h] || df >= branchMin {
			draft.Rows = append(draft.Rows, linear.Row{Hash: h, Rarity: float32(math.Log(n / float64(df)))})
		} else {
			delete(frequency, h)
		}
	}
	draft.Rows = append(draft.Rows, vectors.first(branchVectors).rows(frequency, float32(vectorRarity*math.Log(n/2)))...)
	index, err := linear.Build(draft)
	if err != nil {
		return nil, err
	}
	byRow := vectors.byRow(index)
	examples := make([]linear.Example, len(b.filed))
	for i, f := range b.filed {
		examples[i] = linear.Example{Features: vectors.features(weigh(nil, f.words, index), byRow, index.Rows()), Target: f.target, Cost: f.cost}
	}
	weights, bias := linear.Train(examples, linear.Options{
		Rows: index.Rows() + vectors.dim, Classes: len(b.codes), Cost: branchCost, Balance: branchBalance, Epochs: epochs, Seed: 1,
	})
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
