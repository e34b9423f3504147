package place

import "math"

// A name votes for the countries and divisions of its readings, the best one
// with its whole weight, the others with less the farther they are behind.
type vote struct {
	at     int
	weight float64
}

type ballot struct {
	country, division map[int]float64
	total             float64
}

func (s *scan) tally(senses []sense) ballot {
	b := ballot{make(map[int]float64), make(map[int]float64), 0}
	for i := range senses {
		n := &senses[i]
		s.vote(n)
		for _, v := range n.countries {
			b.country[v.at] += v.weight
		}
		for _, v := range n.divisions {
			b.division[v.at] += v.weight
		}
		b.total += n.weight
	}
	return b
}

// vote notes what a name votes for. The more often it is named the more its
// vote counts; a demonym's counts half,
// and that of a state, or of a place whose state is given, more.
func (s *scan) vote(n *sense) {
	heat := s.w.heat
	n.countries, n.divisions, n.weight = n.countries[:0], n.divisions[:0], 0
	if n.chosen < 0 || n.readings[n.chosen].country < 0 {
		return
	}
	n.weight = math.Sqrt(float64(len(n.candidates)))
	if n.demonym {
		n.weight /= 2
	}
	if n.contained || n.readings[n.chosen].code == "ADM1" {
		n.weight *= s.w.known
	}
	best := n.readings[n.chosen].sum
	for i := range n.readings {
		r := &n.readings[i]
		r.share = 0
		if behind := best - r.sum; behind < 5*heat {
			r.share = math.Exp(-behind / heat)
			n.countries = cast(n.countries, r.country, r.share*n.weight)
			n.divisions = cast(n.divisions, r.division, r.share*n.weight)
		}
	}
}

// cast keeps the strongest vote for each.
func cast(votes []vote, at int, weight float64) []vote {
	if at < 0 {
		return votes
	}
	for i := range votes {
		if votes[i].at == at {
			votes[i].weight = max(votes[i].weight, weight)
			return votes
		}
	}
	return append(votes, vote{at, weight})
}

// others returns the votes for a place but for a name's own.
func others(all map[int]float64, own []vote, at int) float64 {
	if at < 0 {
		return 0
	}
	v := all[at]
	for _, o := range own {
		if o.at == at {
			v -= o.weight
		}
	}
	return max(v, 0)
}
