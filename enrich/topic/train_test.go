package topic

import (
	"bytes"
	"fmt"
	"testing"

	"dateline/enrich/corpus"
	"dateline/enrich/text"
)

// tiny is a corpus of three topics, made up word by word.
func tiny() Sources {
	s := Sources{Labels: corpus.Labels{
		"wp_current_events": {"kitchen": "10000000", "match": "15000000"},
		"sib200_eng":        {"sky": "17000000"},
	}}
	for _, c := range [][2]string{{"10000000", "lifestyle and leisure"}, {"15000000", "sport"}, {"17000000", "weather"}} {
		s.Concepts = append(s.Concepts, corpus.Concept{Code: c[0], Label: c[1], Definition: "All about " + c[1], Path: []string{c[0]}, Level: 1})
	}
	s.Sets = []Set{{Name: "sib200_eng", Cost: 2, Train: true}}
	retired := "2020-01-01"
	s.Concepts = append(s.Concepts, corpus.Concept{Code: "18000000", Label: "gone", Path: []string{"18000000"}, Level: 1, Retired: &retired})
	for n := range 60 {
		date := fmt.Sprintf("20%02d-05-01", n%20)
		s.Events = append(s.Events,
			corpus.Item{Date: date, Labels: []string{"kitchen"}, Text: fmt.Sprintf("The cook of house %d bakes bread and soup with onion number %c.", n, 'a'+n%26)},
			corpus.Item{Date: date, Labels: []string{"match"}, Text: fmt.Sprintf("The striker scores for club %c and the referee ends the game.", 'a'+n%26)},
			corpus.Item{Date: date, Labels: []string{"unheard of"}, Text: "The notary seals the deed."})
		s.Sets[0].Items = append(s.Sets[0].Items, corpus.Labelled{Code: "17000000", Item: corpus.Item{Text: fmt.Sprintf("Snow and fog cover valley %c until the wind turns.", 'a'+n%26)}})
	}
	return s
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	var want []byte
	for range 3 {
		m, err := Train(tiny(), nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := m.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if want != nil && !bytes.Equal(b, want) {
			t.Fatal("the models differ")
		}
		want = b
	}
}

func TestATaggerLearnsWhatItIsTaught(t *testing.T) {
	src := tiny()
	early, _ := src.Split("2015-01-01", nil)
	learned, err := Train(early, nil)
	if err != nil {
		t.Fatal(err)
	}
	items := src.Labels.Choose("wp_current_events", src.Events, "2015-01-01", "")
	m, err := Calibrate(learned, items, nil)
	if err != nil {
		t.Fatal(err)
	}
	tagger := newTagger(m)
	tagged, ranked := tagger.Measure(items, nil)
	if tagged.Items != len(items) || tagged.Accuracy < 0.99 || ranked.Accuracy < 0.99 {
		t.Errorf("on texts like those it learned from: %+v, ranked %+v", tagged, ranked)
	}
	doc := text.Parse(plain("Fog and snow close the airport, says the pilot of the club."))
	topics := tagger.Tag(doc, Known{})
	check(t, doc, topics)
	if len(topics) == 0 || topics[0].Name != "weather" {
		t.Errorf("snow and fog: %v", topics)
	}
	for _, code := range tagger.codes {
		if code == "18000000" {
			t.Error("a retired topic was learned")
		}
	}
}

func TestConfidenceRisesWithTheScore(t *testing.T) {
	tagger := embedded(t)
	fit := tagger.model.Fit()
	last := -1.0
	for score := float32(-3); score <= 3; score += 0.1 {
		p := fit.At(score, 0)
		if p <= last || p <= 0 || p >= 1 {
			t.Fatalf("a score of %.1f is %v likely, a lower one %v", score, p, last)
		}
		last = p
	}
	if fit.At(1, 0.9) >= fit.At(1, 0) {
		t.Error("a close second makes a topic no less likely")
	}
}

func TestSeedsAreKnownForEveryTopic(t *testing.T) {
	for _, s := range stories {
		if seeds(s.code) == "" {
			t.Errorf("%s has no seeds", s.code)
		}
	}
	if seeds("18000000") != "" {
		t.Error("a code that is no topic has seeds")
	}
}

func TestNothingToLearnFromIsAnError(t *testing.T) {
	if _, err := Train(Sources{}, nil); err == nil {
		t.Error("no error")
	}
}
