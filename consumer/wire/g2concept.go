package wire

import (
	"strings"
)

// catalogue says which URI an alias of NewsML-G2 stands for: medtop of
// medtop:11000000. Items bring theirs along, or point to one in the web; those
// are not loaded, but IPTC's own aliases are known.
type catalogue map[string]string

// iptcAliases are aliases of IPTC's standard catalogue whose concepts are about
// stories (https://iptc.org/std/catalog/, catalog.IPTC-G2-Standards). Every
// provider uses them, and none for anything else.
var iptcAliases = catalogue{
	"medtop": "http://cv.iptc.org/newscodes/mediatopic/", "subj": subjectCodes, "genre": "http://cv.iptc.org/newscodes/genre/",
	"scene": "http://cv.iptc.org/newscodes/scene/", "nprov": "http://cv.iptc.org/newscodes/newsprovider/",
	"iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/", "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
}

// with adds the aliases that an item, or the header of a message, declares.
func (c catalogue) with(e *element) catalogue {
	schemes := e.all("scheme")
	for _, inner := range e.all("catalog") {
		schemes = append(schemes, inner.all("scheme")...)
	}
	if len(schemes) == 0 {
		return c
	}
	out := make(catalogue, len(c)+len(schemes))
	for alias, uri := range c {
		out[alias] = uri
	}
	for _, s := range schemes {
		if alias, uri := s.attr("alias"), s.attr("uri"); alias != "" && uri != "" {
			out[alias] = uri
		}
	}
	return out
}

// resolve returns the URI of a qcode, or nothing where its alias is unknown.
func (c catalogue) resolve(qcode string) string {
	alias, code, ok := strings.Cut(qcode, ":")
	if !ok || code == "" {
		return ""
	}
	base, ok := c[alias]
	if !ok {
		if base, ok = iptcAliases[alias]; !ok {
			return ""
		}
	}
	uri, ok := absoluteURI(base + escapeSegment(code))
	if !ok {
		return ""
	}
	return uri
}

// concept reads an element that names a concept: by uri, by qcode, by literal,
// with a name or without. The code is kept beside the URI.
func (c catalogue) concept(e *element, language string) map[string]any {
	out := map[string]any{}
	if e == nil {
		return out
	}
	setIf(out, "name", conceptName(e, language))
	qcode := e.attr("qcode")
	uri := e.attr("uri")
	if uri == "" {
		uri = c.resolve(qcode)
	}
	// What is the same by another name of a vocabulary that is known.
	for _, same := range e.all("sameAs") {
		if uri == "" {
			uri = c.resolve(same.attr("qcode"))
		}
		if uri == "" {
			uri = same.attr("uri")
		}
	}
	setIf(out, "uri", uri)
	setIf(out, "literal", qcode)
	if qcode == "" {
		setIf(out, "literal", e.attr("literal"))
	}
	if out["name"] == nil && qcode == "" {
		setIf(out, "name", e.attr("literal"))
	}
	return out
}

// conceptName prefers the name in the language of the item, and a full one.
func conceptName(e *element, language string) string {
	best, bestRank := "", -1
	for _, n := range e.all("name") {
		w := n.words()
		if w == "" {
			continue
		}
		rank := 0
		if lang := n.attr("lang"); lang != "" && sameLanguage(lang, language) {
			rank += 2
		}
		switch localCode(n.attr("role")) {
		case "mnemonic", "short", "sort":
		default:
			rank++
		}
		if rank > bestRank {
			best, bestRank = w, rank
		}
	}
	return best
}

func sameLanguage(a, b string) bool {
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return strings.EqualFold(a, b)
}

// localCode is a code without its scheme.
func localCode(qcode string) string {
	return strings.TrimSpace(qcode[strings.LastIndexByte(qcode, ':')+1:])
}

// listOfType is the list of ninjs for a type of concept.
func listOfType(typ string) string {
	switch strings.ToLower(localCode(typ)) {
	case "person":
		return "people"
	case "organisation", "organization":
		return "organisations"
	case "geoarea", "poi", "geo", "city", "country", "statprov":
		return "places"
	case "event":
		return "events"
	case "object":
		return "objects"
	}
	return ""
}

// g2Subject puts a subject into its list; with the marks of a tagging machine,
// for which only subjects[] has a place, there too.
func g2Subject(d *draft, e *element, cat catalogue, asserts map[string]*element) {
	c := cat.concept(e, d.language)
	setIf(c, "rel", g2Role(e.attr("why")))
	addMore(c, e)
	list := listOfType(firstOf(e.attr("type"), strings.ReplaceAll(e.attr("typeuri"), "/", ":")))
	if list != "" {
		typed := map[string]any{}
		for k, v := range c {
			typed[k] = v
		}
		more := asserts[firstOf(e.attr("qcode"), e.attr("literal"), e.attr("uri"))]
		if list == "organisations" && typed["symbols"] == nil {
			if symbols := g2Symbols(more); len(symbols) > 0 {
				typed["symbols"] = symbols
			}
		}
		if list == "places" {
			for _, from := range []*element{e, more} {
				if geo := g2Position(from); geo != nil && typed["geoJSON"] == nil {
					typed["geoJSON"] = geo
				}
			}
			if address := g2Address(more.child("POIDetails", "address"), d.language); len(address) > 0 {
				typed["contactInfo"] = []any{map[string]any{"address": address}}
			}
		}
		d.concept(list, typed)
	}
	marked := false
	for _, name := range []string{"creator", "relevance", "confidence"} {
		if v := e.attr(name); v != "" {
			c[name] = v
			marked = true
		}
	}
	if uri := e.attr("creatoruri"); uri != "" {
		c["creator"] = uri
		marked = true
	} else if creator, _ := c["creator"].(string); creator != "" {
		if uri := cat.resolve(creator); uri != "" {
			c["creator"] = uri
		}
	}
	if list == "" || marked {
		d.subject(c)
	}
}

// g2Party adds who has a part in the story: its provider, its author.
func g2Party(d *draft, e *element, role string, cat catalogue) {
	c := cat.concept(e, d.language)
	c["role"] = firstOf(g2RoleOf(e), role)
	if addMore(c, e); c["name"] == nil && e.first("ninjs") == nil {
		setIf(c, "name", e.words())
	}
	for _, name := range []string{"name", "uri", "literal"} {
		if c[name] != nil {
			d.add("infoSources", c)
			return
		}
	}
}

// g2Located is where the story was filed: in words with what is around it, and
// as a place where there is a position.
func g2Located(d *draft, e *element, cat catalogue) {
	names := []string{conceptName(e, d.language)}
	if names[0] == "" {
		names[0] = e.attr("literal")
	}
	for _, b := range e.all("broader") {
		if n := conceptName(b, d.language); n != "" && n != names[len(names)-1] {
			names = append(names, n)
		}
	}
	if names[0] == "" {
		return
	}
	d.set("located", strings.Join(names, ", "))
	place := cat.concept(e, d.language)
	place["rel"] = "located"
	if geo := g2Position(e); geo != nil {
		place["geoJSON"] = geo
	}
	d.concept("places", place)
}

func g2Position(e *element) map[string]any {
	p := e.anywhere("position")
	return point(p.attr("latitude"), p.attr("longitude"))
}

// assertsOf are what an item says more of the concepts that it names, by how it
// names them.
func assertsOf(item *element) map[string]*element {
	out := map[string]*element{}
	for _, a := range item.all("assert") {
		for _, name := range []string{"qcode", "literal", "uri"} {
			if key := a.attr(name); key != "" && out[key] == nil {
				out[key] = a
			}
		}
	}
	return out
}

// g2Address reads where a point of interest is.
func g2Address(e *element, language string) map[string]any {
	out := map[string]any{}
	var lines []any
	for _, l := range e.all("line") {
		if w := l.words(); w != "" {
			lines = append(lines, w)
		}
	}
	if len(lines) > 0 {
		out["lines"] = lines
	}
	for _, name := range []string{"locality", "area", "country"} {
		if part := e.child(name); part != nil {
			setIf(out, name, firstOf(conceptName(part, language), part.attr("literal")))
		}
	}
	setIf(out, "postalCode", e.child("postalCode").words())
	return out
}
