package topic

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Rules are written as YAML:
//
//	rules:
//	  - uri: https://desk.example/topics/harbour
//	    name: Harbour development
//	    any: [harbour extension, container terminal, harbour & dredging]
//	    all: [Rotterhaven]
//	    not: [pearl harbour]
//	    min_score: 2
//
// Terms are those of terms.go: "a & b" is both in one sentence, "a &5 b" at
// most five words apart, x{a,b} is xa or xb.

// maxRules bounds what a file can ask for.
const maxRules = 10_000

// ReadRules reads a file of rules. The error lists everything that is wrong,
// each as file:line:column.
func ReadRules(file string, data []byte) (*Rules, error) {
	y := &rulesReader{file: file, rules: &Rules{lexicon: newLexicon()}, uris: make(map[string]int)}
	y.read(data)
	return y.rules, errors.Join(y.problems...)
}

type rulesReader struct {
	file     string
	rules    *Rules
	uris     map[string]int // line by URI
	problems []error
}

func (y *rulesReader) wrong(t *token.Token, format string, args ...any) {
	place := y.file
	if t != nil && t.Position != nil {
		place = fmt.Sprintf("%s:%d:%d", y.file, t.Position.Line, t.Position.Column)
	}
	y.problems = append(y.problems, fmt.Errorf("%s: "+format, append([]any{place}, args...)...))
}

func (y *rulesReader) read(data []byte) {
	doc, err := parseYAML(data)
	if err != nil {
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			y.wrong(syntax.Token, "%s", syntax.Message)
		} else {
			y.wrong(nil, "%w", err)
		}
		return
	}
	if len(doc.Docs) == 0 || doc.Docs[0].Body == nil {
		y.wrong(nil, "there are no rules: begin with \"rules:\" and a list")
		return
	}
	for _, e := range y.entries(doc.Docs[0].Body) {
		if e.Key.String() != "rules" {
			y.wrong(e.Key.GetToken(), "unknown key %q; there is rules", e.Key.String())
			continue
		}
		list, ok := e.Value.(*ast.SequenceNode)
		if !ok {
			y.wrong(e.Value.GetToken(), "rules must be a list: a line for each that begins with a dash")
			continue
		}
		if len(list.Values) > maxRules {
			y.wrong(list.GetToken(), "%d rules are more than %d", len(list.Values), maxRules)
			continue
		}
		for _, n := range list.Values {
			y.rule(n)
		}
	}
}

// parseYAML never panics: bytes from outside are bytes from outside.
func parseYAML(data []byte) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("this is not YAML: %v", r)
		}
	}()
	return parser.ParseBytes(data, 0)
}

// entries returns the keys and values of a mapping.
func (y *rulesReader) entries(n ast.Node) []*ast.MappingValueNode {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	y.wrong(n.GetToken(), "keys and values are wanted here")
	return nil
}

// draft is a rule as it is read.
type draft struct {
	rule
	any, all, not []ast.Node
}

func (y *rulesReader) rule(n ast.Node) {
	d := draft{rule: rule{min: 1}}
	for _, e := range y.entries(n) {
		key := e.Key.String()
		switch key {
		case "uri":
			d.uri = y.text(e.Value)
			if u, err := url.Parse(d.uri); d.uri != "" && (err != nil || !u.IsAbs()) {
				y.wrong(e.Value.GetToken(), "uri %q is not absolute; write it with a scheme, such as https://desk.example/topics/harbour", d.uri)
			}
			line := e.Value.GetToken().Position.Line
			if first, twice := y.uris[d.uri]; twice && d.uri != "" {
				y.wrong(e.Value.GetToken(), "uri %q has a rule already, in line %d", d.uri, first)
			}
			y.uris[d.uri] = line
		case "name":
			d.name = y.text(e.Value)
		case "any":
			d.any = y.list(key, e.Value)
		case "all":
			d.all = y.list(key, e.Value)
		case "not":
			d.not = y.list(key, e.Value)
		case "min_score":
			min, err := strconv.ParseFloat(y.text(e.Value), 32)
			if err != nil || !(min > 0 && min <= 1000) {
				y.wrong(e.Value.GetToken(), "min_score must be a number above 0, and at most 1000")
				min = 1
			}
			d.min = float32(min)
		default:
			y.wrong(e.Key.GetToken(), "unknown key %q; a rule has uri, name, any, all, not, min_score", key)
		}
	}
	at := n.GetToken()
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		at = m.Values[0].Key.GetToken()
	}
	for key, missing := range map[string]bool{"uri": d.uri == "", "name": d.name == "", "any or all": len(d.any)+len(d.all) == 0} {
		if missing {
			y.wrong(at, "the rule has no %s", key)
		}
	}
	d.place = fmt.Sprintf("%s:%d", y.file, at.Position.Line)
	owner := int32(len(y.rules.rules))
	y.terms(owner, d.any, 1)
	y.terms(owner, d.not, pointsNot)
	d.rule.all = y.terms(owner, d.all, pointsAll)
	y.rules.rules = append(y.rules.rules, d.rule)
}

// terms enters terms into the lexicon and returns how many were new.
func (y *rulesReader) terms(owner int32, nodes []ast.Node, points float32) int {
	before := len(y.rules.lexicon.terms)
	for _, node := range nodes {
		forms, err := expand(y.text(node))
		if err == nil && points == pointsAll && len(forms) > 1 {
			err = fmt.Errorf("a term of all cannot have braces: give its forms in any, or make a rule for each")
		}
		for _, f := range forms {
			if err == nil {
				err = y.rules.lexicon.add(term{owner: owner, points: points}, f, nil)
			}
		}
		if err != nil {
			y.wrong(node.GetToken(), "%w", err)
		}
	}
	return len(y.rules.lexicon.terms) - before
}

func (y *rulesReader) list(key string, n ast.Node) []ast.Node {
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	y.wrong(n.GetToken(), "%s must be a list of terms: [harbour extension, container terminal]", key)
	return nil
}

// text returns the text of a plain value.
func (y *rulesReader) text(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(v.Value)
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return strings.TrimSpace(n.String())
	}
	y.wrong(n.GetToken(), "a text is wanted here")
	return ""
}
