package wire

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writer writes a document of ninjs 3.2: every object in the order of its
// shape, so that the same story is always the same bytes.
type writer struct {
	buf []byte
	err error
}

func (w *writer) value(v any, s *shape) {
	switch v := v.(type) {
	case string:
		w.string(v)
	case json.Number:
		w.buf = append(w.buf, v...)
	case *tag:
		v.write(w)
	case bool:
		w.buf = strconv.AppendBool(w.buf, v)
	case nil:
		w.buf = append(w.buf, "null"...)
	case []any:
		w.buf = append(w.buf, '[')
		for i, e := range v {
			if i > 0 {
				w.buf = append(w.buf, ',')
			}
			var of *shape
			if s != nil {
				of = s.of
			}
			w.value(e, of)
		}
		w.buf = append(w.buf, ']')
	case map[string]any:
		w.object(v, s)
	default:
		w.err = fmt.Errorf("a %T has no place in a record", v)
	}
}

func (w *writer) object(m map[string]any, s *shape) {
	w.buf = append(w.buf, '{')
	first := true
	property := func(name string, v any, of *shape) {
		if !first {
			w.buf = append(w.buf, ',')
		}
		first = false
		w.string(name)
		w.buf = append(w.buf, ':')
		w.value(v, of)
	}
	switch {
	case s != nil && s.kind == item:
		if s.fields == nil {
			s = association
		}
		fallthrough
	case s != nil && s.kind == object:
		for i := range s.fields {
			if v, ok := m[s.fields[i].name]; ok {
				property(s.fields[i].name, v, s.fields[i].shape)
			}
		}
	default: // GeoJSON: type before coordinates
		names := slices.SortedFunc(maps.Keys(m), func(a, b string) int { return strings.Compare(b, a) })
		for _, name := range names {
			property(name, m[name], nil)
		}
	}
	w.buf = append(w.buf, '}')
}

const hexDigits = "0123456789abcdef"

// string writes a JSON string. Markup stays readable: nobody puts a record
// into a script element.
func (w *writer) string(s string) {
	b := append(w.buf, '"')
	from := 0
	for i := 0; i < len(s); {
		ch := s[i]
		if ch >= ' ' && ch != '"' && ch != '\\' && ch < utf8.RuneSelf {
			i++
			continue
		}
		if ch >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		b = append(b, s[from:i]...)
		switch {
		case ch == '"' || ch == '\\':
			b = append(b, '\\', ch)
		case ch == '\n':
			b = append(b, '\\', 'n')
		case ch == '\r':
			b = append(b, '\\', 'r')
		case ch == '\t':
			b = append(b, '\\', 't')
		case ch < ' ':
			b = append(b, '\\', 'u', '0', '0', hexDigits[ch>>4], hexDigits[ch&15])
		default: // not UTF-8
			b = append(b, "\uFFFD"...)
		}
		i++
		from = i
	}
	b = append(b, s[from:]...)
	w.buf = append(b, '"')
}
