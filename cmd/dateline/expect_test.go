package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpectationsAreReadWithTheirPlaces(t *testing.T) {
	file := filepath.Join(t.TempDir(), "all.yml")
	content := `stories:
  - headline: Bakers on strike
    body: |
      No bread in Ulm.
    topics: {main: 09000000, must: [medtop:20000530, labour strike], not: ["https://desk.example/x"]}
    places:
      must:
        - Ulm
  - {file: a.xml, entities: {not: Bread}}
`
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := readExpectations(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []expectation{
		{name: "Bakers on strike", headline: "Bakers on strike", body: "No bread in Ulm.\n", line: 2, column: 5, wants: []want{
			{"topics", "main", "09000000", 5, 20}, {"topics", "must", "medtop:20000530", 5, 37}, {"topics", "must", "labour strike", 5, 54},
			{"topics", "not", "https://desk.example/x", 5, 76}, {"places", "must", "Ulm", 8, 11},
		}},
		{name: "a.xml", file: "a.xml", line: 9, column: 6, wants: []want{{"entities", "not", "Bread", 9, 35}}},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(expectation{}, want[0].wants[0])); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzExpectations(f *testing.F) {
	f.Add("stories:\n  - {file: a.xml, topics: {must: [x]}}\n")
	f.Add("stories: [{]")
	f.Fuzz(func(t *testing.T, content string) {
		r := &expectReader{file: "x.yml"}
		r.read([]byte(content))
	})
}
