package place

import (
	"slices"

	"dateline/enrich/gazetteer"
)

// A gazetteer lacks most villages, so that the only place that it knows by a
// name may be far from the story: Clark in New Jersey where Philippine
// officials speak of Clark, which is none of its towns. A stranger is a small
// place in a country that nothing else in the story speaks for, while nearly
// all speaks for another one; it lies in one of the countries whose places bear
// each other's names: its name stands for a place that is not known.
const (
	strangerBelow = 100_000 // people
	// So many votes, and such a share of them for one country, are needed; the
	// stranger's own country has less than the last. With .3 of any number of
	// votes, no mention on half of LGL and of GeoVirus was wrongly left
	// unresolved, and ten were on the other half of LGL: Sligo, in a story that
	// speaks of Nigeria.
	strangerVotes    = 4.0
	strangerMajority = 0.55
	strangerShare    = 0.05
)

// namesakes are the countries that named their places after one another's.
const namesakes = " US CA GB IE AU NZ ZA IN JM "

// strangers leaves those names unresolved whose reading is a stranger, and
// reports whether there are any.
func (s *scan) strangers(senses []sense) bool {
	votes := s.tally(senses)
	found := false
	for i := range senses {
		n := &senses[i]
		if n.chosen < 0 || n.demonym || n.contained || !s.small(&n.readings[n.chosen]) {
			continue
		}
		r := &n.readings[n.chosen]
		total := max(votes.total-n.weight, 0) + s.w.doubt
		most, at := 0.0, -1
		for country := range votes.country {
			if v := others(votes.country, n.countries, country) / total; v > most || v == most && country < at {
				most, at = v, country
			}
		}
		own := others(votes.country, n.countries, r.country) / total
		if total >= strangerVotes && most >= strangerMajority && own < strangerShare {
			n.stranger, n.land = true, at
			found = true
		}
	}
	return found
}

// small reports whether a reading is a place that may be a stranger.
func (s *scan) small(r *reading) bool {
	class, code, population := s.g.Feature(r.Place)
	return class == 'P' && code != "PPLC" && population < strangerBelow && r.Use != gazetteer.Preferred && r.terms[termHome] == 0 && r.country >= 0 &&
		among(namesakes, s.g.Place(r.country).Country)
}

// doubtStranger marks the mentions of a stranger that nobody but the gazetteer
// takes for a place: "the Carnegie Library", "Ford, Gilliard and others".
func (s *scan) doubtStranger(n *sense) {
	for _, at := range n.candidates {
		c := &s.candidates[at]
		c.doubted = c.conf == 0 && c.source&(located|fromDateline) == 0
	}
}

// addressed leaves out the readings of names that an address puts where the
// gazetteer has none of them: after "Belgrade, Minn." no Belgrade of the story
// is the one in Serbia.
func (s *scan) addressed(senses []sense) {
	for i := range senses {
		n := &senses[i]
		unknown := slices.ContainsFunc(n.candidates, func(k int) bool {
			c := &s.candidates[k]
			return c.source&contained != 0 && len(c.matches) == 0
		})
		if unknown && !n.contained {
			n.readings = nil
		}
	}
}
