package config

import (
	"reflect"
	"strings"
)

// field is one key of the configuration, and where its value is kept.
type field struct {
	key   string // consumer.ack_wait
	value reflect.Value
	tag   reflect.StructTag
}

// fields lists every key in the order of the struct.
func fields(c *Config) []field {
	var all []field
	walk(reflect.ValueOf(c).Elem(), "", func(f field) { all = append(all, f) })
	return all
}

func walk(v reflect.Value, prefix string, visit func(field)) {
	for i := range v.NumField() {
		f := member(v, prefix, i)
		if f.value.Kind() == reflect.Struct {
			walk(f.value, f.key+".", visit)
			continue
		}
		visit(f)
	}
}

// member is the i-th field of a struct, which may be a section.
func member(v reflect.Value, prefix string, i int) field {
	t := v.Type().Field(i)
	return field{prefix + t.Tag.Get("json"), v.Field(i), t.Tag}
}

// memberNamed finds a field of a struct by the last part of its key.
func memberNamed(v reflect.Value, prefix, name string) (field, bool) {
	for i := range v.NumField() {
		if f := member(v, prefix, i); f.key == prefix+name {
			return f, true
		}
	}
	return field{}, false
}

// names lists the keys of one struct, without their prefix.
func names(t reflect.Type) []string {
	var all []string
	for i := range t.NumField() {
		all = append(all, t.Field(i).Tag.Get("json"))
	}
	return all
}

func (f field) is(tag string) bool { return f.tag.Get(tag) != "" }

// variable is the environment variable of the key.
func (f field) variable() string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(f.key, ".", "_"))
}
