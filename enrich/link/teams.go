package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Reread reads the names of places once more: those that begin the name of an
// organisation of the base, "New York Stock Exchange", and those that stand for
// a team, "Seattle beat Texas", "AUSTRALIA V SRI LANKA". In a story of a team
// sport, a city that has a team of that sport becomes a name of an
// organisation, unless the engine is sure of a place; what stays a place, as a
// country does, loses its Wikidata item when more than a third of its mentions
// are of the team, or lend their name to an organisation: the story is not about
// it then, only its name is used. engine are the names as the engine gave them,
// names those that are left after the places; names and places are returned in
// the order of the text, with what was withheld from which of those places.
func (l *Linker) Reread(doc *text.Doc, engine, names []story.Name, places []story.Place) ([]story.Name, []story.Place, []Withheld) {
	s := newScene(doc, nil)
	l.tell(s, calledOrganisations(engine))
	located := map[story.Span]int{} // how sure the engine is of a place
	for _, n := range engine {
		if n.Type == story.Location {
			located[n.Span] = n.Confidence
		}
	}
	had, bodies := len(names), organisations(names)
	kept := places[:0]
	var withheld []Withheld
	var lent []story.Lent // mentions that are of something else
	for _, p := range places {
		lent = lent[:0]
		country := strings.HasPrefix(p.FeatureCode, "PCL")
		mentions := make([]story.Mention, 0, len(p.Mentions))
		for _, m := range p.Mentions {
			if whole, ok := l.longer(doc.Field(m.Field), names, m); ok {
				names = append(names, story.Name{Span: whole, Type: story.Organisation, Confidence: p.Confidence})
				continue
			}
			sign, isTeam := s.standsForTeam(m, country)
			if isTeam && !country && located[m.Span] < surePlace && l.hasTeam(m.Text, s.sport) {
				names = append(names, story.Name{Span: m.Span, Type: story.Organisation, Confidence: p.Confidence})
				continue
			}
			mentions = append(mentions, m)
			if isTeam && !country && l.teams(m.Text, s.sport) == 0 {
				sign = ""
			}
			if loan, ok := s.loan(m, sign, bodies); ok {
				lent = append(lent, loan)
			}
		}
		if len(mentions) == 0 {
			continue
		}
		if p.Wikidata != "" && oneIn*len(lent) > len(mentions) {
			withheld = append(withheld, Withheld{len(kept), story.WithheldItem{Wikidata: p.Wikidata, Mentions: len(mentions), Lent: slices.Clone(lent)}})
			p.Wikidata = ""
		}
		p.Mentions = mentions
		kept = append(kept, p)
	}
	if len(names) != had {
		inOrder(doc, names)
	}
	return names, kept, withheld
}

// Withheld is what a place was not given.
type Withheld struct {
	Place int // its index
	story.WithheldItem
}

// oneIn so many mentions is what a place may lend to organisations and keep its
// item. Chosen on the even documents of the linking benchmarks.
const oneIn = 3

// surePlace is the confidence from which the engine's word that a name is a
// place's stands in a story of sports.
const surePlace = 85

// inOrder sorts names as the text has them.
func inOrder(doc *text.Doc, names []story.Name) {
	field := map[string]int{}
	for i, f := range doc.Fields {
		field[f.Name] = i
	}
	slices.SortStableFunc(names, func(a, b story.Name) int {
		return cmp.Or(cmp.Compare(field[a.Field], field[b.Field]), cmp.Compare(a.Start, b.Start))
	})
}

// individual are the sports in which people compete, not teams.
var individual = map[string]bool{"tennis": true, "golf": true, "athletics": true, "cycling": true}

// teamSports are the sports of the teams in the base.
var teamSports = []string{"football", "baseball", "cricket", "rugby union", "basketball", "American football", "ice hockey"}

// hasTeam reports that a place has a team of a sport, and one only that goes
// by its name.
func (l *Linker) hasTeam(place, sport string) bool { return sport != "" && l.teams(place, sport) == 1 }

// teams counts the teams of a sport, or of any if it is empty, that go by the
// name of a place.
func (l *Linker) teams(place, sport string) int {
	var store [8]knowledge.Match
	for _, of := range teamSports {
		if sport != "" && sport != of {
			continue
		}
		if n := len(l.base.Lookup(place+" "+of, store[:0])); n > 0 {
			return n
		}
	}
	n := 0
	for _, m := range l.base.Lookup(place, store[:0]) {
		if of := sportOf(l.base.Note(m.Record)); of != "" && (sport == "" || of == sport) {
			n++
		}
	}
	return n
}

// standsForTeam reports that a mention of a place does not say where
// something is: nothing like "in" stands before it, and it is not in
// parentheses behind somebody's name. The sign is the word that says so, or the
// sport of the story.
func (s *scene) standsForTeam(m story.Mention, country bool) (sign string, is bool) {
	f := s.doc.Field(m.Field)
	r := f.Covering(m.Start, m.End)
	if m.Kind != "" || r.Start >= r.End {
		return "", false
	}
	if r.End < len(f.Tokens) && ofTeams[f.TokenText(r.End)] {
		return f.TokenText(r.End), true
	}
	if !s.sports {
		return "", false
	}
	if sign := s.plays(f, r); sign != "" {
		return sign, true
	}
	if individual[s.sport] || s.locates(f, r, country) {
		return "", false
	}
	return cmp.Or(s.sport, "sport"), true
}

// locates reports that the words around the name at r say where something is.
func (s *scene) locates(f *text.Field, r text.Range, country bool) bool {
	if r.Start > 0 {
		before := f.TokenText(r.Start - 1)
		if locating[before] || before == "At" || before == "at" && !country {
			return true
		}
		// "Phil Simmons (West Indies)", "Smith, Kent"
		if before == "(" || before == "," {
			return true
		}
	}
	if r.End < len(f.Tokens) {
		after := f.TokenText(r.End)
		// "LA CORUNA, Spain", "LONDON 1996-08-30"
		if !country && after == "," || len(after) == len("2006-01-02") && after[4] == '-' && after[0] <= '9' {
			return true
		}
		return after == ")" || country && (after == "'s" || after == "’s")
	}
	return false
}

// plays returns the word between the name at r and another one that it plays
// against, or nothing: nations do in tennis, too.
func (s *scene) plays(f *text.Field, r text.Range) string {
	if r.End+1 < len(f.Tokens) && against[f.TokenText(r.End)] && startsUpper(f.TokenText(r.End+1)) {
		return f.TokenText(r.End)
	}
	if r.Start > 1 && against[f.TokenText(r.Start-1)] && startsUpper(f.TokenText(r.Start-2)) {
		return f.TokenText(r.Start - 1)
	}
	return ""
}

// against stands between two that play.
var against = words(`v vs v. vs. beat beats`)

// ofTeams are the words after a place that make it a team in any story.
var ofTeams = words(`coach manager captain skipper striker midfielder goalkeeper quarterback pitcher batsman all-rounder fly-half squad`)

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
