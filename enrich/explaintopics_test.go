package enrich

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
)

func withSubjects(subjects ...any) *story.Story {
	return &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Language: "en", Item: map[string]any{"subjects": subjects},
		Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
}

func TestTopicsAreExplainedAsTheyWereGiven(t *testing.T) {
	s := withSubjects(map[string]any{"uri": "http://cv.iptc.org/newscodes/mediatopic/20000639"})
	e := enricher(t)
	tags, err := e.Enrich(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	var topics []story.Topic
	credited := false
	for _, x := range e.ExplainTopics(s, tags) {
		topics = append(topics, x.Topic)
		if len(x.Weights) != len(x.Evidence) || !slices.IsSortedFunc(x.Weights, func(a, b float32) int { return int(b*1000) - int(a*1000) }) {
			t.Errorf("%s: weights %v of %d spans", x.Name, x.Weights, len(x.Evidence))
		}
		credited = credited || slices.Contains(x.Source, "http://cv.iptc.org/newscodes/mediatopic/20000639")
	}
	if d := cmp.Diff(tags.Topics, topics); d != "" {
		t.Errorf("(-tags +explained):\n%s", d)
	}
	if !credited {
		t.Error("no topic says that the source's code spoke for it")
	}
}

func TestOnlyTheSourcesOwnSubjectsAreEvidence(t *testing.T) {
	got := subjects(withSubjects(
		map[string]any{"uri": "medtop:20000639", "name": "diplomacy"},
		map[string]any{"uri": "medtop:15000000", "creator": "urn:dateline:1.0"},
		map[string]any{"literal": "subj:11002000"},
		map[string]any{"name": "N2000:DIP"},
		map[string]any{"name": "fishing"},
		"junk",
	))
	if d := cmp.Diff([]string{"medtop:20000639", "subj:11002000", "N2000:DIP"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
