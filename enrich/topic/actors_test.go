package topic

import (
	"testing"

	"dateline/enrich/story"
)

// schools knows one concept, of three terms.
func schools(t *testing.T) *knowledge {
	t.Helper()
	path := func(string) []string { return []string{"05000000", "20000400"} }
	k, err := newKnowledge("20000400 school: !teacher, !timetable, =!head teacher\n", []string{"05000000"}, path)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestWhoCountsLessThanWhatBelowLevelOneOnly(t *testing.T) {
	for _, c := range []struct {
		text       string
		below, top float32
	}{
		{"The teacher left early.", pointsStrong * actorShare, pointsStrong},
		{"The timetable changed again.", pointsStrong, pointsStrong},
		{"The head teacher left early.", pointsStrong + pointsStrong*actorShare, 2 * pointsStrong},
	} {
		s := newScratch(1)
		s.read(parse("", c.text), schools(t))
		if got := s.support[0]; got.clearBelow() != c.below || got.clear() != c.top {
			t.Errorf("%q has %v points below level 1 and %v at it, want %v and %v", c.text, got.clearBelow(), got.clear(), c.below, c.top)
		}
	}
}

func TestATermBelowLevelOneGivesNoVote(t *testing.T) {
	tagger := embedded(t)
	s := newScratch(len(tagger.codes))
	s.read(parse("", "Fluoride is good for teeth."), tagger.knowledge)
	if len(s.touched) == 0 {
		t.Fatal("no concept has a term in the text")
	}
	for _, o := range s.all {
		if o.points > 0 {
			t.Errorf("a term of %v points is heard at level 1", o.points)
		}
	}
}

func TestNamesAreNotReadBelowLevelOne(t *testing.T) {
	doc := parse("", "LISBON - The ferry to Lisbon sank.")
	mention := func(start int, kind string) story.Mention {
		return story.Mention{Span: story.Span{Field: story.Body, Start: start, End: start + 6}, Kind: kind}
	}
	known := Known{Places: []story.Place{{Mentions: []story.Mention{mention(0, story.KindDateline), mention(22, "")}}}}
	s := newScratch(1)
	s.mask(doc, known)
	s.read(doc, nil)
	s.unname(doc)
	for _, c := range s.counts {
		switch c.hash {
		case hash([]byte("lisbon")):
			if c.count > 1e-6 {
				t.Errorf("the name counts %v", c.count)
			}
		case hash([]byte("ferry")):
			if c.count != 1 {
				t.Errorf("the ferry counts %v", c.count)
			}
		}
	}
}
