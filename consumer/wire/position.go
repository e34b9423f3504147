package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// parseJSON reads one JSON value. Numbers stay as they are written. Errors
// tell line and column.
func parseJSON(data []byte, format string) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	err := dec.Decode(&v)
	if err == nil {
		rest := data[dec.InputOffset():]
		if after := bytes.TrimLeft(rest, " \t\r\n"); len(after) > 0 {
			return nil, &Error{format, position(data, len(data)-len(after)),
				errors.New("there is more after the end of the story; one message holds one JSON value")}
		}
		return v, nil
	}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, &Error{format, position(data, len(data)), errors.New("the JSON ends in the middle")}
	case errors.As(err, &syntax):
		// Offset counts the bytes read, the offending one among them.
		return nil, &Error{format, position(data, int(syntax.Offset)-1), errors.New(plainly(syntax.Error()))}
	}
	return nil, &Error{format, "", err}
}

// plainly puts encoding/json's words right for people who never saw its source.
func plainly(reason string) string {
	reason = strings.TrimPrefix(reason, "json: ")
	return strings.Replace(reason, "looking for beginning of", "where there should be the beginning of a", 1)
}

// position tells where a byte is, in lines and characters from 1.
func position(data []byte, offset int) string {
	before := data[:max(0, min(offset, len(data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}
