package topic

import (
	"cmp"
	"math"
	"slices"

	"dateline/enrich/text"
)

const (
	// maxDeeper is how many topics below level 1 a story is given.
	maxDeeper = 2
	// minBranch and minConcept are how likely a branch of level 2, and a concept
	// below it, must be to be given.
	minBranch  = 0.5
	minConcept = .65
	// minSilent is how likely a branch must be that no term speaks for.
	minSilent = 0.62
	// coverShare is what a concept must have of the points of one above it to
	// be given in its place.
	coverShare = 0.4
	// plainPoints are those of one term that is not ambiguous: a concept without
	// any is not given.
	plainPoints = 0.95
	// silentChance of the level-1 topic is needed for a branch that no term speaks
	// for.
	silentChance = 0.35
	// soundChance, in 100, of the level-1 topic is needed for a concept that
	// rests on one ambiguous word.
	soundChance = 70
	// leastChance of the level-1 topic: below it, a strong term means
	// something else.
	leastChance = 0.05
)

// deep is a concept that may be given.
type deep struct {
	path   []string
	p      float64
	branch int   // its branch, by the classes of branches
	owner  int32 // its number among those of the list, or -1 where the branch itself is given
}

// deeper returns the concepts below level 1 that the story supports: of every
// likely branch the likeliest concept, or the branch itself where none is likely
// enough. given are its topics of level 1.
func (t *Tagger) deeper(s *scratch, doc *text.Doc, given []Explained) []Explained {
	var found []deep
	if t.branches.model == nil {
		return nil
	}
	s.branchWords = weigh(s.branchWords[:0], s.counts, t.branches.model)
	best, _ := likeliest(s.chances)
	for class, chance := range s.chances {
		if chance < leastChance {
			continue
		}
		t.branches.score(s, class)
		first, last := t.branches.of(class)
		for b := first; b < last; b++ {
			if d, ok := t.below(s, class, b, chance, class == best); ok {
				found = append(found, d)
			}
		}
	}
	slices.SortFunc(found, func(a, b deep) int { return cmp.Or(cmp.Compare(b.p, a.p), cmp.Compare(a.branch, b.branch)) })
	var all []Explained
	for _, d := range found[:min(len(found), maxDeeper)] {
		e := Explained{Topic: t.topic(d.path, d.p)}
		e.Relevance = relevance(given, d.path[0], d.p)
		var shown []tokens
		e.Evidence, e.Weights, shown = t.deepEvidence(s, doc, d)
		sound := slices.ContainsFunc(given, func(g Explained) bool { return g.Path[0] == d.path[0] && g.Confidence >= soundChance })
		if len(shown) > 0 && (sound || !t.alone(s, shown, noGain)) {
			all = append(all, e)
		}
	}
	return all
}

func likeliest(chances []float64) (class int, chance float64) {
	for c, p := range chances {
		if p > chance {
			class, chance = c, p
		}
	}
	return class, chance
}

// below returns what a story is given of one branch.
func (t *Tagger) below(s *scratch, class, branch int, chance float64, main bool) (deep, bool) {
	code := t.branches.model.Classes()[branch]
	var terms float32
	shown := t.branches.shown[branch]
	for _, c := range s.touched {
		k := &t.knowledge.concepts[c]
		if k.path[1] == code {
			terms += s.support[c].clear()
		}
		if k.code == code && s.support[c].points <= 0 {
			return deep{}, false // "European Union" is no union
		}
	}
	p := branchChance(chance, s.branchScores[branch], t.branches.lead(s, class, branch), terms, main)
	d := deep{[]string{t.codes[class], code}, p, branch, -1}
	for _, c := range s.touched {
		k := &t.knowledge.concepts[c]
		if k.quiet || len(k.path) < 3 || k.path[1] != code || s.support[c].clear() < plainPoints {
			continue
		}
		q := conceptChance(p, t.points(s, c), t.rival(s, c), s.allPoints())
		if q >= minConcept && (d.owner < 0 || q > d.p || q == d.p && len(k.path) > len(d.path)) {
			d = deep{k.path, q, branch, c}
		}
	}
	return d, d.owner >= 0 || shown && (p >= minSilent && chance >= silentChance || p >= minBranch && terms >= plainPoints && chance >= minChance)
}

// points returns those of a concept, or of one above it of which it has a good
// share: its path says both.
func (t *Tagger) points(s *scratch, concept int32) float32 {
	own, path := s.support[concept].points, t.knowledge.concepts[concept].path
	most := own
	for _, c := range s.touched {
		other := t.knowledge.concepts[c].path
		if len(other) > 2 && len(other) < len(path) && other[len(other)-1] == path[len(other)-1] && own >= coverShare*s.support[c].points {
			most = max(most, s.support[c].points)
		}
	}
	return most
}

// rival returns the points of the best other concept of the same branch that is
// neither above nor below a concept.
func (t *Tagger) rival(s *scratch, concept int32) (points float32) {
	path := t.knowledge.concepts[concept].path
	for _, c := range s.touched {
		other := t.knowledge.concepts[c].path
		if len(other) > 2 && other[1] == path[1] && !slices.Contains(path, other[len(other)-1]) && !slices.Contains(other, path[len(path)-1]) {
			points = max(points, s.support[c].points)
		}
	}
	return points
}

// branchChance is how likely a branch applies in a story that is of its level-1
// topic with the given chance. score and lead are those of the classifier of
// level 2, terms the points of what speaks for concepts of the branch, and main
// says whether the topic is the likeliest one of the story. The numbers are those
// of a logistic regression on the 137 invented stories that settings are tuned
// on, and, at a tenth of the weight, on the texts that the tests have for each
// concept.
func branchChance(chance float64, score, lead, terms float32, main bool) float64 {
	z := -3.65 + 0.21*logOdds(chance) + 1.01*float64(score) + 1.0*float64(min(lead, 1)) + 0.61*float64(min(max(terms, 0), 4))
	if main {
		z += 2.26
	}
	return 1 / (1 + math.Exp(-z))
}

// conceptChance is how likely a concept below a branch of the given chance
// applies. points are its own, rival those of the best other one, and all those
// of all concepts, on any branch: a term is worth more in a story that has no
// others. Its numbers are from the same stories.
func conceptChance(branch float64, points, rival, all float32) float64 {
	z := -2.46 + 0.49*logOdds(branch) + 0.09*float64(min(points, 6)) + 0.44*float64(min(max(points-rival, -3), 3)) + 2.15*float64(points/max(points, all))
	return 1 / (1 + math.Exp(-z))
}

// allPoints returns the points of the strong terms of all concepts.
func (s *scratch) allPoints() (all float32) {
	for _, c := range s.touched {
		all += max(0, s.support[c].clear())
	}
	return all
}

func logOdds(p float64) float64 {
	p = min(max(p, 0.01), 0.99)
	return math.Log(p / (1 - p))
}

// relevance of a concept: less than that of its level-1 topic, where that is
// given.
func relevance(given []Explained, top string, p float64) int {
	for _, g := range given {
		if g.Path[0] == top {
			return max(1, int(float64(g.Relevance)*p))
		}
	}
	least := 100
	for _, g := range given {
		least = min(least, g.Relevance)
	}
	return max(1, int(float64(least)*p/2))
}
