package main

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// at is a mention of name in text, as JSON.
func at(t *testing.T, field, text, name string) string {
	t.Helper()
	before, _, ok := strings.Cut(text, name)
	if !ok {
		t.Fatalf("%q is not in %q", name, text)
	}
	start := len([]rune(before))
	m, err := json.Marshal(map[string]any{"field": field, "start": start, "end": start + len([]rune(name)), "text": name})
	if err != nil {
		t.Fatal(err)
	}
	return string(m)
}

func quoted(s string) string {
	b, _ := json.Marshal(s) // a string always can be
	return string(b)
}

// record is a record about a strike, with the given headline and body.
func record(t *testing.T, headline, body string) []byte {
	return []byte(`{"uri":"urn:example:1","headlines":[{"role":"main","value":` + quoted(headline) + `}],"enrichment":{
		"engine":{"name":"dateline","version":"0"},
		"text":{"headline":` + quoted(headline) + `,"body":` + quoted(body) + `},
		"entities":[
			{"type":"person","name":"Ama Boateng","relevance":90,"confidence":80,"mentions":[` + at(t, "headline", headline, "Boateng") + `,` + at(t, "body", body, "Ama Boateng") + `]},
			{"type":"organisation","name":"Cocoa Growers’ Union","relevance":90,"confidence":80,"mentions":[` + at(t, "body", body, "Cocoa Growers’ Union") + `]}],
		"places":[
			{"name":"Accra","uri":"https://sws.geonames.org/2306104/","role":"dateline","countryCode":"GH","relevance":80,"confidence":98,"mentions":[` + at(t, "body", body, "ACCRA") + `]},
			{"name":"Kumasi","role":"mention","relevance":80,"confidence":98,"mentions":[` + at(t, "body", body, "Kumasi") + `]}],
		"topics":[{"uri":"u","name":"labour","path":["09000000"],"relevance":90,"confidence":88,"evidence":[]}]}}`)
}

const strikeBody = "ACCRA (Ghana Wire) — Growers stayed at home in Kumasi on Monday, said Ama Boateng of the Cocoa Growers’ Union."

func TestRenderPlain(t *testing.T) {
	got, err := render(terminal{width: 60}, record(t, "“No beans”: Boateng calls strike", strikeBody))
	if err != nil {
		t.Fatal(err)
	}
	want := `“No beans”: Boateng calls strike
  ACCRA (Ghana Wire) — Growers stayed at home in Kumasi on
  Monday, said Ama Boateng of the Cocoa Growers’ Union.
  people         Ama Boateng ×2
  organisations  Cocoa Growers’ Union
  places         Accra, GH (dateline) · Kumasi
  topics         labour 88%
  story          urn:example:1
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRenderColoursNamesWhereTheyStand(t *testing.T) {
	got, err := render(terminal{is: true, colour: true, width: 200}, record(t, "“No beans”: Boateng calls strike", strikeBody))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\x1b[1m“No beans”: \x1b[0m\x1b[33mBoateng\x1b[0m\x1b[1m calls strike\x1b[0m\n",
		"  \x1b[32mACCRA\x1b[0m (Ghana Wire) — Growers stayed at home in \x1b[32mKumasi\x1b[0m on",
		"\x1b[36mCocoa Growers’ Union\x1b[0m.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%q", want, got)
		}
	}
	plain, err := render(terminal{width: 200}, record(t, "“No beans”: Boateng calls strike", strikeBody))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain, withoutColour(got)); diff != "" {
		t.Errorf("colour changes more than the colour:\n%s", diff)
	}
}

// withoutColour takes the sequences of paint out, and no others.
func withoutColour(s string) string {
	known := []string{"\x1b[0m", ""}
	for _, style := range []style{styleBold, styleDim, styleError, stylePerson, styleOrg, stylePlace, styleOther, styleTopic} {
		known = append(known, "\x1b["+string(style)+"m", "")
	}
	return strings.NewReplacer(known...).Replace(s)
}

func TestRenderShowsWhatThereIs(t *testing.T) {
	for _, c := range []struct{ name, record, want string }{
		{"a story that was withdrawn says so",
			`{"uri":"urn:1","pubStatus":"canceled","headlines":[{"value":"Flood reported"}],"enrichment":{"engine":{},"entities":[],"places":[],"topics":[]}}`,
			"CANCELED Flood reported\n  story          urn:1\n"},
		{"a story without a headline says so",
			`{"uri":"urn:1","enrichment":{"text":{"body":"Rain."}}}`,
			"(no headline)\n  Rain.\n  story          urn:1\n"},
		{"a strict record shows our tags and not the source's",
			`{"uri":"urn:1","headlines":[{"value":"Rain"}],"subjects":[{"name":"weather","creator":"urn:dateline:0.1.0","confidence":70},{"name":"flood","creator":"urn:agency"}]}`,
			"Rain\n  tags           weather 70%\n  story          urn:1\n"},
		{"offsets that lie are survived",
			`{"uri":"urn:1","enrichment":{"text":{"headline":"Rain"},"entities":[{"type":"person","name":"A","mentions":[{"field":"headline","start":-5,"end":900},{"field":"headline","start":3,"end":1}]}]}}`,
			"Rain\n  people         A ×2\n  story          urn:1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := render(terminal{width: 60}, []byte(c.record))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestListsBreakBetweenItems(t *testing.T) {
	got, err := render(terminal{width: 40}, []byte(`{"uri":"urn:1","headlines":[{"value":"Rain"}],"enrichment":{"topics":[
		{"name":"crime, law and justice","confidence":81},{"name":"labour","confidence":28},{"name":"weather","confidence":9}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `Rain
  topics         crime, law and justice
                 81% · labour 28% ·
                 weather 9%
  story          urn:1
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRenderRefusesWhatIsNoRecord(t *testing.T) {
	if out, err := render(terminal{width: 60}, []byte("Rain")); err == nil {
		t.Errorf("got %q", out)
	}
}

func TestLinesBreakWhereReadersExpectIt(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width, max int
		want       []string
	}{
		{"nothing gives no line", "", 10, 0, nil},
		{"white space gives no line", " \n ", 10, 0, nil},
		{"lines end between words", "one two three", 8, 0, []string{"one two", "three"}},
		{"a word as wide as the line fits", "one two", 3, 0, []string{"one", "two"}},
		{"a word wider than the line is cut", "abcdefgh", 3, 0, []string{"abc", "def", "gh"}},
		{"wide runes take two columns and break anywhere", "東京都庁前", 4, 0, []string{"東京", "都庁", "前"}},
		{"accents take none", "e\u0301e\u0301e\u0301 x", 3, 0, []string{"e\u0301e\u0301e\u0301", "x"}},
		{"what is left out is marked", "one two three four", 8, 2, []string{"one two", "three…"}},
		{"nothing is marked when all fits", "one two three", 8, 2, []string{"one two", "three"}},
		{"paragraphs run on with one space", "one\n\ntwo", 8, 0, []string{"one two"}},
		{"a rune wider than the line does not hang", "東京", 1, 0, []string{"東", "京"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := (&styled{}).add(c.text, stylePlain).lines(terminal{}, c.width, c.max)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzRender(f *testing.F) {
	f.Add([]byte(`{"uri":"u","enrichment":{"text":{"headline":"A \u001b[2J東京","body":"b"},"entities":[{"type":"person","name":"A","mentions":[{"field":"headline","start":0,"end":1}]}]}}`), 40)
	f.Fuzz(func(t *testing.T, record []byte, width int) {
		out, err := render(terminal{is: true, colour: true, width: 20 + abs(width)%300}, record)
		if err != nil {
			return
		}
		bad := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
		if strings.ContainsFunc(withoutColour(out), bad) {
			t.Fatalf("control characters in %q", out)
		}
	})
}

func abs(i int) int { return max(i, -(i + 1)) }
