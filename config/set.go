package config

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// setNode gives a key its value from YAML. The types are those of the schema:
// a number is no text, and text is no number.
func (y *reader) setNode(f field, n ast.Node) *fault {
	switch v := f.value.Addr().Interface().(type) {
	case *string:
		return setString(v, n)
	case *bool:
		return setBool(v, n)
	case *int:
		return setInt(v, n)
	case *Duration:
		if i, ok := n.(*ast.IntegerNode); ok {
			return setText(f, i.GetToken().Value)
		}
		return setScalar(f, n)
	case *Size:
		if i, ok := n.(*ast.IntegerNode); ok {
			return setText(f, i.GetToken().Value)
		}
		return setScalar(f, n)
	case *[]string:
		return y.setStrings(v, f.key, n)
	case *[]Rule:
		return setSections(y, v, f.key, n, rulesHint)
	case *[]Home:
		return setSections(y, v, f.key, n, homesHint)
	case *[]Order:
		return setSections(y, v, f.key, n, ordersHint)
	}
	return &fault{what: fmt.Sprintf("cannot hold a %s", f.value.Type())}
}

func setString(v *string, n ast.Node) *fault {
	switch s := n.(type) {
	case *ast.StringNode:
		*v = s.Value
		return nil
	case *ast.LiteralNode:
		*v = s.Value.Value
		return nil
	case *ast.NullNode:
		return wrongType(n, "text", `remove the line to get the default, or write ""`)
	case *ast.SequenceNode, *ast.MappingNode, *ast.MappingValueNode:
		return wrongType(n, "text", "")
	}
	return wrongType(n, "text", "put it in quotes")
}

func setBool(v *bool, n ast.Node) *fault {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		return wrongType(n, "true or false", "write true or false, without quotes")
	}
	*v = b.Value
	return nil
}

func setInt(v *int, n ast.Node) *fault {
	i, ok := n.(*ast.IntegerNode)
	if !ok {
		s, _ := n.(*ast.StringNode)
		switch {
		case s != nil && isNumber(s.Value):
			return wrongType(n, "a whole number", "remove the quotes")
		case s != nil && matches(`^[0-9]+$`, s.Value):
			return &fault{what: s.Value + " is too large"}
		}
		return wrongType(n, "a whole number", "")
	}
	wide, err := strconv.ParseInt(fmt.Sprint(i.Value), 10, 0)
	if err != nil {
		return &fault{what: fmt.Sprintf("%s is too large", i.GetToken().Value)}
	}
	*v = int(wide)
	return nil
}

// setScalar sets what is written as text.
func setScalar(f field, n ast.Node) *fault {
	s, ok := n.(*ast.StringNode)
	if !ok {
		what, hint := wanted(f)
		return wrongType(n, what, hint)
	}
	return setText(f, s.Value)
}

func (y *reader) setStrings(v *[]string, key string, n ast.Node) *fault {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return wrongType(n, "a list", `write it as [a, b], or as one "- a" on each line`)
	}
	*v = make([]string, len(list.Values))
	for i, item := range list.Values {
		at := fmt.Sprintf("[%d]", i)
		item, f := y.resolve(item)
		y.origins.at[key+at] = y.at(start(item))
		if f == nil {
			f = setString(&(*v)[i], item)
		}
		if _, ok := item.(*ast.MappingNode); ok && f != nil {
			f.hint = "put it in quotes, if the colon is part of it"
		}
		if f != nil {
			f.at = at
			return f
		}
	}
	return nil
}

// setSections reads a list of groups of keys.
func setSections[T any](y *reader, v *[]T, key string, n ast.Node, hint string) *fault {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return wrongType(n, "a list", hint)
	}
	*v = make([]T, len(list.Values))
	for i, item := range list.Values {
		at := fmt.Sprintf("%s[%d]", key, i)
		y.origins.at[at] = y.at(start(item))
		y.section(item, reflect.ValueOf(&(*v)[i]).Elem(), at+".")
	}
	return nil
}

const (
	rulesHint  = "write it as [{subject: wire.raw.ap.>, format: ap-media}]"
	homesHint  = "write it as [{source: gazette, place: US/Texas}]"
	ordersHint = "write it as [{source: gazette, by: time}]"
)

// setText gives a key its value as written in the environment or in a flag.
func setText(f field, s string) *fault {
	var err error
	switch v := f.value.Addr().Interface().(type) {
	case *string:
		*v = s
	case *bool:
		*v = s == "true"
		if s != "true" && s != "false" {
			err = errors.New("neither true nor false")
		}
	case *int:
		*v, err = strconv.Atoi(s)
		if err != nil {
			err = errors.New("not a whole number")
		}
	case encoding.TextUnmarshaler:
		err = v.UnmarshalText([]byte(s))
	case *[]string:
		*v = split(s)
	case *[]Rule:
		*v, err = parseRules(s)
	case *[]Home:
		*v, err = parsePairs(s, "homes", func(source, place string) Home { return Home{source, place} })
	case *[]Order:
		*v, err = parsePairs(s, "orders", func(source, by string) Order { return Order{source, by} })
	}
	if err != nil {
		_, hint := wanted(f)
		return &fault{what: fmt.Sprintf("%q is %v", s, err), hint: hint}
	}
	return nil
}

// wanted describes the values that a key takes, and how to write one.
func wanted(f field) (what, hint string) {
	switch f.value.Interface().(type) {
	case Duration:
		return "a duration", "write a number with a unit: 250ms, 30s, 5m, 24h, 7d"
	case Size:
		return "a size", "write bytes, or a number with a unit: 512KiB, 8MiB"
	case bool:
		return "true or false", "write true or false"
	case []Rule:
		return "a list", "write subject=format, with commas between: wire.raw.ap.>=ap-media,wire.raw.house.>=text"
	case []Home:
		return "a list", "write source=place, with commas between: gazette=US/Texas,*=GB"
	case []Order:
		return "a list", "write source=order, with commas between: gazette=time,*=version time"
	}
	return "a whole number", ""
}

// parseRules reads subject=format,subject=format;charset.
func parseRules(s string) ([]Rule, error) {
	rules := []Rule{}
	for _, part := range split(s) {
		i := strings.LastIndexByte(part, '=')
		if i < 0 {
			return nil, errors.New("not a list of rules")
		}
		format, charset, _ := strings.Cut(part[i+1:], ";")
		rules = append(rules, Rule{strings.TrimSpace(part[:i]), strings.TrimSpace(format), strings.TrimSpace(charset)})
	}
	return rules, nil
}

// parsePairs reads source=what,source=what.
func parsePairs[T any](s, whole string, pair func(source, what string) T) ([]T, error) {
	list := []T{}
	for _, part := range split(s) {
		source, what, ok := strings.Cut(part, "=")
		if !ok {
			return nil, errors.New("not a list of " + whole)
		}
		list = append(list, pair(strings.TrimSpace(source), strings.TrimSpace(what)))
	}
	return list, nil
}

// split reads a list separated by commas.
func split(s string) []string {
	list := []string{}
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

func wrongType(n ast.Node, want, hint string) *fault {
	return &fault{what: fmt.Sprintf("this is %s; %s is wanted", kind(n), want), hint: hint}
}

// kind names what was written.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.NullNode:
		return "empty"
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	case *ast.IntegerNode:
		return "a number"
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number with a fraction"
	case *ast.BoolNode:
		return "true or false"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a group of keys"
	}
	return "something else"
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}
