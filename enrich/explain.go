package enrich

import (
	"context"
	"fmt"
	"slices"

	"dateline/enrich/entity"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// explainer is an engine that can say why it takes something for a name.
type explainer interface {
	Explain(doc *text.Doc, mentions [][]story.Mention) []entity.Why
}

// Explain is Enrich, and says why.
func (e *Enricher) Explain(ctx context.Context, s *story.Story) (*story.Tags, *story.Explanations, error) {
	w := &witness{}
	tags, err := e.enrich(ctx, s, w)
	if err != nil {
		return nil, nil, err
	}
	why := &story.Explanations{Entities: e.whyNames(w.doc, tags.Entities)}
	if w.doc == nil {
		return tags, why, nil
	}
	e.whyLinks(w, tags.Entities, why.Entities)
	why.Places = e.whyPlaces(w, s, tags.Places)
	if len(tags.Topics) > 0 {
		why.Topics = e.topics.Why(w.doc, w.known, tags.Topics)
	}
	return tags, why, nil
}

// whyNames says why the entities are named in the document; doc may be nil
// where there are none.
func (e *Enricher) whyNames(doc *text.Doc, entities []story.Entity) []story.Explanation {
	all := make([]story.Explanation, len(entities))
	if len(entities) == 0 {
		return all
	}
	mentions := make([][]story.Mention, len(entities))
	for i, n := range entities {
		all[i] = story.Explanation{Entity: i, Unknown: "the engine gives no reasons"}
		mentions[i] = n.Mentions
	}
	engine, ok := e.names.(explainer)
	if !ok {
		return all
	}
	for i, why := range engine.Explain(doc, mentions) {
		x := &all[i]
		if x.Unknown = ""; why.Reasons == nil {
			x.Unknown = "the engine did not find it; a rule for names did"
			continue
		}
		x.Mention, x.Type, x.Against, x.Margin, x.Reasons = &why.Span, why.Type, why.Against, why.Margin, why.Reasons
	}
	return all
}

// whyLinks says what decided on the URIs of entities: the newsroom's own list,
// which has precedence, or the knowledge base, which sees the story as it saw
// it then.
func (e *Enricher) whyLinks(w *witness, entities []story.Entity, to []story.Explanation) {
	all := e.links.Explain(w.doc, w.unlinked, w.places)
	for i, n := range entities {
		if listed, ok := e.listed.Entry(n.URI); ok {
			to[i].Verdict = fmt.Sprintf("the newsroom's own list has %s, in %s", listed.Name, listed.Where())
			continue
		}
		// Entities that got the same URI were put together: it is explained by
		// the one whose name it has.
		at := slices.IndexFunc(w.unlinked, func(o story.Entity) bool {
			return o.Type == n.Type && o.Name == n.Name && slices.Contains(n.Mentions, o.Mentions[0])
		})
		if at >= 0 {
			to[i].Candidates, to[i].Verdict = all[at].Candidates, all[at].Verdict
		}
	}
}

// whyPlaces says what the names of the places may have stood for, and what
// they have and were not given.
func (e *Enricher) whyPlaces(w *witness, s *story.Story, places []story.Place) []story.PlaceExplanation {
	all, reasons := e.placer(s).Explain(w.doc, w.placed, dateline(w.doc))
	var why []story.PlaceExplanation
	for i, p := range places {
		x := story.PlaceExplanation{Place: i}
		is := func(o story.Place) bool { return o.Name == p.Name && o.URI == p.URI }
		if at := slices.IndexFunc(all, is); at >= 0 {
			x.Candidates, x.Verdict = reasons[at].Candidates, reasons[at].Verdict
		}
		for _, h := range w.withheld {
			if is(w.places[h.Place]) {
				x.Withheld = &h.WithheldItem
			}
		}
		if len(x.Candidates) > 0 || x.Withheld != nil {
			why = append(why, x)
		}
	}
	return why
}
