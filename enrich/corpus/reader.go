package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// NamedReader reads running texts with labelled names from one file, one text
// at a time, in either of two formats:
//
//	tokens   Ada B-PER        one token a line, its tag in the last column
//	         Moss I-PER       (IOB1, IOB2, IOBES or BILOU), columns parted by
//	                          tabs or blanks; an empty line between sentences,
//	                          -DOCSTART- or "# newdoc" between stories
//	JSONL    {"id": "7", "text": "Ada Moss left.", "spans": [[0, 8, "PER"]]}
//	                          one text a line, offsets in code points
//
// Tokens are set as running text again: one line a sentence, blanks where a
// printer would put them.
type NamedReader struct {
	lines     *bufio.Scanner
	number    int // of the line that was read last
	types     TypeMap
	unknown   map[string]int
	json      bool
	sentences int  // of a story that the file does not mark
	marked    bool // the file marks its stories
	texts     int  // read so far
	ended     bool
}

// LineError is an error in one line of a file.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *LineError) Unwrap() error { return e.Err }

// longestText is the longest line, and the longest text, in bytes. What is
// longer is no story.
const longestText = 16 << 20

// NewNamedReader returns a reader of r, whose format it tells by looking: only
// JSONL begins with a brace and a quote. sentences is how many of them make a
// story in a file of tokens that marks none.
func NewNamedReader(r io.Reader, types TypeMap, sentences int) *NamedReader {
	b := bufio.NewReaderSize(r, 64<<10)
	if start, _ := b.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3) // they have been seen
	}
	start, _ := b.Peek(1 << 10)
	rest, brace := bytes.CutPrefix(bytes.TrimSpace(start), []byte("{"))
	n := &NamedReader{
		lines: bufio.NewScanner(b), types: types, unknown: map[string]int{}, sentences: max(1, sentences),
		json: brace && bytes.HasPrefix(bytes.TrimSpace(rest), []byte(`"`)),
	}
	n.lines.Buffer(make([]byte, 0, 64<<10), longestText)
	return n
}

// Next returns the next text and the line that it begins at. The error is
// io.EOF after the last, a *LineError for a line that makes no sense, and the
// file's otherwise.
func (r *NamedReader) Next() (Named, int, error) {
	if r.json {
		return r.nextJSON()
	}
	return r.nextTokens()
}

// scan reads a line. Behind the last there is io.EOF.
func (r *NamedReader) scan() (string, error) {
	if r.lines.Scan() {
		r.number++
		return strings.TrimRight(r.lines.Text(), "\r"), nil
	}
	switch err := r.lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		r.number++
		return "", r.bad("it is longer than %d MiB", longestText>>20)
	case err != nil:
		return "", err
	}
	return "", io.EOF
}

func (r *NamedReader) bad(format string, args ...any) error {
	return &LineError{r.number, fmt.Errorf(format, args...)}
}

func (r *NamedReader) nextJSON() (Named, int, error) {
	for {
		line, err := r.scan()
		if err != nil {
			return Named{}, 0, err
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		r.texts++
		t, err := r.parse([]byte(line))
		return t, r.number, err
	}
}

// parse reads one line of JSONL.
func (r *NamedReader) parse(line []byte) (Named, error) {
	var doc struct {
		ID    any
		Text  *string
		Spans [][]any
	}
	if err := json.Unmarshal(line, &doc); err != nil {
		return Named{}, r.bad("%w", err)
	}
	if doc.Text == nil {
		return Named{}, r.bad("there is no \"text\"")
	}
	t := Named{ID: strconv.Itoa(r.texts), Text: *doc.Text}
	if doc.ID != nil {
		t.ID = fmt.Sprint(doc.ID)
	}
	at := byteOffsets(t.Text)
	for i, s := range doc.Spans {
		span, label, err := spanOf(s, at)
		if err != nil {
			return Named{}, r.bad("span %d: %w", i+1, err)
		}
		if span.Type = r.typeOf(label); span.Type != typeNone {
			t.Spans = append(t.Spans, span)
		}
	}
	return t, nil
}

// spanOf reads [start, end, label] of a text whose code points begin at the
// given bytes.
func spanOf(s []any, at []int) (span Span, label string, err error) {
	if len(s) != 3 {
		return Span{}, "", errors.New(`it is not [start, end, "TYPE"]`)
	}
	start, ok1 := s[0].(float64)
	end, ok2 := s[1].(float64)
	label, ok3 := s[2].(string)
	switch {
	case !ok1 || !ok2 || !ok3 || start != math.Trunc(start) || end != math.Trunc(end):
		return Span{}, "", errors.New(`it is not [start, end, "TYPE"]`)
	case start < 0 || end <= start || end >= float64(len(at)):
		return Span{}, "", fmt.Errorf("%v to %v is not within the text, which has %d code points", start, end, len(at)-1)
	}
	return Span{Start: at[int(start)], End: at[int(end)]}, label, nil
}

// nextTokens reads the tokens of one story and sets them as running text.
func (r *NamedReader) nextTokens() (Named, int, error) {
	var set setter
	var tokens, tags []string
	began, sentences := 0, 0
	end := func() {
		if len(tokens) > 0 {
			set.sentence(tokens, iob2(tags))
			sentences++
		}
		tokens, tags = tokens[:0], tags[:0]
	}
	for size := 0; !r.ended; {
		line, err := r.scan()
		if err != nil && err != io.EOF {
			return Named{}, 0, err
		}
		token, tag := columns(line)
		switch {
		case err == io.EOF:
			end()
			r.ended = true
		case strings.HasPrefix(line, "-DOCSTART-"), strings.HasPrefix(line, "# newdoc"):
			end()
			if r.marked = true; sentences > 0 {
				return r.set(&set, began)
			}
		case token == "":
			end()
			if !r.marked && sentences >= r.sentences {
				return r.set(&set, began)
			}
		case !validTag(tag):
			if strings.HasPrefix(line, "#") {
				continue // a comment
			}
			return Named{}, 0, r.bad("%q is no token with a tag such as B-PER, I-PER or O behind it", cut(line))
		default:
			if began == 0 {
				began = r.number
			}
			if size += len(token) + 1; size > longestText {
				return Named{}, 0, r.bad("the story that begins at line %d is longer than %d MiB", began, longestText>>20)
			}
			tokens, tags = append(tokens, token), append(tags, r.known(tag))
		}
	}
	if sentences > 0 {
		return r.set(&set, began)
	}
	return Named{}, 0, io.EOF
}

func (r *NamedReader) set(s *setter, began int) (Named, int, error) {
	r.texts++
	return s.done(strconv.Itoa(r.texts)), began, nil
}

// columns returns the first and the last column of a line.
func columns(line string) (first, last string) {
	var c []string
	if strings.Contains(line, "\t") {
		c = strings.Split(strings.TrimRight(line, "\t "), "\t")
	} else {
		c = strings.Fields(line)
	}
	switch len(c) {
	case 0:
		return "", ""
	case 1:
		return strings.TrimSpace(c[0]), ""
	}
	return strings.TrimSpace(c[0]), strings.TrimSpace(c[len(c)-1])
}

func validTag(tag string) bool {
	mark, kind, _ := strings.Cut(tag, "-")
	return tag == "O" || len(mark) == 1 && strings.Contains("BIESLUM", mark) && kind != ""
}

// known returns a tag with the type that its label stands for.
func (r *NamedReader) known(tag string) string {
	mark, label, _ := strings.Cut(tag, "-")
	if label == "" {
		return tag
	}
	if kind := r.typeOf(label); kind != typeNone {
		return mark + "-" + kind
	}
	return "O"
}

// iob2 rewrites the tags of a sentence, of any of the schemes, as those of
// IOB2.
func iob2(tags []string) []string {
	last := "O"
	for i, tag := range tags {
		mark, kind, _ := strings.Cut(tag, "-")
		_, before, _ := strings.Cut(last, "-")
		closed := strings.Contains("OESLU", last[:1])
		last = tag
		switch {
		case kind == "":
		case mark == "B", mark == "S", mark == "U", closed, kind != before:
			tags[i] = "B-" + kind
		default:
			tags[i] = "I-" + kind
		}
	}
	return tags
}

// cut shortens a line that is shown in an error.
func cut(line string) string {
	const most = 60
	if r := []rune(line); len(r) > most {
		return string(r[:most]) + "…"
	}
	return line
}
