package wire

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func TestCharsetIsDeclaredOrOfTheRuleOrFoundByLooking(t *testing.T) {
	const nitf = `<nitf><head><docdata><doc-id id-string="x1"/></docdata></head><body><body.content><p>%s</p></body.content></body></nitf>`
	d, err := NewDecoder(Options{SourcePrefix: "wire.raw", Rules: []Rule{
		{Subject: "wire.raw.cz.>", Format: NITF, Charset: "iso-8859-2"}, {Subject: "wire.raw.gr", Format: Text, Charset: "windows-1253"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, subject, header, data, want, warning string
	}{
		{"declared by the document", "wire.raw.x", "", `<?xml version="1.0" encoding="iso-8859-15"?>` + fmt.Sprintf(nitf, "3 \xa4"), "3 €", ""},
		{"declared by the header, which counts first", "wire.raw.x", "text/xml; charset=iso-8859-2", `<?xml version="1.0" encoding="utf-8"?>` + fmt.Sprintf(nitf, "\xb9koda"), "škoda", ""},
		{"of the rule", "wire.raw.cz.x", "", fmt.Sprintf(nitf, "\xb9koda"), "škoda", ""},
		{"the document knows better than the rule", "wire.raw.cz.x", "", `<?xml version="1.0" encoding="windows-1252"?>` + fmt.Sprintf(nitf, "\x9akoda"), "škoda", ""},
		{"of the rule, in plain text", "wire.raw.gr", "", "\xc1\xe8\xde\xed\xe1 (NW) - x", "Αθήνα (NW) - x", ""},
		{"UTF-8 by looking", "wire.raw.x", "", fmt.Sprintf(nitf, "škoda"), "škoda", ""},
		{"Latin-1 by looking", "wire.raw.x", "", fmt.Sprintf(nitf, "caf\xe9"), "café", "read as Windows-1252"},
		{"UTF-16 by its mark", "wire.raw.x", "", utf16(`<?xml version="1.0" encoding="utf-16"?>` + fmt.Sprintf(nitf, "škoda")), "škoda", ""},
		{"UTF-16 without its mark", "wire.raw.x", "", utf16(`<?xml version="1.0" encoding="utf-16"?>` + fmt.Sprintf(nitf, "škoda"))[2:], "škoda", ""},
		{"UTF-8 whatever is declared", "wire.raw.x", "", `<?xml version="1.0" encoding="iso-8859-1"?>` + fmt.Sprintf(nitf, "škoda"), "škoda", "but it is UTF-8"},
		{"a charset that nobody knows", "wire.raw.x", "", `<?xml version="1.0" encoding="x-desk"?>` + fmt.Sprintf(nitf, "caf\xe9"), "café", "x-desk, which is no charset that is known"},
		{"control bytes and entities", "wire.raw.x", "", "\xef\xbb\xbf" + fmt.Sprintf(nitf, "a\x01\x07 &amp; b&nbsp;&#2;&#x1F;&eacute;\r\n"), "a & b é", "control characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := Message{Subject: c.subject, Data: []byte(c.data)}
			if c.header != "" {
				m.Header = map[string][]string{"Content-Type": {c.header}}
			}
			stories, err := d.Decode(m)
			if err != nil {
				t.Fatal(err)
			}
			if have := stories[0].Field(story.Body); have != c.want {
				t.Errorf("%q, want %q", have, c.want)
			}
			if have := strings.Join(stories[0].Warnings, "; "); !strings.Contains(have, c.warning) || c.warning == "" && have != "" {
				t.Errorf("warnings %q, want %q", have, c.warning)
			}
		})
	}
}

// utf16 writes ASCII and the Latin letters after it in UTF-16LE with its mark.
func utf16(s string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestEntitiesOfADocumentAreNeitherLoadedNorExpanded(t *testing.T) {
	bomb := `<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">
<!ENTITY % p SYSTEM "http://nowhere.example/x.dtd"> %p;]><nitf><head><docdata><doc-id id-string="x"/></docdata></head><body><body.content><p>&b; &f; text</p></body.content></body></nitf>`
	for _, format := range []string{NITF, NewsMLG2, NewsML1, RSS} {
		data := bomb
		if format == RSS {
			data = strings.NewReplacer("<!DOCTYPE nitf", "<!DOCTYPE rss", "<nitf>", "<rss><channel><item><title>x</title><description>", "</nitf>", "</description></item></channel></rss>").Replace(bomb)
		}
		stories, err := newDecoder(t).Decode(Message{Data: []byte(data), Header: map[string][]string{FormatHeader: {format}}})
		if err != nil {
			continue // refused is as safe
		}
		if text := stories[0].Field(story.Body); strings.Contains(text, "haha") || strings.Contains(text, "root:") {
			t.Errorf("%s: %q", format, text)
		}
	}
}

// hostile are documents that are small, and would be much work for a reader
// that looks at everything again and again. The test fails by the time that
// the test binary has: what they cost is in the benchmarks.
func hostile() map[string]string {
	const n = 60_000
	many := func(s string) string { return strings.Repeat(s, n) }
	g2 := func(meta string) string {
		return `<newsItem guid="urn:x:1"><itemMeta>` + meta + `</itemMeta><contentMeta>` + meta + `</contentMeta></newsItem>`
	}
	return map[string]string{
		"notes":                  g2(many("<edNote>a</edNote><edNote>b</edNote>")),
		"headlines":              g2(many("<headline>a</headline>")),
		"keywords":               g2(many("<keyword>a</keyword>")),
		"links":                  g2(many(`<link href="http://x.example/"/>`)),
		"alternating sections":   "<nitf><body><body.content><p>" + many("a<![CDATA[b]]>") + "</p></body.content></body></nitf>",
		"comments":               many("<!-- a -->") + "<nitf/>",
		"declarations":           many("<!a>") + "<nitf/>",
		"unclosed items":         "<newsMessage><itemSet>" + many("<newsItem>") + "</itemSet></newsMessage>",
		"nested media":           "<nitf><body><body.content>" + strings.Repeat("<media>", 150) + many("<media-reference source='a'/>") + strings.Repeat("</media>", 150) + "</body.content></body></nitf>",
		"components":             `<NewsML><NewsItem><NewsComponent>` + strings.Repeat("<NewsComponent>", 150) + many("<ContentItem/>") + strings.Repeat("</NewsComponent>", 150) + `</NewsComponent></NewsItem></NewsML>`,
		"items of a feed":        "<rss><channel>" + strings.Repeat("<item><title>a</title></item>", 5000) + "</channel></rss>",
		"text in pieces":         "<rss><channel><item><title>" + many("a<![CDATA[b]]>") + "</title></item></channel></rss>",
		"unfinished sections":    "<rss><channel><item><title>" + many("<![CDATA[") + "</title></item></channel></rss>",
		"open tags of a page":    "<html><body><article>" + many("<div><p>"),
		"headings of a page":     "<html><body>" + many("<h1>a</h1>"),
		"scripts of a page":      "<html><body>" + many(`<script type="application/ld+json">{}</script>`) + "text",
		"lists within lists":     `<html><script type="application/ld+json">` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `</script><p>text</p>`,
		"rows":                   many("a  b  c\n"),
		"headers of telegrams":   many("\x01nwa0001 3 i 10  nw 1\n\n"),
		"headers of ANPA":        many("\x16\x16\x01W2607\x1fasian\r\n"),
		"notes of telegrams":     "\x01nwa0001 3 i 10  nw 1\n\n\x02Head =\n\na\n\n# Notebook\n" + many("- a\n"),
		"fields of a mail":       "From: a@b.example\nSubject: x\n" + many("X-A: b\n") + "\ntext",
		"parts of a mail":        "From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n\n" + many("--a\n\nb\n") + "--a--\n",
		"quotes of a mail":       "From: a@b.example\nSubject: x\n\n" + many("> a\n"),
		"encoded words":          "From: a@b.example\nSubject: " + many("=?utf-8?q?a?= ") + "\n\ntext",
		"associations of ninjs":  `{"uri":"urn:x:1","headline":"a","associations":[` + strings.TrimSuffix(many(`{"uri":"urn:x:2","name":"a"},`), ",") + `]}`,
		"categories of dpa":      `{"urn":"urn:x:1","entry_id":"a","article_html":"<p>a</p>","categories":[` + strings.TrimSuffix(many(`{"type":"a:keyword","name":"b"},`), ",") + `]}`,
		"links of dpa":           `{"urn":"urn:x:1","entry_id":"a","article_html":"<p>a</p>","linkbox_html":"` + many(`<a href='http://x.example'>b`) + `"}`,
		"subjects of Reuters":    `{"usn":"a","headLine":"b","subject":[` + strings.TrimSuffix(many(`{"code":"a:b"},`), ",") + `]}`,
		"attributes of an image": "<html><body><img " + many("a=b ") + "><p>text</p>",
	}
}

func TestHostileDocumentsAreReadOrRefusedInReasonableTime(t *testing.T) {
	for name, data := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stories, err := newDecoder(t).Decode(Message{Subject: "wire.raw.x", Data: []byte(data)})
			if err != nil && !errors.As(err, new(*Error)) || err == nil && len(stories) == 0 {
				t.Errorf("%d stories, %v", len(stories), err)
			}
			t.Logf("%d bytes: %d stories, %.100v", len(data), len(stories), err)
		})
	}
}

func TestXMLThatIsNotWellFormedIsReadAsABrowserWould(t *testing.T) {
	for name, c := range map[string][2]string{
		"an ampersand":       {"AT&T and R&D & more", "AT&T and R&D & more"},
		"a bracket":          {"x < 5, y <3 and z <= 7", "x < 5, y <3 and z <= 7"},
		"an entity of HTML":  {"caf&eacute; &mdash; bar", "café — bar"},
		"an unknown entity":  {"a &desk; b", "a &desk; b"},
		"a tag left open":    {"a <b>c", "a c"},
		"a tag closed twice": {"a <b>c</b></b> d", "a c d"},
		"tags that cross":    {"a <b>c <i>d</b> e</i> f", "a c d e f"},
		"a break of HTML":    {"a<br>b", "a\nb"},
	} {
		doc := `<nitf><head><docdata><doc-id id-string="x"/></docdata></head><body><body.content><p>` + c[0] + `</p></body.content></body></nitf>`
		stories, err := newDecoder(t).Decode(Message{Data: []byte(doc)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if have := stories[0].Field(story.Body); !strings.HasPrefix(have, c[1]) {
			t.Errorf("%s: %q, want %q", name, have, c[1])
		}
	}
}
