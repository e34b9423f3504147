package authority

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong in a file.
type Problem struct {
	File  string
	Line  int    // from 1, 0 where it is about the whole file
	Field string // "type", or where in the line: "column 17"; may be empty
	What  string
	Hint  string // what would be right; may be empty
}

// String writes the problem as it is shown:
//
//	people.csv:17: type: "persn" is not a type; did you mean person?
func (p Problem) String() string {
	s := p.File
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, p.Line)
	}
	s += ": "
	if p.Field != "" {
		s += p.Field + ": "
	}
	s += p.What
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// mostProblems is how many problems are told one by one: more than that have
// one cause, such as a wrong separator.
const mostProblems = 20

// Error is all that is wrong with the files.
type Error struct {
	Problems []Problem // the first of them
	Total    int
}

// Error writes the problems, one a line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Total > 1 {
		fmt.Fprintf(&b, "%s problems in authority files\n", grouped(e.Total))
	}
	for i, p := range e.Problems {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.String())
	}
	if more := e.Total - len(e.Problems); more > 0 {
		fmt.Fprintf(&b, "\nand %s more", grouped(more))
	}
	return b.String()
}

// problems gathers what is wrong.
type problems struct {
	list  []Problem
	total int
}

func (p *problems) add(problem Problem) {
	p.total++
	if len(p.list) < mostProblems {
		p.list = append(p.list, problem)
	}
}

func (p *problems) err() error {
	if p.total == 0 {
		return nil
	}
	return &Error{p.list, p.total}
}

// nearest is the word that was meant: one that begins the same, or that two
// slips of a key make of it.
func nearest(written string, words ...string) string {
	written = strings.ToLower(strings.TrimSpace(written))
	if written == "" {
		return ""
	}
	best, least := "", 3
	for _, w := range words {
		if d := slips(written, w); d < least {
			best, least = w, d
		}
	}
	if best == "" && len(written) > 2 {
		for _, w := range words {
			if strings.HasPrefix(w, written) || strings.HasPrefix(written, w) {
				return w
			}
		}
	}
	return best
}

// slips counts the letters to add, drop or change to make b of a: the distance
// of Levenshtein.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func didYouMean(written, otherwise string, words ...string) string {
	if best := nearest(written, words...); best != "" {
		return "did you mean " + best + "?"
	}
	return otherwise
}
