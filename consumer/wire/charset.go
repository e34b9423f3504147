package wire

import (
	"bytes"
	"regexp"

	"golang.org/x/text/encoding/htmlindex"
)

// xmlEncoding is the encoding that an XML declaration names.
var xmlEncoding = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// htmlEncoding is the encoding that HTML names near its beginning, in either
// of the two ways that there are.
var htmlEncoding = regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?([a-z0-9._:-]{1,40})`)

// nearBeginning is how far HTML looks for the name of its encoding, in bytes
// (WHATWG HTML, "prescan a byte stream").
const nearBeginning = 1024

// declaredIn is the charset that a document names itself, and a warning where
// that is none. Both are empty where it names none.
func declaredIn(data []byte) (charset, warning string) {
	start := data[:min(len(data), nearBeginning)]
	at := bytes.IndexByte(start, '<')
	if at < 0 || len(bytes.TrimSpace(trimBOM(start[:at]))) > 0 {
		return "", "" // neither XML nor HTML
	}
	found := xmlEncoding.FindSubmatch(trimBOM(start))
	if found == nil {
		found = htmlEncoding.FindSubmatch(start)
	}
	if found == nil {
		return "", ""
	}
	name := string(found[1])
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", "the document says that it is in " + name + ", which is no charset that is known"
	}
	// Whoever reads the declaration in single bytes is not reading UTF-16.
	if canonical, _ := htmlindex.Name(enc); canonical == "utf-16le" || canonical == "utf-16be" {
		return "", "the document says that it is in " + name + ", but it is not"
	}
	return name, ""
}
