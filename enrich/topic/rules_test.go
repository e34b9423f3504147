package topic

import (
	"strings"
	"testing"

	"dateline/enrich/text"
)

const harbour = `# the harbour desk
rules:
  - uri: https://desk.example/topics/harbour
    name: Harbour development
    any:
      - container terminal
      - harbour & dredg{e,ing}
      - quay &4 crane
    not: [pearl harbour]
    min_score: 2
  - uri: urn:desk:ferry
    name: Ferries
    all: [ferry, timetable]
`

func TestRulesGiveANewsroomsOwnTopics(t *testing.T) {
	rules, err := ReadRules("desk.yml", []byte(harbour))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, headline, body, want string }{
		{"a term in the headline counts twice", "New container terminal", "Work begins.", "Harbour development"},
		{"one in the body is not enough", "", "A container terminal is planned.", ""},
		{"two are", "", "A container terminal is planned. The harbour needs dredging.", "Harbour development"},
		{"what is near counts", "", "The quay gets a crane. Container terminal: no.", "Harbour development"},
		{"what is far does not", "", "The quay of the old town has never had a crane. Container terminal: no.", ""},
		{"a term under not forbids it", "New container terminal", "It is called Pearl Harbour.", ""},
		{"all terms must be there", "", "The ferry leaves late.", ""},
		{"then it is given", "", "The ferry has a new timetable.", "Ferries"},
	} {
		tagger, err := embedded(t).With(Options{Rules: rules})
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(c.headline, c.body)
		var got []string
		for _, e := range tagger.Explain(doc, Known{}) {
			if e.Rule == "" {
				continue
			}
			got = append(got, e.Name)
			if len(e.Evidence) == 0 || len(e.Weights) != len(e.Evidence) || !strings.HasPrefix(e.Rule, "desk.yml:") || e.Confidence != 100 {
				t.Errorf("%s: %+v", c.name, e)
			}
			for _, span := range e.Evidence {
				checkSpan(t, doc, span)
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWrongRulesAreNamedWithLineAndColumn(t *testing.T) {
	for _, c := range []struct{ name, yaml, want string }{
		{"no YAML", "rules: [", "desk.yml:1:"},
		{"nothing", "", "desk.yml: there are no rules"},
		{"another key", "rulez: []", `desk.yml:1:1: unknown key "rulez"`},
		{"no list", "rules: {a: 1}", "desk.yml:1:"},
		{"an unknown key", "rules:\n  - {uri: urn:x, name: X, any: [x], min: 3}", `unknown key "min"; a rule has uri`},
		{"no name", "rules:\n  - uri: urn:x\n    any: [x]", "desk.yml:2:5: the rule has no name"},
		{"no terms", "rules:\n  - uri: urn:x\n    name: X", "desk.yml:2:5: the rule has no any or all"},
		{"a relative uri", "rules:\n  - uri: x\n    name: X\n    any: [x]", `desk.yml:2:10: uri "x" is not absolute`},
		{"a uri twice", "rules:\n  - {uri: \"urn:x\", name: X, any: [x]}\n  - {uri: \"urn:x\", name: X, any: [x]}", `has a rule already, in line 2`},
		{"a score that is none", "rules:\n  - {uri: \"urn:x\", name: X, any: [x], min_score: many}", "min_score must be a number"},
		{"a brace left open", "rules:\n  - uri: urn:x\n    name: X\n    any: [\"a{b\"]", `desk.yml:4:11: "a{b" has a brace`},
		{"a term without words", "rules:\n  - uri: urn:x\n    name: X\n    any: [\"…\"]", "desk.yml:4:11:"},
	} {
		_, err := ReadRules("desk.yml", []byte(c.yaml))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
}

func FuzzRules(f *testing.F) {
	f.Add(harbour, "The ferry has a new timetable.")
	f.Add("rules: [{uri: 'urn:x', any: [a & b]}]", "b a")
	f.Fuzz(func(t *testing.T, yaml, body string) {
		rules, err := ReadRules("x.yml", []byte(yaml))
		if err != nil {
			return
		}
		var s scratch
		doc := text.Parse(plain(body))
		s.read(doc, nil)
		rules.apply(&s, doc)
	})
}
