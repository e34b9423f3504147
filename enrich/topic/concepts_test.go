package topic

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryConceptIsFoundAndItsNearMissIsNot(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "concepts-tests.txt"))
	if err != nil {
		t.Fatal(err)
	}
	tagger := embedded(t)
	seen := make(map[string]bool)
	for line := range strings.Lines(string(b)) {
		parts := strings.Split(strings.TrimSpace(line), " | ")
		if len(parts) != 3 || line[0] == '#' {
			continue
		}
		code := parts[0]
		if seen[code] {
			t.Errorf("%s is tested twice", code)
		}
		seen[code] = true
		name := tagger.vocabulary.label(code, 0)
		if got := pathsOf(tagger, parts[1]); !slices.Contains(got, code) {
			t.Errorf("%s %s is missing in %q: %s", code, name, parts[1], labels(tagger, got))
		}
		if got := pathsOf(tagger, parts[2]); slices.Contains(got, code) {
			t.Errorf("%s %s must not be in %q", code, name, parts[2])
		}
	}
	for _, c := range tagger.knowledge.concepts {
		if !c.quiet && !seen[c.code] {
			t.Errorf("%s %s can be given and has no test", c.code, tagger.vocabulary.label(c.code, 0))
		}
	}
	for i, code := range tagger.branches.codes() {
		if tagger.branches.shown[i] && !seen[code] {
			t.Errorf("%s %s can be given and has no test", code, tagger.vocabulary.label(code, 0))
		}
	}
	if len(seen) < 300 {
		t.Errorf("%d concepts are tested, want 300 and more", len(seen))
	}
}

// pathsOf returns the codes on the paths of all topics that a text gets.
func pathsOf(tagger *Tagger, body string) []string {
	var codes []string
	for _, x := range tagger.Tag(parse("", body), Known{}) {
		codes = append(codes, x.Path...)
	}
	return codes
}

func labels(tagger *Tagger, codes []string) string {
	var all []string
	for _, c := range codes {
		all = append(all, tagger.vocabulary.label(c, 0))
	}
	return strings.Join(all, ", ")
}
