package enrich

import (
	"context"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
)

// linking loads all embedded models.
func linking(t *testing.T) *Enricher {
	t.Helper()
	e, err := New(
		Models{Entity: data.Entity(), Gazetteer: data.Gazetteer(), Topic: data.Topic(), Knowledge: data.Knowledge()},
		Options{Engine: "dateline", Version: "test"},
	)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// links tags a text and returns the items of its entities by their names.
func links(t *testing.T, e *Enricher, body string) map[string]story.Entity {
	t.Helper()
	tags, err := e.Enrich(context.Background(), &story.Story{Status: story.Usable, Language: "en", Fields: []story.Field{{Name: story.Body, Text: body}}})
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]story.Entity{}
	for _, n := range tags.Entities {
		byName[n.Name] = n
	}
	return byName
}

const wikidata = "http://www.wikidata.org/entity/"

func TestThePeopleAndOrganisationsOfWorldNewsAreLinked(t *testing.T) {
	e := linking(t)
	for _, c := range []struct {
		body string
		want map[string]string // item by name; empty for none
	}{
		{"BRUSSELS (NW) — President Joe Biden met NATO leaders on Monday and will address the U.N. Security Council next week, the White House said.",
			map[string]string{"Joe Biden": "Q6279", "NATO": "Q7184", "U.N. Security Council": "Q37470"}},
		{"MOSCOW (NW) — Russian Foreign Minister Sergey Lavrov received Chinese Foreign Minister Wang Yi. Lavrov thanked Wang for the visit to Russia.",
			map[string]string{"Sergey Lavrov": "Q58217", "Wang Yi": "Q701801"}},
		{"KYIV (NW) — Ukraine's President Volodymyr Zelenskiy rejected an offer by Vladimir Putin, the president of Russia.",
			map[string]string{"Volodymyr Zelenskiy": "Q3874799", "Vladimir Putin": "Q7747"}},
		{"KYIV (NW) — Ukraine's President Volodymyr Zelenskyy spoke. Russian Foreign Minister Sergei Lavrov answered.",
			map[string]string{"Volodymyr Zelenskyy": "Q3874799", "Sergei Lavrov": "Q58217"}},
		{"SEOUL (NW) — North Korean leader Kim Jong Un inspected a shipyard in North Korea, said the United Nations.",
			map[string]string{"Kim Jong Un": "Q56226", "United Nations": "Q1065"}},
		{"NAIROBI (NW) — Joe Bidden, a baker, and Wanjiru Karanja-Otieno, who sells flowers, opened a shop.",
			map[string]string{"Joe Bidden": "", "Wanjiru Karanja-Otieno": ""}},
	} {
		got := links(t, e, c.body)
		for name, want := range c.want {
			if want != "" {
				want = wikidata + want
			}
			if n, ok := got[name]; !ok && want != "" || n.URI != want {
				t.Errorf("%s: %q is %q, want %q", c.body, name, n.URI, want)
			}
		}
	}
}

func TestACompanyIsLinkedWithItsSymbols(t *testing.T) {
	got := links(t, linking(t), "TOKYO (NW) — Toyota Motor Corp. said on Friday that it would build a plant in Japan. Shares of Toyota rose.")
	n := got["Toyota Motor Corp."]
	if n.URI != wikidata+"Q53268" || len(n.Symbols) == 0 || n.Symbols[0] != (story.Symbol{Ticker: "TM", Exchange: "NYSE"}) {
		t.Errorf("%+v", n)
	}
}
