package entity

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// found makes the names that an engine would have found: each is "type text",
// taken at its first place in the body after the one before.
func found(t *testing.T, body string, names ...string) (*text.Doc, []story.Name) {
	t.Helper()
	doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
	var list []story.Name
	at := 0
	for _, n := range names {
		kind, name, _ := strings.Cut(n, " ")
		i := strings.Index(body[at:], name)
		if i < 0 {
			t.Fatalf("%q is not in the body after %d", name, at)
		}
		start := len([]rune(body[:at+i]))
		end := start + len([]rune(name))
		list = append(list, story.Name{Span: story.Span{Field: story.Body, Start: start, End: end, Text: name}, Type: story.Type(kind), Confidence: 60})
		at += i + len(name)
	}
	return doc, list
}

func TestTrimCutsWhatDoesNotBelongToAName(t *testing.T) {
	tests := []struct {
		body string
		name string
		want []string
	}{
		{"Talks with Russian Foreign Minister Sergey Lavrov ended.", "place Russian Foreign Minister Sergey Lavrov", []string{"person Sergey Lavrov"}},
		{"It was President Joe Biden who spoke.", "organisation President Joe Biden", []string{"person Joe Biden"}},
		{"It was President Joe Biden who spoke.", "organisation Joe Biden", []string{"person Joe Biden"}},
		{"Then Mr. Smith left.", "person Mr. Smith", []string{"person Smith"}},
		{"Then Gen. Mark Milley's car left.", "person Gen. Mark Milley's", []string{"person Mark Milley"}},
		{"Then U.S. Secretary of State Antony Blinken left.", "place Antony Blinken", []string{"person Antony Blinken"}},
		{"Then former Prime Minister Ana Brnabic left.", "organisation Prime Minister Ana Brnabic", []string{"person Ana Brnabic"}},
		{"Then EU Commissioner Margrethe Vestager left.", "organisation EU Commissioner Margrethe Vestager", []string{"organisation EU", "person Margrethe Vestager"}},
		{"It rose at the European Union today.", "organisation the European Union", []string{"organisation European Union"}},
		{"Shares of Nordlicht Motor Corp. rose.", "person Nordlicht Motor Corp", []string{"organisation Nordlicht Motor Corp."}},
		{"The Prime Minister left.", "person Prime Minister", nil},
		{"On Monday they left.", "person Monday", nil},
		{"Foreign Minister Wang Yi left.", "organisation Foreign", nil},
		{"The U.S.-led order.", "organisation U.S.-led", nil},
		{"Then “Ana Brnabic” left.", "person “Ana Brnabic”", []string{"person Ana Brnabic"}},
		{"Said Seán O'Sullivan, 40.", "person O'Sullivan", []string{"person O'Sullivan"}},
		{"Then Prime Minister-designate Ivo Kos spoke.", "organisation Prime Minister-designate Ivo Kos", []string{"person Ivo Kos"}},
		{"Then Judge Ada Moss ruled.", "person Judge Ada Moss", []string{"person Ada Moss"}},
		{"Then CEO Tim Reed left.", "organisation CEO Tim Reed", []string{"person Tim Reed"}},
		{"Then coach Ivo Kos left.", "place Ivo Kos", []string{"person Ivo Kos"}},
		{"Then Pope Francis prayed.", "person Pope Francis", []string{"person Francis"}},
		{"Then Sir Ivo Kos left.", "person Sir Ivo Kos", []string{"person Ivo Kos"}},
		{"Then Lieutenant-Colonel Ivo Kos left.", "person Lieutenant-Colonel Ivo Kos", []string{"person Ivo Kos"}},
		{"Then Dutch skater Ada Vos won.", "person Ada Vos", []string{"person Ada Vos"}},
		{"Then Norwegian Ada Vos won.", "person Norwegian Ada Vos", []string{"person Ada Vos"}},
		{"Then Oslo-based Ada Vos won.", "organisation Oslo-based Ada Vos", []string{"person Ada Vos"}},
		{"The leader, Mohammed bin Rashid Al Noor, left.", "person Mohammed", []string{"person Mohammed bin Rashid Al Noor"}},
		{"It was Nico van der Berg who left.", "person Nico", []string{"person Nico van der Berg"}},
		{"It was J. K. Stone who left.", "person Stone", []string{"person J. K. Stone"}},
		{"So I've left.", "organisation I've", nil},
		{"Troops came, and the troops went.", "person Troops", nil},
		{"Then Muslims prayed.", "person Muslims", nil},
		{"They beat Panama 3-1 there.", "place Panama 3-1", []string{"place Panama"}},
		{"They won the Harbour Cup there.", "person Harbour Cup", []string{"other Harbour Cup"}},
		{"MOSS BEATS REED AGAIN\n\nIt was late.", "person MOSS BEATS REED", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, names := found(t, test.body, test.name)
			var got []string
			for _, n := range Trim(doc, names) {
				if s := string([]rune(test.body)[n.Start:n.End]); s != n.Text {
					t.Errorf("text[%d:%d] is %q, not %q", n.Start, n.End, s, n.Text)
				}
				got = append(got, string(n.Type)+" "+n.Text)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestOrganisationsAreFoundByTheirWords(t *testing.T) {
	tests := []struct {
		body string
		want []string
	}{
		{"The Harbour Workers Union struck.", []string{"Harbour Workers Union"}},
		{"Then the Ministry of Ports and Fisheries said no.", []string{"Ministry of Ports and Fisheries"}},
		{"The Institute for Rivers in Suva and the Bank of Tonga agreed.", []string{"Institute for Rivers in Suva", "Bank of Tonga"}},
		{"It asked the U.N. General Assembly.", []string{"U.N. General Assembly"}},
		{"The HWU and NATO spoke of GDP and AIDS.", []string{"HWU", "NATO"}},
		{"He told Reuters that the Supreme People's Court sat.", []string{"Reuters", "Supreme People's Court"}},
		{"Shares of Stone & Reed Ltd. fell.", []string{"Stone & Reed Ltd."}},
		{"The Chinese Foreign Ministry and the African Union met.", []string{"Foreign Ministry", "African Union"}},
		{"The House of Lords and a Magistrate's Court sat; the White House did not.", []string{"House of Lords", "Magistrate's Court"}},
		{"In Defense Ministry circles, Company men drank.", []string{"Defense Ministry"}},
		{"A HEADLINE ABOUT THE HWU UNION", nil},
		{"the union of workers", nil},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			doc, _ := found(t, test.body)
			var got []string
			for _, n := range Trim(doc, nil) {
				if n.Type != story.Organisation {
					t.Errorf("%q is %s", n.Text, n.Type)
				}
				got = append(got, n.Text)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A loop that reads ahead from every word does not come back from these.
func TestLongRunsOfNamesAreReadOnce(t *testing.T) {
	for _, piece := range []string{"Ada ", "ADA de la ", "J. ", "Ada & ", "Minister ", "Ada Inc. ", "State of ", "Bank of Ada and "} {
		doc, _ := found(t, strings.Repeat(piece, 60_000)+"Lee spoke.")
		Group(doc, Trim(doc, capitals(doc)))
	}
	var many strings.Builder
	for i := range 40_000 {
		many.WriteString("Ada X" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, strconv.Itoa(i)) + " spoke. ")
	}
	doc, _ := found(t, many.String())
	if got := len(Group(doc, Trim(doc, capitals(doc)))); got != 40_000 {
		t.Errorf("40,000 persons are %d entities", got)
	}
}

func TestTrimFindsANameAgain(t *testing.T) {
	doc, names := found(t, "Li Shangfu is missing. Asked about Li Shangfu, nobody spoke. Shangfu was seen. Kim Shangfu was not, Li was.", "person Li Shangfu")
	var got []string
	for _, n := range Trim(doc, names) {
		got = append(got, n.Text)
	}
	if want := []string{"Li Shangfu", "Li Shangfu", "Shangfu", "Li"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// capitals takes every run of capitalised words for a name, as a fuzzed engine
// might.
func capitals(doc *text.Doc) []story.Name {
	kinds := []story.Type{story.Person, story.Organisation, story.Location, story.Other}
	var names []story.Name
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for t := 0; t < len(f.Tokens); t++ {
			end := t
			for end < len(f.Tokens) && end < t+4 && upper(f.TokenText(end)) {
				end++
			}
			if end > t {
				names = append(names, story.Name{Span: f.Span(t, end), Type: kinds[t%len(kinds)], Confidence: t % 100})
				t = end - 1
			}
		}
	}
	return names
}

func FuzzGroup(f *testing.F) {
	f.Add("Wang Yi met Sergey Lavrov (EU) of the European Union. Mr. 's President Of")
	f.Add("İ ẞ Ǆ A. B. C'd O’N \u202e“Dr.” ́A")
	f.Fuzz(func(t *testing.T, body string) {
		doc := text.Parse([]story.Field{{Name: story.Headline, Text: body}, {Name: story.Body, Text: body}})
		runes := []rune(body)
		last := map[string]int{}
		names := Trim(doc, capitals(doc))
		for _, n := range names {
			if n.Start < last[n.Field] {
				t.Fatalf("%q overlaps the name before it", n.Text)
			}
			last[n.Field] = n.End
		}
		for _, e := range Group(doc, names) {
			if e.Name == "" || len(e.Mentions) == 0 || e.Relevance < 0 || e.Relevance > 100 || e.Confidence < 0 || e.Confidence > 100 {
				t.Fatalf("entity %+v", e)
			}
			for _, m := range e.Mentions {
				if m.Start < 0 || m.End > len(runes) || m.Start >= m.End {
					t.Fatalf("mention %+v in %d code points", m, len(runes))
				}
			}
		}
	})
}

func BenchmarkTrimAndGroup(b *testing.B) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: strings.Repeat("Russian Foreign Minister Sergey Lavrov met Wang Yi of China. Lavrov spoke to the European Union (EU) on Monday. ", 20)}})
	names := capitals(doc)
	b.ReportAllocs()
	for b.Loop() {
		Group(doc, Trim(doc, names))
	}
	b.ReportMetric(float64(len(doc.Fields[0].Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
