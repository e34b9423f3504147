package config

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
)

// CheckFiles says which of the files that the configuration names cannot be
// read: credentials, keys, certificates, a
// gazetteer, authority files. Load does not look at
// them, so that a configuration can be checked on another machine.
func CheckFiles(c *Config, o *Origins) error {
	var problems []Problem
	for _, f := range fields(c) {
		if !f.is("path") {
			continue
		}
		for part, path := range paths(f) {
			what := unreadable(path)
			if what == "" {
				continue
			}
			at, _ := o.nearest(f.key, part)
			problems = append(problems, Problem{
				Key: f.key + part, Origin: at, Source: o.line(at), What: what,
				Hint: "a path is relative to the directory that dateline is started in",
			})
		}
	}
	if problems == nil {
		return nil
	}
	return &Error{problems}
}

// paths yields the files of a key, each with its place in the value.
func paths(f field) iter.Seq2[string, string] {
	return func(yield func(part, path string) bool) {
		list, isList := f.value.Interface().([]string)
		if !isList && f.value.String() != "" {
			yield("", f.value.String())
		}
		for i, path := range list {
			if !yield(fmt.Sprintf("[%d]", i), path) {
				return
			}
		}
	}
}

// unreadable says why a file cannot be read, or nothing.
func unreadable(path string) string {
	file, err := os.Open(path)
	if err != nil {
		reason := err
		var pathError *fs.PathError
		if errors.As(err, &pathError) {
			reason = pathError.Err
		}
		return fmt.Sprintf("%q cannot be read: %v", path, reason)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return fmt.Sprintf("%q is a directory", path)
	}
	return ""
}
