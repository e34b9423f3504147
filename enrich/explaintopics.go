package enrich

import (
	"dateline/enrich/story"
	"dateline/enrich/text"
	"dateline/enrich/topic"
)

// ExplainTopics returns the topics of a story that Enrich gave these tags,
// with the weight of every span of evidence, the source's codes and the rule
// that spoke for each. Nothing is left out for its confidence.
func (e *Enricher) ExplainTopics(s *story.Story, tags *story.Tags) []topic.Explained {
	if !s.Taggable() || !english(s.Language) {
		return nil
	}
	return e.topics.Explain(text.Parse(s.Fields), topic.Known{Entities: tags.Entities, Places: tags.Places, Subjects: subjects(s)})
}
