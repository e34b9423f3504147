package authority

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// object is a line of JSON Lines. The values are any, so that a wrong one can
// be told in our words.
type object struct {
	URI     any `json:"uri"`
	Type    any `json:"type"`
	Name    any `json:"name"`
	Aliases any `json:"aliases"`
	Notes   any `json:"notes"`
}

// readJSONL reads an object a line; blank lines are none:
//
//	{"uri":"urn:desk:1","type":"person","name":"Ana Moreira","aliases":["Moreira"],"notes":"foreign minister"}
func (l *loader) readJSONL(path string, data []byte) {
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if line = bytes.TrimSpace(line); len(line) > 0 {
			l.line(path, number, line)
		}
	}
	if number == 0 {
		l.add(Problem{File: path, What: "the file is empty", Hint: `each line is an object: {"uri": …, "type": …, "name": …}`})
	}
}

func (l *loader) line(path string, number int, line []byte) {
	at := Problem{File: path, Line: number}
	if !utf8.Valid(line) {
		at.What, at.Hint = "the line is not UTF-8", "save the file as UTF-8"
		l.add(at)
		return
	}
	var o object
	if err := decode(line, &o); err != nil {
		l.add(jsonProblem(at, err))
		return
	}
	r := row{file: path, line: number, at: func(int) int { return number }}
	ok := true
	for column, value := range [...]any{columnURI: o.URI, columnType: o.Type, columnName: o.Name, columnAliases: nil, columnNotes: o.Notes} {
		text, isText := value.(string)
		if value != nil && !isText {
			l.add(Problem{File: path, Line: number, Field: columns[column], What: "this is " + sortOf(value), Hint: "a text is wanted"})
			ok = false
		}
		r.text[column] = text
	}
	list, isList := o.Aliases.([]any)
	if o.Aliases != nil && !isList {
		l.add(Problem{File: path, Line: number, Field: "aliases", What: "this is " + sortOf(o.Aliases), Hint: `a list of texts is wanted: ["Moreira", "A. Moreira"]`})
		ok = false
	}
	l.field = l.field[:0]
	for i, value := range list {
		text, isText := value.(string)
		if !isText {
			l.add(Problem{File: path, Line: number, Field: fmt.Sprintf("aliases[%d]", i), What: "this is " + sortOf(value), Hint: "a text is wanted"})
			ok = false
		}
		l.field = append(l.field, text)
	}
	if r.aliases = l.field; ok {
		l.row(r)
	}
}

// decode reads one object, and nothing behind it.
func decode(line []byte, into *object) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands behind the object")
	}
	return nil
}

func jsonProblem(at Problem, err error) Problem {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	name, unknown := strings.CutPrefix(err.Error(), "json: unknown field ")
	switch {
	case unknown:
		name = strings.Trim(name, `"`)
		at.What = fmt.Sprintf("%q is not a field", name)
		at.Hint = didYouMean(name, "fields are "+strings.Join(columns[:], ", "), columns[:]...)
	case errors.As(err, &syntax):
		at.Field, at.What = fmt.Sprintf("column %d", syntax.Offset), "this is not JSON: "+syntax.Error()
	case errors.As(err, &wrong):
		at.What, at.Hint = "this is no object but a JSON "+wrong.Value, `each line is an object: {"uri": …, "type": …, "name": …}`
	case errors.Is(err, io.ErrUnexpectedEOF):
		at.What, at.Hint = "the line ends in the middle of an object", "write each object in one line"
	default:
		at.What, at.Hint = err.Error(), "write each object in a line of its own"
	}
	return at
}

// sortOf names what a JSON value is.
func sortOf(value any) string {
	switch value.(type) {
	case string:
		return "a text"
	case float64:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	case nil:
		return "null"
	}
	return "an object"
}
