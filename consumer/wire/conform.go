package wire

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// conformer walks what a source sent along the tree of ninjs 3.2: it gives
// every property its name there, repairs values, leaves out what has no place
// and notes it. What comes out validates.
type conformer struct {
	source   string // of the story, for the URNs of those within it
	warnings []string
	seen     map[string]bool
	depth    int // of stories within stories
}

const (
	// maxWarnings keeps a hostile story from filling the memory; a bad feed
	// shows in far fewer.
	maxWarnings = 40
	// maxDepth is how deep stories stand within stories. Packages of pictures
	// with their own associations have two levels.
	maxDepth = 6
)

// trail is the way to a value, for warnings: associations[].renditions[].href.
type trail struct {
	up   *trail
	name string
}

func (t *trail) String() string {
	if t == nil {
		return ""
	}
	up := t.up.String()
	if up == "" || t.name == "[]" {
		return up + t.name
	}
	return up + "." + t.name
}

// warn notes once for every place what was left out there, and why.
func (c *conformer) warn(t *trail, why string) {
	if len(c.warnings) >= maxWarnings {
		return
	}
	note := t.String() + ": " + why
	if len(note) > 200 {
		note = strings.ToValidUTF8(note[:200], "") + "…"
	}
	if c.seen[note] {
		return
	}
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	c.seen[note] = true
	c.warnings = append(c.warnings, note)
	if len(c.warnings) == maxWarnings {
		c.warnings = append(c.warnings, "and more")
	}
}

// fold makes the names of the dialects alike: versionCreated, versioncreated,
// version_created. The names of ninjs are ASCII.
func fold(name string) string {
	for i := 0; i < len(name); i++ {
		if ch := name[i]; ch == '_' || ch == '-' || ch == '$' || 'A' <= ch && ch <= 'Z' {
			b := make([]byte, i, len(name))
			copy(b, name)
			for ; i < len(name); i++ {
				switch ch := name[i]; {
				case ch == '_' || ch == '-' || ch == '$':
				case 'A' <= ch && ch <= 'Z':
					b = append(b, ch|0x20)
				default:
					b = append(b, ch)
				}
			}
			return string(b)
		}
	}
	return name
}

// value conforms v to s. It is false when nothing is left of it.
func (c *conformer) value(s *shape, v any, t *trail) (any, bool) {
	if v == nil {
		return nil, false
	}
	switch s.kind {
	case object:
		return c.object(s, v, t)
	case item:
		return c.story(association, v, t)
	case list:
		return c.list(s, v, t)
	case geometry:
		return c.geometry(v, t)
	case number, integer:
		return c.number(s, v, t)
	}
	return c.scalar(s, v, t)
}

func (c *conformer) story(s *shape, v any, t *trail) (any, bool) {
	c.depth++
	defer func() { c.depth-- }()
	if c.depth > maxDepth {
		c.warn(t, "stories within stories, too deep")
		return nil, false
	}
	return c.object(s, v, t)
}

func (c *conformer) object(s *shape, v any, t *trail) (any, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		switch v := v.(type) {
		case string, json.Number:
			if s.bare != "" && v != "" {
				return c.object(s, map[string]any{s.bare: v}, t)
			}
		case []any:
			if len(v) == 1 {
				if m, ok := v[0].(map[string]any); ok {
					return c.object(s, m, t)
				}
			}
		}
		if !empty(v) {
			c.warn(t, "not an object")
		}
		return nil, false
	}
	if s.prepare != nil {
		s.prepare(c, m)
	}
	out := make(map[string]any, len(m))
	for _, p := range c.sorted(s, m, t) {
		fd := &s.fields[p.field]
		w, ok := c.value(fd.shape, m[p.key], &trail{t, p.key})
		if !ok {
			continue
		}
		have, twice := out[fd.name]
		switch {
		case !twice:
			out[fd.name] = w
		case fd.shape.kind == list:
			out[fd.name] = append(have.([]any), w.([]any)...)
		case !sameScalar(have, w):
			c.warn(&trail{t, p.key}, "said twice, in different words")
		}
	}
	if len(out) == 0 {
		return nil, false
	}
	if s.settle != nil {
		dropped, ok := s.settle(out)
		if dropped != "" {
			c.warn(t, dropped)
		}
		if !ok {
			return nil, false
		}
	}
	for _, name := range s.required {
		if out[name] == nil {
			c.warn(t, "without "+name)
			return nil, false
		}
	}
	return out, true
}

func sameScalar(a, b any) bool {
	s, ok := a.(string)
	t, also := b.(string)
	return ok && also && s == t
}

// named is a property of the source and the field it is meant for.
type named struct {
	key string
	place
}

// sorted returns the properties that have a place, best names first, so that
// the outcome does not depend on the order of a map.
func (c *conformer) sorted(s *shape, m map[string]any, t *trail) []named {
	all := make([]named, 0, len(m))
	var unknown []string
	for key, v := range m {
		p, ok := s.index[fold(key)]
		if !ok {
			if !empty(v) {
				unknown = append(unknown, key)
			}
			continue
		}
		if s.fields[p.field].name == key {
			p.rank = 0
		}
		all = append(all, named{key, p})
	}
	slices.SortFunc(all, func(a, b named) int {
		if a.field != b.field {
			return a.field - b.field
		}
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return strings.Compare(a.key, b.key)
	})
	slices.Sort(unknown)
	for _, key := range unknown {
		c.warn(&trail{t, key}, "ninjs 3.2 has no place for it")
	}
	return all
}

func (c *conformer) list(s *shape, v any, t *trail) (any, bool) {
	var in []any
	switch v := v.(type) {
	case []any:
		in = v
	case map[string]any:
		in = c.listFromObject(s, v)
	default:
		if empty(v) {
			return nil, false
		}
		in = []any{v}
	}
	out := make([]any, 0, len(in))
	for _, v := range in {
		if w, ok := c.value(s.of, v, &trail{t, "[]"}); ok {
			out = append(out, w)
		}
	}
	return out, len(out) > 0
}

// listFromObject reads an object where ninjs 3.2 has a list: in 1.x the
// renditions stand under their names, and one thing may stand for a list of one.
func (c *conformer) listFromObject(s *shape, m map[string]any) []any {
	if s.keyed == nil {
		return []any{m}
	}
	var out []any
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if w := s.keyed(key, m[key]); w != nil {
			out = append(out, w)
			continue
		}
		return []any{m}
	}
	return out
}

// keyedName names a rendition or an association by its key. It is nil when
// the value is none, because then the object is not keyed at all.
func keyedName(key string, v any) any {
	if v == nil {
		return map[string]any{}
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if have, ok := m["name"].(string); !ok || have == "" {
		m["name"] = key
	}
	return m
}

func keyedAltID(key string, v any) any {
	switch v.(type) {
	case string, json.Number:
		if f := fold(key); f == "role" || f == "value" {
			return nil
		}
		return map[string]any{"role": key, "value": v}
	}
	return map[string]any{}
}

// empty reports whether a value says nothing, so that leaving it out is not
// worth a warning.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}
