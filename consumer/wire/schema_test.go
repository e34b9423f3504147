package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// samplesDir is the optional folder of real wire samples beside the project.
var samplesDir = filepath.Join("..", "..", "..", "shared", "data", "wire")

// offline refuses to load what was not given: no test reads the network.
type offline struct{}

func (offline) Load(url string) (any, error) {
	return nil, fmt.Errorf("schema %s was not preloaded", url)
}

func compileSchema(t testing.TB, url string, preload map[string]string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.UseLoader(offline{})
	c.AssertFormat()
	for id, path := range preload {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Skipf("no samples of the wires: %v", err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(id, doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ownSchema(t testing.TB) *jsonschema.Schema {
	return compileSchema(t, SchemaID, map[string]string{SchemaID: filepath.Join("schema", "record-1.json")})
}

// official compiles IPTC's schema of ninjs 3.2, or skips.
func official(t testing.TB) *jsonschema.Schema {
	return compileSchema(t, officialSchema, map[string]string{
		officialSchema: filepath.Join(samplesDir, "schema", "ninjs-schema_3.2.json"),
		"https://geojson.org/schema/GeoJSON.json": filepath.Join(samplesDir, "schema", "GeoJSON-schema.json"),
	})
}

// mustValidate fails the test when a record does not validate.
func mustValidate(t testing.TB, s *jsonschema.Schema, record []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
	if err != nil {
		t.Fatalf("record is not JSON: %v\n%s", err, record)
	}
	if err := s.Validate(doc); err != nil {
		t.Fatalf("record does not validate: %v\n%s", err, record)
	}
}

// The conformer's tree, the project's schema and IPTC's must be one structure.

func TestTreeHasExactlyThePropertiesOfOurSchema(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(RecordSchema(), &doc); err != nil {
		t.Fatal(err)
	}
	compareTree(t, "", ninjs32, doc, resolve(doc, "#/$defs/story"))
}

func TestTreeHasThePropertiesOfTheOfficialSchema(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(samplesDir, "schema", "ninjs-schema_3.2.json"))
	if err != nil {
		t.Skipf("no samples of the wires: %v", err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	compareTree(t, "", ninjs32, doc, resolve(doc, "#/$defs/ninjsType"))
}

func resolve(doc map[string]any, ref string) map[string]any {
	at := doc
	for name := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		at = at[name].(map[string]any)
	}
	return at
}

// compareTree walks both. recurrenceDates is missing from the tree: the
// official schema lets nothing be it.
func compareTree(t *testing.T, path string, s *shape, doc, schema map[string]any) {
	t.Helper()
	if ref, ok := schema["$ref"].(string); ok && strings.HasPrefix(ref, "#/") {
		schema = resolve(doc, ref)
	}
	switch s.kind {
	case object, item:
		if s.fields == nil { // a story within a story
			return
		}
		props, _ := schema["properties"].(map[string]any)
		want := slices.DeleteFunc(slices.Sorted(maps.Keys(props)), func(n string) bool { return n == "recurrenceDates" })
		var have []string
		for _, fd := range s.fields {
			have = append(have, fd.name)
		}
		slices.Sort(have)
		if !slices.Equal(have, want) {
			t.Errorf("%s has\n%q, the schema\n%q", path, have, want)
			return
		}
		for _, fd := range s.fields {
			compareTree(t, path+"."+fd.name, fd.shape, doc, props[fd.name].(map[string]any))
		}
	case list:
		items, ok := schema["items"].(map[string]any)
		if !ok {
			t.Errorf("%s is a list, but not in the schema", path)
			return
		}
		compareTree(t, path+"[]", s.of, doc, items)
	case integer, number:
		if want := map[kind]string{integer: "integer", number: "number"}[s.kind]; schema["type"] != want {
			t.Errorf("%s is of type %v in the schema", path, schema["type"])
		}
		if top, ok := schema["maximum"].(float64); ok && int64(top) != s.max {
			t.Errorf("%s is at most %v in the schema, %d in the tree", path, top, s.max)
		}
	case uri:
		if schema["format"] != "uri" {
			t.Errorf("%s is no uri in the schema", path)
		}
	case instant:
		if schema["format"] != "date-time" {
			t.Errorf("%s is no date-time in the schema", path)
		}
	case text:
		enum, _ := schema["enum"].([]any)
		var want []string
		for _, w := range enum {
			want = append(want, w.(string))
		}
		have := slices.Compact(slices.Sorted(maps.Values(s.words)))
		slices.Sort(want)
		if !slices.Equal(have, want) {
			t.Errorf("%s may be %q, in the schema %q", path, have, want)
		}
		if schema["type"] != "string" || schema["format"] != nil {
			t.Errorf("%s is %v %v in the schema", path, schema["type"], schema["format"])
		}
	}
}
