package main

import (
	"context"
	"strings"

	"dateline/enrich"
	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/topic"
)

// names returns what finds the names in a text: the models of names and places
// that are embedded, so that the topics learn from what they will be given. It
// keeps what it has found.
func names() (topic.Names, error) {
	e, err := enrich.New(enrich.Models{Gazetteer: data.Gazetteer(), Entity: data.Entity(), Knowledge: data.Knowledge()}, enrich.Options{Engine: "dateline"})
	if err != nil {
		return nil, err
	}
	found := make(map[string]topic.Known)
	return func(fields []story.Field) topic.Known {
		var key strings.Builder
		for _, f := range fields {
			key.WriteString(f.Name + "\x00" + f.Text + "\x00")
		}
		known, ok := found[key.String()]
		if !ok {
			tags, _ := e.Enrich(context.Background(), &story.Story{Fields: fields, Language: "en"}) // fails when the context ends, and this one does not
			known = topic.Known{Entities: tags.Entities, Places: tags.Places}
			found[key.String()] = known
		}
		return known
	}, nil
}
