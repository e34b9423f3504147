package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// terminal is what is known of an output.
type terminal struct {
	is     bool // a terminal, not a file or a pipe
	colour bool
	width  int // columns
}

// plainWidth is the width of what is not a terminal, for text that is wrapped.
const plainWidth = 80

// newTerminal looks at w. Colour is given to terminals only.
func newTerminal(w io.Writer, env map[string]string) terminal {
	t := terminal{width: plainWidth}
	if n, err := strconv.Atoi(env["COLUMNS"]); err == nil && n >= 20 && n <= 1000 {
		t.width = n
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return t
	}
	t.is, t.colour = true, wantsColour(env)
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 20 {
		t.width = n
	}
	return t
}

// wantsColour follows no-color.org: any value of NO_COLOR counts, whatever it
// says. A dumb terminal has no colours.
func wantsColour(env map[string]string) bool {
	return env["NO_COLOR"] == "" && env["TERM"] != "dumb"
}

// typed reports whether somebody types r on a terminal.
func typed(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// style is how a stretch of text looks: the parameters of an SGR sequence.
type style string

const (
	stylePlain  style = ""
	styleBold   style = "1"
	styleDim    style = "2"
	styleError  style = "1;31"
	styleGood   style = "32"
	styleBad    style = "31"
	stylePerson style = "33"
	styleOrg    style = "36"
	stylePlace  style = "32"
	styleOther  style = "35"
	styleTopic  style = "34"
)

// paint puts text, which must be printable, into a style where the terminal
// has colours.
func (t terminal) paint(s style, text string) string {
	if !t.colour || s == stylePlain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
