package link

import (
	"slices"
	"strings"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Teams reads the names of places that stand for a team: "Seattle beat
// Texas", "AUSTRALIA V SRI LANKA". In a story of a team sport, a city that has
// a team of that sport becomes a name of an organisation, unless the engine
// took it for a place; what stays a place, as a country does, loses its
// Wikidata item when most of its mentions are of the team. engine are the
// names as the engine gave them, names those that are left after the places.
func (l *Linker) Teams(doc *text.Doc, engine, names []story.Name, places []story.Place) ([]story.Name, []story.Place) {
	s := newScene(doc, nil)
	if !s.sports || individual[s.sport] {
		return names, places
	}
	located := map[story.Span]bool{}
	for _, n := range engine {
		if n.Type == story.Location {
			located[n.Span] = true
		}
	}
	kept := places[:0]
	for _, p := range places {
		team := 0
		country := strings.HasPrefix(p.FeatureCode, "PCL")
		mentions := make([]story.Mention, 0, len(p.Mentions))
		for _, m := range p.Mentions {
			if !s.standsForTeam(m, country) {
				mentions = append(mentions, m)
				continue
			}
			if !country && !located[m.Span] && l.hasTeam(m.Text, s.sport) {
				names = append(names, story.Name{Span: m.Span, Type: story.Organisation, Confidence: p.Confidence})
				continue
			}
			mentions = append(mentions, m)
			team++
		}
		if len(mentions) == 0 {
			continue
		}
		if 2*team > len(mentions) {
			p.Wikidata = ""
		}
		p.Mentions = mentions
		kept = append(kept, p)
	}
	slices.SortStableFunc(names, func(a, b story.Name) int {
		if a.Field != b.Field {
			return 0
		}
		return a.Start - b.Start
	})
	return names, kept
}

// individual are the sports in which people compete, not teams.
var individual = map[string]bool{"tennis": true, "golf": true, "athletics": true, "cycling": true}

// hasTeam reports that a place has a team of a sport, and one only that goes
// by its name.
func (l *Linker) hasTeam(place, sport string) bool {
	var store [8]knowledge.Match
	if sport == "" {
		return false
	}
	if len(l.base.Lookup(place+" "+sport, store[:0])) == 1 {
		return true
	}
	clubs := 0
	for _, m := range l.base.Lookup(place, store[:0]) {
		if sportOf(l.base.Note(m.Record)) == sport {
			clubs++
		}
	}
	return clubs == 1
}

// standsForTeam reports that a mention of a place does not say where
// something is: nothing like "in" stands before it, and it is not in
// parentheses behind somebody's name.
func (s *scene) standsForTeam(m story.Mention, country bool) bool {
	if m.Kind != "" {
		return false
	}
	f := s.doc.Field(m.Field)
	r := f.Covering(m.Start, m.End)
	if r.Start >= r.End {
		return false
	}
	if r.Start > 0 {
		before := f.TokenText(r.Start - 1)
		if locating[before] || before == "At" || before == "at" && !country {
			return false
		}
		// "Phil Simmons (West Indies)", "Smith, Kent"
		if before == "(" || before == "," {
			return false
		}
	}
	if r.End < len(f.Tokens) {
		after := f.TokenText(r.End)
		if after == ")" || country && (after == "'s" || after == "’s") {
			return false
		}
	}
	return true
}

// locating are the words before a place that say where something is.
var locating = words(`in In from From near of north south east west former outside across new born-in city central northern southern eastern
	western downtown around through throughout`)

// sportOf is the sport of a team by its note, or empty.
func sportOf(note string) string {
	if strings.HasPrefix(note, "football club") {
		return "football"
	}
	sport, _, ok := strings.Cut(note, " team, ")
	if !ok {
		return ""
	}
	return sport
}
