package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func TestRulesThatNobodyCouldMeanAreRefusedByName(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		want string
	}{
		{Rule{Subject: "wire.raw.>", Format: "newsml"}, `no format is called "newsml"; there are ninjs, ap-media, dpa, `},
		{Rule{Subject: "wire.raw.>", Format: ""}, `no format is called ""`},
		{Rule{Subject: "", Format: "ninjs"}, "subject pattern is empty"},
		{Rule{Subject: "wire..ap", Format: "ninjs"}, `"wire..ap" has an empty token`},
		{Rule{Subject: "wire.>.ap", Format: "ninjs"}, "must be the last token"},
		{Rule{Subject: "wire.ap*", Format: "ninjs"}, `not for a part as in "ap*"`},
		{Rule{Subject: "wire. ap", Format: "ninjs"}, "white space"},
		{Rule{Subject: "wire.ap", Format: "iptc7901", Charset: "latin-99"}, `charset "latin-99" is not known`},
	} {
		_, err := NewDecoder(Options{Rules: []Rule{{Subject: "wire.raw.ok", Format: "text"}, c.rule}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "format rule 2") {
			t.Errorf("%+v: %v, want %q", c.rule, err, c.want)
		}
	}
}

func TestPatternsMatchAsInNATS(t *testing.T) {
	for _, c := range []struct {
		pattern, subject string
		want             bool
	}{
		{"wire.raw.>", "wire.raw.ap.politics", true},
		{"wire.raw.>", "wire.raw", false},
		{"wire.*.ap", "wire.raw.ap", true},
		{"wire.*.ap", "wire.raw.ap.x", false},
		{"wire.*", "wire", false},
		{"wire.raw", "wire.raw", true},
		{"wire.raw", "wire.rawer", false},
		{">", "x", true},
		{">", "", false},
		{"*", "", false},
	} {
		if have := matches(c.pattern, c.subject); have != c.want {
			t.Errorf("%s on %s: %v", c.pattern, c.subject, have)
		}
	}
}

func TestSourceIsTheTokenAfterThePrefix(t *testing.T) {
	for _, c := range [][3]string{
		{"wire.raw", "wire.raw.ap.politics", "ap"}, {"wire.raw", "wire.raw.ap", "ap"}, {"wire.raw", "wire.raw", ""},
		{"wire.raw", "wire.rawhide.ap", ""}, {"", "ap.x", "ap"}, {"wire.raw", "other.ap", ""},
	} {
		if have := source(channel(c[0], c[1])); have != c[2] {
			t.Errorf("source(%q, %q) = %q, want %q", c[0], c[1], have, c[2])
		}
	}
}

func TestFormatIsChosenByHeaderThenRuleThenLook(t *testing.T) {
	d, err := NewDecoder(Options{SourcePrefix: "wire.raw", Rules: []Rule{{Subject: "wire.raw.ap.>", Format: APMedia}, {Subject: "wire.raw.txt", Format: Text}, {Subject: "wire.raw.*", Format: NINJS}}})
	if err != nil {
		t.Fatal(err)
	}
	const ninjs, ap, text = `{"uri":"urn:x:1","headline":"One two three"}`, `{"item":{"uri":"urn:x:1","headline":"One"}}`, "PARIS (NW) - Text."
	for _, c := range []struct {
		name, subject, header, value, data, want string
	}{
		{"Dateline-Format counts first", "wire.raw.ap.us", "Dateline-Format", "text", ap, Text},
		{"in any case", "wire.raw.ap.us", "dateline-format", "NINJS", ninjs, NINJS},
		{"a media type of a format counts", "wire.raw.ap.us", "Content-Type", "application/vnd.iptc.ninjs+json; charset=utf-8", ninjs, NINJS},
		{"text/plain counts", "wire.raw.nw", "content-type", "text/plain;charset=us-ascii", ninjs, Text},
		{"application/json leaves it to the rule", "wire.raw.ap.us", "Content-Type", "application/json", ap, APMedia},
		{"application/json overrules a rule of text", "wire.raw.txt", "Content-Type", "application/json", ap, APMedia},
		{"application/json and no rule is looked at", "wire.x.y", "Content-Type", "application/json", ap, APMedia},
		{"a type that says nothing is passed over", "wire.raw.txt", "Content-Type", "application/octet-stream", text, Text},
		{"the rule counts", "wire.raw.txt", "", "", ninjs, Text},
		{"else the data are looked at: ninjs", "wire.x.y", "", "", "\ufeff \r\n" + ninjs, NINJS},
		{"else the data are looked at: AP", "wire.x.y", "", "", ap, APMedia},
		{"else the data are looked at: text", "wire.x.y", "", "", text, Text},
		{"text may begin with a bracket", "wire.x.y", "", "", "[URGENT] Ferry aground off Samos", Text},
		{"text may begin with a brace", "wire.x.y", "", "", "{Eds: holds for release} Ferry", Text},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := d.Decode(Message{Subject: c.subject, Header: map[string][]string{c.header: {c.value}}, Data: []byte(c.data)})
			if err != nil {
				t.Fatal(err)
			}
			if s[0].Format != c.want {
				t.Errorf("read as %s, want %s", s[0].Format, c.want)
			}
		})
	}
}

func TestWhatHoldsNoStoryIsRefusedInPlainWords(t *testing.T) {
	for _, c := range []struct {
		name, format, data, want string
	}{
		{"nothing", "", "", "the message is empty"},
		{"white space", "text", " \r\n\t\n", "text: the message is empty"},
		{"a byte order mark", "", "\ufeff", "the message is empty"},
		{"a comma too many", "ninjs", "{\n  \"uri\": \"urn:x:1\",\n  \"é\": 1,}", "ninjs: line 3, column 10: invalid character '}'"},
		{"a raw line break in a string", "", "{\"headline\": \"One\nTwo\"}", "json: line 1, column 18: invalid character '\\n' in string literal"},
		{"JSON cut off", "ninjs", `{"uri": "urn:x:1", "headl`, "ninjs: line 1, column 26: the JSON ends in the middle"},
		{"two values", "ninjs", `{"uri": "urn:x:1"}` + "\n" + `{"uri": "urn:x:2"}`, "ninjs: line 2, column 1: there is more after the end"},
		{"a string", "ninjs", `"headline"`, "ninjs: a story is a JSON object; this is a string"},
		{"a number", "ap-media", `5`, "ap-media: a response is a JSON object; this is a number"},
		{"null", "ninjs", `null`, "this is null"},
		{"an empty object", "", `{}`, "ninjs: nothing in it identifies a story"},
		{"an error instead of a story", "", `{"error": "over quota"}`, "nothing in it identifies a story: no uri, no headline and no text"},
		{"a JSON schema", "", `{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://x.example/#", "type": "object", "title": "T", "properties": {"headline": {"type": "string"}}}`, "nothing in it identifies"},
		{"only blanks", "ninjs", `{"uri": " ", "headline": "", "body_text": " \n"}`, "nothing in it identifies"},
		{"an empty array", "ninjs", `[]`, "the array is empty"},
		{"an array of numbers", "ninjs", `[{"uri":"urn:x:1"}, 2]`, "item 2 of the array is a number"},
		{"one bad item", "", `[{"uri":"urn:x:1"}, {"bad":1}]`, "ninjs: item 2: nothing in it identifies"},
		{"AP read as ninjs", "ninjs", `{"data": {"item": {"uri": "urn:x:1"}}}`, "it looks like AP Media API JSON, which is the format ap-media"},
		{"AP without an item", "ap-media", `{"data": {"meta": {}}}`, "ap-media: data has no item in it"},
		{"AP with a number for an item", "ap-media", `{"data": {"items": [7]}}`, "data.items: item 1 is a number"},
		{"AP without items", "", `{"data": {"items": []}}`, "ap-media: there is no item in it"},
		{"XML of another kind", "", "<?xml version='1.0'?><invoice/>", "this looks like XML that begins with <invoice>"},
		{"XML that ends in the middle", "", "<?xml version='1.0'?>\n<newsItem><itemMeta>", "newsml-g2: line 2: the XML ends in the middle"},
		{"a concept and no story", "", "<conceptItem guid='x'/>", "there is no story in it, but a conceptItem"},
		{"a message without items", "", "<newsMessage><itemSet/></newsMessage>", "the message has no item in it"},
		{"elements too deep", "nitf", strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300), "nitf: the document has elements more than 200 deep"},
		{"an empty item", "", "<newsItem/>", "newsml-g2: nothing in it identifies a story"},
		{"a JPEG", "text", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00", "text: this is binary data"},
		{"gzip", "", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01\x02\x00\x00", "text: this is binary data"},
		{"nested deeper than any reader goes", "ninjs", strings.Repeat("[", 20000), "exceeded max depth"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Message{Data: []byte(c.data)}
			if c.format != "" {
				m.Header = map[string][]string{FormatHeader: {c.format}}
			}
			stories, err := newDecoder(t).Decode(m)
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, %d stories; want an error with %q", err, len(stories), c.want)
			}
		})
	}
	_, err := newDecoder(t).Decode(Message{Header: map[string][]string{FormatHeader: {"newsml"}}, Data: []byte("x")})
	if want := `header Dateline-Format: no format is called "newsml"`; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

func TestTextArrivesWholeInWhateverCharset(t *testing.T) {
	for _, c := range []struct {
		name, contentType, data, want, warning string
	}{
		{"UTF-8", "", "MÁLAGA (NW) — ¿Qué?", "MÁLAGA (NW) — ¿Qué?", ""},
		{"a byte order mark is no text", "", "\ufeffMÁLAGA (NW) — Sí.", "MÁLAGA (NW) — Sí.", ""},
		{"line breaks stay", "", "OSLO (NW) -\r\n\r\nText.\r\n", "OSLO (NW) -\r\n\r\nText.\r\n", ""},
		{"Latin-1, declared", "text/plain; charset=ISO-8859-1", "M\xc1LAGA (NW) - S\xed.", "MÁLAGA (NW) - Sí.", ""},
		{"Windows-1252, undeclared", "text/plain", "M\xc1LAGA (NW) \x97 S\xed.", "MÁLAGA (NW) — Sí.", "the bytes are not UTF-8 and no charset is declared: read as Windows-1252"},
		{"UTF-8 with a bad byte", "", "MÁLAGA (NW) \xff Sí.", "MÁLAGA (NW) \uFFFD Sí.", "bytes that are not UTF-8 were replaced"},
		{"declared UTF-8 that is not", "text/plain; charset=utf-8", "MALAGA (NW) \xff.", "MALAGA (NW) \uFFFD.", "bytes that are not UTF-8 were replaced"},
		{"UTF-8, declared as something else", "text/plain; charset=us-ascii", "MÁLAGA (NW) - Sí.", "MÁLAGA (NW) - Sí.", "declared as us-ascii, but it is UTF-8"},
		{"Cyrillic", "text/plain; charset=windows-1251", "\xcc\xce\xd1\xca\xc2\xc0 (NW) - \xc4\xe0.", "МОСКВА (NW) - Да.", ""},
		{"UTF-16 with its mark", "text/plain", "\xff\xfeO\x00s\x00l\x00o\x00.\x00", "Oslo.", ""},
		{"a stray NUL", "text/plain", "OSLO (NW) - A long enough text with one\x00of them.", "OSLO (NW) - A long enough text with one\x00of them.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Message{Data: []byte(c.data)}
			if c.contentType != "" {
				m.Header = map[string][]string{"Content-Type": {c.contentType}}
			}
			stories, err := newDecoder(t).Decode(m)
			if err != nil {
				t.Fatal(err)
			}
			if have := stories[0].Field(story.Body); have != c.want {
				t.Errorf("body %q, want %q", have, c.want)
			}
			if have := strings.Join(stories[0].Warnings, "; "); have != c.warning {
				t.Errorf("warnings %q, want %q", have, c.warning)
			}
			record, err := Encode(stories[0], nil, EncodeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			mustValidate(t, ownSchema(t), record)
		})
	}
	_, err := newDecoder(t).Decode(Message{Header: map[string][]string{"Content-Type": {"text/plain; charset=klingon"}}, Data: []byte("x\xff")})
	if want := `text: charset "klingon" is not known`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestPlainTextOfJSONIsTakenByteForByte(t *testing.T) {
	for _, body := range []string{
		"LISBON (NW) —  two  blanks \r\n\ttab\u00a0and\u2028more ", "\u0000NUL", "\U0001F600 \u200d e\u0301", "<p>not markup</p>", " ",
		"lone \uFFFD",
	} {
		doc := map[string]any{"uri": "urn:x:1", "headlines": []any{map[string]any{"value": "A < b & c"}},
			"bodies": []any{map[string]any{"role": "main", "contentType": "text/plain", "value": body}}}
		data, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		stories, err := newDecoder(t).Decode(Message{Data: data})
		if err != nil {
			t.Fatal(err)
		}
		s := stories[0]
		if strings.TrimSpace(body) != "" && s.Field(story.Body) != body || s.Field(story.Headline) != "A < b & c" {
			t.Errorf("%q became %q", body, s.Fields)
		}
		record, err := Encode(s, nil, EncodeOptions{Strict: true})
		if err != nil {
			t.Fatal(err)
		}
		var back struct{ Bodies []struct{ Value string } }
		if err := json.Unmarshal(record, &back); err != nil || back.Bodies[0].Value != body {
			t.Errorf("%q is %q in the record (%v)", body, back.Bodies[0].Value, err)
		}
	}
}

func TestLoneSurrogatesAndDuplicateKeysAreRead(t *testing.T) {
	stories, err := newDecoder(t).Decode(Message{Data: []byte(`{"uri":"urn:x:1","uri":"urn:x:2","headline":"a \ud83d b"}`)})
	if err != nil {
		t.Fatal(err)
	}
	if s := stories[0]; s.URI != "urn:x:2" || s.Field(story.Headline) != "a \uFFFD b" {
		t.Errorf("%s %q", s.URI, s.Fields)
	}
}

func TestStoriesWithinStoriesEndSomewhere(t *testing.T) {
	deep := bytes.Repeat([]byte(`{"uri":"urn:x:1","associations":[`), 3000)
	data := append(deep, bytes.Repeat([]byte(`]}`), 3000)...)
	stories, err := newDecoder(t).Decode(Message{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	record, err := Encode(stories[0], nil, EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	mustValidate(t, ownSchema(t), record)
}
