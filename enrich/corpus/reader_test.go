package corpus

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readAll reads what a file of either format holds, names marked in the texts.
func readAll(t *testing.T, content string, sentences int) (texts []string, r *NamedReader, err error) {
	t.Helper()
	r = NewNamedReader(strings.NewReader(content), CommonTypes(), sentences)
	for {
		text, _, err := r.Next()
		if err == io.EOF {
			return texts, r, nil
		}
		if err != nil {
			return texts, r, err
		}
		texts = append(texts, marked(text))
	}
}

func TestLabelledTextsAreReadInEveryCommonScheme(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"IOB2, the tag behind a tab", "Ada\tB-PER\nMoss\tI-PER\nleft\tO\n", "[PER Ada Moss] left"},
		{"IOB1, where B parts names that touch", "Ada I-PER\nMoss I-PER\nZoë B-PER\nleft O\n", "[PER Ada Moss] [PER Zoë] left"},
		{"IOBES", "Ada B-PER\nvan I-PER\nMoss E-PER\nTarn S-LOC\nMarlow S-LOC\n", "[PER Ada van Moss] [LOC Tarn] [LOC Marlow]"},
		{"BILOU", "Ada B-PER\nMoss L-PER\nLee U-PER\n", "[PER Ada Moss] [PER Lee]"},
		{"columns between token and tag", "Ada NNP B-NP B-PER\nleft VBD B-VP O\n", "[PER Ada] left"},
		{"blanks in a token, where tabs part columns", "New York\tB-LOC\n", "[LOC New York]"},
		{"lines that end as in DOS", "Ada\tB-PER\r\nMoss\tI-PER\r\n", "[PER Ada Moss]"},
		{"a mark of byte order", "\ufeffAda\tB-PER\n", "[PER Ada]"},
		{"labels of other corpora", "Ada B-PERSON\nTarn B-GPE\nHall B-FAC\nAcme B-CORPORATION\nDanes B-NORP\nMonday B-DATE\n",
			"[PER Ada] [LOC Tarn] [LOC Hall] [ORG Acme] [MISC Danes] Monday"},
		{"labels with a hyphen", "Hamlet B-creative-work\n", "[MISC Hamlet]"},
		{"comments", "# text = Ada left\nAda B-PER\nleft O\n", "[PER Ada] left"},
		{"a token that begins a comment elsewhere", "# O\n4 O\n", "#4"},
		{"JSON Lines, in code points", `{"id": "1", "text": "Zoë Ruiz left Tarn.", "spans": [[0, 8, "PER"], [14, 18, "GPE"]]}`, "[PER Zoë Ruiz] left [LOC Tarn]."},
		{"JSON Lines with blanks before the brace", ` { "text": "Ada", "spans": [[0, 3, "person"]]}`, "[PER Ada]"},
		{"a token that is a brace", "{ O\nAda B-PER\n", "{[PER Ada]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			texts, _, err := readAll(t, tt.content, 20)
			if err != nil || len(texts) != 1 || texts[0] != tt.want {
				t.Errorf("got %q, error %v\nwant %q", texts, err, tt.want)
			}
		})
	}
}

func TestStoriesAreThoseOfTheFileOrOfSoManySentences(t *testing.T) {
	tests := []struct {
		name, content string
		want          []string
	}{
		{"marked by -DOCSTART-", "-DOCSTART- O\n\na O\n\nb O\n\nc O\n\n-DOCSTART- O\n\nd O\n", []string{"a\nb\nc", "d"}},
		{"marked by newdoc", "# newdoc id = 1\na O\n\nb O\n\nc O\n\n# newdoc id = 2\nd O\n", []string{"a\nb\nc", "d"}},
		{"not marked", "a O\n\nb O\n\nc O\n", []string{"a\nb", "c"}},
		{"empty ones are none", "-DOCSTART- O\n\n-DOCSTART- O\n\na O\n\n-DOCSTART- O\n", []string{"a"}},
		{"a file without any", "\n\n", nil},
		{"an empty file", "", nil},
		{"an empty text is a story", "{\"text\": \"\"}\n\n{\"text\": \"a\"}\n", []string{"", "a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := readAll(t, tt.content, 2)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAStoryKnowsTheLineThatItBeginsAt(t *testing.T) {
	r := NewNamedReader(strings.NewReader("-DOCSTART- O\n\na O\n\n-DOCSTART- O\n\nb O\nc O\n"), CommonTypes(), 1)
	for _, want := range []int{3, 7} {
		if _, line, err := r.Next(); err != nil || line != want {
			t.Errorf("line %d, error %v, want %d", line, err, want)
		}
	}
}

func TestALineThatMakesNoSenseIsNamed(t *testing.T) {
	tests := []struct {
		name, content, want string
		line                int
	}{
		{"no tag", "Ada B-PER\nMoss\n", `"Moss" is no token with a tag`, 2},
		{"a tag that is none", "Ada PERSON\n", `"Ada PERSON" is no token with a tag`, 1},
		{"no JSON", "{\"text\": \"a\"}\n{\"text\": \n", "unexpected end of JSON", 2},
		{"no text", `{"spans": []}`, `there is no "text"`, 1},
		{"a span of two", `{"text": "Ada", "spans": [[0, 3]]}`, "span 1: it is not [start, end", 1},
		{"a span that begins in words", `{"text": "Ada", "spans": [["0", 3, "PER"]]}`, "span 1: it is not [start, end", 1},
		{"a span between code points", `{"text": "Ada", "spans": [[0, 2.5, "PER"]]}`, "span 1: it is not [start, end", 1},
		{"a span of nothing", `{"text": "Ada", "spans": [[1, 1, "PER"]]}`, "1 to 1 is not within the text", 1},
		{"a span beyond the text", `{"text": "Zoë", "spans": [[0, 3, "PER"], [0, 4, "PER"]]}`, "span 2: 0 to 4 is not within the text, which has 3 code points", 1},
		{"a line without end", "Ada O\n" + strings.Repeat("x", longestText+1), "longer than 16 MiB", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := readAll(t, tt.content, 20)
			var at *LineError
			if !errors.As(err, &at) || at.Line != tt.line || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want line %d: %s", err, tt.line, tt.want)
			}
		})
	}
}

func TestLabelsThatAreNotKnownAreToldAndCountAsOtherNames(t *testing.T) {
	texts, r, err := readAll(t, "Ada B-politician\nMoss I-politician\nTarn B-river\nX B-politician\n", 20)
	if err != nil || len(texts) != 1 || texts[0] != "[MISC Ada Moss] [MISC Tarn] [MISC X]" {
		t.Errorf("got %q, error %v", texts, err)
	}
	if diff := cmp.Diff([]string{"politician", "river"}, r.Unknown()); diff != "" {
		t.Error(diff)
	}
}

func TestLabelsOfOnesOwnAreTakenInAnyCase(t *testing.T) {
	types, err := CommonTypes().With("Politician=person", "river=place", "day=date")
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{"politician": "PER", "river": "LOC", "day": "", "org": "ORG"} {
		if got, ok := types[label]; !ok || got != want {
			t.Errorf("%s is %q, %v; want %q", label, got, ok, want)
		}
	}
	if _, ok := CommonTypes()["river"]; ok {
		t.Error("the common labels were changed")
	}
	for _, bad := range []string{"river", "=place", "river=water"} {
		if _, err := CommonTypes().With(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// What the trainers read and what compare reads is the same text.
func TestBothReadersOfTokensAgree(t *testing.T) {
	path := filepath.FromSlash("../../../shared/data/ner/conll2003/dev.conll")
	f, err := os.Open(path)
	if err != nil {
		t.Skip("a labelled corpus is needed: ", err)
	}
	defer f.Close()
	want, err := CoNLL{}.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	r := NewNamedReader(f, CommonTypes(), 1)
	for i, w := range want {
		got, _, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if marked(got) != marked(w) {
			t.Fatalf("text %d:\n%s\nwant\n%s", i, marked(got), marked(w))
		}
	}
	if _, _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last text: %v", err)
	}
}

func FuzzNamedReader(f *testing.F) {
	f.Add([]byte("-DOCSTART- O\n\nAda\tB-PER\nMoss I-PER\n"))
	f.Add([]byte(`{"id": 1, "text": "Zoë", "spans": [[0, 3, "PER"]]}`))
	f.Add([]byte("{\"\n# newdoc\n\ufeff'\tS-ORG\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewNamedReader(strings.NewReader(string(data)), CommonTypes(), 2)
		for {
			text, line, err := r.Next()
			if err != nil {
				break
			}
			if line < 1 {
				t.Fatalf("line %d", line)
			}
			for _, s := range text.Spans {
				if s.Start < 0 || s.End <= s.Start || s.End > len(text.Text) {
					t.Fatalf("span %v of a text of %d bytes", s, len(text.Text))
				}
			}
		}
	})
}
