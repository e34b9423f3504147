package wire

import (
	"math"
	"strconv"
	"strings"

	"dateline/enrich/story"
)

// creatorPrefix stands before the version in a creator.
const creatorPrefix = "urn:dateline:"

func creator(given string, e story.Engine) string {
	if given != "" {
		return given
	}
	return strings.TrimSuffix(creatorPrefix+escapeSegment(e.Version), ":")
}

// How a record relates a story to what is named in it: a story is about its
// topics, about the places it happens in, and about the people and
// organisations in the upper half of the relevance scale; the rest it
// mentions. A place of the dateline must be as relevant as they, because many
// stories are filed far from where they happen. The half is a convention of
// the scale, not a measurement.
const aboutRelevance = 50

const (
	about    = "about"
	mentions = "mentions"
)

func relation(isAbout bool) string {
	if isAbout {
		return about
	}
	return mentions
}

// tag is a machine's tag on its way into a record.
type tag struct {
	name, rel, uri string
	creator        string // of a subject; the typed lists have none, and no scores
	relevance      int
	confidence     int
	lat, lon       *float64       // of a place with a position
	symbols        []story.Symbol // of an organisation, in its typed list
	of             g2Kind         // what NewsML-G2 says more of it
}

// write writes the tag in the order of its shape.
func (t *tag) write(w *writer) {
	w.buf = append(w.buf, `{"name":`...)
	w.string(t.name)
	w.buf = append(w.buf, `,"rel":`...)
	w.string(t.rel)
	if t.uri != "" {
		w.buf = append(w.buf, `,"uri":`...)
		w.string(t.uri)
	}
	if t.creator != "" {
		w.buf = append(w.buf, `,"creator":`...)
		w.string(t.creator)
		w.buf = append(w.buf, `,"relevance":`...)
		w.buf = strconv.AppendInt(w.buf, int64(t.relevance), 10)
		w.buf = append(w.buf, `,"confidence":`...)
		w.buf = strconv.AppendInt(w.buf, int64(t.confidence), 10)
	}
	if t.creator == "" && t.lat != nil && t.lon != nil {
		w.buf = append(w.buf, `,"geoJSON":{"type":"Point","coordinates":[`...)
		w.buf = strconv.AppendFloat(w.buf, *t.lon, 'f', -1, 64) // longitude first, as GeoJSON has it
		w.buf = append(w.buf, ',')
		w.buf = strconv.AppendFloat(w.buf, *t.lat, 'f', -1, 64)
		w.buf = append(w.buf, "]}"...)
	}
	if t.creator == "" && len(t.symbols) > 0 {
		t.writeSymbols(w)
	}
	w.buf = append(w.buf, '}')
}

// writeSymbols writes what a company's shares are traded under. ninjs calls
// the ticker the symbol.
func (t *tag) writeSymbols(w *writer) {
	w.buf = append(w.buf, `,"symbols":[`...)
	for i, s := range t.symbols {
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		w.buf = append(w.buf, '{')
		if s.Exchange != "" {
			w.buf = append(w.buf, `"exchange":`...)
			w.string(s.Exchange)
			w.buf = append(w.buf, ',')
		}
		w.buf = append(w.buf, `"symbol":`...)
		w.string(s.Ticker)
		w.buf = append(w.buf, '}')
	}
	w.buf = append(w.buf, ']')
}

// addTags puts the machine's tags beside the source's: all of them among the
// subjects, under their creator; people, organisations and places in their
// own lists too, where the source does not have them already.
func addTags(rec map[string]any, t *story.Tags, creator string) {
	subjects := make([]tag, 0, len(t.Topics)+len(t.Entities)+len(t.Places))
	var people, organisations, places []tag
	for _, tp := range t.Topics {
		subjects = append(subjects, tag{name: tp.Name, rel: about, uri: validURI(tp.URI), relevance: tp.Relevance, confidence: tp.Confidence, of: g2Topic(tp)})
	}
	for _, e := range t.Entities {
		tg := tag{name: e.Name, rel: relation(e.Relevance >= aboutRelevance), uri: validURI(e.URI), relevance: e.Relevance, confidence: e.Confidence, of: g2Entity(e)}
		subjects = append(subjects, tg)
		switch e.Type {
		case story.Person:
			people = append(people, tg)
		case story.Organisation:
			tg.symbols = e.Symbols
			organisations = append(organisations, tg)
		}
	}
	for _, p := range t.Places {
		isAbout := p.Role == story.RoleFocus || p.Role == story.RoleDateline && p.Relevance >= aboutRelevance
		tg := tag{name: p.Name, rel: relation(isAbout), uri: validURI(p.URI), relevance: p.Relevance, confidence: p.Confidence, of: g2Place(p)}
		subjects = append(subjects, tg)
		if p.Lat != nil && p.Lon != nil && !math.IsNaN(*p.Lat+*p.Lon) && !math.IsInf(*p.Lat+*p.Lon, 0) {
			tg.lat, tg.lon = p.Lat, p.Lon
		}
		places = append(places, tg)
	}
	for i := range subjects {
		subjects[i].creator = creator
	}
	join(rec, "subjects", subjects, sameSubject)
	join(rec, "people", people, sameConcept)
	join(rec, "organisations", organisations, sameConcept)
	join(rec, "places", places, sameConcept)
}

func validURI(s string) string {
	if s == "" {
		return ""
	}
	u, _ := absoluteURI(s)
	return u
}

// join appends to a list of the record what the source's part of it does not
// say already. The source's list is not touched.
func join(rec map[string]any, name string, more []tag, same func(have map[string]any, t *tag) bool) {
	if len(more) == 0 {
		return
	}
	have, _ := rec[name].([]any)
	all := make([]any, len(have), len(have)+len(more))
	copy(all, have)
next:
	for i := range more {
		for _, h := range have {
			if h, ok := h.(map[string]any); ok && same(h, &more[i]) {
				continue next
			}
		}
		all = append(all, &more[i])
	}
	rec[name] = all
}

// sameConcept: the same uri; or no uri to tell, and the same name.
func sameConcept(have map[string]any, t *tag) bool {
	if t.uri != "" {
		return have["uri"] == t.uri
	}
	name, _ := have["name"].(string)
	return strings.EqualFold(name, t.name)
}

// sameSubject is stricter: a tag of another creator is another tag. Our own
// comes back with a record that is enriched again.
func sameSubject(have map[string]any, t *tag) bool {
	uri, _ := have["uri"].(string)
	return have["creator"] == t.creator && uri == t.uri && have["name"] == t.name
}
