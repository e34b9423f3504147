package main

import (
	"strings"
	"testing"
)

func TestNamesAreMarkedInBracketsWhereThereAreNoColours(t *testing.T) {
	tests := []struct {
		name, text, want string
		marks            []mark
	}{
		{"a text without names stays as it is", "It rained.", "It rained.", nil},
		{"a name is followed by what it is", "Ada Moss left.", "[Ada Moss person] left.", []mark{{0, 8, "person", stylePerson}}},
		{"offsets count code points", "Ça va, Zoë?", "Ça va, [Zoë person]?", []mark{{7, 10, "person", stylePerson}}},
		{"names may touch", "MarlowCouncil", "[Marlow place][Council organisation]",
			[]mark{{0, 6, "place", stylePlace}, {6, 13, "organisation", styleOrg}}},
		{"of two that overlap the first is marked", "Bank of Marlow", "[Bank of Marlow organisation]",
			[]mark{{0, 14, "organisation", styleOrg}, {8, 14, "place", stylePlace}}},
		{"a mark outside the text is left out", "Ada", "Ada", []mark{{0, 9, "person", stylePerson}}},
		{"control characters do not come through", "A\x1b[2J Moss", "[A\ufffd[2J Moss person]", []mark{{0, 10, "person", stylePerson}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := (&styled{}).addMarked(terminal{}, tt.text, tt.marks).lines(terminal{}, 1000, 0)
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestNamesAreMarkedByColourWhereThereIsSome(t *testing.T) {
	colours := terminal{is: true, colour: true}
	lines := (&styled{}).addMarked(colours, "Ada Moss left.", []mark{{0, 8, "person", stylePerson}}).lines(colours, 1000, 0)
	if want := "\x1b[33mAda Moss\x1b[0m left."; len(lines) != 1 || lines[0] != want {
		t.Errorf("got %q, want %q", lines, want)
	}
}
