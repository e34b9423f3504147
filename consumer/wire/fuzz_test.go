package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/enrich/story"
)

// seeds adds the inputs of the golden files.
func seeds(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no golden files", err)
	}
	for _, path := range files {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range ar.Files {
			if file.Name == "input" {
				f.Add(file.Data)
			}
		}
	}
}

// checker holds the schemas; the official one only where it is at hand.
func newChecker(f *testing.F) func(t *testing.T, m Message) {
	own := ownSchema(f)
	var strict *jsonschema.Schema
	if _, err := os.Stat(filepath.Join(samplesDir, "schema")); err == nil {
		strict = official(f)
	}
	d := newDecoder(f)
	return func(t *testing.T, m Message) {
		stories, err := d.Decode(m)
		if err != nil {
			if !errors.As(err, new(*Error)) || len(stories) > 0 || !utf8.ValidString(err.Error()) {
				t.Fatalf("%d stories and %v", len(stories), err)
			}
			return
		}
		for _, s := range stories {
			check(t, s, own, strict)
		}
	}
}

// checkG2: the item is a line of XML that a strict parser takes, within the
// bounds of our own.
func checkG2(t *testing.T, s *story.Story) {
	item, err := Encode(s, someTags(s), g2Options)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(item, "\r\n\u0085\u2028\u2029") {
		t.Fatalf("there is a line break in %s", item)
	}
	if _, err := readXML(item, true); err != nil && !errors.As(err, new(*boundError)) {
		t.Fatalf("%v\n%s", err, item)
	}
}

func check(t *testing.T, s *story.Story, own, strict *jsonschema.Schema) {
	checkG2(t, s)
	if s.Change.Kind == "" || s.RawHash == "" {
		t.Fatalf("no change or no hash: %+v", s)
	}
	if s.URI == "" || s.Revision == "" || s.Format == "" || s.Item == nil || s.Tombstone() && len(s.Fields) > 0 {
		t.Fatalf("an incomplete story: %+v", s)
	}
	for _, f := range s.Fields {
		if !utf8.ValidString(f.Text) || f.Text == "" {
			t.Fatalf("field %s: %q", f.Name, f.Text)
		}
	}
	tags := someTags(s)
	record, err := Encode(s, tags, EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(record) {
		t.Fatalf("not UTF-8: %q", record)
	}
	mustValidate(t, own, record)
	if strict != nil {
		r, err := Encode(s, tags, EncodeOptions{Strict: true})
		if err != nil {
			t.Fatal(err)
		}
		mustValidate(t, strict, r)
	}
	// The offsets of tags count in what the reader of the record sees.
	var back struct {
		Enrichment struct{ Text map[string]string }
	}
	if err := json.Unmarshal(record, &back); err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Fields {
		if back.Enrichment.Text[f.Name] != f.Text {
			t.Fatalf("%s is %q, in the record %q", f.Name, f.Text, back.Enrichment.Text[f.Name])
		}
	}
}

func fuzzFormat(f *testing.F, format string) {
	seeds(f)
	check := newChecker(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, Message{Subject: "wire.raw.fuzz.x", Data: data, Header: map[string][]string{FormatHeader: {format}}})
	})
}

func FuzzNinjs(f *testing.F)    { fuzzFormat(f, NINJS) }
func FuzzAPMedia(f *testing.F)  { fuzzFormat(f, APMedia) }
func FuzzNewsMLG2(f *testing.F) { fuzzFormat(f, NewsMLG2) }
func FuzzNewsML1(f *testing.F)  { fuzzFormat(f, NewsML1) }
func FuzzDPA(f *testing.F)      { fuzzFormat(f, DPA) }
func FuzzReuters(f *testing.F)  { fuzzFormat(f, Reuters) }
func FuzzIPTC7901(f *testing.F) { fuzzFormat(f, IPTC7901) }
func FuzzANPA(f *testing.F)     { fuzzFormat(f, ANPA) }
func FuzzRSS(f *testing.F)      { fuzzFormat(f, RSS) }
func FuzzArticle(f *testing.F)  { fuzzFormat(f, HTML) }
func FuzzMIME(f *testing.F)     { fuzzFormat(f, MIME) }
func FuzzNITF(f *testing.F)     { fuzzFormat(f, NITF) }
func FuzzPlain(f *testing.F)    { fuzzFormat(f, Text) }

func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Add([]byte("\xff\xfea\x00b\x00c\x00"))
	check := newChecker(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, Message{Subject: "wire.raw.fuzz.x", Data: data})
		check(t, Message{Subject: "x", Data: data, Header: map[string][]string{"Content-Type": {"text/plain; charset=windows-1251"}}})
	})
}

// FuzzValues puts a value of any kind at every place of ninjs 3.2.
func FuzzValues(f *testing.F) {
	for _, s := range []string{`null`, `true`, `-1`, `1e400`, `""`, `"x"`, `[]`, `[[]]`, `{}`, `[{}]`, `{"name":"x"}`, `[{"name":"x","uri":"urn:x:1","role":"r","value":"v"}]`,
		`{"a":{"name":1},"b":null}`, `{"type":"Point","coordinates":[1,2]}`, `{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}`,
		`{"dates":{"startDate":"2026-01-01T00:00:00Z"}}`, `{"linkedRights":"urn:x:1","encodedRights":"x"}`, `"2026-01-01T00:00:00+0000"`} {
		f.Add(s)
	}
	check := newChecker(f)
	f.Fuzz(func(t *testing.T, value string) {
		if !json.Valid([]byte(value)) {
			return
		}
		var doc bytes.Buffer
		doc.WriteString(`{"uri":"urn:x:1"`)
		add := func(name string) { doc.WriteString(`,"` + name + `":` + value) }
		for _, fd := range ninjs32.fields[1:] {
			add(fd.name)
			add(strings.ToLower(fd.name))
			for _, a := range fd.aliases {
				add(a)
			}
		}
		for _, name := range []string{"headline", "headline_x", "body", "body_text", "body_html", "body_nitf", "description", "description_text",
			"keywords", "guid", "wordcount", "linkedrights", "encodedrights", "altids", "datelinelocation", "bylines", "photographer", "links",
			"foreignkeys", "nitf", "provider", "headline_extended", "description_summary"} {
			add(name)
		}
		doc.WriteString(`}`)
		for _, format := range []string{NINJS, APMedia} {
			check(t, Message{Data: doc.Bytes(), Header: map[string][]string{FormatHeader: {format}}})
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>One<br>two", "<table><tr><td>x", "<script>a</script>b", "&lt;p&gt;", "<nitf><body.content><p>x</body.content>", "<title/>x",
		"<![CDATA[x", "<plaintext>x", "<textarea><p>", "<a\x00b>", "<svg><script>x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD") // as the decoders have it
		out := htmlText(s)
		if !utf8.ValidString(out) {
			t.Fatalf("%q became %q, which is not UTF-8", s, out)
		}
		if strings.Contains(out, "\n\n\n") || strings.Contains(out, "  ") || strings.TrimSpace(out) != out {
			t.Fatalf("%q became %q", s, out)
		}
	})
}
