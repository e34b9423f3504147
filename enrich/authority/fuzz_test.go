package authority

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// readAnything reads bytes that may be a file: either all that is wrong is
// told with its place, or every row can be found by its URI and its names.
func readAnything(t *testing.T, name string, data []byte) {
	s, err := loaded(t, name, string(data))
	var wrong *Error
	switch {
	case errors.As(err, &wrong):
		if wrong.Total == 0 || len(wrong.Problems) == 0 || len(wrong.Problems) > mostProblems || !utf8.ValidString(err.Error()) {
			t.Fatalf("an error that says nothing: %q", err)
		}
		for _, p := range wrong.Problems {
			if p.File != name || p.What == "" || p.Line < 0 || p.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("%+v", p)
			}
		}
		return
	case err != nil:
		t.Fatal(err)
	}
	for e := range s.All() {
		if first, ok := s.Entry(e.URI); !ok || first.URI != e.URI || first.Line > e.Line {
			t.Errorf("%+v is not found by its URI, but %+v", e, first)
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			findable(t, s, n)
		}
	}
	s.Clashes(3)
}

// findable proves that a name is found in a text that is that name.
func findable(t *testing.T, s *Set, name string) {
	doc := text.Parse([]story.Field{{Name: story.Body, Text: name}})
	f := &doc.Fields[0]
	if len(f.Sentences) != 1 {
		return // "A! B" is a name of two sentences, and is not found
	}
	_, words := parsed(name)
	m := match{}
	if !s.longest(&m, f, join(0, keyOf(f.TokenText(0)))) || m.end < words {
		t.Errorf("%q is not found, but %+v", name, m)
	}
	if !s.start[name[0]] || !s.first.may(join(0, keyOf(f.TokenText(0)))) {
		t.Errorf("%q is not looked up", name)
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{rows, "uri,type,name\r\nurn:1,person,\"A \"\"b\"\"\nc\"\n", "\ufeffname,uri,type,aliases\nx y,urn:1,other,|a|b.\n", "uri;type;name", "uri,type,name\n\"", "uri,type,name\nurn:1,other,\xff\n", "uri,type,name\nurn:1,other,’s a\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAnything(t, "a.csv", data) })
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"uri":"urn:1","type":"person","name":"Ana Moreira","aliases":["Moreira"],"notes":"x"}` + "\n" + `{"uri":"urn:1","type":"other","name":"x\ty"}`,
		`{"uri":1}`, `[]`, `{"name":"\ud800"}`, "{\"name\":\"\xff\"}", `{"aliases":{}}`, "{}\n\n{}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAnything(t, "a.jsonl", data) })
}

// FuzzFind proves that no story makes finding fail, and that names come in
// order, without overlaps among those that are listed, at their places.
func FuzzFind(f *testing.F) {
	s := mustLoad(f, "a.csv", rows)
	f.Add("Then Ana Moreira’s WHO: Apple, Inc. “eBay” 東京新聞.", uint8(3), uint8(9))
	f.Add("PARIS CLUB AND U.N. \xff\xfe Kemal Erdog\u0306an, Acme, Ltd", uint8(0), uint8(200))
	f.Fuzz(func(t *testing.T, body string, from, to uint8) {
		doc := text.Parse([]story.Field{{Name: story.Headline, Text: body}, {Name: story.Body, Text: body}})
		var names []story.Name
		if n := utf8.RuneCountInString(body); int(from) < int(to) && int(to) <= n {
			names = []story.Name{{Span: story.Span{Field: story.Body, Start: int(from), End: int(to), Text: string([]rune(body)[from:to])}, Type: story.Location, Confidence: int(to) % 101}}
		}
		found := s.Find(doc, names, from%2 == 0)
		end := map[string]int{}
		for _, n := range found.Settle(found.Names()) {
			runes := []rune(doc.Field(n.Field).Text)
			if n.Start < end[n.Field] || n.End <= n.Start || string(runes[n.Start:n.End]) != string([]rune(n.Text)) {
				t.Errorf("%+v begins before %d or is not in the text", n, end[n.Field])
			}
			end[n.Field] = n.End
		}
	})
}
