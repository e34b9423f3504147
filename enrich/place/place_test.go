package place

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// tagBody tags a body, with its dateline, and says what came out: a line a
// place with its mentions, in the order of the places.
func tagBody(t *Tagger, body string, names ...story.Name) ([]story.Place, []story.Name, *Dateline) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	var dl *Dateline
	if d, ok := FindDateline(&doc.Fields[0]); ok {
		dl = &d
	}
	places, rest := t.Tag(doc, names, dl)
	return places, rest, dl
}

// name says where an engine found a name in body.
func name(body, s string, typ story.Type, confidence int) story.Name {
	at := strings.Index(body, s)
	start := len([]rune(body[:at]))
	return story.Name{Span: story.Span{Field: story.Body, Start: start, End: start + len([]rune(s)), Text: s}, Type: typ, Confidence: confidence}
}

func summary(places []story.Place) string {
	var lines []string
	for _, p := range places {
		where := p.CountryCode
		if len(p.Admin) > 0 {
			where += " " + p.Admin[0]
		}
		for _, m := range p.Mentions {
			kind := m.Kind
			if kind != "" {
				kind = " (" + kind + ")"
			}
			lines = append(lines, fmt.Sprintf("%s%s: %s %s", m.Text, kind, p.Name, where))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestWhatOtherGeoparsersGetWrong(t *testing.T) {
	tag := New(readGazetteer(t))
	for _, c := range []struct{ promise, body, want string }{
		{"China is the country", "Exports from China fell.", "China: China CN"},
		{"U.S. is the country", "The U.S. said no.", "U.S.: United States US"},
		{"US, USA and UK are found", "Talks between the US, the USA and the UK failed.", "UK: United Kingdom GB\nUS: United States US\nUSA: United States US"},
		{"us is no country", "They told us so.", ""},
		{"an explicit state is heeded", "He lives in Long Beach, CA, with two cats.", "CA: California US\nLong Beach: Long Beach US California"},
		{"an explicit state is heeded, spelt out", "It snowed in Bangor, Maine, all day.", "Bangor: Bangor US Maine\nMaine: Maine US"},
		{"an explicit state is heeded, abbreviated", "It snowed in Paris, Tex., all day.", "Paris: Paris US Texas\nTex.: Texas US"},
		{"an explicit country is heeded, in brackets", "Shots were heard in Tripoli (Lebanon) at dawn.", "Lebanon: Lebanon LB\nTripoli: Tripoli LB Liban-Nord"},
		{"a capital needs no country", "Shots were heard in Tripoli at dawn.", "Tripoli: Tripoli LY Tripoli"},
		{"one unknown place does not empty the answer", "They drove from Zzyrgonia to Moscow by night.", "Moscow: Moscow RU Moscow"},
		{"M.S. is no hotel", "She was told that she had M.S. last year.", ""},
		{"European is no mine", "Talks with European officials went on.", ""},
		{"EU is no place", "The EU said no.", ""},
		{"a state wins over a tiny town", "Voters in Texas and in Ohio were asked.", "Ohio: Ohio US\nTexas: Texas US"},
		{"Melbourne and Bristol are not only in the U.S.", "Flights from Melbourne to Bristol were late.", "Bristol: Bristol GB England\nMelbourne: Melbourne AU Victoria"},
		{"the city is meant by New York", "She moved to New York in spring.", "New York: New York City US New York"},
		{"the state is meant by New York state", "She moved to New York state in spring.", "New York: New York US"},
		{"states are listed with states", "It was sold in Oregon, Washington and Idaho.", "Idaho: Idaho US\nOregon: Oregon US\nWashington: Washington US"},
		{"Washington is the capital", "A source in Washington said no.", "Washington: Washington, D.C. US Washington, D.C."},
		{"demonyms are marked as such", "The Russian minister met an American.", "American (demonym): United States US\nRussian (demonym): Russia RU"},
		{"diacritics do not matter", "The match in Sao Paulo was off; the one in São Paulo too.", "Sao Paulo: São Paulo BR São Paulo\nSão Paulo: São Paulo BR São Paulo"},
		{"part of a hyphenated word is found", "The U.S.-led talks and the London-based firm failed.", "London: London GB England\nU.S.: United States US"},
		{"a possessive is not part of the name", "Kenya's rains and Kyiv’s snow came late.", "Kenya: Kenya KE\nKyiv: Kyiv UA Kyiv City"},
		{"the last word of a sentence has no dot", "They left Iraq. They went to Japan.", "Iraq: Iraq IQ\nJapan: Japan JP"},
		{"an organisation is no place", "The Bank of China and the University of Texas met the New York Times.", ""},
		{"a person is no place", "Paris Hilton met Jack London and Mr. Lincoln.", ""},
		{"a surname is no place later on", "Brian Houston sang. Houston then left.", ""},
		{"a country with a bearer's name is one where its cities are named", "Officials met in Amman. Jordan said yes. Michael Jordan did not.", "Amman: Amman JO Amman\nJordan: Jordan JO"},
		{"Ms. Chad is no country", "Ms. Chad went home.", ""},
		{"words at the start of a sentence are no places", "Reading is fun. Nice to know. Mobile phones rang. Of course. Date unknown.", ""},
		{"months and days are no places", "In March and on Friday they met in August.", ""},
		{"a region across countries has coordinates", "The drought in the Sahel went on.", "Sahel: Sahel "},
	} {
		t.Run(c.promise, func(t *testing.T) {
			places, _, _ := tagBody(tag, c.body)
			if diff := cmp.Diff(c.want, summary(places)); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.body, diff)
			}
		})
	}
}

func TestPlacesOfDatelines(t *testing.T) {
	tag := New(readGazetteer(t))
	for _, c := range []struct{ body, uri, want string }{
		{"MOSCOW (AP) — Talks went on.", "524901", "MOSCOW (dateline): Moscow RU Moscow"},
		{"LONG BEACH, Calif. (AP) — Talks went on.", "5367929", "Calif. (dateline): California US\nLONG BEACH (dateline): Long Beach US California"},
		{"LONDON/PARIS (Reuters) - Talks went on.", "2643743", "LONDON (dateline): London GB England\nPARIS (dateline): Paris FR Île-de-France"},
		{"KYIV, Ukraine (AP) — Talks in Kyiv went on.", "703448", "KYIV (dateline): Kyiv UA Kyiv City\nKyiv: Kyiv UA Kyiv City\nUkraine (dateline): Ukraine UA"},
		{"SAO PAULO, March 5 (Reuters) - Talks went on.", "3448439", "SAO PAULO (dateline): São Paulo BR São Paulo"},
		{"(Reuters) - Talks went on.", "", ""},
		{"WASHINGTON — The Senate met.", "4140963", "WASHINGTON (dateline): Washington, D.C. US Washington, D.C."},
		{"AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ -- A firm grew.", "4671654", "AUSTIN (dateline): Austin US Texas\nTexas (dateline): Texas US"},
		{"NICE, France (AFP) - Talks went on.", "2990440", "France (dateline): France FR\nNICE (dateline): Nice FR Provence-Alpes-Côte d'Azur"},
	} {
		t.Run(c.body, func(t *testing.T) {
			places, _, dl := tagBody(tag, c.body)
			if diff := cmp.Diff(c.want, summary(places)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			want := ""
			if c.uri != "" {
				want = "https://sws.geonames.org/" + c.uri + "/"
			}
			if dl.Dateline.Place != want {
				t.Errorf("dateline's place is %q, want %q", dl.Dateline.Place, want)
			}
			for _, p := range places {
				if filed := p.URI == want && want != ""; (p.Role == story.RoleDateline) != filed {
					t.Errorf("%s has role %s", p.Name, p.Role)
				}
			}
		})
	}
}

func TestTheEnginesNamesAreSorted(t *testing.T) {
	tag := New(readGazetteer(t))
	body := "MOSCOW (AP) — Beijing and the Bank of China met Jordan Smith in Zzyrgonia, near Ghana. Smith spoke of Ghana."
	places, rest, _ := tagBody(tag, body,
		name(body, "MOSCOW", story.Organisation, 24),
		name(body, "AP", story.Organisation, 24),
		name(body, "Beijing", story.Person, 68),
		name(body, "Bank of China", story.Organisation, 24),
		name(body, "Jordan Smith", story.Person, 68),
		name(body, "Zzyrgonia", story.Location, 41),
		name(body, "Ghana", story.Location, 41),
	)
	want := "Beijing: Beijing CN Beijing\nGhana: Ghana GH\nGhana: Ghana GH\nMOSCOW (dateline): Moscow RU Moscow\nZzyrgonia: Zzyrgonia "
	if diff := cmp.Diff(want, summary(places)); diff != "" {
		t.Errorf("places (-want +got)\n%s", diff)
	}
	var left []string
	for _, n := range rest {
		left = append(left, n.Text)
	}
	if diff := cmp.Diff([]string{"Bank of China", "Jordan Smith"}, left); diff != "" {
		t.Errorf("rest (-want +got)\n%s", diff)
	}
	for _, p := range places {
		if p.Name == "Zzyrgonia" && (p.URI != "" || p.Lat != nil || p.CountryCode != "") {
			t.Errorf("an unknown place was resolved: %+v", p)
		}
	}
}

func TestAPlaceSaysAllThatIsKnown(t *testing.T) {
	places, _, _ := tagBody(New(readGazetteer(t)), "They met in Tokyo.")
	lat, lon := 35.6895, 139.6917
	want := []story.Place{{
		Name: "Tokyo", URI: "https://sws.geonames.org/1850147/", Wikidata: "http://www.wikidata.org/entity/Q1490", Role: story.RoleFocus,
		FeatureCode: "PPLC", CountryCode: "JP", Admin: []string{"Tokyo"}, Lat: &lat, Lon: &lon, Relevance: 28, Confidence: places[0].Confidence,
		Mentions: []story.Mention{{Span: story.Span{Field: story.Body, Start: 12, End: 17, Text: "Tokyo"}}},
	}}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if c := places[0].Confidence; c < 70 || c > 99 {
		t.Errorf("confidence %d", c)
	}
}

// check fails if a mention is not where it says, or overlaps another.
func check(tb testing.TB, doc *text.Doc, places []story.Place, rest []story.Name) {
	tb.Helper()
	type span struct{ field, start, end any }
	seen := make(map[span]bool)
	for _, p := range places {
		if len(p.Mentions) == 0 || p.Confidence < 0 || p.Confidence > 100 || p.Relevance < 0 || p.Relevance > 100 {
			tb.Fatalf("%+v", p)
		}
		for _, m := range p.Mentions {
			r := []rune(doc.Field(m.Field).Text)
			if m.Start < 0 || m.End > len(r) || m.Start >= m.End || string(r[m.Start:m.End]) != m.Text {
				tb.Fatalf("%q[%d:%d] is not %q", string(r), m.Start, m.End, m.Text)
			}
			k := span{m.Field, m.Start, m.End}
			if seen[k] {
				tb.Fatalf("%q at %d is two places", m.Text, m.Start)
			}
			seen[k] = true
			for _, n := range rest {
				if n.Field == m.Field && n.Start < m.End && m.Start < n.End {
					tb.Fatalf("%q is a place and %q a name", m.Text, n.Text)
				}
			}
		}
	}
}

func TestOffsetsCountCodePoints(t *testing.T) {
	doc := text.Parse([]story.Field{
		{Name: story.Headline, Text: "Überraschung 🎉 in Zürich: Genève’s team wins"},
		{Name: story.Body, Text: "ZÜRICH (AFP) — 🎉 Fans from Köln, São Tomé and N’Djamena sang in Reykjavík-style choirs."},
	})
	d, _ := FindDateline(&doc.Fields[1])
	places, rest := New(readGazetteer(t)).Tag(doc, nil, &d)
	if len(places) < 5 {
		t.Errorf("only %d places", len(places))
	}
	check(t, doc, places, rest)
}

func FuzzTag(f *testing.F) {
	tag := New(readGazetteer(f))
	for _, s := range []string{"MOSCOW (AP) — U.S.-led talks in Long Beach, Calif., and St. John's.", "A-B-C 'S ’ \xff São", "IN PARIS, TEXAS (LEBANON)", "Washington, D.C., D-Texas N.Y."} {
		f.Add(s, 0, 5, "person")
	}
	f.Fuzz(func(t *testing.T, s string, start, end int, typ string) {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: s}})
		var dl *Dateline
		if d, ok := FindDateline(&doc.Fields[0]); ok {
			dl = &d
		}
		names := []story.Name{{Span: story.Span{Field: story.Body, Start: start, End: end}, Type: story.Type(typ), Confidence: 90}}
		if r := []rune(s); start >= 0 && start < end && end <= len(r) {
			names[0].Text = string(r[start:end])
		}
		places, rest := tag.Tag(doc, names, dl)
		check(t, doc, places, rest)
		again, _ := tag.Tag(doc, names, dl)
		if diff := cmp.Diff(places, again); diff != "" {
			t.Fatalf("a second time gives other places:\n%s", diff)
		}
	})
}

func BenchmarkTag(b *testing.B) {
	tag := New(readGazetteer(b))
	body := "MOSCOW (AP) — " + strings.Repeat("Officials from Russia and the U.S. met in Geneva on Monday, said a spokesman in Washington. "+
		"The Lebanon woman drove from Long Beach, Calif., to Paris, Texas, while Kenyan farmers in Nairobi waited for rain.\n\n", 10)
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	d, _ := FindDateline(&doc.Fields[0])
	b.ReportAllocs()
	for b.Loop() {
		dl := d
		tag.Tag(doc, nil, &dl)
	}
	b.ReportMetric(float64(len(strings.Fields(body))*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkFindDateline(b *testing.B) {
	f := body("NEW DELHI, Nov 3 (Reuters) - " + strings.Repeat("Rain fell on the city. ", 50))
	for b.Loop() {
		FindDateline(f)
	}
}

func TestATownIsCalledWhatTheTextCallsIt(t *testing.T) {
	tag := New(readGazetteer(t))
	for text, want := range map[string]string{
		"They met in Geneva. Geneva was wet.": "Geneva",
		"They met in Antwerp.":                "Antwerp",
		"They met in Zürich.":                 "Zürich",
		"They met in Zurich.":                 "Zurich",
		"They met in Setubal.":                "Setúbal", // the same, without its accent
	} {
		places, _, _ := tagBody(tag, text)
		if len(places) != 1 || places[0].Name != want {
			t.Errorf("%q: %+v, want %s", text, places, want)
		}
	}
}
