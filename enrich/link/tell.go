package link

import (
	"slices"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
)

// A table of a league has nothing but names and numbers. A story is about a
// sport, whatever its words, when so many different names are those of its
// teams, and that share of all names of organisations.
const (
	teamsLeast = 4
	teamsShare = 0.5
)

// tell finds out the sport of a story from its names of organisations, where
// its words do not say it: "Stoke", "Barnsley" and "Norwich" play football.
func (l *Linker) tell(s *scene, organisations []string) {
	names := slices.Compact(slices.Sorted(slices.Values(organisations)))
	if s.sport != "" || len(names) < teamsLeast {
		return
	}
	play := map[string]int{}
	var store [8]knowledge.Match
	for _, name := range names {
		for _, sport := range teamSports {
			if len(l.base.Lookup(name+" "+sport, store[:0])) > 0 {
				play[sport]++
			}
		}
	}
	best, second, of := 0, 0, ""
	for _, sport := range teamSports {
		switch n := play[sport]; {
		case n > best:
			best, second, of = n, best, sport
		case n > second:
			second = n
		}
	}
	if best >= teamsLeast && best >= 2*second && float64(best) >= teamsShare*float64(len(names)) {
		s.sports, s.sport = true, of
	}
}

// calledOrganisations are the names that the engine gives to organisations.
func calledOrganisations(names []story.Name) []string {
	var list []string
	for _, n := range names {
		if n.Type == story.Organisation {
			list = append(list, n.Text)
		}
	}
	return list
}
