package wire

import (
	"strings"
)

// newsml1Component reads a component of NewsML 1.2 and those within it. The
// first text is the story's; pictures and films go with it.
func newsml1Component(d *draft, part *element) {
	if part == nil {
		return
	}
	newsml1Lines(d, part.child("NewsLines"))
	newsml1Metadata(d, part)
	role := part.child("Role").attr("FormalName")
	for _, c := range part.all("ContentItem") {
		newsml1Content(d, c, role)
	}
	for _, inner := range part.all("NewsComponent") {
		if !hasText(inner) && len(inner.within("ContentItem")) > 0 {
			newsml1Media(d, inner)
			continue
		}
		newsml1Component(d, inner)
	}
}

// hasText reports whether there is a text in a component that is not only the
// caption of something.
func hasText(part *element) bool {
	if strings.EqualFold(part.child("Role").attr("FormalName"), "Caption") {
		return false
	}
	for _, c := range part.all("ContentItem") {
		if typeOfContent(c) == "text" && c.child("DataContent") != nil {
			return true
		}
	}
	for _, inner := range part.all("NewsComponent") {
		if hasText(inner) {
			return true
		}
	}
	return false
}

// typeOfContent is the ninjs type of a content item, or empty.
func typeOfContent(c *element) string {
	name := strings.ToLower(c.child("MediaType").attr("FormalName"))
	for _, other := range []string{c.child("MimeType").attr("FormalName"), c.child("Format").attr("FormalName")} {
		if name == "" || name == "complexdata" {
			name = strings.ToLower(other)
		}
	}
	for _, t := range []struct{ part, typ string }{
		{"css", "style"}, // Business Wire sends one along
		{"photo", "picture"}, {"image", "picture"}, {"picture", "picture"}, {"jpeg", "picture"}, {"jpg", "picture"},
		{"graphic", "graphic"}, {"infograph", "graphic"}, {"video", "video"}, {"mp4", "video"}, {"quicktime", "video"}, {"windows media", "video"},
		{"audio", "audio"}, {"mpeg3", "audio"}, {"mp3", "audio"}, {"animation", "video"},
		{"text", "text"}, {"nitf", "text"}, {"html", "text"},
	} {
		if strings.Contains(name, t.part) {
			return t.typ
		}
	}
	if name == "" && c.child("DataContent") != nil {
		return "text"
	}
	return ""
}

// newsml1Lines reads the lines above a text.
func newsml1Lines(d *draft, lines *element) {
	for _, h := range lines.all("HeadLine") {
		d.headline("main", h.words())
	}
	for _, h := range lines.all("SubHeadLine") {
		d.headline("sub", h.words())
	}
	by := joinWords(lines.all("ByLine"))
	if title := lines.child("ByLineTitle").words(); by != "" && title != "" {
		by += ", " + title
	}
	d.set("by", by)
	d.filed(lines.child("DateLine").words())
	d.set("slugline", lines.child("SlugLine").words())
	d.set("copyrightNotice", lines.child("CopyrightLine").words())
	d.set("usageTerms", lines.child("RightsLine").words())
	if credit := lines.child("CreditLine").words(); credit != "" && d.once("credit", credit) {
		d.source(credit, "credit")
	}
	for _, k := range lines.all("KeywordLine") {
		d.keyword(k.words())
	}
	if series := lines.child("SeriesLine").words(); series != "" {
		d.subject(map[string]any{"name": series, "rel": "series"})
	}
	for _, l := range lines.all("NewsLine") {
		for _, t := range l.all("NewsLineText") {
			kind := l.child("NewsLineType").attr("FormalName")
			if fold(kind) == "advisoryline" {
				d.note(t.words())
			} else {
				d.description(kind, t.words())
			}
		}
	}
	for _, name := range []string{"AdvisoryLine", "InstructionLine"} {
		for _, l := range lines.all(name) {
			d.note(l.words())
		}
	}
}

// newsml1Metadata reads who made it, what it is about, and who may use it.
func newsml1Metadata(d *draft, part *element) {
	for _, admin := range part.all("AdministrativeMetadata") {
		for _, name := range []string{"Provider", "Creator", "Source", "Contributor"} {
			for _, p := range admin.all(name) {
				for _, party := range p.all("Party") {
					if who := party.attr("FormalName"); who != "" && d.once(name, who) {
						d.source(who, strings.ToLower(name))
					}
				}
			}
		}
		for _, p := range admin.all("Property") {
			d.altID(p.attr("FormalName"), p.attr("Value"))
		}
	}
	for _, r := range part.all("RightsMetadata") {
		for _, c := range r.all("Copyright") {
			d.set("copyrightHolder", c.child("CopyrightHolder").words())
		}
		var terms []string
		for _, u := range r.all("UsageRights") {
			for _, k := range u.kids {
				if w := k.words(); k.name != "" && w != "" {
					terms = append(terms, w)
				}
			}
		}
		d.set("usageTerms", strings.Join(terms, "\n"))
	}
	for _, m := range part.all("DescriptiveMetadata") {
		newsml1Description(d, m)
	}
	for _, m := range part.all("Metadata") {
		kind := m.child("MetadataType").attr("FormalName")
		for _, p := range m.all("Property") {
			if strings.Contains(strings.ToLower(kind+p.attr("FormalName")), "keyword") {
				d.keyword(p.attr("Value"))
			} else {
				d.altID(p.attr("FormalName"), p.attr("Value"))
			}
		}
	}
}

func newsml1Description(d *draft, m *element) {
	if lang := m.child("Language").attr("FormalName"); lang != "" {
		d.set("language", lang)
	}
	for _, g := range m.all("Genre") {
		d.genre(map[string]any{"name": g.attr("FormalName")})
	}
	for _, code := range m.all("SubjectCode") {
		for _, s := range code.all("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier") {
			name := s.attr("FormalName")
			subject := map[string]any{"literal": name}
			if isSubjectCode(name) {
				subject["uri"] = subjectCodes + name
			}
			if name != "" && d.once("subject", name) {
				d.subject(subject)
			}
			if cat := s.attr("cat"); cat != "" && d.once("category", cat) { // AFP's own
				d.subject(map[string]any{"literal": cat, "rel": "category"})
			}
		}
	}
	for _, l := range m.all("Location") {
		newsml1Location(d, l)
	}
	for _, o := range m.all("OfInterestTo") {
		d.subject(map[string]any{"name": o.attr("FormalName"), "rel": "OfInterestTo"})
	}
	for _, t := range m.all("TopicOccurrence") {
		d.subject(map[string]any{"literal": t.attr("Topic"), "rel": "TopicOccurrence"})
	}
	for _, p := range m.all("Property") {
		if name := p.attr("FormalName"); strings.EqualFold(name, "Keyword") {
			d.keyword(p.attr("Value"))
		} else {
			d.altID(name, p.attr("Value"))
		}
	}
}

// newsml1Location reads a place in its parts, the smallest first.
func newsml1Location(d *draft, l *element) {
	parts := map[string]string{}
	var collect func(e *element, depth int)
	collect = func(e *element, depth int) {
		for _, p := range e.all("Property") {
			if name := fold(p.attr("FormalName")); parts[name] == "" {
				parts[name] = p.attr("Value")
			}
			if depth < 4 {
				collect(p, depth+1)
			}
		}
	}
	collect(l, 0)
	var names []string
	for _, name := range []string{"sublocation", "city", "county", "area", "countryarea", "region", "country", "countryname"} {
		if v := strings.TrimSpace(parts[name]); v != "" {
			names = append(names, v)
		}
	}
	if len(names) == 0 {
		return
	}
	place := map[string]any{"name": names[0]}
	rel := l.attr("HowPresent")
	setIf(place, "rel", rel)
	if geo := point(parts["latitude"], parts["longitude"]); geo != nil {
		place["geoJSON"] = geo
	}
	d.concept("places", place)
	if strings.EqualFold(rel, "Origin") || rel == "" {
		d.set("located", strings.Join(names, ", "))
	}
}

// newsml1Content reads a content item: a text that stands in it, or a file.
func newsml1Content(d *draft, c *element, role string) {
	typ := typeOfContent(c)
	data := c.child("DataContent")
	if href := c.attr("Href"); href != "" || typ != "text" {
		if href != "" {
			d.add("renditions", newsml1Rendition(c, role))
		}
		if typ != "" && typ != "text" && typ != "style" {
			d.set("type", typ)
		}
		return
	}
	switch strings.ToLower(role) {
	case "title", "headline":
		d.headline("main", data.words())
		return
	case "subheadline":
		d.headline("sub", data.words())
		return
	case "byline":
		d.set("by", data.words())
		return
	case "dateline":
		d.filed(data.words())
		return
	case "caption", "abstract", "summary", "lead":
		d.description(strings.ToLower(role), data.lines())
		return
	case "contact", "contacts", "note", "notes", "advisory":
		d.note(htmlText(data.inner()))
		return
	}
	if doc := data.anywhere("nitf"); doc != nil {
		nitfBody(d, doc)
		newsml1Counts(d, c)
		return
	}
	if strings.TrimSpace(data.raw()) == "" {
		return
	}
	bodyRole := strings.ToLower(role)
	switch bodyRole {
	case "", "body", "text", "story", "bodytext":
		bodyRole = "main"
	}
	if doc := data.anywhere("html"); doc != nil {
		g2HTML(d, doc, bodyRole)
		newsml1Counts(d, c)
		return
	}
	value, contentType := strings.Trim(newLines.Replace(data.raw()), "\n"), "text/plain"
	if len(data.all("p", "block", "body.content", "div", "table", "body", "br", "h1", "media")) > 0 {
		value, contentType = data.inner(), nitfType
	} else if looksLikeMarkup(value) || strings.Contains(value, "<NewsComponentRef") {
		contentType = "text/html" // escaped, or in CDATA
	}
	d.body(bodyRole, contentType, value)
	newsml1Counts(d, c)
}

// newLines makes the ends of lines alike.
var newLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func newsml1Counts(d *draft, c *element) {
	have, _ := d.m["bodies"].([]any)
	if len(have) == 0 {
		return
	}
	body := have[len(have)-1].(map[string]any)
	for _, p := range c.child("Characteristics").all("Property") {
		switch p.attr("FormalName") {
		case "Words", "WordCount":
			setIf(body, "wordCount", p.attr("Value"))
		case "Characters", "CharacterCount":
			setIf(body, "charCount", p.attr("Value"))
		}
	}
}

func newsml1Rendition(c *element, role string) map[string]any {
	r := map[string]any{"name": firstOf(role, "main"), "href": c.attr("Href")}
	setIf(r, "contentType", c.child("MimeType").attr("FormalName"))
	setIf(r, "format", c.child("Format").attr("FormalName"))
	setIf(r, "sizeInBytes", c.child("Characteristics", "SizeInBytes").words())
	for _, p := range c.child("Characteristics").all("Property") {
		switch fold(p.attr("FormalName")) {
		case "width", "pixelwidth":
			setIf(r, "width", p.attr("Value"))
		case "height", "pixelheight":
			setIf(r, "height", p.attr("Value"))
		case "duration", "totalduration":
			setIf(r, "duration", p.attr("Value"))
		}
	}
	return r
}

// newsml1Media keeps a picture or a film that goes with the story.
func newsml1Media(d *draft, part *element) {
	inner := newDraft("")
	inner.set("name", firstOf(part.attr("Duid"), "media"))
	newsml1Lines(&inner, part.child("NewsLines"))
	newsml1Metadata(&inner, part)
	for _, c := range part.within("ContentItem") {
		if typ := typeOfContent(c); typ != "text" {
			inner.set("type", typ)
		}
	}
	collectMedia(&inner, part)
	m := inner.done().m
	if renditions, _ := m["renditions"].([]any); len(renditions) > 0 {
		m["uri"] = renditions[0].(map[string]any)["href"]
	}
	if m["uri"] == nil {
		setIf(m, "uri", part.attr("Duid"))
	}
	d.associate(m)
}

func collectMedia(d *draft, part *element) {
	role := part.child("Role").attr("FormalName")
	for _, c := range part.all("ContentItem") {
		if c.attr("Href") != "" {
			d.add("renditions", newsml1Rendition(c, role))
		} else if data := c.child("DataContent"); data != nil {
			d.description(firstOf(strings.ToLower(role), "caption"), data.lines())
		}
	}
	for _, inner := range part.all("NewsComponent") {
		collectMedia(d, inner)
	}
}
