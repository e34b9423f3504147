package topic

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/text"
)

func TestRetiredCodesAreForwardedToTheirSuccessors(t *testing.T) {
	v := embedded(t).vocabulary
	for _, c := range []struct{ code, want string }{
		{"20000639", "20000639"},      // in use
		{"20000064", "20000105"},      // the note names war crime
		{"20000162", "20000143"},      // merged
		{"20000119", "02000000"},      // "use a more specific term": the one above
		{"subj:11002000", "20000639"}, // diplomacy, as a Subject Code
		{"subj:15054000", "20001065"}, // football
		{"n2000:job", "09000000"},     // Reuters
	} {
		if got, ok := v.active(c.code); !ok || got != c.want {
			t.Errorf("%s stands for %s, want %s", c.code, got, c.want)
		}
	}
	for _, code := range []string{"", "1", "99999999", "subj:99999999", "http://example.org/x"} {
		if got, ok := v.active(code); ok {
			t.Errorf("%q stands for %s", code, got)
		}
	}
	retired, active := 0, 0
	for _, e := range v.entries {
		if !e.retired {
			active++
			if len(v.path(e.code)) == 0 {
				t.Errorf("%s has no path", e.code)
			}
			continue
		}
		retired++
		if to, ok := v.active(e.code); !ok || len(v.path(to)) == 0 {
			t.Errorf("%s is retired and leads nowhere", e.code)
		}
	}
	if retired < 300 || active < 1000 {
		t.Errorf("%d concepts in use and %d retired", active, retired)
	}
}

func TestTheSourcesCodesAreRead(t *testing.T) {
	tagger := embedded(t)
	for _, subject := range []string{
		"http://cv.iptc.org/newscodes/mediatopic/20000639", "medtop:20000639", "http://cv.iptc.org/newscodes/mediatopic/20000639/",
		"20000639", "subj:11002000", "http://cv.iptc.org/newscodes/subjectcode/11002000",
	} {
		if got := tagger.understood(subject); !slices.Equal(got, []string{"11000000", "20000638", "20000639"}) {
			t.Errorf("%s is understood as %v", subject, got)
		}
	}
}

func TestTheSourcesCodesAreEvidence(t *testing.T) {
	tagger := embedded(t)
	doc := parse("Two win prize", "The baker and her son were praised by the mayor for what they had done on the bridge, a jury said.")
	chance := func(subjects ...string) (confidence int, source []string) {
		for _, e := range tagger.Explain(doc, Known{Subjects: subjects}) {
			if e.Path[len(e.Path)-1] == "08000000" {
				return e.Confidence, e.Source
			}
		}
		return 0, nil
	}
	plain, _ := chance()
	heard, source := chance("medtop:08000000")
	if heard <= plain || !slices.Equal(source, []string{"medtop:08000000"}) {
		t.Errorf("human interest has confidence %d, and %d (%q) when the source says so", plain, heard, source)
	}
}

func TestTopicsAreNamedInTheLanguageThatIsAskedFor(t *testing.T) {
	tagger := embedded(t)
	for language, want := range map[string]string{"": "sport", "en-GB": "sport", "de": "Sport", "fr": "Sport", "es": "Deporte", "sv": "Sport", "zh-Hans": "体育"} {
		other, err := tagger.With(Options{Language: language})
		if err != nil {
			t.Fatal(err)
		}
		if got := other.vocabulary.label("15000000", other.language); !strings.EqualFold(got, want) {
			t.Errorf("in %q sport is %q, want %q", language, got, want)
		}
	}
	if _, err := tagger.With(Options{Language: "tlh"}); err == nil || !strings.Contains(err.Error(), "zh-Hans") {
		t.Errorf("error %v, want one that lists the languages", err)
	}
}

func TestAModelIsReadAsItWasWritten(t *testing.T) {
	m, err := ReadModel(data.Topic())
	if err != nil {
		t.Fatal(err)
	}
	b, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, data.Topic()) {
		t.Error("read and written again, the model has other bytes")
	}
	if len(b) > 12<<20 {
		t.Errorf("the model has %d bytes", len(b))
	}
	for name, bad := range map[string][]byte{"nothing": nil, "half": b[:len(b)/2], "longer": append(bytes.Clone(b), 0), "another": append([]byte("DLLM"), b[4:]...)} {
		if _, err := ReadModel(bad); err == nil {
			t.Errorf("%s is taken for a model", name)
		}
	}
}

func FuzzVocabulary(f *testing.F) {
	v := newVocabulary([]corpus.Concept{{Code: "15000000", Label: "sport", Path: []string{"15000000"}, Labels: map[string]string{"de": "Sport"}}}, nil)
	b, err := v.append(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{1, 0, 2, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := readVocabulary(b)
		if err != nil {
			return
		}
		for _, e := range v.entries {
			v.path(e.code)
			v.active(e.code)
			v.label(e.code, 3)
		}
	})
}

func FuzzKnowledge(f *testing.F) {
	path := func(string) []string { return []string{"15000000", "20000822"} }
	k, err := newKnowledge("20000822 sport: !stadium, cup & {final,match}\n", []string{"15000000"}, path)
	if err != nil {
		f.Fatal(err)
	}
	b := k.append(nil)
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Fuzz(func(t *testing.T, b []byte) {
		k, err := readKnowledge(b, []string{"15000000"}, path)
		if err != nil {
			return
		}
		var s scratch
		s.read(text.Parse(plain("The cup final at the new stadium.")), k)
	})
}
