package wire

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// htmlText reads HTML, XHTML or the body of a NITF document as plain text:
// paragraphs stand apart by a blank line, lines by a line break, everything
// else by one space. Scripts, styles and heads are left out, and so are notes
// for editors and tables, which hold scores and prices and no sentences;
// unless there are sentences nowhere else, because some mailers lay out whole
// stories in a table.
func htmlText(s string) string {
	// Escaped twice: the markup arrives as text.
	if strings.HasPrefix(strings.TrimSpace(s), "&lt;") && !strings.Contains(s, "<") {
		s = html.UnescapeString(s)
	}
	if i := strings.Index(s, "<body.content"); i >= 0 {
		if t, done := sentences(s[i:]); done {
			return t
		}
	}
	if t, done := sentences(s); done {
		return t
	}
	if t := readHTML(s, false); prose(t) || !strings.Contains(t, "\n") {
		return t
	}
	return ""
}

// sentences reads what is not agate. It is not done when there is nothing of
// the kind.
func sentences(s string) (t string, done bool) {
	t = readHTML(s, true)
	if strings.Contains(s, "table>") && strings.Count(t, "\n") > captionLines && !prose(t) {
		return "", true // titles and notes of tables, scores in a line each
	}
	return t, t != ""
}

// captionLines is how many line breaks there may be in a text between tables
// that has no sentence in it, before it is held to be a part of them.
const captionLines = 10

// markupTag is a tag that somebody meant as one: a headline may hold "x < y".
var markupTag = regexp.MustCompile(`(?i)<(?:p|br|div|span|b|i|em|strong|a|h[1-6]|ul|ol|li|table|block|nitf|html|body|section|article|blockquote|img)(?:\s[^<>]*)?/?>`)

func looksLikeMarkup(s string) bool {
	return strings.Contains(s, "<") && markupTag.MatchString(s)
}

// What a tag does to the text around it.
type effect uint8

const (
	inline    effect = iota
	newLine          // a line break
	paragraph        // a blank line
	skip             // the element is left out
	cell             // a space
)

func effectOf(tag string, tables bool) effect {
	switch tag {
	case "br", "tr", "li", "dt", "dd", "option", "hl2":
		return newLine
	case "td", "th":
		return cell
	case "p", "div", "section", "article", "footer", "main", "aside", "nav", "blockquote", "pre", "ul", "ol", "dl",
		"h1", "h2", "h3", "h4", "h5", "h6", "hr", "figure", "figcaption", "address", "form", "fieldset", "details", "summary", "center",
		"body", "html", "block", "body.content", "body.head", "body.end", "hl1", "hedline", "byline", "dateline", "bq", "fn",
		"media-caption", "caption", "abstract", "distributor", "tagline", "nitf":
		return paragraph
	case "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "select", "textarea", "button",
		"media-metadata", "media-reference", "audio", "video", "canvas":
		return skip
	case "header", "media", "note": // the headline once more; a picture; for editors
		if tables {
			return skip
		}
		return paragraph
	case "table", "nitf-table":
		if tables {
			return skip
		}
		return paragraph
	}
	return inline
}

func readHTML(s string, skipTables bool) string {
	z := html.NewTokenizer(strings.NewReader(s))
	z.AllowCDATA(true)
	var out plainWriter
	out.b.Grow(len(s))
	skipping, depth := "", 0 // the element that is left out, and how deep in its like
	pre := 0
	for {
		switch tt := z.Next(); tt {
		case html.ErrorToken: // the end, for whatever reason
			if skipping != "" && skipTables && skipping != "head" {
				return readHTML(s, false) // it was never closed
			}
			return strings.TrimSpace(out.b.String())
		case html.TextToken:
			if skipping == "" {
				t := z.Text()
				if skipTables && bytes.Count(t, []byte("\n")) >= shortestTable {
					t = []byte(withoutAgate(string(t)))
				}
				out.text(t, pre > 0)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, attrs := z.TagName()
			tag := string(name)
			if tt == html.SelfClosingTagToken {
				z.NextIsNotRawText()
			}
			if skipping != "" {
				switch {
				case tag == skipping && tt == html.StartTagToken:
					depth++
				case tag == skipping && tt == html.EndTagToken:
					depth--
				case tag == "body" && skipping == "head":
					depth = 0 // </head> may be left out
				}
				if depth == 0 {
					skipping = ""
				}
				continue
			}
			if tag == "body.content" && tt == html.EndTagToken {
				return strings.TrimSpace(out.b.String())
			}
			does := effectOf(tag, skipTables)
			if attrs && skipTables && tt == html.StartTagToken && does != skip && !void(tag) && notForReaders(z) {
				does = skip
			}
			switch does {
			case newLine:
				if tag == "br" || tt != html.EndTagToken {
					out.lines = max(out.lines, 1)
				}
			case paragraph:
				out.lines = 2
			case cell:
				out.space = true
			case skip:
				out.space = true
				if tt == html.StartTagToken {
					skipping, depth = tag, 1
				}
			}
			if tag == "pre" {
				pre = map[html.TokenType]int{html.StartTagToken: 1}[tt]
			}
		}
	}
}

// notForReaders reports whether the class or the style of an element says that
// it is agate, or a note for editors. The classes are those of dpa and of
// common editing systems, the styles those of NITF.
func notForReaders(z *html.Tokenizer) bool {
	for {
		key, value, more := z.TagAttr()
		if k := string(key); k == "class" || k == "style" {
			for word := range strings.FieldsSeq(strings.ToLower(string(value))) {
				switch strings.Trim(word, "@.;") {
				case "agate", "notepad", "closingline", "linkbox", "external-links", "np-public", "np-nonpublic", "ednote", "edsnote",
					"editorsnote", "editors-note", "editor-note", "editorial-note", "editornote":
					return true
				}
			}
		}
		if !more {
			return false
		}
	}
}

// plainWriter joins pieces of text with the white space that is due.
type plainWriter struct {
	b     strings.Builder
	lines int  // line breaks due before the next piece
	space bool // a space due
}

func (w *plainWriter) text(t []byte, pre bool) {
	for len(t) > 0 {
		run := 0
		for run < len(t) && '!' <= t[run] && t[run] <= '~' {
			run++
		}
		if run > 0 { // a word, at one stroke
			w.due()
			w.b.Write(t[:run])
			t = t[run:]
			continue
		}
		r, size := utf8.DecodeRune(t)
		t = t[size:]
		switch {
		case r == '\n' && pre:
			w.lines = max(w.lines, 1)
		case unicode.IsSpace(r): // the no-break space among them
			w.space = true
		case r == '\u00ad', r == '\u200b', r == '\ufeff': // soft hyphens and what has no width
		case unicode.IsControl(r):
		default:
			w.due()
			w.b.WriteRune(r)
		}
	}
}

func (w *plainWriter) due() {
	if w.b.Len() > 0 {
		switch {
		case w.lines > 0:
			w.b.WriteString("\n\n"[:w.lines])
		case w.space:
			w.b.WriteByte(' ')
		}
	}
	w.lines, w.space = 0, false
}
