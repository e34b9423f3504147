package wire

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// element is an element of an XML document, or a stretch of text in one, which
// has no name. Names are without prefixes: every agency has its own, and no
// format of the wires has two elements that only a prefix tells apart.
type element struct {
	name  string
	attrs []xml.Attr
	text  string
	kids  []*element
}

// Bounds of a document. The largest sample, with a season of scores, has a
// depth of 16 and 2,600 elements; these keep a hostile one from filling the
// memory.
const (
	maxXMLDepth    = 200
	maxXMLElements = 300_000
)

// parseXML reads a document. It is read as strictly as it can be: what is not
// well-formed is read once more with the tolerance of a browser, and the
// warning says so. Entities that the document declares are not expanded, and
// nothing is loaded from anywhere.
func parseXML(data []byte, format string) (root *element, warnings []string, err error) {
	data, cleaned := cleanXML(data)
	if cleaned {
		warnings = append(warnings, "control characters, which XML forbids, were left out")
	}
	root, err = readXML(data, true)
	if err == nil {
		return root, warnings, nil
	}
	var bounds *boundError
	if errors.As(err, &bounds) {
		return nil, nil, &Error{Format: format, Err: err}
	}
	strict := err
	if root, err = readXML(strayBracket.ReplaceAll(data, []byte("&lt;$1")), false); err != nil {
		return nil, nil, &Error{Format: format, Err: xmlReason(err)}
	}
	return root, append(warnings, "the XML is not well-formed: "+xmlReason(strict).Error()), nil
}

// strayBracket opens no tag: "temperatures < 5 degrees".
var strayBracket = regexp.MustCompile(`<([\s\d=<.,-])`)

// boundError says that a document is too much of something.
type boundError struct{ what string }

func (e *boundError) Error() string { return "the document " + e.what }

// xmlReason puts encoding/xml's words right for people who never saw its source.
func xmlReason(err error) error {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	if strings.Contains(syntax.Msg, "unexpected EOF") {
		return fmt.Errorf("line %d: the XML ends in the middle", syntax.Line)
	}
	return fmt.Errorf("line %d: %s", syntax.Line, syntax.Msg)
}

func readXML(data []byte, strict bool) (*element, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = strict
	dec.Entity = xml.HTMLEntity
	// The bytes are UTF-8 by now, whatever the declaration says.
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	top := &element{}
	stack := []*element{top}
	count := 0
	next := dec.Token
	if !strict {
		next = dec.RawToken // which does not mind what closes what
	}
	for {
		tok, err := next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		at := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			if count++; count > maxXMLElements {
				return nil, &boundError{fmt.Sprintf("has more than %d elements", maxXMLElements)}
			}
			if len(stack) > maxXMLDepth {
				return nil, &boundError{fmt.Sprintf("has elements more than %d deep", maxXMLDepth)}
			}
			el := &element{name: tok.Name.Local, attrs: tok.Attr}
			at.kids = append(at.kids, el)
			switch {
			case !strict && (el.name == "br" || el.name == "hr" || el.name == "img"): // as in HTML, with nothing in it
			default:
				stack = append(stack, el)
			}
		case xml.EndElement:
			stack = closed(stack, tok.Name.Local)
		case xml.CharData:
			if len(stack) == 1 {
				continue // between the prolog and the document
			}
			if count++; count > maxXMLElements {
				return nil, &boundError{fmt.Sprintf("has more than %d elements", maxXMLElements)}
			}
			at.kids = append(at.kids, &element{text: string(tok)})
		}
	}
	if len(stack) > 1 {
		line, _ := dec.InputPos()
		return nil, &xml.SyntaxError{Msg: "unexpected EOF", Line: line}
	}
	for _, el := range top.kids {
		if el.name != "" {
			return el, nil
		}
	}
	return nil, errors.New("there is no element in it")
}

// closed is the stack after the end of an element: without it and what was left
// open in it, or as it was where no such element is open.
func closed(stack []*element, name string) []*element {
	for i := len(stack) - 1; i > 0; i-- {
		if stack[i].name == name {
			return stack[:i]
		}
	}
	return stack
}

// cleanXML leaves out the control characters that XML 1.0 forbids, written as
// they are or as &#1;. Old editing systems let them through.
func cleanXML(data []byte) (clean []byte, changed bool) {
	forbidden := func(r uint64) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
	}
	var out []byte
	from := 0
	for i := 0; i < len(data); {
		skip := 0
		switch c := data[i]; {
		case forbidden(uint64(c)):
			skip = 1
		case c == 0xef && i+2 < len(data) && data[i+1] == 0xbf && data[i+2]&0xfe == 0xbe:
			skip = 3 // U+FFFE and U+FFFF
		case c == '&' && i+2 < len(data) && data[i+1] == '#':
			skip = forbiddenReference(data[i:], forbidden)
		}
		if skip == 0 {
			i++
			continue
		}
		out = append(out, data[from:i]...)
		i += skip
		from = i
	}
	if from == 0 {
		return data, false
	}
	return append(out, data[from:]...), true
}

// forbiddenReference is the length of a reference to a character that may not
// be, at the beginning of data, or 0.
func forbiddenReference(data []byte, forbidden func(uint64) bool) int {
	const longest = len("&#x0000FFFF;")
	end := bytes.IndexByte(data[:min(len(data), longest)], ';')
	if end < 3 {
		return 0
	}
	digits, base := string(data[2:end]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	r, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !forbidden(r) {
		return 0
	}
	return end + 1
}

// rootName is the name of a document's first element, without its prefix, or
// empty where the data do not begin like XML or HTML.
func rootName(data []byte) string {
	rest := data
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n\x00")
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			_, rest, _ = bytes.Cut(rest, []byte("?>"))
		case bytes.HasPrefix(rest, []byte("<!--")):
			_, rest, _ = bytes.Cut(rest, []byte("-->"))
		case bytes.HasPrefix(rest, []byte("<!")):
			rest = afterDoctype(rest)
		case bytes.HasPrefix(rest, []byte("<")):
			end := bytes.IndexAny(rest[1:], " \t\r\n/>")
			if end < 0 {
				return ""
			}
			name := rest[1 : 1+end]
			return string(name[bytes.LastIndexByte(name, ':')+1:])
		default:
			return ""
		}
		if len(rest) == 0 {
			return ""
		}
	}
}

// afterDoctype is what follows a document type declaration, which may have
// declarations of its own in brackets.
func afterDoctype(data []byte) []byte {
	depth := 0
	for i, c := range data {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return data[i+1:]
			}
		}
	}
	return nil
}
