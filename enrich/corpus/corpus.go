// Package corpus reads labelled corpora, and measures a tagger against them.
//
//	*.jsonl, *.jsonl.gz → Items → (a tagger) → Ranked → Score → Report
//
// The corpora themselves are not part of the project.
package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"dateline/enrich/story"
)

// Item is a text with its labels.
type Item struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Text   string   `json:"text"`
	Date   string   `json:"date"` // as the corpus has it, mostly 2006-01-02
	Labels []string `json:"labels"`
	Medtop string   `json:"medtop"` // code of level 1, where the corpus gives it
}

// Fields returns the item's text as the fields of a story.
func (i Item) Fields() []story.Field {
	var fields []story.Field
	if i.Title != "" {
		fields = append(fields, story.Field{Name: story.Headline, Text: i.Title})
	}
	if i.Text != "" {
		fields = append(fields, story.Field{Name: story.Body, Text: i.Text})
	}
	return fields
}

// Concept is an entry of the IPTC Media Topics vocabulary.
type Concept struct {
	Code       string   `json:"code"`
	Label      string   `json:"label"`
	Definition string   `json:"definition"`
	Path       []string `json:"path"` // codes from level 1 down to this one
	Level      int      `json:"level"`
	Retired    *string  `json:"retired"` // date, or nil

	Labels     map[string]string   `json:"labels"`      // by language, as the exports name it
	ChangeNote map[string]string   `json:"changeNote"`  // by language; of a retired concept it often names the successor
	Subjects   map[string][]string `json:"subjectcode"` // codes of the older IPTC Subject Codes, by SKOS relation
	AP         string              `json:"ap_subject"`  // the Associated Press's identifier, where it is known
}

// ReadItems reads a corpus of one JSON object a line, packed or not.
func ReadItems(path string) ([]Item, error) { return readLines[Item](path) }

// ReadConcepts reads the vocabulary, one JSON object a line.
func ReadConcepts(path string) ([]Concept, error) { return readLines[Concept](path) }

func readLines[T any](path string) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var all []T
	dec := json.NewDecoder(r)
	for {
		var one T
		if err := dec.Decode(&one); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: entry %d: %w", path, len(all)+1, err)
		}
		all = append(all, one)
	}
}

// Labels maps the labels of a corpus to codes of level 1, by corpus.
type Labels map[string]map[string]string

// ReadLabels reads a label map. A label without a code, or with several, has
// none in it.
func ReadLabels(path string) (Labels, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var raw map[string]map[string]*string
	if err := json.Unmarshal(b, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	all := make(Labels)
	for corpus, labels := range raw {
		all[corpus] = make(map[string]string)
		for label, code := range labels {
			if code == nil || strings.Contains(*code, " or ") {
				continue
			}
			all[corpus][label], _, _ = strings.Cut(*code, " ")
		}
	}
	return all, nil
}

// Code returns the level 1 code of an item of the named corpus, or nothing.
func (l Labels) Code(corpus string, i Item) string {
	if i.Medtop != "" {
		return i.Medtop
	}
	for _, label := range i.Labels {
		if code := l[corpus][label]; code != "" {
			return code
		}
	}
	return ""
}

// Labelled is an item with its code of level 1.
type Labelled struct {
	Item
	Code string
}

// Choose returns the items of the named corpus that have a code and a date
// from the first day on and before the second; an empty day is no limit.
func (l Labels) Choose(corpus string, items []Item, from, before string) []Labelled {
	var all []Labelled
	for _, i := range items {
		code := l.Code(corpus, i)
		if code != "" && i.Date >= from && (before == "" || i.Date < before) {
			all = append(all, Labelled{i, code})
		}
	}
	return all
}
