package config

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compileSchema(t *testing.T) (*jsonschema.Schema, map[string]any) {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("draft %d", s.DraftVersion)
	}
	return s, doc.(map[string]any)
}

// instance is YAML as a schema sees it.
func instance(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDefaultsAreValidByTheSchema(t *testing.T) {
	s, _ := compileSchema(t)
	if err := s.Validate(instance(t, Default())); err != nil {
		t.Error(err)
	}
}

func TestTheSchemaAgreesWithLoad(t *testing.T) {
	s, _ := compileSchema(t)
	for _, path := range yamlFiles(t, "good") {
		doc := instance(t, readAll(t, path))
		if doc == nil {
			continue // an empty file has nothing to validate
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s loads, but the schema refuses it: %v", path, err)
		}
	}
	for _, path := range yamlFiles(t, "bad") {
		// The YAML library gives a plain number what a tag makes text.
		if filepath.Base(path) == "tag.yaml" {
			continue
		}
		if err := s.Validate(instance(t, readAll(t, path))); err == nil {
			t.Errorf("%s does not load, but the schema takes it", path)
		}
	}
}

func TestEveryKeyOfTheSchemaIsDescribedAndHasItsDefault(t *testing.T) {
	_, doc := compileSchema(t)
	for _, f := range fields(defaultConfig(t)) {
		at := doc
		for part := range strings.SplitSeq(f.key, ".") {
			properties, _ := at["properties"].(map[string]any)
			at, _ = properties[part].(map[string]any)
			if at["description"] == nil || at["description"] == "" {
				t.Fatalf("%s: no description of %s", f.key, part)
			}
		}
		want, err := json.Marshal(f.value.Interface())
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(at["default"])
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%s: default %s, want %s", f.key, got, want)
		}
		if words := strings.Fields(f.tag.Get("oneof")); len(words) > 0 {
			if enum, _ := at["enum"].([]any); len(enum) != len(words) {
				t.Errorf("%s: enum %v, want %v", f.key, enum, words)
			}
		}
	}
}
