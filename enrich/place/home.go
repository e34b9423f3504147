package place

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline/enrich/gazetteer"
)

// Home is the region that a source writes of when it names no other: its
// readers know which Springfield is meant.
type Home struct {
	place    int
	country  int // -1 if none
	division int
	lat, lon float64
	local    bool // a town or a county: what is near it counts
}

var uriRe = regexp.MustCompile(`^(?:https?://sws\.geonames\.org/)?(\d{1,9})/?$`)

// Home returns the home that a place makes, given by its GeoNames URI
// ("https://sws.geonames.org/4670756/"), or by names from the country down:
// "US", "US/Texas", "US/Texas/Palestine". A country goes by its ISO 3166-1
// code, or by its name.
func (t *Tagger) Home(place string) (Home, error) {
	if m := uriRe.FindStringSubmatch(place); m != nil {
		id, _ := strconv.Atoi(m[1])
		for i := range t.g.Len() {
			if t.g.ID(i) == id {
				return t.homeAt(i), nil
			}
		}
		return Home{}, fmt.Errorf("the gazetteer has no place %d", id)
	}
	at := -1
	for _, part := range strings.Split(place, "/") {
		next, ok := t.inside(at, strings.TrimSpace(part))
		if !ok {
			if at < 0 {
				return Home{}, fmt.Errorf("%q is no country: write its ISO code, such as US, or the GeoNames URI of a place", part)
			}
			return Home{}, fmt.Errorf("%s has no %q in the gazetteer", t.g.Place(at).Name, part)
		}
		at = next
	}
	return t.homeAt(at), nil
}

// inside returns the most prominent place of a name that lies in another, or
// the country of that name or code where there is no other.
func (t *Tagger) inside(outer int, name string) (int, bool) {
	if outer < 0 {
		if c, ok := t.g.Country(strings.ToUpper(name)); ok {
			return c, true
		}
	}
	s := scan{g: t.g, w: &t.w}
	readings := t.g.Lookup(name, nil)
	readings = slices.DeleteFunc(readings, func(m gazetteer.Match) bool {
		_, code, _ := t.g.Feature(m.Place)
		return m.Use == gazetteer.Demonym || outer < 0 && code != "PCLI" || outer >= 0 && !t.g.Within(m.Place, outer)
	})
	if len(readings) == 0 {
		return 0, false
	}
	return s.best(readings).Place, true
}

func (t *Tagger) homeAt(i int) Home {
	h := Home{place: i, country: -1, division: -1}
	if c, ok := t.g.CountryOf(i); ok {
		h.country = c
	}
	if d, ok := t.g.Division(i); ok {
		h.division = d
	}
	class, code, _ := t.g.Feature(i)
	lat, lon, ok := t.g.Coordinates(i)
	h.lat, h.lon, h.local = lat, lon, ok && (class == 'P' || code == "ADM2")
	return h
}

// From returns a Tagger that shares the gazetteer and takes stories to be from
// a home.
func (t *Tagger) From(h Home) *Tagger {
	other := *t
	other.home = &h
	return &other
}

// homely is what a reading weighs more for lying in the home of the source.
func (s *scan) homely(r *reading) float64 {
	h := s.home
	switch {
	case h == nil || h.country < 0 || r.country != h.country:
		return 0
	case r.local && h.local && apart(r.lat, r.lon, h.lat, h.lon) < nearby:
		return s.w.homeNear
	case h.division >= 0 && r.division == h.division:
		return s.w.home
	}
	return s.w.homeCountry
}
