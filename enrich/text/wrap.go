package text

import (
	"strings"
	"unicode/utf8"
)

// hardWrapped reports whether s is broken into lines by width, as the older
// wires are: then a line's end is a blank. Elsewhere it ends a paragraph, a
// heading or a row of a table.
//
// The test is the wrapping itself: in wrapped text the first word of the
// next line would not have fitted on the line before it. Three in four such
// ends are asked for, since hyphens and the tabs of tables blur the width.
func hardWrapped(s string) bool {
	const widest = 120 // code points; teleprinter and mail lines have 60–80
	width, lines := 0, 0
	for rest := s; rest != ""; lines++ {
		line, after, _ := strings.Cut(rest, "\n")
		if n := len(line); n > 4*widest {
			return false
		}
		width = max(width, utf8.RuneCountInString(strings.TrimRight(line, " \t\r")))
		rest = after
	}
	if lines < 3 || width > widest {
		return false
	}
	full, all := 0, 0
	for rest := s; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		line = strings.TrimRight(line, " \t\r")
		next, _, _ := strings.Cut(after, "\n")
		next = strings.TrimRight(next, "\r")
		if line == "" || strings.TrimLeft(next, " \t") != next || next == "" {
			continue // a paragraph's end
		}
		word, _, _ := strings.Cut(next, " ")
		all++
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			full++
		}
	}
	return all >= 2 && full*4 >= all*3
}
