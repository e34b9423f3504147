package wire

import (
	"encoding/json"
	"strings"
	"testing"
)

// benchStory is a story of 4 KB, with some metadata.
func benchStory(contentType string) []byte {
	paragraph := "The harbour authority of Valparaíso said on Tuesday that repairs to the breakwater would take until March, two months longer than it had planned. "
	body := "VALPARAÍSO, Chile (NW) — " + strings.TrimSpace(strings.Repeat(paragraph, 24))
	if contentType != "text/plain" {
		body = "<p>" + strings.ReplaceAll(body, ". ", ".</p>\n<p>") + "</p>"
	}
	concepts := []any{}
	for _, name := range []string{"ports", "shipping", "Chile", "infrastructure", "weather"} {
		concepts = append(concepts, map[string]any{"name": name, "uri": "http://cv.example.org/" + name, "rel": "about"})
	}
	data, err := json.Marshal(map[string]any{
		"uri": "urn:newsml:nw.example:20260909:port", "type": "text", "version": "2", "versionCreated": "2026-09-09T10:00:00Z",
		"firstCreated": "2026-09-09T09:00:00Z", "pubStatus": "usable", "urgency": 4, "language": "en", "slugline": "CHILE-PORT/",
		"by": "Ana Soto", "located": "Valparaíso", "subjects": concepts,
		"headlines": []any{map[string]any{"role": "main", "value": "Port repairs in Valparaíso take longer"}},
		"bodies":    []any{map[string]any{"role": "main", "contentType": contentType, "value": body}},
	})
	if err != nil {
		panic(err)
	}
	return data
}

func benchmarkDecode(b *testing.B, data []byte, format string) {
	d := newDecoder(b)
	m := Message{Subject: "wire.raw.nw.x", Data: data, Header: map[string][]string{FormatHeader: {format}}}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Decode(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeNinjsPlain(b *testing.B) { benchmarkDecode(b, benchStory("text/plain"), NINJS) }
func BenchmarkDecodeNinjsHTML(b *testing.B)  { benchmarkDecode(b, benchStory("text/html"), NINJS) }

func BenchmarkDecodeText(b *testing.B) {
	s := decodeOne(b, string(benchStory("text/plain")))
	benchmarkDecode(b, []byte(s.Field("body")), Text)
}

func BenchmarkDecodeAPMedia(b *testing.B) {
	item := `{"data":{"item":` + strings.Replace(string(benchStory("text/html")), `"uri":`, `"altids":{"itemid":"1","etag":"1_1"},"uri":`, 1) + `}}`
	benchmarkDecode(b, []byte(item), APMedia)
}

func benchmarkEncode(b *testing.B, o EncodeOptions) {
	s := decodeOne(b, string(benchStory("text/plain")))
	tags := someTags(s)
	for range 5 { // twenty-odd tags, as a story of this size has
		more := someTags(s)
		tags.Entities = append(tags.Entities, more.Entities...)
		tags.Places = append(tags.Places, more.Places...)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Encode(s, tags, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B)       { benchmarkEncode(b, EncodeOptions{}) }
func BenchmarkEncodeStrict(b *testing.B) { benchmarkEncode(b, EncodeOptions{Strict: true}) }

func BenchmarkHTMLText(b *testing.B) {
	s := decodeOne(b, string(benchStory("text/html"))).Item["bodies"].([]any)[0].(map[string]any)["value"].(string)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		htmlText(s)
	}
}
