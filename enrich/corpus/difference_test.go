package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNamesFoundArePutBesideThoseLabelled(t *testing.T) {
	per := func(a, b int) Span { return Span{a, b, "PER"} }
	org := func(a, b int) Span { return Span{a, b, "ORG"} }
	loc := func(a, b int) Span { return Span{a, b, "LOC"} }
	misc := func(a, b int) Span { return Span{a, b, "MISC"} }
	tests := []struct {
		name            string
		labelled, found []Span
		want            string
	}{
		{"nothing to find, nothing found", nil, nil, ""},
		{"what agrees is right", []Span{per(0, 8)}, []Span{per(0, 8)}, "right"},
		{"what is not found is missed", []Span{per(0, 8)}, nil, "missed"},
		{"what is not labelled is added", nil, []Span{per(0, 8)}, "added"},
		{"another type", []Span{org(0, 8)}, []Span{loc(0, 8)}, "type"},
		{"other borders", []Span{org(0, 14)}, []Span{org(0, 4)}, "borders"},
		{"both", []Span{org(0, 14)}, []Span{loc(8, 14)}, "both"},
		{"neighbours have nothing in common", []Span{per(0, 4)}, []Span{per(4, 8)}, "missed added"},
		{"one name cut in two is one mistake and one name added", []Span{org(0, 14)}, []Span{org(0, 4), org(8, 14)}, "borders added"},
		{"two names made one are one mistake and one name missed", []Span{per(0, 4), per(5, 9)}, []Span{per(0, 9)}, "borders missed"},
		{"what agrees most goes together", []Span{org(0, 14), loc(8, 14)}, []Span{loc(8, 14)}, "missed right"},
		{"a long name among short ones is found", []Span{per(50, 52)}, []Span{org(0, 60), per(1, 2)}, "both added"},
		{"another kind of name taken for a company", []Span{misc(0, 4)}, []Span{org(0, 4)}, "type"},
		{"what stands twice counts once", []Span{per(0, 4), per(0, 4)}, []Span{per(0, 4), per(0, 4)}, "right"},
		{"the order is that of the text", []Span{per(20, 24), per(0, 4)}, []Span{loc(10, 12), per(20, 24)}, "missed added right"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kinds []string
			for _, d := range Differences(tt.labelled, tt.found) {
				kinds = append(kinds, string(d.Kind))
			}
			if got := strings.Join(kinds, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The mistakes by kind and the counts of precision and recall are two views of
// the same thing.
func TestDifferencesAddUpToTheCounts(t *testing.T) {
	texts := [][2][]Span{
		{{{0, 4, "PER"}, {5, 9, "ORG"}, {10, 12, "MISC"}}, {{0, 4, "PER"}, {5, 9, "LOC"}, {10, 12, "ORG"}, {20, 21, "PER"}}},
		{{{0, 4, "PER"}, {5, 9, "ORG"}}, {{3, 6, "ORG"}}},
		{{{0, 4, "LOC"}}, nil},
		{nil, {{0, 4, "LOC"}, {0, 5, "MISC"}}},
	}
	for i, x := range texts {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			counts := SpanCounts{}
			counts.Compare(x[0], x[1])
			var want Count
			for _, d := range Differences(x[0], x[1]) {
				switch {
				case d.Kind == Right && d.Counts():
					want.Right++
				case d.Kind != Right:
					if d.Found != nil && d.Found.Counts() {
						want.Wrong++
					}
					if d.Labelled != nil && d.Labelled.Counts() {
						want.Missed++
					}
				}
			}
			if diff := cmp.Diff(want, counts.Total()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
