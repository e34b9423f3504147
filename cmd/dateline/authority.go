package main

import (
	"errors"
	"fmt"
	"strings"

	"dateline/config"
	"dateline/enrich"
	"dateline/enrich/authority"
	"dateline/enrich/data"
	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// authorities is the key of the files with a newsroom's own people and
// organisations.
const authorities = "entities.authorities"

// loadAuthorities reads them. What is wrong in them is wrong in the
// configuration.
func loadAuthorities(cfg *config.Config) (*authority.Set, error) {
	listed, err := authority.Load(cfg.Entities.Authorities)
	var wrong *authority.Error
	switch {
	case err == nil:
		return listed, nil
	case errors.As(err, &wrong) && wrong.Total == 1:
		return nil, fail(exitConfig, fmt.Errorf("%s: %w", authorities, err))
	}
	return nil, fail(exitConfig, fmt.Errorf("%s:\n%w", authorities, err))
}

// informed is an enricher that knows what a newsroom has listed, and can be
// told anew.
type informed interface {
	Authority() *authority.Set
	Knowing(*authority.Set) *enrich.Enricher
}

// listedBy is what an enricher was told, or nil.
func listedBy(e enricher) *authority.Set {
	if i, ok := e.(informed); ok {
		return i.Authority()
	}
	return nil
}

// mostClashes is how many clashes check shows of each kind.
const mostClashes = 20

// authorities says what was read, which entries clash, and which names are also
// well-known places.
func (r *checkReport) authorities(listed *authority.Set) {
	if listed.Len() == 0 {
		return
	}
	r.good("authorities", "%s", listed)
	clashes, total := listed.Clashes(mostClashes)
	r.list(total, "clash", "clashes", len(clashes), func(i int) string { return clashes[i].String() })
	like, err := placesLike(listed)
	if err != nil {
		r.bad(exitFindings, "authorities", err.Error())
		return
	}
	r.list(len(like), "name of a place", "names of places", min(len(like), mostClashes), func(i int) string { return like[i] })
}

// list warns of a number of things, of which the first are told one by one.
func (r *checkReport) list(total int, one, many string, shown int, say func(int) string) {
	if total == 0 {
		return
	}
	var b strings.Builder
	b.WriteString(counted(total, one, many))
	for i := range shown {
		b.WriteString("\n" + say(i))
	}
	if total > shown {
		fmt.Fprintf(&b, "\nand %d more", total-shown)
	}
	r.warn("authorities", b.String())
}

// greatPlace is the population from which a place is in the news wherever it is
// named, as in the tagger of places.
const greatPlace = 500_000

// placesLike tells which names are also those of countries and large cities: in
// every story they are what is listed, unless a person is, whom the text shows
// to be a place.
func placesLike(listed *authority.Set) ([]string, error) {
	g, err := gazetteer.Read(data.Gazetteer())
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	var like []string
	var matches []gazetteer.Match
	for e := range listed.All() {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			matches = g.Lookup(name, matches[:0])
			for _, m := range matches {
				p := g.Place(m.Place)
				if m.Use == gazetteer.Demonym || m.Use == gazetteer.Abbreviation || p.Code != "PCLI" && (p.Class != 'P' || p.Population < greatPlace) {
					continue
				}
				like = append(like, likePlace(e, name, p))
				break
			}
		}
	}
	return like, nil
}

func likePlace(e authority.Entry, name string, p gazetteer.Place) string {
	what := fmt.Sprintf("a city in %s", p.Country)
	if p.Code == "PCLI" {
		what = "a country"
	}
	then := "stories that name it mean what is listed"
	if e.Type == story.Person {
		then = "it is a person where nothing shows a place"
	}
	return fmt.Sprintf("%s: %s %q is also %s; %s", e.Where(), e.Type, name, what, then)
}
