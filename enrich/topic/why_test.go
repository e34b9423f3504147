package topic

import (
	"math"
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestTheReasonsForATopicAddUpToItsScore(t *testing.T) {
	tagger, err := New(data.Topic())
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse([]story.Field{
		{Name: story.Headline, Text: "Striker scores twice as league season opens"},
		{Name: story.Body, Text: "The striker scored two goals on Saturday as the football league season opened. The coach praised the team and its goalkeeper. Parliament had debated the stadium."},
	})
	given := tagger.Tag(doc, Known{})
	if len(given) == 0 {
		t.Fatal("the story has no topic")
	}
	all := tagger.Why(doc, Known{}, given)
	if len(all) < len(given) {
		t.Fatalf("%d topics, %d explained", len(given), len(all))
	}
	s := newScratch(len(tagger.codes))
	chances := map[string]float64{}
	scores := map[string]float64{}
	for _, g := range tagger.rank(s, doc, Known{}, nil) {
		chances[base+tagger.codes[g.class]] = g.p
		scores[base+tagger.codes[g.class]] = float64(s.scores[g.class])
	}
	for i, x := range all {
		if i < len(given) && (x.Topic != i || x.URI != given[i].URI) || i >= len(given) && x.Topic != -1 {
			t.Errorf("explanation %d is of topic %d, %s", i, x.Topic, x.Name)
		}
		sum := 0.0
		for _, r := range x.Reasons {
			sum += r.Weight
		}
		if _, level1 := scores[x.URI]; !level1 { // its terms are all there is
			scores[x.URI], chances[x.URI] = x.Score, x.Chance
		}
		if math.Abs(sum-x.Score) > 1e-3 || math.Abs(x.Score-scores[x.URI]) > 1e-3 || x.Chance != chances[x.URI] {
			t.Errorf("%s: reasons %.4f, score %.4f, which is %.4f; chance %.3f, which is %.3f", x.Name, sum, x.Score, scores[x.URI], x.Chance, chances[x.URI])
		}
	}
}
