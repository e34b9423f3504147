package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"
)

type diffFlags struct {
	json     bool
	exitCode bool
}

func (a *app) diffCommand() *cobra.Command {
	var flags diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Show what changed in the tags between two records, or two files of them",
		Long: `Diff compares the tags of enriched records: those of one version of Dateline or
of its configuration with those of another. OLD and NEW are files of one record,
or of one record a line, as 'dateline tag' and the output subject give them; one
of them may be - for standard input. Records belong together by their uri.

A tag is the same one if it has the same type and the same uri, or the same name
where it has none. Shown are tags that came (+), went (-) or changed (~): in
uri, role, confidence, relevance or in how often they are mentioned.

The exit code is 0, or with --exit-code 3 if anything differs.`,
		Example: `  dateline tag story.json > old.json
  dateline tag --set entities.engine=prose story.json | dateline diff old.json -
  dateline diff --json yesterday.jsonl today.jsonl | jq .changes[]`,
		Args: func(_ *cobra.Command, files []string) error {
			switch {
			case len(files) != 2:
				return fmt.Errorf("name two files of records, the old one and the new one")
			case files[0] == "-" && files[1] == "-":
				return fmt.Errorf("only one of the two can be standard input")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, files []string) error { return a.diff(flags, files[0], files[1]) },
	}
	cmd.Flags().BoolVar(&flags.json, "json", false, "one JSON object for each story that differs")
	cmd.Flags().BoolVar(&flags.exitCode, "exit-code", false, "end with 3 if anything differs")
	return cmd
}

func (a *app) diff(flags diffFlags, oldFile, newFile string) error {
	older, err := a.readRecords(oldFile)
	if err != nil {
		return err
	}
	newer, err := a.readRecords(newFile)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.stdout)
	differ := 0
	for _, d := range compareRecords(older, newer) {
		differ++
		if flags.json {
			line, err := json.Marshal(d)
			if err != nil {
				return err
			}
			out.Write(append(line, '\n'))
			continue
		}
		d.print(out, a.out)
	}
	if !flags.json {
		fmt.Fprintf(out, "%s, %s in the new file: %s\n", counted(len(older.order), "record", "records")+" in the old file",
			fmt.Sprint(len(newer.order)), counted(differ, "story differs", "stories differ"))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if flags.exitCode && differ > 0 {
		return exit(exitFindings)
	}
	return nil
}

// records are the records of a file by their uri, in its order.
type records struct {
	by    map[string]*shown
	order []string
}

// readRecords reads a file of one record, or of one a line. Of two records
// with the same uri the later one counts, as in a stream.
func (a *app) readRecords(file string) (*records, error) {
	in := io.Reader(a.stdin)
	if file == "-" {
		file = stdinName
	} else {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, withoutPath(err))
		}
		defer f.Close()
		in = f
	}
	all := &records{by: map[string]*shown{}}
	buffered := bufio.NewReader(in)
	if start, err := buffered.Peek(1); err == nil && isXML(start) {
		return nil, fail(exitData, fmt.Errorf("%s: %w", file, errXMLRecord))
	}
	dec := json.NewDecoder(buffered)
	for n := 1; ; n++ {
		r := &shown{}
		err := dec.Decode(r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && r.URI == "" {
			err = errors.New("has no uri: is it a record?")
		}
		if err != nil {
			return nil, fail(exitData, fmt.Errorf("%s: record %d: %w", file, n, withoutPath(err)))
		}
		if all.by[r.URI] == nil {
			all.order = append(all.order, r.URI)
		}
		all.by[r.URI] = r
	}
	if len(all.order) == 0 {
		return nil, fail(exitData, fmt.Errorf("%s: holds no record", file))
	}
	return all, nil
}

// compareRecords returns the stories that differ: in the order of the old
// file, then those that only the new one has.
func compareRecords(older, newer *records) []storyDiff {
	var all []storyDiff
	for _, uri := range older.order {
		d := storyDiff{URI: uri}
		if now := newer.by[uri]; now == nil {
			d.Only = "old"
		} else {
			d.Headline, d.Changes = now.title(), compareTags(older.by[uri].tags(), now.tags())
		}
		all = append(all, d)
	}
	for _, uri := range newer.order {
		if older.by[uri] == nil {
			all = append(all, storyDiff{URI: uri, Only: "new"})
		}
	}
	return slices.DeleteFunc(all, func(d storyDiff) bool { return d.Only == "" && len(d.Changes) == 0 })
}
