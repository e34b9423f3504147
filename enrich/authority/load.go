package authority

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// maxFile is the size of the largest file that is read. A row has some 150
// bytes, so that it holds millions of them.
const maxFile = 1 << 30

// stamp tells two versions of a file apart.
type stamp struct {
	size     int64
	modified time.Time
}

// Load reads the files, in order: of two rows with the same URI the first
// decides. No files give a nil Set. The error is an *Error with everything that
// is wrong in any of them.
func Load(paths []string) (*Set, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	l := &loader{}
	for _, path := range paths {
		l.load(path)
	}
	if err := l.err(); err != nil {
		return nil, err
	}
	return &Set{index: l.index.done(), files: l.files, sum: checksum(l.sums)}, nil
}

// Unchanged reports whether the files at these paths are those that the Set
// was read from, by their size and time.
func (s *Set) Unchanged(paths []string) bool {
	if s == nil {
		return len(paths) == 0
	}
	return slices.EqualFunc(s.files, paths, func(f file, path string) bool {
		info, err := os.Stat(path)
		return err == nil && f.path == path && f.size == info.Size() && f.modified.Equal(info.ModTime())
	})
}

// loader reads files into an index.
type loader struct {
	problems
	index builder
	files []file
	sums  [][sha256.Size]byte
	field []string // of one row, for aliases
}

func (l *loader) load(path string) {
	data, at, err := readFile(path)
	if err != nil {
		l.add(Problem{File: path, What: err.Error(), Hint: "a path is relative to the directory that dateline is started in"})
		return
	}
	if len(l.index.bytes) > maxFile {
		l.add(Problem{File: path, What: fmt.Sprintf("the files before it have more than %d MiB of text", maxFile>>20)})
		return
	}
	l.files = append(l.files, file{path, at})
	l.sums = append(l.sums, sha256.Sum256(data))
	l.index.expect(data)
	l.read(path, data)
}

// read reads the rows of a file.
func (l *loader) read(path string, data []byte) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		l.add(Problem{File: path, Line: 1, What: "the file is UTF-16", Hint: "save it as UTF-8"})
		return
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if jsonLines(path, data) {
		l.readJSONL(path, data)
		return
	}
	l.readCSV(path, data)
}

// jsonLines tells by the name of the file, and else by its first character,
// which format it is in.
func jsonLines(path string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return false
	case ".jsonl", ".ndjson":
		return true
	}
	return bytes.HasPrefix(bytes.TrimSpace(data[:min(len(data), 1024)]), []byte("{"))
}

func readFile(path string) ([]byte, stamp, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, stamp{}, fmt.Errorf("cannot be read: %w", withoutPath(err))
	case info.IsDir():
		return nil, stamp{}, errors.New("is a directory")
	case info.Size() > maxFile:
		return nil, stamp{}, fmt.Errorf("is larger than %d MiB", maxFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, stamp{}, fmt.Errorf("cannot be read: %w", withoutPath(err))
	}
	return data, stamp{info.Size(), info.ModTime()}, nil
}

// withoutPath cuts the path from an error that is shown after it.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
