package link

import (
	"strings"
	"testing"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// linker knows a few invented people and organisations.
func linker(tb testing.TB) *Linker {
	tb.Helper()
	person := func(id uint32, name, country, note string, popularity int) knowledge.Record {
		return knowledge.Record{ID: id, Name: name, Countries: strings.Fields(country), Note: note, Popularity: popularity}
	}
	organisation := func(id uint32, name, country, note string, popularity int, aliases ...knowledge.Name) knowledge.Record {
		return knowledge.Record{ID: id, Type: knowledge.Organisation, Name: name, Countries: strings.Fields(country), Note: note, Popularity: popularity, Aliases: aliases}
	}
	dead := person(4, "Osric Vantongeren", "BE", "painter", 80)
	dead.Died = 1890
	traded := organisation(20, "Harbour Motor Corporation", "US", "car maker", 70, knowledge.Name{Text: "Harbour Motor", Use: knowledge.Short})
	traded.Symbols = []knowledge.Symbol{{Ticker: "HBR", Exchange: "NYSE"}}
	president := person(8, "Ines Quillfeather", "PT", "president of Portugal", 100)
	president.Aliases = []knowledge.Name{{Text: "Quillfeather", Use: knowledge.Surname}}
	records := []knowledge.Record{
		person(1, "Sergey Valdaysky", "RU", "minister of foreign affairs", 90),
		person(2, "Mira Castellane", "FR", "singer", 64), person(3, "Mira Castellane", "FR", "singer", 62),
		dead,
		person(5, "Tom Hadley", "GB", "member of parliament", 10),
		person(6, "Rolf Ekdahl", "SE", "association football player", 40),
		person(7, "Tan Wei Ling", "SG", "economist", 70),
		president,
		traded,
		organisation(21, "Organisation for Rivers", "", "international organisation", 80, knowledge.Name{Text: "OFR", Use: knowledge.Alias}),
		organisation(22, "Ministry of Canals", "NL", "government body", 30),
		organisation(23, "Bright", "GB", "brand", 30),
		organisation(24, "Kelling United", "GB", "football team, club", 40, knowledge.Name{Text: "Kelling football", Use: knowledge.TeamOf}),
		organisation(25, "OQX", "ZA", "research facility", 10),
	}
	bin, err := knowledge.Build(records, func(r *knowledge.Record, name string) int {
		switch {
		case name == "Bright":
			return knowledge.CommonWord
		case name == "Tom Hadley":
			return 40 // some thirty of a million
		}
		return 0
	})
	if err != nil {
		tb.Fatal(err)
	}
	l, err := New(bin)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// entityIn makes an entity of all places where a text has one of its names.
func entityIn(t testing.TB, doc *text.Doc, kind story.Type, names ...string) story.Entity {
	t.Helper()
	e := story.Entity{Type: kind, Name: names[0]}
	f := &doc.Fields[0]
	for _, n := range names {
		at := strings.Index(f.Text, n)
		if at < 0 {
			t.Fatalf("%q is not in %q", n, f.Text)
		}
		e.Mentions = append(e.Mentions, story.Mention{Span: f.SpanBytes(at, at+len(n))})
	}
	return e
}

func country(code string, mentions int) story.Place {
	return story.Place{CountryCode: code, Mentions: make([]story.Mention, mentions)}
}

func TestOnlyWhatIsBeyondDoubtIsLinked(t *testing.T) {
	const person, organisation = story.Person, story.Organisation
	l := linker(t)
	for _, c := range []struct {
		promise string
		text    string
		kind    story.Type
		names   string // separated by a bar, the fullest first
		places  []story.Place
		want    uint32 // 0 for none
	}{
		{"a well-known full name", "Foreign Minister Sergey Valdaysky spoke.", person, "Sergey Valdaysky", nil, 1},
		{"a surname by way of the full name", "Sergey Valdaysky spoke. Then Valdaysky left.", person, "Sergey Valdaysky|Valdaysky", nil, 1},
		{"another transliteration", "Foreign Minister Sergei Valdaiskiy spoke in Moscow.", person, "Sergei Valdaiskiy", []story.Place{country("RU", 2)}, 1},
		{"diacritics and capitals", "SERGÉY VALDAYSKY SPOKE", person, "SERGÉY VALDAYSKY", []story.Place{country("RU", 1)}, 1},
		{"the family name first", "Wei Ling Tan said in Singapore.", person, "Wei Ling Tan", []story.Place{country("SG", 2)}, 7},
		{"a middle initial", "President Ines R. Quillfeather of Portugal spoke.", person, "Ines R. Quillfeather", []story.Place{country("PT", 1)}, 8},
		{"the surname of a president with the title", "Portugal's President Quillfeather spoke.", person, "Quillfeather", []story.Place{country("PT", 2)}, 8},
		{"not a surname alone", "Quillfeather scored twice.", person, "Quillfeather", []story.Place{country("SE", 2)}, 0},
		{"not one of two namesakes", "The singer Mira Castellane sang in Paris.", person, "Mira Castellane", []story.Place{country("FR", 1)}, 0},
		{"not the long dead", "Osric Vantongeren was arrested.", person, "Osric Vantongeren", nil, 0},
		{"not a common name without support", "Tom Hadley won a prize for his roses.", person, "Tom Hadley", nil, 0},
		{"not a footballer in politics", "The bill of Rolf Ekdahl was passed by the assembly of the town.", person, "Rolf Ekdahl", nil, 0},
		{"a footballer in a match", "Striker Rolf Ekdahl scored a goal and Sweden won the match. The league goes on.", person, "Rolf Ekdahl", []story.Place{country("SE", 1)}, 6},
		{"not an organisation by a person's name", "Sergey Valdaysky made a profit.", organisation, "Sergey Valdaysky", nil, 0},
		{"another legal form", "Harbour Motor Co. said sales rose.", organisation, "Harbour Motor Co.", []story.Place{country("US", 1)}, 20},
		{"a possessive", "Harbour Motor's sales rose.", organisation, "Harbour Motor's", []story.Place{country("US", 1)}, 20},
		{"not a legal form of another country", "Harbour Motor Plc said sales rose.", organisation, "Harbour Motor Plc", []story.Place{country("GB", 1)}, 0},
		{"dotted initials", "The O.F.R. met.", organisation, "O.F.R.", nil, 21},
		{"not a word", "Bright said sales rose.", organisation, "Bright", []story.Place{country("GB", 1)}, 0},
		{"not initials that hardly anybody knows", "OQX said sales rose.", organisation, "OQX", nil, 0},
		{"a ministry at home", "The Ministry of Canals said in the Netherlands.", organisation, "Ministry of Canals", []story.Place{country("NL", 2)}, 22},
		{"not the ministry of another country", "The Ministry of Canals said.", organisation, "Ministry of Canals", []story.Place{country("FR", 2)}, 0},
		{"a team by its place", "SOCCER LEAGUE RESULTS. Kelling beat Thorpe. The season ends.", organisation, "Kelling", nil, 24},
		{"not a team where nobody plays", "Kelling said it would repair the bridge of the town.", organisation, "Kelling", nil, 0},
		{"nobody that is unknown", "Zed Nemo spoke.", person, "Zed Nemo", nil, 0},
	} {
		t.Run(c.promise, func(t *testing.T) {
			doc := text.Parse([]story.Field{{Name: story.Body, Text: c.text}})
			entities := []story.Entity{entityIn(t, doc, c.kind, strings.Split(c.names, "|")...)}
			explained := l.Explain(doc, entities, c.places)
			l.Link(doc, entities, c.places)
			want := ""
			if c.want != 0 {
				want = knowledge.URI(c.want)
			}
			if entities[0].URI != want {
				t.Errorf("is %q, want %q: %+v", entities[0].URI, want, explained[0])
			}
			if len(explained) != 1 || explained[0].Verdict == "" {
				t.Fatalf("no verdict: %+v", explained)
			}
			for i, x := range explained[0].Candidates {
				if x.Chosen != (want != "" && x.URI == want) || x.Chosen && i != 0 {
					t.Errorf("the explanation differs from the link: %+v", x)
				}
				sum := 0.0
				for _, r := range x.Reasons {
					sum += r.Weight
				}
				if d := sum - x.Score; d > 0.05 || d < -0.05 {
					t.Errorf("reasons add up to %.2f, the score is %.2f", sum, x.Score)
				}
			}
		})
	}
}

func TestACompanyGetsItsSymbols(t *testing.T) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "Harbour Motor Corp. said sales rose."}})
	entities := []story.Entity{entityIn(t, doc, story.Organisation, "Harbour Motor Corp.")}
	linker(t).Link(doc, entities, nil)
	if s := entities[0].Symbols; len(s) != 1 || s[0] != (story.Symbol{Ticker: "HBR", Exchange: "NYSE"}) {
		t.Errorf("symbols are %v", s)
	}
}

func TestAURIFromElsewhereWins(t *testing.T) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "Foreign Minister Sergey Valdaysky spoke."}})
	e := entityIn(t, doc, story.Person, "Sergey Valdaysky")
	e.URI = "https://newsroom.example/people/1"
	entities := []story.Entity{e}
	linker(t).Link(doc, entities, nil)
	if entities[0].URI != e.URI {
		t.Errorf("became %s", entities[0].URI)
	}
}

func TestWhoIsCertainTellsTheCountryOfTheOthers(t *testing.T) {
	const body = "Portugal's President Ines Quillfeather met Tom Hadley, a member of parliament."
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	s := newScene(doc, nil)
	if s.share("PT") != 0 || !s.note("PT") || s.share("PT") != 1 || s.note("PT") {
		t.Error("a country is not noted once")
	}
}

func TestACityOfATableIsItsTeamAndACountryStaysAPlace(t *testing.T) {
	l := linker(t)
	const body = "SOCCER LEAGUE RESULTS. Kelling beat Portugal. The match was played in Kelling."
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	f := &doc.Fields[0]
	mention := func(word string, last bool) story.Mention {
		at := strings.Index(body, word)
		if last {
			at = strings.LastIndex(body, word)
		}
		return story.Mention{Span: f.SpanBytes(at, at+len(word))}
	}
	places := []story.Place{
		{Name: "Kelling", FeatureCode: "PPL", Wikidata: "Q1", Mentions: []story.Mention{mention("Kelling", false), mention("Kelling", true)}},
		{Name: "Portugal", FeatureCode: "PCLI", Wikidata: "Q2", Mentions: []story.Mention{mention("Portugal", false)}},
	}
	names, kept, withheld := l.Reread(doc, nil, nil, places)
	if len(withheld) != 1 || withheld[0].Place != 1 || withheld[0].Wikidata != "Q2" || len(withheld[0].Lent) != 1 ||
		withheld[0].Lent[0].To != story.LentToTeam || withheld[0].Lent[0].Word != "beat" {
		t.Errorf("withheld are %+v", withheld)
	}
	if len(names) != 1 || names[0].Text != "Kelling" || names[0].Type != story.Organisation || names[0].Start != mention("Kelling", false).Start {
		t.Errorf("names are %+v", names)
	}
	if len(kept) != 2 || len(kept[0].Mentions) != 1 || kept[0].Wikidata == "" || kept[1].Wikidata != "" || len(kept[1].Mentions) != 1 {
		t.Errorf("places are %+v", kept)
	}
}

func TestAnOrganisationThatBeginsWithAPlaceIsFoundWhole(t *testing.T) {
	l := linker(t)
	const body = "The Harbour Motor Corporation closed."
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	at := strings.Index(body, "Harbour")
	places := []story.Place{{Name: "Harbour", FeatureCode: "PPL", Mentions: []story.Mention{{Span: doc.Fields[0].SpanBytes(at, at+len("Harbour"))}}}}
	names, kept, _ := l.Reread(doc, nil, nil, places)
	if len(names) != 1 || names[0].Text != "Harbour Motor Corporation" || len(kept) != 0 {
		t.Errorf("names %+v, places %+v", names, kept)
	}
}

func TestWithoutABaseNobodyIsKnown(t *testing.T) {
	l, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "Sergey Valdaysky spoke."}})
	entities := []story.Entity{entityIn(t, doc, story.Person, "Sergey Valdaysky")}
	l.Link(doc, entities, nil)
	if entities[0].URI != "" {
		t.Errorf("is %s", entities[0].URI)
	}
	if _, err := New([]byte("nonsense that is no base")); err == nil {
		t.Error("a base that is none was opened")
	}
}
