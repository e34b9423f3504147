// Package wire is the edge between bytes and stories: it reads what agencies
// send and writes the records that Dateline publishes.
//
//	Message ─ charset ─ format ─┬─ JSON: ninjs, ap-media, dpa, reuters ─┐
//	                            ├─ XML: newsml-g2, newsml-1, nitf, rss ─┤
//	                            ├─ telegraph: iptc7901, anpa            ├─ conform to ninjs 3.2 → Story
//	                            ├─ html, mime                           │
//	                            └─ text ────────────────────────────────┘
//	Story + Tags → record: a ninjs 3.2 document and its enrichment, or an
//	               item of NewsML-G2
//
// Every decoder makes candidates: objects with the properties of ninjs, and
// what ninjs has no place for. The draft helps it, the conformer checks it.
// What is tagged is plain text without tables, agate and notes for editors;
// all of those stay in the story's item.
//
// Reading is tolerant and writing is strict. Whatever a source says finds its
// place in ninjs 3.2, is repaired, or is left out and named in the story's
// warnings; so a record is always valid, and nothing in it is made up. Only
// what does not hold a story at all is refused, with an Error.
package wire

import "strings"

// Names of the formats, as rules and the Dateline-Format header give them.
const (
	NINJS    = "ninjs"
	APMedia  = "ap-media"
	DPA      = "dpa"
	Reuters  = "reuters"
	NewsMLG2 = "newsml-g2"
	NewsML1  = "newsml-1"
	NITF     = "nitf"
	IPTC7901 = "iptc7901"
	ANPA     = "anpa"
	RSS      = "rss"
	HTML     = "html"
	MIME     = "mime"
	Text     = "text"
)

// Formats returns the names of all formats that a Decoder reads.
func Formats() []string {
	return []string{NINJS, APMedia, DPA, Reuters, NewsMLG2, NewsML1, NITF, IPTC7901, ANPA, RSS, HTML, MIME, Text}
}

// Message is one message as it came from the queue, or a file.
type Message struct {
	Subject string
	Header  map[string][]string
	Data    []byte
}

// header returns the first value of a header, whatever case its name is in.
func (m Message) header(name string) string {
	if v := m.Header[name]; len(v) > 0 {
		return strings.TrimSpace(v[0])
	}
	for key, v := range m.Header {
		if len(v) > 0 && strings.EqualFold(key, name) {
			return strings.TrimSpace(v[0])
		}
	}
	return ""
}

// Error says why a message is not a story, to somebody who did not write it:
// in which format it was read, where in it the trouble is, and what it is.
type Error struct {
	Format string // or empty, where it did not come to that
	Where  string // "line 3, column 14", "item 2", or empty
	Err    error
}

func (e *Error) Error() string {
	var b strings.Builder
	for _, part := range []string{e.Format, e.Where} {
		if part != "" {
			b.WriteString(part)
			b.WriteString(": ")
		}
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }
