package place

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// leadBytes is how far the opening of a body goes.
const leadBytes = 300

// found is a place with what its relevance is made of.
type found struct {
	story.Place
	senses  []int
	filed   bool
	country bool
	town    bool
	called  string // the town's name in the text, where GeoNames has another
	plain   int    // mentions that are no demonyms
	weight  float64
	sure    float64 // sum over the mentions
	lead    bool    // named where the story opens
	land    int     // the country it is, or lies in; -1 if none
}

// assemble turns senses into places: the mentions of one place, whatever its
// names, together; the most relevant first.
func (s *scan) assemble(senses []sense) []story.Place {
	all := s.found(senses)
	places := make([]story.Place, len(all))
	for i := range all {
		places[i] = all[i].Place
	}
	return places
}

func (s *scan) found(senses []sense) []found {
	index := make(map[string]int)
	var all []found
	for i := range senses {
		n := &senses[i]
		if !slices.ContainsFunc(n.candidates, func(at int) bool { return !s.candidates[at].doubted }) {
			continue
		}
		key := "\x00" + strings.ToLower(n.name)
		if n.chosen >= 0 {
			key = strconv.Itoa(n.readings[n.chosen].Place)
		}
		at, ok := index[key]
		if !ok {
			at = len(all)
			index[key] = at
			all = append(all, s.describe(n))
		}
		all[at].senses = append(all[at].senses, i)
		s.mention(&all[at], n)
	}
	for i := range all {
		f := &all[i]
		slices.SortFunc(f.Mentions, func(a, b story.Mention) int {
			return cmp.Or(cmp.Compare(s.order(a.Field), s.order(b.Field)), cmp.Compare(a.Start, b.Start))
		})
		if f.called != "" {
			f.Name = f.called
		}
		f.Confidence = min(99, max(1, int(math.Round(100*f.sure/float64(len(f.Mentions))))))
		f.Relevance = int(math.Round(100 * (1 - math.Exp(-f.weight/3))))
	}
	slices.SortStableFunc(all, func(a, b found) int { return -cmp.Compare(a.weight, b.weight) })
	assignRoles(all)
	return all
}

func (s *scan) order(name string) int {
	return slices.IndexFunc(s.fields, func(f field) bool { return f.Name == name })
}

// describe writes the record of what a sense stands for.
func (s *scan) describe(n *sense) found {
	if n.chosen < 0 {
		return found{Place: story.Place{Name: n.name}, land: -1}
	}
	i := n.readings[n.chosen].Place
	p := s.g.Place(i)
	f := found{land: n.readings[n.chosen].country, country: p.Code == "PCLI", town: p.Class == 'P', Place: story.Place{
		Name: p.Name, URI: uri(p), FeatureCode: p.Code, CountryCode: p.Country, Admin: s.g.Admin(i),
	}}
	if p.Wikidata != "" {
		f.Wikidata = "http://www.wikidata.org/entity/" + p.Wikidata
	}
	if p.HasCoord {
		lat, lon := p.Lat, p.Lon
		f.Lat, f.Lon = &lat, &lon
	}
	return f
}

func uri(p gazetteer.Place) string {
	if p.ID == 0 {
		return ""
	}
	return "https://sws.geonames.org/" + strconv.Itoa(p.ID) + "/"
}

// mention adds a sense's mentions to its place, which is as sure as they are
// on average.
func (s *scan) mention(f *found, n *sense) {
	for _, at := range n.candidates {
		c := &s.candidates[at]
		if c.doubted {
			continue
		}
		m := story.Mention{Span: c.field.span(c.start, c.end)}
		w := 1.0
		switch {
		case c.source&fromDateline != 0:
			m.Kind = story.KindDateline
			// Only the city filed the story, not the country beside it.
			f.filed = f.filed || n.chosen >= 0 && n.readings[n.chosen].Place == s.filed
		case c.demonym:
			m.Kind, w = story.KindDemonym, 0.5
		default:
			f.plain++
		}
		if c.field.Name == story.Headline {
			w *= 2
		}
		f.weight += w
		f.lead = f.lead || c.field.Name == story.Headline || c.end < leadBytes
		f.Mentions = append(f.Mentions, m)
		f.call(n, m)
		f.sure += s.confidence(n, c)
	}
}

// call remembers another name that the text has for a town: GeoNames calls
// Geneva Genève.
func (f *found) call(n *sense, m story.Mention) {
	if n.chosen < 0 || !f.town || m.Kind == story.KindDemonym {
		return
	}
	r := n.readings[n.chosen]
	switch {
	case m.Text == f.Name, strings.HasPrefix(f.Name, m.Text+" "), strings.HasPrefix(f.Name, m.Text+","):
		// "New York" is New York City, and "Washington" Washington, D.C.
		f.called = f.Name
	case f.called == "" && r.Form == gazetteer.Exact && (r.Use == gazetteer.Alternate || r.Use == gazetteer.Preferred):
		f.called = m.Text
	}
}
