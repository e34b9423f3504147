package wire

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// formatJSON is JSON of which it is not yet known whether it is ninjs or AP's.
const formatJSON = "json"

// sniff tells the formats apart by how the data begin: JSON, XML by its first
// element, the telegraph formats by their control characters or header line.
// hint is what is known already.
func sniff(data []byte, hint string) (string, error) {
	d := bytes.TrimLeft(data, " \t\r\n\x00")
	if hint == formatJSON || startsJSON(d) {
		return formatJSON, nil
	}
	if len(d) > 0 && d[0] == '<' {
		return sniffMarkup(d)
	}
	switch {
	case looksLikeANPA(d):
		return ANPA, nil
	case looksLike7901(d):
		return IPTC7901, nil
	}
	return Text, nil
}

// sniffMarkup tells XML and HTML formats apart.
func sniffMarkup(d []byte) (string, error) {
	switch name := rootName(d); name {
	case "newsMessage", "newsItem", "packageItem", "planningItem", "conceptItem", "knowledgeItem", "catalogItem", "catalog":
		return NewsMLG2, nil
	case "NewsML", "NewsItem":
		return NewsML1, nil
	case "nitf":
		return NITF, nil
	case "rss", "feed", "RDF", "channel", "entry":
		return RSS, nil
	default:
		if looksLikeHTML(d, name) {
			return HTML, nil
		}
		if name == "" {
			return Text, nil // "<Eds: holds for release> Ferry"
		}
		return "", &Error{Err: fmt.Errorf("this looks like XML that begins with <%s>, which no decoder reads; there are %s", clip(name), strings.Join(Formats(), ", "))}
	}
}

// startsJSON tells {"uri": and [{ from text that opens with a bracket, such
// as "[URGENT] Ferry aground".
func startsJSON(d []byte) bool {
	if len(d) == 0 || d[0] != '{' && d[0] != '[' {
		return false
	}
	next := bytes.TrimLeft(d[1:], " \t\r\n")
	if len(next) == 0 {
		return true
	}
	if d[0] == '{' {
		return next[0] == '"' || next[0] == '}'
	}
	return next[0] == '{' || next[0] == ']' || next[0] == '['
}

var utf8BOM = []byte("\xef\xbb\xbf")

func trimBOM(data []byte) []byte { return bytes.TrimPrefix(data, utf8BOM) }

// toUTF8 reads data in the declared charset. Where none is declared it is
// UTF-8, or UTF-16 with a byte order mark; what is neither is read as
// Windows-1252 when nothing in it looks like UTF-8, which is what old editing
// systems send, and else as UTF-8 with a few bad bytes.
func toUTF8(data []byte, charset string) (text []byte, warning string, err error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		return text, "", err
	}
	if order, ok := unmarked(data); ok {
		text, err = unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
		return text, "", err
	}
	data = trimBOM(data)
	if utf8.Valid(data) && (charset == "" || isASCII(data)) {
		return data, "", nil
	}
	if charset != "" {
		enc, err := htmlindex.Get(charset)
		if err != nil {
			return nil, "", fmt.Errorf("charset %q is not known", charset)
		}
		name, _ := htmlindex.Name(enc)
		if utf8.Valid(data) {
			if name == "utf-8" {
				return data, "", nil
			}
			// ASCII and Latin-1 are what headers say that nobody set; text in
			// Latin-1 that makes sense as UTF-8 does not occur.
			if name == "windows-1252" || name == "iso-8859-15" {
				return data, "declared as " + charset + ", but it is UTF-8", nil
			}
		}
		if name != "utf-8" {
			return decodeCharset(enc, data)
		}
	}
	if charset == "" && !hasUTF8(data) {
		text, _, err = decodeCharset(charmap.Windows1252, data)
		return text, "the bytes are not UTF-8 and no charset is declared: read as Windows-1252", err
	}
	return bytes.ToValidUTF8(data, []byte("\uFFFD")), "bytes that are not UTF-8 were replaced", nil
}

// unmarked tells UTF-16 without a mark by the character that XML, HTML and
// JSON begin with.
func unmarked(data []byte) (order unicode.Endianness, ok bool) {
	if len(data) < 4 || len(data)%2 != 0 {
		return order, false
	}
	opens := func(c byte) bool { return c == '<' || c == '{' || c == '[' }
	switch {
	case opens(data[0]) && data[1] == 0 && data[3] == 0:
		return unicode.LittleEndian, true
	case data[0] == 0 && opens(data[1]) && data[2] == 0:
		return unicode.BigEndian, true
	}
	return order, false
}

func decodeCharset(enc encoding.Encoding, data []byte) ([]byte, string, error) {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, "", fmt.Errorf("reading the declared charset: %w", err)
	}
	return bytes.ToValidUTF8(text, []byte("\uFFFD")), "", nil
}

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hasUTF8 reports whether any character is encoded in several bytes of UTF-8.
func hasUTF8(data []byte) bool {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if size > 1 && r != utf8.RuneError {
			return true
		}
		i += size
	}
	return false
}

// errBinary is for bytes that are no text in any charset.
var errBinary = errors.New("this is binary data, not text")

// maxControl is the share of control characters, one in so many, from which
// bytes are taken for binary. Random bytes have one in nine; the telegraph
// formats, with their SOH, STX and ETX, have less than one in fifty.
const maxControl = 20

// binary reports whether text is none.
func binary(data []byte) bool {
	const enough = 8 << 10 // bytes looked at
	control := 0
	data = data[:min(len(data), enough)]
	for _, c := range data {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' || c == 0x7f {
			control++
		}
	}
	return control*maxControl > len(data)
}

var errEmptyText = errors.New("there is no text in it")
