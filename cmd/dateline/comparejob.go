package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"dateline/enrich"
	"dateline/enrich/corpus"
	"dateline/enrich/story"
)

// What compare holds in memory at most: so many stories, or bytes of them, and
// one story more. An engine does a batch before the next one gets it, so that
// none has to clean up behind the other while its time is taken.
const (
	compareBatch = 256
	compareBytes = 1 << 20
)

// compareJob is one run of compare.
type compareJob struct {
	*app
	contest
	ctx      context.Context
	runs     []enricher // by engine
	out      compareOutput
	progress *progress

	files   []*comparison
	total   *comparison
	warm    bool // every engine has seen a story
	unread  int  // files that could not be read
	unclear int  // files that made no sense
}

// compareOutput is told what was found, as it is found.
type compareOutput interface {
	// story is told of a story with differences.
	story(s *comparedStory) error
	// end is told the figures of every file, and of all.
	end(files []*comparison, total *comparison) error
}

// comparedStory is a labelled story with what each engine found in it.
type comparedStory struct {
	corpus.Named
	file  string
	line  int
	found [][]corpus.Difference // by engine
}

func (j *compareJob) run(files []string) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // speed is that of one core
	if len(j.runs) > 1 {
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
		defer debug.SetGCPercent(debug.SetGCPercent(-1)) // the limit of tidy is enough
	}
	for _, name := range files {
		c := newComparison(name, j.contest)
		if name == "-" {
			c.File = stdinName
		}
		err := j.file(name, c)
		j.progress.clear()
		var line *corpus.LineError
		switch {
		case j.ctx.Err() != nil:
			return j.ctx.Err()
		case errors.As(err, &line):
			j.complain(fmt.Sprintf("%s:%d: %v", c.File, line.Line, line.Err))
			j.unclear++
		case errors.Is(err, errNoStory):
			j.complain(fmt.Sprintf("%s: %v", c.File, err))
			j.unclear++
		case errors.Is(err, errReaderLeft):
			return err
		case err != nil:
			j.complain(fmt.Sprintf("%s: %v", c.File, withoutPath(err)))
			j.unread++
		default:
			j.files = append(j.files, c)
			j.total.add(c)
		}
	}
	if len(j.files) > 0 {
		if err := j.out.end(j.files, j.total); err != nil {
			return err
		}
	}
	switch {
	case j.unclear > 0:
		return exit(exitData)
	case j.unread > 0:
		return exit(exitFailure)
	}
	return nil
}

var errNoStory = errors.New("it holds no story")

// file compares the engines on one file.
func (j *compareJob) file(name string, c *comparison) error {
	var in io.Reader = j.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	in, err := unpacked(&countedReader{in, j.progress})
	if err != nil {
		return err
	}
	r := corpus.NewNamedReader(in, j.labels, j.sentences)
	for ended := false; !ended; {
		var batch []comparedStory
		for size := 0; len(batch) < compareBatch && size < compareBytes; {
			t, line, err := r.Next()
			if err == io.EOF {
				ended = true
				break
			}
			if err != nil {
				return err
			}
			size += len(t.Text)
			batch = append(batch, comparedStory{Named: t, file: c.File, line: line})
		}
		if err := j.batch(batch, c); err != nil {
			return err
		}
	}
	if unknown := r.Unknown(); len(unknown) > 0 {
		j.progress.clear()
		fmt.Fprintf(j.stderr, "%s: labels that are not known count as other names: %s; --label LABEL=TYPE says what they are\n",
			printable(c.File), printable(listed(unknown)))
	}
	if c.Stories == 0 {
		return errNoStory
	}
	return nil
}

// batch runs every engine on some stories and passes on where they differ.
func (j *compareJob) batch(batch []comparedStory, c *comparison) error {
	for k, engine := range j.runs {
		if !j.warm && len(batch) > 0 {
			if _, _, err := j.tag(engine, &batch[0]); err != nil {
				return err
			}
		}
		j.tidy()
		for i := range batch {
			s := &batch[i]
			spans, took, err := j.tag(engine, s)
			if err != nil {
				return err
			}
			c.count(k, s.Spans, spans, took)
			s.found = append(s.found, corpus.Differences(s.Spans, spans))
		}
	}
	j.warm = j.warm || len(batch) > 0
	for i := range batch {
		s := &batch[i]
		c.Stories++
		c.Words += len(strings.Fields(s.Text))
		c.agree(s.found)
		if j.shown > 0 && slices.ContainsFunc(s.found, j.differ) {
			j.shown--
			j.progress.clear()
			if err := j.out.story(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// garbage is how much an engine may leave behind, in bytes, before memory is
// cleaned up in its time.
const garbage = 128 << 20

// tidy cleans up behind the engine that was at work last. Where there are two,
// the next one gets so much room that it seldom has to: cleaning means walking
// through the models of both, and those of prose are large.
func (j *compareJob) tidy() {
	runtime.GC()
	if len(j.runs) < 2 {
		return
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(int64(m.Sys-m.HeapIdle) + garbage)
}

// differ reports whether anything is to be shown of what an engine found.
func (c contest) differ(found []corpus.Difference) bool { return slices.ContainsFunc(found, c.wrong) }

// wrong reports whether a difference is a mistake in a type that is compared.
func (c contest) wrong(d corpus.Difference) bool {
	return d.Kind != corpus.Right && (d.Labelled != nil && slices.Contains(c.types, d.Labelled.Type) ||
		d.Found != nil && slices.Contains(c.types, d.Found.Type))
}

// timed is an enricher that tells how long its stages took.
type timed interface {
	Timed(ctx context.Context, s *story.Story, clock func() time.Duration) (*story.Tags, enrich.Stages, error)
}

// tag returns what an engine finds in a story. What goes wrong in there, a
// panic included, comes back as an error that names the story.
func (j *compareJob) tag(e enricher, s *comparedStory) (spans []corpus.Span, took enrich.Stages, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &corpus.LineError{Line: s.line, Err: fmt.Errorf("tagging failed, which is a bug in dateline: %v", p)}
		}
	}()
	in := &story.Story{URI: "urn:dateline:compare:" + s.ID, Type: "text", Status: story.Usable, Language: "en"}
	if s.Text != "" {
		in.Fields = []story.Field{{Name: story.Body, Text: s.Text}}
	}
	var tags *story.Tags
	if t, ok := e.(timed); ok {
		tags, took, err = t.Timed(j.ctx, in, processTime)
	} else {
		start := processTime()
		tags, err = e.Enrich(j.ctx, in)
		took.Whole = processTime() - start
	}
	if err != nil {
		return nil, took, err
	}
	return spansOf(s.Text, tags), took, nil
}

// spansOf returns the names in the text of tags, in bytes. Demonyms are left
// out: the corpora have them as names of another kind.
func spansOf(text string, tags *story.Tags) []corpus.Span {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	var spans []corpus.Span
	add := func(mentions []story.Mention, label string) {
		for _, m := range mentions {
			if m.Kind != story.KindDemonym && m.Field == story.Body {
				spans = append(spans, corpus.Span{Start: at[m.Start], End: at[m.End], Type: label})
			}
		}
	}
	for _, e := range tags.Entities {
		add(e.Mentions, labelOf(e.Type))
	}
	for _, p := range tags.Places {
		add(p.Mentions, labelOf(story.Location))
	}
	return spans
}

// countedReader tells the progress what was read.
type countedReader struct {
	io.Reader
	progress *progress
}

func (r *countedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.progress.add(n)
	return n, err
}

// unpacked unpacks what is packed with gzip, and leaves the rest as it is.
func unpacked(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	if start, _ := b.Peek(2); !bytes.Equal(start, []byte{0x1f, 0x8b}) {
		return b, nil
	}
	return gzip.NewReader(b)
}
