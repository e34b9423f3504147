package entity

import (
	"math"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
)

// fitScale makes the scale of the names of which right and all are known by
// step: neighbouring steps are pooled until shares rise. Two names, one right
// and one wrong by the model's own word, are added to every step, so that few
// names do not make certainty.
func fitScale(right, all *[scaleSteps]float64) (s scale) {
	type pool struct{ right, all, steps float64 }
	var pools []pool
	believed := identity()
	for i := range scaleSteps {
		const doubt = 2
		p := pool{right[i] + doubt*float64(believed[i])/100, all[i] + doubt, 1}
		for len(pools) > 0 && pools[len(pools)-1].right*p.all >= p.right*pools[len(pools)-1].all {
			last := pools[len(pools)-1]
			p = pool{p.right + last.right, p.all + last.all, p.steps + last.steps}
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, p)
	}
	i := 0
	for _, p := range pools {
		for range int(p.steps) {
			s[i] = byte(math.Round(100 * p.right / p.all))
			i++
		}
	}
	return s
}

// Calibrate returns the tagger with a confidence that holds on these texts.
// They should be none that it learnt from.
func (t *Tagger) Calibrate(texts []corpus.Named) *Tagger {
	var right, all [linear.Types][scaleSteps]float64
	t.judge(texts, func(h hit, ok bool) {
		all[h.kind][scaleAt(h.sure)]++
		if ok {
			right[h.kind][scaleAt(h.sure)]++
		}
	})
	m := *t.model
	for k := range m.scales {
		m.scales[k] = fitScale(&right[k], &all[k])
	}
	return newTagger(&m)
}

// CalibratedAs returns the tagger with the confidence of another.
func (t *Tagger) CalibratedAs(o *Tagger) *Tagger {
	m := *t.model
	m.scales = o.model.scales
	return newTagger(&m)
}

// Reliability counts the right and the wrong names among those with at least
// each of these confidences. Other names than of persons, organisations and
// places are left out.
func (t *Tagger) Reliability(texts []corpus.Named, atLeast []int) []corpus.Count {
	counts := make([]corpus.Count, len(atLeast))
	t.judge(texts, func(h hit, ok bool) {
		if h.kind == misc {
			return
		}
		for i, least := range atLeast {
			switch {
			case t.model.confidence(h) < least:
			case ok:
				counts[i].Right++
			default:
				counts[i].Wrong++
			}
		}
	})
	return counts
}

// judge hands on every name found in the texts, and whether it is right.
func (t *Tagger) judge(texts []corpus.Named, do func(h hit, right bool)) {
	t.each(texts, func(l *corpus.Named, spans []corpus.Span, hits []hit) {
		gold := make(map[corpus.Span]bool, len(l.Spans))
		for _, s := range l.Spans {
			gold[s] = true
		}
		for i, h := range hits {
			do(h, gold[spans[i]])
		}
	})
}
