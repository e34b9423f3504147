package wire

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"
)

// E-mailed copy: a message by RFC 5322 with parts by MIME. The subject is the
// headline, the first text that is no attachment is the story; a text in HTML
// beside the same in plain text is another form of it. Of attachments the
// name is kept, and of a message without a text of its own the text in them.

// Bounds of a message's parts.
const (
	maxMailDepth = 10
	maxMailParts = 200
)

// mailField is the first line of a header.
var mailField = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]`)

// looksLikeMIME reports whether data begin with the header of a mail: fields,
// at least two of which every mail has, and an empty line.
func looksLikeMIME(data []byte) bool {
	const enough = 16 << 10 // bytes looked at; some have twenty Received lines
	known := 0
	for line := range bytes.Lines(afterMbox(trimBOM(data[:min(len(data), enough)]))) {
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			return known >= 2
		case line[0] == ' ' || line[0] == '\t':
			continue
		case !mailField.Match(append(line[:len(line):len(line)], ' ')):
			return false
		}
		name, _, _ := bytes.Cut(line, []byte(":"))
		switch strings.ToLower(string(name)) {
		case "from", "date", "subject", "message-id", "mime-version", "received", "to", "content-type", "return-path":
			known++
		}
	}
	return false
}

// afterMbox takes away the line that mailboxes put before a mail.
func afterMbox(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("From ")) {
		_, rest, _ := bytes.Cut(data, []byte("\n"))
		return rest
	}
	return data
}

func decodeMIME(in input, charset string) ([]candidate, error) {
	msg, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(afterMbox(trimBOM(in.raw)))))
	if err != nil {
		return nil, &Error{Format: MIME, Err: fmt.Errorf("reading the header: %s", strings.ToValidUTF8(err.Error(), ""))}
	}
	r := mailReader{charset: charset}
	if err := r.part(textproto.MIMEHeader(msg.Header), msg.Body, 0); err != nil {
		return nil, &Error{Format: MIME, Err: err}
	}
	d := newDraft("text")
	mailHeader(&d, msg.Header)
	mailTexts(&d, &r)
	for _, a := range r.attached {
		d.note("Attachment: " + a)
	}
	if d.m["bodies"] == nil && !d.headed {
		return nil, &Error{Format: MIME, Err: errEmptyText}
	}
	c := d.done()
	c.warnings = r.warnings
	return []candidate{c}, nil
}

func mailHeader(d *draft, h mail.Header) {
	get := func(name string) string { return mailWords(h.Get(name)) }
	if id := strings.Trim(get("Message-Id"), "<> "); id != "" {
		uri, _ := absoluteURI("mid:" + id) // RFC 2392
		d.set("uri", uri)
	}
	d.headline("main", get("Subject"))
	if t, err := mail.ParseDate(zones.Replace(strings.TrimSpace(h.Get("Date")))); err == nil {
		d.set("versionCreated", t.Format(time.RFC3339))
	} else if date := get("Date"); date != "" {
		d.altID("Date", date)
	}
	d.set("language", firstOf(strings.FieldsFunc(get("Content-Language"), func(r rune) bool { return r == ',' || r == ' ' })...))
	for _, name := range []string{"From", "Sender", "List-Id"} {
		for _, who := range mailNames(h.Get(name)) {
			d.source(who, strings.ToLower(name))
		}
	}
	for _, name := range []string{"In-Reply-To", "References", "Supersedes"} {
		for id := range strings.FieldsSeq(get(name)) {
			d.altID(strings.ToLower(name), strings.Trim(id, "<>"))
		}
	}
	for word := range strings.SplitSeq(get("Keywords"), ",") {
		d.keyword(strings.TrimSpace(word))
	}
	if h.Get("Supersedes") != "" {
		d.hints = append(d.hints, hint{"update", "header Supersedes"})
	}
}

// mailWords decodes a header.
func mailWords(s string) string {
	dec := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		text, _, err := toUTF8(data, charset)
		return bytes.NewReader(text), err
	}}
	decoded, err := dec.DecodeHeader(s)
	if err != nil {
		decoded = s
	}
	text, _, err := toUTF8([]byte(decoded), "")
	if err != nil {
		return ""
	}
	return oneSpaced(clean(string(text)))
}

// mailNames are the names, or the addresses, of a header of addresses.
func mailNames(s string) []string {
	list, err := mail.ParseAddressList(s)
	if err != nil {
		if w := mailWords(s); w != "" {
			return []string{w}
		}
		return nil
	}
	var names []string
	for _, a := range list {
		names = append(names, mailWords(firstOf(a.Name, a.Address)))
	}
	return names
}

// mailText is a text in a mail.
type mailText struct {
	mediaType string
	text      string
	attached  bool
}

// mailReader collects what is in the parts of a mail.
type mailReader struct {
	charset  string // of parts that name none
	texts    []mailText
	attached []string
	warnings []string
	parts    int
}

func (r *mailReader) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if r.parts++; r.parts > maxMailParts || depth > maxMailDepth {
		return fmt.Errorf("the mail has more than %d parts, or parts more than %d deep", maxMailParts, maxMailDepth)
	}
	mediaType, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && mediaType == "" {
		mediaType = "text/plain"
	}
	if strings.HasPrefix(mediaType, "multipart/") && params["boundary"] != "" {
		return r.multipart(body, params["boundary"], depth)
	}
	data, err := io.ReadAll(transferDecoder(h.Get("Content-Transfer-Encoding"), body))
	if err != nil {
		r.warnings = append(r.warnings, "a part of the mail is not encoded as it says")
	}
	if mediaType == "message/rfc822" {
		inner, err := mail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			return nil // forwarded, and broken
		}
		return r.part(textproto.MIMEHeader(inner.Header), inner.Body, depth+1)
	}
	disposition, dp, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := mailWords(firstOf(dp["filename"], params["name"]))
	if name != "" {
		r.attached = append(r.attached, name)
	}
	if !strings.HasPrefix(mediaType, "text/") || binary(data) {
		return nil
	}
	text, warning, err := toUTF8(data, firstOf(params["charset"], r.charset))
	if err != nil {
		warning = err.Error()
		text, _, _ = toUTF8(data, "")
	}
	if warning != "" {
		r.warnings = append(r.warnings, warning)
	}
	s := clean(string(text))
	if mediaType == "text/plain" && strings.EqualFold(params["format"], "flowed") {
		s = unflow(s)
	}
	r.texts = append(r.texts, mailText{mediaType, s, disposition == "attachment" || name != "" && disposition != "inline"})
	return nil
}

func (r *mailReader) multipart(body io.Reader, boundary string, depth int) error {
	parts := multipart.NewReader(body, boundary)
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			r.warnings = append(r.warnings, "the parts of the mail have no proper end")
			return nil
		}
		if err := r.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

func transferDecoder(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// unflow joins the lines of a paragraph (RFC 3676): all that end with a space.
func unflow(s string) string {
	var b strings.Builder
	for line := range strings.SplitAfterSeq(s, "\n") {
		line = strings.TrimPrefix(line, " ") // stuffed
		if strings.HasSuffix(line, " \n") && line != "-- \n" {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
	}
	return b.String()
}
