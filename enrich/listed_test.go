package enrich

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/authority"
	"dateline/enrich/story"
)

// knowing is an Enricher that knows the rows of a CSV file.
func knowing(t *testing.T, rows ...string) *Enricher {
	t.Helper()
	path := filepath.Join(t.TempDir(), "desk.csv")
	if err := os.WriteFile(path, []byte("uri,type,name,aliases\n"+strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	listed, err := authority.Load([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	return enricher(t).Knowing(listed)
}

// entities of a story: type, name and mentions by URI.
func entities(t *testing.T, e *Enricher, headline, body string) map[string]string {
	t.Helper()
	fields := []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}
	tags, err := e.Enrich(t.Context(), &story.Story{Status: story.Usable, Language: "en", Fields: fields})
	if err != nil {
		t.Fatal(err)
	}
	checkOffsets(t, tags)
	found := map[string]string{}
	for _, n := range tags.Entities {
		var mentions []string
		for _, m := range n.Mentions {
			mentions = append(mentions, m.Text)
		}
		key := n.URI
		if key == "" {
			key = n.Name
		}
		if found[key] != "" {
			t.Errorf("%s is there twice", key)
		}
		found[key] = string(n.Type) + " " + n.Name + ": " + strings.Join(mentions, ", ")
	}
	for _, p := range tags.Places {
		found["place "+p.Name] = "place"
	}
	return found
}

func TestWhatIsListedComesBeforeWhatIsFound(t *testing.T) {
	for _, test := range []struct {
		name           string
		rows           []string
		headline, body string
		want           map[string]string // "" for nothing
	}{
		{"a person, with the surname alone", []string{"urn:1,person,Ana Moreira,"}, "Moreira goes", body,
			map[string]string{"urn:1": "person Ana Moreira: Moreira, Ana Moreira, Moreira"}},
		{"an organisation that begins with a place", []string{"urn:1,organisation,Paris Club,"}, "", "Officials said on Monday that the Paris Club met in Berlin.",
			map[string]string{"urn:1": "organisation Paris Club: Paris Club", "place Paris": "", "place Berlin": "place"}},
		{"an organisation that is called like a city", []string{"urn:1,organisation,Madrid,"}, "", "Fans said on Monday that Madrid had won again.",
			map[string]string{"urn:1": "organisation Madrid: Madrid", "place Madrid": ""}},
		{"a thing that is called like a city", []string{"urn:1,other,Lisbon,"}, "", "The crew said on Monday that Lisbon would sail again.",
			map[string]string{"urn:1": "other Lisbon: Lisbon", "place Lisbon": ""}},
		{"but not the city with its state", []string{"urn:1,organisation,Springfield,"}, "", "He was born in Springfield, Illinois, in 1970.",
			map[string]string{"urn:1": "", "place Springfield": "place"}},
		{"nor the place of the dateline", []string{"urn:1,organisation,LISBON,"}, "", body,
			map[string]string{"urn:1": "", "place Lisbon": "place"}},
		{"a name that the tagger cannot know", []string{"urn:1,organisation,brightwater,"}, "", "Workers at brightwater walked out on Monday.",
			map[string]string{"urn:1": "organisation brightwater: brightwater"}},
		{"two names that nothing but the list joins", []string{"urn:1,organisation,Tollmann Freight,Big Red"}, "", "The firm Tollmann Freight was sold on Monday. Traders know it as Big Red.",
			map[string]string{"urn:1": "organisation Tollmann Freight: Tollmann Freight, Big Red"}},
		{"not a namesake with another first name", []string{"urn:1,person,Ana Moreira,Moreira"}, "", "Police said on Monday that Carlos Moreira had left. Carlos Moreira is 41. Moreira was born in Porto.",
			map[string]string{"urn:1": "", "Carlos Moreira": "person Carlos Moreira: Carlos Moreira, Carlos Moreira, Moreira"}},
		{"none of two with one name", []string{"urn:1,person,Ana Moreira,", "urn:2,person,Ana Moreira,"}, "", body,
			map[string]string{"urn:1": "", "urn:2": "", "Ana Moreira": "person Ana Moreira: Ana Moreira, Moreira"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := entities(t, knowing(t, test.rows...), test.headline, test.body)
			for key, want := range test.want {
				if got[key] != want {
					t.Errorf("%s is %q, want %q, in %v", key, got[key], want, got)
				}
			}
		})
	}
}

func TestWhatIsListedIsFoundInOtherLanguagesToo(t *testing.T) {
	e := knowing(t, "urn:1,person,Joe Biden,Biden")
	s := &story.Story{Status: story.Usable, Language: "de-DE", Fields: []story.Field{{Name: story.Body,
		Text: "Berlin (dpa) - Die Regierung in Madrid hat am Montag Joe Biden empfangen."}}}
	tags, err := e.Enrich(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(tags.Entities) != 1 || tags.Entities[0].URI != "urn:1" {
		t.Errorf("entities: %+v", tags.Entities)
	}
}

func TestARecordSaysWhichListItWasMadeWith(t *testing.T) {
	e := knowing(t, "urn:1,person,Ana Moreira,")
	sum := e.Authority().Sum()
	if e.engine.Models["authority"] != sum || sum == "" {
		t.Errorf("models are %v", e.engine.Models)
	}
	if before := enricher(t); before.Authority() != nil || before.engine.Models["authority"] != "" {
		t.Error("the Enricher that it was made of knows the list too")
	}
	if after := e.With(Thresholds{}).Knowing(nil); after.engine.Models["authority"] != "" || after.Authority().Len() != 0 {
		t.Error("what was listed is still there")
	}
	if _, ok := e.Authority().Entry("urn:1"); !ok {
		t.Error("the row of a URI is not found")
	}
}

func TestNothingListedChangesNothing(t *testing.T) {
	s := &story.Story{Status: story.Usable, Language: "en", Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
	want, err := enricher(t).Enrich(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range map[string]*Enricher{"no list": enricher(t).Knowing(nil), "a list of others": knowing(t, "urn:1,person,Bo Ek,Ek")} {
		got, err := e.Enrich(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		got.Engine = want.Engine
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
