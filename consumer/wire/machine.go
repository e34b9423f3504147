package wire

import (
	"encoding/json"
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

// addTags puts the machine's tags beside the source's: all of them among the
// subjects, under their creator; people, organisations and places in their
// own lists too, where the source does not have them already.
func addTags(rec map[string]any, t *story.Tags, creator string) {
	var subjects, people, organisations, places []any
	subject := func(name, rel, uri string, relevance, confidence int) {
		m := concept(name, rel, uri)
		m["creator"], m["relevance"], m["confidence"] = creator, relevance, confidence
		subjects = append(subjects, m)
	}
	for _, tp := range t.Topics {
		subject(tp.Name, about, tp.URI, tp.Relevance, tp.Confidence)
	}
	for _, e := range t.Entities {
		rel := relation(e.Relevance >= aboutRelevance)
		subject(e.Name, rel, e.URI, e.Relevance, e.Confidence)
		switch e.Type {
		case story.Person:
			people = append(people, concept(e.Name, rel, e.URI))
		case story.Organisation:
			organisations = append(organisations, concept(e.Name, rel, e.URI))
		}
	}
	for _, p := range t.Places {
		rel := relation(p.Role == story.RoleFocus || p.Role == story.RoleDateline && p.Relevance >= aboutRelevance)
		subject(p.Name, rel, p.URI, p.Relevance, p.Confidence)
		m := concept(p.Name, rel, p.URI)
		if g := point(p); g != nil {
			m["geoJSON"] = g
		}
		places = append(places, m)
	}
	join(rec, "subjects", subjects, sameSubject)
	join(rec, "people", people, sameConcept)
	join(rec, "organisations", organisations, sameConcept)
	join(rec, "places", places, sameConcept)
}

func concept(name, rel, uri string) map[string]any {
	m := map[string]any{"name": name, "rel": rel}
	if u, ok := absoluteURI(uri); ok {
		m["uri"] = u
	}
	return m
}

// point is a place's position, longitude first, as GeoJSON has it.
func point(p story.Place) any {
	if p.Lat == nil || p.Lon == nil || math.IsNaN(*p.Lat+*p.Lon) || math.IsInf(*p.Lat+*p.Lon, 0) {
		return nil
	}
	degrees := func(x float64) any { return json.Number(strconv.FormatFloat(x, 'f', -1, 64)) }
	return map[string]any{"type": "Point", "coordinates": []any{degrees(*p.Lon), degrees(*p.Lat)}}
}

// join appends to a list of the record what the source's part of it does not
// say already. The source's list is not touched.
func join(rec map[string]any, name string, more []any, same func(have, m map[string]any) bool) {
	have, _ := rec[name].([]any)
	all := have[:len(have):len(have)]
next:
	for _, v := range more {
		m := v.(map[string]any)
		for _, h := range have {
			if h, ok := h.(map[string]any); ok && same(h, m) {
				continue next
			}
		}
		all = append(all, m)
	}
	if len(all) > 0 {
		rec[name] = all
	}
}

// sameConcept: the same uri; or no uri to tell, and the same name.
func sameConcept(have, m map[string]any) bool {
	if m["uri"] != nil {
		return have["uri"] == m["uri"]
	}
	name, _ := have["name"].(string)
	return strings.EqualFold(name, m["name"].(string))
}

// sameSubject is stricter: a tag of another creator is another tag. Our own
// comes back with a record that is enriched again.
func sameSubject(have, m map[string]any) bool {
	return have["creator"] == m["creator"] && have["uri"] == m["uri"] && have["name"] == m["name"]
}
