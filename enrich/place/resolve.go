package place

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
)

// Weights of the score of a reading, set on LGL (local news) and GeoVirus
// (world news): in units of a factor of ten in population.
const (
	weightContained = 8   // "Long Beach, Calif.": beats any population
	weightCountry   = 2.5 // share of the story's other names that lie in the same country
	weightDivision  = 3   // and in the same first-level division
	weightFiled     = 0.8 // same country as the dateline's place
	weightFiledNear = 1.2 // same division too
	weightState     = 3   // "Washington state"
	weightKind      = 1   // of the same kind as the name before or after it in a list
	doubt           = 0.4 // of a name or so: a single vote is no majority
	passes          = 3
)

// sense is a name and what it stands for throughout the story.
type sense struct {
	name       string
	candidates []int
	readings   []reading
	chosen     int // index in readings, -1 if unknown
	margin     float64
	beside     []int // senses that stand next to it in a list
	contained  bool
	demonym    bool
}

type reading struct {
	gazetteer.Match
	country  int // place, -1 if none
	division int
	inside   bool // in what the text says it lies in
	prior    float64
	code     string
}

// prior is what a reading weighs without its context.
func (s *scan) prior(m gazetteer.Match) float64 {
	class, code, population := s.g.Feature(m.Place)
	w := math.Log10(float64(population) + 10)
	switch code {
	case "PCLI":
		w += 2
	case "CONT", "OCN":
		w = 9.5
	case "SEA", "GULF":
		w = 5.5
	case "PPLC":
		w += 1.2
	case "PPLA":
		w += 0.6
	case "PPLA2":
		w += 0.2
	case "PPLX":
		w -= 0.7
	case "ADM1":
		w -= 0.3
	case "ADM2":
		w -= 1
	default:
		if class != 'P' {
			w = min(max(w, 3.5), 6)
		}
	}
	switch m.Use {
	case gazetteer.Preferred:
		w++
	case gazetteer.Alternate:
		w -= 3
	}
	if m.Form == gazetteer.Spelt {
		w -= 0.3
	}
	return w
}

// resolve gives every name of the story one sense.
func (s *scan) resolve() []sense {
	senses := s.senses()
	for i := range senses {
		senses[i].choose(func(r reading) float64 { return 0 })
	}
	var filed *reading
	for range passes {
		for i := range senses {
			if c := senses[i].candidates[0]; s.candidates[c].source&fromDateline != 0 && filed == nil && senses[i].chosen >= 0 {
				filed = &senses[i].readings[senses[i].chosen]
			}
		}
		votes := tally(senses)
		for i := range senses {
			own := &senses[i]
			country, division, total := votes.without(own)
			own.choose(func(r reading) float64 {
				w := 0.0
				if total > 0 {
					w = (weightCountry*country(r) + weightDivision*division(r)) / (total + doubt)
				}
				if filed != nil && filed.country >= 0 && r.country == filed.country {
					w += weightFiled
					if filed.division >= 0 && r.division == filed.division {
						w += weightFiledNear
					}
				}
				return w + weightKind*agree(senses, own.beside, r)
			})
		}
		filed = nil
	}
	for _, n := range senses {
		if s.candidates[n.candidates[0]].source&fromDateline != 0 && n.chosen >= 0 {
			s.filed = n.readings[n.chosen].Place
			break
		}
	}
	return senses
}

// agree counts, up to two, the names beside one in lists that stand for the
// same kind of place, if it is states or countries: those are listed with their
// like, while cities are listed with anything.
func agree(senses []sense, beside []int, r reading) float64 {
	if r.code != "ADM1" && r.code != "PCLI" {
		return 0
	}
	same := 0.0
	for _, b := range beside {
		if o := &senses[b]; o.chosen >= 0 && o.readings[o.chosen].code == r.code {
			same++
		}
	}
	return min(same, 2)
}

// lists notes which senses stand side by side: "Utah, Washington and Oregon".
func (s *scan) lists(senses []sense, of []int) {
	order := make([]int, len(s.candidates))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := &s.candidates[a], &s.candidates[b]
		return cmp.Or(cmp.Compare(s.order(x.field.Name), s.order(y.field.Name)), cmp.Compare(x.start, y.start))
	})
	for k := 1; k < len(order); k++ {
		a, b := &s.candidates[order[k-1]], &s.candidates[order[k]]
		if a.field != b.field || a.end > b.start || len(a.inside) > 0 || of[order[k-1]] == of[order[k]] {
			continue
		}
		switch strings.TrimSpace(a.field.Text[a.end:b.start]) {
		case ",", "and", ", and", "or", ", or", "&", "/":
			x, y := of[order[k-1]], of[order[k]]
			senses[x].beside = append(senses[x].beside, y)
			senses[y].beside = append(senses[y].beside, x)
		}
	}
}

// senses groups the candidates by name, in order of appearance.
func (s *scan) senses() []sense {
	index := make(map[string]int)
	of := make([]int, len(s.candidates))
	var senses []sense
	for i, c := range s.candidates {
		key := strings.ToLower(c.text())
		if c.demonym {
			key += "\x00"
		}
		at, ok := index[key]
		if !ok {
			at = len(senses)
			index[key] = at
			senses = append(senses, sense{name: c.text(), demonym: c.demonym})
		}
		n := &senses[at]
		n.candidates = append(n.candidates, i)
		of[i] = at
		if len(n.candidates) == 1 || c.state || len(c.inside) > 0 || c.text() != n.name {
			for _, m := range c.matches {
				n.add(s.reading(m, &s.candidates[i]))
			}
		}
		n.contained = n.contained || len(c.inside) > 0
	}
	s.lists(senses, of)
	return senses
}

func (s *scan) reading(m gazetteer.Match, c *candidate) reading {
	r := reading{Match: m, country: -1, division: -1, prior: s.prior(m)}
	if c, ok := s.g.CountryOf(m.Place); ok {
		r.country = c
	}
	if d, ok := s.g.Division(m.Place); ok {
		r.division = d
	}
	_, r.code, _ = s.g.Feature(m.Place)
	if c.state && r.code == "ADM1" {
		r.prior += weightState
	}
	for _, o := range c.inside {
		r.inside = r.inside || s.g.Within(m.Place, o)
	}
	return r
}

// add adds a reading, or what it says of one that is known.
func (n *sense) add(r reading) {
	for i := range n.readings {
		if o := &n.readings[i]; o.Place == r.Place {
			o.inside = o.inside || r.inside
			o.prior = max(o.prior, r.prior)
			return
		}
	}
	n.readings = append(n.readings, r)
}

func (n *sense) choose(context func(reading) float64) {
	n.chosen, n.margin = -1, 0
	best, second := math.Inf(-1), math.Inf(-1)
	for i, r := range n.readings {
		w := r.prior + context(r)
		if r.inside {
			w += weightContained
		}
		if w > best {
			best, second, n.chosen = w, best, i
		} else if w > second {
			second = w
		}
	}
	n.margin = best - second
}

// ballot counts the countries and divisions of a story's names.
type ballot struct {
	country, division map[int]float64
	total             float64
}

func tally(senses []sense) ballot {
	b := ballot{make(map[int]float64), make(map[int]float64), 0}
	for i := range senses {
		if w := senses[i].weight(); w > 0 {
			r := senses[i].readings[senses[i].chosen]
			b.country[r.country] += w
			b.division[r.division] += w
			b.total += w
		}
	}
	return b
}

// weight of a name's vote: the surer and the more frequent, the more.
func (n *sense) weight() float64 {
	if n.chosen < 0 || n.readings[n.chosen].country < 0 {
		return 0
	}
	w := (1 - math.Exp(-n.margin-0.1)) * math.Sqrt(float64(len(n.candidates)))
	if n.demonym {
		w /= 2
	}
	return w
}

// without returns the votes of all names but one.
func (b ballot) without(n *sense) (country, division func(reading) float64, total float64) {
	w := n.weight()
	own := reading{country: -1, division: -1}
	if w > 0 {
		own = n.readings[n.chosen]
	}
	count := func(votes map[int]float64, at, mine int) float64 {
		if at < 0 {
			return 0
		}
		v := votes[at]
		if at == mine {
			v -= w
		}
		return max(v, 0)
	}
	return func(r reading) float64 { return count(b.country, r.country, own.country) },
		func(r reading) float64 { return count(b.division, r.division, own.division) },
		max(b.total-w, 0)
}
