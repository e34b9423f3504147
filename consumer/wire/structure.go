package wire

// kind is what sort of value stands at a place in ninjs 3.2.
type kind uint8

const (
	text     kind = iota // a string
	uri                  // an absolute URI
	instant              // a date and time with its zone, RFC 3339
	moment               // an instant, or only its first parts: 2026-07
	integer              //
	number               //
	object               //
	list                 //
	geometry             // GeoJSON
	item                 // a story within a story
)

// shape describes a place. The tree of shapes is ninjs 3.2 as the conformer
// walks it and as the record is written; a test holds it to the JSON schemas.
type shape struct {
	kind     kind
	fields   []field           // of an object, in the order they are written
	of       *shape            // of a list
	min, max int64             // of an integer, where max is not 0
	words    map[string]string // of a text: what it may be, by what it may be called
	required []string          // of an object: without one of these it says nothing
	bare     string            // of an object: the field that a mere string is meant for
	keyed    func(key string, v any) any
	prepare  func(c *conformer, m map[string]any)
	settle   func(m map[string]any) (dropped string, ok bool)
	index    map[string]place // by folded name; made by build
}

// field is a property of an object. The aliases are its names in ninjs 1.x
// and 2.x and in the dialects of those, folded.
type field struct {
	name    string
	shape   *shape
	aliases []string
}

// place is where a name leads: which field, and how sure that is (0 is best).
type place struct{ field, rank int }

func f(name string, s *shape, aliases ...string) field { return field{name, s, aliases} }

func listOf(s *shape) *shape { return &shape{kind: list, of: s} }

// word makes a set of allowed words, with other names for some of them.
func word(synonyms map[string]string, words ...string) *shape {
	all := make(map[string]string, len(words)+len(synonyms))
	for _, w := range words {
		all[w] = w
	}
	for from, to := range synonyms {
		all[from] = to
	}
	return &shape{kind: text, words: all}
}

// build fills the indexes of a tree.
func build(s *shape) *shape {
	if s == nil || s.index != nil {
		return s
	}
	s.index = map[string]place{}
	for i, fd := range s.fields {
		s.index[fold(fd.name)] = place{i, 1}
		build(fd.shape)
	}
	for i, fd := range s.fields {
		for j, a := range fd.aliases {
			if _, taken := s.index[a]; !taken {
				s.index[a] = place{i, 2 + j}
			}
		}
	}
	build(s.of)
	return s
}

// ninjs32 is the tree. It is never changed.
var ninjs32 = build(storyShape())

// association is a story within another: the same, with a name and a relation.
var association = build(associationShape())

func storyShape() *shape {
	str, link, when := &shape{kind: text}, &shape{kind: uri}, &shape{kind: instant}
	whole := &shape{kind: integer}
	percent := &shape{kind: integer, min: 0, max: 100}
	urgency := &shape{kind: integer, min: 1, max: 9}
	types := word(map[string]string{"image": "picture", "photo": "picture", "article": "text", "story": "text", "package": "composite"},
		"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning")
	status := word(statusWords, "usable", "withheld", "canceled")
	typed := func(more ...field) *shape {
		return &shape{kind: object, bare: "value", required: []string{"value"}, fields: append([]field{
			f("role", str), f("contentType", str, "mimetype")}, append(more, f("value", str, "text", "content"))...)}
	}
	contact := &shape{kind: object, bare: "value", settle: settleContact, fields: []field{
		f("type", str), f("role", str), f("lang", str), f("name", str), f("value", str),
		f("address", &shape{kind: object, fields: []field{
			f("lines", listOf(str)), f("locality", str), f("area", str), f("postalCode", str), f("country", str)}})}}
	contacts := f("contactInfo", listOf(contact))
	concept := func(more ...field) *shape {
		return &shape{kind: object, bare: "name", prepare: prepareConcept, fields: append([]field{
			f("name", str), f("rel", str, "rels"), f("uri", link), f("literal", str, "code", "qcode")}, more...)}
	}
	symbols := f("symbols", listOf(&shape{kind: object, bare: "symbol", fields: []field{
		f("exchange", str), f("symbolType", link), f("symbol", str, "ticker")}}))
	organisation := concept(symbols, contacts)
	dates := datesShape(str, when, whole)
	rendition := renditionShape(str, link, whole)
	info := concept(contacts)
	info.fields[1] = f("role", str, "rel")
	trust := &shape{kind: object, prepare: prepareTrust, fields: []field{f("role", link), f("title", str, "name"), f("href", link)}}
	return &shape{kind: item, required: []string{"uri"}, prepare: prepareStory, fields: []field{
		f("uri", link), f("type", types), f("representationType", word(map[string]string{"complete": "full", "incomplete": "partial"}, "full", "partial")),
		f("profile", str), f("version", str), f("firstCreated", when), f("versionCreated", when), f("contentCreated", when),
		f("embargoedUntil", when, "embargoed", "embargo"), f("expires", when, "expiry"), f("pubStatus", status, "status"),
		f("urgency", urgency), f("language", str, "lang"), f("slugline", str), f("title", str), f("headlines", listOf(typed())),
		f("by", str, "byline"), f("located", str), f("edNote", str),
		f("descriptions", listOf(typed())), f("bodies", listOf(typed(f("charCount", whole), f("wordCount", whole)))),
		f("subjects", listOf(concept(f("creator", str), f("relevance", percent), f("confidence", percent))), "subject"),
		f("people", listOf(concept(contacts)), "person", "persons"),
		f("organisations", listOf(organisation), "organisation", "organization", "organizations"),
		f("places", listOf(concept(contacts, f("geoJSON", &shape{kind: geometry}, "geometrygeojson", "geometry"))), "place"),
		f("events", listOf(eventShape(concept, str)), "event"), f("objects", listOf(concept()), "object"),
		f("genres", listOf(&shape{kind: object, bare: "name", prepare: prepareConcept, fields: []field{
			f("name", str), f("uri", str), f("literal", str, "code", "qcode")}}), "genre"),
		f("eventDetails", &shape{kind: object, fields: []field{
			f("eventStatus", link), f("plannedCoverageStatus", link), f("dates", dates), f("organiser", organisation, "organizer")}}),
		f("plannedCoverage", listOf(coverageShape(str, link, whole, when, urgency, types, status, dates, rendition))),
		f("infoSources", listOf(info), "infosource", "source", "provider"),
		f("copyrightHolder", str), f("copyrightNotice", str), f("usageTerms", str),
		f("rightsInfo", &shape{kind: object, settle: settleRights, fields: []field{
			f("langId", link), f("linkedRights", link), f("encodedRights", str)}}),
		f("digitalSourceType", &shape{kind: object, bare: "name", prepare: prepareConcept, fields: []field{
			f("name", str), f("uri", link), f("literal", str, "code", "qcode")}}), f("trustIndicators", listOf(trust), "trustindicator"),
		f("altIds", &shape{kind: list, keyed: keyedAltID, of: &shape{kind: object, bare: "value", fields: []field{f("role", str), f("value", str)}}}),
		f("renditions", &shape{kind: list, of: rendition, keyed: keyedName}, "rendition"),
		f("associations", &shape{kind: list, of: &shape{kind: item}, keyed: keyedName}, "association"),
		f("standard", &shape{kind: object, fields: []field{f("name", str), f("version", str), f("schema", link)}}),
	}}
}

func associationShape() *shape {
	s := storyShape()
	s.required = []string{"uri", "name"}
	s.fields = append([]field{f("name", &shape{kind: text}), f("rel", &shape{kind: text})}, s.fields...)
	return s
}

func eventShape(concept func(...field) *shape, str *shape) *shape {
	e := concept()
	e.fields = append([]field{f("id", str)}, e.fields...)
	return e
}

// datesShape leaves recurrenceDates out: the official schema wants it to be an
// array and a string at once, which nothing is.
func datesShape(str, when, whole *shape) *shape {
	part := &shape{kind: moment}
	rule := &shape{kind: object, fields: []field{
		f("frequency", word(nil, "secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly")),
		f("interval", whole), f("until", when), f("count", whole)}}
	return &shape{kind: object, settle: settleDates, fields: []field{
		f("startDate", when), f("endDate", when),
		f("expectedStartDate", part, "estimatedstartdate"), f("expectedEndDate", part, "estimatedenddate"), f("expectedDuration", str),
		f("recurrence", &shape{kind: object, fields: []field{f("recurrenceRules", listOf(rule))}})}}
}

func renditionShape(str, link, whole *shape) *shape {
	real := &shape{kind: number}
	return &shape{kind: object, required: []string{"name"}, prepare: prepareRendition, fields: []field{
		f("name", str), f("href", link), f("contentType", str, "mimetype"), f("title", str), f("width", whole), f("height", whole),
		f("sizeInBytes", whole), f("duration", real), f("format", str), f("aspectRatio", str), f("videoCodec", str),
		f("frameRate", real), f("poi", &shape{kind: object, fields: []field{f("x", whole), f("y", whole)}}),
		f("transportProtocol", str), f("scanType", word(nil, "progressive", "interlaced")), f("bitrate", str),
		f("resources", listOf(&shape{kind: object, fields: []field{f("role", str), f("title", str), f("language", str), f("contentType", str)}}))}}
}

func coverageShape(str, link, whole, when, urgency, types, status, dates, rendition *shape) *shape {
	reference := &shape{kind: object, fields: []field{f("name", str), f("value", str)}}
	return &shape{kind: object, fields: []field{
		f("uri", link), f("title", str), f("pubStatus", status), f("type", types),
		f("commissioned", &shape{kind: object, fields: []field{f("by", str), f("on", when), f("references", listOf(reference))}}),
		f("dates", dates),
		f("audiences", listOf(&shape{kind: object, bare: "audience", fields: []field{f("audience", str), f("significance", whole)}})),
		f("exclAudience", listOf(str)), f("edNote", str), f("urgency", urgency), f("language", str),
		f("itemCount", &shape{kind: object, fields: []field{f("rangeFrom", whole), f("rangeTo", whole)}}), f("wordCount", whole),
		f("renditions", &shape{kind: list, of: rendition, keyed: keyedName}, "rendition")}}
}
