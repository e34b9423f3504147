package prose

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
)

// newEngine is shared by the tests of a run: the models take a while.
var newEngine = sync.OnceValues(New)

func engine(t testing.TB) *Engine {
	t.Helper()
	e, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func whole(text string) (story.Field, [][2]int) {
	return story.Field{Name: story.Body, Text: text}, [][2]int{{0, len(text)}}
}

func TestNamesHaveExactOffsets(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a person's two names are one", "She met Joe Biden in Malta on Monday.", []string{"Joe Biden", "Malta"}},
		{"curly quotes are no obstacle", "“We agree,” said Joe Biden in “Paris” today.", []string{"Joe Biden"}},
		{"neither are other scripts before it", "Москва 🗼 — she met Joe Biden in Malta.", []string{"Joe Biden", "Malta"}},
		{"nor an entity reference", "Paris&rsquo;s mayor met Joe Biden.", []string{"Joe Biden"}},
		{"a line break does not hide a name", "She met\nJoe Biden\r\nin Malta.", []string{"Joe Biden", "Malta"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, sentences := whole(test.text)
			have := map[string]bool{}
			for _, n := range engine(t).Names(f, sentences) {
				if got := string([]rune(test.text)[n.Start:n.End]); got != n.Text {
					t.Errorf("text[%d:%d] is %q, not %q", n.Start, n.End, got, n.Text)
				}
				have[n.Text] = true
			}
			for _, want := range test.want {
				if !have[want] {
					t.Errorf("%q was not found in %v", want, have)
				}
			}
		})
	}
}

func TestSentencesKeepTheirPlaceInTheField(t *testing.T) {
	text := "Über Älter ging es. She met Joe Biden. He met Angela Merkel in Malta."
	var sentences [][2]int
	at := 0
	for s := range strings.SplitAfterSeq(text, ". ") {
		sentences = append(sentences, [2]int{at, at + len(s)})
		at += len(s)
	}
	f := story.Field{Name: story.Body, Text: text}
	names := engine(t).Names(f, sentences)
	if len(names) < 2 {
		t.Fatalf("%d names were found", len(names))
	}
	checkNames(t, text, names)
}

func TestConcurrentCallsFindWhatOneCallFinds(t *testing.T) {
	f, sentences := whole("Angela Merkel flew from Berlin to Paris to meet Emmanuel Macron of France and Joe Biden of the United States.")
	want := engine(t).Names(f, sentences)
	if len(want) == 0 {
		t.Fatal("no names were found")
	}
	var calls sync.WaitGroup
	for range 8 {
		calls.Go(func() {
			for range 20 {
				if diff := cmp.Diff(want, engine(t).Names(f, sentences)); diff != "" {
					t.Errorf("(-alone +together):\n%s", diff)
					return
				}
			}
		})
	}
	calls.Wait()
}

func checkNames(t *testing.T, text string, names []story.Name) {
	t.Helper()
	runes := []rune(text)
	last := 0
	for _, n := range names {
		if n.Start < last || n.End <= n.Start || n.End > len(runes) {
			t.Fatalf("%q at %d–%d, after %d, in %d code points", n.Text, n.Start, n.End, last, len(runes))
		}
		if got := string(runes[n.Start:n.End]); got != n.Text {
			t.Fatalf("text[%d:%d] is %q, not %q", n.Start, n.End, got, n.Text)
		}
		last = n.End
	}
}

func FuzzNames(f *testing.F) {
	f.Add("She met Joe Biden in Malta.")
	f.Add("O'Sullivan’s “House” &rsquo; \x00 ﬁ İstanbul 東京 🇫🇷 :-) a.b.c. $100 n't 'S")
	f.Add("\u202eNATO\u2066 U.N. Dr. A\u0301lvaro")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			t.Skip("stories are valid UTF-8; long ones take prose too long here")
		}
		field, sentences := whole(text)
		checkNames(t, text, engine(t).Names(field, sentences))
	})
}

func BenchmarkNames(b *testing.B) {
	f, sentences := whole("Angela Merkel flew from Berlin to Paris to meet Emmanuel Macron of France and Joe Biden of the United States.")
	engine(b).Names(f, sentences)
	b.ReportAllocs()
	for b.Loop() {
		engine(b).Names(f, sentences)
	}
	b.ReportMetric(float64(len(strings.Fields(f.Text))*b.N)/b.Elapsed().Seconds(), "words/s")
}
