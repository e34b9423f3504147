package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxStory is the longest line of --lines and the largest file that tag reads.
// The longest story in any public sample is under 200 kB; a megabyte of
// agate is possible, 16 of them are a mistake.
const maxStory = 16 << 20

// errTooLong says that a line was skipped, not read.
var errTooLong = fmt.Errorf("line is longer than %d MiB", maxStory>>20)

// lineReader reads lines of a bounded length and counts them. A line that is
// too long is skipped without being held in memory.
type lineReader struct {
	r      *bufio.Reader
	max    int
	number int // of the line that next returned, from 1
}

func newLineReader(r io.Reader, max int) *lineReader {
	return &lineReader{r: bufio.NewReaderSize(r, 64<<10), max: max}
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// next returns the next line without its end, in memory of its own. The error
// is io.EOF after the last line, errTooLong for a line that was skipped, and
// the reader's otherwise.
func (l *lineReader) next() ([]byte, error) {
	var line []byte
	tooLong := false
	for read := 0; ; {
		part, err := l.r.ReadSlice('\n')
		if read == 0 && len(part) > 0 {
			l.number++
		}
		read += len(part)
		if !tooLong && read > l.max+len("\r\n") {
			tooLong, line = true, nil
		}
		if !tooLong {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || read == 0):
			return nil, err
		case tooLong:
			return nil, errTooLong
		}
		line = bytes.TrimRight(line, "\r\n")
		if l.number == 1 {
			line = bytes.TrimPrefix(line, byteOrderMark)
		}
		if len(line) > l.max {
			return nil, errTooLong
		}
		return line, nil
	}
}
