package wire

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dateline/enrich/story"
)

// golden returns the message of a golden file.
func golden(t testing.TB, name string) []byte {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if f.Name == "input" {
			return f.Data
		}
	}
	t.Fatalf("%s has no input", name)
	return nil
}

// ofFormat are golden files of each format.
var ofFormat = map[string][]string{
	NINJS: {"ninjs-3", "ninjs-1"}, APMedia: {"ap-envelope"}, DPA: {"dpa"}, Reuters: {"reuters"}, NewsMLG2: {"newsml-g2"}, NewsML1: {"newsml-1"},
	NITF: {"nitf"}, IPTC7901: {"iptc7901", "iptc7901-bare"}, ANPA: {"anpa"}, RSS: {"rss", "atom"}, HTML: {"article-jsonld", "article"}, MIME: {"mail", "mail-flowed"}, Text: {"plain"},
}

func TestEveryFormatIsRecognisedByLookingAndHasAGoldenFile(t *testing.T) {
	for _, format := range Formats() {
		if len(ofFormat[format]) == 0 {
			t.Errorf("%s has no golden file", format)
		}
		for _, name := range ofFormat[format] {
			data := golden(t, name)
			for what, m := range map[string]Message{
				"by looking":    {Data: data},
				"with CRLF":     {Data: []byte(strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n", "\r\n"))},
				"by its header": {Data: data, Header: map[string][]string{FormatHeader: {format}}},
			} {
				stories, err := newDecoder(t).Decode(m)
				if err != nil {
					t.Errorf("%s, %s: %v", name, what, err)
				} else if stories[0].Format != format {
					t.Errorf("%s, %s: read as %s, not %s", name, what, stories[0].Format, format)
				}
			}
		}
	}
}

func TestTheSameStoryInWhateverFormatHasTheSameTextToTag(t *testing.T) {
	const want = "LISBON (NW) - Ferries run again across the Tagus, Transport Minister Ana Moreira said.\n\nNobody was hurt."
	html := "<p>LISBON (NW) - Ferries run again across the Tagus, Transport Minister Ana Moreira said.</p><p>Nobody was hurt.</p>"
	for name, data := range map[string]string{
		"NewsML-G2 with XHTML":             `<newsItem guid="a"><contentSet><inlineXML contenttype="application/xhtml+xml"><html><body>` + html + `</body></html></inlineXML></contentSet></newsItem>`,
		"NewsML-G2 with NITF":              `<newsItem guid="a"><contentSet><inlineXML><nitf><body><body.content>` + html + `</body.content></body></nitf></inlineXML></contentSet></newsItem>`,
		"NewsML-G2 with plain text":        `<newsItem guid="a"><contentSet><inlineData contenttype="text/plain">` + want + `</inlineData></contentSet></newsItem>`,
		"NewsML-G2 with HTML as text":      `<newsItem guid="a"><contentSet><inlineData contenttype="text/plain"><![CDATA[` + html + `]]></inlineData></contentSet></newsItem>`,
		"NewsML 1.2 with NITF":             `<NewsML><NewsItem><NewsComponent><ContentItem><DataContent><nitf><body><body.content>` + html + `</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
		"NewsML 1.2 with mere paragraphs":  `<NewsML><NewsItem><NewsComponent><NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent>` + html + `</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>`,
		"NITF":                             `<nitf><body><body.content><block>` + html + `</block></body.content></body></nitf>`,
		"NITF with the dateline apart":     `<nitf><body><body.head><dateline>LISBON (NW) -</dateline></body.head><body.content>` + strings.Replace(html, "LISBON (NW) - ", "", 1) + `</body.content></body></nitf>`,
		"dpa with the dateline apart":      `{"urn":"urn:x:1","entry_id":"1","dateline":"LISBON (NW) - ","article_html":"` + strings.Replace(html, "LISBON (NW) - ", "", 1) + `"}`,
		"Reuters":                          `{"item":{"usn":"1","headLine":"h","bodyXhtml":"<html><head><title>h</title></head><body>` + html + `</body></html>"}}`,
		"IPTC 7901":                        "\x01nwa0123 3 i 110  nw 0122\r\n\r\nx/\r\n\x02Head =\r\n\r\n" + want + "\r\n\r\n\x03091137 GMT Sep 26\r\n\x04",
		"ANPA 1312":                        "\x16\x16\x01W2607\x1fasian\r\nr i\x13\x11 BC-Ferries   09-09 0123\r\n\x02^BC-Ferries,123<\r\n^Head<\r\n\t   LISBON (NW) - Ferries run again across the Tagus, Transport Minister Ana Moreira said.<\r\n\r\n\t   Nobody was hurt.<\r\n\x03AP-WF-09-09-26 0745GMT<\r\n\x04",
		"RSS":                              `<rss><channel><item><title>h</title><description><![CDATA[` + html + `]]></description></item></channel></rss>`,
		"Atom":                             `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a:b</id><content type="html"><![CDATA[` + html + `]]></content></entry></feed>`,
		"HTML":                             `<html><body><nav>Menu</nav><article><h1>h</h1>` + html + `</article><footer>x</footer></body></html>`,
		"HTML that is only a piece":        html,
		"mail":                             "From: a@b.example\nSubject: h\nContent-Type: text/plain\n\n" + want + "\n",
		"mail in HTML":                     "From: a@b.example\nSubject: h\nContent-Type: text/html\n\n<html><body>" + html + "</body></html>\n",
		"mail with the text attached":      "From: a@b.example\nSubject: h\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; name=story.txt\nContent-Disposition: attachment\n\n" + want + "\n--b--\n",
		"mail that forwards a mail":        "From: a@b.example\nSubject: h\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: i\n\n" + want + "\n--b--\n",
		"ninjs 3":                          `{"uri":"urn:x:1","bodies":[{"contentType":"text/html","value":"` + html + `"}]}`,
		"AP, text in the shape of a table": `{"item":{"altids":{"itemid":"1","etag":"1"},"headline":"h","body_nitf":"<nitf><body><body.content>` + html + `<table><tr><td>1</td></tr></table></body.content></body></nitf>"}}`,
	} {
		stories, err := newDecoder(t).Decode(Message{Subject: "wire.raw.nw.x", Data: []byte(data)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if have := strings.TrimSpace(stories[0].Field(story.Body)); have != want {
			t.Errorf("%s, read as %s:\n%q", name, stories[0].Format, have)
		}
	}
}

func TestAliasesOfAnItemOverruleThoseOfTheMessageAndIPTCs(t *testing.T) {
	const doc = `<newsMessage><header><catalog><scheme alias="a" uri="http://one.example/"/><scheme alias="b" uri="http://one.example/b#"/></catalog></header>
	<itemSet><newsItem guid="x"><catalog><scheme alias="a" uri="http://two.example/"/><scheme alias="medtop" uri="http://own.example/"/></catalog>
	<contentMeta><headline>h</headline><subject qcode="a:1"/><subject qcode="b:2 3"/><subject qcode="medtop:01000000"/><subject qcode="c:4"/><subject qcode="d:5"><sameAs qcode="subj:04000000"/></subject></contentMeta></newsItem></itemSet></newsMessage>`
	stories, err := newDecoder(t).Decode(Message{Data: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	var have []any
	for _, s := range stories[0].Item["subjects"].([]any) {
		have = append(have, s.(map[string]any)["uri"])
	}
	want := []any{"http://two.example/1", "http://one.example/b#2%203", "http://own.example/01000000", nil, "http://cv.iptc.org/newscodes/subjectcode/04000000"}
	if !reflect.DeepEqual(have, want) {
		t.Errorf("%v, want %v", have, want)
	}
}

func TestTimesOfFeedsAndTelegramsNeedTheirZone(t *testing.T) {
	for in, want := range map[string]string{
		"Wed, 09 Sep 2026 05:30:00 EDT": "2026-09-09T05:30:00-04:00", "Wed, 09 Sep 2026 05:30:00 GMT": "2026-09-09T05:30:00Z",
		"09 Sep 2026 05:30:00 +0200": "2026-09-09T05:30:00+02:00", "2026-09-09T05:30:00Z": "2026-09-09T05:30:00Z",
		"Wed, 09 Sep 2026 05:30:00": "", "2026-09-09": "", "yesterday": "", "": "",
	} {
		if have := feedTime(in); have != want {
			t.Errorf("%q is %q, want %q", in, have, want)
		}
	}
	for in, want := range map[string]string{
		"131137 GMT Nov 13": "2013-11-13T11:37:00Z", "071341 GMT Okt 15 ": "2015-10-07T13:41:00Z", "091137GMT dez 26": "2026-12-09T11:37:00Z",
		"241205 Sep 24": "", "311137 GMT Feb 26": "", "991137 GMT Nov 13": "", "": "",
	} {
		if have, _ := time7901(in); have != want {
			t.Errorf("%q is %q, want %q", in, have, want)
		}
	}
	for in, want := range map[string]string{"AP-WF-11-13-13 0745GMT": "2013-11-13T07:45:00Z", "AP-WF-11-13-13 0745": "", "AP-WF-13-13-13 0745GMT": ""} {
		if have, _ := timeANPA(in); have != want {
			t.Errorf("%q is %q, want %q", in, have, want)
		}
	}
}

func TestColumnsAreAgateAndSentencesAreNot(t *testing.T) {
	for _, c := range [][2]string{
		{"One.\nTwo  three.\nFour.", "One.\nTwo  three.\nFour."},
		{"Head\nOslo   1  2\nBergen 3  4\nMoss   5  6\nTail", "Head\n\nTail"},
		{"Head\nOslo   1  2\nSaturday\nBergen 3  4\n\nSunday\nMoss   5  6\nTail", "Head\n\nTail"},
		{"Oslo   1  2\nThe second line is a sentence of a length that no title has.\nBergen 3  4\nMoss   5  6", "Oslo   1  2\nThe second line is a sentence of a length that no title has.\nBergen 3  4\nMoss   5  6"},
		{"| a | b |\n| c | d |\n| e | f |", "\n"},
		{"He said.  She said.\nThey said.  We said.\nYou said.  I said.", "He said.  She said.\nThey said.  We said.\nYou said.  I said."},
		{"", ""},
	} {
		if have := withoutAgate(c[0]); have != c[1] {
			t.Errorf("%q became %q, want %q", c[0], have, c[1])
		}
	}
}

func TestAHeadlineIsNotTaggedWhereThereIsOnlyAPictureOrAPackage(t *testing.T) {
	for _, class := range []string{"picture", "graphic", "video", "audio", "composite"} {
		doc := `<newsItem guid="urn:x:1"><itemMeta><itemClass qcode="ninat:` + class + `"/></itemMeta><contentMeta><headline>Ferry</headline></contentMeta>
		<contentSet><remoteContent href="http://x.example/a" contenttype="image/jpeg"/></contentSet></newsItem>`
		stories, err := newDecoder(t).Decode(Message{Data: []byte(doc)})
		if err != nil {
			t.Fatal(err)
		}
		if s := stories[0]; s.Type != class || s.Taggable() || s.Item["headlines"] == nil {
			t.Errorf("%s: type %s, fields %v, item %v", class, s.Type, s.Fields, s.Item)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, format := range Formats() {
		for _, name := range ofFormat[format] {
			b.Run(name, func(b *testing.B) { benchmarkDecode(b, golden(b, name), format) })
		}
	}
}
