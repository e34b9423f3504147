package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// stdinName is what standard input is called in errors; on the command line
// it is "-".
const stdinName = "stdin"

// tagInput is a story on its way in: a file, or a line of one.
type tagInput struct {
	file string
	line int // from 1; 0 for a whole file
	data []byte
	err  error // it could not be read
	read int   // bytes taken from the file for it
}

// inputs are the files named on the command line, read one after the other.
// One that cannot be read does not keep the others from being read.
type inputs struct {
	names []string
	stdin io.Reader
	lines bool

	open   io.ReadCloser
	reader *lineReader
}

// next returns the next story, false after the last.
func (in *inputs) next() (tagInput, bool, error) {
	for in.open != nil || len(in.names) > 0 {
		if in.open == nil {
			if err := in.begin(); err != nil {
				return in.end(tagInput{err: err}), true, nil
			}
		}
		if !in.lines {
			return in.end(in.file()), true, nil
		}
		line, err := in.reader.next()
		item := tagInput{file: in.name(), line: in.reader.number, data: line, read: len(line) + 1}
		switch {
		case errors.Is(err, errTooLong):
			item.err = err
			return item, true, nil
		case errors.Is(err, io.EOF):
			in.end(item)
		case err != nil:
			return in.end(tagInput{err: err}), true, nil
		case !blank(line):
			return item, true, nil
		}
	}
	return tagInput{}, false, nil
}

func (in *inputs) begin() error {
	in.open = io.NopCloser(in.stdin)
	if in.names[0] != "-" {
		f, err := os.Open(in.names[0])
		if err != nil {
			return withoutPath(err)
		}
		in.open = f
	}
	in.reader = newLineReader(in.open, maxStory)
	return nil
}

// file reads the whole of the open file.
func (in *inputs) file() tagInput {
	data, err := io.ReadAll(io.LimitReader(in.open, maxStory+1))
	if err == nil && len(data) > maxStory {
		data, err = nil, fmt.Errorf("is larger than %d MiB", maxStory>>20)
	}
	return tagInput{data: data, err: withoutPath(err), read: len(data)}
}

// end closes the open file and names the item after it.
func (in *inputs) end(item tagInput) tagInput {
	item.file = in.name()
	if in.open != nil {
		in.open.Close() // it was only read
	}
	in.open, in.names = nil, in.names[1:]
	return item
}

func (in *inputs) name() string {
	if in.names[0] == "-" {
		return stdinName
	}
	return in.names[0]
}

// size is the number of bytes in all inputs, or 0 when that is not known of
// every one.
func (in *inputs) size() int64 {
	total := int64(0)
	for _, name := range in.names {
		info, err := os.Stat(name)
		if name == "-" {
			f, ok := in.stdin.(*os.File)
			if !ok {
				return 0
			}
			info, err = f.Stat()
		}
		if err != nil || !info.Mode().IsRegular() {
			return 0
		}
		total += info.Size()
	}
	return total
}

// withoutPath cuts the path from an error that is going to be shown after it.
func withoutPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}
