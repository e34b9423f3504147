package place

import (
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestAStrangerIsNotTheTownAbroadThatBearsItsName(t *testing.T) {
	expects(t, map[string]string{
		"CLARK, Pampanga (NW) - A plane overran the runway at Clark. Flights to Manila and Cebu were put off, Philippine officials said.": "CLARK = ?; Clark = ?; Manila = 1701668",
		"The Philippine president will fly from Manila to Cebu and Davao, and then open a new hall in Clark.":                             "Clark = ?; Manila = 1701668",
		"Men from Halifax, Nova Scotia and New Brunswick met in Dalhousie, the Canadian minister said.":                                   "Dalhousie = ?; Halifax = 6324729",
		"It rained in Kisumu and Mombasa. Kenya sent help from Nairobi; it was cold in Chesterton.":                                       "Chesterton = ?; Kisumu = 191245",
	})
}

func TestATownAbroadIsWhatItIsWhereTheStorySpeaksForIt(t *testing.T) {
	expects(t, map[string]string{
		"A man from Clark, N.J., was freed in Manila, the Philippine police said. The Philippines had held him since May.": "Clark = 5096655",
		"Police in Union County, New Jersey, closed a road near Clark.":                                                    "Clark = 5096655",
		"A Nigerian mother stays in Sligo. Nigeria wants her back; she fled from Lagos.":                                   "Sligo = 2961423",
		"A fire broke out in Clark.": "Clark = 5096655",
		"The Indian minister went from Delhi to Shimla and stayed in Dalhousie.":                 "Dalhousie = 1273648",
		"The Philippine minister went from Manila and Cebu to London and stayed in Flumeri.":     "London = 2643743; Flumeri = 3176901",
		"Talks between Kenya and Uganda, held in Nairobi and Kampala, will go on in Washington.": "Washington = 4140963",
	})
}

func TestWhatOnlyTheGazetteerTakesForAPlaceAndLiesAbroadIsNone(t *testing.T) {
	expects(t, map[string]string{
		"Kenya won in Nairobi, and Mombasa lost. Aldridge said so to all of Kenya.": "Aldridge = -; Nairobi = 184745",
	})
}

func TestAnAddressThatIsNotKnownHoldsForTheWholeStory(t *testing.T) {
	expects(t, map[string]string{
		"Woman found dead in Belgrade, Minn. It was at a house in Belgrade that the blaze broke out.": "Belgrade = ?; Minn. = 5037779",
		"A blaze in Belgrade broke out at dawn. The town of Belgrade, Minn., has one fire engine.":    "Belgrade = ?",
		"He moved from Belgrade to Novi Sad.":                                                         "Belgrade = 792680",
	})
}

func TestCountiesOfAListAreCountiesThoughTheEngineCallsThemPlaces(t *testing.T) {
	tag := New(readGazetteer(t))
	for body, want := range map[string]string{
		"School boards in Barrow, Jackson and Madison counties in Georgia met.":      "https://sws.geonames.org/4181182/",
		"Schools in Georgia grow slowly in places like Jackson and Barrow counties.": "https://sws.geonames.org/4181182/",
	} {
		places, _, _ := tagBody(tag, body, name(body, "Barrow", story.Location, 98))
		got := ""
		for _, p := range places {
			for _, m := range p.Mentions {
				if m.Text == "Barrow" {
					got = p.URI
				}
			}
		}
		if got != want {
			t.Errorf("%q: Barrow is %q, want %q", body, got, want)
		}
	}
}

func TestADirectionIsNoDivisionOfAFarCountry(t *testing.T) {
	tag := New(readGazetteer(t))
	for body, direction := range map[string]string{
		"Oysters from the Northwest are cold. So are those of the state of Maine.": "Northwest",
		"Farmers in the South want rain.":                                          "South",
		"Votes from the Northern part came late.":                                  "Northern",
	} {
		places, _, _ := tagBody(tag, body, name(body, direction, story.Location, 97))
		for _, p := range places {
			if p.Mentions[0].Text == direction && p.URI != "" {
				t.Errorf("%q: %s is %s", body, direction, p.URI)
			}
		}
	}
}

func TestAnExplanationSaysThatANameIsAStranger(t *testing.T) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "The Philippine president will fly from Manila to Cebu, Davao and Baguio, and open a hall in Clark."}})
	places, why := New(readGazetteer(t)).Explain(doc, nil, nil)
	for i, p := range places {
		if p.Name == "Clark" {
			if v := why[i].Verdict; !strings.HasPrefix(v, "the story speaks of Philippines") || len(why[i].Candidates) == 0 || why[i].Candidates[0].Chosen {
				t.Errorf("%+v", why[i])
			}
			return
		}
	}
	t.Errorf("no Clark among %v", places)
}
