package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestEveryFieldIsInTheDefaultsWithACommentAndNothingElseIs(t *testing.T) {
	documented := comments(defaults)
	l := newLoader(nil)
	if len(l.problems) > 0 {
		t.Fatal(&Error{l.problems})
	}
	known := map[string]bool{}
	var visit func(v reflect.Value, prefix string)
	visit = func(v reflect.Value, prefix string) {
		for i := range v.NumField() {
			f := member(v, prefix, i)
			known[f.key] = true
			comment, there := documented[f.key]
			if !there {
				t.Errorf("%s is not in default.yaml", f.key)
			} else if len(comment) < 15 || !strings.HasSuffix(comment, ".") && !strings.HasSuffix(comment, "}") {
				t.Errorf("%s has no comment of whole sentences, but %q", f.key, comment)
			}
			if f.value.Kind() == reflect.Struct {
				visit(f.value, f.key+".")
			} else if _, set := l.origins.at[f.key]; !set {
				t.Errorf("%s has no value in default.yaml", f.key)
			}
		}
	}
	visit(reflect.ValueOf(l.cfg).Elem(), "")
	for key := range documented {
		if !known[key] {
			t.Errorf("default.yaml has %s, which the struct has not", key)
		}
	}
}

func TestDefaultsFitTerminals(t *testing.T) {
	for i, line := range strings.Split(string(Default()), "\n") {
		if len([]rune(line)) > 100 {
			t.Errorf("default.yaml:%d is %d characters wide", i+1, len(line))
		}
	}
}

func TestEveryTagOfTheStructIsUnderstood(t *testing.T) {
	variables := map[string]string{}
	for _, f := range fields(new(Config)) {
		for _, tag := range []string{"min", "max"} {
			limit := f.tag.Get(tag)
			if limit == "" {
				continue
			}
			if fault := setText(f, limit); fault != nil {
				t.Errorf("%s: tag %s: %s", f.key, tag, fault.what)
			}
		}
		if shape := f.tag.Get("is"); shape != "" && pattern(shape) == "" && !slices.Contains([]string{"urls", "rules", "paths", "homes", "orders"}, shape) {
			t.Errorf("%s: no shape is called %q", f.key, shape)
		}
		if f.tag.Get("json") == "" {
			t.Errorf("%s: no key", f.key)
		}
		if other := variables[f.variable()]; other != "" {
			t.Errorf("%s and %s have the same variable", f.key, other)
		}
		variables[f.variable()] = f.key
	}
}

func TestKeysAreThoseOfTheFile(t *testing.T) {
	keys := Keys()
	for _, key := range []string{"nats.urls", "nats.tls.server_name", "input.formats", "admin", "log.format"} {
		if !slices.Contains(keys, key) {
			t.Errorf("%s is missing in %v", key, keys)
		}
	}
	if got := Variables("nats.urls"); !slices.Equal(got, []string{"DATELINE_NATS_URLS", "NATS_URL"}) {
		t.Errorf("variables of nats.urls: %v", got)
	}
	if got := Variables("nats"); got != nil {
		t.Errorf("a section has variables %v", got)
	}
}
