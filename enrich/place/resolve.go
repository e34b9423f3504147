package place

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
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
	stranger   bool    // its best reading is one: see strangers
	land       int     // then the country of the story
	weight     float64 // of its votes
	countries  []vote
	divisions  []vote
}

type reading struct {
	gazetteer.Match
	country  int // place, -1 if none
	division int
	parent   int
	inside   bool // in what the text says it lies in
	stated   bool // the text calls it a state
	local    bool // small enough for its coordinates to tell
	lat, lon float64
	code     string
	terms    [terms]float64
	sum      float64 // of the terms
	share    float64 // of the name's vote, 0–1
	near     float64
}

// resolve gives every name of the story one sense.
func (s *scan) resolve() []sense {
	senses := s.senses()
	for i := range senses {
		senses[i].choose()
	}
	for pass := range passes + 1 {
		if pass == passes && !s.strangers(senses) {
			break // nothing more to say to the others
		}
		filed := s.filedAt(senses)
		votes := s.tally(senses)
		s.near(senses)
		for i := range senses {
			n := &senses[i]
			for k := range n.readings {
				s.weigh(&votes, senses, n, &n.readings[k], filed)
			}
		}
		for i := range senses {
			senses[i].choose()
		}
	}
	if r := s.filedAt(senses); r != nil {
		s.filed = r.Place
	}
	return senses
}

// filedAt returns the reading of the dateline's first place, nil if none.
func (s *scan) filedAt(senses []sense) *reading {
	for i := range senses {
		if n := &senses[i]; s.candidates[n.candidates[0]].source&fromDateline != 0 && n.chosen >= 0 {
			return &n.readings[n.chosen]
		}
	}
	return nil
}

// weigh sets the terms of a reading that depend on the story.
func (s *scan) weigh(votes *ballot, senses []sense, n *sense, r, filed *reading) {
	w := s.w
	total := max(votes.total-n.weight, 0) + w.doubt
	r.terms[termCountry] = w.country * others(votes.country, n.countries, r.country) / total
	r.terms[termDivision] = w.division * others(votes.division, n.divisions, r.division) / total
	r.terms[termNear] = w.near * r.near
	r.terms[termKind] = w.kind * agree(senses, n.beside, r)
	if r.stated {
		r.terms[termKind] += w.state
	}
	r.terms[termFiled] = 0
	if filed != nil && filed.country >= 0 && r.country == filed.country {
		r.terms[termFiled] = w.filed
		if filed.division >= 0 && r.division == filed.division {
			r.terms[termFiled] += w.filedNear
		}
	}
}

// agree counts, up to two, the names beside one in lists that stand for the
// same kind of place, if it is states or countries: those are listed with their
// like, while cities are listed with anything.
func agree(senses []sense, beside []int, r *reading) float64 {
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
		if c.container {
			key += "\x01"
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
		if len(n.candidates) == 1 || c.state || c.town || len(c.inside) > 0 || c.text() != n.name {
			for _, m := range c.matches {
				n.add(s.reading(m, &s.candidates[i]), s.w)
			}
		}
		n.contained = n.contained || len(c.inside) > 0
	}
	s.lists(senses, of)
	s.addressed(senses)
	return senses
}

func (s *scan) reading(m gazetteer.Match, c *candidate) reading {
	r := reading{Match: m, country: -1, division: -1, parent: -1}
	if p, ok := s.g.Parent(m.Place); ok {
		r.parent = p
	}
	if c, ok := s.g.CountryOf(m.Place); ok {
		r.country = c
	}
	if d, ok := s.g.Division(m.Place); ok {
		r.division = d
	}
	class, code, population := s.g.Feature(m.Place)
	r.code = code
	lat, lon, ok := s.g.Coordinates(m.Place)
	r.lat, r.lon, r.local = lat, lon, ok && (class == 'P' || code == "ADM2")
	r.terms[termPlace] = s.w.place(class, code, population)
	r.terms[termUse] = s.w.use(m)
	r.terms[termHome] = s.homely(&r)
	r.stated = c.state && code == "ADM1"
	if c.town && (code == "PCLI" || code == "ADM1" || code == "CONT") {
		r.terms[termLocal] = -s.w.local
	}
	for _, o := range c.inside {
		r.inside = r.inside || s.g.Within(m.Place, o)
	}
	r.contain(s.w.contained)
	return r
}

func (r *reading) contain(weight float64) {
	if r.inside {
		r.terms[termContained] = weight
	}
}

// add adds a reading, or what it says of one that is known.
func (n *sense) add(r reading, w *weights) {
	for i := range n.readings {
		if o := &n.readings[i]; o.Place == r.Place {
			o.inside, o.stated = o.inside || r.inside, o.stated || r.stated
			o.terms[termUse] = max(o.terms[termUse], r.terms[termUse])
			o.terms[termLocal] = min(o.terms[termLocal], r.terms[termLocal])
			o.contain(w.contained)
			return
		}
	}
	n.readings = append(n.readings, r)
}

// choose takes the best reading, if it is no stranger.
func (n *sense) choose() {
	n.chosen, n.margin = -1, 0
	if n.stranger {
		return
	}
	best, second := math.Inf(-1), math.Inf(-1)
	for i := range n.readings {
		r := &n.readings[i]
		r.sum = r.score()
		if r.sum > best {
			best, second, n.chosen = r.sum, best, i
		} else if r.sum > second {
			second = r.sum
		}
	}
	n.margin = best - second
}
