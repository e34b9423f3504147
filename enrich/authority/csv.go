package authority

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// columns of a file, in the order of a row's fields.
var columns = [...]string{"uri", "type", "name", "aliases", "notes"}

const (
	columnURI = iota
	columnType
	columnName
	columnAliases
	columnNotes
)

// readCSV reads rows of columns, of which the first line tells the order:
//
//	uri,type,name,aliases,notes
//	urn:desk:1,person,Ana Moreira,Moreira|A. Moreira,foreign minister
func (l *loader) readCSV(path string, data []byte) {
	r := csv.NewReader(bytes.NewReader(data))
	r.ReuseRecord = true
	r.FieldsPerRecord = -1 // counted here, with words of our own
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		l.add(Problem{File: path, What: "the file is empty", Hint: "its first line is " + strings.Join(columns[:], ",")})
		return
	}
	if err != nil {
		l.add(csvProblem(path, err))
		return
	}
	place, ok := l.header(path, header)
	if !ok {
		return
	}
	width := len(header)
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			l.add(csvProblem(path, err))
			continue
		}
		line, _ := r.FieldPos(0)
		if len(record) != width {
			l.add(Problem{File: path, Line: line,
				What: fmt.Sprintf("the line has %s, the header %d", plural(len(record), "field", "fields"), width),
				Hint: "put a field that has a comma in it in quotes"})
			continue
		}
		row := row{file: path, line: line}
		row.at = func(column int) int { at, _ := r.FieldPos(place[column]); return at }
		for column, i := range place {
			switch {
			case i < 0:
			case column == columnAliases:
				l.field = split(l.field[:0], record[i])
				row.aliases = l.field
			default:
				row.text[column] = record[i]
			}
		}
		l.row(row)
	}
}

// split cuts aliases at the strokes between them.
func split(into []string, aliases string) []string {
	for part := range strings.SplitSeq(aliases, "|") {
		into = append(into, part)
	}
	return into
}

// header finds the place of each column, -1 for one that is not there.
func (l *loader) header(path string, names []string) (place [len(columns)]int, ok bool) {
	before := l.total
	for i := range place {
		place[i] = -1
	}
	if len(names) == 1 {
		for separator, called := range map[string]string{";": "semicolons", "\t": "tabs"} {
			if strings.Contains(names[0], separator) {
				l.add(Problem{File: path, Line: 1, What: "the columns are separated by " + called, Hint: "separate them by commas"})
				return place, false
			}
		}
	}
	for i, name := range names {
		column := columnOf(name)
		switch {
		case column < 0:
			l.add(Problem{File: path, Line: 1, Field: fmt.Sprintf("column %d", i+1), What: fmt.Sprintf("%q is not a column", name),
				Hint: didYouMean(name, "columns are "+strings.Join(columns[:], ", "), columns[:]...)})
		case place[column] >= 0:
			l.add(Problem{File: path, Line: 1, Field: fmt.Sprintf("column %d", i+1), What: fmt.Sprintf("column %s is there twice", columns[column])})
		default:
			place[column] = i
		}
	}
	if l.total > before {
		return place, false
	}
	for column := columnURI; column <= columnName; column++ {
		if place[column] < 0 {
			l.add(Problem{File: path, Line: 1, What: fmt.Sprintf("column %s is missing", columns[column]),
				Hint: "the first line names the columns: " + strings.Join(columns[:], ",")})
		}
	}
	return place, l.total == before
}

func columnOf(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for i, c := range columns {
		if name == c {
			return i
		}
	}
	return -1
}

// csvProblem says in our words what is wrong with the quotes of a line.
func csvProblem(path string, err error) Problem {
	p := Problem{File: path, What: err.Error()}
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return p
	}
	p.Line, p.Field = wrong.Line, fmt.Sprintf("column %d", wrong.Column)
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		p.What, p.Hint = "a quote inside a field", `put the field in quotes and write "" for each quote in it`
	case errors.Is(err, csv.ErrQuote):
		p.Line, p.Field = wrong.StartLine, ""
		p.What, p.Hint = "a field in quotes does not end as it should", `end it with " before the comma, and write "" for a quote inside`
	default:
		p.What = wrong.Err.Error()
	}
	return p
}
