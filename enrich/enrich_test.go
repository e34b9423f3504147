package enrich

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/data"
	"dateline/enrich/place"
	"dateline/enrich/story"
	"dateline/enrich/text"
	"dateline/enrich/topic"
)

var load = sync.OnceValues(func() (*Enricher, error) { return withEngine("dateline") })

func withEngine(engine string) (*Enricher, error) {
	return New(Models{Entity: data.Entity(), Gazetteer: data.Gazetteer(), Topic: data.Topic()}, Options{Engine: engine, Version: "test"})
}

func enricher(t testing.TB) *Enricher {
	t.Helper()
	e, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func tag(t testing.TB, headline, body string) *story.Tags {
	t.Helper()
	tags, err := enricher(t).Enrich(context.Background(), &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Language: "en",
		Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

const (
	headline = "Ministers meet in Lisbon over fishing rights"
	body     = "LISBON, Portugal (NW) — Portuguese Foreign Minister Ana Moreira met ministers from Spain and Morocco on Tuesday " +
		"to talk about fishing rights in the Atlantic Ocean.\n\nThe European Union has set new quotas. Moreira said parliament would " +
		"vote on the treaty next week, and that the government in Madrid agreed."
)

func TestAStoryGetsItsTags(t *testing.T) {
	tags := tag(t, headline, body)
	if tags.Dateline == nil || tags.Dateline.Credit != "NW" || tags.Dateline.Place != "https://sws.geonames.org/2267057/" {
		t.Errorf("dateline: %+v", tags.Dateline)
	}
	people := map[string]int{}
	for _, e := range tags.Entities {
		people[string(e.Type)+" "+e.Name] = len(e.Mentions)
		if strings.Contains(e.Name, "NW") || e.Name == "LISBON" {
			t.Errorf("%s of the dateline is among the entities", e.Name)
		}
	}
	if people["person Ana Moreira"] != 2 {
		t.Errorf("Ana Moreira has not two mentions: %v", people)
	}
	places := map[string]string{}
	for _, p := range tags.Places {
		places[p.Name] = p.URI
	}
	for name, uri := range map[string]string{
		"Spain": "https://sws.geonames.org/2510769/", "Morocco": "https://sws.geonames.org/2542007/",
		"Portugal": "https://sws.geonames.org/2264397/", "Madrid": "https://sws.geonames.org/3117735/",
	} {
		if places[name] != uri {
			t.Errorf("%s is %q, want %q", name, places[name], uri)
		}
	}
	if len(tags.Topics) == 0 || tags.Topics[0].Path[0] != "11000000" {
		t.Errorf("topics: %+v", tags.Topics)
	}
	checkOffsets(t, tags)
}

func TestEachEngineFindsWhoIsNamed(t *testing.T) {
	for _, engine := range Engines() {
		t.Run(engine, func(t *testing.T) {
			e, err := withEngine(engine)
			if err != nil {
				t.Fatal(err)
			}
			tags, err := e.Enrich(t.Context(), &story.Story{Status: story.Usable, Fields: []story.Field{{Name: story.Body, Text: body}}})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(tags.Entities, func(n story.Entity) bool {
				return n.Type == story.Person && n.Name == "Ana Moreira" && len(n.Mentions) == 2
			}) {
				t.Errorf("Ana Moreira has not two mentions: %+v", tags.Entities)
			}
			checkOffsets(t, tags)
		})
	}
}

func TestDemonymsAreMarkedAsSuch(t *testing.T) {
	for _, p := range tag(t, headline, body).Places {
		for _, m := range p.Mentions {
			if demonym := m.Text == "Portuguese"; demonym != (m.Kind == story.KindDemonym) {
				t.Errorf("%q has kind %q", m.Text, m.Kind)
			}
		}
	}
}

func TestWithdrawnStoriesAndThoseWithoutTextGetNoTags(t *testing.T) {
	for name, s := range map[string]*story.Story{
		"canceled":     {Status: story.Canceled, Fields: []story.Field{{Name: story.Body, Text: body}}},
		"withheld":     {Status: story.Withheld, Fields: []story.Field{{Name: story.Body, Text: body}}},
		"without text": {Status: story.Usable},
	} {
		t.Run(name, func(t *testing.T) {
			tags, err := enricher(t).Enrich(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(tags.Entities) + len(tags.Places) + len(tags.Topics) + len(tags.Text); n > 0 {
				t.Errorf("it has tags: %+v", tags)
			}
			if tags.Engine.Name != Name {
				t.Errorf("engine: %+v", tags.Engine)
			}
		})
	}
}

func TestAStoryInAnotherLanguageIsNotReadAsEnglish(t *testing.T) {
	s := &story.Story{Status: story.Usable, Language: "de-DE", Fields: []story.Field{{Name: story.Body,
		Text: "Berlin (dpa) - Die Regierung in Madrid hat am Montag Joe Biden empfangen. Die Wahl im Parlament war ein Erfolg."}}}
	tags, err := enricher(t).Enrich(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(tags.Entities)+len(tags.Topics) > 0 {
		t.Errorf("entities %+v, topics %+v", tags.Entities, tags.Topics)
	}
	if tags.Dateline == nil || tags.Dateline.Credit != "dpa" || len(tags.Places) == 0 {
		t.Errorf("dateline %+v, places %+v", tags.Dateline, tags.Places)
	}
}

func TestTheTextTellsTheLanguageWhereTheLabelIsWrongOrMissing(t *testing.T) {
	german := "Berlin (dpa) - Die Regierung in Madrid hat am Montag Joe Biden empfangen. Die Wahl im Parlament war ein Erfolg, " +
		"sagte der Sprecher nach dem Treffen, und die Arbeit an den neuen Gesetzen wird noch in dieser Woche beginnen."
	english := "MADRID (AP) - The government received Joe Biden on Monday. The vote was a success, the speaker said after the meeting, and the work on the new laws will begin this week."
	for _, tt := range []struct {
		name, declared, text string
		english              bool
	}{
		{"German without a label", "", german, false},
		{"German labelled English", "en-US", german, false},
		{"German", "de", german, false},
		{"English labelled German", "de", english, true},
		{"English without a label", "", english, true},
		{"a few words labelled German", "de", "Joe Biden in Madrid", false},
		{"a few words without a label", "", "Joe Biden in Madrid", true},
	} {
		s := &story.Story{Status: story.Usable, Language: tt.declared, Fields: []story.Field{{Name: story.Body, Text: tt.text}}}
		tags, err := enricher(t).Enrich(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if (len(tags.Entities) > 0) != tt.english || (len(tags.Engine.Omitted) == 0) != tt.english {
			t.Errorf("%s: language %+v, entities %+v, omitted %v", tt.name, tags.Language, tags.Entities, tags.Engine.Omitted)
		}
	}
}

func TestAThresholdLeavesTheEntitiesThatReachIt(t *testing.T) {
	s := &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
	all, err := enricher(t).Enrich(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all.Entities {
		some, err := enricher(t).With(Thresholds{Entity: e.Confidence}).Enrich(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(slices.Clone(all.Entities), func(o story.Entity) bool { return o.Confidence < e.Confidence })
		if diff := cmp.Diff(want, some.Entities); diff != "" {
			t.Errorf("at %d (-want +got):\n%s", e.Confidence, diff)
		}
	}
}

func TestThresholdsLeaveOutWhatIsLessSure(t *testing.T) {
	s := &story.Story{Status: story.Usable, Fields: []story.Field{{Name: story.Body, Text: body}}}
	strict := enricher(t).With(Thresholds{Entity: 101, Place: 101, Topic: 101})
	tags, err := strict.Enrich(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if len(tags.Entities)+len(tags.Places)+len(tags.Topics) > 0 {
		t.Errorf("more than certain: %+v", tags)
	}
}

func TestTheThresholdsOfNamesChangeNoTopic(t *testing.T) {
	s := &story.Story{Status: story.Usable, Language: "en", Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
	nameless, err := enricher(t).With(Thresholds{Entity: 101, Place: 101}).Enrich(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tag(t, headline, body).Topics, nameless.Topics); diff != "" || len(nameless.Topics) == 0 {
		t.Errorf("(-with names +without)\n%s", diff)
	}
}

func TestWithoutATopicModelNoTopicsAreGiven(t *testing.T) {
	e, err := New(Models{Gazetteer: data.Gazetteer(), Entity: data.Entity(), Knowledge: data.Knowledge()}, Options{Engine: Name})
	if err != nil {
		t.Fatal(err)
	}
	s := &story.Story{Status: story.Usable, Language: "en", Fields: []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}}}
	tags, why, err := e.Explain(t.Context(), s)
	if err != nil || len(tags.Topics) > 0 || len(why.Topics) > 0 || len(tags.Places) == 0 {
		t.Errorf("topics %v for reasons %v, places %v: %v", tags.Topics, why.Topics, tags.Places, err)
	}
	if _, err := e.WithTopics(topic.Options{}); err == nil {
		t.Error("topics were set up without a model")
	}
}

func TestAnEndedContextEndsTheWork(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := &story.Story{Status: story.Usable, Fields: []story.Field{{Name: story.Body, Text: body}}}
	if _, err := enricher(t).Enrich(ctx, s); err != context.Canceled {
		t.Errorf("the error is %v", err)
	}
}

func TestAnUnknownEngineIsNamed(t *testing.T) {
	_, err := New(Models{Gazetteer: data.Gazetteer(), Topic: data.Topic()}, Options{Engine: "magic"})
	if err == nil || !strings.Contains(err.Error(), "magic") || !strings.Contains(err.Error(), "prose") {
		t.Errorf("the error is %v", err)
	}
}

func TestStoriesInParallelGetTheSameTags(t *testing.T) {
	want := tag(t, headline, body)
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() {
			for range 5 {
				if diff := cmp.Diff(want, tag(t, headline, body)); diff != "" {
					t.Errorf("(-alone +together):\n%s", diff)
					return
				}
			}
		})
	}
	calls.Wait()
}

// seed is the story that the project began with; it is read where it lies.
const seed = "../../shared/data/seed"

func TestTheSeedStory(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(seed, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skipf("%s is not there: it is beside the project, not in it", seed)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(raw), "\n")
	tags := tag(t, head, rest)
	checkOffsets(t, tags)
	var names []string
	for _, e := range tags.Entities {
		names = append(names, e.Name)
	}
	for _, want := range []string{"Wang Yi", "Sergey Lavrov", "Joe Biden", "Jake Sullivan", "Vladimir Putin", "Kim Jong Un"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s was not found in %v", want, names)
		}
	}
	codes := map[string]string{}
	for _, p := range tags.Places {
		codes[p.Name] = p.CountryCode
	}
	for name, code := range map[string]string{"Russia": "RU", "China": "CN", "Moscow": "RU", "Malta": "MT", "United States": "US", "Ukraine": "UA"} {
		if codes[name] != code {
			t.Errorf("%s is in %q, want %s", name, codes[name], code)
		}
	}
	if len(tags.Topics) == 0 || tags.Topics[0].Path[0] != "11000000" {
		t.Errorf("topics: %+v", tags.Topics)
	}
}

// checkOffsets holds text[start:end] == mention.text for every span.
func checkOffsets(t *testing.T, tags *story.Tags) {
	t.Helper()
	fields := map[string][]rune{}
	for name, s := range tags.Text {
		fields[name] = []rune(s)
	}
	check := func(s story.Span) {
		t.Helper()
		runes := fields[s.Field]
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End {
			t.Fatalf("%q at %d–%d of a %s with %d code points", s.Text, s.Start, s.End, s.Field, len(runes))
		}
		if got := string(runes[s.Start:s.End]); got != s.Text {
			t.Fatalf("%s[%d:%d] is %q, not %q", s.Field, s.Start, s.End, got, s.Text)
		}
	}
	for _, e := range tags.Entities {
		for _, m := range e.Mentions {
			check(m.Span)
		}
	}
	for _, p := range tags.Places {
		for _, m := range p.Mentions {
			check(m.Span)
		}
	}
	for _, topic := range tags.Topics {
		if len(topic.Evidence) == 0 {
			t.Fatalf("topic %s has no evidence", topic.Name)
		}
		for _, s := range topic.Evidence {
			check(s)
		}
	}
}

func FuzzEnrich(f *testing.F) {
	f.Add(headline, body)
	f.Add("İstanbul’da", "MOSCOW (AP) — \u202eNATO\u2066 e\u0301lan 🇫🇷👩‍👩‍👧 東京 \x00 Ǆ “U.S.” São Paulo’s Αθήνα")
	f.Add("", "PARIS/LONDON, Jan 1 (X/Y) _ \r\n\r\nSpringfield, Ill., Springfield (Mo.)\u2028\u00a0Paris Hilton")
	f.Fuzz(func(t *testing.T, headline, body string) {
		if len(headline)+len(body) > 3000 || !utf8.ValidString(headline) || !utf8.ValidString(body) {
			t.Skip("decoders hand over valid UTF-8, and long texts take prose too long here")
		}
		checkOffsets(t, tag(t, headline, body))
	})
}

// BenchmarkStages tells what each part of the pipeline costs a story.
func BenchmarkStages(b *testing.B) {
	e := enricher(b)
	fields := []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: strings.Repeat(body+"\n\n", 6)}}
	words := len(strings.Fields(fields[0].Text)) + len(strings.Fields(fields[1].Text))
	doc := text.Parse(fields)
	names := e.names.Names(doc)
	stage := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
			b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
	stage("text", func() { text.Parse(fields) })
	stage("names", func() { e.names.Names(doc) })
	stage("places", func() {
		d, _ := place.FindDateline(doc.Field(story.Body))
		e.places.Tag(doc, names, &d)
	})
	stage("topics", func() { e.topics.Tag(doc, topic.Known{}) })
	stage("all", func() {
		if _, err := e.Enrich(context.Background(), &story.Story{Status: story.Usable, Fields: fields}); err != nil {
			b.Fatal(err)
		}
	})
}
