package wire

import (
	"encoding/json"
	"strconv"
	"strings"

	"dateline/enrich/story"
)

// g2Kind is what NewsML-G2 says of a tag beyond what ninjs does.
type g2Kind struct {
	typ     string      // code of cpnat:, or empty
	sameAs  string      // URI of the same in another vocabulary
	broader []g2Broader // what it is a part of, the nearest first
}

// g2Broader is named by a code or in words.
type g2Broader struct{ qcode, name string }

func g2Topic(t story.Topic) g2Kind {
	k := g2Kind{typ: "abstract"}
	if n := len(t.Path); n > 1 {
		k.broader = []g2Broader{{qcode: "medtop:" + t.Path[n-2]}}
	}
	return k
}

func g2Entity(e story.Entity) g2Kind {
	switch e.Type {
	case story.Person:
		return g2Kind{typ: "person"}
	case story.Organisation:
		return g2Kind{typ: "organisation"}
	}
	return g2Kind{}
}

func g2Place(p story.Place) g2Kind {
	k := g2Kind{typ: "geoArea", sameAs: validURI(p.Wikidata)}
	for i := len(p.Admin) - 1; i >= 0; i-- {
		if p.Admin[i] != p.Name {
			k.broader = append(k.broader, g2Broader{name: p.Admin[i]})
		}
	}
	if p.CountryCode != "" && !strings.HasPrefix(p.FeatureCode, "PCL") {
		k.broader = append(k.broader, g2Broader{qcode: "iso3166-1a2:" + escapeSegment(p.CountryCode)})
	}
	return k
}

// g2Assert is what is said more of a concept: where it is, and what its shares
// are traded under. One of its ids is that of a subject.
type g2Assert struct {
	uri, qcode, literal string
	name, lat, lon      string
	symbols             []story.Symbol
}

func (a g2Assert) named() bool { return a.uri+a.qcode+a.literal != "" }

func (a g2Assert) write(w *g2Writer) {
	w.start("assert", "uri", a.uri, "qcode", a.qcode, "literal", a.literal)
	w.words("name", a.name)
	if len(a.symbols) > 0 {
		w.start("organisationDetails")
		for _, s := range a.symbols {
			w.leaf("hasInstrument", "", "symbol", s.Ticker, "marketlabel", s.Exchange)
		}
		w.end()
	}
	if a.lat != "" {
		w.start("geoAreaDetails")
		w.leaf("position", "", "latitude", a.lat, "longitude", a.lon)
		w.end()
	}
	w.end()
}

// assert notes an assertion, once for each concept.
func (w *g2Writer) assert(a g2Assert) {
	if !a.named() || a.lat == "" && len(a.symbols) == 0 {
		return
	}
	for _, have := range w.asserts {
		if have.uri == a.uri && have.qcode == a.qcode && have.literal == a.literal {
			return
		}
	}
	w.asserts = append(w.asserts, a)
}

// subjects writes the subjects, and what stands in a list of its own in ninjs
// with its type: the source's in the words of the source, ours with our name.
func (w *g2Writer) subjects() {
	list, _ := w.rec["subjects"].([]any)
	for _, v := range list {
		switch v := v.(type) {
		case *tag:
			w.ours(v)
		case map[string]any:
			if !w.elsewhere(v) {
				w.subject(v, "")
			}
		}
	}
	located := said(w.locatedPlace(), "name")
	for _, of := range []struct{ list, typ string }{
		{"people", "person"}, {"organisations", "organisation"}, {"places", "geoArea"}, {"events", "event"}, {"objects", "object"},
	} {
		list, _ := w.rec[of.list].([]any)
		for _, v := range list {
			switch v := v.(type) {
			case *tag: // is a subject already
				a := g2Assert{uri: v.uri, name: v.name, symbols: v.symbols}
				if v.lat != nil && v.lon != nil {
					a.lat, a.lon = strconv.FormatFloat(*v.lat, 'f', -1, 64), strconv.FormatFloat(*v.lon, 'f', -1, 64)
				}
				w.assert(a)
			case map[string]any:
				if of.list == "places" && said(v, "rel") == "located" && said(v, "name") == located && located != "" {
					located = "" // is written as located
					continue
				}
				w.subject(v, "cpnat:"+of.typ)
			}
		}
	}
}

func (w *g2Writer) ours(t *tag) {
	typ := ""
	if t.of.typ != "" {
		typ = "cpnat:" + t.of.typ
	}
	qcode := ""
	if code, ok := strings.CutPrefix(t.uri, iptcAliases["medtop"]); ok {
		qcode = "medtop:" + code
	}
	w.start("subject", "type", typ, "uri", t.uri, "qcode", qcode, "why", g2Word(t.rel), "creatoruri", w.creator, "how", "howextr:tool",
		"confidence", strconv.Itoa(t.confidence), "relevance", strconv.Itoa(t.relevance))
	w.words("name", t.name)
	if t.of.sameAs != "" {
		w.leaf("sameAs", "", "uri", t.of.sameAs)
	}
	for _, b := range t.of.broader {
		w.start("broader", "qcode", b.qcode)
		w.words("name", b.name)
		w.end()
	}
	w.end()
}

// subject writes a subject of the source.
func (w *g2Writer) subject(m map[string]any, typ string) {
	attrs, key := ids(m)
	written := []string{"name", "rel", "uri", "literal", "relevance", "confidence"}
	creator := said(m, "creator")
	by := validURI(creator)
	if by == creator {
		written = append(written, "creator")
	} else {
		by = ""
	}
	if lat, lon, ok := pointOf(m); ok && key.named() {
		key.name, key.lat, key.lon = said(m, "name"), lat, lon
		written = append(written, "geoJSON")
	}
	if symbols, ok := plainSymbols(m); ok && key.named() {
		key.name, key.symbols = said(m, "name"), symbols
		written = append(written, "symbols")
	}
	how := ""
	if strings.HasPrefix(by, creatorPrefix) {
		how = "howextr:tool" // an earlier run of ours
	}
	w.start("subject", append(attrs, "type", typ, "why", g2Word(said(m, "rel")), "creatoruri", by, "how", how,
		"confidence", numberAt(m, "confidence"), "relevance", numberAt(m, "relevance"))...)
	w.words("name", said(m, "name"))
	w.more(m, written...)
	w.end()
	w.assert(key)
}

// elsewhere writes or leaves a subject that has an element of its own.
func (w *g2Writer) elsewhere(m map[string]any) bool {
	switch rel := said(m, "rel"); rel {
	case "keyword":
		if name := said(m, "name"); name != "" && len(m) == 2 {
			w.words("keyword", name)
			return true
		}
	case "signal", "memberOf":
		return true
	case "service":
		return isQCode(said(m, "literal"))
	}
	return false
}

// relations are the subjects that belong to the item. Their codes are those of
// the source, aliases and all: that is what systems know them by.
func (w *g2Writer) relations(rel string) {
	for _, m := range mapsAt(w.rec, "subjects") {
		if said(m, "rel") != rel || rel == "service" && !isQCode(said(m, "literal")) {
			continue
		}
		attrs := []string{"uri", validURI(said(m, "uri"))}
		if code := said(m, "literal"); isQCode(code) {
			attrs = append(attrs, "qcode", code)
		} else {
			attrs = append(attrs, "literal", oneSpaced(code))
		}
		w.start(rel, attrs...)
		w.words("name", said(m, "name"))
		w.end()
	}
}

func isQCode(s string) bool {
	alias, code, ok := strings.Cut(s, ":")
	return ok && alias != "" && code != "" && len(strings.Fields(s)) == 1 && oneSpaced(s) == s && !strings.Contains(s, "//")
}

// pointOf is the position of a place, if its geometry is a point.
func pointOf(m map[string]any) (lat, lon string, ok bool) {
	geo, _ := m["geoJSON"].(map[string]any)
	at, _ := geo["coordinates"].([]any)
	if geo["type"] != "Point" || len(at) != 2 || len(geo) != 2 {
		return "", "", false
	}
	x, ok1 := at[0].(json.Number)
	y, ok2 := at[1].(json.Number)
	if !ok1 || !ok2 || strings.ContainsAny(string(x+y), "eE") { // which XML Schema's decimal has not
		return "", "", false
	}
	return y.String(), x.String(), true
}

// plainSymbols are the symbols of an organisation, if each is a ticker and its
// exchange.
func plainSymbols(m map[string]any) ([]story.Symbol, bool) {
	var all []story.Symbol
	for _, s := range mapsAt(m, "symbols") {
		if s["symbolType"] != nil || said(s, "symbol") == "" {
			return nil, false
		}
		all = append(all, story.Symbol{Ticker: said(s, "symbol"), Exchange: said(s, "exchange")})
	}
	return all, len(all) > 0
}
