package place

import (
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestAHomeIsGivenByURIOrByNames(t *testing.T) {
	tag := New(readGazetteer(t))
	for place, want := range map[string]int{
		"US": 6252001, "us": 6252001, "Kenya": 192950, "US/Texas": 4736286, "US/Texas/Palestine": 4717232, "US/Texas/Anderson County": 4670756,
		"GB/England/Bristol": 2654675, "https://sws.geonames.org/4717232/": 4717232, "4717232": 4717232,
	} {
		h, err := tag.Home(place)
		if err != nil {
			t.Errorf("%s: %v", place, err)
			continue
		}
		if id := tag.g.ID(h.place); id != want {
			t.Errorf("%s is %d, want %d", place, id, want)
		}
	}
	for place, want := range map[string]string{
		"Atlantis": "no country", "US/Zzyrgonia": `United States has no "Zzyrgonia"`, "https://sws.geonames.org/1/": "no place 1", "": "no country",
	} {
		if _, err := tag.Home(place); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", place, err, want)
		}
	}
}

func TestTheHomeOfASourceDecidesWhereTheTextDoesNot(t *testing.T) {
	tag := New(readGazetteer(t))
	for _, c := range []struct{ promise, home, body, want string }{
		{"the town down the road", "US/Massachusetts", "A fire in Springfield was put out.", "Springfield: Springfield US Massachusetts"},
		{"another home, another town", "US/Missouri", "A fire in Springfield was put out.", "Springfield: Springfield US Missouri"},
		{"a town that is no capital", "US/Texas/Palestine", "A man was hurt in Athens on Monday.", "Athens: Athens US Texas"},
		{"the text wins", "US/Massachusetts", "A fire in Springfield, Mo., was put out.", "Mo.: Missouri US\nSpringfield: Springfield US Missouri"},
		{"a country that is meant stays", "US/Texas/Palestine", "Iraq and Syria met.", "Iraq: Iraq IQ\nSyria: Syria SY"},
	} {
		t.Run(c.promise, func(t *testing.T) {
			h, err := tag.Home(c.home)
			if err != nil {
				t.Fatal(err)
			}
			places, _, _ := tagBody(tag.From(h), c.body)
			if got := summary(places); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestHomesLearntWithoutLabelsResolveMore(t *testing.T) {
	rows := corpus(t, "lgl-dev.jsonl")
	tag := New(readGazetteer(t))
	l := NewLearner(tag)
	for _, r := range rows {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: r.Text}})
		l.Add(r.Domain, doc, nil, nil)
	}
	taggers := map[string]*Tagger{}
	homes := l.Homes()
	for _, h := range homes {
		at, err := tag.Home(h.Place)
		if err != nil {
			t.Fatal(err)
		}
		taggers[h.Source] = tag.From(at)
	}
	var with, without score
	for _, r := range rows {
		one := []labelled{r}
		without.add(measure(one, tag, nil))
		if own, ok := taggers[r.Domain]; ok {
			with.add(measure(one, own, nil))
		} else {
			with.add(measure(one, tag, nil))
		}
	}
	t.Logf("%d homes; right span and place together %.3f without, %.3f with", len(homes), without.both(), with.both())
	if with.both() < without.both()+0.02 {
		t.Errorf("learnt homes bring %.3f to %.3f, less than two points", without.both(), with.both())
	}
}

func (s *score) add(o score) {
	s.tp, s.fp, s.fn, s.right = s.tp+o.tp, s.fp+o.fp, s.fn+o.fn, s.right+o.right
}

func TestAnExplanationShowsWhatDecided(t *testing.T) {
	tag := New(readGazetteer(t))
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "It snowed in Paris, Tex., all day. Roads in Dallas were closed."}})
	places, why := tag.Explain(doc, nil, nil)
	tagged, _ := tag.Tag(doc, nil, nil)
	if len(places) != len(tagged) || len(why) != len(places) {
		t.Fatalf("%d places, %d explained, %d reasons", len(tagged), len(places), len(why))
	}
	i := slices.IndexFunc(places, func(p story.Place) bool { return p.Name == "Paris" })
	if i < 0 || places[i].URI != tagged[i].URI {
		t.Fatalf("%+v", places)
	}
	best := why[i].Candidates[0]
	if !best.Chosen || best.URI != places[i].URI || len(why[i].Candidates) < 2 || why[i].Candidates[1].Chosen || why[i].Candidates[1].Score > best.Score {
		t.Errorf("%+v", why[i])
	}
	sum := 0.0
	for _, r := range best.Reasons {
		sum += r.Weight
	}
	if diff := sum - best.Score; diff > 0.06 || diff < -0.06 {
		t.Errorf("the reasons add up to %.2f, the score is %.2f", sum, best.Score)
	}
	if best.Reasons[0].What != "the text says what it lies in" || !strings.Contains(best.Note, "Texas, US") {
		t.Errorf("%+v", best)
	}
	if v := why[i].Verdict; !strings.HasPrefix(v, "ahead of the next by ") || !strings.Contains(v, ": the text says what it lies in (8.00 more)") {
		t.Errorf("what decided is %q", v)
	}
}

func TestWhatDecidedIsSaidInWords(t *testing.T) {
	tag := New(readGazetteer(t))
	for body, want := range map[string]string{
		"Trains from Paris were late.":                                              "how large it is, and what",
		"A fire broke out in Paris. Dallas, Houston, Austin and Waco sent firemen.": "other names lie in Texas",
		"He lived in London, Ont., until May.":                                      "the text says what it lies in",
		"The state of Washington will vote.":                                        "the words around it speak of its kind",
	} {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
		var dl *Dateline
		if d, ok := FindDateline(&doc.Fields[0]); ok {
			dl = &d
		}
		places, why := tag.Explain(doc, nil, dl)
		i := slices.IndexFunc(places, func(p story.Place) bool { return slices.Contains([]string{"Paris", "London", "Washington"}, p.Name) })
		if i < 0 || !strings.Contains(why[i].Verdict, want) {
			t.Errorf("%q: %+v, want %q", body, why, want)
		}
	}
}

func TestABodyKeepsItsNameBesideThePlace(t *testing.T) {
	body := "The Boulder City Council said on Monday that it had closed a road in the west of town."
	_, rest, _ := tagBody(New(readGazetteer(t)), body, name(body, "Boulder City Council", story.Organisation, 99))
	if len(rest) != 1 || rest[0].Text != "Boulder City Council" {
		t.Errorf("%+v", rest)
	}
	places, rest, _ := tagBody(New(readGazetteer(t)), "He was taken to Vikby General Hospital at night.", name("He was taken to Vikby General Hospital at night.", "Vikby General Hospital", story.Location, 99))
	if len(places) != 0 || len(rest) != 1 || rest[0].Type != story.Organisation {
		t.Errorf("%+v, %+v", places, rest)
	}
}
