package enrich

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/data"
	"dateline/enrich/story"
)

func explainable(language string, status story.Status) *story.Story {
	return &story.Story{URI: "urn:test", Type: "text", Status: status, Language: language,
		Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
}

// What is explained and what is measured is what is done.
func TestExplainingAndTimingGiveTheSameTags(t *testing.T) {
	ticks := time.Duration(0)
	for _, engine := range Engines() {
		e, err := New(Models{Entity: data.Entity(), Gazetteer: data.Gazetteer(), Topic: data.Topic()}, Options{Engine: engine})
		if err != nil {
			t.Fatal(err)
		}
		for name, s := range map[string]*story.Story{
			"a story":                   explainable("en", story.Usable),
			"a story in French":         explainable("fr", story.Usable),
			"a story that is withdrawn": explainable("en", story.Canceled),
			"a story without text":      {URI: "urn:test", Status: story.Usable},
		} {
			want, err := e.Enrich(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			tags, why, err := e.Explain(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, tags); diff != "" {
				t.Errorf("%s, %s explained: %s", engine, name, diff)
			}
			timed, took, err := e.Timed(context.Background(), s, func() time.Duration { ticks++; return ticks })
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, timed); diff != "" {
				t.Errorf("%s, %s timed: %s", engine, name, diff)
			}
			// The clock is looked at before and after each of the two.
			if want := (Stages{Names: 1, Whole: 3}); s.Taggable() && took != want {
				t.Errorf("%s, %s: took %v, want %v", engine, name, took, want)
			}
			if len(why.Entities) != len(tags.Entities) {
				t.Errorf("%s, %s: %d explanations of %d entities", engine, name, len(why.Entities), len(tags.Entities))
			}
			for i, x := range why.Entities {
				if reasons := engine == "dateline" && x.Unknown == ""; x.Entity != i || reasons != (x.Reasons != nil) || reasons == (x.Unknown != "") {
					t.Errorf("%s, %s: %s is explained by %+v", engine, name, tags.Entities[i].Name, x)
				}
			}
		}
	}
}

func TestExplainEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := enricher(t).Explain(ctx, explainable("en", story.Usable)); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}
