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
	// below it, must be to be given. Of the stories of lessons.txt, read crosswise,
	// 69 in 100 topics so given are right and 24 in 100 branches found; with
	// minBranch at .55 it is 66 and 28, with minConcept at .5 72 and 23, but then
	// short texts about a concept go without it.
	minBranch  = 0.65
	minConcept = 0.45
	// depthCost is how much less likely than the likeliest concept of a branch one
	// further down may be to be given in its place: editors often stop at level 3.
	depthCost = 0.1
	// twoStrong are the points of two strong terms.
	twoStrong = 2*pointsStrong - 0.1
	// plainPoints are those of one term that is not ambiguous: a concept without
	// any is not given.
	plainPoints = 0.95
	// silentChance of the level-1 topic is needed for a branch that no term speaks
	// for.
	silentChance = 0.35
	// soundChance, in 100, of the level-1 topic is needed for a concept that
	// rests on one ambiguous word.
	soundChance = 80
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
// likely branch a likely concept, or the branch itself where none is likely
// enough. given are its topics of level 1.
func (t *Tagger) deeper(s *scratch, doc *text.Doc, given []Explained) []Explained {
	var found []deep
	if t.branches.model == nil {
		return nil
	}
	s.unname(doc)
	most := t.sumBranches(s)
	s.branchWords = weigh(s.branchWords[:0], s.counts, t.branches.model)
	best, _ := likeliest(s.chances)
	for class, chance := range s.chances {
		if chance < leastChance {
			continue
		}
		t.branches.score(s, class)
		first, last := t.branches.of(class)
		for b := first; b < last; b++ {
			if d, ok := t.below(s, class, b, chance, most, class == best); ok {
				found = append(found, d)
			}
		}
	}
	slices.SortFunc(found, func(a, b deep) int { return cmp.Or(cmp.Compare(b.p, a.p), cmp.Compare(a.branch, b.branch)) })
	var all []Explained
	for _, d := range found[:min(len(found), maxDeeper)] {
		e := Explained{Topic: t.topic(d.path, sober(d.p))}
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

// below returns what a story is given of one branch: of the concepts in it that
// are likely, the one furthest down that is hardly less likely than the
// likeliest, or the branch itself where none is likely.
//
// most are the points of the branch that has the most.
func (t *Tagger) below(s *scratch, class, branch int, chance float64, most float32, main bool) (deep, bool) {
	code := t.branches.model.Classes()[branch]
	var terms float32
	for _, x := range s.branchTerms {
		if x.code == code {
			terms = x.points
		}
	}
	for _, c := range s.touched {
		if k := &t.knowledge.concepts[c]; k.code == code && s.support[c].points <= 0 {
			return deep{}, false // "European Union" is no union
		}
	}
	p := branchChance(chance, s.branchScores[branch], t.branches.lead(s, class, branch), terms, terms-most, main)
	best := 0.0
	s.likely = s.likely[:0]
	for _, c := range s.touched {
		if k := &t.knowledge.concepts[c]; k.path[1] == code && s.support[c].clearBelow() > 0 {
			best = max(best, t.weighLine(s, k.line, branch, p))
		}
	}
	d := deep{[]string{t.codes[class], code}, p, branch, -1}
	for _, x := range s.likely {
		if best >= minConcept && x.p >= best-depthCost && (len(x.path) > len(d.path) || len(x.path) == len(d.path) && x.p > d.p) {
			d = x
		}
	}
	shown := t.branches.shown[branch]
	return d, d.owner >= 0 || shown && p >= minBranch && (chance >= silentChance || terms >= plainPoints && chance >= minChance)
}

// weighLine appends to s.likely the concepts of a line that terms speak for and
// that are not there yet, and returns the best chance among them. p is how likely
// their branch is.
func (t *Tagger) weighLine(s *scratch, line []int32, branch int, p float64) (best float64) {
	for _, c := range line {
		if slices.ContainsFunc(s.likely, func(d deep) bool { return d.owner == c }) {
			continue
		}
		path := t.knowledge.concepts[c].path
		points, rival := t.standing(s, path)
		if points < plainPoints || s.support[c].points < 0 {
			continue
		}
		q := conceptChance(p, points-rival, len(path), s.support[c].clearBelow() >= twoStrong)
		s.likely = append(s.likely, deep{path, q, branch, c})
		best = max(best, q)
	}
	return best
}

// standing returns the points of a concept, those of the concepts below it
// included, and those of the best other concept of its branch that is neither
// above nor below it.
func (t *Tagger) standing(s *scratch, path []string) (points, rival float32) {
	for _, c := range s.touched {
		other := t.knowledge.concepts[c].path
		switch clear := s.support[c].clearBelow(); {
		case len(other) < 3 || other[1] != path[1] || clear <= 0:
		case slices.Contains(other, path[len(path)-1]):
			points += clear
		case !slices.Contains(path, other[len(other)-1]):
			rival = max(rival, clear)
		}
	}
	return points, rival
}

// branchChance is how likely a branch applies in a story that is of its level-1
// topic with the given chance. score and lead are those of the classifier of
// level 2; terms are the points of what speaks for concepts of the branch, behind
// those less the points of the branch that has the most; and main says whether the
// topic is the likeliest one of the story. The numbers are those of a logistic
// regression on the 1,830 stories of lessons.txt, of each half with a model that
// had learned from the other: of the branches of chance .8 and more 289 of 355
// were right, at .7 152 of 217, at .6 158 of 242.
func branchChance(chance float64, score, lead, terms, behind float32, main bool) float64 {
	z := -1.84 + 0.48*logOdds(chance) + oddsOfScore*float64(score) + 0.66*float64(min(max(lead, -2), 0)) - 0.92*float64(min(max(lead, 0), 2))
	z += oddsOfPoint*float64(min(max(terms, 0), 4)) + 0.04*float64(max(behind, -4))
	if main {
		z += 1
	}
	return 1 / (1 + math.Exp(-z))
}

// conceptChance is how likely a concept below a branch of the given chance
// applies. margin are its points less those of the best other one, level is its
// depth, and strong says whether terms of its own are worth two strong ones. Its
// numbers are from the same stories, whose labels go below level 4 in 1 of 40
// places where a term does: further down is only given what is said twice.
func conceptChance(branch float64, margin float32, level int, strong bool) float64 {
	z := -1.49 + 0.55*logOdds(branch) + 0.43*float64(min(max(margin, -3), 3))
	if level >= 5 && !strong {
		z -= 2.89
	}
	return 1 / (1 + math.Exp(-z))
}

// sumBranches sets s.branchTerms to what speaks for concepts of each branch, and
// returns the most.
func (t *Tagger) sumBranches(s *scratch) (most float32) {
	s.branchTerms = s.branchTerms[:0]
	for _, c := range s.touched {
		k := &t.knowledge.concepts[c]
		if len(k.path) < 2 || s.chances[k.class] < leastChance {
			continue
		}
		at := slices.IndexFunc(s.branchTerms, func(x branchTerms) bool { return x.code == k.path[1] })
		if at < 0 {
			at = len(s.branchTerms)
			s.branchTerms = append(s.branchTerms, branchTerms{code: k.path[1]})
		}
		s.branchTerms[at].points += s.support[c].clearBelow()
	}
	for _, x := range s.branchTerms {
		most = max(most, x.points)
	}
	return most
}

// branchTerms are the points of strong terms of all concepts of a branch.
type branchTerms struct {
	code   string
	points float32
}

// pessimism is taken off the logarithm of the odds of a topic that is given: with
// it, of the branches of lessons.txt, read crosswise, that would be given 80 or
// more, 219 of 259 are right; without it 289 of 355.
const pessimism = 0.35

// sober returns the confidence of a topic of chance p.
func sober(p float64) float64 { return 1 / (1 + math.Exp(pessimism-logOdds(p))) }

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
