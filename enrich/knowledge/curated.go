package knowledge

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed curated.txt
var curatedText string

// Curated is a line of the curated file.
type Curated struct {
	Record
	Line   int
	Source string // kb, labels or known: see curated.txt
}

// Sources of a curated line.
const (
	FromBase   = "kb"
	FromLabels = "labels"
	FromMemory = "known"
)

// ReadCurated returns the lines of the curated file. They must be in order of
// type and name, each item once.
func ReadCurated() ([]Curated, error) { return readCurated(curatedText) }

func readCurated(text string) ([]Curated, error) {
	var list []Curated
	seen := map[uint32]int{}
	last := ""
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c, err := curate(line)
		if err != nil {
			return nil, fmt.Errorf("curated.txt:%d: %w", n, err)
		}
		if first := seen[c.ID]; first != 0 {
			return nil, fmt.Errorf("curated.txt:%d: Q%d is on line %d already", n, c.ID, first)
		}
		_, order, _ := strings.Cut(line, "|")
		if order = strings.Join(strings.SplitN(order, "|", 3)[:2], "|"); order < last {
			return nil, fmt.Errorf("curated.txt:%d: %s is out of order", n, c.Name)
		}
		last = order
		seen[c.ID], c.Line = n, n
		list = append(list, c)
	}
	return list, nil
}

// curate reads "item | type | name | aliases | countries | note | symbols | source".
func curate(line string) (Curated, error) {
	f := strings.Split(line, "|")
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	if len(f) != 8 {
		return Curated{}, fmt.Errorf("%d columns, want 8", len(f))
	}
	id, err := strconv.ParseUint(strings.TrimPrefix(f[0], "Q"), 10, 32)
	if err != nil || !strings.HasPrefix(f[0], "Q") {
		return Curated{}, fmt.Errorf("%q is no item", f[0])
	}
	c := Curated{Record: Record{ID: uint32(id), Type: Organisation, Name: f[2], Countries: strings.Fields(f[4]), Note: f[5]}, Source: f[7]}
	switch f[1] {
	case "person":
		c.Type = Person
	case "organisation", "team":
	default:
		return Curated{}, fmt.Errorf("%q is no type", f[1])
	}
	if !slices.Contains([]string{FromBase, FromLabels, FromMemory}, c.Source) {
		return Curated{}, fmt.Errorf("%q is no source", c.Source)
	}
	sport, isTeam := strings.CutSuffix(strings.SplitN(c.Note, ",", 2)[0], " team")
	if f[1] == "team" && !isTeam {
		return Curated{}, fmt.Errorf("%q is not what a team is: want \"<sport> team, …\"", c.Note)
	}
	for _, a := range list(f[3], ";") {
		if at, ok := strings.CutPrefix(a, "@"); ok {
			c.Aliases = append(c.Aliases, Name{at + " " + sport, TeamOf})
			continue
		}
		c.Aliases = append(c.Aliases, Name{a, Alias})
	}
	for _, s := range list(f[6], ",") {
		ticker, exchange, _ := strings.Cut(s, " ")
		c.Symbols = append(c.Symbols, Symbol{ticker, exchange})
	}
	for _, n := range append([]Name{{c.Name, Primary}}, c.Aliases...) {
		if !Foldable(n.Text) {
			return Curated{}, fmt.Errorf("%q cannot be a name", n.Text)
		}
	}
	return c, nil
}

func list(s, separator string) []string {
	var all []string
	for part := range strings.SplitSeq(s, separator) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
