package main

import (
	"bytes"
	"errors"
	"time"

	"dateline/consumer/wire"
)

// encoding is how tag writes records: as the configuration says, but for what
// its flags say.
func (f tagFlags) encoding(o wire.EncodeOptions) (wire.EncodeOptions, error) {
	switch f.output {
	case "json", "text":
		o.Format = wire.NINJS
	case wire.NewsMLG2:
		o.Format, o.Strict = wire.NewsMLG2, false
	}
	if f.strict && o.Format == wire.NewsMLG2 {
		return o, usagef("--strict is about ninjs, and records are written as newsml-g2; add --output json, or leave --strict out")
	}
	o.Strict = o.Strict || f.strict
	o.Stored = time.Now().Truncate(time.Second)
	return o, nil
}

// outputOf is the word of --output for how records are written.
func outputOf(o wire.EncodeOptions) string {
	if o.Format == wire.NewsMLG2 {
		return wire.NewsMLG2
	}
	return "json"
}

func firstWord(given, otherwise string) string {
	if given != "" {
		return given
	}
	return otherwise
}

// errXMLRecord says what is wrong with a record for those who read JSON.
var errXMLRecord = errors.New("this record is XML (output.format is newsml-g2, perhaps), and only records in JSON can be shown")

// isXML tells whether a record is not JSON but a document of XML.
func isXML(record []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(record), []byte("<")) }
