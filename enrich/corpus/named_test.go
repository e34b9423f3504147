package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func writeCorpus(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "corpus")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// marked writes the names of a text into it: "[PER Ada Moss] left".
func marked(t Named) string {
	var b strings.Builder
	at := 0
	for _, s := range t.Spans {
		b.WriteString(t.Text[at:s.Start] + "[" + s.Type + " " + t.Text[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + t.Text[at:]
}

func TestTokensAreSetAsRunningTextAgain(t *testing.T) {
	tests := []struct {
		name, tokens, want string
		shape              CoNLL
	}{
		{"marks stand tight", `" We/B-ORG will , " said Ada/B-PER Moss/I-PER ( 61 ) .`, `"[ORG We] will," said [PER Ada Moss] (61).`, CoNLL{}},
		{"possessives and negations stand tight", "Moss/B-PER 's dogs ' tails did n't wag", "[PER Moss]'s dogs' tails didn't wag", CoNLL{}},
		{"single quotes open and close", "a ' good ' day", "a 'good' day", CoNLL{}},
		{"a dash between words is a dash", "RUGBY - MARLOW/B-LOC WIN", "RUGBY - [LOC MARLOW] WIN", CoNLL{}},
		{"a cut compound is joined", "Ada/B-PER -/I-PER Lee/I-PER of Marlow/B-LOC / Tarn/B-LOC -", "[PER Ada-Lee] of [LOC Marlow]/[LOC Tarn] -", CoNLL{CutsCompounds: true}},
		{"names that touch stay two", "Marlow/B-LOC Council/B-ORG", "[LOC Marlow] [ORG Council]", CoNLL{}},
		{"a name that begins inside is one", "the Moss/I-PER boy", "the [PER Moss] boy", CoNLL{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var lines strings.Builder
			for _, f := range strings.Fields(tt.tokens) {
				at := strings.LastIndex(f, "/")
				if at <= 0 {
					lines.WriteString(f + "\tO\n")
					continue
				}
				lines.WriteString(f[:at] + "\t" + f[at+1:] + "\n")
			}
			texts, err := tt.shape.Read(writeCorpus(t, lines.String()))
			if err != nil || len(texts) != 1 {
				t.Fatalf("%d texts, error %v", len(texts), err)
			}
			if got := marked(texts[0]); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestDocumentsAreThoseOfTheCorpusOrOfSoManySentences(t *testing.T) {
	read := func(c CoNLL, content string) (got []string) {
		texts, err := c.Read(writeCorpus(t, content))
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range texts {
			got = append(got, x.Text)
		}
		return got
	}
	const plain = "a\tO\n\nb\tO\n\nc\tO\n"
	if diff := cmp.Diff([]string{"a", "b", "c"}, read(CoNLL{}, plain)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a\nb", "c"}, read(CoNLL{Sentences: 2}, plain)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a\nb", "c"}, read(CoNLL{}, "-DOCSTART-\tO\n\na\tO\n\nb\tO\n\n-DOCSTART-\tO\n\nc\tO\n")); diff != "" {
		t.Error(diff)
	}
}

func TestATokenWithoutATagIsNamedByItsLine(t *testing.T) {
	_, err := CoNLL{}.Read(writeCorpus(t, "a\tO\nb\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one of line 2", err)
	}
}

func TestReadNamedCountsCodePoints(t *testing.T) {
	texts, err := ReadNamed(writeCorpus(t, `{"id":"x","text":"Über Šid","spans":[[5,8,"LOC"]]}`+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := marked(texts[0]); got != "Über [LOC Šid]" {
		t.Errorf("got %s", got)
	}
	for _, bad := range []string{`[[5,9,"LOC"]]`, `[[-1,2,"LOC"]]`, `[[3,2,"LOC"]]`, `[[0,"2","LOC"]]`, `[[0,1,2]]`} {
		if _, err := ReadNamed(writeCorpus(t, `{"id":"x","text":"Über Šid","spans":`+bad+`}`)); err == nil || !strings.Contains(err.Error(), "text x") {
			t.Errorf("%s: error %v", bad, err)
		}
	}
}

func TestCompareCountsNamesThatAgreeInAll(t *testing.T) {
	c := SpanCounts{}
	c.Compare(
		[]Span{{0, 3, "PER"}, {5, 9, "ORG"}, {12, 15, "LOC"}, {20, 22, "MISC"}},
		[]Span{{0, 3, "PER"}, {5, 8, "ORG"}, {12, 15, "PER"}},
	)
	want := SpanCounts{"PER": {1, 1, 0}, "ORG": {0, 1, 1}, "LOC": {0, 0, 1}, "MISC": {0, 0, 1}}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
	if total := c.Total(); total != (Count{1, 2, 2}) || total.F1() != 2.0/6 {
		t.Errorf("total %+v, F1 %g", total, total.F1())
	}
}
