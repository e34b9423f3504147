package link

import (
	"testing"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// league knows five invented clubs that play football, of which three play rugby union,
// too.
func league(t *testing.T) *Linker {
	t.Helper()
	var clubs []knowledge.Record
	for i, place := range []string{"Kelling", "Thorpe", "Wexcombe", "Ardley", "Ostrow"} {
		clubs = append(clubs, knowledge.Record{ID: uint32(i + 1), Type: knowledge.Organisation, Name: place + " Rovers", Note: "football team, club",
			Popularity: 40, Aliases: []knowledge.Name{{Text: place + " football", Use: knowledge.TeamOf}}})
	}
	for i, place := range []string{"Kelling", "Thorpe", "Wexcombe"} {
		clubs = append(clubs, knowledge.Record{ID: uint32(i + 11), Type: knowledge.Organisation, Name: place + " Oaks", Note: "rugby union team, club",
			Popularity: 40, Aliases: []knowledge.Name{{Text: place + " rugby union", Use: knowledge.TeamOf}}})
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
		"a table of clubs":                  {[]string{"Thorpe", "Wexcombe", "Ardley", "Ostrow"}, "football"},
		"not clubs that play either sport":  {[]string{"Kelling", "Thorpe", "Wexcombe", "Ardley"}, ""},
		"not three clubs":                   {[]string{"Kelling", "Thorpe", "Wexcombe"}, ""},
		"not one club named four times":     {[]string{"Kelling", "Kelling", "Kelling", "Kelling"}, ""},
		"not four clubs among many a firm":  {[]string{"Thorpe", "Wexcombe", "Ardley", "Ostrow", "A Ltd", "B Ltd", "C Ltd", "D Ltd", "E Ltd"}, ""},
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
