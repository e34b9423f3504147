package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// Effective writes the configuration as YAML, with a comment that says where
// each value came from. It can be loaded again, except that secrets are
// hidden, which loading refuses.
func Effective(c *Config, o *Origins) []byte {
	var b bytes.Buffer
	effective(&b, reflect.ValueOf(c).Elem(), "", "", o)
	return b.Bytes()
}

// commentColumn is where the comments start, unless a value is longer.
const commentColumn = 44

func effective(b *bytes.Buffer, v reflect.Value, prefix, indent string, o *Origins) {
	for i := range v.NumField() {
		f := member(v, prefix, i)
		name := strings.TrimPrefix(f.key, prefix)
		if f.value.Kind() == reflect.Struct {
			fmt.Fprintf(b, "%s%s:\n", indent, name)
			effective(b, f.value, f.key+".", indent+"  ", o)
			continue
		}
		line := fmt.Sprintf("%s%s: %s", indent, name, shown(f))
		fmt.Fprintf(b, "%-*s # %s\n", commentColumn, line, o.Of(f.key))
	}
}

// shown is a key's value in one line of YAML, without secrets.
func shown(f field) string {
	switch v := f.value.Interface().(type) {
	case string:
		if f.is("secret") && v != "" {
			v = Mask
		}
		return quote(v)
	case []string:
		items := make([]string, len(v))
		for i, s := range v {
			if f.tag.Get("is") == "urls" {
				s = hideURL(s)
			}
			items[i] = quote(s)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case []Rule:
		items := make([]string, len(v))
		for i, r := range v {
			charset := ""
			if r.Charset != "" {
				charset = ", charset: " + quote(r.Charset)
			}
			items[i] = fmt.Sprintf("{subject: %s, format: %s%s}", quote(r.Subject), quote(r.Format), charset)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case []Home:
		items := make([]string, len(v))
		for i, h := range v {
			items[i] = fmt.Sprintf("{source: %s, place: %s}", quote(h.Source), quote(h.Place))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case []Order:
		items := make([]string, len(v))
		for i, o := range v {
			items[i] = fmt.Sprintf("{source: %s, by: %s}", quote(o.Source), quote(o.By))
		}
		return "[" + strings.Join(items, ", ") + "]"
	default:
		return fmt.Sprint(v)
	}
}

var (
	plain    = regexp.MustCompile(`^[A-Za-z_/][A-Za-z0-9_./>-]*$`)
	reserved = regexp.MustCompile(`(?i)^(true|false|yes|no|on|off|y|n|null)$`)
)

// quote writes text as YAML: bare where nothing in it can be misread.
func quote(s string) string {
	if plain.MatchString(s) && !reserved.MatchString(s) {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}
