package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// CheckFiles says which of the files that the configuration names cannot be
// read: credentials, keys, certificates, a gazetteer. Load does not look at
// them, so that a configuration can be checked on another machine.
func CheckFiles(c *Config, o *Origins) error {
	var problems []Problem
	for _, f := range fields(c) {
		if !f.is("path") || f.value.String() == "" {
			continue
		}
		if what := unreadable(f.value.String()); what != "" {
			at := o.Of(f.key)
			problems = append(problems, Problem{
				Key: f.key, Origin: at, Source: o.line(at), What: what,
				Hint: "a path is relative to the directory that dateline is started in",
			})
		}
	}
	if problems == nil {
		return nil
	}
	return &Error{problems}
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
