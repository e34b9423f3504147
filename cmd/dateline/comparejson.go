package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"dateline/enrich/corpus"
	"dateline/enrich/story"
)

// compareJSON writes a comparison as one JSON document. Stories are written as
// they come, so that nobody has to hold them all.
type compareJSON struct {
	*app
	contest
	stories int
}

func newCompareJSON(a *app, c contest) *compareJSON { return &compareJSON{app: a, contest: c} }

// What the document is made of.
type (
	storyJSON struct {
		File      string         `json:"file"`
		Line      int            `json:"line"`
		Story     string         `json:"story"`
		Sentences []sentenceJSON `json:"sentences"`
	}
	sentenceJSON struct {
		Text    string                `json:"text"`
		Start   int                   `json:"start"` // in the story, in code points
		Engines map[string][]madeJSON `json:"engines"`
	}
	madeJSON struct {
		Kind     corpus.Kind `json:"kind"`
		Labelled *nameJSON   `json:"labelled,omitempty"`
		Found    *nameJSON   `json:"found,omitempty"`
	}
	nameJSON struct {
		Start int        `json:"start"` // in the story, in code points
		End   int        `json:"end"`
		Text  string     `json:"text"`
		Type  story.Type `json:"type"`
	}
	comparisonJSON struct {
		File    string               `json:"file,omitempty"`
		Stories int                  `json:"stories"`
		Words   int                  `json:"words"`
		Engines map[string]scoreJSON `json:"engines"`
		FoundBy *foundByJSON         `json:"foundBy,omitempty"`
	}
	scoreJSON struct {
		Names          map[string]countJSON `json:"names"` // by type, and all
		Mistakes       map[corpus.Kind]int  `json:"mistakes"`
		WordsPerSecond struct {
			Names int `json:"names,omitempty"` // the engine alone
			Whole int `json:"whole"`           // all that tagging does
		} `json:"wordsPerSecond"`
	}
	countJSON struct {
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Right     int     `json:"right"`
		Wrong     int     `json:"wrong"`
		Missed    int     `json:"missed"`
	}
	foundByJSON struct {
		Both    int            `json:"both"`
		Neither int            `json:"neither"`
		Alone   map[string]int `json:"alone"`
	}
)

func (w *compareJSON) story(s *comparedStory) error {
	before := ",\n"
	if w.stories == 0 {
		before = "{\"differences\": [\n"
	}
	w.stories++
	doc := storyJSON{File: s.file, Line: s.line, Story: s.ID}
	for _, in := range w.wrongSentences(s) {
		one := sentenceJSON{
			Text: s.Text[in.start:in.end], Start: utf8.RuneCountInString(s.Text[:in.start]),
			Engines: map[string][]madeJSON{},
		}
		for k, engine := range w.engines {
			one.Engines[engine] = []madeJSON{}
			for _, d := range in.found[k] {
				if w.wrong(d) || d.Counts() {
					one.Engines[engine] = append(one.Engines[engine], madeJSON{d.Kind, named(s.Text, d.Labelled), named(s.Text, d.Found)})
				}
			}
		}
		doc.Sentences = append(doc.Sentences, one)
	}
	return w.write(before, doc)
}

func named(text string, s *corpus.Span) *nameJSON {
	if s == nil {
		return nil
	}
	start := utf8.RuneCountInString(text[:s.Start])
	return &nameJSON{start, start + utf8.RuneCountInString(text[s.Start:s.End]), text[s.Start:s.End], typeCalled(s.Type)}
}

func (w *compareJSON) end(files []*comparison, total *comparison) error {
	before := "\n], "
	if w.stories == 0 {
		before = `{"differences": [], `
	}
	all := []comparisonJSON{}
	for _, c := range files {
		all = append(all, w.comparison(c))
	}
	if err := w.write(before+`"files": `, all); err != nil {
		return err
	}
	if err := w.write(",\n\"total\": ", w.comparison(total)); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w.stdout, "}")
	return err
}

func (w *compareJSON) comparison(c *comparison) comparisonJSON {
	doc := comparisonJSON{File: c.File, Stories: c.Stories, Words: c.Words, Engines: map[string]scoreJSON{}}
	for k, engine := range w.engines {
		e := c.engines[k]
		score := scoreJSON{Names: map[string]countJSON{"all": counts(c.all(k))}, Mistakes: map[corpus.Kind]int{}}
		for _, t := range w.types {
			score.Names[string(typeCalled(t))] = counts(e.counts[t])
		}
		for _, kind := range corpus.Kinds() {
			score.Mistakes[kind] = e.kinds[kind]
		}
		score.WordsPerSecond.Names = int(c.perSecond(e.took.Names))
		score.WordsPerSecond.Whole = int(c.perSecond(e.took.Whole))
		doc.Engines[engine] = score
	}
	if len(w.engines) == 2 {
		doc.FoundBy = &foundByJSON{
			Both: c.foundBy[3], Neither: c.foundBy[0],
			Alone: map[string]int{w.engines[0]: c.foundBy[1], w.engines[1]: c.foundBy[2]},
		}
	}
	return doc
}

func counts(c corpus.Count) countJSON {
	return countJSON{c.Precision(), c.Recall(), c.F1(), c.Right, c.Wrong, c.Missed}
}

func (w *compareJSON) write(before string, doc any) error {
	var b bytes.Buffer
	b.WriteString(before)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := w.stdout.Write(asciiControls(bytes.TrimRight(b.Bytes(), "\n")))
	return err
}
