package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline/enrich/story"
)

// A record as NewsML-G2: a newsItem of version 2.35, conformance power.
//
//	ninjs 3.2                            NewsML-G2
//	uri, version                         newsItem/@guid, @version; a version that is no
//	                                     whole number above 0: altId of the type version
//	type, pubStatus                      itemClass ninat:…, pubStatus stat:…
//	infoSources                          provider, creator, contributor, infoSource, creditline
//	edNote, profile, title, expires      the same
//	embargoedUntil                       embargoed
//	copyright…, usageTerms, rightsInfo   rightsInfo
//	associations                         link
//	altIds                               altId, fileName
//	headlines, by, slugline, located, …  the same in contentMeta
//	descriptions                         description; dateline, where that is the role
//	subjects, people, places, …          subject with @type; position and tickers in assert
//	subjects of the rel signal, …        signal, memberOf, service, keyword
//	bodies, renditions                   contentSet
//	enrichment.change                    signal sig:correction, sig:update, …
//	everything else                      a ninjs element at the end of its parent
//
// The mentions and the evidence of tags have no place in it, as in a strict
// record. Words of ninjs that are free there (roles, relations) are codes of
// the alias dateline, whose catalogue stands in the item.
const (
	g2Alias   = "dateline"
	g2WordURI = "urn:dateline:word:"
	g2NS      = "http://iptc.org/std/nar/2006-10-01/"
	ninjsNS   = "urn:dateline:ninjs" // of the element for what G2 has no place for
	// The catalogue that explains ninat, stat, cpnat, medtop, sig, howextr.
	g2Catalogue = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_35.xml"
)

// g2Writer writes one item.
type g2Writer struct {
	xmlWriter
	s       *story.Story
	rec     map[string]any
	creator string
	stored  time.Time
	asserts []g2Assert
	err     error
}

func encodeNewsMLG2(s *story.Story, rec map[string]any, tags story.Tags, o EncodeOptions) ([]byte, error) {
	w := &g2Writer{s: s, rec: rec, creator: creator(o.Creator, tags.Engine), stored: o.Stored}
	w.buf = make([]byte, 0, 4096+2*textSize(s))
	w.buf = append(w.buf, `<?xml version="1.0" encoding="UTF-8"?>`...)
	version := said(rec, "version")
	w.start("newsItem", "xmlns", g2NS, "guid", s.URI, "version", wholeAboveZero(version),
		"standard", "NewsML-G2", "standardversion", "2.35", "conformance", "power", "xml:lang", xmlLanguage(said(rec, "language")))
	w.leaf("catalogRef", "", "href", g2Catalogue)
	w.start("catalog")
	w.leaf("scheme", "", "alias", g2Alias, "uri", g2WordURI)
	w.end()
	w.rights()
	w.itemMeta(tags)
	w.contentMeta()
	for _, a := range w.asserts {
		a.write(w)
	}
	w.contentSet()
	w.end()
	if w.err != nil {
		return nil, fmt.Errorf("record of %s: %w", s.URI, w.err)
	}
	return w.buf, nil
}

var positive = regexp.MustCompile(`^[1-9][0-9]{0,17}$`)

// wholeAboveZero returns s if NewsML-G2 takes it for a version.
func wholeAboveZero(s string) string {
	if positive.MatchString(s) {
		return s
	}
	return ""
}

var languageTag = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

func xmlLanguage(s string) string {
	if languageTag.MatchString(s) {
		return s
	}
	return ""
}

// xmlTime is an RFC 3339 time as XML Schema has it: no zone is further from
// UTC than 14 hours, and there is no year 0.
func xmlTime(s string) string {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.UTC().Year() < 1 {
		return ""
	}
	if _, offset := t.Zone(); offset > 14*3600 || offset < -14*3600 {
		return t.UTC().Format(time.RFC3339Nano)
	}
	return s
}

// g2Word is a free word of ninjs as a code; it has no colon and no white space.
func g2Word(s string) string {
	if s == "" {
		return ""
	}
	return g2Alias + ":" + strings.ReplaceAll(escapeSegment(s), ":", "%3A")
}

func mapsAt(rec map[string]any, name string) []map[string]any {
	list, _ := rec[name].([]any)
	var out []map[string]any
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// said is a string of the record, as it stands there.
func said(m map[string]any, name string) string {
	s, _ := m[name].(string)
	return s
}

// numberAt is a number of the record, or empty.
func numberAt(m map[string]any, name string) string {
	n, _ := m[name].(json.Number)
	return n.String()
}

// more writes what NewsML-G2 has no place for: the properties of m but those
// that have been written.
func (w *g2Writer) more(m map[string]any, written ...string) {
	rest := maps.Clone(m)
	for _, name := range written {
		delete(rest, name)
	}
	if len(rest) == 0 {
		return
	}
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(rest); err != nil {
		w.err = err
		return
	}
	w.leaf("ninjs", strings.TrimSpace(doc.String()), "xmlns", ninjsNS)
}

func (w *g2Writer) rights() {
	holder, notice, terms := said(w.rec, "copyrightHolder"), said(w.rec, "copyrightNotice"), said(w.rec, "usageTerms")
	info, _ := w.rec["rightsInfo"].(map[string]any)
	if holder == "" && notice == "" && terms == "" && info == nil {
		return
	}
	w.start("rightsInfo")
	if holder != "" {
		w.start("copyrightHolder")
		w.words("name", holder)
		w.end()
	}
	for line := range strings.Lines(notice) {
		w.words("copyrightNotice", line)
	}
	for line := range strings.Lines(terms) {
		w.words("usageTerms", line)
	}
	language := said(info, "langId")
	if link := said(info, "linkedRights"); link != "" {
		w.leaf("link", "", "rel", g2Word("rightsPolicy"), "href", link)
	}
	if encoded := said(info, "encodedRights"); encoded != "" {
		if language == "" {
			language = g2WordURI + "unknown" // the attribute must be there
		}
		w.leaf("rightsExpressionData", encoded, "langid", language, "enctype", "text/plain")
	}
	w.end()
}

// g2Types are the types of ninjs that IPTC's ninat: knows.
var g2Types = []string{"text", "audio", "video", "picture", "graphic", "composite"}

func (w *g2Writer) itemMeta(tags story.Tags) {
	rec := w.rec
	w.start("itemMeta")
	switch typ := firstOf(said(rec, "type"), w.s.Type); {
	case slices.Contains(g2Types, typ):
		w.leaf("itemClass", "", "qcode", "ninat:"+typ)
	case typ != "":
		w.leaf("itemClass", "", "qcode", g2Word(typ))
	default:
		w.leaf("itemClass", "", "uri", g2WordURI+"unknown") // the element must be there
	}
	w.provider()
	if made := xmlTime(said(rec, "versionCreated")); made != "" {
		w.leaf("versionCreated", made)
	} else {
		w.leaf("versionCreated", w.stored.UTC().Format(time.RFC3339), "creatoruri", w.creator, "how", "howextr:tool")
	}
	w.words("firstCreated", xmlTime(said(rec, "firstCreated")))
	w.words("embargoed", xmlTime(said(rec, "embargoedUntil")))
	w.leaf("pubStatus", "", "qcode", "stat:"+string(w.status()))
	files := w.altIDs(true)
	if len(files) > 0 {
		w.words("fileName", files[0])
	}
	w.words("generator", firstOf(tags.Engine.Name, "dateline"), "versioninfo", tags.Engine.Version)
	w.words("profile", said(rec, "profile"))
	w.relations("service")
	w.words("title", said(rec, "title"))
	w.lines("edNote", said(rec, "edNote"))
	w.relations("memberOf")
	w.relations("signal")
	w.change()
	w.words("expires", xmlTime(said(rec, "expires")))
	for _, a := range mapsAt(rec, "associations") {
		w.link(a)
	}
	w.end()
}

func (w *g2Writer) status() story.Status {
	if w.s.Status == "" {
		return story.Usable
	}
	return w.s.Status
}

// change is the signal for the kind of a version. A kill has none: the status
// says it. IPTC's sig: has no words for a repeat and its kin.
func (w *g2Writer) change() {
	for _, m := range mapsAt(w.rec, "subjects") {
		if h, ok := signalHint(said(m, "literal")); ok && said(m, "rel") == "signal" && h.kind == w.s.Change.Kind {
			return // the source's own
		}
	}
	code := ""
	switch kind := w.s.Change.Kind; kind {
	case story.ChangeUpdate, story.ChangeCorrection:
		code = "sig:" + string(kind)
	case story.ChangeRefile, story.ChangeRepeat, story.ChangeAdvisory:
		code = g2Word(string(kind))
	default:
		return
	}
	w.leaf("signal", "", "qcode", code, "creatoruri", w.creator, "how", "howextr:tool")
}

// link is a story within the story.
func (w *g2Writer) link(a map[string]any) {
	uri, name, rel := said(a, "uri"), said(a, "name"), said(a, "rel")
	attrs := []string{"rel", g2Word(firstOf(rel, name))}
	if strings.HasPrefix(uri, "http") {
		attrs = append(attrs, "href", uri)
	} else {
		attrs = append(attrs, "residref", uri)
	}
	written := []string{"uri", "rel", "renditions", "title"}
	if rel == name || rel == "" {
		written = append(written, "name")
	}
	if v := wholeAboveZero(said(a, "version")); v != "" {
		attrs, written = append(attrs, "version", v), append(written, "version")
	}
	w.start("link", attrs...)
	if typ := said(a, "type"); slices.Contains(g2Types, typ) {
		w.leaf("itemClass", "", "qcode", "ninat:"+typ)
		written = append(written, "type")
	}
	w.words("title", said(a, "title"))
	if heads := mapsAt(a, "headlines"); len(heads) == 1 && said(heads[0], "role") == "main" && len(heads[0]) == 2 {
		w.words("headline", said(heads[0], "value"))
		written = append(written, "headlines")
	}
	for _, r := range mapsAt(a, "renditions") {
		w.rendition(r)
	}
	w.more(a, written...)
	w.end()
}
