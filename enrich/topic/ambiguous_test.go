package topic

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func TestNoTopicRestsOnAnAmbiguousWordAlone(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "ambiguous.txt"))
	if err != nil {
		t.Fatal(err)
	}
	tagger := embedded(t)
	words := make(map[string]bool)
	for line := range strings.Lines(string(b)) {
		parts := strings.Split(strings.TrimSpace(line), " | ")
		if len(parts) < 2 || line[0] == '#' {
			continue
		}
		word := parts[0]
		words[word] = true
		for _, sentence := range parts[1:] {
			if !strings.Contains(strings.ToLower(sentence), word) {
				t.Errorf("%q does not stand in %q", word, sentence)
			}
			for _, x := range tagger.Tag(parse("", sentence), Known{}) {
				if restsOn(x, word) {
					t.Errorf("%s %d rests on %q alone in %q", x.Name, x.Confidence, word, sentence)
				}
			}
		}
	}
	if len(words) < 60 {
		t.Errorf("%d words are tested, want 60 and more", len(words))
	}
}

// restsOn reports whether no evidence of a topic is without the word.
func restsOn(x story.Topic, word string) bool {
	return !slices.ContainsFunc(x.Evidence, func(s story.Span) bool { return !strings.Contains(strings.ToLower(s.Text), word) })
}
