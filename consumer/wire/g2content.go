package wire

import (
	"math"
	"strconv"
	"strings"
)

// g2Content reads the renditions of the content: the text that stands in the
// item, and the addresses of what does not.
func g2Content(d *draft, set *element) {
	if set == nil {
		return
	}
	for _, e := range set.kids {
		switch e.name {
		case "inlineXML":
			g2InlineXML(d, e)
		case "inlineData":
			g2InlineData(d, e)
		case "remoteContent":
			d.add("renditions", g2Rendition(e))
		}
	}
}

// g2InlineXML reads NITF, XHTML or whatever else stands in the item.
func g2InlineXML(d *draft, e *element) {
	role := g2BodyRole(d, e)
	for _, k := range e.kids {
		switch {
		case k.name == "":
		case k.name == "nitf":
			nitfBody(d, k)
			countWords(d, e)
			return
		case strings.EqualFold(k.name, "html"):
			g2HTML(d, k, role)
			countWords(d, e)
			return
		}
	}
	declared := strings.ToLower(e.attr("contenttype"))
	if strings.TrimSpace(e.raw()) == "" {
		return
	}
	if strings.Contains(declared, "html") || declared == "" {
		declared = "text/html"
	}
	d.body(role, declared, e.inner())
	countWords(d, e)
}

// g2HTML reads a whole document of XHTML. Its title and headline count where
// the item has none.
func g2HTML(d *draft, doc *element, role string) {
	if !d.headed {
		if h := doc.anywhere("h1").words(); h != "" {
			d.headline("main", h)
		} else {
			d.headline("main", doc.child("head", "title").words())
		}
	}
	if body := doc.first("body"); body != nil {
		if strings.TrimSpace(body.raw()) != "" {
			d.body(role, "text/html", body.inner())
		}
		return
	}
	if strings.TrimSpace(doc.raw()) != "" {
		d.body(role, "text/html", doc.markup())
	}
}

// g2BodyRole is what a text is to the story: the first is the main one, unless
// we wrote the item.
func g2BodyRole(d *draft, e *element) string {
	own := e.attr("rendition")
	if have, _ := d.m["bodies"].([]any); len(have) > 0 || strings.HasPrefix(own, g2Alias+":") {
		return firstOf(g2Role(own), "alternative")
	}
	return "main"
}

// g2InlineData reads plain text, or markup that is escaped.
func g2InlineData(d *draft, e *element) {
	declared := strings.ToLower(e.attr("contenttype"))
	value := strings.Trim(e.raw(), "\r\n")
	if strings.TrimSpace(value) == "" {
		return
	}
	if e.attr("encoding") != "" || declared != "" && !strings.HasPrefix(declared, "text/") && !strings.Contains(declared, "html") && !strings.Contains(declared, "nitf") {
		d.body("data", declared, value) // a picture in base64, say
		return
	}
	switch {
	case strings.HasPrefix(strings.TrimSpace(value), "<") && looksLikeMarkup(value):
		declared = "text/html" // ANSA says that it is plain
	case declared == "":
		declared = "text/plain"
	}
	role := g2BodyRole(d, e)
	d.body(role, declared, value)
	countWords(d, e)
}

// countWords keeps the number of words that the source counted, at the last
// body.
func countWords(d *draft, e *element) {
	have, _ := d.m["bodies"].([]any)
	if len(have) == 0 {
		return
	}
	body := have[len(have)-1].(map[string]any)
	for name, attr := range map[string]string{"wordCount": "wordcount", "charCount": "charcount"} {
		if v := e.attr(attr); v != "" && v != "0" && body[name] == nil {
			body[name] = v
		}
	}
}

// g2Rendition is a file of the content somewhere else.
func g2Rendition(e *element) map[string]any {
	r := map[string]any{"name": "main"}
	setIf(r, "name", g2Role(firstOf(e.attr("rendition"), e.attr("renditionuri"))))
	href := e.attr("href")
	if href == "" {
		href = e.attr("residref")
	}
	setIf(r, "href", href)
	setIf(r, "contentType", e.attr("contenttype"))
	setIf(r, "width", e.attr("width"))
	setIf(r, "height", e.attr("height"))
	setIf(r, "sizeInBytes", e.attr("size"))
	setIf(r, "duration", e.attr("duration"))
	setIf(r, "title", firstOf(e.child("altText").words(), e.attr("title")))
	addMore(r, e)
	return r
}

// g2Groups keeps what is in a package, in its order, as stories within it.
func g2Groups(d *draft, set *element, cat catalogue) {
	for _, g := range set.all("group") {
		role := localCode(g.attr("role"))
		for _, ref := range g.all("itemRef", "conceptRef") {
			item := map[string]any{"name": "item"}
			setIf(item, "name", role)
			setIf(item, "rel", role)
			for _, name := range []string{"residref", "guidref", "href", "qcode"} {
				if item["uri"] == nil {
					setIf(item, "uri", ref.attr(name))
				}
			}
			setIf(item, "version", ref.attr("version"))
			setIf(item, "type", keyword(ref.child("itemClass").attr("qcode")))
			setIf(item, "pubStatus", ref.child("pubStatus").attr("qcode"))
			setIf(item, "title", ref.child("title").words())
			setIf(item, "slugline", ref.child("slugline").words())
			if h := ref.child("headline").words(); h != "" {
				item["headlines"] = []any{map[string]any{"role": "main", "value": h}}
			}
			if s := ref.child("description").lines(); s != "" {
				item["descriptions"] = []any{map[string]any{"value": s}}
			}
			d.associate(item)
		}
	}
}

// point is a position as GeoJSON has it, longitude first; nil where it is none.
func point(lat, lon string) map[string]any {
	y, err := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(lon, 64)
	if err != nil || err2 != nil || !(math.Abs(y) <= 90) || !(math.Abs(x) <= 180) {
		return nil
	}
	return map[string]any{"type": "Point", "coordinates": []any{floatLiteral(x), floatLiteral(y)}}
}
