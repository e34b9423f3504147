package topic

import (
	"errors"
	"fmt"
	"slices"

	"dateline/enrich/linear"
)

// branches is the classifier of level 2: given that a story is of a topic of
// level 1, which of the branches below it its words speak for. Its classes are
// all concepts of level 2, those of one topic of level 1 side by side.
type branches struct {
	model *linear.Model // nil in a vocabulary that has no level 2
	first []int         // by class of level 1: its first branch; one more at the end
	shown []bool        // by branch: it can be given
}

// branchCodes returns the active concepts of level 2 in the order of the
// classes of level 1.
func branchCodes(v *vocabulary, classes []string) []string {
	var all []string
	for _, top := range classes {
		for _, e := range v.entries {
			if e.parent == top && !e.retired {
				all = append(all, e.code)
			}
		}
	}
	return all
}

// newBranches makes a classifier ready whose classes must be branchCodes.
func newBranches(m *linear.Model, v *vocabulary, classes []string) (*branches, bool) {
	codes := branchCodes(v, classes)
	b := &branches{model: m}
	if !slices.Equal(codes, b.codes()) {
		return nil, false
	}
	at := 0
	for _, top := range classes {
		b.first = append(b.first, at)
		for at < len(codes) {
			if e, ok := v.entry(codes[at]); !ok || e.parent != top {
				break
			}
			at++
		}
	}
	b.first = append(b.first, at)
	return b, true
}

// show notes which branches can be given: all but those that are quiet.
func (b *branches) show(k *knowledge) {
	b.shown = slices.Repeat([]bool{true}, len(b.codes()))
	for _, c := range k.concepts {
		if at := slices.Index(b.codes(), c.code); at >= 0 {
			b.shown[at] = !c.quiet
		}
	}
}

// of returns the branches [first, last) below a topic of level 1.
func (b *branches) of(class int) (first, last int) { return b.first[class], b.first[class+1] }

// codes returns the branches.
func (b *branches) codes() []string {
	if b.model == nil {
		return nil
	}
	return b.model.Classes()
}

// bytes returns the classifier as readBranches takes it.
func (b *branches) bytes() ([]byte, error) {
	if b.model == nil {
		return nil, nil
	}
	return b.model.Bytes()
}

// readBranches reads the classifier; no bytes are one without classes.
func readBranches(part []byte, v *vocabulary, classes []string) (*branches, error) {
	var m *linear.Model
	if len(part) > 0 {
		var err error
		if m, err = linear.Read(part); err != nil {
			return nil, fmt.Errorf("topic model, level 2: %w", err)
		}
		if m.Recipe() != branchRecipe {
			return nil, fmt.Errorf("topic model, level 2: trained on features %q, these are %q", m.Recipe(), branchRecipe)
		}
	}
	b, ok := newBranches(m, v, classes)
	if !ok {
		return nil, errors.New("topic model: its branches are not those of its vocabulary")
	}
	return b, nil
}

// score sets s.branchScores to what each branch below a topic of level 1 scores
// with s.branchWords.
func (b *branches) score(s *scratch, class int) {
	if len(s.branchScores) != len(b.codes()) {
		s.branchScores = make([]float32, len(b.codes()))
	}
	first, last := b.of(class)
	b.model.ScoreSome(s.branchWords, s.branchScores, first, last)
}

// lead returns by how much a branch is ahead of the best other one of its
// topic; less than zero where it is behind.
func (b *branches) lead(s *scratch, class, branch int) float32 {
	first, last := b.of(class)
	best := float32(-1)
	for c := first; c < last; c++ {
		if c != branch {
			best = max(best, s.branchScores[c])
		}
	}
	return s.branchScores[branch] - best
}
