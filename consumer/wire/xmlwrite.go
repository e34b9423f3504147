package wire

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// xmlWriter writes an XML document on one line: line breaks in texts stand as
// references, so that a record is a line as those of JSON are.
type xmlWriter struct {
	buf  []byte
	open []string
}

// start opens an element. The attributes are names and values by turns; one
// without a value is left out.
func (w *xmlWriter) start(name string, attrs ...string) {
	w.tag(name, attrs)
	w.buf = append(w.buf, '>')
	w.open = append(w.open, name)
}

// end closes the element that was opened last.
func (w *xmlWriter) end() {
	last := len(w.open) - 1
	w.buf = append(w.buf, "</"...)
	w.buf = append(w.buf, w.open[last]...)
	w.buf = append(w.buf, '>')
	w.open = w.open[:last]
}

// leaf writes an element with text and no others in it.
func (w *xmlWriter) leaf(name, text string, attrs ...string) {
	if text == "" {
		w.tag(name, attrs)
		w.buf = append(w.buf, "/>"...)
		return
	}
	w.start(name, attrs...)
	w.text(text)
	w.end()
}

// words writes an element whose text is one line; without a text, nothing.
func (w *xmlWriter) words(name, text string, attrs ...string) {
	if text = oneSpaced(text); text != "" {
		w.leaf(name, text, attrs...)
	}
}

// lines writes an element whose text may have several lines.
func (w *xmlWriter) lines(name, text string, attrs ...string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" {
		return
	}
	w.start(name, attrs...)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.leaf("br", "")
		}
		w.text(line)
	}
	w.end()
}

func (w *xmlWriter) tag(name string, attrs []string) {
	w.buf = append(w.buf, '<')
	w.buf = append(w.buf, name...)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" {
			continue
		}
		w.buf = append(w.buf, ' ')
		w.buf = append(w.buf, attrs[i]...)
		w.buf = append(w.buf, `="`...)
		w.text(attrs[i+1])
		w.buf = append(w.buf, '"')
	}
}

// text writes characters, in an element or an attribute. What XML forbids
// becomes U+FFFD; what some readers take for the end of a line, or a parser
// for another white space, or a terminal for an order, is a reference.
func (w *xmlWriter) text(s string) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '&':
			w.buf = append(w.buf, "&amp;"...)
		case r == '<':
			w.buf = append(w.buf, "&lt;"...)
		case r == '>':
			w.buf = append(w.buf, "&gt;"...)
		case r == '"':
			w.buf = append(w.buf, "&quot;"...)
		case r == '\t', r == '\n', r == '\r', 0x7f <= r && r <= 0x9f, r == 0x2028, r == 0x2029:
			w.buf = append(w.buf, "&#"...)
			w.buf = strconv.AppendInt(w.buf, int64(r), 10)
			w.buf = append(w.buf, ';')
		case r < ' ', r == 0xfffe, r == 0xffff, r == utf8.RuneError:
			w.buf = append(w.buf, "\uFFFD"...)
		default:
			w.buf = append(w.buf, s[i:i+size]...)
		}
		i += size
	}
}
