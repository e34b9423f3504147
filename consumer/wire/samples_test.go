package wire

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func newDecoder(t testing.TB) *Decoder {
	t.Helper()
	d, err := NewDecoder(Options{SourcePrefix: "wire.raw"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// someTags are tags of every sort, as the taggers make them.
func someTags(s *story.Story) *story.Tags {
	lat, lon := 38.71667, -9.13333
	t := &story.Tags{Engine: story.Engine{Name: "dateline", Version: "0.0.0"}, Text: map[string]string{}}
	for _, f := range s.Fields {
		t.Text[f.Name] = f.Text
	}
	if !s.Taggable() {
		return t
	}
	span := story.Span{Field: s.Fields[0].Name, Start: 0, End: 1, Text: string([]rune(s.Fields[0].Text)[:1])}
	at := []story.Mention{{Span: span}}
	t.Dateline = &story.Dateline{Raw: "LISBON (NW) —", Place: "https://sws.geonames.org/2267057/", Credit: "NW"}
	t.Entities = []story.Entity{
		{Type: story.Person, Name: "António Guterres", URI: "http://www.wikidata.org/entity/Q311440", Relevance: 80, Confidence: 97, Mentions: at},
		{Type: story.Organisation, Name: "Example Corp.", Relevance: 20, Confidence: 60, Mentions: at},
		{Type: story.Other, Name: "Brexit", Relevance: 10, Confidence: 50},
	}
	t.Places = []story.Place{
		{Name: "Lisbon", URI: "https://sws.geonames.org/2267057/", Role: story.RoleFocus, CountryCode: "PT", Lat: &lat, Lon: &lon, Relevance: 90, Confidence: 99, Mentions: at},
		{Name: "Nowhere", Role: story.RoleMention, Relevance: 1, Confidence: 30, Mentions: at},
	}
	t.Topics = []story.Topic{{URI: "http://cv.iptc.org/newscodes/mediatopic/11000000", Name: "politics and government", Path: []string{"11000000"}, Relevance: 90, Confidence: 88, Evidence: []story.Span{span}}}
	return t
}

func TestEveryExampleDecodesAndItsRecordsValidateOrIsRefusedWithAReason(t *testing.T) {
	own, ninjs := ownSchema(t), official(t)
	var files []string
	found, err := filepath.Glob(filepath.Join(samplesDir, "example", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, found...)
	if len(files) < 4 {
		t.Fatalf("only %d examples", len(files))
	}
	refused := []string{"extension-schema.json"} // no story, as its name says
	d := newDecoder(t)
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			stories, err := d.Decode(Message{Subject: "wire.raw.sample.all", Data: data})
			if slices.Contains(refused, name) {
				if !errors.As(err, new(*Error)) {
					t.Fatalf("decoded, but it is no story: %v", stories)
				}
				t.Logf("refused: %v", err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range stories {
				t.Logf("%-9s %-10s %-9s %d fields, %d characters, %s\n   warnings: %s", s.Format, s.Type, s.Status, len(s.Fields),
					len(s.Field(story.Headline)+s.Field(story.Body)), s.URI, strings.Join(s.Warnings, "; "))
				record, err := Encode(s, someTags(s), EncodeOptions{})
				if err != nil {
					t.Fatal(err)
				}
				mustValidate(t, own, record)
				strict, err := Encode(s, someTags(s), EncodeOptions{Strict: true})
				if err != nil {
					t.Fatal(err)
				}
				mustValidate(t, ninjs, strict)
			}
		})
	}
}
