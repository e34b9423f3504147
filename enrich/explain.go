package enrich

import (
	"context"

	"dateline/enrich/entity"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// explainer is an engine that can say why it takes something for a name.
type explainer interface {
	Explain(doc *text.Doc, mentions [][]story.Mention) []entity.Why
}

// Explain is Enrich, and says why: it returns one explanation for each of the
// entities of Tags, in their order.
func (e *Enricher) Explain(ctx context.Context, s *story.Story) (*story.Tags, []story.Explanation, error) {
	w := &witness{}
	tags, err := e.enrich(ctx, s, w)
	if err != nil {
		return nil, nil, err
	}
	all := make([]story.Explanation, len(tags.Entities))
	mentions := make([][]story.Mention, len(tags.Entities))
	for i, n := range tags.Entities {
		all[i], mentions[i] = story.Explanation{Entity: i}, n.Mentions
	}
	if len(all) > 0 {
		e.reasons(w.doc, mentions, all)
	}
	return tags, all, nil
}

// reasons adds why the mentions are names.
func (e *Enricher) reasons(doc *text.Doc, mentions [][]story.Mention, to []story.Explanation) {
	engine, ok := e.names.(explainer)
	if !ok {
		for i := range to {
			to[i].Unknown = "the engine gives no reasons"
		}
		return
	}
	for i, why := range engine.Explain(doc, mentions) {
		if why.Reasons == nil {
			to[i].Unknown = "the engine did not find it; a rule for names did"
			continue
		}
		to[i].Mention, to[i].Type, to[i].Against = &why.Span, why.Type, why.Against
		to[i].Margin, to[i].Reasons = why.Margin, why.Reasons
	}
}
