package deploy_test

import (
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

// registered finds the metrics in the program's source: a name without its
// prefix as the first argument of what makes one, or a whole name.
func registered(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../cmd/dateline/*.go")
	must(t, err)
	made := regexp.MustCompile(`\b(?:counter|gauge|histogram|info)\("([a-z_]+)"|"dateline_([a-z_]+)"`)
	names := map[string]bool{}
	for _, file := range append(files, "../consumer/metrics.go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, m := range made.FindAllStringSubmatch(read(t, file), -1) {
			names["dateline_"+m[1]+m[2]] = true
		}
	}
	if len(names) < 10 {
		t.Fatalf("only %v are registered; has the way they are made changed?", names)
	}
	return slices.Sorted(maps.Keys(names))
}

// mentioned finds metrics in a text. What recording rules make has a colon in
// front and is left out.
func mentioned(text string) []string {
	names := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?:^|[^:\w])(dateline_[a-z_]+)`).FindAllStringSubmatch(text, -1) {
		names[strings.TrimSuffix(m[1], "_bucket")] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func TestRulesUseMetricsThatTheProgramHas(t *testing.T) {
	known := registered(t)
	for _, file := range []string{rulesFile, rulesTest} {
		used := mentioned(read(t, file))
		if len(used) < 5 {
			t.Errorf("%s uses only %v", file, used)
		}
		for _, name := range used {
			if !slices.Contains(known, name) {
				t.Errorf("%s uses %s, which is not among %v", file, name, known)
			}
		}
	}
}

func TestEveryMetricIsInTheGuide(t *testing.T) {
	known, guide := registered(t), mentioned(read(t, "doc.go"))
	for _, name := range known {
		if !slices.Contains(guide, name) {
			t.Errorf("doc.go does not explain %s", name)
		}
	}
	for _, name := range guide {
		if !slices.Contains(known, name) {
			t.Errorf("doc.go explains %s, which does not exist", name)
		}
	}
}

func TestEveryFieldOfTheRecordIsInTheGuide(t *testing.T) {
	_, guide, found := strings.Cut(read(t, "doc.go"), "# The record")
	if !found {
		t.Fatal("doc.go has no chapter on the record")
	}
	for _, name := range properties(reflect.TypeFor[story.Tags]()) {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(guide) {
			t.Errorf("doc.go does not explain %s", name)
		}
	}
}

// properties are the names that a type has in JSON, with those of all that it
// is made of.
func properties(t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return properties(t.Elem())
	case reflect.Struct:
		var names []string
		for i := range t.NumField() {
			if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" {
				names = append(names, name)
			}
			names = append(names, properties(t.Field(i).Type)...)
		}
		return names
	}
	return nil
}
