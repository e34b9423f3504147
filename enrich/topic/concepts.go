package topic

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed concepts.txt
var conceptText string

// deeperTermText are terms that count below level 1 only.
//
//go:embed deeperterms.txt
var deeperTermText string

// What a term of the list of concepts counts.
const (
	pointsStrong = 2
	pointsPlain  = 1
	pointsWeak   = 0.5
	pointsVeto   = -2
)

// listed is a concept of the list.
type listed struct {
	code, label string
	terms       []listedTerm
	line        int
	quiet       bool // its terms speak for what is above it, and it is not given itself
}

type listedTerm struct {
	text   string
	points float32
	what   bool // it says what the story is about, whatever word it ends in
}

// readConcepts reads the list of concepts; its head says what a line means.
func readConcepts(list string) ([]listed, error) {
	var all []listed
	n := 0
	for line := range strings.Lines(list) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		line, quiet := strings.CutPrefix(line, "~")
		code, rest, ok := strings.Cut(line, " ")
		label, terms, ok2 := strings.Cut(rest, ": ")
		if !ok || !ok2 || !isCode(code) {
			return nil, fmt.Errorf("concepts, line %d: want a code, a label, a colon and terms", n)
		}
		c := listed{code: code, label: label, line: n, quiet: quiet}
		for _, t := range splitTerms(terms) {
			points := float32(pointsPlain)
			t, what := strings.CutPrefix(t, "=")
			switch t[0] {
			case '!':
				points, t = pointsStrong, t[1:]
			case '?':
				points, t = pointsWeak, t[1:]
			case '-':
				points, t = pointsVeto, t[1:]
			}
			forms, err := expand(t)
			if err != nil {
				return nil, fmt.Errorf("concepts, line %d: %w", n, err)
			}
			for _, f := range forms {
				c.terms = append(c.terms, listedTerm{f, points, what})
			}
		}
		all = append(all, c)
	}
	return all, nil
}

// splitTerms cuts at commas outside braces and between digits.
func splitTerms(s string) []string {
	var all []string
	start, depth := 0, 0
	cut := func(end int) {
		if t := strings.TrimSpace(s[start:end]); t != "" {
			all = append(all, t)
		}
	}
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth > 0 || i+1 < len(s) && s[i+1] != ' ' {
				continue
			}
			cut(i)
			start = i + 1
		}
	}
	cut(len(s))
	return all
}

func isCode(s string) bool {
	if len(s) != 8 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
