package place

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Learner learns the homes of sources from their stories, which need no
// labels: the names in a local paper fit together in one region only.
type Learner struct {
	t       *Tagger
	sources map[string]*habit
}

// habit is what a source names: for every name how often, and what it may
// stand for.
type habit struct {
	stories int
	index   map[string]int
	names   []named
}

type named struct {
	count    int
	readings []reading
}

// Learned is the home of a source.
type Learned struct {
	Source  string
	Place   string  // GeoNames URI of a town, a division or a country
	Name    string  // "Palestine, Texas, US"
	Stories int     // that it was learnt from
	Share   float64 // of the names that can stand for a place in its division, or its country, 0–1
}

// NewLearner returns a Learner that finds names as t does.
func NewLearner(t *Tagger) *Learner { return &Learner{t, make(map[string]*habit)} }

// Add counts the names of one story of a source.
func (l *Learner) Add(source string, doc *text.Doc, names []story.Name, dl *Dateline) {
	h := l.sources[source]
	if h == nil {
		h = &habit{index: make(map[string]int)}
		l.sources[source] = h
	}
	h.stories++
	_, senses := l.t.read(doc, names, dl)
	for i := range senses {
		n := &senses[i]
		if n.chosen < 0 || n.demonym || n.readings[n.chosen].country < 0 {
			continue
		}
		k, ok := h.index[n.name]
		if !ok {
			k = len(h.names)
			h.index[n.name] = k
			h.names = append(h.names, named{readings: n.readings})
		}
		h.names[k].count++
	}
}

// What a source must show to have a home.
const (
	LearnStories  = 3   // at least
	divisionShare = 0.3 // of its names can lie in one division
	countryShare  = 0.6 // or in one country
	learnHeat     = 1.5 // see weights.heat: without context a village may be far behind
)

// Homes returns what was learnt, in order of source. A source without a home,
// such as an agency that writes of the whole world, is not in it.
func (l *Learner) Homes() []Learned {
	var homes []Learned
	for source, h := range l.sources {
		if h.stories < LearnStories {
			continue
		}
		if at, share, ok := l.t.learn(h); ok {
			p := l.t.g.Place(at)
			homes = append(homes, Learned{source, uri(p), l.t.address(at), h.stories, share})
		}
	}
	slices.SortFunc(homes, func(a, b Learned) int { return cmp.Compare(a.Source, b.Source) })
	return homes
}

// learn returns the place that a source writes of: the town of the division
// that most names fit into, or the country.
func (t *Tagger) learn(h *habit) (at int, share float64, ok bool) {
	countries, divisions := map[int]float64{}, map[int]float64{}
	total := 0.0
	for i := range h.names {
		n := &h.names[i]
		n.share()
		var c, d []vote
		for k := range n.readings {
			r := &n.readings[k]
			c, d = cast(c, r.country, r.share), cast(d, r.division, r.share)
		}
		for _, v := range c {
			countries[v.at] += v.weight
		}
		for _, v := range d {
			divisions[v.at] += v.weight
		}
		total += math.Sqrt(float64(n.count))
	}
	if at, v := most(divisions); v >= divisionShare*total {
		return h.heart(at), v / total, true
	}
	at, v := most(countries)
	return at, v / max(total, 1), v > 0 && v >= countryShare*total
}

// share sets the weight of each reading by its prominence alone, times the
// root of how often the name was read.
func (n *named) share() {
	prior := func(r *reading) float64 { return r.terms[termPlace] + r.terms[termUse] }
	best := math.Inf(-1)
	for i := range n.readings {
		best = max(best, prior(&n.readings[i]))
	}
	for i := range n.readings {
		r := &n.readings[i]
		r.share = math.Exp((prior(r)-best)/learnHeat) * math.Sqrt(float64(n.count))
	}
}

// most returns the place with most votes; of two with as many, the first.
func most(votes map[int]float64) (at int, v float64) {
	at = -1
	for k, x := range votes {
		if x > v || x == v && k < at {
			at, v = k, x
		}
	}
	return at, v
}

// heart returns the town of a division that has most of the other names around
// it, or the division where none is named.
func (h *habit) heart(division int) int {
	var towns []*reading // the best of each name there
	for i := range h.names {
		var best *reading
		for k := range h.names[i].readings {
			if r := &h.names[i].readings[k]; r.division == division && r.local && (best == nil || r.share > best.share) {
				best = r
			}
		}
		if best != nil {
			towns = append(towns, best)
		}
	}
	at, most := division, 0.0
	for _, a := range towns {
		v := a.share
		for _, b := range towns {
			if adjacent(a, b) {
				v += b.share
			}
		}
		if v > most {
			at, most = a.Place, v
		}
	}
	return at
}

// address names a place from itself up to its country.
func (t *Tagger) address(i int) string {
	p := t.g.Place(i)
	parts := append([]string{p.Name}, backwards(t.g.Admin(i))...)
	if p.Code != "PCLI" {
		parts = append(parts, p.Country)
	}
	return strings.Join(slices.Compact(parts), ", ")
}

func backwards(s []string) []string { slices.Reverse(s); return s }
