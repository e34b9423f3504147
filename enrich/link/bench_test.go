package link

import (
	"strings"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// BenchmarkLink links a story of 600 words with a dozen names.
func BenchmarkLink(b *testing.B) {
	l, err := New(data.Knowledge())
	if err != nil {
		b.Fatal(err)
	}
	people := []string{"Sergey Lavrov", "Angela Merkel", "Tom Hadley", "Mira Castellane", "Volodimir Zelenskiy", "Ines Quillfeather"}
	organisations := []string{"United Nations", "Toyota Motor Corp.", "Federal Reserve", "Real Madrid", "Ministry of Canals", "OPEC"}
	body := strings.Repeat("The minister "+strings.Join(append(people, organisations...), " met envoys of ")+" in Paris on Monday. ", 6)
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	var entities []story.Entity
	for _, n := range people {
		entities = append(entities, entityIn(b, doc, story.Person, n))
	}
	for _, n := range organisations {
		entities = append(entities, entityIn(b, doc, story.Organisation, n))
	}
	places := []story.Place{country("FR", 6)}
	b.ReportAllocs()
	for b.Loop() {
		for i := range entities {
			entities[i].URI = ""
		}
		l.Link(doc, entities, places)
	}
}
