package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/enrich/data"
)

// put writes rows as one JSON object a line below folder.
func put(t *testing.T, folder, path string, rows ...map[string]any) {
	t.Helper()
	var b bytes.Buffer
	for _, r := range rows {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if strings.HasSuffix(path, ".gz") {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		z.Write(b.Bytes())
		z.Close()
		b = packed
	}
	path = filepath.Join(folder, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// corpora writes made-up corpora with the names and shapes of the real ones.
func corpora(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	row := func(text, label, date string) map[string]any {
		return map[string]any{"text": text, "labels": []string{label}, "date": date}
	}
	var events []map[string]any
	for n := range 90 {
		date := fmt.Sprintf("20%d-05-0%d", 12+n%9, 1+n%9)
		events = append(events,
			row(fmt.Sprintf("The striker scores for club %c and wins the match.", 'a'+n%26), "sports", date),
			row(fmt.Sprintf("The minister of province %c loses the vote.", 'a'+n%26), "politics", date))
	}
	put(t, folder, "topics/wp_current_events/labelled_2002_2020.jsonl", events...)
	put(t, folder, "topics/wp_current_events/unlabelled_before_2025.jsonl.gz", row("The bishop reads to the parish.", "", "2021-01-01"))
	put(t, folder, "topics/sib200_eng/train.jsonl", row("Runners train for the race.", "sports", ""))
	put(t, folder, "topics/uscongress_bills/all.jsonl", map[string]any{"title": "To name a ferry.", "labels": []string{"Government Operations"}})
	put(t, folder, "topics/trinidad_iptc17/half.jsonl",
		row("The minister loses the vote.", "politics", ""), row("The minister wins the vote.", "politics", ""),
		row("The striker wins.", "sports", ""), row("The striker of the club wins the match.", "sports", ""))
	put(t, folder, "topics/tagmynews/all.jsonl", map[string]any{"title": "minister loses vote", "labels": []string{"politics"}})
	put(t, folder, "topics/nyt_frontpage/all.jsonl", map[string]any{"title": "Bishops Meet", "labels": []string{"Churches and Religion"}})
	put(t, folder, "topics/reuters21578/all.jsonl.gz", map[string]any{"title": "MINISTER SELLS WHEAT", "labels": []string{"wheat"}})
	put(t, folder, "iptc/mediatopics.jsonl",
		map[string]any{"code": "11000000", "label": "politics", "definition": "Matters of state", "path": []string{"11000000"}, "level": 1},
		map[string]any{"code": "15000000", "label": "sport", "definition": "Contests of strength", "path": []string{"15000000"}, "level": 1})
	for name, content := range map[string]string{"iptc/reuters_news2000_topicset.xml": "<NewsML/>", "vectors.json": vectorsOf("striker", "minister")} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	codes := map[string]any{"sports": "15000000", "politics": "11000000"}
	put(t, folder, "topics/label_to_medtop_level1.json", map[string]any{
		"wp_current_events": codes, "sib200_eng": codes, "trinidad_iptc17": codes, "tagmynews": codes,
	})
	return folder
}

// vectorsOf makes word vectors in the shape of the npm package.
func vectorsOf(words ...string) string {
	var list, vectors []string
	for i, w := range words {
		numbers := slices.Repeat([]string{"0.1"}, 100)
		numbers[i] = "1"
		list = append(list, strconv.Quote(w))
		vectors = append(vectors, fmt.Sprintf("%q:[%s,1,%d]", w, strings.Join(numbers, ","), i))
	}
	return `{"words":[` + strings.Join(list, ",") + `],"vectors":{` + strings.Join(vectors, ",") + "}}"
}

// run runs the command with its output thrown away.
func run(args ...string) error {
	root := rootCommand()
	root.SetArgs(args)
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	return root.Execute()
}

func TestBuildingTopicsTwiceGivesTheSameBytes(t *testing.T) {
	sources := corpora(t)
	var first map[string][]byte
	for range 2 {
		out := filepath.Join(t.TempDir(), "made", "by", "the", "builder")
		if err := run("topic", "--data", sources, "--out", out, "--vectors", filepath.Join(sources, "vectors.json")); err != nil {
			t.Fatal(err)
		}
		m, files, err := readModels(out)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Verify(files); err != nil {
			t.Error(err)
		}
		f, _ := m.File(data.TopicFile)
		if got := f.Scores["trinidad_iptc17"]["accuracy"]; got != 1 {
			t.Errorf("the one story of another house is found with accuracy %v", got)
		}
		files[data.ManifestFile], err = m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		for name, b := range first {
			if !bytes.Equal(b, files[name]) {
				t.Errorf("%s differs", name)
			}
		}
		first = files
	}
}

func TestAMissingCorpusIsNamed(t *testing.T) {
	sources := corpora(t)
	if err := os.Remove(filepath.Join(sources, "topics", "sib200_eng", "train.jsonl")); err != nil {
		t.Fatal(err)
	}
	if err := run("topic", "--data", sources, "--out", t.TempDir(), "--vectors", filepath.Join(sources, "vectors.json")); err == nil || !strings.Contains(err.Error(), "sib200_eng") {
		t.Errorf("error %v, want one that names the corpus", err)
	}
}

func TestCheckFindsAChangedModel(t *testing.T) {
	out := t.TempDir()
	for _, name := range []string{"b.bin", "a.bin"} {
		if err := writeModel(out, data.File{Name: name, BuiltBy: "a test"}, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := run("check", "--out", out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "b.bin"), []byte("B.bin"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run("check", "--out", out); err == nil || !strings.Contains(err.Error(), "b.bin: sha256") {
		t.Errorf("error %v, want one that names b.bin", err)
	}
	if err := os.Remove(filepath.Join(out, "a.bin")); err != nil {
		t.Fatal(err)
	}
	if err := run("check", "--out", out); err == nil || !strings.Contains(err.Error(), "a.bin") {
		t.Errorf("error %v, want one that names a.bin", err)
	}
}

func TestWritingAModelAgainReplacesItsEntryOnly(t *testing.T) {
	out := t.TempDir()
	for _, f := range []struct{ name, content string }{{"b.bin", "old"}, {"a.bin", "other"}, {"b.bin", "newer"}} {
		if err := writeModel(out, data.File{Name: f.name}, []byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	m, files, err := readModels(out)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != 2 || m.Files[0].Name != "a.bin" || m.Files[1].Bytes != 5 || string(files["b.bin"]) != "newer" {
		t.Errorf("manifest %+v, b.bin %q", m.Files, files["b.bin"])
	}
	left, err := filepath.Glob(filepath.Join(out, "*.new"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}
