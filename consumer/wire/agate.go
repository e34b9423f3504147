package wire

import (
	"strings"
	"unicode"
)

// withoutAgate leaves out what is set in columns: results, standings, prices,
// temperatures. Nothing in it is a sentence, and the taggers would find a
// hundred towns in a table of weather. The record keeps it.
//
// A table is a run of shortestTable lines in columns or more; a title of a
// group between two of them belongs to it.
func withoutAgate(text string) string {
	lines := strings.SplitAfter(text, "\n")
	columns := make([]bool, len(lines))
	found := 0
	for i, line := range lines {
		if columns[i] = inColumns(line); columns[i] {
			found++
		}
	}
	if found < shortestTable {
		return text
	}
	joinRows(lines, columns)
	var b strings.Builder
	for i := 0; i < len(lines); {
		end, rows := i, 0
		for end < len(lines) && columns[end] {
			if inColumns(lines[end]) {
				rows++
			}
			end++
		}
		if rows >= shortestTable {
			b.WriteByte('\n') // what stood before and after stays apart
		} else {
			end = max(end, i+1)
			for _, line := range lines[i:end] {
				b.WriteString(line)
			}
		}
		i = end
	}
	return b.String()
}

// joinRows takes what stands between two rows for a part of the table: a
// title, an empty line, or both.
func joinRows(lines []string, columns []bool) {
	const apart = 4 // lines from a row to the next, at most
	last := -apart
	for i := range lines {
		if !columns[i] {
			continue
		}
		if i-last <= apart && last >= 0 && allTitles(lines[last+1:i]) {
			for j := last + 1; j < i; j++ {
				columns[j] = true
			}
		}
		last = i
	}
}

func allTitles(lines []string) bool {
	for _, line := range lines {
		if !shortTitle(line) {
			return false
		}
	}
	return true
}

// tagSentences sets what is tagged of a plain text: all but the agate, and not
// the legend of a table that was nearly all there was.
func (d *draft) tagSentences(text string) {
	const legend = 4 // a part of the text no larger than one in so many
	tagged := strings.TrimSpace(withoutAgate(text))
	if len(tagged) < len(text)/legend && !prose(tagged) {
		tagged = ""
	}
	d.tagged = &tagged
}

// shortestTable: two lines in columns are an address, or an accident.
const shortestTable = 3

// inColumns reports whether a line looks like a row of a table.
func inColumns(line string) bool {
	line = strings.TrimSpace(line)
	if line == "" {
		return false
	}
	if strings.Count(line, "|") >= 2 || strings.Count(line, ";") >= 3 && len(line) < 200 && strings.Count(line, "; ") < 3 || strings.Count(line, "\t") >= 2 {
		return true
	}
	if len(line) >= 5 && strings.Trim(line, "-=_*. ") == "" {
		return true // a rule
	}
	return gaps(line) > 0 && len(line) < 120
}

// gaps counts the places where more than one space stands between words, as
// nobody writes in a sentence but behind its full stop.
func gaps(line string) int {
	n := 0
	for i := 1; i+1 < len(line); i++ {
		if line[i] != ' ' || line[i+1] != ' ' {
			continue
		}
		if strings.IndexByte(".!?:,;\"')", line[i-1]) < 0 {
			n++
		}
		for i+1 < len(line) && line[i+1] == ' ' {
			i++
		}
	}
	return n
}

// shortTitle: "Saturday, January 28", "EASTERN CONFERENCE".
func shortTitle(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) < 50 && !strings.HasSuffix(line, ".")
}

// prose reports whether there is a sentence in a text: one line of a dozen
// words, most of which are letters.
func prose(text string) bool {
	for line := range strings.Lines(text) {
		letters, others, words := 0, 0, 0
		for _, r := range line {
			switch {
			case unicode.IsLetter(r) || unicode.IsMark(r):
				letters++
			case r == ' ':
				words++
			default:
				others++
			}
		}
		if words >= 11 && letters > 3*others {
			return true
		}
	}
	return false
}
