package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// Patterns of durations and sizes, as ParseDuration and ParseSize read them.
const (
	durationPattern = `^(0|[0-9]+d|([0-9]+d)?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$`
	sizePattern     = `^[0-9]+( *(GiB|MiB|KiB|GB|MB|KB|kB|B))?$`
)

// Schema returns the JSON schema (draft 2020-12) of the file, for editors
// that check and complete YAML. What it says comes from the struct and from
// default.yaml; keys that do not go together only Load finds.
func Schema() ([]byte, error) {
	root, err := jsonschema.For[Config](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[Duration](): {AnyOf: []*jsonschema.Schema{
			{Type: "string", Pattern: durationPattern}, {Enum: []any{0}},
		}},
		reflect.TypeFor[Size](): {AnyOf: []*jsonschema.Schema{
			{Type: "string", Pattern: sizePattern}, {Type: "integer", Minimum: new(float64)},
		}},
	}})
	if err != nil {
		return nil, fmt.Errorf("schema of the configuration: %w", err)
	}
	l := newLoader(nil)
	if len(l.problems) > 0 {
		return nil, &Error{l.problems}
	}
	if err := describe(root, reflect.ValueOf(l.cfg).Elem(), "", comments(defaults)); err != nil {
		return nil, fmt.Errorf("schema of the configuration: %w", err)
	}
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "Dateline configuration"
	root.PatternProperties = map[string]*jsonschema.Schema{
		"^" + extension: {Description: "Ignored: a place for YAML anchors."},
	}
	return json.MarshalIndent(root, "", "  ")
}

// describe adds to the schema of a struct what its tags, its defaults and the
// comments say.
func describe(s *jsonschema.Schema, v reflect.Value, prefix string, comments map[string]string) error {
	s.Required = nil
	for i := range v.NumField() {
		f := member(v, prefix, i)
		p := s.Properties[strings.TrimPrefix(f.key, prefix)]
		p.Description = comments[f.key]
		if f.value.Kind() == reflect.Struct {
			// A section whose every line is a comment is null.
			p.Type, p.Types = "", []string{"object", "null"}
			if err := describe(p, f.value, f.key+".", comments); err != nil {
				return err
			}
			continue
		}
		if err := constrain(p, f); err != nil {
			return fmt.Errorf("%s: %w", f.key, err)
		}
	}
	return nil
}

// constrain writes one key's tags and its default into its schema.
func constrain(p *jsonschema.Schema, f field) (err error) {
	if p.Default, err = json.Marshal(f.value.Interface()); err != nil {
		return err
	}
	for _, word := range strings.Fields(f.tag.Get("oneof")) {
		p.Enum = append(p.Enum, word)
	}
	p.Pattern = pattern(f.tag.Get("is"))
	p.WriteOnly = f.is("secret")
	switch f.value.Interface().(type) {
	case int:
		p.Minimum, p.Maximum = limit(f, "min"), limit(f, "max")
	case Size:
		n := p.AnyOf[1]
		n.Minimum, n.Maximum = limit(f, "min"), limit(f, "max")
	case []string:
		p.Type, p.Types = "array", nil
		if f.tag.Get("is") == "urls" {
			one := 1
			p.MinItems = &one
			break
		}
		one := 1
		p.UniqueItems, p.Items.MinLength, p.Items.Pattern = true, &one, `\S`
	case []Rule:
		p.Type, p.Types = "array", nil
		p.Items.Properties["subject"].Pattern = subjectPattern
		p.Items.Properties["subject"].Description = "A pattern of subjects: * is one word, > is all that follow."
		p.Items.Properties["format"].Pattern = formatPattern
		p.Items.Properties["format"].Description = "The format of stories on it."
		p.Items.Required = []string{"subject", "format"}
		p.Items.Properties["charset"].Pattern = charsetPattern
		p.Items.Properties["charset"].Description = "The charset of stories that name none: iso-8859-15."
	case []Home:
		p.Type, p.Types = "array", nil
		p.Items.Properties["source"].Pattern = sourcePattern
		p.Items.Properties["source"].Description = "The source, with more words of the subject if need be, or * for every other."
		p.Items.Properties["place"].Pattern = placePattern
		p.Items.Properties["place"].Description = "Its home: a GeoNames URI, or names from the country down."
	case []Order:
		p.Type, p.Types = "array", nil
		p.Items.Properties["source"].Pattern = sourcePattern
		p.Items.Properties["source"].Description = "The source, or * for every other."
		for _, by := range strings.Fields(ordersOfVersions) {
			p.Items.Properties["by"].Enum = append(p.Items.Properties["by"].Enum, strings.ReplaceAll(by, "+", " "))
		}
		p.Items.Properties["by"].Description = "What tells which of two versions is the newer one, the first first."
		p.Items.Required = []string{"source", "by"}
	}
	return nil
}

// limit is a tag with a number, as the schema has it.
func limit(f field, tag string) *float64 {
	if f.tag.Get(tag) == "" {
		return nil
	}
	n := float64(bound(f.value.Interface(), f.tag.Get(tag)))
	return &n
}

// keyLine is a key of default.yaml, whose sections are indented by two spaces.
var keyLine = regexp.MustCompile(`^((?:  )*)([a-z_]+):`)

// comments reads the comment above each key.
func comments(yaml []byte) map[string]string {
	found := map[string]string{}
	var path, block []string
	for line := range strings.Lines(string(yaml)) {
		text := strings.TrimSpace(line)
		if comment, ok := strings.CutPrefix(text, "#"); ok {
			block = append(block, strings.TrimSpace(comment))
			continue
		}
		if m := keyLine.FindStringSubmatch(line); m != nil {
			path = append(path[:len(m[1])/2], m[2])
			found[strings.Join(path, ".")] = strings.Join(block, " ")
		}
		block = nil
	}
	return found
}
