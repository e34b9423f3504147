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
	texts := []string{
		"Angela Merkel flew from Berlin to Paris to meet Emmanuel Macron of France and Joe Biden of the United States.",
		"Shares of Nordlicht Motor Corp. fell in Oslo after Kari Lund, its chairwoman, left for the European Union.",
		"O'Sullivan beat Ding Junhui in Sheffield; Judd Trump of England plays Kyren Wilson on Friday.",
		"THE PORT OF SUVA REOPENS AFTER STORM, Prime Minister Sitiveni Rabuka told Fiji's parliament.",
	}
	want := make([][]story.Name, len(texts))
	for i, s := range texts {
		f, sentences := whole(s)
		if want[i] = engine(t).Names(f, sentences); len(want[i]) == 0 {
			t.Fatalf("no names were found in %q", s)
		}
	}
	var calls sync.WaitGroup
	for g := range 16 {
		calls.Go(func() {
			for n := range 20 {
				i := (g + n) % len(texts)
				f, sentences := whole(texts[i])
				if diff := cmp.Diff(want[i], engine(t).Names(f, sentences)); diff != "" {
					t.Errorf("(-alone +together):\n%s", diff)
					return
				}
			}
		})
	}
	calls.Wait()
}

func TestEnginesLoadOnce(t *testing.T) {
	e := engine(t)
	if e.model() != e.model() {
		t.Error("the model is loaded anew at every call")
	}
}

func TestOnlyWindowsAroundCapitalsAreRead(t *testing.T) {
	long := strings.Repeat("\"", longestWord+1)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing without a capital", "there is 1 “name” – not here", nil},
		{"two words before and behind", "in all of it only Joe Biden was to be seen again", []string{"it only Joe Biden was to"}},
		{"windows stand apart", "He was not so sure that It is", []string{"He was not", "sure that It is"}},
		{"windows that touch are one", "He was not sure that It is", []string{"He was not sure that It is"}},
		{"a very long word is never read", "See " + long + " Joe " + long, []string{"See", "Joe"}},
		{"a capital of any script counts", "a b c d Ö e f g", []string{"c d Ö e f"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, w := range windows(test.text) {
				got = append(got, test.text[w[0]:w[1]])
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
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
	f.Add("İİİİİİİ'sX İ'll N'T 'S \xe2\x80 ))))\"\"\"\"A")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip("long ones take prose too long here")
		}
		field, sentences := whole(text)
		names := engine(t).Names(field, sentences)
		if utf8.ValidString(text) {
			checkNames(t, text, names)
		}
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
