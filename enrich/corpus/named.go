package corpus

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Named is a running text with its names.
type Named struct {
	ID    string
	Text  string
	Spans []Span
}

// Span is a labelled name: the bytes [Start, End) of the text.
type Span struct {
	Start, End int
	Type       string // PER, ORG, LOC or MISC, or what else the corpus has
}

// ReadNamed reads running texts with labelled names, one JSON object a line:
// {"id", "text", "spans": [[start, end, type]]}, counted in code points.
func ReadNamed(path string) ([]Named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []Named
	for dec := json.NewDecoder(bufio.NewReader(f)); ; {
		var line struct {
			ID, Text string
			Spans    [][3]any
		}
		if err := dec.Decode(&line); err == io.EOF {
			return texts, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: text %d: %w", path, len(texts)+1, err)
		}
		t := Named{ID: line.ID, Text: line.Text}
		at := byteOffsets(line.Text)
		for _, s := range line.Spans {
			start, ok1 := s[0].(float64)
			end, ok2 := s[1].(float64)
			kind, ok3 := s[2].(string)
			if !ok1 || !ok2 || !ok3 || start < 0 || end < start || int(end) >= len(at) {
				return nil, fmt.Errorf("%s: text %s: span %v does not fit", path, line.ID, s)
			}
			t.Spans = append(t.Spans, Span{at[int(start)], at[int(end)], kind})
		}
		texts = append(texts, t)
	}
}

// byteOffsets returns where every code point of s begins, and the end of s.
func byteOffsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// CoNLL says how a corpus of tokens was made.
type CoNLL struct {
	// CutsCompounds is set where a compound is three tokens: "Al - Sisi".
	CutsCompounds bool
	// Sentences is how many sentences make a document where the corpus does
	// not mark documents.
	Sentences int
}

// Read reads a corpus of one token a line with an IOB2 tag behind a tab, a
// blank line between sentences and -DOCSTART- between documents, and sets its
// tokens as running text again.
func (c CoNLL) Read(path string) ([]Named, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var texts []Named
	set := setter{compounds: c.CutsCompounds}
	var tokens, tags []string
	documents, sentences := false, 0
	flush := func() {
		if set.text.Len() > 0 {
			texts = append(texts, set.done(strconv.Itoa(len(texts))))
		}
		sentences = 0
	}
	end := func() {
		if len(tokens) > 0 {
			set.sentence(tokens, tags)
			sentences++
		}
		tokens, tags = tokens[:0], tags[:0]
		if !documents && sentences >= max(1, c.Sentences) {
			flush()
		}
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		token, tag, ok := strings.Cut(line, "\t")
		switch {
		case strings.HasPrefix(line, "-DOCSTART-"):
			documents = true
			end()
			flush()
		case line == "":
			end()
		case !ok || tag == "":
			return nil, fmt.Errorf("%s: line %d: %q is no token with a tag", path, n, line)
		default:
			tokens, tags = append(tokens, token), append(tags, tag)
		}
	}
	end()
	flush()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return texts, nil
}
