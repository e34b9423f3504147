package wire

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"dateline/enrich/story"
)

// FormatHeader names the format of a message and overrules everything else.
const FormatHeader = "Dateline-Format"

// Rule says which format comes on which subjects.
type Rule struct {
	Subject string // NATS pattern: wire.raw.ap.>
	Format  string // one of Formats
	Charset string // of messages that name none, or empty: found by looking
}

// Options of a Decoder.
type Options struct {
	// Rules are tried in order; the first that matches a subject counts.
	Rules []Rule
	// SourcePrefix is what stands before the source in a subject: wire.raw.
	SourcePrefix string
}

// Decoder reads messages. It is safe for concurrent use.
type Decoder struct{ opts Options }

// NewDecoder checks the rules.
func NewDecoder(o Options) (*Decoder, error) {
	for i, r := range o.Rules {
		if err := checkPattern(r.Subject); err != nil {
			return nil, fmt.Errorf("format rule %d: %w", i+1, err)
		}
		if !known(r.Format) {
			return nil, fmt.Errorf("format rule %d (%s): %w", i+1, r.Subject, unknownFormat(r.Format))
		}
		if _, err := htmlindex.Get(r.Charset); r.Charset != "" && err != nil {
			return nil, fmt.Errorf("format rule %d (%s): charset %q is not known", i+1, r.Subject, r.Charset)
		}
	}
	o.Rules = append([]Rule(nil), o.Rules...)
	o.SourcePrefix = strings.Trim(o.SourcePrefix, ".")
	return &Decoder{opts: o}, nil
}

// Decode reads the stories of a message: one, as a rule; several where the
// message is an array, a feed, or a message of several items. Either all of
// them can be read or none is returned; only an item of a feed that holds
// nothing at all is passed over, with a warning. The error is an *Error.
func (d *Decoder) Decode(m Message) ([]*story.Story, error) {
	channel := channel(d.opts.SourcePrefix, m.Subject)
	stories, err := d.decode(m, source(channel))
	for _, s := range stories {
		s.Channel = channel
	}
	return stories, err
}

func (d *Decoder) decode(m Message, source string) ([]*story.Story, error) {
	format, charset, err := d.choose(m)
	if err != nil {
		return nil, err
	}
	in := input{source: source, raw: m.Data}
	if len(bytes.TrimSpace(trimBOM(m.Data))) == 0 {
		return nil, &Error{Format: format, Err: errors.New("the message is empty")}
	}
	if format == "" && looksLikeMIME(m.Data) {
		format = MIME
	}
	if format == MIME { // its parts have charsets of their own
		found, err := decodeMIME(in, firstOf(charset, d.usual(m.Subject)))
		if err != nil {
			return nil, err
		}
		return finish(in, format, found)
	}
	if err := in.decode(charset, d.usual(m.Subject)); err != nil {
		return nil, &Error{Format: format, Err: err}
	}
	if format == "" || format == formatJSON {
		if format, err = sniff(in.data, format); err != nil {
			return nil, err
		}
	}
	return read(in, format)
}

// read reads a message of a known format.
func read(in input, format string) ([]*story.Story, error) {
	var found []candidate
	var err error
	switch format {
	case Text:
		s, err := decodePlain(in)
		if err != nil {
			return nil, err
		}
		return []*story.Story{s}, nil
	case NewsMLG2:
		found, err = decodeNewsMLG2(in)
	case NewsML1:
		found, err = decodeNewsML1(in)
	case RSS:
		found, err = decodeFeed(in)
	case HTML:
		found, err = decodeHTML(in)
	case IPTC7901:
		found, err = decode7901(in)
	case ANPA:
		found, err = decodeANPA(in)
	case NITF:
		found, err = decodeNITF(in)
	default:
		return decodeJSON(in, format)
	}
	if err != nil {
		return nil, err
	}
	return finish(in, format, found)
}

// input is a message on its way through a format's decoder.
type input struct {
	source   string
	raw      []byte // as it came
	data     []byte // the same in UTF-8, without a byte order mark
	warnings []string
}

// decode reads the bytes in the charset of the header, else in that which the
// document names, else in that of the source, else in what they look like.
func (in *input) decode(header, source string) error {
	declared, doubt := "", ""
	if header == "" {
		declared, doubt = declaredIn(in.raw)
	}
	data, warning, err := toUTF8(in.raw, firstOf(header, declared, source))
	if err != nil {
		return err
	}
	in.data = data
	for _, w := range []string{doubt, warning} {
		if w != "" {
			in.warnings = append(in.warnings, w)
		}
	}
	return nil
}

// choose finds the format without looking at the data: by header, else by
// rule. It is empty when only the data can tell, and formatJSON when they are
// known to be JSON of some kind.
func (d *Decoder) choose(m Message) (format, charset string, err error) {
	if ct := m.header("Content-Type"); ct != "" {
		format, charset = byContentType(ct)
	}
	if name := m.header(FormatHeader); name != "" {
		name = strings.ToLower(name)
		if !known(name) {
			return "", "", &Error{Where: "header " + FormatHeader, Err: unknownFormat(name)}
		}
		return name, charset, nil
	}
	if format != "" && format != formatJSON {
		return format, charset, nil
	}
	for _, r := range d.opts.Rules {
		if !matches(r.Subject, m.Subject) {
			continue
		}
		if format == formatJSON && !jsonFormat(r.Format) {
			break // the header knows better
		}
		return r.Format, charset, nil
	}
	return format, charset, nil
}

// usual is the charset that a rule gives to a subject, or empty.
func (d *Decoder) usual(subject string) string {
	for _, r := range d.opts.Rules {
		if matches(r.Subject, subject) {
			return r.Charset
		}
	}
	return ""
}

// byContentType maps a media type to a format; it is empty for types that say
// nothing about it.
func byContentType(value string) (format, charset string) {
	mediaType, params, err := mime.ParseMediaType(value)
	if err != nil {
		mediaType, _, _ = strings.Cut(strings.ToLower(value), ";")
		mediaType = strings.TrimSpace(mediaType)
	}
	charset = params["charset"]
	switch mediaType {
	case "application/ninjs+json", "application/vnd.iptc.ninjs+json", "application/x-ninjs+json":
		return NINJS, charset
	case "application/vnd.ap.media+json", "application/vnd.ap+json", "application/ap-media+json":
		return APMedia, charset
	case "application/json", "text/json":
		return formatJSON, charset
	case "application/vnd.dpa.digitalwires+json":
		return DPA, charset
	case "application/vnd.reuters.connect+json":
		return Reuters, charset
	case "application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml", "application/vnd.iptc.g2.packageitem+xml":
		return NewsMLG2, charset
	case "text/vnd.iptc.newsml":
		return NewsML1, charset
	case "text/vnd.iptc.nitf", "application/nitf+xml":
		return NITF, charset
	case "text/vnd.iptc.anpa", "text/vnd.iptc.1312":
		return ANPA, charset
	case "text/vnd.iptc.7901":
		return IPTC7901, charset
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml":
		return RSS, charset
	case "text/html", "application/xhtml+xml":
		return HTML, charset
	case "message/rfc822", "message/global":
		return MIME, charset
	case "text/plain":
		return Text, charset
	}
	return "", charset // text/xml, application/xml: the first element tells
}

func jsonFormat(name string) bool {
	switch name {
	case NINJS, APMedia, DPA, Reuters:
		return true
	}
	return false
}

func known(format string) bool {
	for _, f := range Formats() {
		if f == format {
			return true
		}
	}
	return false
}

func unknownFormat(name string) error {
	return fmt.Errorf("no format is called %q; there are %s", name, strings.Join(Formats(), ", "))
}
