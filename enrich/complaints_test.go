package enrich

import (
	"context"
	"path"
	"strings"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
)

// What users of other geoparsers complain about, in variants, through the whole
// enrichment: the engine of names must not spoil what the gazetteer knows, and
// the other way round. The same for the tagger of places alone is in
// enrich/place.

// placed tags each story and looks for the wanted names: "Paris = 4717560",
// with "-" for what must be no place and "?" for a place without an id. A
// headline is set off from the body by " | ".
func placed(t *testing.T, cases map[string]string) {
	t.Helper()
	e := enricher(t)
	for text, want := range cases {
		headline, body, ok := strings.Cut(text, " | ")
		if !ok {
			headline, body = "", text
		}
		s := &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Language: "en"}
		for name, f := range map[string]string{story.Headline: headline, story.Body: body} {
			if f != "" {
				s.Fields = append(s.Fields, story.Field{Name: name, Text: f})
			}
		}
		tags, err := e.Enrich(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, p := range tags.Places {
			for _, m := range p.Mentions {
				if got[m.Text] = path.Base(p.URI); p.URI == "" {
					got[m.Text] = "?"
				}
			}
		}
		for w := range strings.SplitSeq(want, "; ") {
			name, id, _ := strings.Cut(w, " = ")
			have, ok := got[name]
			if !ok {
				have = "-"
			}
			if have != id {
				t.Errorf("%q: %s is %s, want %s (all: %v)", text, name, have, id, got)
			}
		}
	}
}

func TestAGreatPowerIsNoUniversityAndNotItsNeighbour(t *testing.T) {
	placed(t, map[string]string{
		"China | China will lend the island 40 million dollars.":                   "China = 1814991",
		"Trade between the U.S and China fell in May, officials said.":             "U.S = 6252001; China = 1814991",
		"Canada said that the U.S. had agreed. The U.S. did not.":                  "U.S. = 6252001; Canada = 6251999",
		"Students from China at a university in Ohio were told to wait.":           "China = 1814991; Ohio = 5165418",
		"The U.S.-China talks in Geneva ended on Friday without an accord.":        "U.S. = 6252001; China = 1814991; Geneva = 2660646",
		"He studied at the University of China before he moved to Canada in 1998.": "Canada = 6251999",
	})
}

func TestTheUSAAndTheUKAreFound(t *testing.T) {
	placed(t, map[string]string{
		"She moved from the UK to the USA in 2011.":                           "UK = 2635167; USA = 6252001",
		"UK AND USA SIGN PACT | Ministers signed the pact on Monday.":         "UK = 2635167; USA = 6252001",
		"The U.K. and the U.S.A. have said that they will not sign.":          "U.K. = 2635167; U.S.A. = 6252001",
		"UK-based workers will be paid as those in the United States are.":    "UK = 2635167; United States = 6252001",
		"Exports (UK, USA, UAE) rose by a tenth, the ministry said.":          "UK = 2635167; USA = 6252001; UAE = 290557",
		"Great Britain won the relay; the United Kingdom had not since 1924.": "Great Britain = 2635167; United Kingdom = 2635167",
	})
}

func TestTheStateBesideATownIsHeeded(t *testing.T) {
	placed(t, map[string]string{
		"LONG BEACH, Calif. (NW) - Ships queued on Tuesday.":                     "LONG BEACH = 5367929",
		"Ships queued off Long Beach, CA, on Tuesday, the port said.":            "Long Beach = 5367929",
		"Ships queued off Long Beach, California, on Tuesday.":                   "Long Beach = 5367929; California = 5332921",
		"The family had moved to Bangor, Maine, in the spring.":                  "Bangor = 4957280; Maine = 4971068",
		"BANGOR, Maine (NW) - A mill will close, its owners said.":               "BANGOR = 4957280",
		"She grew up in Bangor, Northern Ireland, and left at sixteen.":          "Bangor = 2656396; Northern Ireland = 2641364",
		"A man from Melbourne, Fla., and one from Perth, Ont., were freed.":      "Melbourne = 4163971; Perth = 6101546",
		"Police in Birmingham, Alabama, and in Birmingham, Ala., made the call.": "Birmingham = 4049979",
		"Troops left Tripoli (Lebanon) and came back a week later.":              "Tripoli = 266826",
	})
}

func TestNoServerAndNoFileIsNeededForPlaces(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PATH", "")
	t.Setenv("HOME", "")
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	e, err := New(Models{Entity: data.Entity(), Gazetteer: data.Gazetteer(), Topic: data.Topic()}, Options{Engine: "dateline"})
	if err != nil {
		t.Fatal(err)
	}
	tags, err := e.Enrich(context.Background(), &story.Story{URI: "urn:test", Type: "text", Status: story.Usable,
		Fields: []story.Field{{Name: story.Body, Text: "It rained in Oslo."}}})
	if err != nil || len(tags.Places) != 1 || path.Base(tags.Places[0].URI) != "3143244" {
		t.Errorf("%v, %v", tags.Places, err)
	}
}

func TestAnUnknownPlaceCostsTheOthersNothing(t *testing.T) {
	placed(t, map[string]string{
		"They drove from Zzyrgonia to Moscow by night and on to Minsk.":        "Moscow = 524901; Minsk = 625144",
		"In Qxyzville, Paris and Rome it rained for the third day.":            "Paris = 2988507; Rome = 3169070",
		"Qxyzville floods | A river rose in Qxyzville, near Nairobi, Kenya.":   "Nairobi = 184745; Kenya = 192950",
		"QXYZVILLE, Kenya (NW) - A river rose on Monday, and Uganda sent help": "Kenya = 192950; Uganda = 226074",
		"A blaze in Belgrade, Minn., was put out. Oslo sent its thanks.":       "Belgrade = ?; Minn. = 5037779; Oslo = 3143244",
	})
}

func TestANameThatIsFoundIsNotDroppedInSilence(t *testing.T) {
	e := enricher(t)
	for _, text := range []string{
		"A fire broke out in the village of Zzyrgonia on Friday, police in Kenya said.",
		"Soldiers reached Zzyrgonia at dawn. Zzyrgonia was empty, they told Kenya's state radio.",
		"The road from Nairobi to Zzyrgonia in northern Kenya is closed.",
	} {
		tags, err := e.Enrich(context.Background(), &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Language: "en",
			Fields: []story.Field{{Name: story.Body, Text: text}}})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range tags.Places {
			found = found || p.Name == "Zzyrgonia" && p.URI == "" && p.Lat == nil && p.Confidence > 0
		}
		for _, n := range tags.Entities {
			found = found || n.Name == "Zzyrgonia"
		}
		if !found {
			t.Errorf("%q: Zzyrgonia is neither a place nor another name: %v, %v", text, tags.Places, tags.Entities)
		}
	}
}

func TestAnAbbreviationOrADemonymIsNoHotelAndNoMine(t *testing.T) {
	placed(t, map[string]string{
		"She was told in 1998 that she had M.S. and gave up running.":         "M.S. = -",
		"European ministers met in Brussels, and European banks were closed.": "European = -; Brussels = 2800866",
		"The E.U. said that it would pay. The EU has not paid.":               "E.U. = -; EU = -",
		"Dr. Moss has a Ph.D. and an M.B.A., he said.":                        "Ph.D. = -; M.B.A. = -",
		"It will be dark by 5 P.M. on Sunday and by 4 p.m. in Oslo.":          "P.M. = -; p.m. = -; Oslo = 3143244",
		"Asian shares fell, African ones did not.":                            "Asian = -; African = -",
	})
}

func TestATinyTownDoesNotWinOverAState(t *testing.T) {
	placed(t, map[string]string{
		"Farmers in Texas and Kansas lost a tenth of their wheat.":            "Texas = 4736286; Kansas = 4273857",
		"California will vote in June, Nevada in July.":                       "California = 5332921; Nevada = 5509151",
		"Voters in Indiana, Pennsylvania and Delaware were asked.":            "Indiana = 4921868; Pennsylvania = 6254927; Delaware = 4142224",
		"Snow fell on Bavaria, and in Ontario and Queensland it was hot.":     "Bavaria = 2951839; Ontario = 6093943; Queensland = 2152274",
		"TEXAS SUES FIRM | The state of Texas went to court on Wednesday.":    "TEXAS = 4736286; Texas = 4736286",
		"CALIFORNIA FIRE KILLS TWO | The fire broke out in Nevada on Monday.": "CALIFORNIA = 5332921; Nevada = 5509151",
	})
}

func TestDatelinesInCapitalsAndShortTextsAreRead(t *testing.T) {
	placed(t, map[string]string{
		"KAMPALA, Uganda (NW) - It rained.":               "KAMPALA = 232422; Uganda = 226074",
		"PARIS -- It rained.":                             "PARIS = 2988507",
		"SAO PAULO, Nov 3 (Newsroom Wire) - It rained.":   "SAO PAULO = 3448439",
		"WASHINGTON/BEIJING, Nov 3 - Talks were put off.": "WASHINGTON = 4140963; BEIJING = 1816670",
		"QUAKE HITS NEPAL | Houses fell.":                 "NEPAL = 1282988",
		"Peru votes":                                      "Peru = 3932488",
		"Flood in Lagos":                                  "Lagos = 2332459",
		"NEW YORK (NW) - Shares fell. Traders in New York said it was time.": "NEW YORK = 5128581",
	})
}

func TestTheTownThatEverybodyKnowsIsMeant(t *testing.T) {
	placed(t, map[string]string{
		"Trains from Bristol to London were late on Monday.":           "Bristol = 2654675; London = 2643743",
		"Rain stopped play in Melbourne for the second day.":           "Melbourne = 2158177",
		"MELBOURNE, Nov 3 (Newsroom Wire) - Rain stopped play.":        "MELBOURNE = 2158177",
		"A court in Cambridge, England, let her go.":                   "Cambridge = 2653941",
		"She left Athens for Naples, and Naples for Berlin and Dublin": "Athens = 264371; Naples = 3172394; Berlin = 2950159; Dublin = 2964574",
	})
}
