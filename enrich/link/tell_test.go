package link

import (
	"testing"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// league knows five invented clubs of one sport and one of another.
func league(t *testing.T) *Linker {
	t.Helper()
	var clubs []knowledge.Record
	for i, place := range []string{"Kelling", "Thorpe", "Wexcombe", "Ardley", "Ostrow"} {
		clubs = append(clubs, knowledge.Record{ID: uint32(i + 1), Type: knowledge.Organisation, Name: place + " Rovers", Note: "football team, club",
			Popularity: 40, Aliases: []knowledge.Name{{Text: place + " football", Use: knowledge.TeamOf}}})
	}
	bin, err := knowledge.Build(clubs, func(*knowledge.Record, string) int { return 0 })
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(bin)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheTeamsOfATableTellItsSport(t *testing.T) {
	l := league(t)
	for promise, c := range map[string]struct {
		names []string
		want  string
	}{
		"a table of clubs":                  {[]string{"Kelling", "Thorpe", "Wexcombe", "Ardley"}, "football"},
		"not three clubs":                   {[]string{"Kelling", "Thorpe", "Wexcombe"}, ""},
		"not one club named four times":     {[]string{"Kelling", "Kelling", "Kelling", "Kelling"}, ""},
		"not four clubs among many a firm":  {[]string{"Kelling", "Thorpe", "Wexcombe", "Ardley", "A Ltd", "B Ltd", "C Ltd", "D Ltd", "E Ltd"}, ""},
		"nothing where nobody is mentioned": {nil, ""},
	} {
		t.Run(promise, func(t *testing.T) {
			s := newScene(text.Parse([]story.Field{{Name: story.Body, Text: "Kelling 3 1 0 4"}}), nil)
			if l.tell(s, c.names); s.sport != c.want {
				t.Errorf("sport %q, want %q", s.sport, c.want)
			}
		})
	}
}

func TestAPlaceThatLendsItsNameToABodyLosesItsItem(t *testing.T) {
	l := league(t)
	for body, keeps := range map[string]bool{
		"Shares on the Amsterdam bourse fell.":            false,
		"Amsterdam's prison police said no.":              false,
		"The head of GM of Amsterdam resigned.":           false,
		"Trains to Amsterdam were late on Monday.":        true,
		"It rained in Amsterdam. The government said so.": true,
	} {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
		e := entityIn(t, doc, story.Location, "Amsterdam")
		places := []story.Place{{Name: "Amsterdam", Wikidata: "http://www.wikidata.org/entity/Q727", FeatureCode: "PPLC", Mentions: e.Mentions}}
		if _, got := l.Reread(doc, nil, nil, places); len(got) != 1 || (got[0].Wikidata != "") != keeps {
			t.Errorf("%q: %v, want the item kept: %v", body, got, keeps)
		}
	}
}
