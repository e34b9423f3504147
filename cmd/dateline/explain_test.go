package main

import (
	"strings"
	"testing"

	"dateline/enrich/story"
)

func entityExplained() explained {
	const body = "Ada Moss left.\nMoss is back in Tarn."
	at := func(start, end int, kind string) story.Mention {
		return story.Mention{Span: story.Span{Field: story.Body, Start: start, End: end, Text: body[start:end]}, Kind: kind}
	}
	e := story.Entity{Type: story.Person, Name: "Ada Moss", URI: "http://www.wikidata.org/entity/Q0", Relevance: 60, Confidence: 90,
		Symbols: []story.Symbol{{Ticker: "MOSS", Exchange: "XNYS"}}, Mentions: []story.Mention{at(0, 8, ""), at(15, 19, "")}}
	why := story.Explanation{
		Mention: &e.Mentions[0].Span, Type: story.Person, Against: story.Organisation, Margin: 4.5,
		Verdict: "the only Ada Moss who is a politician",
		Candidates: []story.Candidate{
			{URI: e.URI, Name: "Ada Moss", Note: "politician, Tarn", Score: 7.25, Chosen: true, Reasons: []story.Reason{{What: "Tarn is named", Weight: 2}}},
			{URI: "http://www.wikidata.org/entity/Q1", Name: "Ada Moss", Note: "swimmer", Score: 1},
		},
	}
	for i := range reasonsShown + 2 {
		why.Reasons = append(why.Reasons, story.Reason{What: "thing", Weight: 1 - float64(i)/10})
	}
	tarn := story.Place{Name: "Tarn", Role: story.RoleMention, Mentions: []story.Mention{at(31, 35, "")}}
	return explained{
		story: &story.Story{URI: "urn:x", Status: story.Usable, Fields: []story.Field{{Name: story.Body, Text: body}}},
		tags: &story.Tags{Text: map[string]string{story.Body: body}, Entities: []story.Entity{e},
			Places: []story.Place{tarn}},
		entities: []explainedEntity{{e, why}},
		places: []explainedPlace{{Tag: tarn, Why: &story.PlaceExplanation{Candidates: []story.Candidate{
			{URI: "https://sws.geonames.org/1/", Name: "Tarn", Note: "ADM2, FR", Score: 2},
			{URI: "https://sws.geonames.org/2/", Name: "Tarn", Score: 1.9},
		}}}},
	}
}

func TestAnExplanationShowsCandidatesAndTheSumOfLesserReasons(t *testing.T) {
	const want = `[Ada Moss person] left.
[Moss person] is back in [Tarn place].

people
  Ada Moss · relevance 60, confidence 90
    named as Ada Moss · Moss
    http://www.wikidata.org/entity/Q0: the only Ada Moss who is a politician,
      XNYS:MOSS
      → 7.25 Ada Moss, politician, Tarn http://www.wikidata.org/entity/Q0
          +2.00 Tarn is named
      1.00 Ada Moss, swimmer http://www.wikidata.org/entity/Q1
    “Ada Moss” is taken for a person rather than an organisation, by 4.50:
      +1.00 thing
      +0.90 thing
      +0.80 thing
      +0.70 thing
      +0.60 thing
      +0.50 thing
      +0.40 thing
      +0.30 thing
      +0.30 2 lesser things

places
  Tarn · mention, relevance 0, confidence 0
    no uri: the gazetteer does not know it, or not which one it is
      2.00 Tarn, ADM2, FR https://sws.geonames.org/1/
      1.90 Tarn https://sws.geonames.org/2/
`
	if got := (explainedText{terminal{width: 80}}).render(entityExplained()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNamesAreColouredByTypeOnATerminal(t *testing.T) {
	got := (explainedText{terminal{is: true, colour: true, width: 80}}).render(entityExplained())
	for _, want := range []string{"\x1b[33mAda Moss\x1b[0m left.", "\x1b[32mTarn\x1b[0m.", "\x1b[1mpeople\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "[Ada Moss person]") {
		t.Error("brackets where there are colours")
	}
}

func TestAnExplanationIsCutToWhatSomebodyAskedFor(t *testing.T) {
	tests := []struct {
		name, asked      string
		entities, places int
	}{
		{"all, where nobody asked", "", 1, 1},
		{"a name in any case", "ADA moss", 1, 0},
		{"part of a name", "moss", 1, 0},
		{"a place", "Tarn", 0, 1},
		{"no part of a word", "os", 0, 0},
		{"what is not there", "Quayle", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := entityExplained().about(tt.asked)
			if len(x.entities) != tt.entities || len(x.tags.Entities) != tt.entities || len(x.tags.Places) != tt.places || len(x.places) != tt.places {
				t.Errorf("%d entities, %d places", len(x.entities), len(x.tags.Places))
			}
		})
	}
	if got := (explainedText{terminal{width: 80}}).render(entityExplained().about("Tarn")); !strings.HasPrefix(got, "Moss is back in [Tarn place].\n") {
		t.Errorf("got\n%s", got)
	}
}
