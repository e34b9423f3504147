package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// extension starts top-level keys that are ours to ignore: a place for
// anchors.
const extension = "x-"

// yaml reads one document into the configuration, noting the place of each
// value.
func (l *loader) yaml(data []byte) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if l.layer.Layer == FromFile {
		l.origins.lines = strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	}
	if !utf8.Valid(data) {
		l.complain(nil, "the file is not UTF-8", "save it as UTF-8")
		return
	}
	doc, err := parse(data)
	if err != nil {
		l.syntax(err)
		return
	}
	if len(doc.Docs) > 1 {
		l.complain(doc.Docs[1].Start, "a second document starts here", "one file holds one configuration: remove the --- line")
		return
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		return
	}
	y := &reader{loader: l}
	for _, n := range ast.Filter(ast.AnchorType, doc.Docs[0].Body) {
		y.anchors = append(y.anchors, n.(*ast.AnchorNode))
	}
	y.section(doc.Docs[0].Body, reflect.ValueOf(l.cfg).Elem(), "")
}

// parse never panics: goccy/go-yaml is fuzzed, but bytes from outside are
// bytes from outside.
func parse(data []byte) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("this is not YAML: %v", r)
		}
	}()
	return parser.ParseBytes(data, 0)
}

func (l *loader) syntax(err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		l.complain(nil, hideLine(err.Error()), "")
		return
	}
	hint := ""
	switch {
	case strings.Contains(syntax.Message, "tab character"), strings.Contains(syntax.Message, "'\t'"):
		hint = "YAML is indented with spaces"
	case strings.Contains(syntax.Message, "already defined"):
		hint = "keep one of them"
	case strings.Contains(syntax.Message, "reserved character"), strings.Contains(syntax.Message, "directive"),
		strings.Contains(syntax.Message, "mapping value is not allowed"):
		hint = "put the value in quotes"
	}
	l.complain(syntax.Token, hideLine(syntax.Message), hint)
}

// complain notes a problem of the file that is not about a known key.
func (l *loader) complain(t *token.Token, what, hint string) {
	at := l.at(t)
	l.problems = append(l.problems, Problem{Origin: at, Source: l.origins.line(at), What: what, Hint: hint})
}

// at is the place of a token in the layer being read.
func (l *loader) at(t *token.Token) Origin {
	at := l.layer
	if t != nil && t.Position != nil {
		at.Line, at.Column = t.Position.Line, t.Position.Column
	}
	return at
}

// reader walks one document along the struct.
type reader struct {
	*loader
	anchors []*ast.AnchorNode
	visits  int
}

// maxVisits bounds the walk: aliases can make a short file endless. A full
// configuration takes about a hundred.
const maxVisits = 10_000

// section reads a mapping into a struct.
func (y *reader) section(n ast.Node, v reflect.Value, prefix string) {
	name := strings.TrimSuffix(prefix, ".")
	n, f := y.resolve(n)
	if f != nil {
		y.fault(n, name, *f)
		return
	}
	if _, empty := n.(*ast.NullNode); empty {
		return // every line below it is a comment
	}
	if _, ok := n.(ast.MapNode); !ok {
		y.fault(n, name, fault{what: fmt.Sprintf("this is %s; keys and values are wanted", kind(n))})
		return
	}
	for _, e := range y.entries(n, map[string]bool{}) {
		if prefix == "" && strings.HasPrefix(e.name, extension) {
			continue
		}
		f, ok := memberNamed(v, prefix, e.name)
		if !ok {
			y.complain(e.key, fmt.Sprintf("unknown key %q", prefix+e.name), suggestKey(e.name, prefix, v.Type()))
			continue
		}
		if f.value.Kind() == reflect.Struct {
			y.section(e.value, f.value, f.key+".")
			continue
		}
		y.value(e.value, f)
	}
}

// value reads one key's value.
func (y *reader) value(n ast.Node, f field) {
	n, bad := y.resolve(n)
	y.origins.place(f.key, y.at(start(n)))
	before := len(y.problems)
	if bad == nil {
		bad = y.setNode(f, n)
	}
	switch {
	case bad != nil:
		y.problem(f.key, *bad)
	case len(y.problems) > before: // of the parts
		y.broken[f.key] = true
	default:
		y.examine(f)
	}
}

// fault notes what is wrong with a section or a part of a value.
func (y *reader) fault(n ast.Node, key string, f fault) {
	at := y.at(start(n))
	y.problems = append(y.problems, Problem{Key: key, Origin: at, Source: y.origins.line(at), What: f.what, Hint: f.hint})
}

// entry is a key with its value.
type entry struct {
	name  string
	key   *token.Token
	value ast.Node
}

// entries lists what a mapping holds, with what it merges in (<<) after its
// own keys, which win. seen are names that are there already.
func (y *reader) entries(n ast.Node, seen map[string]bool) []entry {
	m, ok := n.(ast.MapNode)
	if !ok {
		y.fault(n, "", fault{what: fmt.Sprintf("this is %s; << merges keys and values", kind(n))})
		return nil
	}
	var own []entry
	var merged []ast.Node
	for it := m.MapRange(); it.Next(); {
		if it.Key().IsMergeKey() {
			merged = append(merged, it.Value())
			continue
		}
		e := entry{keyName(it.Key()), it.Key().GetToken(), it.Value()}
		if !seen[e.name] {
			seen[e.name] = true
			own = append(own, e)
		}
	}
	for i := 0; i < len(merged); i++ {
		n, f := y.resolve(merged[i])
		if f != nil {
			y.fault(n, "", *f)
			return own
		}
		if list, ok := n.(*ast.SequenceNode); ok {
			merged = append(merged, list.Values...)
			continue
		}
		own = append(own, y.entries(n, seen)...)
	}
	return own
}

// start is the first token of a node; that of a mapping is its first colon.
func start(n ast.Node) *token.Token {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken()
	}
	return n.GetToken()
}

func keyName(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	if t := k.GetToken(); t != nil {
		return t.Value
	}
	return ""
}

// resolve follows anchors and aliases to what they stand for.
func (y *reader) resolve(n ast.Node) (ast.Node, *fault) {
	for {
		if y.visits++; y.visits > maxVisits {
			return n, &fault{what: "aliases go round in circles here, or multiply", hint: "write the values out"}
		}
		switch t := n.(type) {
		case *ast.AnchorNode:
			n = t.Value
		case *ast.AliasNode:
			target := y.anchor(t)
			if target == nil {
				return n, &fault{what: fmt.Sprintf("no anchor &%s stands above", t.Value.GetToken().Value)}
			}
			n = target
		case *ast.TagNode:
			return n, &fault{what: fmt.Sprintf("tags such as %s are not understood", t.Start.Value), hint: "remove it"}
		default:
			return n, nil
		}
	}
}

// anchor finds the last anchor of that name above the alias.
func (y *reader) anchor(alias *ast.AliasNode) ast.Node {
	name, before := alias.Value.GetToken().Value, alias.GetToken().Position.Offset
	for i := len(y.anchors) - 1; i >= 0; i-- {
		a := y.anchors[i]
		if a.Name.GetToken().Value == name && a.GetToken().Position.Offset < before {
			return a.Value
		}
	}
	return nil
}
