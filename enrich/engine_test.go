package enrich

import (
	"context"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
)

func TestEveryEngineFindsAPersonItIsTold(t *testing.T) {
	for _, engine := range Engines() {
		e, err := New(Models{Gazetteer: data.Gazetteer(), Topic: data.Topic(), Entity: data.Entity()}, Options{Engine: engine})
		if err != nil {
			t.Fatalf("%s: %v", engine, err)
		}
		s := &story.Story{Status: story.Usable, Fields: []story.Field{{Name: story.Body, Text: "Angela Merkel flew from Berlin to Paris to meet Emmanuel Macron of France."}}}
		tags, err := e.Enrich(context.Background(), s)
		if err != nil {
			t.Fatalf("%s: %v", engine, err)
		}
		if !slices.ContainsFunc(tags.Entities, func(n story.Entity) bool { return n.Name == "Emmanuel Macron" && n.Type == story.Person }) {
			t.Errorf("%s: %+v", engine, tags.Entities)
		}
	}
}

func TestTheDatelineEngineNeedsItsModel(t *testing.T) {
	_, err := New(Models{Gazetteer: data.Gazetteer(), Topic: data.Topic()}, Options{Engine: "dateline"})
	if err == nil || !strings.Contains(err.Error(), "dateline engine") {
		t.Errorf("error %v", err)
	}
}
