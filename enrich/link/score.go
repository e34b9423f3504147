package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
)

// Weights of the evidence, in the units of the score: about one for what
// doubles or halves the odds. Chosen on the even documents of the linking
// benchmarks.
const (
	weightAlias    = -0.3
	weightShort    = -0.5
	weightInitials = -1.5
	weightSound    = -1.0
	weightLatin    = -2.5 // besides, where nothing is transliterated: Bidden is not Biden
	weightOrder    = -1.0
	weightTeam     = 1.5 // the place in the tables of its sport
	perDoubling    = 0.5 // of the Wikipedias that have an article
	perCommon      = -0.35
	weightCountry  = 1.5
	weightForeign  = -1.0
	weightTitle    = 1.5
	weightWord     = -2.0 // an organisation called by a word or a surname
	weightOneWord  = -2.5 // a person of one name
	weightSurname  = -2.0
	weightForm     = -2.0 // a plc of the United States
	weightGeneric  = -2.0 // a ministry of a country that the story is not about
	weightFull     = 1.2  // an organisation called by a whole name of several words
	weightSport    = 1.0
	weightNoSport  = -2.0
	weightDead     = -1.5
	weightLongDead = -3.0
)

// tally adds evidence up, and remembers it when somebody wants to know.
type tally struct {
	score   float64
	explain bool
	reasons []story.Reason
}

func (t *tally) add(weight float64, what string, args ...any) {
	if weight == 0 {
		return
	}
	t.score += weight
	if t.explain {
		t.reasons = append(t.reasons, story.Reason{What: fmt.Sprintf(what, args...), Weight: math.Round(weight*100) / 100})
	}
}

// score weighs what speaks for a candidate and against it.
func (l *Linker) score(s *scene, e *story.Entity, near []string, c *candidate, explain bool) {
	t := tally{explain: explain}
	c.spelling(&t)
	known := float64(l.base.Popularity(c.record)) / 16
	t.add(perDoubling*known, "known in news and about as many Wikipedias as %.0f", math.Exp2(known)-1)
	note := l.base.Note(c.record)
	l.countries(s, c, &t)
	if codes := l.base.Countries(c.record); c.match.Sound && !shares(codes, transliterated) {
		t.add(weightLatin, "names of its country have one spelling")
	}
	if e.Type == story.Person {
		l.person(s, e, near, note, c, &t)
	} else {
		l.organisation(s, e, note, c, &t)
	}
	c.score, c.reasons = math.Round(t.score*100)/100, t.reasons
	slices.SortStableFunc(c.reasons, func(a, b story.Reason) int { return -cmp.Compare(math.Abs(a.Weight), math.Abs(b.Weight)) })
}

// spelling: how the name fits.
func (c *candidate) spelling(t *tally) {
	switch {
	case c.match.Order:
		t.add(weightOrder, "its words are in another order")
	case c.match.Sound:
		t.add(weightSound, "spelt otherwise, it sounds the same")
	}
	switch c.match.Use {
	case knowledge.Alias:
		t.add(weightAlias, "one of its other names")
	case knowledge.Short:
		t.add(weightShort, "a short form of its name")
	case knowledge.Surname:
		t.add(weightSurname, "the family name alone")
	case knowledge.Initials:
		t.add(weightInitials, "its initials, which others may have too")
	case knowledge.TeamOf:
		t.add(weightTeam, "the place of a team, in a story of its sport")
	}
}

func (l *Linker) countries(s *scene, c *candidate, t *tally) {
	codes := l.base.Countries(c.record)
	if codes == "" || len(s.countries) == 0 {
		return
	}
	best := s.best(codes)
	if best == 0 {
		if s.sports { // where people of many countries meet
			return
		}
		t.add(weightForeign, "the story names other countries than %s", codes)
		return
	}
	t.add(weightCountry*(0.5+best/2), "the story is about %s", codes)
}

func (l *Linker) person(s *scene, e *story.Entity, near []string, note string, c *candidate, t *tally) {
	if c.match.Use != knowledge.Surname && !strings.ContainsRune(strings.TrimSpace(e.Name), ' ') {
		t.add(weightOneWord, "one word only")
	}
	t.add(perCommon*float64(c.match.Common)/8, "many people may bear the name")
	if w := office(near, note); w != "" {
		t.add(weightTitle, "%q stands by the name", w)
	}
	switch sporting := isSporting(note); {
	case sporting && s.sports:
		t.add(weightSport, "a story of sports, and somebody of sports")
	case sporting != s.sports && note != "":
		t.add(weightNoSport, "somebody of sports in another story, or the other way round")
	}
	switch died := l.base.Died(c.record); {
	case died == 0:
	case died < longDead:
		t.add(weightLongDead, "died in %d", died)
	case died < dead:
		t.add(weightDead, "died in %d", died)
	}
}

// Years of death from which people are less often in news, and hardly ever.
const (
	dead     = 1990
	longDead = 1950
)

// A name of at most so many capitals is taken for initials, unless it is that
// of an organisation so widely known: FIFA is.
const (
	longestInitials = 5
	famousInitials  = 64 // as knowledge.Record.Popularity: fifteen Wikipedias
)

func (l *Linker) organisation(s *scene, e *story.Entity, note string, c *candidate, t *tally) {
	if name := e.Name; len(name) <= longestInitials && strings.ToUpper(name) == name && c.match.Use < knowledge.Initials && l.base.Popularity(c.record) < famousInitials {
		t.add(weightInitials, "a name of capitals, which others may have too")
	}
	if strings.ContainsRune(e.Name, ' ') && c.match.Use <= knowledge.Short {
		t.add(weightFull, "a name of several words")
	}
	codes := l.base.Countries(c.record)
	if homes, ok := homesOf(e.Name); ok && codes != "" && !shares(codes, homes) {
		t.add(weightForm, "companies of its form are not of %s", codes)
	}
	if first, _, _ := strings.Cut(e.Name, " "); generic[first] && codes != "" && s.best(codes) < 0.5 {
		t.add(weightGeneric, "many countries have one, and the story is not about %s", codes)
	}
	if c.match.Common >= knowledge.CommonWord {
		t.add(weightWord, "its name is a word, or the name of people")
	}
	switch sport := sportOf(note); {
	case sport == "":
	case !s.sports:
		t.add(weightNoSport, "a team, in a story that is not of sports")
	case s.sport != "" && s.sport != sport:
		t.add(weightNoSport, "a story of %s, a team of %s", s.sport, sport)
	case s.sport == "" && c.match.Use == knowledge.Short:
		t.add(weightNoSport, "a short form of a team, in a story of sports that are not clear")
	default:
		t.add(weightSport, "a story of sports, and a team")
	}
}
