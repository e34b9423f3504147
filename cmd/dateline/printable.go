package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// What comes off a wire is shown in terminals. A story must not be able to
// move the cursor, change colours or turn the direction of what stands around
// it, so everything from outside goes through here before it is printed.

// safeRune returns what is printed for r: one rune for one, so that offsets
// stay valid, or 0 for nothing at all.
func safeRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
		return ' '
	case unicode.IsControl(r): // C0, DEL and C1: ESC [ and its one-rune form U+009B
		return utf8.RuneError
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // direction overrides
		return 0
	}
	return r
}

// printable makes s safe to print as part of one line.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r = safeRune(r); r == 0 {
			return -1
		}
		return r
	}, s)
}

// printableLines is printable for text whose line breaks and tabs are ours:
// an error that shows a line of a file and a caret under it.
func printableLines(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if r = safeRune(r); r == 0 {
			return -1
		}
		return r
	}, s)
}

// asciiControls escapes, in JSON, the control characters that encoding/json
// lets through and terminals obey: DEL and U+0080–U+009F. In JSON they can
// only stand inside strings.
func asciiControls(doc []byte) []byte {
	const hex = "0123456789abcdef"
	var out []byte
	last := 0
	for i := 0; i < len(doc); i++ {
		var code byte
		n := 1
		switch {
		case doc[i] == 0x7f:
			code = 0x7f
		case doc[i] == 0xc2 && i+1 < len(doc) && doc[i+1] >= 0x80 && doc[i+1] <= 0x9f:
			code, n = doc[i+1], 2
		default:
			continue
		}
		out = append(out, doc[last:i]...)
		out = append(out, '\\', 'u', '0', '0', hex[code>>4], hex[code&15])
		i += n - 1
		last = i + 1
	}
	if out == nil {
		return doc
	}
	return append(out, doc[last:]...)
}

// cells is the number of columns that r takes in a terminal.
func cells(r rune) int {
	if r == 0 || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
