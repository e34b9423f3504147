package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/config"
	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// wireSamples are the agencies' samples, which lie beside the project.
const wireSamples = root + "/../shared/data/wire"

func TestEverySampleOfTheDemoComesOutAsItShould(t *testing.T) {
	files, err := fs.Glob(samples, "samples/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 12 {
		t.Fatalf("the demo has %d samples, and should have a dozen", len(files))
	}
	tagged := &sampleTagger{t: t, own: ownSchema(t), official: officialSchema(t)}
	for _, file := range files {
		data, err := samples.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := tagged.tag(file, data); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestEverySampleOfTheAgenciesComesOutOrIsRefusedWithAReason(t *testing.T) {
	if _, err := os.Stat(wireSamples); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there: the samples belong to the agencies and lie beside the project", wireSamples)
	}
	tagged := &sampleTagger{t: t, own: ownSchema(t), official: officialSchema(t)}
	for _, dir := range []string{
		"ninjs", "ap-media-api", "dpa-digitalwires", "newsml-g2", "newsml-1", "nitf", "iptc7901", "anpa-1312", "text-other",
	} {
		files, err := filepath.Glob(filepath.Join(wireSamples, dir, "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no samples in %s: %v", dir, err)
		}
		refused := 0
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := tagged.tag(file, data); err != nil {
				refused++
				t.Logf("%s is refused: %v", filepath.Base(file), err)
			}
		}
		t.Logf("%-14s %3d files, %3d decoded, %3d refused", dir, len(files), len(files)-refused, refused)
		if refused > len(files)/10 {
			t.Errorf("%s: %d of %d samples are refused", dir, refused, len(files))
		}
	}
}

// sampleTagger tags samples and holds what is promised of every record.
type sampleTagger struct {
	t             *testing.T
	own, official *jsonschema.Schema // official is nil where it is not at hand
	tagger        *tagger
}

// tag returns why a sample is refused; a record that breaks a promise fails
// the test.
func (s *sampleTagger) tag(file string, data []byte) error {
	s.t.Helper()
	if s.tagger == nil {
		cfg, _, err := config.Load(config.Sources{Formats: wire.Formats()})
		if err != nil {
			s.t.Fatal(err)
		}
		e, err := newEnricher(cfg)
		if err != nil {
			s.t.Fatal(err)
		}
		if s.tagger, err = newTagger(e, "", "", encodeOptions(cfg), newApp(nil, nil, nil).logger("text")); err != nil {
			s.t.Fatal(err)
		}
	}
	name := filepath.Base(file)
	for _, strict := range []bool{false, true} {
		s.tagger.encode.Strict = strict
		records, err := s.tagger.records(s.t.Context(), data)
		if err != nil {
			var wrong *wire.Error
			if !errors.As(err, &wrong) {
				s.t.Errorf("%s: %v", name, err)
			}
			return err
		}
		for _, r := range records {
			schema := s.own
			if strict {
				schema = s.official
			}
			if err := valid(schema, r); err != nil {
				s.t.Errorf("%s, strict %v: %v", name, strict, err)
			}
			if err := offsetsFit(r); err != nil {
				s.t.Errorf("%s: %v", name, err)
			}
		}
	}
	return nil
}

// valid reports what of a record the schema does not allow; nil allows all.
func valid(schema *jsonschema.Schema, record []byte) error {
	if schema == nil {
		return nil
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}

// offsetsFit holds text[start:end] == mention.text for every span of a record.
func offsetsFit(record []byte) error {
	var r struct {
		PubStatus  story.Status
		Enrichment *story.Tags
	}
	if err := json.Unmarshal(record, &r); err != nil || r.Enrichment == nil {
		return err
	}
	tags := r.Enrichment
	var spans []story.Span
	for _, e := range tags.Entities {
		for _, m := range e.Mentions {
			spans = append(spans, m.Span)
		}
	}
	for _, p := range tags.Places {
		for _, m := range p.Mentions {
			spans = append(spans, m.Span)
		}
	}
	for _, topic := range tags.Topics {
		if len(topic.Evidence) == 0 {
			return fmt.Errorf("topic %s has no evidence", topic.Name)
		}
		spans = append(spans, topic.Evidence...)
	}
	if len(spans) > 0 && (r.PubStatus == story.Canceled || r.PubStatus == story.Withheld) {
		return fmt.Errorf("a tombstone has tags")
	}
	for _, s := range spans {
		runes := []rune(tags.Text[s.Field])
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End || string(runes[s.Start:s.End]) != s.Text {
			return fmt.Errorf("%s[%d:%d] is not %q", s.Field, s.Start, s.End, s.Text)
		}
	}
	return nil
}

func ownSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	return compile(t, map[string][]byte{wire.SchemaID: wire.RecordSchema()}, wire.SchemaID)
}

// officialSchema is IPTC's, or nil where it is not at hand.
func officialSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(wireSamples, "schema", name))
		if err != nil {
			return nil
		}
		return data
	}
	ninjs, geo := read("ninjs-schema_3.2.json"), read("GeoJSON-schema.json")
	if ninjs == nil || geo == nil {
		return nil
	}
	const id = "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json"
	return compile(t, map[string][]byte{id: ninjs, "https://geojson.org/schema/GeoJSON.json": geo}, id)
}

func compile(t *testing.T, docs map[string][]byte, id string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseLoader(jsonschema.SchemeURLLoader{})
	for url, data := range docs {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(strings.TrimSuffix(url, "#"), doc); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
