package entity

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// drawn takes names out of a text as the bytes say, four for each: where it
// begins, how long it is, its type and field, its confidence. Some lie outside.
func drawn(doc *text.Doc, bytes []byte) []story.Name {
	kinds := []story.Type{story.Person, story.Organisation, story.Other, story.Location}
	var names []story.Name
	at := 0
	for ; len(bytes) >= 4; bytes = bytes[4:] {
		f := &doc.Fields[int(bytes[2]>>4)%len(doc.Fields)]
		at += int(bytes[0])
		n := story.Name{Span: story.Span{Field: f.Name, Start: at, End: at + int(bytes[1]%32)}, Type: kinds[bytes[2]%4], Confidence: int(bytes[3] % 101)}
		if r := []rune(f.Text); n.End <= len(r) {
			n.Text = string(r[n.Start:n.End])
		} else {
			at = 0
		}
		names = append(names, n)
	}
	return names
}

func FuzzGroupTakesAnyNames(f *testing.F) {
	f.Add("Reed meets Mr. Reed (EU)", "Ada Reed, J.K. Reed and Ivo Reed Jr. met the U.S. Department of Justice (DOJ).\n\n Reed left.", []byte("\x00\x04\x00\x50\x0a\x04\x10\x50\x02\x0a\x10\x40\x05\x05\x01\x50"))
	f.Add("", "İ ẞ Ǆ A. B. C'd O’N \u202e“Dr.” ́A, known as NV AG", []byte("\x00\x01\x00\x00\x01\x02\x01\x64\x02\x05\x02\x09"))
	f.Add("-", "— - ’s (--) & and the of -- Jr. 's", []byte("\x00\x01\x00\x10\x02\x01\x01\x10\x02\x03\x00\x10\x01\x06\x01\x00"))
	f.Fuzz(func(t *testing.T, headline, body string, bytes []byte) {
		doc := text.Parse([]story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}})
		names := drawn(doc, bytes)
		entities := Group(doc, names)
		want := 0
		for _, n := range names {
			if _, ok := locate(doc, n); ok && n.Type != story.Location {
				want++
			}
		}
		got := 0
		for i, e := range entities {
			got += len(e.Mentions)
			if len(e.Mentions) == 0 || strings.TrimSpace(e.Name) == "" || e.Relevance < 0 || e.Relevance > 100 || e.Confidence < 0 || e.Confidence > 100 {
				t.Fatalf("entity %+v", e)
			}
			if i > 0 && e.Relevance > entities[i-1].Relevance {
				t.Fatalf("%d comes before %d", entities[i-1].Relevance, e.Relevance)
			}
			if !slices.IsSortedFunc(e.Mentions, func(a, b story.Mention) int {
				if a.Field != b.Field {
					return strings.Compare(b.Field, a.Field) // the headline first
				}
				return a.Start - b.Start
			}) {
				t.Fatalf("mentions %+v", e.Mentions)
			}
		}
		if got != want {
			t.Fatalf("%d names became %d mentions", want, got)
		}
		if diff := cmp.Diff(entities, Group(doc, names)); diff != "" {
			t.Fatalf("a second time (-first +second):\n%s", diff)
		}
	})
}

func BenchmarkGroup(b *testing.B) {
	doc, names := told(b, "[p Lavrin] meets [p Wang]|"+strings.Repeat("Minister [p Sergey Lavrin] met [p Wang Lei] of China. [p Lavrin] spoke to the [o European Union] ([o EU]) on Monday.\n\n", 20))
	tokens := 0
	for _, f := range doc.Fields {
		tokens += len(f.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		Group(doc, names)
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
