package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0, an item a story. What a feed says
// of its items as a whole, its language and its rights, is said of each.
//
// The id of an item is what it calls its id, else its address, else a hash of
// what it says. A feed is polled: an item that has not changed must come out
// the same, whatever is around it.

func decodeFeed(in input) ([]candidate, error) {
	data, cleaned := cleanXML(in.data)
	if depth := nesting(data); depth > maxXMLDepth {
		return nil, &Error{Format: RSS, Err: &boundError{fmt.Sprintf("has elements more than %d deep", maxXMLDepth)}}
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(wholeFeed(data)))
	if err != nil {
		return nil, &Error{Format: RSS, Err: feedReason(err)}
	}
	if len(feed.Items) == 0 {
		return nil, &Error{Format: RSS, Err: errors.New("the feed has no item in it")}
	}
	var all []candidate
	var passed []int
	for i, item := range feed.Items {
		c, ok := feedStory(in.source, feed, item)
		if !ok {
			passed = append(passed, i+1)
			continue
		}
		all = append(all, c)
	}
	if len(all) == 0 {
		return nil, &Error{Format: RSS, Err: fmt.Errorf("no item of the feed (there are %d) has an id, a title or a text", len(feed.Items))}
	}
	if len(passed) > 0 {
		all[0].warnings = append(all[0].warnings, clip("items without an id, a title and a text, passed over: "+fmt.Sprint(passed)))
	}
	if cleaned {
		all[0].warnings = append(all[0].warnings, "control characters, which XML forbids, were left out")
	}
	return all, nil
}

// xmlDeclaration names an encoding that the bytes are not in any more.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// wholeFeed takes the declaration away, and puts a feed around what is only a
// part of one.
func wholeFeed(data []byte) []byte {
	data = xmlDeclaration.ReplaceAll(data, nil)
	switch rootName(data) {
	case "entry":
		return append(append([]byte("<feed>"), data...), "</feed>"...)
	case "channel":
		return append(append([]byte("<rss>"), data...), "</rss>"...)
	}
	return data
}

func feedReason(err error) error {
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return errors.New("this is no feed: it begins neither with <rss>, <rdf:RDF> nor <feed>")
	}
	reason := xmlReason(err)
	if reason == err {
		return fmt.Errorf("reading the feed: %s", strings.ToValidUTF8(clip(err.Error()), ""))
	}
	return reason
}

// nesting is how deep elements stand in each other, at most.
func nesting(data []byte) int {
	depth, deepest := 0, 0
	for i := 0; i+1 < len(data); i++ {
		switch {
		case data[i] == '<' && data[i+1] == '/':
			depth--
		case data[i] == '<' && (data[i+1]|0x20 >= 'a' && data[i+1]|0x20 <= 'z' || data[i+1] == '_' || data[i+1] >= 0x80):
			depth++
			deepest = max(deepest, depth)
		case data[i] == '/' && data[i+1] == '>':
			depth--
		}
	}
	return deepest
}

func feedStory(source string, feed *gofeed.Feed, item *gofeed.Item) (candidate, bool) {
	d := newDraft("text")
	title := feedText(item.Title)
	d.headline("main", title)
	feedBody(&d, item)
	d.set("guid", firstOf(item.GUID, item.Link))
	for _, e := range item.Enclosures { // a recording is all that there is
		if e != nil && len(d.m) == 1 {
			d.set("guid", e.URL)
		}
	}
	if len(d.m) == 1 { // the type
		return candidate{}, false
	}
	if item.Link != "" && item.Link != item.GUID {
		d.link(item.Link, "", "alternate")
	}
	for _, l := range item.Links {
		if l != item.Link && l != item.GUID && d.once("link", l) {
			d.link(l, "", "link")
		}
	}
	d.set("versionCreated", feedTime(firstOf(item.Updated, item.Published)))
	d.set("firstCreated", feedTime(item.Published))
	var by []string
	for _, a := range item.Authors {
		if a != nil {
			by = append(by, feedText(firstOf(a.Name, a.Email)))
		}
	}
	d.set("by", strings.Join(by, ", "))
	for _, c := range item.Categories {
		if name := feedText(c); d.once("category", name) {
			d.concept("subjects", map[string]any{"name": name, "rel": "category"})
		}
	}
	for _, e := range item.Enclosures {
		if e != nil && e.URL != "" {
			feedFile(&d, e.URL, e.Type, e.Length)
		}
	}
	if item.Image != nil && item.Image.URL != "" {
		feedFile(&d, item.Image.URL, "image", "")
	}
	feedMedia(&d, item)
	dc := item.DublinCoreExt
	if dc != nil {
		d.set("language", firstOf(dc.Language...))
		d.set("copyrightNotice", firstOf(dc.Rights...))
		d.source(firstOf(dc.Publisher...), "publisher")
		d.source(firstOf(dc.Source...), "source")
	}
	d.set("language", feed.Language)
	d.set("copyrightNotice", feedText(feed.Copyright))
	if name := feedText(feed.Title); name != "" || feed.Link != "" {
		d.concept("infoSources", map[string]any{"name": name, "uri": feed.Link, "role": "feed"})
	}
	c := d.done()
	bytes, err := json.Marshal(c.m)
	if err != nil {
		return candidate{}, false
	}
	c.raw = func() []byte { return bytes }
	if c.m["guid"] == nil {
		c.m["uri"] = urn(source, "sha256-"+digest(bytes))
	}
	return c, true
}

// feedBody takes the content for the text, else the description.
func feedBody(d *draft, item *gofeed.Item) {
	body := item.Content
	if strings.TrimSpace(body) == "" {
		body = item.Description
	} else if item.Description != "" && item.Description != body {
		d.typedText("descriptions", "summary", textType(item.Description), item.Description)
	}
	if strings.TrimSpace(body) != "" {
		d.body("main", textType(body), body)
	}
}

// entity is a character written as HTML writes it, in what may be plain text.
var entity = regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});`)

// textType tells HTML from plain text, which feeds do not.
func textType(s string) string {
	if looksLikeMarkup(s) || entity.MatchString(s) {
		return "text/html"
	}
	return "text/plain"
}

// feedText reads a title or a name, which may be escaped once more.
func feedText(s string) string {
	if looksLikeMarkup(s) {
		return oneSpaced(htmlText(s))
	}
	return oneSpaced(html.UnescapeString(s))
}

// feedFile keeps a picture or a recording that belongs to an item.
func feedFile(d *draft, address, mediaType, length string) {
	if !d.once("file", address) {
		return
	}
	kind, _, _ := strings.Cut(mediaType, "/")
	if kind == "image" {
		kind = "picture"
	}
	r := map[string]any{"name": "main", "href": address}
	if strings.Contains(mediaType, "/") {
		r["contentType"] = mediaType
	}
	if length != "0" {
		setIf(r, "sizeInBytes", length)
	}
	item := map[string]any{"uri": address, "name": "enclosure", "rel": "enclosure", "renditions": []any{r}}
	switch kind {
	case "picture", "audio", "video":
		item["type"] = kind
	}
	d.associate(item)
}

// feedMedia reads the pictures of Media RSS.
func feedMedia(d *draft, item *gofeed.Item) {
	for _, name := range []string{"content", "thumbnail"} {
		for _, e := range item.Extensions["media"][name] {
			if address := e.Attrs["url"]; address != "" {
				feedFile(d, address, firstOf(e.Attrs["type"], e.Attrs["medium"], "image"), e.Attrs["fileSize"])
			}
		}
	}
}

// zones are the names of zones that RFC 822 defines, which time.Parse does not
// know away from home.
var zones = strings.NewReplacer(" EST", " -0500", " EDT", " -0400", " CST", " -0600", " CDT", " -0500", " MST", " -0700", " MDT", " -0600",
	" PST", " -0800", " PDT", " -0700", " GMT", " +0000", " UTC", " +0000", " UT", " +0000", " Z", " +0000")

// feedTime reads a time of RFC 3339 or RFC 822 that says its zone.
func feedTime(s string) string {
	s = strings.TrimSpace(s)
	if t, ok := dateTime(s); ok {
		return t
	}
	numbered := zones.Replace(s)
	if len(numbered) < 5 || strings.IndexByte("+-", numbered[len(numbered)-5]) < 0 {
		return ""
	}
	t, err := mail.ParseDate(numbered)
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}
