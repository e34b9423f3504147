package wire

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/enrich/story"
)

func demoSamples(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "cmd", "dateline", "samples", "*"))
	if err != nil || len(files) < 12 {
		t.Fatalf("%d samples of the demo, %v", len(files), err)
	}
	return files
}

func TestDemoSamplesShowEveryFormatACorrectionAndAKill(t *testing.T) {
	own := ownSchema(t)
	formats, versions, ids := map[string]int{}, map[string]int{}, map[string]bool{}
	canceled, html := 0, 0
	for _, path := range demoSamples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		stories, err := newDecoder(t).Decode(Message{Subject: "wire.raw.demo.x", Data: data})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		s := stories[0]
		formats[s.Format]++
		versions[s.URI]++
		if id := MessageID(s); ids[id] {
			t.Errorf("%s has the id of another", path)
		} else {
			ids[id] = true
		}
		if s.Tombstone() {
			canceled++
			continue
		}
		if words := len(strings.Fields(s.Field(story.Body))); words < 120 || words > 350 || s.Field(story.Headline) == "" {
			t.Errorf("%s: a body of %d words, headline %q", path, words, s.Field(story.Headline))
		}
		if bodies, _ := s.Item["bodies"].([]any); bodies[0].(map[string]any)["value"] != s.Field(story.Body) {
			html++
		}
		record, err := Encode(s, someTags(s), EncodeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		mustValidate(t, own, record)
	}
	again := 0
	for _, n := range versions {
		again += n - 1
	}
	if formats[NINJS] < 3 || formats[APMedia] < 2 || formats[Text] < 2 || canceled != 1 || again != 2 || html < 3 {
		t.Errorf("formats %v, %d canceled, %d later versions, %d in markup", formats, canceled, again, html)
	}
}

func TestDemoSamplesAreValidInTheVersionOfNinjsTheyName(t *testing.T) {
	checked := 0
	for _, path := range demoSamples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var head struct {
			Standard, Dollar struct{ Version, Schema string }
		}
		data = bytes.Replace(data, []byte(`"$standard"`), []byte(`"dollar"`), 1)
		if filepath.Ext(path) != ".json" || json.Unmarshal(data, &head) != nil {
			continue
		}
		data = bytes.Replace(data, []byte(`"dollar"`), []byte(`"$standard"`), 1)
		standard := head.Standard
		if standard.Version == "" {
			standard = head.Dollar
		}
		if standard.Version == "" {
			continue
		}
		s := compileSchema(t, standard.Schema, map[string]string{
			standard.Schema: filepath.Join(samplesDir, "schema", "ninjs-schema_"+standard.Version+".json"),
			"https://geojson.org/schema/GeoJSON.json": filepath.Join(samplesDir, "schema", "GeoJSON-schema.json"),
		})
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		checked++
	}
	if checked < 8 {
		t.Errorf("only %d samples name a version", checked)
	}
}
