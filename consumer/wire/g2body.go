package wire

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// contentSet writes the texts, then the addresses of what is elsewhere.
func (w *g2Writer) contentSet() {
	bodies, renditions := mapsAt(w.rec, "bodies"), mapsAt(w.rec, "renditions")
	if len(bodies)+len(renditions) == 0 {
		return
	}
	w.start("contentSet")
	for _, b := range bodies {
		w.body(b)
	}
	for _, r := range renditions {
		w.rendition(r)
	}
	w.end()
}

// body writes HTML as XHTML, and everything else as the text it is.
func (w *g2Writer) body(b map[string]any) {
	value, declared := said(b, "value"), strings.ToLower(said(b, "contentType"))
	attrs := []string{"rendition", g2Word(said(b, "role")), "wordcount", countAt(b, "wordCount"), "charcount", countAt(b, "charCount")}
	if formOf(b, value) == markup && (declared == "" || strings.Contains(declared, "html")) {
		if nodes, ok := parseFragment(value); ok {
			w.start("inlineXML", append(attrs, "contenttype", "application/xhtml+xml")...)
			w.start("html", "xmlns", "http://www.w3.org/1999/xhtml")
			w.start("head")
			w.leaf("title", "")
			w.end()
			w.start("body")
			for _, n := range nodes {
				w.xhtml(n, 0)
			}
			w.end()
			w.end()
			w.end()
			return
		}
	}
	if declared == "" && formOf(b, value) == plain {
		declared = "text/plain"
	}
	w.leaf("inlineData", value, append(attrs, "contenttype", declared)...)
}

// countAt is a number that cannot be below 0.
func countAt(m map[string]any, name string) string {
	n := numberAt(m, name)
	if strings.HasPrefix(n, "-") {
		return ""
	}
	return n
}

func parseFragment(s string) ([]*html.Node, bool) {
	context := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(s), context)
	return nodes, err == nil
}

// xmlName is a name without a prefix that XML takes; editors paste others.
var xmlName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9._-]*$`)

// maxMarkupDepth is how deep elements stand in a text that is written: XML
// parsers have their limits, ours is maxXMLDepth. What is deeper keeps its
// text and loses its tags.
const maxMarkupDepth = 100

// xhtml writes a node of HTML. Comments, and what only HTML can say, are left
// out; an element that XML has no name for leaves its content.
func (w *g2Writer) xhtml(n *html.Node, depth int) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	named := depth < maxMarkupDepth && xmlName.MatchString(n.Data)
	if named {
		w.tag(n.Data, xmlAttributes(n.Attr))
		if n.FirstChild == nil && void(n.Data) {
			w.buf = append(w.buf, "/>"...)
			return
		}
		w.buf = append(w.buf, '>')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.xhtml(c, depth+1)
	}
	if named {
		w.buf = append(w.buf, "</"+n.Data+">"...)
	}
}

func xmlAttributes(attrs []html.Attribute) []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range attrs {
		if a.Namespace != "" || !xmlName.MatchString(a.Key) || a.Key == "xmlns" || seen[a.Key] {
			continue
		}
		seen[a.Key] = true
		value := a.Val
		if value == "" {
			value = a.Key // as in hidden="hidden"
			if a.Key == "alt" || a.Key == "class" || a.Key == "href" || a.Key == "src" || a.Key == "style" {
				continue
			}
		}
		out = append(out, a.Key, value)
	}
	return out
}

// rendition is a file of the content somewhere else.
func (w *g2Writer) rendition(r map[string]any) {
	w.start("remoteContent", "rendition", g2Word(said(r, "name")), "href", said(r, "href"), "contenttype", said(r, "contentType"),
		"width", countAt(r, "width"), "height", countAt(r, "height"), "size", countAt(r, "sizeInBytes"),
		"duration", numberAt(r, "duration"), "title", said(r, "title"))
	w.more(r, "name", "href", "contentType", "width", "height", "sizeInBytes", "duration", "title")
	w.end()
}
