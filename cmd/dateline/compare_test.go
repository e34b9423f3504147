package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/enrich"
	"dateline/enrich/story"
)

// knower is an engine that finds what it is told, wherever it stands, in no
// time to speak of.
type knower struct {
	names map[string]story.Type
	took  enrich.Stages
}

func (k knower) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	tags, _, err := k.Timed(ctx, s, nil)
	return tags, err
}

func (k knower) Timed(_ context.Context, s *story.Story, _ func() time.Duration) (*story.Tags, enrich.Stages, error) {
	tags := &story.Tags{}
	body := s.Field(story.Body)
	for name, kind := range k.names {
		for at := 0; ; {
			i := strings.Index(body[at:], name)
			if i < 0 {
				break
			}
			start := len([]rune(body[:at+i]))
			at += i + len(name)
			m := []story.Mention{{Span: story.Span{Field: story.Body, Start: start, End: start + len([]rune(name)), Text: name}}}
			if kind == story.Location {
				tags.Places = append(tags.Places, story.Place{Name: name, Mentions: m})
			} else {
				tags.Entities = append(tags.Entities, story.Entity{Type: kind, Name: name, Mentions: m})
			}
		}
	}
	slices.SortFunc(tags.Entities, func(a, b story.Entity) int { return cmp.Compare(a.Name, b.Name) })
	return tags, k.took, nil
}

// comparing returns a program whose engines know different names.
func comparing(stdout *bytes.Buffer) *app {
	a := newApp(strings.NewReader(""), stdout, os.Stderr)
	a.newEnricher = func(cfg *config.Config) (enricher, error) {
		if cfg.Entities.Engine == "prose" {
			return knower{map[string]story.Type{
				"Moss": story.Person, "Tarn": story.Person, "Marlow": story.Location, "Monday": story.Organisation, "Cup": story.Organisation,
			}, enrich.Stages{Names: 4 * time.Millisecond, Whole: 5 * time.Millisecond}}, nil
		}
		return knower{map[string]story.Type{
			"Ada Moss": story.Person, "Zoë Ruiz": story.Person, "Bank of Marlow": story.Organisation, "Tarn": story.Location,
		}, enrich.Stages{Names: time.Millisecond, Whole: 2 * time.Millisecond}}, nil
	}
	return a
}

const labelledCopy = `-DOCSTART- -X- O O

Zoë NNP B-PER
Ruiz NNP I-PER
met VBD O
Ada NNP B-PER
Moss NNP I-PER
on IN O
Monday NNP O
. . O

The DT O
Bank NNP B-ORG
of IN I-ORG
Marlow NNP I-ORG
is VBZ O
in IN O
Tarn NNP B-GPE
. . O

-DOCSTART- -X- O O

All DT O
is VBZ O
quiet JJ O
. . O

-DOCSTART- -X- O O

The DT O
Cup NNP B-EVENT
was VBD O
won VBN O
in IN O
Tarn NNP B-GPE
. . O
`

func TestACompareIsShownStoryByStoryAndInATable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "desk.conll")
	if err := os.WriteFile(file, []byte(labelledCopy), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		golden string
		args   []string
	}{
		{"compare.txt", nil},
		{"compare-places.txt", []string{"--type", "place", "--engine", "prose"}},
		{"compare-none.txt", []string{"--differences", "none", "--engine", "prose,dateline"}},
		{"compare.json", []string{"--json"}},
	} {
		var out bytes.Buffer
		if code := comparing(&out).run(context.Background(), append([]string{"compare", file}, tt.args...)); code != exitOK {
			t.Fatalf("%s: exit code %d", tt.golden, code)
		}
		got := strings.ReplaceAll(out.String(), filepath.ToSlash(file), "desk.conll")
		path := filepath.Join("testdata", "golden", tt.golden)
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.golden, got, want)
		}
		if strings.HasSuffix(tt.golden, ".json") && !json.Valid(out.Bytes()) {
			t.Errorf("%s is no JSON", tt.golden)
		}
	}
}

func TestAPackedFileIsComparedAsItsContentIs(t *testing.T) {
	var packed, want, got bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(labelledCopy)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for out, in := range map[*bytes.Buffer]string{&want: labelledCopy, &got: packed.String()} {
		a := comparing(out)
		a.stdin = strings.NewReader(in)
		if code := a.run(context.Background(), []string{"compare", "-"}); code != exitOK {
			t.Fatalf("exit code %d", code)
		}
	}
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", &got, &want)
	}
	a := comparing(&got)
	a.stderr, a.stdin = io.Discard, strings.NewReader(packed.String()[:40])
	if code := a.run(context.Background(), []string{"compare", "-"}); code != exitFailure {
		t.Errorf("a file cut short: exit code %d", code)
	}
}

func TestCompareCountsAsTheScorersDo(t *testing.T) {
	if testing.Short() {
		t.Skip("reading the models twice takes a while")
	}
	scorer, err := filepath.Abs(root + "/../shared/eval/ner.py")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(scorer); err != nil {
		t.Skip("the scorer of ../shared is needed: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 runs the scorer: ", err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"conll2003-dev.jsonl", "worldwide-dev.jsonl"} {
		file := someLines(t, root+"/../shared/data/ner/running/"+name, 12)
		for _, engine := range enrich.Engines() {
			c := exec.Command(python, scorer, self+" --set entities.engine="+engine, file)
			c.Env = append(os.Environ(), asProgram+"=dateline")
			want, err := c.Output()
			if err != nil {
				t.Fatalf("%s: %v", scorer, err)
			}
			var out bytes.Buffer
			a := newApp(strings.NewReader(""), &out, os.Stderr)
			if code := a.run(context.Background(), []string{"compare", "--json", "--differences", "none", "--engine", engine, file}); code != exitOK {
				t.Fatalf("exit code %d", code)
			}
			var doc struct{ Total comparisonJSON }
			if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
				t.Fatal(err)
			}
			n := doc.Total.Engines[engine].Names
			got := fmt.Sprintf("P %.4f R %.4f F1 %.4f | PER %.3f ORG %.3f LOC %.3f | %d stories,",
				n["all"].Precision, n["all"].Recall, n["all"].F1, n["person"].F1, n["organisation"].F1, n["place"].F1, doc.Total.Stories)
			if !strings.Contains(string(want), got) {
				t.Errorf("%s by %s: %s, the scorer says %s", name, engine, got, want)
			}
		}
	}
}

// someLines copies the first lines of a corpus into a file of their own.
func someLines(t *testing.T, from string, n int) string {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Skip("labelled newswire is needed: ", err)
	}
	lines := bytes.SplitAfterN(data, []byte("\n"), n+1)
	file := filepath.Join(t.TempDir(), "some.jsonl")
	if err := os.WriteFile(file, bytes.Join(lines[:n], nil), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
