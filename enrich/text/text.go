// Package text reads the fields of a story into sentences and tokens. Every
// token keeps its place in the field, in bytes and in code points, so that
// whatever is found in tokens is found in the text.
//
//	Field.Text → Tokens → Sentences → Doc
//
// Nothing is normalised in place: the text stays byte for byte what it was.
package text

import "dateline/enrich/story"

// Doc is a story's text, read once and shared by all taggers. It is not
// changed after Parse.
type Doc struct {
	Fields []Field
}

// Field is one field of a Doc.
type Field struct {
	Name      string
	Text      string
	Tokens    []Token
	Sentences []Range // of token indices, in order, without gaps
}

// Range is a half-open range [Start, End).
type Range struct{ Start, End int }

// Token is a word, a number or a mark of punctuation.
type Token struct {
	Start, End         int // bytes in Field.Text
	RuneStart, RuneEnd int // code points in Field.Text
	Kind               Kind
	SpaceBefore        bool // white space, or the start of the field, stands before it
}

// TokenText returns the text of token i.
func (f *Field) TokenText(i int) string { t := f.Tokens[i]; return f.Text[t.Start:t.End] }

// Span returns the tokens [first, last) as a span of the story.
func (f *Field) Span(first, last int) story.Span {
	a, b := f.Tokens[first], f.Tokens[last-1]
	return story.Span{Field: f.Name, Start: a.RuneStart, End: b.RuneEnd, Text: f.Text[a.Start:b.End]}
}

// Field returns the named field, or nil.
func (d *Doc) Field(name string) *Field {
	for i := range d.Fields {
		if d.Fields[i].Name == name {
			return &d.Fields[i]
		}
	}
	return nil
}

// Parse reads the fields of a story. Its time grows linearly with the text.
func Parse(fields []story.Field) *Doc {
	d := &Doc{Fields: make([]Field, len(fields))}
	for i, f := range fields {
		toks := tokenize(f.Text)
		toks, sents := partLastDots(f.Text, toks, sentences(f.Text, toks))
		d.Fields[i] = Field{Name: f.Name, Text: f.Text, Tokens: toks, Sentences: sents}
	}
	return d
}
