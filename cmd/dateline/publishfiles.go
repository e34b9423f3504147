package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/wire"
)

// filenameHeader tells, in a dead letter too, which file a story came from.
const filenameHeader = "Dateline-Filename"

// envelope is what all stories of one `dateline publish` have in common.
type envelope struct {
	subject     string
	format      string // or empty: left to whoever reads it
	contentType string // or empty: by the name of the file
}

var errEmptyStory = errors.New("is empty")

// message makes the message of one story. Its id depends on everything that
// decides what becomes of the story: what was published in the wrong format is
// not the same as what is published in the right one.
func (e envelope) message(file string, data []byte) (*nats.Msg, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, errEmptyStory
	}
	m := nats.NewMsg(e.subject)
	m.Data = data
	set := func(name, value string) {
		if value != "" {
			m.Header.Set(name, value)
		}
	}
	kind := e.kindOf(file)
	set("Content-Type", kind)
	set(wire.FormatHeader, e.format)
	if file != stdinName {
		set(filenameHeader, printable(filepath.Base(file)))
	}
	sum := sha256.New()
	for _, part := range []string{e.subject, kind, e.format} {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	sum.Write(data)
	m.Header.Set(jetstream.MsgIDHeader, "publish/"+hex.EncodeToString(sum.Sum(nil)[:16]))
	return m, nil
}

// kindOf is the content type of a file: the one that was asked for, that of
// plain text, or what the name says. Names that end in .txt say nothing: most
// formats of the telegraph age are kept in such files too.
func (e envelope) kindOf(file string) string {
	if e.contentType != "" {
		return e.contentType
	}
	if e.format == wire.Text {
		return "text/plain"
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".html", ".htm":
		return "text/html"
	}
	return ""
}

// checkContentType refuses what is no media type.
func checkContentType(value string) error {
	if value == "" {
		return nil
	}
	if _, _, err := mime.ParseMediaType(value); err != nil || !strings.Contains(value, "/") {
		return usagef("--content-type %q: must be a media type, such as application/json", value)
	}
	return nil
}

// missingInput is something on the command line that cannot be read.
type missingInput struct {
	name string
	err  error
}

// storyFiles lists the files to publish: those named, and for a directory all
// files below it in the order of their names, without hidden ones.
func storyFiles(names []string) (files []string, missing []missingInput) {
	for _, name := range names {
		if name == "-" {
			files = append(files, name)
			continue
		}
		info, err := os.Stat(name)
		switch {
		case err != nil:
			missing = append(missing, missingInput{name, withoutPath(err)})
		case !info.IsDir():
			files = append(files, name)
		default:
			below, unread := filesBelow(name)
			files, missing = append(files, below...), append(missing, unread...)
		}
	}
	return files, missing
}

func filesBelow(root string) (files []string, unread []missingInput) {
	// The function passes every error on as unread; there is none left.
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(filepath.Base(path), ".")
		switch {
		case err != nil:
			unread = append(unread, missingInput{path, withoutPath(err)})
			return nil
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case entry.IsDir(), hidden:
			return nil
		}
		// A link to a file is as good as the file; one to a directory may
		// lead in circles.
		if info, err := os.Stat(path); err != nil {
			unread = append(unread, missingInput{path, withoutPath(err)})
		} else if info.Mode().IsRegular() {
			if path == "-" {
				path = "./-" // a file of that name, not standard input
			}
			files = append(files, path)
		}
		return nil
	})
	return files, unread
}
