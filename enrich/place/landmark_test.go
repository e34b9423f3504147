package place

import (
	"testing"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// A university is a body that teaches, before it is a place.
func TestAUniversityIsAPlaceOnlyWhereSomethingHappensThere(t *testing.T) {
	expects(t, map[string]string{
		"Students of Harvard University said no.":    "Harvard University = -",
		"Harvard University said that it would pay.": "Harvard University = -",
		"Yale University sued Stanford University.":  "Yale University = -; Stanford University = -",
		"A fire broke out at Harvard University.":    "Harvard University = ?",
		"Harvard said that it would pay.":            "Harvard = -",
		"He threw a ball at Fenway Park.":            "Fenway Park = ?",
	})
}

func TestAnAirportIsNotCutShortToItsTown(t *testing.T) {
	bin, err := gazetteer.Build([]gazetteer.Record{
		{Parent: -1, Place: gazetteer.Place{ID: 292223, Name: "Dubai", Class: 'P', Code: "PPLA", Lat: 25.1, Lon: 55.2, HasCoord: true, Population: 3_000_000}},
		{Parent: -1, Place: gazetteer.Place{Name: "Dubai International Airport", Class: 'S', Code: "AIRP", Lat: 25.25, Lon: 55.35, HasCoord: true},
			Names: []gazetteer.Name{{Text: "Dubai International Airport", Use: gazetteer.Preferred}}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Read(bin)
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]string{
		"Flights from Dubai International Airport were late.": "Dubai International Airport",
		"Flights from Dubai to Kenya were late.":              "Dubai",
	} {
		places, _, _ := tagBody(New(g), body, name(body, "Dubai", story.Location, 98))
		if len(places) != 1 || len(places[0].Mentions) != 1 || places[0].Mentions[0].Text != want {
			t.Errorf("%q: %v, want %s", body, places, want)
		}
	}
}
