package topic

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

func embedded(t testing.TB) *Tagger {
	t.Helper()
	tagger, err := New(data.Topic())
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

func parse(headline, body string) *text.Doc {
	return text.Parse([]story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}})
}

// stories of our own, one for each topic.
var stories = []struct{ code, headline, body string }{
	{"01000000", "Quiet family drama wins top prize at film festival", "The director thanked her actors as the audience rose. The movie, her second, opens in cinemas in May, and critics praised its music."},
	{"02000000", "Three charged over warehouse robbery", "Police arrested three men on Tuesday. A judge ordered them held in custody until their trial, prosecutors said; a fourth suspect pleaded guilty."},
	{"03000000", "Earthquake of magnitude 6.4 levels mountain villages", "Rescuers dug through rubble for survivors after the earthquake, which killed at least 30 people and left hundreds homeless. Landslides blocked the roads."},
	{"04000000", "Chipmaker's shares fall after profit warning", "Quarterly revenue dropped by a tenth and the company cut its forecast. Investors sold the stock, and analysts doubt that its merger with a rival will go ahead."},
	{"05000000", "Pupils return as schools reopen after long break", "Teachers welcomed students to their classrooms on Monday. The education ministry promised new textbooks, a shorter curriculum and fewer exams."},
	{"06000000", "Rainforest shrinks again despite pledges", "Deforestation threatens endangered species and biodiversity, conservationists warned, and greenhouse gas emissions from burning forests speed up climate change."},
	{"07000000", "Hospitals fill up as flu spreads", "Doctors urged patients to be vaccinated. The virus has infected thousands, the health ministry said, and nurses report a shortage of beds and medicine."},
	{"08000000", "Lottery winner, 101, shares jackpot with a stranger", "The oldest person in the village celebrated her birthday with a heartwarming act of kindness, and her dog, a stray she had rescued, got a new basket."},
	{"09000000", "Trade union calls strike over wages", "Workers walked out at noon after collective bargaining failed. The union leader said employees want a pay rise and shorter working hours from their employer."},
	{"10000000", "A weekend of hiking, wine and slow cooking", "Tourists come for the hotels and the cuisine. Our travel guide lists restaurants, recipes of the chef, holiday resorts and a fashion show."},
	{"11000000", "Opposition wins parliamentary election", "The prime minister conceded defeat after voters gave the opposition party a majority of seats in parliament. The president will ask its leader to form a coalition government."},
	{"12000000", "Pope leads prayers at Easter mass", "The bishop and thousands of pilgrims gathered at the cathedral. Priests read from the Bible, and the cardinal called for dialogue between Christians and Muslims."},
	{"13000000", "Telescope finds a planet with water vapour", "Astronomers and researchers published the discovery after a spacecraft measured the light of the star. Scientists will use a new satellite to look for more."},
	{"14000000", "Marchers demand same sex marriage and gay rights", "Campaigners against discrimination of minorities and for gender equality joined the march. A census shows that families, the elderly and immigrants face poverty."},
	{"15000000", "Late goal takes champions to the cup final", "The striker scored in the last minute of the match. The coach praised his team, which leads the league and meets its rivals in the final of the tournament."},
	{"16000000", "Rebels shell town as ceasefire collapses", "Troops and insurgents exchanged artillery fire, killing a dozen soldiers. Airstrikes hit militant positions, the army said, and fighting spread along the front line."},
	{"17000000", "Weather forecast: rain, then sunny and mild", "Meteorologists expect scattered showers and a cold front. Temperatures fall to five degrees Celsius with humidity high, light wind and fog; no snow is forecast."},
}

func TestEveryTopicCanBeFound(t *testing.T) {
	tagger := embedded(t)
	seen := make(map[string]bool)
	for _, s := range stories {
		topics := tagger.Tag(parse(s.headline, s.body), Known{})
		if len(topics) == 0 || topics[0].Path[0] != s.code {
			t.Errorf("%s: %s: got %v", s.code, s.headline, topics)
		}
		seen[s.code] = true
	}
	for _, code := range tagger.codes {
		if !seen[code] {
			t.Errorf("no story about %s", code)
		}
	}
	if len(tagger.codes) != 17 {
		t.Errorf("the model has %d topics, the vocabulary 17", len(tagger.codes))
	}
}

func TestAStoryAboutNothingInParticularGetsNoTopic(t *testing.T) {
	tagger := embedded(t)
	for _, body := range []string{
		"", "…", "12 34 56", "Hello world, this is a test.", "I like tea.", "Please call me back tomorrow when you have time.",
		"Xyzzy plugh qwrtz fnord.", "They said that they would do so, and then they did.",
	} {
		if topics := tagger.Tag(parse("", body), Known{}); len(topics) > 0 {
			t.Errorf("%q got %v", body, topics)
		}
	}
}

// check reports what is wrong with the topics of a story.
func check(t *testing.T, doc *text.Doc, topics []story.Topic) {
	t.Helper()
	if len(topics) > maxTopics+maxDeeper {
		t.Errorf("%d topics", len(topics))
	}
	for i, topic := range topics {
		if topic.Confidence < 1 || topic.Confidence > 100 || topic.Relevance < 1 || topic.Relevance > 100 {
			t.Errorf("%s: relevance %d, confidence %d", topic.Name, topic.Relevance, topic.Confidence)
		}
		if i > 0 && topic.Relevance > topics[i-1].Relevance {
			t.Errorf("%s comes after %s but is more relevant", topic.Name, topics[i-1].Name)
		}
		if len(topic.Path) == 0 || topic.URI != base+topic.Path[len(topic.Path)-1] || topic.Name == "" {
			t.Errorf("%s: uri %s, path %q", topic.Name, topic.URI, topic.Path)
		}
		if len(topic.Evidence) < 1 || len(topic.Evidence) > maxEvidence {
			t.Errorf("%s: %d spans of evidence", topic.Name, len(topic.Evidence))
		}
		for j, e := range topic.Evidence {
			checkSpan(t, doc, e)
			for _, other := range topic.Evidence[:j] {
				if e.Field == other.Field && e.Start < other.End && other.Start < e.End {
					t.Errorf("%s: evidence %q and %q overlap", topic.Name, e.Text, other.Text)
				}
			}
		}
	}
}

func checkSpan(t *testing.T, doc *text.Doc, e story.Span) {
	t.Helper()
	f := doc.Field(e.Field)
	if f == nil {
		t.Errorf("evidence in %q, a field that is not there", e.Field)
		return
	}
	runes := []rune(f.Text)
	if e.Start < 0 || e.End > len(runes) || e.Start >= e.End {
		t.Errorf("evidence %q stands at %d–%d of %d", e.Text, e.Start, e.End, len(runes))
		return
	}
	// Compared as runes: a byte that is no UTF-8 is one code point in both.
	if !slices.Equal(runes[e.Start:e.End], []rune(e.Text)) {
		t.Errorf("evidence %q stands at %d–%d, where there is %q", e.Text, e.Start, e.End, string(runes[e.Start:e.End]))
	}
	if isStop([]byte(strings.ToLower(e.Text))) {
		t.Errorf("evidence %q is a stop word", e.Text)
	}
}

func TestEveryTopicHasEvidenceWhereItSays(t *testing.T) {
	tagger := embedded(t)
	for _, s := range stories {
		// Letters of several bytes and a pair of surrogates before the text.
		doc := parse("Élan 🌍 — "+s.headline, "ZÜRICH — "+s.body)
		check(t, doc, tagger.Tag(doc, Known{}))
	}
}

func TestTaggingTwiceGivesTheSame(t *testing.T) {
	tagger := embedded(t)
	for i, s := range stories {
		first := tagger.Tag(parse(s.headline, s.body), Known{})
		tagger.Tag(parse(stories[(i+5)%len(stories)].headline, "something else in between"), Known{})
		second := tagger.Tag(parse(s.headline, s.body), Known{})
		if !slices.EqualFunc(first, second, func(a, b story.Topic) bool {
			return a.URI == b.URI && a.Relevance == b.Relevance && a.Confidence == b.Confidence && slices.Equal(a.Evidence, b.Evidence)
		}) {
			t.Errorf("%s: %v, then %v", s.headline, first, second)
		}
	}
}

func TestAForeignModelIsRefused(t *testing.T) {
	if _, err := New([]byte("DLLM")); err == nil {
		t.Error("four bytes are taken for a model")
	}
	for _, d := range []linear.Draft{
		{Recipe: "other features", Classes: []string{"15000000 sport"}, Bias: []float32{0}},
	} {
		m, err := linear.Build(d)
		if err != nil {
			t.Fatal(err)
		}
		model := &Model{m, &branches{}, &vocabulary{languages: []string{"en-GB"}}, &knowledge{lexicon: newLexicon()}}
		b, err := model.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(b); err == nil {
			t.Errorf("a model of %q for %q is accepted", d.Recipe, d.Classes)
		}
	}
}

func TestTheForeignMinistersTalksArePoliticsNotWar(t *testing.T) {
	raw, err := os.ReadFile(filepath.FromSlash("../../../shared/data/seed/000_a563b48d31400b26.txt"))
	if err != nil {
		t.Skip("the sample story is missing: ", err)
	}
	headline, body, _ := strings.Cut(string(raw), "\n\n")
	doc := parse(headline, body)
	topics := embedded(t).Tag(doc, Known{})
	check(t, doc, topics)
	if len(topics) == 0 || topics[0].Path[0] != "11000000" {
		t.Fatalf("main topic: %v", topics)
	}
	if !slices.ContainsFunc(topics[0].Evidence, func(e story.Span) bool { return strings.EqualFold(e.Text, "foreign minister") }) {
		t.Errorf("no foreign minister in the evidence: %v", topics[0].Evidence)
	}
	if slices.ContainsFunc(topics, func(x story.Topic) bool { return x.Path[0] == "16000000" }) {
		t.Errorf("talks are tagged as war: %v", topics)
	}
}

func FuzzTag(f *testing.F) {
	tagger := embedded(f)
	for _, s := range stories {
		f.Add(s.headline, s.body)
	}
	f.Add("\xff\xfe election", "parlia\u0301ment 🇫🇷 vote\u200bvote ’s -’- 's–s")
	f.Fuzz(func(t *testing.T, headline, body string) {
		doc := parse(headline, body)
		check(t, doc, tagger.Tag(doc, Known{}))
	})
}

func BenchmarkTag(b *testing.B) {
	tagger := embedded(b)
	var docs []*text.Doc
	words := 0
	for i, s := range stories {
		body := s.body
		for n := range 5 {
			body += "\n\n" + stories[(i+n)%len(stories)].body
		}
		docs = append(docs, parse(s.headline, body))
		words += len(strings.Fields(s.headline + " " + body))
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		tagger.Tag(docs[n%len(docs)], Known{})
		n++
	}
	b.ReportMetric(float64(words)/float64(len(docs))*float64(n)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(data.Topic()); err != nil {
			b.Fatal(err)
		}
	}
}
