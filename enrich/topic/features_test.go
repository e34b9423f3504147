package topic

import (
	"math"
	"strings"
	"testing"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// features reads text and returns what each occurrence stands for.
func features(t *testing.T, body string) string {
	t.Helper()
	doc := text.Parse(plain(body))
	var s scratch
	s.read(doc, nil)
	var all []string
	for _, o := range s.all {
		all = append(all, doc.Fields[o.field].Span(int(o.first), int(o.last)).Text)
	}
	return strings.Join(all, "|")
}

func TestWordsAndPairsAreRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"words and the pairs between them", "Bakers demand bread", "Bakers|demand|Bakers demand|bread|demand bread"},
		{"stop words are left out, and pairs reach over them", "The ministry of the interior", "ministry|interior|ministry of the interior"},
		{"no pair reaches over a comma", "Bakers, butchers", "Bakers|butchers"},
		{"no pair reaches over a number", "Bakers 12 butchers", "Bakers|butchers"},
		{"no pair reaches over the end of a sentence", "They met bakers. Butchers stayed away.", "met|bakers|met bakers|Butchers|stayed|Butchers stayed"},
		{"no pair reaches far", "Bakers who are not in the town", "Bakers|town"},
		{"parts of a compound are words", "A war-torn town", "war-torn|war-torn|war-torn|town|war-torn town"},
		{"a possessive is no word", "The baker's oven", "baker|oven|baker's oven"},
		{"a number alone is nothing", "12 1,000 3.5", ""},
		{"nothing is nothing", "", ""},
	} {
		if got := features(t, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWordsBesideNamesAreRead(t *testing.T) {
	for _, c := range []struct{ name, text, person, place, want string }{
		{"before and after", "Veteran Ada Miller resigned", "Ada Miller", "", "Veteran Ada Miller|Ada Miller resigned"},
		{"over stop words, but not far", "Shares in the Ada Miller of which there is talk", "Ada Miller", "", "Shares in the Ada Miller"},
		{"between two names", "Ada Miller visits Lisbon", "Ada Miller", "Lisbon", "Ada Miller visits|visits Lisbon"},
		{"no names", "Bakers demand bread", "", "", ""},
	} {
		doc := text.Parse(plain(c.text))
		at := func(name string) story.Mention {
			start := strings.Index(c.text, name)
			return story.Mention{Span: story.Span{Field: story.Body, Start: start, End: start + len(name)}}
		}
		var known Known
		if c.person != "" {
			known.Entities = []story.Entity{{Type: story.Person, Mentions: []story.Mention{at(c.person)}}}
		}
		if c.place != "" {
			known.Places = []story.Place{{Mentions: []story.Mention{at(c.place)}}}
		}
		var s scratch
		s.note(doc, known)
		s.read(doc, nil)
		var all []string
		for _, o := range s.all {
			if o.name {
				all = append(all, doc.Fields[o.field].Span(int(o.first), int(o.last)).Text)
			}
		}
		if got := strings.Join(all, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheKindOfNameCounts(t *testing.T) {
	beside := func(kind story.Type) (hashes []uint64) {
		doc := text.Parse(plain("Miller resigned"))
		var s scratch
		s.note(doc, Known{Entities: []story.Entity{{Type: kind, Mentions: []story.Mention{{Span: story.Span{Field: story.Body, End: 6}}}}}})
		s.read(doc, nil)
		for _, o := range s.all {
			if o.name {
				hashes = append(hashes, o.hash)
			}
		}
		return hashes
	}
	if person, firm := beside(story.Person), beside(story.Organisation); len(person) != 1 || len(firm) != 1 || person[0] == firm[0] {
		t.Errorf("a person gives %v, an organisation %v", person, firm)
	}
}

func sums(fields ...story.Field) map[uint64]float32 {
	var s scratch
	s.read(text.Parse(fields), nil)
	all := make(map[uint64]float32)
	for _, c := range s.counts {
		all[c.hash] += c.count
	}
	return all
}

func TestCaseNumberAndPossessiveMakeNoDifference(t *testing.T) {
	bakery := hash([]byte("bakery"))
	for _, word := range []string{"bakery", "Bakery", "BAKERY", "bakeries", "Bakery's", "bakery’s"} {
		if got := sums(plain(word)...)[bakery]; got != 1 {
			t.Errorf("%s counts %v times as bakery", word, got)
		}
	}
}

func TestTheHeadlineCountsTwiceAndTheTailLittle(t *testing.T) {
	tail := strings.Repeat("Filler words follow here. ", 60) + "Harbour"
	got := sums(story.Field{Name: story.Headline, Text: "Bakers"}, story.Field{Name: story.Body, Text: "Butchers. " + tail})
	if got[hash([]byte("baker"))] != 2 {
		t.Errorf("a word of the headline counts %v times", got[hash([]byte("baker"))])
	}
	if got[hash([]byte("butcher"))] != 1 {
		t.Errorf("a word of the lead counts %v times", got[hash([]byte("butcher"))])
	}
	if n := got[hash([]byte("harbour"))]; n <= 0 || n > 0.3 {
		t.Errorf("a word far down counts %v times", n)
	}
}

func TestStemCutsPluralsOnly(t *testing.T) {
	for word, want := range map[string]string{
		"elections": "election", "policies": "policy", "taxes": "tax", "churches": "church", "glasses": "glass", "wishes": "wish",
		"series": "sery", "crisis": "crisis", "virus": "virus", "congress": "congress", "gas": "gas", "lies": "lie", "prizes": "prize",
		"communist": "communist", "communal": "communal",
	} {
		if got := string(stem([]byte(word))); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

func TestAVectorHasLengthOne(t *testing.T) {
	d := linear.Draft{Classes: []string{"01 a"}, Bias: []float32{0}}
	for _, word := range []string{"baker", "butcher", "oven"} {
		d.Rows = append(d.Rows, linear.Row{Hash: hash([]byte(word)), Rarity: float32(len(word))})
	}
	m, err := linear.Build(d)
	if err != nil {
		t.Fatal(err)
	}
	var s scratch
	s.read(text.Parse(plain("The baker and the butcher fear the oven, and the baker runs.")), nil)
	s.vector(m)
	square := 0.0
	for _, f := range s.features {
		square += float64(f.Value) * float64(f.Value)
	}
	if len(s.features) != 3 || math.Abs(square-1) > 1e-5 {
		t.Errorf("%d features of length %v", len(s.features), math.Sqrt(square))
	}
	s.read(text.Parse(plain("Rain.")), nil)
	if s.vector(m); len(s.features) != 0 {
		t.Errorf("unknown words give %v", s.features)
	}
}
