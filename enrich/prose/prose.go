// Package prose finds names with the engine of github.com/jdkato/prose/v2.
//
// The engine is used for what it does well and kept from what it does badly:
// its models are loaded once and shared, sentences come from the caller, and
// the spans of names are read from its token labels, since its own entities
// have no offsets and run into each other.
//
//	sentence → prose tokens with labels → aligned with the text → names
package prose

import (
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"dateline/enrich/story"
)

// Engine is the prose engine. It is safe for concurrent use: its models are
// only read.
type Engine struct{ model func() *prose.Model }

// New makes an engine and begins to load its models, which takes some tenths
// of a second, in the background. The first call of Names waits for it.
func New() (*Engine, error) {
	load := sync.OnceValue(func() *prose.Model {
		// A document is the only way to the default model.
		doc, err := prose.NewDocument("", prose.WithSegmentation(false))
		if err != nil {
			return nil
		}
		return doc.Model
	})
	go load()
	return &Engine{model: load}, nil
}

// Names returns the names in a field, in order. The sentences are ranges of
// bytes in its text.
func (e *Engine) Names(f story.Field, sentences [][2]int) []story.Name {
	var names []story.Name
	at := position{text: f.Text}
	for _, s := range sentences {
		for _, w := range windows(f.Text[s[0]:s[1]]) {
			from := s[0] + w[0]
			window := f.Text[from : s[0]+w[1]]
			for _, n := range chunks(window, align(window, e.label(window))) {
				start := at.runes(from + n.start)
				end := at.runes(from + n.end)
				names = append(names, story.Name{
					Span:       story.Span{Field: f.Name, Start: start, End: end, Text: f.Text[from+n.start : from+n.end]},
					Type:       n.kind,
					Confidence: confidence(n.kind),
				})
			}
		}
	}
	return names
}

// label has prose tokenise and label a sentence. A sentence that it cannot
// digest has no names.
func (e *Engine) label(sentence string) (tokens []prose.Token) {
	defer func() {
		if recover() != nil {
			tokens = nil
		}
	}()
	doc, err := prose.NewDocument(sentence, prose.WithSegmentation(false), prose.UsingModel(e.model()))
	if err != nil {
		return nil
	}
	return doc.Tokens()
}

// confidence is the share of spans, in percent, that had the right extent and
// type on the CoNLL-03 and worldwide development stories, after entity.Trim
// had dropped the worst: of 1,966, 5,175 and 475.
func confidence(t story.Type) int {
	switch t {
	case story.Person:
		return 74
	case story.Location:
		return 44
	}
	return 42
}

// position turns byte offsets of a text, asked for in ascending order, into
// code points.
type position struct {
	text        string
	bytes, rune int
}

func (p *position) runes(b int) int {
	p.rune += utf8.RuneCountInString(p.text[p.bytes:b])
	p.bytes = b
	return p.rune
}
