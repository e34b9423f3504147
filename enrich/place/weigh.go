package place

import (
	"math"

	"dateline/enrich/gazetteer"
)

// A reading of a name is scored as a sum of terms, each a feature of the
// reading in its story times a weight.
type term int

const (
	termPlace     term = iota // population and kind of the place
	termUse                   // how the name is used for it
	termContained             // the text says that it lies in another
	termCountry               // share of the story's other names in the same country
	termDivision              // and in the same first-level division
	termNear                  // and within nearby kilometres
	termFiled                 // same country, division as the dateline
	termKind                  // "Washington state", or the kind of its neighbours in a list
	termLocal                 // the text speaks of people and offices of a town
	termHome                  // in the home region of the source
	terms
)

// weights of the terms, in units of a factor of ten in population.
type weights struct {
	contained                   float64
	country                     float64
	division                    float64
	near                        float64
	filed, filedNear            float64
	state, kind                 float64
	local                       float64
	homeCountry, home, homeNear float64 // same country, division, within nearby
	heat                        float64 // of the votes: how far a reading may be behind and still have one
	known                       float64 // times the vote of a state, or of a place whose state is given
	doubt                       float64 // of a name or so: a single vote is no majority
	alternate                   float64
	capital, seat               float64 // PPLC, PPLA
	nation, division1, division2,
	quarter float64 // PCLI, ADM1, ADM2, PPLX
}

// standard are the weights found by trying one after the other, up and down,
// on half of LGL and half of GeoVirus; figures on the other halves are in the
// model card.
func standard() weights {
	return weights{
		contained: 8, country: 3, division: 4.5, near: 0.7, filed: 0.8, filedNear: 1.2, state: 3, kind: 1, local: 1,
		homeCountry: 1, home: 2.5, homeNear: 4.5, heat: 0.6, known: 1.5, doubt: 1, alternate: 2.1,
		capital: 1.2, seat: 0.6, nation: 2, division1: -0.3, division2: -1, quarter: -0.7,
	}
}

// passes over the names of a story: the readings that the first one chooses
// speak for those of the next.
const passes = 3

// nearby is the distance in kilometres within which places speak for each other.
const nearby = 120

// place is what a reading weighs by itself.
func (w *weights) place(class byte, code string, population int) float64 {
	v := math.Log10(float64(population) + 10)
	switch code {
	case "PCLI":
		return v + w.nation
	case "CONT", "OCN":
		return 9.5
	case "SEA", "GULF":
		return 5.5
	case "PPLC":
		return v + w.capital
	case "PPLA":
		return v + w.seat
	case "PPLA2":
		return v + 0.2
	case "PPLX":
		return v + w.quarter
	case "ADM1":
		return v + w.division1
	case "ADM2":
		return v + w.division2
	}
	if class != 'P' {
		return min(max(v, 3.5), 6)
	}
	return v
}

func (w *weights) use(m gazetteer.Match) float64 {
	v := 0.0
	switch m.Use {
	case gazetteer.Preferred:
		v = 1
	case gazetteer.Alternate:
		v = -w.alternate
	}
	if m.Form == gazetteer.Spelt {
		v -= 0.3
	}
	return v
}

// prior is what a reading weighs without its story.
func (s *scan) prior(m gazetteer.Match) float64 {
	return s.w.place(s.g.Feature(m.Place)) + s.w.use(m)
}

// score adds the terms up.
func (r *reading) score() float64 {
	v := 0.0
	for _, t := range r.terms {
		v += t
	}
	return v
}
