package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// expectation is a story with the tags that it must and must not get.
type expectation struct {
	name           string
	file           string // of the story, or empty
	headline, body string
	wants          []want
	line, column   int
}

// want is one tag that a story must, or must not, get.
type want struct {
	kind         string // topics, entities or places
	relation     string // main, must or not
	tag          string // URI, code or name
	line, column int
}

// The kinds and relations of a file of expectations, in the order of its help.
func wantKinds() []string     { return []string{"topics", "entities", "places"} }
func wantRelations() []string { return []string{"main", "must", "not"} }

// readExpectations reads a file of expectations. The error lists everything
// that is wrong with it, each as file:line:column.
func readExpectations(file string) ([]expectation, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, withoutPath(err))
	}
	r := &expectReader{file: file}
	r.read(bytes.TrimPrefix(data, []byte("\ufeff")))
	return r.all, errors.Join(r.problems...)
}

type expectReader struct {
	file     string
	all      []expectation
	problems []error
}

func (r *expectReader) wrong(t *token.Token, format string, args ...any) {
	place := r.file
	if t != nil && t.Position != nil {
		place = fmt.Sprintf("%s:%d:%d", r.file, t.Position.Line, t.Position.Column)
	}
	r.problems = append(r.problems, fmt.Errorf("%s: "+format, append([]any{place}, args...)...))
}

func (r *expectReader) read(data []byte) {
	doc, err := parseExpectations(data)
	var syntax *yaml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		r.wrong(syntax.Token, "%s", syntax.Message)
		return
	case err != nil:
		r.wrong(nil, "%w", err)
		return
	case len(doc.Docs) == 0 || doc.Docs[0].Body == nil:
		r.wrong(nil, "there are no stories: begin with \"stories:\" and a list")
		return
	}
	for _, e := range r.entries(doc.Docs[0].Body) {
		list, ok := e.Value.(*ast.SequenceNode)
		switch {
		case e.Key.String() != "stories":
			r.wrong(e.Key.GetToken(), "unknown key %q; there is stories", e.Key.String())
		case !ok:
			r.wrong(e.Value.GetToken(), "stories must be a list: a dash begins each")
		default:
			for _, n := range list.Values {
				r.story(n)
			}
		}
	}
}

// parseExpectations never panics, whatever the bytes.
func parseExpectations(data []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("this is not YAML: %v", p)
		}
	}()
	return parser.ParseBytes(data, 0)
}

func (r *expectReader) entries(n ast.Node) []*ast.MappingValueNode {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	r.wrong(n.GetToken(), "keys and values are wanted here")
	return nil
}

func (r *expectReader) story(n ast.Node) {
	entries := r.entries(n)
	if len(entries) == 0 {
		return
	}
	at := entries[0].Key.GetToken()
	x := expectation{line: at.Position.Line, column: at.Position.Column}
	for _, e := range entries {
		switch key := e.Key.String(); {
		case key == "name":
			x.name = r.text(e.Value)
		case key == "file":
			x.file = r.text(e.Value)
		case key == "headline":
			x.headline = r.text(e.Value)
		case key == "body":
			x.body = r.text(e.Value)
		case slices.Contains(wantKinds(), key):
			x.wants = append(x.wants, r.wants(key, e.Value)...)
		default:
			r.wrong(e.Key.GetToken(), "unknown key %q; a story has name, file or headline and body, topics, entities, places", key)
		}
	}
	switch {
	case x.file == "" && x.headline == "" && x.body == "":
		r.wrong(at, "the story has no text: give a file, or a headline and a body")
	case x.file != "" && x.headline+x.body != "":
		r.wrong(at, "the story has a file and a text of its own: keep one")
	case len(x.wants) == 0:
		r.wrong(at, "nothing is expected of the story: give topics, entities or places")
	}
	if x.name == "" {
		x.name = x.headline
	}
	if x.name == "" {
		x.name = x.file
	}
	r.all = append(r.all, x)
}

func (r *expectReader) wants(kind string, n ast.Node) []want {
	var all []want
	for _, e := range r.entries(n) {
		relation := e.Key.String()
		if !slices.Contains(wantRelations(), relation) || relation == "main" && kind != "topics" {
			r.wrong(e.Key.GetToken(), "unknown key %q; %s have must and not, and topics have main", relation, kind)
			continue
		}
		nodes := []ast.Node{e.Value}
		if list, ok := e.Value.(*ast.SequenceNode); ok {
			nodes = list.Values
		}
		for _, v := range nodes {
			if tag := r.text(v); tag != "" {
				p := first(v).Position
				all = append(all, want{kind, relation, tag, p.Line, p.Column})
			}
		}
	}
	return all
}

// first is the token that a value begins with.
func first(n ast.Node) *token.Token {
	switch v := n.(type) {
	case *ast.MappingNode:
		if len(v.Values) > 0 {
			return first(v.Values[0])
		}
	case *ast.MappingValueNode:
		return v.Key.GetToken()
	}
	return n.GetToken()
}

func (r *expectReader) text(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(n.GetToken().Value)
	case *ast.MappingValueNode: // medtop:20000574 in brackets, as the parser takes it
		return v.Key.String() + ":" + r.text(v.Value)
	case *ast.MappingNode:
		if len(v.Values) == 1 {
			return r.text(v.Values[0])
		}
	}
	r.wrong(n.GetToken(), "a text is wanted here")
	return ""
}
