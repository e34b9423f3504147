package topic_test

import (
	"context"

	"dateline/enrich"
	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/topic"
)

// The tests of the package know names as the embedded models find them.
func init() {
	e, err := enrich.New(enrich.Models{Gazetteer: data.Gazetteer(), Entity: data.Entity(), Knowledge: data.Knowledge()}, enrich.Options{Engine: "dateline"})
	if err != nil {
		panic(err)
	}
	topic.FindNames = func(fields []story.Field) topic.Known {
		tags, err := e.Enrich(context.Background(), &story.Story{Fields: fields, Language: "en"})
		if err != nil {
			panic(err)
		}
		return topic.Known{Entities: tags.Entities, Places: tags.Places}
	}
}
