package place

import (
	"math"

	"dateline/enrich/gazetteer"
)

// evidence is what the confidence of a mention is computed from.
type evidence int

const (
	always         evidence = iota
	hasContainer            // the text says what it lies in, or it stands in the dateline
	isEminent               // a name that newsrooms use for one place
	engineSure              // the engine calls it a place, by its confidence
	hasPreposition          // "in", "near"
	insideName              // of a public body
	lead                    // over the next reading, up to leadFull
	slightLead              // up to leadSlight
	isNation                // country, continent or ocean
	isState                 // first-level division
	isCounty                // second-level division
	isTown                  // populated place
	people                  // of a populated place, as a logarithm
	corroborated            // other names lie in its country and division
	nearOthers              // and near it
	townWords               // the words around it speak of a town, and it is one
	otherWords              // they do, and it is none
	rareName                // an alternate name, or another spelling
	oneReading              // the gazetteer knows one place of the name
	isWord                  // a word, or a name of people too
	evidences
)

const (
	leadFull   = 6.0
	leadSlight = 1.5
)

// weightsOfEvidence are those of a logistic regression for a mention being
// recognised and resolved right, fitted on LGL and GeoVirus. Fitted on half of
// each, the mentions of the other half with 90 or more were right in 93 of 100;
// on what they were fitted on, in 95.
func weightsOfEvidence() [evidences]float64 {
	return [evidences]float64{
		always: -1.46, hasContainer: 1.62, isEminent: 0.33, engineSure: 0.66, hasPreposition: 0.49, insideName: -0.57,
		lead: 0.14, slightLead: 1.69, isNation: 1.52, isState: 0.79, isCounty: 0.01, isTown: -0.78, people: 0.90,
		corroborated: 1.43, nearOthers: 1.91, townWords: -0.18, otherWords: -0.36, rareName: -1.12, oneReading: -0.17, isWord: -0.48,
	}
}

// sureUnknown is the confidence in a place that the gazetteer does not know.
const sureUnknown = 0.60

// confidence returns how likely it is that a candidate is a place, and the one that
// its name stands for, 0–1.
func (s *scan) confidence(n *sense, c *candidate) float64 {
	if n.chosen < 0 {
		return sureUnknown
	}
	weights, z := weightsOfEvidence(), 0.0
	for k, v := range s.evidenceFor(n, c) {
		z += weights[k] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// evidenceFor gathers what speaks for a candidate being the place of a sense.
func (s *scan) evidenceFor(n *sense, c *candidate) (e [evidences]float64) {
	r := &n.readings[n.chosen]
	e[always] = 1
	flag := func(k evidence, on bool) {
		if on {
			e[k] = 1
		}
	}
	flag(hasContainer, c.source&(contained|fromDateline) != 0)
	flag(isEminent, c.source&eminent != 0)
	e[engineSure] = float64(c.conf) / 100
	flag(hasPreposition, c.source&located != 0)
	flag(insideName, c.source&inName != 0)
	e[lead] = min(n.margin, leadFull) / leadFull
	e[slightLead] = min(n.margin, leadSlight) / leadSlight
	class, code, population := s.g.Feature(r.Place)
	flag(isNation, code == "PCLI" || code == "CONT" || code == "OCN")
	flag(isState, code == "ADM1")
	flag(isCounty, code == "ADM2")
	flag(isTown, class == 'P')
	if class == 'P' {
		e[people] = math.Log10(float64(population)+10) / 7
	}
	e[corroborated] = (r.terms[termCountry] + r.terms[termDivision]) / (s.w.country + s.w.division)
	e[nearOthers] = min(r.near, 1)
	flag(townWords, c.town && class == 'P')
	flag(otherWords, c.town && class != 'P')
	flag(rareName, r.Use == gazetteer.Alternate || r.Form == gazetteer.Spelt)
	flag(oneReading, len(n.readings) == 1)
	flag(isWord, r.Trait != 0)
	return e
}

// doubtBelow is the confidence below which a name that nothing but the
// gazetteer takes for a place is left out: a quarter of those were right on LGL
// and GeoVirus.
const doubtBelow = 0.30

// doubt marks the candidates that are left out. A city behind "in" is not,
// nor what lies in the home of the source.
func (s *scan) doubt(senses []sense) {
	for i := range senses {
		n := &senses[i]
		if n.stranger {
			s.doubtStranger(n)
		}
		if n.chosen < 0 {
			continue
		}
		r := &n.readings[n.chosen]
		_, _, population := s.g.Feature(r.Place)
		own := s.home != nil && r.terms[termHome] >= s.w.home // in the home of the source
		for _, at := range n.candidates {
			c := &s.candidates[at]
			vouched := own || c.conf > 0 || c.demonym || c.source&(contained|fromDateline) != 0 || c.source&located != 0 && population >= cityFrom
			c.doubted = !vouched && s.confidence(n, c) < doubtBelow
		}
	}
}
