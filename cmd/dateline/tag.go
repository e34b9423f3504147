package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/consumer/wire"
)

// tagFlags are what `dateline tag` can be told.
type tagFlags struct {
	format string
	output string
	lines  bool
	strict bool
}

func (a *app) tagCommand() *cobra.Command {
	var flags tagFlags
	cmd := &cobra.Command{
		Use:   "tag FILE…|-",
		Short: "Tag stories from files, without NATS",
		Long: `Tag reads stories from files, or from standard input, and writes their records
to standard output: one record a line, as output.format of the configuration has it, which is JSON
unless it says newsml-g2, or as --output says.

Each file is one story (or several, where its format puts several into one
document), in any format that 'dateline run' reads. With --lines each line is
one JSON story, and each gives one line of output, in the same order; blank
lines give none. A line that cannot be tagged gives {"error": …} in its place, or
nothing where the output is not JSON.

A story that cannot be decoded is named on standard error, the others are
tagged all the same, and the exit code is 65.`,
		Example: `  dateline tag story.json | jq .enrichment.entities
  dateline tag --output text dispatch.txt
  dateline tag --output newsml-g2 story.json | xmllint --format -
  curl -s https://wire.example/item.json | dateline tag --format ap-media -
  zcat archive.jsonl.gz | dateline tag --lines - > tagged.jsonl`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return fmt.Errorf("no story given: name a file, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			return a.tag(cmd.Context(), flags, files)
		},
	}
	newChoice(&flags.format, "", wire.Formats()...).
		addTo(cmd, false, "format", "`FORMAT` of the stories, where it cannot be told by looking: "+listed(wire.Formats()))
	newChoice(&flags.output, "", "json", "newsml-g2", "text").
		addTo(cmd, false, "output", "`HOW` to show records: json, newsml-g2 (XML), or text to be read (default: as output.format says)")
	cmd.Flags().BoolVar(&flags.lines, "lines", false, "one JSON story a line in, one record a line out")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "records that are ninjs 3.2 and nothing more")
	return cmd
}

// What tag holds in memory at most: stories in the window, and their bytes.
// The window lets the other cores go on while one has a long story.
const (
	tagWindow = 64
	tagBudget = 64 << 20
)

func (a *app) tag(ctx context.Context, flags tagFlags, files []string) error {
	contentType := ""
	if flags.lines {
		if flags.format == wire.Text {
			return usagef("--lines takes JSON stories; plain text has lines of its own")
		}
		if flags.format == "" {
			contentType = "application/json"
		}
	}
	cfg, log, err := a.start()
	if err != nil {
		return err
	}
	enrich, err := a.newEnricher(cfg)
	if err != nil {
		return err
	}
	encode, err := flags.encoding(encodeOptions(cfg))
	if err != nil {
		return err
	}
	tagger, err := newTagger(enrich, flags.format, contentType, encode, log)
	if err != nil {
		return err
	}
	in := &inputs{names: files, stdin: a.stdin, lines: flags.lines}
	if slices.Contains(files, "-") && typed(a.stdin) {
		fmt.Fprintln(a.stderr, "reading from this terminal; Ctrl-D ends the input")
	}
	flags.output = firstWord(flags.output, outputOf(encode))
	job := &tagJob{app: a, flags: flags, ctx: ctx, tagger: tagger, out: bufio.NewWriterSize(a.stdout, 64<<10)}
	job.progress = a.newProgress(in.size(), "tagging", true)
	return job.run(in)
}

// tagJob is one run of tag.
type tagJob struct {
	*app
	flags    tagFlags
	ctx      context.Context
	tagger   *tagger
	out      *bufio.Writer
	progress *progress

	unreadable, undecodable int
}

// tagResult is what came of one input: its output, or why there is none.
type tagResult struct {
	tagInput
	out []byte
	bad error // it was read and could not be tagged
}

func (j *tagJob) run(in *inputs) error {
	pipeline := ordered[tagInput, tagResult]{
		Workers: runtime.GOMAXPROCS(0), Window: tagWindow, Budget: tagBudget,
		Size: func(i tagInput) int { return len(i.data) },
		Work: j.work, Emit: j.emit, Idle: j.out.Flush,
	}
	err := pipeline.run(j.ctx, in.next)
	j.progress.clear()
	switch flushed := j.out.Flush(); {
	case err != nil:
		return err
	case flushed != nil:
		return flushed
	case j.undecodable > 0:
		return exit(exitData)
	case j.unreadable > 0:
		return exit(exitFailure)
	}
	return nil
}

// work tags one input. It runs on several goroutines at once.
func (j *tagJob) work(in tagInput) tagResult {
	result := tagResult{tagInput: in}
	result.data = nil
	if in.err != nil {
		return result
	}
	records, err := j.tagger.records(j.ctx, in.data)
	if err == nil && in.line > 0 && len(records) != 1 {
		err = fmt.Errorf("the line holds %d stories, not one; give it as a file of its own", len(records))
	}
	var out bytes.Buffer
	for _, record := range records {
		if err == nil {
			err = j.show(&out, record)
		}
	}
	result.out, result.bad = out.Bytes(), err
	return result
}

func (j *tagJob) show(to *bytes.Buffer, record []byte) error {
	if j.flags.output != "text" {
		if j.app.out.is && j.flags.output == "json" {
			record = asciiControls(record)
		}
		to.Write(bytes.TrimRight(record, "\n"))
		to.WriteByte('\n')
		return nil
	}
	text, err := render(j.app.out, record)
	to.WriteString(text)
	to.WriteByte('\n')
	return err
}

// emit writes what came of one input.
func (j *tagJob) emit(r tagResult) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	j.progress.add(r.read)
	err := r.err
	if err == nil {
		err = r.bad
	}
	if err == nil {
		_, err = j.out.Write(r.out)
		return err
	}
	where := r.file
	if r.line > 0 {
		where = fmt.Sprintf("%s:%d", r.file, r.line)
		err = withoutLine(err)
	}
	j.progress.clear()
	j.complain(fmt.Sprintf("%s: %v", where, err))
	if r.err != nil && r.line == 0 {
		j.unreadable++
		return nil
	}
	j.undecodable++
	if r.line == 0 || j.flags.output != "json" {
		return nil
	}
	return j.emitError(r, err)
}

// withoutLine leaves out that the trouble is in line 1 of a story that is a
// line itself: its number in the file has been said.
func withoutLine(err error) error {
	var wrong *wire.Error
	if !errors.As(err, &wrong) {
		return err
	}
	column, ok := strings.CutPrefix(wrong.Where, "line 1, ")
	if !ok {
		return err
	}
	return &wire.Error{Format: wrong.Format, Where: column, Err: wrong.Err}
}

// lineError stands in the output for a line that could not be tagged.
type lineError struct {
	Error struct {
		File    string `json:"file,omitempty"`
		Line    int    `json:"line"`
		Message string `json:"message"`
	} `json:"error"`
}

func (j *tagJob) emitError(r tagResult, why error) error {
	var e lineError
	if r.file != stdinName {
		e.Error.File = r.file
	}
	e.Error.Line, e.Error.Message = r.line, why.Error()
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return err
	}
	_, err := j.out.Write(asciiControls(doc.Bytes()))
	return err
}
