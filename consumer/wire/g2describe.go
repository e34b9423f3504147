package wire

import (
	"strings"
)

// contentMeta writes what is said of the content, then what of the record has
// no place in NewsML-G2.
func (w *g2Writer) contentMeta() {
	rec := w.rec
	w.start("contentMeta")
	w.words("urgency", numberAt(rec, "urgency"))
	w.words("contentCreated", xmlTime(said(rec, "contentCreated")))
	if t, ok := rec["digitalSourceType"].(map[string]any); ok {
		w.concept("digitalSourceType", t)
	}
	w.located()
	w.parties()
	w.altIDs(false)
	language := said(rec, "language")
	tag := xmlLanguage(language)
	if tag != "" {
		w.leaf("language", "", "tag", tag)
	}
	for _, g := range mapsAt(rec, "genres") {
		w.concept("genre", g)
	}
	w.subjects()
	w.words("slugline", said(rec, "slugline"))
	for _, h := range mapsAt(rec, "headlines") {
		w.words("headline", said(h, "value"), "role", g2Word(said(h, "role")))
	}
	w.words("by", said(rec, "by"))
	for _, d := range mapsAt(rec, "descriptions") {
		if said(d, "role") == "dateline" {
			w.words("dateline", said(d, "value"))
		} else {
			w.lines("description", said(d, "value"), "role", g2Word(said(d, "role")))
		}
	}
	written := []string{"uri", "type", "version", "pubStatus",
		"urgency", "slugline", "title", "profile", "headlines", "by", "located", "edNote", "descriptions", "bodies", "subjects",
		"people", "organisations", "places", "events", "objects", "genres", "infoSources", "copyrightHolder", "copyrightNotice",
		"usageTerms", "rightsInfo", "digitalSourceType", "altIds", "renditions", "associations", "standard"}
	if tag == language {
		written = append(written, "language")
	}
	for _, name := range []string{"firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "expires"} {
		if xmlTime(said(rec, name)) != "" {
			written = append(written, name)
		}
	}
	w.more(rec, written...)
	w.end()
}

// ids are the attributes that say which concept it is. A code is a qcode only
// where its alias is known: no other catalogue stands in the item.
func ids(m map[string]any) (attrs []string, key g2Assert) {
	uri, literal := validURI(said(m, "uri")), oneSpaced(said(m, "literal"))
	attrs = append(attrs, "uri", uri)
	if literal != "" && !strings.ContainsAny(literal, " \u00a0") && (catalogue{}).resolve(literal) != "" {
		return append(attrs, "qcode", literal), g2Assert{uri: uri, qcode: literal}
	}
	return append(attrs, "literal", literal), g2Assert{uri: uri, literal: literal}
}

// concept writes an element that names a concept.
func (w *g2Writer) concept(name string, m map[string]any, more ...string) {
	attrs, _ := ids(m)
	w.start(name, append(attrs, more...)...)
	w.words("name", said(m, "name"))
	w.more(m, "uri", "literal", "name", "role", "rel")
	w.end()
}

// provider is the first that the source calls so; where it calls nobody so,
// the source of the story.
func (w *g2Writer) provider() {
	for _, p := range mapsAt(w.rec, "infoSources") {
		if said(p, "role") == "provider" {
			w.concept("provider", p)
			return
		}
	}
	w.leaf("provider", "", "literal", oneSpaced(w.s.Source), "creatoruri", w.creator)
}

// parties are those with a part in the story, but the provider.
func (w *g2Writer) parties() {
	provider := false
	for _, p := range mapsAt(w.rec, "infoSources") {
		switch role := said(p, "role"); {
		case role == "provider" && !provider:
			provider = true
		case role == "creator", role == "contributor":
			w.concept(role, p)
		default:
			w.concept("infoSource", p, "role", g2Word(role))
		}
	}
}

// located is where the story was filed; what is around the place that the
// source names there is broader.
func (w *g2Writer) located() {
	line := oneSpaced(said(w.rec, "located"))
	if line == "" {
		return
	}
	names := strings.Split(line, ", ")
	place := w.locatedPlace()
	attrs, _ := ids(place)
	w.start("located", attrs...)
	if name := oneSpaced(said(place, "name")); name != "" && strings.HasPrefix(line, name+", ") {
		names = append([]string{name}, strings.Split(line[len(name)+2:], ", ")...)
	}
	w.words("name", names[0])
	for _, n := range names[1:] {
		w.start("broader")
		w.words("name", n)
		w.end()
	}
	if lat, lon, ok := pointOf(place); ok {
		w.start("geoAreaDetails")
		w.leaf("position", "", "latitude", lat, "longitude", lon)
		w.end()
	}
	w.end()
}

// locatedPlace is the place of the record that says the same as located.
func (w *g2Writer) locatedPlace() map[string]any {
	line := oneSpaced(said(w.rec, "located"))
	for _, p := range mapsAt(w.rec, "places") {
		name := oneSpaced(said(p, "name"))
		if said(p, "rel") == "located" && name != "" && p["contactInfo"] == nil && (line == name || strings.HasPrefix(line, name+", ")) {
			return p
		}
	}
	return nil
}

// altIDs writes the other ids, or returns the first that is the name of a
// file, which has an element of its own.
func (w *g2Writer) altIDs(files bool) []string {
	seen := false
	for _, id := range mapsAt(w.rec, "altIds") {
		role, value := said(id, "role"), said(id, "value")
		if role == "fileName" && !seen {
			if seen = true; files {
				return []string{value}
			}
			continue
		}
		if !files && value != "" {
			w.leaf("altId", value, "type", g2Word(role))
		}
	}
	if version := said(w.rec, "version"); !files && version != "" && wholeAboveZero(version) == "" {
		w.leaf("altId", version, "type", g2Word("version"))
	}
	return nil
}
