package corpus

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/enrich/story"
)

const lines = `{"id":"a","title":"Bakers on strike","text":"No bread in Ulm.","labels":["work"],"date":"2019-04-01","topic":null}
{"id":"b","title":"","text":"It snowed.","labels":["sky"],"date":"2020-01-02","medtop":"17000000"}

{"id":"c","title":"","text":"Nothing.","labels":["rest"],"date":""}
`

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	var b bytes.Buffer
	if strings.HasSuffix(name, ".gz") {
		z := gzip.NewWriter(&b)
		z.Write([]byte(content))
		z.Close()
	} else {
		b.WriteString(content)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestItemsAreReadPackedOrNot(t *testing.T) {
	want := []Item{
		{ID: "a", Title: "Bakers on strike", Text: "No bread in Ulm.", Labels: []string{"work"}, Date: "2019-04-01"},
		{ID: "b", Text: "It snowed.", Labels: []string{"sky"}, Date: "2020-01-02", Medtop: "17000000"},
		{ID: "c", Text: "Nothing.", Labels: []string{"rest"}},
	}
	for _, name := range []string{"items.jsonl", "items.jsonl.gz"} {
		got, err := ReadItems(write(t, name, lines))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestAnItemHasOnlyTheFieldsThatSaySomething(t *testing.T) {
	got := Item{Title: "Bakers on strike", Text: "No bread."}.Fields()
	if d := cmp.Diff([]story.Field{{Name: story.Headline, Text: "Bakers on strike"}, {Name: story.Body, Text: "No bread."}}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := (Item{Text: "No bread."}).Fields(); len(got) != 1 || got[0].Name != story.Body {
		t.Errorf("without a title: %v", got)
	}
}

func TestAnUnreadableCorpusIsNamed(t *testing.T) {
	for name, want := range map[string]string{
		"cut.jsonl":      "entry 2",
		"plain.jsonl.gz": "gzip",
	} {
		content := `{"id":"a"}` + "\n" + `{"id":`
		path := write(t, "cut.jsonl", content)
		if strings.HasSuffix(name, ".gz") {
			path += ".gz"
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := ReadItems(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want one with %q and the path", name, err, want)
		}
	}
}

func TestALabelHasACodeOnlyIfItIsOne(t *testing.T) {
	path := write(t, "labels.json", `{"house":{"work":"09000000","world":null,"health and nature":"07000000 or 06000000 (unclear)","abroad":"11000000 (L2 20000638)"}}`)
	labels, err := ReadLabels(path)
	if err != nil {
		t.Fatal(err)
	}
	want := Labels{"house": {"work": "09000000", "abroad": "11000000"}}
	if d := cmp.Diff(want, labels); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestChooseTakesLabelledItemsOfTheDays(t *testing.T) {
	items, err := ReadItems(write(t, "items.jsonl", lines))
	if err != nil {
		t.Fatal(err)
	}
	labels := Labels{"house": {"work": "09000000"}}
	for _, c := range []struct{ from, before, want string }{
		{"", "", "a=09000000 b=17000000"},
		{"2020-01-01", "", "b=17000000"},
		{"", "2020-01-01", "a=09000000"},
		{"2019-04-01", "2019-04-02", "a=09000000"},
		{"2021-01-01", "", ""},
	} {
		var got []string
		for _, x := range labels.Choose("house", items, c.from, c.before) {
			got = append(got, x.ID+"="+x.Code)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("from %q before %q: %q, want %q", c.from, c.before, got, c.want)
		}
	}
}

func TestScore(t *testing.T) {
	labels := []string{"a", "a", "a", "b"}
	tags := [][]string{{"a"}, {"b", "c", "a"}, nil, {"b", "a"}}
	want := Report{
		Items: 4, Accuracy: 0.5, Top3: 0.75, Silent: 0.25,
		F1:      map[string]float64{"a": 0.5, "b": 2.0 / 3}, // a: 1 of 1 given, of 3 wanted; b: 1 of 2, of 1
		MacroF1: 0.25 + 1.0/3,
	}
	if d := cmp.Diff(want, Score(labels, tags), cmpopts.EquateApprox(0, 1e-9)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
