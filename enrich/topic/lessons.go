package topic

import (
	_ "embed"
	"iter"
	"strings"

	"dateline/enrich/story"
)

//go:embed lessons.txt
var lessonText string

// lessons yields the invented stories to learn from, each with its codes, the
// main one of level 1 first.
func lessons() iter.Seq2[[]string, []story.Field] {
	return func(yield func(codes []string, fields []story.Field) bool) {
		_, text, _ := strings.Cut(lessonText, "\n== ")
		for block := range strings.SplitSeq(text, "\n== ") {
			codes, rest, _ := strings.Cut(block, "\n")
			headline, body, _ := strings.Cut(rest, "\n")
			fields := []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: strings.TrimSpace(body)}}
			if !yield(strings.Fields(codes), fields) {
				return
			}
		}
	}
}
