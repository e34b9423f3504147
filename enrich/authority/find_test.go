package authority

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

const rows = `uri,type,name,aliases
urn:moreira,person,Ana Moreira,Moreira
urn:club,organisation,Paris Club,
urn:acme,organisation,"Acme Widgets, Inc.",Acme
urn:erdogan,person,Kemal Erdoğan,Erdoğan
urn:who,organisation,World Health Office,WHO
urn:ebay,organisation,eBay,
urn:lower,organisation,fairlane,
urn:berg,person,Piet van der Berg,van der Berg
urn:burger,organisation,McTavish's,
urn:north,organisation,Al-Noor Front,
urn:oneill,person,Maeve O'Neill,
urn:apple,organisation,Pomona,Apple
urn:jordan,person,Lena Jordan,Jordan
urn:smith1,person,John Smith,
urn:smith2,person,John Smith,
urn:orient1,organisation,Orient Line,
urn:orient2,other,Orient Line,
urn:cup,other,Aurora Cup,
urn:cup2,other,Aurora Cup Final,
urn:tokyo,organisation,東京新聞,
urn:un,organisation,U.N.,
urn:x,organisation,X,
urn:bank,organisation,Reserve Bank,
urn:courier,organisation,The Courier,Courier Group
urn:tilde,organisation,Tilde,tilde|the tilde
urn:june,person,June,
`

// wrapped is a story whose lines are broken, as on old wires.
const wrapped = "A fleet that nobody had counted came home on Monday, and so did Ana\nMoreira, who had been at sea with it for most of the year before the\n" +
	"minister asked her to come back and to speak of it before the Paris\nClub, which had paid for the journey and wanted to know what it had\nbought with all of that money, and why nobody had written to it.\n"

// read makes a document of a headline, if there is a line "# ", and a body, and
// reads off it what a tagger has found: "[PER 95 Ana Moreira]".
func read(t testing.TB, s string) (*text.Doc, []story.Name) {
	t.Helper()
	headline, body, ok := strings.Cut(s, "\n")
	if !strings.HasPrefix(s, "# ") || !ok {
		headline, body = "", s
	}
	var fields []story.Field
	var names []story.Name
	for _, f := range []story.Field{{Name: story.Headline, Text: strings.TrimPrefix(headline, "# ")}, {Name: story.Body, Text: body}} {
		if f.Text == "" {
			continue
		}
		before, marked, found := strings.Cut(f.Text, "[")
		for found {
			var inside, after, kind string
			var sure int
			inside, after, _ = strings.Cut(marked, "]")
			if _, err := fmt.Sscanf(inside, "%s %d", &kind, &sure); err != nil {
				t.Fatalf("%q: %v", inside, err)
			}
			inside = strings.SplitN(inside, " ", 3)[2]
			start := len([]rune(before))
			names = append(names, story.Name{
				Span:       story.Span{Field: f.Name, Start: start, End: start + len([]rune(inside)), Text: inside},
				Type:       map[string]story.Type{"PER": story.Person, "ORG": story.Organisation, "LOC": story.Location, "MISC": story.Other}[kind],
				Confidence: sure,
			})
			var next string
			next, marked, found = strings.Cut(after, "[")
			before += inside + next
		}
		f.Text = before
		fields = append(fields, f)
	}
	return text.Parse(fields), names
}

// shown are names, each with the URIs that it may have.
func (f *Found) shown(names []story.Name) []string {
	var all []string
	for _, n := range names {
		s := fmt.Sprintf("%s %d %s", n.Type, n.Confidence, n.Text)
		if m := f.matches[n.Span]; m != nil {
			var uris []string
			for _, row := range m.rows {
				uris = append(uris, strings.TrimPrefix(f.set.text(f.set.rows[row].uri), "urn:"))
			}
			s += " = " + strings.Join(uris, ", ")
		}
		all = append(all, s)
	}
	return all
}

func TestListedNamesAreFoundInStories(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	for _, test := range []struct {
		name, story string
		want        []string
	}{
		{"what the tagger has missed", "Then Ana Moreira met the Paris Club.", []string{"person 99 Ana Moreira = moreira", "organisation 99 Paris Club = club"}},
		{"what the tagger has found, with the type of the row", "Then [ORG 60 Ana Moreira] met the [PER 95 Paris Club].", []string{"person 99 Ana Moreira = moreira", "organisation 99 Paris Club = club"}},
		{"in place of names that overlap it", "The [LOC 99 Paris] Club met [PER 70 Reuters Ana] Moreira.", []string{"organisation 99 Paris Club = club", "person 99 Ana Moreira = moreira"}},
		{"beside names that do not", "[PER 80 Carl Dorn] of the Paris Club saw [ORG 70 Zenit].", []string{"person 80 Carl Dorn", "organisation 99 Paris Club = club", "organisation 70 Zenit"}},
		{"without a possessive", "This is Ana Moreira’s, and the Paris Club's, view.", []string{"person 99 Ana Moreira = moreira", "organisation 99 Paris Club = club"}},
		{"with an 's of its own", "He ate at McTavish’s on Monday.", []string{"organisation 97 McTavish’s = burger"}},
		{"with typographic hyphens and apostrophes", "So the Al‑Noor Front saw Maeve O’Neill.", []string{"organisation 99 Al‑Noor Front = north", "person 99 Maeve O’Neill = oneill"}},
		{"decomposed", "So did Kemal Erdog\u0306an.", []string{"person 99 Kemal Erdog\u0306an = erdogan"}},
		{"without its diacritics", "So did Kemal Erdogan, and then Erdogan left.", []string{"person 99 Kemal Erdogan = erdogan", "person 97 Erdogan = erdogan"}},
		{"broken between lines", wrapped, []string{"person 99 Ana\nMoreira = moreira", "organisation 99 Paris\nClub = club"}},
		{"not over the end of a sentence", "He flew to Paris. Club members did not. She is Ana.\n\nMoreira came.", nil},
		{"the longest", "She won the Aurora Cup Final, not the Aurora Cup.", []string{"other 99 Aurora Cup Final = cup2", "other 99 Aurora Cup = cup"}},
		{"a shorter one where the longer lacks a capital", "She won the Aurora Cup final.", []string{"other 99 Aurora Cup = cup"}},
		{"in capitals, several words", "# PARIS CLUB AGREES ON NEW LOANS\nThen KEMAL ERDOGAN and Kemal ERDOĞAN spoke.", []string{"organisation 99 PARIS CLUB = club", "person 99 KEMAL ERDOGAN = erdogan", "person 99 Kemal ERDOĞAN = erdogan"}},
		{"not in small letters", "The paris club met ana moreira and moreira.", nil},
		{"particles in either case", "Then Piet Van Der Berg came, and so did van der Berg.", []string{"person 99 Piet Van Der Berg = berg", "person 99 van der Berg = berg"}},
		{"one word as it is written", "They asked Moreira, and eBay, and the WHO.", []string{"person 97 Moreira = moreira", "organisation 97 eBay = ebay", "organisation 97 WHO = who"}},
		{"one word written otherwise is another", "They asked Ebay and wondered Who MOREIRA was.", nil},
		{"one word that is listed in small letters", "The fairlane is a firm. Fairlane is not.", []string{"organisation 97 fairlane = lower"}},
		{"a comma less, and a legal form more", "So Acme Widgets Inc. sued Acme Ltd, and the Paris Club, Inc.", []string{"organisation 99 Acme Widgets Inc. = acme", "organisation 97 Acme Ltd = acme", "organisation 99 Paris Club, Inc = club"}},
		{"of no people", "So Ana Moreira Inc. sued.", []string{"person 99 Ana Moreira = moreira"}},
		{"without blanks between words", "Today 東京新聞 wrote of it.", []string{"organisation 99 東京新聞 = tokyo"}},
		{"with or without dots", "Then the UN asked the U.N. again.", []string{"organisation 97 UN = un", "organisation 97 U.N. = un"}},
		{"of several rows with the name, none is chosen", "Then John Smith came.", []string{"person 99 John Smith = smith1, smith2"}},
		{"of several rows, the one of the type that the tagger saw", "The [ORG 80 Orient Line] sank the [MISC 80 Orient Line].", []string{"organisation 99 Orient Line = orient1", "other 99 Orient Line = orient2"}},
		{"of rows of several types none, where the tagger saw nothing", "The Orient Line sank, said [PER 80 Bo Ek].", []string{"person 80 Bo Ek"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, names := read(t, test.story)
			found := s.Find(doc, names, true)
			if diff := cmp.Diff(test.want, found.shown(found.Settle(found.Names()))); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

func TestANameOfOneWordIsNotFoundWhereItMayBeAnythingElse(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	for _, test := range []struct {
		name, story string
		want        []string
	}{
		{"at the head of a sentence", "Apple pie is nice. “Apple pie,” he said: Apple pie.", nil},
		{"unless the tagger sees a name there", "[ORG 60 Apple] fell.", []string{"organisation 97 Apple = apple"}},
		{"or the story names it elsewhere", "Apple fell. He had sold Apple.", []string{"organisation 97 Apple = apple", "organisation 97 Apple = apple"}},
		{"or names it in full", "Moreira came. So Ana Moreira spoke.", []string{"person 97 Moreira = moreira", "person 99 Ana Moreira = moreira"}},
		{"but letters that no common word has tell it there too", "WHO staff came. eBay fell.", []string{"organisation 97 WHO = who", "organisation 97 eBay = ebay"}},
		{"in a title", "# Farmers Welcome Apple Harvest After Long Summer\nThe year was good.", nil},
		{"in capitals", "# WHO WILL PICK APPLE HARVEST NOW\nThe year was good.", nil},
		{"unless the tagger sees it there", "# WHO WILL BUY [ORG 50 APPLE] SHARES NOW\nThe year was good.", []string{"organisation 97 APPLE = apple"}},
		{"beside another capital", "They met Moreira Santos, and the Moreira Prize, and Carl Moreira, and asked Moreira & Sons.", nil},
		{"unless the tagger sees it alone", "They met President [PER 80 Moreira] there.", []string{"person 97 Moreira = moreira"}},
		{"inside a longer name of the tagger", "Then [PER 55 Carl Moreira] met an [ORG 55 Acme Bank of Norland] man.", []string{"person 55 Carl Moreira", "organisation 55 Acme Bank of Norland"}},
		{"for a place that the tagger is sure of", "He lives in [LOC 96 Jordan].", []string{"place 96 Jordan"}},
		{"unless the person is in the story", "He met Lena Jordan, and [LOC 96 Jordan] spoke.", []string{"person 99 Lena Jordan = jordan", "person 97 Jordan = jordan"}},
		{"or the tagger is not so sure", "He asked [LOC 70 Jordan].", []string{"person 97 Jordan = jordan"}},
		{"for the surname of someone else whom the story names in full", "So said [PER 80 Bob Tilde]. He asked [PER 60 Tilde].", []string{"person 80 Bob Tilde", "person 60 Tilde"}},
		{"though it is an organisation whatever the tagger takes it for", "They asked [PER 98 Tilde] and [LOC 99 Tilde].", []string{"organisation 97 Tilde = tilde", "organisation 97 Tilde = tilde"}},
		{"but for an alias the tagger's type stands where it is sure", "They asked [PER 98 Acme], and [LOC 80 Acme].", []string{"person 98 Acme", "organisation 97 Acme = acme"}},
		{"behind the first word of a sentence it is", "But Moreira spoke. The WHO met.", []string{"person 97 Moreira = moreira", "organisation 97 WHO = who"}},
		{"an article does not make it two", "The courier came. Then the Courier Times and The Courier Prize began, and a Courier came.", nil},
		{"with its article it is found", "They read the Courier. The Courier wrote. “The Courier” it was, THE COURIER.", []string{"organisation 97 Courier = courier", "organisation 97 The Courier = courier", "organisation 97 The Courier = courier", "organisation 97 THE COURIER = courier"}},
		{"an alias that is the name in small letters", "A tilde is a mark.", nil},
		{"a month or a day", "In June it rained, and so said [PER 50 June].", []string{"person 97 June = june"}},
		{"one letter", "He chose X, and [ORG 40 X] too.", []string{"organisation 97 X = x"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, names := read(t, test.story)
			found := s.Find(doc, names, true)
			if diff := cmp.Diff(test.want, found.shown(found.Settle(found.Names()))); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALongerNameOfTheTaggerStandsWhereItIsSure(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	for marked, want := range map[string]string{
		"The [ORG 70 Reserve Bank of Norland] said so.": "organisation 70 Reserve Bank of Norland",
		"The [ORG 69 Reserve Bank of Norland] said so.": "organisation 99 Reserve Bank = bank",
	} {
		doc, names := read(t, marked)
		found := s.Find(doc, names, true)
		if got := strings.Join(found.shown(found.Settle(found.Names())), "; "); got != want {
			t.Errorf("%s: %s", marked, got)
		}
	}
}

func TestInALanguageThatTheTaggerDoesNotKnowOneWordMustStandOut(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	doc, _ := read(t, "Dann traf Ana Moreira die WHO, und Moreira lachte. Ein Acme ist kein Name.")
	found := s.Find(doc, nil, false)
	want := []string{"person 99 Ana Moreira = moreira", "organisation 97 WHO = who", "person 97 Moreira = moreira"}
	if diff := cmp.Diff(want, found.shown(found.Settle(found.Names()))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestTheTaggerOfPlacesIsShownWhatItHeedsAndTheTypeIsSettledAfterwards(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	doc, names := read(t, "She won the Aurora Cup with [PER 90 Bo Ek].")
	found := s.Find(doc, names, true)
	shown := found.Names()
	if shown[0].Type == story.Other {
		t.Error("a thing is shown to the tagger of places, which does not heed it")
	}
	want := []string{"other 99 Aurora Cup = cup", "person 90 Bo Ek"}
	if diff := cmp.Diff(want, found.shown(found.Settle(shown))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestEntitiesGetWhatIsListed(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	const body = "Then Ana Moreira met John Smith. Later Moreira, who heads Acme, saw Acme Widgets Inc., Acme Labs, Advanced Cement Makers of Elba and Ana B. Moreira."
	doc, _ := read(t, body)
	found := s.Find(doc, nil, true)
	entity := func(name string, mentions ...string) story.Entity {
		e := story.Entity{Type: story.Other, Name: name, Confidence: 50}
		for _, m := range mentions {
			at := strings.Index(body, m)
			e.Mentions = append(e.Mentions, story.Mention{Span: story.Span{Field: story.Body, Start: at, End: at + len(m), Text: m}})
		}
		return e
	}
	// The surname stands alone behind "Later": its first mention is another.
	alone := func(e story.Entity) story.Entity {
		at := strings.Index(body, "Moreira, who")
		e.Mentions = append(e.Mentions, story.Mention{Span: story.Span{Field: story.Body, Start: at, End: at + len("Moreira"), Text: "Moreira"}})
		return e
	}
	for _, test := range []struct {
		name   string
		entity story.Entity
		want   string
	}{
		{"by its name", entity("Ana Moreira", "Ana Moreira"), "person urn:moreira Ana Moreira 99"},
		{"by its alias", alone(entity("Moreira")), "person urn:moreira Ana Moreira 97"},
		{"by its name, which stands in a longer one", entity("Ana B. Moreira", "Ana Moreira", "Ana B. Moreira"), "person urn:moreira Ana Moreira 99"},
		{"not by a surname for another full name", alone(entity("Carlos Moreira", "Ana B. Moreira")), "other  Carlos Moreira 50"},
		{"by a short name of an organisation", entity("Acme Labs", "Acme", "Acme Labs"), "organisation urn:acme Acme Widgets, Inc. 97"},
		{"not by an abbreviation of another full name", entity("Advanced Cement Makers of Elba", "Acme", "Advanced Cement Makers of Elba"), "other  Advanced Cement Makers of Elba 50"},
		{"not by two rows", entity("John Smith", "John Smith"), "other  John Smith 50"},
		{"not by mentions that name two", entity("A", "Ana Moreira", "John Smith"), "other  A 50"},
		{"not by nothing", entity("A", "Later"), "other  A 50"},
	} {
		t.Run(test.name, func(t *testing.T) {
			entities := []story.Entity{test.entity}
			any := found.Assign(entities)
			e := entities[0]
			if got := fmt.Sprintf("%s %s %s %d", e.Type, e.URI, e.Name, e.Confidence); got != test.want || any != (e.URI != "") {
				t.Errorf("got %s, %v; want %s", got, any, test.want)
			}
		})
	}
}

func TestOffsetsAreThoseOfTheText(t *testing.T) {
	s := mustLoad(t, "a.csv", rows)
	doc, names := read(t, "# Große Worte: Ana Moreira\nÄußerst knapp gewann Ana Moreira — “so” — gegen den [ORG 50 Paris Club].")
	for _, n := range s.Find(doc, names, true).Names() {
		runes := []rune(doc.Field(n.Field).Text)
		if got := string(runes[n.Start:n.End]); got != n.Text {
			t.Errorf("%d–%d of the %s is %q, not %q", n.Start, n.End, n.Field, got, n.Text)
		}
	}
}

func TestANameWithMoreBearersThanCanBeToldApartNamesNone(t *testing.T) {
	var content strings.Builder
	content.WriteString("uri,type,name,aliases\nurn:firm,organisation,Smith,\n")
	for i := range 5000 {
		fmt.Fprintf(&content, "urn:%d,person,Ann %d Smith,Smith\n", i, i)
	}
	s := mustLoad(t, "a.csv", content.String())
	doc, names := read(t, "They asked [ORG 80 Smith] and Ann 17 Smith.")
	found := s.Find(doc, names, true)
	got := found.Settle(found.Names())
	if m := found.matches[got[0].Span]; m != nil && len(m.rows) < 2 {
		t.Errorf("Smith is row %d", m.rows[0])
	}
	if m := found.matches[got[1].Span]; m == nil || len(m.rows) != 1 || s.entry(m.rows[0]).URI != "urn:17" {
		t.Errorf("the full name is %+v", m)
	}
	if _, total := s.Clashes(1); total != 5000 {
		t.Errorf("%d clashes", total)
	}
}
