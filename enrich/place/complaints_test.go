package place

import (
	"strings"
	"testing"
)

// Each of these is what users of other geoparsers complain about, in variants.

// expects tags each body and looks for the wanted mentions: "Paris = 4717560",
// with "-" for a mention that must not be there and "?" for one that must be
// without an id.
func expects(t *testing.T, cases map[string]string) {
	t.Helper()
	tag := New(readGazetteer(t))
	for body, want := range cases {
		places, _, _ := tagBody(tag, body)
		got := map[string]string{}
		for _, p := range places {
			for _, m := range p.Mentions {
				got[m.Text] = strings.Trim(strings.TrimPrefix(p.URI, "https://sws.geonames.org/"), "/")
				if p.URI == "" {
					got[m.Text] = "?"
				}
			}
		}
		for _, w := range strings.Split(want, "; ") {
			name, id, _ := strings.Cut(w, " = ")
			have, ok := got[name]
			if !ok {
				have = "-"
			}
			if have != id {
				t.Errorf("%q: %s is %s, want %s (all: %v)", body, name, have, id, got)
			}
		}
	}
}

func TestCountriesAreNoUniversitiesAndNoOtherCountries(t *testing.T) {
	expects(t, map[string]string{
		"Exports from China fell.":                                "China = 1814991",
		"China said on Monday that it had no plans.":              "China = 1814991",
		"Talks between China, Japan and South Korea began.":       "China = 1814991; Japan = 1861060; South Korea = 1835841",
		"The U.S. said no.":                                       "U.S. = 6252001",
		"He came back to the U.S. He was tired.":                  "U.S. = 6252001",
		"A U.S.-led force left.":                                  "U.S. = 6252001",
		"Canada and the U.S. agreed.":                             "U.S. = 6252001; Canada = 6251999",
		"The USA and the UK voted for it, and the UAE against.":   "USA = 6252001; UK = 2635167; UAE = 290557",
		"Soldiers of the U.S.A. and of the U.K. came to the DRC.": "U.S.A. = 6252001; U.K. = 2635167; DRC = 203312",
	})
}

func TestAStateThatIsGivenIsHeeded(t *testing.T) {
	expects(t, map[string]string{
		"He lives in Long Beach, CA, with two cats.":                       "Long Beach = 5367929; CA = 5332921",
		"He lives in Long Beach, Calif., with two cats.":                   "Long Beach = 5367929",
		"He lives in Long Beach, N.Y., with two cats.":                     "Long Beach = 5125086",
		"It snowed in Bangor, Maine, all day.":                             "Bangor = 4957280; Maine = 4971068",
		"A road was closed in Paris, Texas, and another one in Paris.":     "Paris = 4717560",
		"Shots were heard in Tripoli (Lebanon) at dawn.":                   "Tripoli = 266826",
		"A man from Duluth, Minn. He was 40.":                              "Duluth = 5024719; Minn. = 5037779",
		"He lives in Portland, Ore.":                                       "Portland = 5746545; Ore. = 5744337",
		"LONDON, Ont. -- The mill will close.":                             "LONDON = 6058560",
		"A fire in Buffalo, New York, was put out.":                        "New York = 5128638",
		"A blaze in Belgrade, Minn., killed a woman.":                      "Belgrade = ?; Minn. = 5037779",
		"They moved from Athens, Georgia, to Athens, Ohio, in the spring.": "Georgia = 4197000; Ohio = 5165418",
	})
}

func TestAPlaceThatIsNotKnownCostsNoOtherItsOwn(t *testing.T) {
	expects(t, map[string]string{
		"They drove from Zzyrgonia to Moscow by night.":    "Moscow = 524901",
		"In Qxyzville, Paris and Rome it rained.":          "Paris = 2988507; Rome = 3169070",
		"Zzyrgonia, Kenya, is dry; so is Nairobi.":         "Kenya = 192950; Nairobi = 184745",
		"A blaze in Belgrade, Minn., was put out in Oslo.": "Belgrade = ?; Oslo = 3143244",
	})
}

func TestNothingIsMatchedByResemblance(t *testing.T) {
	expects(t, map[string]string{
		"She was told that she had M.S. last year.": "M.S. = -",
		"Talks with European officials went on.":    "European = -",
		"The EU said no, and so did the E.U. court": "EU = -; E.U. = -",
		"They told us so.":                          "us = -",
		"The line was cut in May.":                  "May = -; line = -",
		"The Marburg virus is back.":                "Marburg = -",
		"He paid $US 15 for it.":                    "US = -",
		"The Supreme Court said no.":                "Supreme = -",
	})
}

func TestAStateWinsOverATinyTown(t *testing.T) {
	expects(t, map[string]string{
		"Voters in Texas and in Ohio were asked.":           "Texas = 4736286; Ohio = 5165418",
		"The drought in California went on.":                "California = 5332921",
		"Nevada, Utah and Idaho have laws like it.":         "Nevada = 5509151; Utah = 5549030; Idaho = 5596512",
		"It was sold in Oregon, Washington and Idaho.":      "Washington = 5815135",
		"In Virginia, Washington, West Virginia and Maine.": "Washington = 5815135",
		"A Washington state farm was closed.":               "Washington = 5815135",
		"Bavaria and Saxony agreed.":                        "Bavaria = 2951839; Saxony = 2842566",
	})
}

func TestCapitalsAndShortTextAreRead(t *testing.T) {
	expects(t, map[string]string{
		"MOSCOW (AP) — It rained.":                           "MOSCOW = 524901",
		"NEW DELHI, Nov 3 (Reuters) - It rained.":            "NEW DELHI = 1261481",
		"FLOODS IN BANGLADESH KILL TEN":                      "BANGLADESH = 1210997",
		"Paris":                                              "Paris = 2988507",
		"Nairobi floods":                                     "Nairobi = 184745",
		"Storm hits town. LAGOS -- A storm came on Tuesday.": "LAGOS = 2332459",
		"CRICKET - SRI LANKA BEAT AUSTRALIA":                 "CRICKET = -; SRI LANKA = 1227603; AUSTRALIA = 2077456",
		"RUGBY UNION - WALES BEAT FRANCE":                    "RUGBY = -; UNION = -; FRANCE = 3017382",
	})
}

func TestTheFamousPlaceIsMeantUnlessTheTextSaysOtherwise(t *testing.T) {
	expects(t, map[string]string{
		"Flights from Melbourne to Bristol were late.": "Melbourne = 2158177; Bristol = 2654675",
		"A man in Birmingham won.":                     "Birmingham = 2655603",
		"They moved from London to Paris.":             "London = 2643743; Paris = 2988507",
		"She flew to Sydney and on to Perth.":          "Sydney = 2147714; Perth = 2063523",
	})
}

func TestAPersonOrATeamIsNoPlace(t *testing.T) {
	expects(t, map[string]string{
		"Paris Hilton said so. Hilton left.":              "Paris = -; Hilton = -",
		"Jordan Spieth won by two strokes.":               "Jordan = -",
		"Mr. Lincoln and Ms. Chad met.":                   "Lincoln = -; Chad = -",
		"The Bank of China and the New York Times agreed": "China = -; New York = -",
	})
}

func TestABodyOfAPlaceNamesIt(t *testing.T) {
	expects(t, map[string]string{
		"The Boulder City Council met in Nevada.":                              "Boulder City = 5500539",
		"The Texas Department of Public Safety was told.":                      "Texas = 4736286",
		"Sen. Jane Doe, D-N.Y., said no.":                                      "N.Y. = 5128638",
		"The Oxford Street shop closed; the Ohio State Bank, too.":             "Oxford = -",
		"School boards in Clarke, Oconee and Madison counties in Georgia met.": "Clarke = 4188191; Madison = 4207451",
	})
}
