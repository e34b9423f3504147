package topic

import (
	"slices"
	"strings"
	"testing"

	"dateline/enrich/text"
)

func TestATermWithBracesStandsForItsForms(t *testing.T) {
	for term, want := range map[string]string{
		"arrest":                    "arrest",
		"arrest{ed,ing}":            "arrested|arresting",
		"{early,snap} election{,s}": "early election|early elections|snap election|snap elections",
	} {
		got, err := expand(term)
		if err != nil || strings.Join(got, "|") != want {
			t.Errorf("%q stands for %q, %v; want %q", term, got, err, want)
		}
	}
	for _, term := range []string{"arrest{ed", "arrest}", strings.Repeat("{a,b}", 9)} {
		if got, err := expand(term); err == nil {
			t.Errorf("%q stands for %q, want an error", term, got)
		}
	}
}

func TestATermWithoutWordsIsRefused(t *testing.T) {
	for _, term := range []string{"", " ", "…", "a & ", "a &0 b", "a &999 b", "a &x b", "& b"} {
		if all, _, err := new(scratch).phrases(term); err == nil {
			t.Errorf("%q is taken for %d phrases", term, len(all))
		}
	}
}

func TestTermsAreFoundWhereTheyStand(t *testing.T) {
	for _, c := range []struct{ name, term, text, want string }{
		{"a word", "strike", "Pilots strike on Monday.", "strike"},
		{"case and plural do not matter", "trade union", "TRADE UNIONS met.", "TRADE UNIONS"},
		{"hyphens do not matter", "cease fire", "A cease-fire holds.", "cease-fire"},
		{"nor in the term", "hip-hop", "A night of hip hop.", "hip hop"},
		{"words must stand together", "trade union", "They trade with the union.", ""},
		{"no phrase reaches over a comma", "trade union", "They like trade, union men said.", ""},
		{"nor over the end of a sentence", "trade union", "They like trade. Union men said so.", ""},
		{"stop words count", "out of work", "He is out of work.", "out of work"},
		{"numbers too", "100 metres", "She ran 100 metres.", "100 metres"},
		{"two in one sentence, in any order", "strike & union", "The union calls a strike.", "union|strike"},
		{"not in two", "strike & union", "A union met. A strike came.", ""},
		{"near", "strike &3 union", "The union calls a strike.", "union|strike"},
		{"not far", "strike &3 union", "The union of the bakers now calls a strike.", ""},
		{"three in one sentence", "a1 & b2 & c3", "c3 and a1 and then b2.", "a1|b2"},
		{"a word is not two", "union & union workers", "The union workers met.", ""},
	} {
		l := newLexicon()
		if err := l.add(term{points: 1}, c.term, nil); err != nil {
			t.Fatal(err)
		}
		doc := text.Parse(plain(c.text))
		var s scratch
		s.read(doc, nil)
		l.find(&s.finding, s.words)
		var got []string
		for _, h := range s.finding.hits {
			got = append(got, doc.Fields[h.field].Span(int(h.first), int(h.last)).Text)
			if h.last2 > 0 {
				got = append(got, doc.Fields[h.field].Span(int(h.first2), int(h.last2)).Text)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q in %q: found %q, want %q", c.name, c.term, c.text, got, c.want)
		}
	}
}

func TestNoConceptRestsOnAnAmbiguousWordAlone(t *testing.T) {
	all, err := readConcepts(conceptText)
	if err != nil {
		t.Fatal(err)
	}
	ambiguous := []string{"party", "game", "strike", "court", "family", "cell", "trial", "judge", "bank", "election campaign manager", "race", "match", "play", "star", "fire", "shooting", "charge", "sentence", "mass", "draft"}
	for _, c := range all {
		strong := 0
		for _, term := range c.terms {
			if term.points >= pointsPlain && slices.Contains(ambiguous, term.text) {
				t.Errorf("line %d: %s rests on %q alone", c.line, c.label, term.text)
			}
			if term.points == pointsStrong {
				strong++
			}
		}
		if strong == 0 {
			t.Errorf("line %d: %s has no term that is enough alone", c.line, c.label)
		}
	}
}

func FuzzTerm(f *testing.F) {
	f.Add("arrest{ed,ing} & police", "Police arrested him.")
	f.Fuzz(func(t *testing.T, written, body string) {
		l := newLexicon()
		forms, err := expand(written)
		if err != nil {
			return
		}
		for _, form := range forms {
			if err := l.add(term{points: 1}, form, nil); err != nil {
				return
			}
		}
		doc := text.Parse(plain(body))
		var s scratch
		s.read(doc, nil)
		l.find(&s.finding, s.words)
		for _, h := range s.finding.hits {
			doc.Fields[h.field].Span(int(h.first), int(h.last))
		}
	})
}
