package wire

import (
	"strings"
	"testing"

	"dateline/enrich/story"
)

func TestDatesAreNormalisedAndNeverCompleted(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-24T01:54:00Z":              "2026-11-24T01:54:00Z",
		"2026-11-24T01:54:00.123456789Z":    "2026-11-24T01:54:00.123456789Z",
		"2026-11-24T01:54:00+05:45":         "2026-11-24T01:54:00+05:45",
		"2026-11-24T01:54:00+0000":          "2026-11-24T01:54:00+00:00",
		"2026-11-24T01:54:00-03":            "2026-11-24T01:54:00-03:00",
		"2026-11-24t01:54:00z":              "2026-11-24T01:54:00Z",
		"2026-11-24 01:54:00 UTC":           "2026-11-24T01:54:00Z",
		"2026-11-24T01:54Z":                 "2026-11-24T01:54:00Z",
		"20261124T015400Z":                  "2026-11-24T01:54:00Z",
		"20261124T015400+0100":              "2026-11-24T01:54:00+01:00",
		"2026-11-24T01:54:00,5Z":            "2026-11-24T01:54:00.5Z",
		"2024-02-29T00:00:00Z":              "2024-02-29T00:00:00Z",
		"2026-02-29T00:00:00Z":              "",
		"2026-11-24T1:54:00Z":               "",
		"2026-11-24T24:00:00Z":              "",
		"2026-11-24T01:54:60Z":              "",
		"2026-11-24T01:54:00+24:00":         "",
		"2026-11-24T01:54:00":               "",
		"2026-11-24T01:54:00.Z":             "",
		"2026-11-24":                        "",
		"24 November 2026":                  "",
		"２０２６-11-24T01:54:00Z":              "",
		"2026-11-24T01:54:00Z\n":            "",
		"2026-13-24T01:54:00Z":              "",
		"2026-11-24T01:54:00Zjunk":          "",
		"0000-00-00T00:00:00Z":              "",
		"99999-11-24T01:54:00Z":             "",
		"2026-11-24T01:54:00.000000000000Z": "2026-11-24T01:54:00.000000000000Z",
	} {
		if have, ok := dateTime(in); have != want || ok != (want != "") {
			t.Errorf("%q became %q, want %q", in, have, want)
		}
	}
}

func TestURIsAreMadeFitOrRefused(t *testing.T) {
	for in, want := range map[string]string{
		"urn:newsml:dpa.com:20090101:190510-99-167362": "urn:newsml:dpa.com:20090101:190510-99-167362",
		"tag:reuters.com,2018:newsml_KCN1":             "tag:reuters.com,2018:newsml_KCN1",
		"http://example.org/São Paulo":                 "http://example.org/S%C3%A3o%20Paulo",
		"http://example.org/a%2Fb?c=%zz#d#e":           "http://example.org/a%2Fb?c=%25zz#d%23e",
		"http://[2001:db8::1]/x[1]":                    "http://[2001:db8::1]/x%5B1%5D",
		"https://x.example/a|b\\c\"<>^`{}":             "https://x.example/a%7Cb%5Cc%22%3C%3E%5E%60%7B%7D",
		"http://":                                      "",
		"http:///path":                                 "",
		"20170809001":                                  "",
		"/relative.jpg":                                "",
		"C:\\temp\\x":                                  "",
		"1a:b":                                         "",
		":x":                                           "",
		"urn:":                                         "",
		"":                                             "",
		"http://host:port/x":                           "",
		"a b:c":                                        "",
	} {
		have, ok := absoluteURI(in)
		if ok != (want != "") || ok && have != want {
			t.Errorf("%q became %q (%v), want %q", in, have, ok, want)
		}
	}
}

func TestIdentifiersThatAreNoURIBecomeOne(t *testing.T) {
	long := strings.Repeat("x", 500)
	for _, c := range [][3]string{
		{"aap", "20170809001313906811", "urn:dateline:aap:20170809001313906811"},
		{"", "a b/c", "urn:dateline:local:a%20b%2Fc"},
		{"House", "é", "urn:dateline:house:%C3%A9"},
	} {
		have := urn(c[0], c[1])
		if have != c[2] {
			t.Errorf("%q of %q became %s, want %s", c[1], c[0], have, c[2])
		}
		if _, ok := absoluteURI(have); !ok {
			t.Errorf("%s is no URI", have)
		}
	}
	if a, b := urn("x", long), urn("x", long+"y"); a == b || len(a) > 200 {
		t.Errorf("long identifiers: %s, %s", a, b)
	}
}

func TestHeadlinesAreToldFromTheFirstLinesOfABody(t *testing.T) {
	for _, c := range []struct{ name, in, head, body string }{
		{"a headline and its body", "Rates stay put\n\nRABAT (NW) - Text.\n", "Rates stay put", "RABAT (NW) - Text.\n"},
		{"with CRLF", "Rates stay put\r\n\r\nRABAT (NW) - Text.\r\n", "Rates stay put", "RABAT (NW) - Text.\r\n"},
		{"blank lines before", "\n\n Rates stay put\n\n\n  Text.", "Rates stay put", "  Text."},
		{"no blank line, but a dateline", "Rates stay put\nRABAT, Nov 3 (NW) -- Text.", "Rates stay put", "RABAT, Nov 3 (NW) -- Text."},
		{"a dateline at once", "RABAT (NW) - Text.\n\nMore.", "", "RABAT (NW) - Text.\n\nMore."},
		{"a dateline without an agency", "RABAT, Morocco — Text.\n\nMore.", "", "RABAT, Morocco — Text.\n\nMore."},
		{"a dateline in small letters", "Rabat (nw) _ Text.\n\nMore.", "", "Rabat (nw) _ Text.\n\nMore."},
		{"a sentence is no headline", "The bank held its rate.\n\nIt said so.", "", "The bank held its rate.\n\nIt said so."},
		{"an abbreviation ends a headline", "Storm heads for the U.S.\n\nText.", "Storm heads for the U.S.", "Text."},
		{"a wrapped paragraph is no headline", "The bank held its benchmark rate\nat 2.25% on Monday.", "", "The bank held its benchmark rate\nat 2.25% on Monday."},
		{"a service header is no headline", "aba0123 4 pl 220 nw 0042\n\nText.", "", "aba0123 4 pl 220 nw 0042\n\nText."},
		{"a flash is all headline", "Central bank of Morocco holds rate\n", "Central bank of Morocco holds rate", ""},
		{"other scripts", "الرباط: البنك المركزي يثبت الفائدة\n\nنص.", "الرباط: البنك المركزي يثبت الفائدة", "نص."},
		{"a very long line", strings.Repeat("word ", 60) + "\n\nText.", "", strings.Repeat("word ", 60) + "\n\nText."},
	} {
		t.Run(c.name, func(t *testing.T) {
			head, body := splitHeadline(c.in)
			if head != c.head || body != c.body {
				t.Errorf("%q | %q, want %q | %q", head, body, c.head, c.body)
			}
		})
	}
}

func TestStatusIsUnderstoodInItsSpellings(t *testing.T) {
	for in, want := range map[string]story.Status{
		`"pubstatus":"usable"`: story.Usable, `"pubStatus":"Canceled"`: story.Canceled, `"pubstatus":"cancelled"`: story.Canceled,
		`"pubStatus":"stat:canceled"`: story.Canceled, `"pubstatus":"stat:withheld"`: story.Withheld, `"PubStatus":"WITHHELD"`: story.Withheld,
		`"pubstatus":"killed"`: story.Canceled, `"pubstatus":"hold"`: story.Withheld, `"pubstatus":null`: story.Usable,
		`"pubstatus":"something"`: story.Usable, `"x":1`: story.Usable,
		`"pubstatus":"embargoed"`: story.Withheld, `"pubstatus":"embargoed","embargoed":"2026-01-01T00:00:00Z"`: story.Usable,
		`"pubstatus":"embargoed","embargoed":"soon"`:                      story.Withheld,
		`"pubstatus":"http://cv.iptc.org/newscodes/pubstatusg2/canceled"`: story.Canceled,
	} {
		stories, err := newDecoder(t).Decode(Message{Data: []byte(`{"uri":"urn:x:1","headline":"One two",` + in + `}`)})
		if err != nil {
			t.Fatal(err)
		}
		s := stories[0]
		if s.Status != want || s.Tombstone() != (want != story.Usable) || s.Tombstone() && len(s.Fields) > 0 {
			t.Errorf("%s is %s, want %s; %d fields", in, s.Status, want, len(s.Fields))
		}
		record, err := Encode(s, someTags(s), EncodeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		mustValidate(t, ownSchema(t), record)
	}
}

func TestRevisionsAreToldApartAndRedeliveriesAreNot(t *testing.T) {
	id := func(subject, data string) string {
		stories, err := newDecoder(t).Decode(Message{Subject: subject, Data: []byte(data)})
		if err != nil {
			t.Fatal(err)
		}
		return MessageID(stories[0])
	}
	const s = "wire.raw.nw.x"
	first := id(s, `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:00Z","headline":"One"}`)
	if again := id(s, ` {"headline":"One","version":"1","versioncreated":"2026-01-01T00:00:00Z","uri":"urn:x:1"}`); again != first {
		t.Error("a redelivery with other white space is another revision")
	}
	if again := id("wire.raw.nw.elsewhere", `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:00Z","headline":"One"}`); again != first {
		t.Error("the same story on another subject of its source is another story")
	}
	for what, data := range map[string]string{
		"version": `{"uri":"urn:x:1","version":"2","versioncreated":"2026-01-01T00:00:00Z","headline":"One"}`,
		"time":    `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:01Z","headline":"One"}`,
		"status":  `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:00Z","pubstatus":"canceled","headline":"One"}`,
		"text":    `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:00Z","headline":"Two"}`,
		"uri":     `{"uri":"urn:x:2","version":"1","versioncreated":"2026-01-01T00:00:00Z","headline":"One"}`,
	} {
		if id(s, data) == first {
			t.Errorf("another %s is the same revision", what)
		}
	}
	if id("wire.raw.other.x", `{"uri":"urn:x:1","version":"1","versioncreated":"2026-01-01T00:00:00Z","headline":"One"}`) == first {
		t.Error("another source is the same story")
	}
	if id(s, `{"uri":"urn:x:1","headline":"One"}`) == id(s, `{"uri":"urn:x:1","headline":"Two"}`) {
		t.Error("without version and time the text must count")
	}
	if id(s, "OSLO (NW) - One.") == id(s, "OSLO (NW) - Two.") || id(s, "OSLO (NW) - One.") != id(s, "OSLO (NW) - One.") {
		t.Error("plain text is known by its bytes")
	}
	const ap = `{"item":{"uri":"https://api.example.org/c/42?qt=%s&et=1","altids":{"itemid":"42","etag":"42_%e"},"version":1,"headline":"One"}}`
	poll := func(query, etag string) string {
		return id(s, strings.NewReplacer("%s", query, "%e", etag).Replace(ap))
	}
	if poll("a", "1") != poll("b", "1") {
		t.Error("AP: the same item in another response is another story")
	}
	if poll("a", "1") == poll("a", "2") {
		t.Error("AP: another etag is the same revision")
	}
}
