package wire

import (
	"cmp"
	"regexp"
	"strings"
	"time"
)

// NITF 3.x, a document a story:
//
//	nitf ─┬─ head ─┬─ title, meta, tobject (subjects, genre)
//	      │        └─ docdata: doc-id, du-key, urgency, dates, rights, keywords
//	      └─ body ─┬─ body.head: hedline, byline, dateline, abstract, note
//	               ├─ body.content: the text, tables, media
//	               └─ body.end
//
// It stands alone, or as the text within NewsML-G2, NewsML 1.2 and AP's JSON.

// subjectCodes is where IPTC's subject codes, eight digits, have their URIs.
const subjectCodes = "http://cv.iptc.org/newscodes/subjectcode/"

func decodeNITF(in input) ([]candidate, error) {
	root, warnings, err := parseXML(in.data, NITF)
	if err != nil {
		return nil, err
	}
	docs := root.within("nitf")
	if root.name == "nitf" {
		docs = []*element{root}
	}
	if len(docs) == 0 {
		return nil, &Error{Format: NITF, Err: notThis(root, "nitf")}
	}
	var all []candidate
	for _, doc := range docs {
		c := nitfStory(doc)
		c.warnings = warnings
		all = append(all, c)
	}
	return all, nil
}

func nitfStory(doc *element) candidate {
	d := newDraft("text")
	d.set("language", doc.attr("lang"))
	d.set("language", doc.attr("baselang"))
	head := doc.child("head")
	d.set("title", head.child("title").words())
	nitfDocdata(&d, head.child("docdata"))
	if head.child("docdata", "urgency") == nil { // seen beside it
		d.set("urgency", head.child("urgency").attr("ed-urg"))
	}
	nitfSubjects(&d, head.child("tobject"))
	for _, meta := range head.all("meta") {
		name, content := meta.attr("name"), meta.attr("content")
		if name == "" || content == "" {
			continue
		}
		d.altID(name, content)
		switch strings.ToLower(name) {
		case "anpa-keyword", "ntbstikkord", "slug", "slugline":
			d.set("slugline", content)
		}
	}
	for _, h := range append(head.all("revision-history"), head.child("docdata").all("revision-history")...) {
		d.note(h.attr("comment"))
	}
	for _, p := range append(head.all("pubdata"), head.child("docdata").all("pubdata")...) {
		d.altID("pubdata", p.attr("id"))
	}
	d.set("slugline", head.child("docdata", "du-key").attr("key"))
	nitfBody(&d, doc)
	return d.done()
}

// versionedID is the id of a version: that of the item, and when the version
// was made, in milliseconds. dpa-infocom writes some so, and some without.
var versionedID = regexp.MustCompile(`^(urn[-:]newsml[-:].+):(\d{13})$`)

// nitfDocdata reads the administration of a document.
func nitfDocdata(d *draft, data *element) {
	id := data.child("doc-id")
	guid, version := id.attr("id-string"), data.child("du-key").attr("version")
	if m := versionedID.FindStringSubmatch(guid); m != nil {
		guid, version = m[1], cmp.Or(version, m[2])
	}
	d.set("guid", guid)
	d.source(id.attr("regsrc"), "regsrc")
	d.set("version", version)
	d.set("urgency", data.child("urgency").attr("ed-urg"))
	issued, released := data.child("date.issue").attr("norm"), data.child("date.release").attr("norm")
	d.date("versionCreated", issued)
	d.date("expires", data.child("date.expire").attr("norm"))
	status := data.attr("management-status")
	d.set("pubStatus", status)
	// The standard says of date.release: the time from which a story may be
	// used. After the time of issue, that is an embargo.
	if keyword(status) == "embargoed" || later(released, issued) {
		d.date("embargoedUntil", released)
	}
	if ref := data.attr("management-doc-idref"); ref != "" {
		d.link(ref, "", "management-"+data.attr("management-idref-status"))
	}
	for _, m := range data.all("ed-msg") {
		d.note(m.attr("info"))
	}
	for _, c := range data.all("doc.copyright") {
		d.set("copyrightHolder", c.attr("holder"))
		if holder, year := c.attr("holder"), c.attr("year"); holder != "" && year != "" {
			d.set("copyrightNotice", "© "+year+" "+holder)
		}
	}
	for _, r := range data.all("doc.rights") {
		d.set("copyrightHolder", r.attr("owner"))
		terms := r.attr("type")
		for _, name := range []string{"limitations", "location-code", "geography", "startdate", "enddate", "agent"} {
			if v := r.attr(name); v != "" {
				terms += "\n" + name + ": " + v
			}
		}
		d.set("usageTerms", strings.TrimSpace(terms))
	}
	for _, k := range data.child("key-list").all("keyword") {
		d.keyword(k.attr("key"))
		d.keyword(k.words())
	}
	for _, from := range data.child("del-list").all("from-src") {
		d.source(from.attr("src-name"), "from-src")
	}
	for _, e := range data.all("evloc") {
		d.place("event", e.attr("city"), e.attr("county-dist"), e.attr("state-prov"), e.words(), e.attr("iso-cc"))
	}
	for _, s := range data.all("doc-scope") {
		d.subject(map[string]any{"name": s.attr("scope"), "rel": "scope"})
	}
	for _, f := range data.all("fixture") {
		d.subject(map[string]any{"name": f.attr("fix-id"), "rel": "fixture"})
	}
	for _, s := range data.all("series") {
		if name := s.attr("series.name"); name != "" {
			d.subject(map[string]any{"name": name, "rel": "series"})
		}
	}
}

func nitfSubjects(d *draft, tobject *element) {
	if kind := tobject.attr("tobject.type"); kind != "" {
		d.subject(map[string]any{"name": kind, "rel": "tobject.type"})
	}
	for _, p := range tobject.all("tobject.property") {
		d.genre(map[string]any{"name": p.attr("tobject.property.type")})
	}
	for _, s := range tobject.all("tobject.subject") {
		subject := map[string]any{}
		for _, part := range []string{"detail", "matter", "type"} {
			if name := s.attr("tobject.subject." + part); name != "" {
				subject["name"] = name
				break
			}
		}
		if ref := s.attr("tobject.subject.refnum"); ref != "" {
			subject["literal"] = ref
			if ipr := s.attr("tobject.subject.ipr"); isSubjectCode(ref) && (ipr == "" || strings.EqualFold(ipr, "IPTC")) {
				subject["uri"] = subjectCodes + ref
			}
		} else if code := s.attr("tobject.subject.code"); code != "" {
			subject["literal"] = code
		}
		d.subject(subject)
	}
}

func isSubjectCode(s string) bool {
	return len(s) == 8 && strings.Trim(s, "0123456789") == ""
}

// nitfBody reads the text, and what stands above it. In an item of NewsML it
// fills in what the item itself does not say.
func nitfBody(d *draft, doc *element) {
	body := doc.child("body")
	head := body.child("body.head")
	for _, name := range []string{"hedline", "headline"} {
		h := head.child(name)
		d.headline("main", h.child("hl1").words())
		for _, sub := range h.all("hl2") {
			d.headline("sub", sub.words())
		}
	}
	d.set("by", joinWords(head.all("byline")))
	nitfDateline(d, head.child("dateline"))
	for _, a := range head.all("abstract") {
		d.description("abstract", a.lines())
	}
	for _, n := range head.all("note") {
		d.note(n.lines())
	}
	for _, r := range head.all("rights") {
		d.set("copyrightHolder", r.child("rights.owner").words())
		d.set("usageTerms", r.words())
	}
	for _, s := range head.all("distributor") {
		d.source(s.words(), "distributor")
	}
	content := body.child("body.content")
	for _, m := range content.within("media") {
		nitfMedia(d, m)
	}
	for _, n := range content.within("note") {
		d.note(n.lines())
	}
	if content != nil && content.raw() != "" {
		// What stands above the text has its places elsewhere.
		parts := append([]*element{content}, body.all("body.end")...)
		whole := &element{name: "nitf", kids: []*element{{name: "body", kids: parts}}}
		d.body("main", nitfType, whole.markup())
	}
}

func joinWords(list []*element) string {
	var parts []string
	for _, e := range list {
		if w := e.words(); w != "" {
			parts = append(parts, w)
		}
	}
	return strings.Join(parts, "; ")
}

// nitfDateline reads where and when a story was filed: in words, or in parts.
func nitfDateline(d *draft, line *element) {
	if line == nil {
		return
	}
	place := line.child("location")
	date := line.child("story.date")
	if place == nil && date == nil {
		d.filed(line.words())
		return
	}
	var names []string
	for _, part := range []string{"sublocation", "city", "state", "region", "country"} {
		if w := place.child(part).words(); w != "" {
			names = append(names, w)
		}
	}
	if len(names) == 0 {
		names = []string{place.words()}
	}
	located := strings.Join(names, ", ")
	d.set("located", located)
	when := date.words()
	if _, isDate := dateTime(when); isDate || located == "" {
		when = ""
	} else if when != "" {
		when = ", " + when
	}
	// A place given in parts is where the story was filed; how the line reads
	// in the paper is the reader's affair.
	if len(names) == 1 {
		d.filed(located + when)
	}
	d.date("contentCreated", date.attr("norm"))
}

// nitfMedia keeps a picture within the text as a story within the story.
func nitfMedia(d *draft, m *element) {
	kind := m.attr("media-type")
	item := map[string]any{"name": kind, "type": kind}
	for _, meta := range m.all("media-metadata") {
		if name := meta.attr("name"); name == "media-id" || name == "id" {
			item["uri"] = meta.attr("value")
		}
	}
	var renditions []any
	for _, ref := range m.all("media-reference") {
		href := ref.attr("source")
		if href == "" {
			continue
		}
		r := map[string]any{"name": "main", "href": href}
		setIf(r, "name", ref.attr("name"))
		setIf(r, "contentType", ref.attr("mime-type"))
		setIf(r, "width", ref.attr("width"))
		setIf(r, "height", ref.attr("height"))
		setIf(r, "title", ref.attr("alternate-text"))
		renditions = append(renditions, r)
		if item["uri"] == nil {
			item["uri"] = href
		}
	}
	if len(renditions) > 0 {
		item["renditions"] = renditions
	}
	if caption := m.child("media-caption").lines(); caption != "" {
		item["descriptions"] = []any{map[string]any{"role": "caption", "value": caption}}
	}
	setIf(item, "by", m.child("media-producer").words())
	d.associate(item)
}

// later reports whether a is a later time than b, both as the wires write them.
func later(a, b string) bool {
	ta, oka := parseTime(a)
	tb, okb := parseTime(b)
	return oka && okb && ta.After(tb)
}

func parseTime(s string) (time.Time, bool) {
	d, ok := dateTime(s)
	if !ok {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, d)
	return t, err == nil
}
