package authority

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
)

// row is an entry as a reader has it, not checked yet.
type row struct {
	file    string
	line    int
	at      func(column int) int // the line of a column: a row in quotes has several
	text    [len(columns)]string // all but the aliases
	aliases []string
}

// longest is how many words and marks a name may have: those of agreements
// and committees have two dozen, and each character of a Japanese name is a
// word. In bytes, it is what fits them.
const (
	longest      = 48
	longestBytes = 512
	longestURI   = 2048 // what browsers and servers take
)

// row checks a row, and adds it where all of it is right.
func (l *loader) row(r row) {
	before := l.total
	wrong := func(column int, hint, what string, args ...any) {
		l.add(Problem{File: r.file, Line: r.at(column), Field: columns[column], What: fmt.Sprintf(what, args...), Hint: hint})
	}
	for column, value := range r.text {
		if !utf8.ValidString(value) {
			wrong(column, "save the file as UTF-8", "the text is not UTF-8")
			return
		}
	}
	uri := strings.TrimSpace(r.text[columnURI])
	if what := notURI(uri); what != "" {
		wrong(columnURI, "write an absolute one, such as https://desk.example/people/17 or urn:desk:17", "%s", what)
	}
	kind, err := kindOf(written(r.text[columnType]))
	if err != nil {
		hint := didYouMean(r.text[columnType], "write person, organisation or other", "person", "organisation", "other")
		if strings.EqualFold(strings.TrimSpace(r.text[columnType]), "place") {
			hint = "write person, organisation or other: places are the gazetteer's"
		}
		wrong(columnType, hint, "%q is not a type", r.text[columnType])
	}
	name := tidy(r.text[columnName])
	l.index.begin()
	if what, hint := l.index.form(name); what != "" {
		wrong(columnName, hint, "%s", what)
	}
	for _, alias := range r.aliases {
		if !utf8.ValidString(alias) {
			wrong(columnAliases, "save the file as UTF-8", "the text is not UTF-8")
			continue
		}
		if alias = tidy(alias); alias == "" {
			continue
		}
		if what, hint := l.index.form(alias); what != "" {
			wrong(columnAliases, hint, "%s", what)
		}
	}
	if l.total == before {
		l.index.add(uri, kind, tidy(r.text[columnNotes]), len(l.files)-1, r.line)
	}
}

// written is the type as it is written, in capitals or the American way.
func written(s string) story.Type {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "organization" {
		return story.Organisation
	}
	return story.Type(s)
}

// notURI says why a text is no absolute URI, or nothing.
func notURI(s string) string {
	if s == "" {
		return "the uri is missing"
	}
	if len(s) > longestURI {
		return fmt.Sprintf("it has %d bytes, more than %d", len(s), longestURI)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return fmt.Sprintf("%q has a blank in it", s)
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" || len(s) == len(u.Scheme)+1 {
		return fmt.Sprintf("%q is not a URI", s)
	}
	return ""
}

// notName says why a text cannot be a name, and what would be right.
func notName(s string) (what, hint string) {
	switch {
	case s == "":
		return "the name is missing", ""
	case len(s) > longestBytes:
		return fmt.Sprintf("%q… has %d bytes", s[:cut(s, 40)], len(s)), fmt.Sprintf("a name has %d at most", longestBytes)
	case !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }):
		return fmt.Sprintf("%q has no letter", s), "a name has one at least"
	}
	return "", ""
}

// cut is the end of the last character that fits n bytes.
func cut(s string, n int) int {
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return min(n, len(s))
}

// tidy makes one blank of white space between words, and drops what no one
// sees.
func tidy(s string) string {
	plain := true // most are as they should be
	for i := range len(s) {
		plain = plain && s[i] > ' ' && s[i] < 0x7f || s[i] == ' ' && i > 0 && i+1 < len(s) && s[i+1] != ' '
		if !plain {
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == 0x200B, r == 0xFEFF, r >= 0x200E && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
