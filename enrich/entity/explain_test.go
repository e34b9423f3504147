package entity

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

func harbour() *text.Doc {
	return text.Parse([]story.Field{
		{Name: story.Headline, Text: "Pier is sold to Silver Wheel Corp."},
		{Name: story.Body, Text: "TARN, May 4 - Mr. Émile Quayle told the council in Tarn on Monday that Silver Wheel Corp. had bought the pier. " +
			"Quayle said nothing more. The firm of President Ada Moss, a Dane, is based in Kestrel Bay."},
	})
}

// explained returns why each name of the document is one.
func explained(t *Tagger, doc *text.Doc) []Why {
	var of [][]story.Mention
	for _, n := range t.Names(doc) {
		of = append(of, []story.Mention{{Span: n.Span}})
	}
	return t.Explain(doc, of)
}

func TestReasonsAddUpToTheMargin(t *testing.T) {
	whole, err := NewTagger(data.Entity())
	if err != nil {
		t.Fatal(err)
	}
	for name, tagger := range map[string]*Tagger{"small": trainOnce(), "embedded": whole} {
		names := explained(tagger, harbour())
		if len(names) < 4 {
			t.Fatalf("%s: %d names", name, len(names))
		}
		for _, w := range names {
			sum := 0.0
			for _, r := range w.Reasons {
				sum += r.Weight
			}
			if math.Abs(sum-w.Margin) > 1e-3 {
				t.Errorf("%s: the reasons for %s add up to %.4f, the margin is %.4f", name, w.Span.Text, sum, w.Margin)
			}
			// What the tagger chose is the best there is.
			if w.Margin < -1e-3 || w.Type == w.Against {
				t.Errorf("%s: %s is a %s by %.4f against %q", name, w.Span.Text, w.Type, w.Margin, w.Against)
			}
		}
	}
}

func TestReasonsAreInWordsForPeople(t *testing.T) {
	says := func(name string, want ...string) {
		t.Helper()
		for _, w := range explained(trainOnce(), harbour()) {
			if w.Span.Text != name {
				continue
			}
			var what []string
			for _, r := range w.Reasons {
				what = append(what, r.What)
			}
			for _, x := range want {
				if !slices.ContainsFunc(what, func(s string) bool { return strings.Contains(s, x) }) {
					t.Errorf("%s: no reason says %q, there are %q", name, x, what)
				}
			}
			return
		}
		t.Errorf("%s is no name", name)
	}
	says("Émile Quayle", "the word before: Mr.", "the word behind: told", "how it is written: Xx Xx", "what stands around it elsewhere in the story: Émile Quayle")
	says("Quayle", "elsewhere in the story: person")
}

func TestTheStrongestReasonComesFirst(t *testing.T) {
	for _, w := range explained(trainOnce(), harbour()) {
		if !slices.IsSortedFunc(w.Reasons, func(a, b story.Reason) int {
			return int(1e6 * (math.Abs(b.Weight) - math.Abs(a.Weight)))
		}) {
			t.Errorf("%s: %+v", w.Span.Text, w.Reasons)
		}
	}
}

func TestExplainingChangesNothing(t *testing.T) {
	doc, tagger := harbour(), trainOnce()
	before := tagger.Names(doc)
	first := explained(tagger, doc)
	if diff := cmp.Diff(first, explained(tagger, doc)); diff != "" {
		t.Errorf("the second time: %s", diff)
	}
	if diff := cmp.Diff(before, tagger.Names(doc)); diff != "" {
		t.Errorf("names afterwards: %s", diff)
	}
}

func TestTheWordsAreWhatTheyWereAfterTheProbe(t *testing.T) {
	tagger := trainOnce()
	r := &reader{clusters: tagger.model.clusters, listed: tagger.model.listed}
	r.read(harbour())
	words, kinds := slices.Clone(r.words), slices.Clone(r.kinds)
	p := probe{r: r}
	for i := range r.words {
		if hashes, on := p.features(i); len(hashes) != len(on) || len(on) == 0 {
			t.Fatalf("word %d: %d features, %d known", i, len(hashes), len(on))
		}
	}
	if !slices.Equal(words, r.words) || !slices.Equal(kinds, r.kinds) {
		t.Error("the probe left something changed")
	}
}

// Whatever features there are, the probe says of nearly all what they are
// about; only those that look beyond the sentence, or tell a place in it, are about no word: here one in fifteen.
func TestTheProbeKnowsWhatFeaturesAreAbout(t *testing.T) {
	tagger := trainOnce()
	r := &reader{clusters: tagger.model.clusters, listed: tagger.model.listed}
	r.read(harbour())
	p := probe{r: r}
	unknown, all := 0, 0
	for i := range r.words {
		_, on := p.features(i)
		for _, d := range on {
			all++
			if d.words == nil && !d.story {
				unknown++
			}
		}
	}
	if unknown*10 > all {
		t.Errorf("of %d features %d are about nothing", all, unknown)
	}
}

func TestAMentionThatTheTaggerFoundLongerIsExplainedByThat(t *testing.T) {
	doc := harbour()
	body := doc.Field(story.Body)
	at := strings.Index(body.Text, "Quayle")
	mention := story.Mention{Span: body.SpanBytes(at, at+len("Quayle"))}
	got := trainOnce().Explain(doc, [][]story.Mention{{mention}, {}, {{Span: story.Span{Field: story.Body, Start: 900, End: 901}}}})
	if got[0].Span.Text != "Émile Quayle" || got[0].Reasons == nil {
		t.Errorf("got %+v", got[0])
	}
	if got[1].Reasons != nil || got[2].Reasons != nil {
		t.Errorf("there are reasons for nothing: %+v", got[1:])
	}
}

func BenchmarkExplain(b *testing.B) {
	tagger, err := NewTagger(data.Entity())
	if err != nil {
		b.Fatal(err)
	}
	doc := harbour()
	for b.Loop() {
		explained(tagger, doc)
	}
}
