// Package link decides which people and organisations of a story are known
// ones, and gives those their Wikidata URI and ticker symbols.
//
//	entities + places + text → candidates of the knowledge base → evidence → URI, or none
//
// A wrong URI is worse than a missing one: an entity gets one only when its
// full name, or a name that means nothing else, speaks for a candidate, the
// story does not speak against it, and no other candidate comes close.
package link

import (
	"cmp"
	"fmt"
	"slices"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Linker links the entities of stories. It is safe for concurrent use.
type Linker struct {
	base *knowledge.Base
}

// New opens a compiled knowledge base. With none the linker knows nobody.
func New(data []byte) (*Linker, error) {
	if len(data) == 0 {
		empty, err := knowledge.Build(nil, nil)
		if err != nil {
			return nil, err
		}
		data = empty
	}
	base, err := knowledge.Read(data)
	if err != nil {
		return nil, err
	}
	return &Linker{base}, nil
}

// Link sets URI and Symbols of the entities that it knows beyond doubt. One
// that has a URI already keeps it.
func (l *Linker) Link(doc *text.Doc, entities []story.Entity, places []story.Place) {
	for i, d := range l.decide(doc, entities, places, false) {
		if d.record < 0 {
			continue
		}
		entities[i].URI = knowledge.URI(l.base.ID(d.record))
		entities[i].Symbols = nil
		for _, s := range l.base.Symbols(d.record) {
			entities[i].Symbols = append(entities[i].Symbols, story.Symbol{Ticker: s.Ticker, Exchange: s.Exchange})
		}
	}
}

// most is how many candidates an explanation shows.
const most = 5

// Explain says of each entity who or what was considered, and what decided.
// It decides as Link does, and changes nothing.
func (l *Linker) Explain(doc *text.Doc, entities []story.Entity, places []story.Place) []story.Explanation {
	list := make([]story.Explanation, len(entities))
	for i, d := range l.decide(doc, entities, places, true) {
		list[i] = story.Explanation{Entity: i, Verdict: d.verdict}
		for _, c := range d.candidates[:min(len(d.candidates), most)] {
			r := l.base.Record(c.record)
			list[i].Candidates = append(list[i].Candidates, story.Candidate{
				URI: knowledge.URI(r.ID), Name: r.Name, Note: note(r), Score: c.score, Chosen: c.record == d.record, Reasons: c.reasons,
			})
		}
	}
	return list
}

func note(r knowledge.Record) string {
	s := r.Note
	for _, c := range r.Countries {
		s += ", " + c
	}
	if r.Died != 0 {
		s += fmt.Sprintf(" (died %d)", r.Died)
	}
	return s
}

// decision is what came of one entity.
type decision struct {
	record     int // of the base; -1 for none
	candidates []candidate
	verdict    string // only when explaining
}

// decide links in two rounds: what is certain by itself in the first tells
// the second which countries, clubs and parties the story is about.
func (l *Linker) decide(doc *text.Doc, entities []story.Entity, places []story.Place, explain bool) []decision {
	s := newScene(doc, places)
	l.tell(s, namesOf(entities))
	decisions := make([]decision, len(entities))
	for i := range entities {
		decisions[i] = l.weigh(s, &entities[i], explain)
	}
	more := false
	for _, d := range decisions {
		if d.record >= 0 {
			more = s.note(l.base.Countries(d.record)) || more
		}
	}
	for i := range entities {
		if more && decisions[i].record < 0 && len(decisions[i].candidates) > 0 {
			decisions[i] = l.weigh(s, &entities[i], explain)
		}
	}
	return decisions
}

// namesOf are the names of the organisations among entities.
func namesOf(entities []story.Entity) []string {
	var list []string
	for i := range entities {
		if entities[i].Type == story.Organisation {
			list = append(list, entities[i].Name)
		}
	}
	return list
}

// weigh finds the candidates of an entity, scores them and chooses.
func (l *Linker) weigh(s *scene, e *story.Entity, explain bool) decision {
	d := decision{record: -1}
	if e.URI != "" {
		d.verdict = "it has its URI from elsewhere"
		return d
	}
	if e.Type != story.Person && e.Type != story.Organisation {
		d.verdict = "only people and organisations are linked"
		return d
	}
	near := s.near(e)
	for _, m := range l.candidates(s, e) {
		c := candidate{record: m.Record, match: m}
		l.score(s, e, near, &c, explain)
		d.candidates = append(d.candidates, c)
	}
	slices.SortStableFunc(d.candidates, func(a, b candidate) int { return -cmp.Compare(a.score, b.score) })
	d.choose(explain)
	return d
}

// What a candidate needs. The units are those of score.go; both were chosen on
// the even documents of the linking benchmarks, for nine in ten to be right.
const (
	threshold = 2.0
	margin    = 1.0 // before the next
)

func (d *decision) choose(explain bool) {
	say := func(format string, args ...any) {
		if explain {
			d.verdict = fmt.Sprintf(format, args...)
		}
	}
	switch {
	case len(d.candidates) == 0:
		say("nobody and nothing of this name is in the knowledge base")
	case d.candidates[0].score < threshold:
		say("the best candidate has a score of %.1f, it would need %.1f", d.candidates[0].score, threshold)
	case len(d.candidates) > 1 && d.candidates[0].score-d.candidates[1].score < margin:
		say("two candidates are as likely: %.1f and %.1f", d.candidates[0].score, d.candidates[1].score)
	default:
		d.record = d.candidates[0].record
		say("a score of %.1f passes %.1f, and no other candidate comes near", d.candidates[0].score, threshold)
	}
}
