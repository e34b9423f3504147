package entity

import (
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestEntitiesWithOneURIAreOne(t *testing.T) {
	const body = "The firm Tollmann Freight was sold. Bo Ek, who owns Zenit, said so. Traders know Tollmann Freight as Big Red, and Big Red it stays."
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	var names []story.Name
	for at, form := range []string{"Tollmann Freight", "Zenit", "Bo Ek", "Big Red"} {
		for from := 0; ; {
			i := strings.Index(body[from:], form)
			if i < 0 {
				break
			}
			from += i + len(form)
			names = append(names, story.Name{Span: story.Span{Field: story.Body, Start: from - len(form), End: from, Text: form},
				Type: []story.Type{story.Organisation, story.Organisation, story.Person, story.Organisation}[at], Confidence: 70})
		}
	}
	entities := Group(doc, names)
	before := map[string]int{}
	for i := range entities {
		before[entities[i].Name] = entities[i].Relevance
		if n := entities[i].Name; n == "Tollmann Freight" || n == "Big Red" {
			entities[i].URI = "urn:1"
		}
	}
	merged := Merge(doc, entities)
	if len(merged) != 3 || merged[0].Name != "Tollmann Freight" {
		t.Fatalf("got %+v", merged)
	}
	var mentions []string
	for _, m := range merged[0].Mentions {
		mentions = append(mentions, m.Text)
	}
	if got := strings.Join(mentions, ", "); got != "Tollmann Freight, Tollmann Freight, Big Red, Big Red" {
		t.Errorf("mentions: %s", got)
	}
	if r := merged[0].Relevance; r <= before["Tollmann Freight"] || r <= before["Big Red"] || r > 100 {
		t.Errorf("relevance %d of %v", r, before)
	}
}

func TestEntitiesWithoutAURIStayApart(t *testing.T) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "Bo Ek met Al Ott."}})
	entities := Merge(doc, []story.Entity{{Name: "Bo Ek"}, {Name: "Al Ott"}, {Name: "Zenit", URI: "urn:1"}})
	if len(entities) != 3 {
		t.Errorf("got %+v", entities)
	}
}
