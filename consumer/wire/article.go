package wire

import (
	"strings"

	"golang.org/x/net/html"
)

// An article as a page of HTML. What it says of itself in schema.org's terms,
// as JSON-LD, counts before its meta elements, and those before its markup.

func looksLikeHTML(data []byte, root string) bool {
	if strings.EqualFold(root, "html") {
		return true
	}
	start := strings.ToLower(string(data[:min(len(data), 100)]))
	if strings.HasPrefix(start, "<!doctype html") {
		return true
	}
	switch strings.ToLower(root) {
	case "head", "body", "article", "main", "section", "div", "p", "h1", "h2", "script", "meta", "title", "header":
		return true
	}
	return false
}

func decodeHTML(in input) ([]candidate, error) {
	if binary(in.data) {
		return nil, &Error{Format: HTML, Err: errBinary}
	}
	p := readPage(string(in.data))
	articles := articlesIn(p.jsonLD)
	d := newDraft("text")
	if len(articles) > 0 {
		schemaArticle(&d, articles[0])
	}
	pageMeta(&d, p)
	own, _ := d.m["bodies"].([]any)
	if len(own) == 0 {
		text := strings.TrimSpace(readHTML(p.body(), true))
		if text == "" {
			text = htmlText(p.body())
		}
		if text != "" {
			d.body("main", "text/html", p.markup)
			text = strings.TrimSpace(strings.TrimPrefix(text, p.heading))
			d.tagged = &text
		}
	}
	if len(articles) == 0 && d.m["bodies"] == nil {
		return nil, &Error{Format: HTML, Err: errEmptyText}
	}
	c := d.done()
	if p.broken > 0 {
		c.warnings = append(c.warnings, "a script of JSON-LD is not JSON and was passed over")
	}
	return []candidate{c}, nil
}

// page is what is read of a page of HTML.
type page struct {
	language string
	title    string
	heading  string // of the first h1
	meta     map[string][]string
	link     map[string]string // by relation
	jsonLD   []any
	broken   int    // scripts of JSON-LD that are no JSON
	inScript bool   // of JSON-LD
	markup   string // of the article, or of the whole body
	parts    []part // of the markup, without what is around an article
}

// part is a stretch of markup.
type part struct{ from, to int }

// body joins the parts of the article.
func (p *page) body() string {
	var b strings.Builder
	for _, s := range p.parts {
		b.WriteString(p.markup[s.from:s.to])
	}
	return b.String()
}

// aroundArticle are elements that are on a page but not in its article: menus,
// boxes, captions, forms.
func aroundArticle(tag string) bool {
	switch tag {
	case "nav", "aside", "footer", "header", "form", "figure", "figcaption", "script", "style", "noscript", "iframe", "svg", "button", "template", "dialog", "head":
		return true
	}
	return false
}

// readPage reads a page in one pass: no tree of it is made, so that a page that
// is nested a hundred thousand deep does no harm.
func readPage(s string) *page {
	p := &page{meta: map[string][]string{}, link: map[string]string{}}
	z := html.NewTokenizer(strings.NewReader(s))
	at := 0
	body := region{tag: "body", from: -1}
	article := region{tag: "article", from: -1}
	main := region{tag: "main", from: -1}
	heading := region{tag: "h1", from: -1}
	title := region{tag: "title", from: -1}
	var out []part // stretches outside of what is around an article
	from, around, depth := 0, "", 0
	for {
		tt := z.Next()
		raw := z.Raw()
		start := at
		at += len(raw)
		if tt == html.ErrorToken {
			break
		}
		if tt == html.TextToken && p.inScript {
			p.script(z.Text())
		}
		if tt != html.StartTagToken && tt != html.EndTagToken && tt != html.SelfClosingTagToken {
			continue
		}
		p.inScript = false
		name, more := z.TagName()
		tag := string(name)
		if tt == html.SelfClosingTagToken && !void(tag) {
			z.NextIsNotRawText()
		}
		attrs := pageAttrs(z, tag, more)
		for _, r := range []*region{&body, &article, &main, &heading, &title} {
			r.see(tag, tt, start, at)
		}
		if tt == html.StartTagToken || tt == html.SelfClosingTagToken {
			p.element(tag, attrs)
		}
		switch {
		case around == "" && tt == html.StartTagToken && aroundArticle(tag):
			out = append(out, part{from, start})
			around, depth = tag, 1
		case around == tag && tt == html.StartTagToken:
			depth++
		case around == tag && tt == html.EndTagToken:
			if depth--; depth == 0 {
				around, from = "", at
			}
		}
	}
	if around == "" {
		out = append(out, part{from, at})
	}
	best := part{0, len(s)}
	for _, r := range []region{article, main, body} {
		if r.from >= 0 {
			best = part{r.from, len(s)}
			if r.to > r.from {
				best.to = r.to
			}
			break
		}
	}
	p.markup = s[best.from:best.to]
	p.heading, p.title = heading.text(s), title.text(s)
	for _, o := range out {
		if f, t := max(o.from, best.from), min(o.to, best.to); f < t {
			p.parts = append(p.parts, part{f - best.from, t - best.from})
		}
	}
	return p
}

// region is where the first element of a name begins and ends.
type region struct {
	tag             string
	from, to, depth int
}

func (r *region) see(tag string, tt html.TokenType, start, end int) {
	if tag != r.tag || r.to > 0 {
		return
	}
	switch tt {
	case html.StartTagToken:
		if r.from < 0 {
			r.from = end
		}
		r.depth++
	case html.EndTagToken:
		if r.depth--; r.depth == 0 && r.from >= 0 {
			r.to = start
		}
	}
}

// pageAttrs returns the attributes of the elements that are read.
func pageAttrs(z *html.Tokenizer, tag string, more bool) map[string]string {
	switch tag {
	case "html", "meta", "link", "script":
	default:
		return nil
	}
	attrs := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := attrs[string(key)]; !twice {
			attrs[string(key)] = string(value)
		}
	}
	return attrs
}

// text is what is in a region that has an end.
func (r *region) text(s string) string {
	if r.from < 0 || r.to <= r.from {
		return ""
	}
	if r.tag == "title" { // markup in a title is none
		return oneSpaced(html.UnescapeString(s[r.from:r.to]))
	}
	return oneSpaced(readHTML(s[r.from:r.to], false))
}

// element reads what an element says of the page.
func (p *page) element(tag string, attrs map[string]string) {
	switch tag {
	case "html":
		p.language = firstOf(p.language, attrs["lang"], attrs["xml:lang"])
	case "meta":
		name := strings.ToLower(firstOf(attrs["property"], attrs["name"], attrs["itemprop"]))
		if content := oneSpaced(attrs["content"]); name != "" && content != "" {
			p.meta[name] = append(p.meta[name], content)
		}
	case "link":
		for rel := range strings.FieldsSeq(strings.ToLower(attrs["rel"])) {
			if p.link[rel] == "" {
				p.link[rel] = strings.TrimSpace(attrs["href"])
			}
		}
	case "script":
		kind, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
		p.inScript = strings.TrimSpace(kind) == "application/ld+json"
	}
}

func (p *page) script(text []byte) {
	v, err := parseJSON([]byte(strings.TrimSpace(string(text))), HTML)
	if err != nil {
		p.broken++
		return
	}
	p.jsonLD = append(p.jsonLD, v)
}
