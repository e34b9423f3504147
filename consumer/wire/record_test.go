package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func decodeOne(t testing.TB, data string) *story.Story {
	t.Helper()
	stories, err := newDecoder(t).Decode(Message{Subject: "wire.raw.nw.x", Data: []byte(data)})
	if err != nil {
		t.Fatal(err)
	}
	return stories[0]
}

func encode(t testing.TB, s *story.Story, tags *story.Tags, o EncodeOptions) map[string]any {
	t.Helper()
	record, err := Encode(s, tags, o)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(record, &m); err != nil {
		t.Fatalf("%v\n%s", err, record)
	}
	return m
}

func encodeStrict(t testing.TB, s *story.Story, tags *story.Tags) map[string]any {
	t.Helper()
	return encode(t, s, tags, EncodeOptions{Strict: true})
}

const tagged = `{"uri":"urn:x:1","headline":"One two","body_text":"Text.",
	"people":[{"name":"António Guterres","uri":"http://www.wikidata.org/entity/Q311440"}],
	"organisations":[{"name":"EXAMPLE Corp."}],
	"subjects":[{"name":"Lisbon","uri":"https://sws.geonames.org/2267057/","creator":"urn:other"},{"name":"x"}]}`

func TestTheSourcesTagsAreKeptAndOursStandBesideThem(t *testing.T) {
	s := decodeOne(t, tagged)
	m := encode(t, s, someTags(s), EncodeOptions{Strict: true, Creator: "urn:dateline:1.2.3"})
	var ours, theirs []string
	for _, v := range m["subjects"].([]any) {
		sub := v.(map[string]any)
		if sub["creator"] == "urn:dateline:1.2.3" {
			ours = append(ours, sub["name"].(string)+" "+sub["rel"].(string))
			if sub["relevance"] == nil || sub["confidence"] == nil {
				t.Errorf("%v has no relevance or confidence", sub)
			}
		} else {
			theirs = append(theirs, sub["name"].(string))
		}
	}
	if want := []string{"politics and government about", "António Guterres about", "Example Corp. mentions", "Brexit mentions", "Lisbon about", "Nowhere mentions"}; !slices.Equal(ours, want) {
		t.Errorf("ours are %q", ours)
	}
	if want := []string{"Lisbon", "x"}; !slices.Equal(theirs, want) {
		t.Errorf("theirs are %q", theirs)
	}
	for list, want := range map[string]int{"people": 1, "organisations": 1, "places": 2} {
		if have := len(m[list].([]any)); have != want {
			t.Errorf("%d %s, want %d", have, list, want)
		}
	}
	lisbon := m["places"].([]any)[0].(map[string]any)
	if !reflect.DeepEqual(lisbon["geoJSON"], map[string]any{"type": "Point", "coordinates": []any{-9.13333, 38.71667}}) {
		t.Errorf("Lisbon is at %v", lisbon["geoJSON"])
	}
	if nowhere := m["places"].([]any)[1].(map[string]any); nowhere["uri"] != nil || nowhere["geoJSON"] != nil {
		t.Errorf("an unresolved place is somewhere: %v", nowhere)
	}
}

func TestEncodeChangesNeitherStoryNorTags(t *testing.T) {
	s := decodeOne(t, tagged)
	tags := someTags(s)
	before, _ := json.Marshal([]any{s, tags})
	encode(t, s, tags, EncodeOptions{})
	if after, _ := json.Marshal([]any{s, tags}); !bytes.Equal(before, after) {
		t.Errorf("before %s\nafter %s", before, after)
	}
}

func TestTheSameStoryIsTheSameBytes(t *testing.T) {
	var first []byte
	for range 20 {
		s := decodeOne(t, tagged)
		record, err := Encode(s, someTags(s), EncodeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = record
		}
		if !bytes.Equal(first, record) {
			t.Fatalf("%s\n%s", first, record)
		}
	}
	if !bytes.HasPrefix(first, []byte(`{"uri":"urn:x:1","headlines":`)) || !bytes.Contains(first, []byte(`}},"enrichment":{"engine"`)) && !bytes.Contains(first, []byte(`},"enrichment":{"engine"`)) {
		t.Errorf("order of properties: %s", first)
	}
}

func TestARecordReadAgainIsTheSameRecord(t *testing.T) {
	s := decodeOne(t, tagged)
	first, err := Encode(s, someTags(s), EncodeOptions{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	again := decodeOne(t, string(first))
	second, err := Encode(again, someTags(again), EncodeOptions{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Errorf("%s\n%s", first, second)
	}
}

func TestATombstoneSaysWhichStoryAndWhyAndNoMore(t *testing.T) {
	s := decodeOne(t, `{"uri":"urn:x:1","type":"text","version":"3","pubstatus":"withheld","ednote":"HOLD","slugline":"S","headline":"H",
		"body_text":"B","description_text":"D","by":"X","subject":[{"name":"n"}],"renditions":{"m":{"href":"http://x.example/"}},"guid":"g","language":"en"}`)
	tags := someTags(&story.Story{Fields: []story.Field{{Name: "body", Text: "B"}}}) // somebody tagged it all the same
	m := encode(t, s, tags, EncodeOptions{})
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	if want := []string{"altIds", "edNote", "enrichment", "language", "pubStatus", "slugline", "standard", "type", "uri", "version"}; !slices.Equal(names, want) {
		t.Errorf("a tombstone has %q", names)
	}
	want := map[string]any{"engine": map[string]any{"name": "dateline", "version": "0.0.0"}, "entities": []any{}, "places": []any{}, "topics": []any{},
		"change": map[string]any{"kind": "kill", "evidence": "pubStatus withheld"}}
	if !reflect.DeepEqual(m["enrichment"], want) {
		t.Errorf("its enrichment is %v", m["enrichment"])
	}
	if _, ok := encode(t, s, tags, EncodeOptions{Strict: true})["enrichment"]; ok {
		t.Error("a strict tombstone has an enrichment")
	}
}

func TestAStoryWithoutTagsHasAnEmptyEnrichment(t *testing.T) {
	m := encode(t, decodeOne(t, `{"uri":"urn:x:1"}`), nil, EncodeOptions{Creator: "urn:dateline:1.2.3"})
	want := map[string]any{"engine": map[string]any{"name": "dateline", "version": "1.2.3"}, "entities": []any{}, "places": []any{}, "topics": []any{},
		"change": map[string]any{"kind": "new"}}
	if !reflect.DeepEqual(m["enrichment"], want) {
		t.Errorf("%v", m["enrichment"])
	}
}

func TestOddTagsDoNotMakeAnInvalidRecord(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	s := decodeOne(t, tagged)
	tags := &story.Tags{
		Entities: []story.Entity{{Type: story.Person, Name: "bad \xff UTF-8 \x00", URI: "http://x.example/", Relevance: 400, Confidence: -3}},
		Places:   []story.Place{{Name: "", Role: story.RoleFocus, Relevance: 101}},
		Topics:   []story.Topic{{URI: "http://x.example/t", Name: "t"}},
	}
	record, err := Encode(s, tags, EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	mustValidate(t, ownSchema(t), record)
	tags.Places = []story.Place{{Name: "Nowhere", Lat: &nan, Lon: &inf}}
	if nowhere := encodeStrict(t, s, tags)["places"].([]any)[0].(map[string]any); nowhere["geoJSON"] != nil {
		t.Errorf("a place that is nowhere is at %v", nowhere["geoJSON"])
	}
}

func TestAForeignValueInAStoryIsAnError(t *testing.T) {
	if _, err := Encode(&story.Story{URI: "urn:x:1", Item: map[string]any{"title": struct{}{}}}, nil, EncodeOptions{}); err == nil {
		t.Error("no error")
	}
}

func TestARecordIsOneLineToEveryReader(t *testing.T) {
	stories, err := newDecoder(t).Decode(Message{Data: []byte("{\"uri\":\"urn:x:1\",\"headline\":\"One\u0085two\u2028three\u2029four\"}")})
	if err != nil {
		t.Fatal(err)
	}
	for _, strict := range []bool{false, true} {
		record, err := Encode(stories[0], someTags(stories[0]), EncodeOptions{Strict: strict})
		if err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexAny(string(record), "\n\r\v\f\u0085\u2028\u2029"); i >= 0 {
			t.Errorf("strict %v: a line break at %d", strict, i)
		}
		if !strings.Contains(string(record), `One\u0085two\u2028three`) {
			t.Errorf("strict %v: the text has changed: %s", strict, record)
		}
	}
}
