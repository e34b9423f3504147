package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// dpa digitalwires JSON, an entry a story:
//
//	{"format": "digitalwires@0.9.1", "urn": …, "version": 2, "entry_id": …,
//	 "headline": …, "dateline": "Oslo (dpa) - ", "article_html": …,
//	 "ednotes": […], "categories": [{"type": "dnltype:genre", …}, …],
//	 "associations": [{"type": "image", …}, …]}
//
// An array of entries, or {"entries": […]}, are several stories.

func isDPA(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) > 0 && isDPA(v[0])
	case map[string]any:
		if list, ok := v["entries"].([]any); ok && len(list) > 0 {
			return isDPA(list[0])
		}
		format, _ := v["format"].(string)
		_, entry := v["entry_id"].(string)
		_, urn := v["urn"].(string)
		_, article := v["article_html"]
		return strings.HasPrefix(format, "digitalwires") || entry && urn && article
	}
	return false
}

func dpaStories(v any) ([]candidate, error) {
	list := []any{v}
	switch v := v.(type) {
	case []any:
		list = v
	case map[string]any:
		if entries, ok := v["entries"].([]any); ok {
			list = entries
		}
	}
	if len(list) == 0 {
		return nil, errors.New("there is no entry in it")
	}
	var all []candidate
	for i, w := range list {
		m, ok := w.(map[string]any)
		if !ok {
			if len(list) == 1 {
				return nil, fmt.Errorf("an entry is a JSON object; this is %s", describe(w))
			}
			return nil, fmt.Errorf("entry %d is %s, not a story", i+1, describe(w))
		}
		all = append(all, dpaStory(m))
	}
	return all, nil
}

func dpaStory(m map[string]any) candidate {
	d := newDraft("")
	for name, from := range map[string]string{
		"urn": "urn", "version": "version", "language": "language", "urgency": "urgency", "pubStatus": "pubstatus", "by": "byline",
		"copyrightNotice": "copyrightnotice", "usageTerms": "usageterms", "versionCreated": "version_created",
		"contentCreated": "content_created", "embargoedUntil": "embargoed",
	} {
		d.set(name, wordAt(m, from))
	}
	d.altID("entry_id", wordAt(m, "entry_id"))
	d.altID("updated", wordAt(m, "updated"))
	d.signal(wordAt(m, "signal"))
	d.headline("main", wordAt(m, "headline"))
	d.headline("kicker", wordAt(m, "kicker"))
	d.headline("sub", wordAt(m, "subhead"))
	d.description("teaser", wordAt(m, "teaser"))
	d.description("autopublishnotice", wordAt(m, "autopublishnotice"))
	d.filed(wordAt(m, "dateline"))
	d.body("main", "text/html", wordAt(m, "article_html"))
	d.body("infobox", "text/html", wordAt(m, "infobox_html"))
	if links := wordAt(m, "linkbox_html"); links != "" {
		d.typedText("descriptions", "linkbox", "text/html", links)
		for _, a := range linksIn(links) {
			d.link(a.href, a.text, "seeAlso")
		}
	}
	d.source(wordAt(m, "creditline"), "credit")
	dpaNotes(&d, m)
	for _, t := range objectsAt(m, "descriptions") {
		d.description(localCode(wordAt(t, "role")), wordAt(t, "description"))
	}
	for _, c := range objectsAt(m, "categories") {
		dpaCategory(&d, c)
	}
	pictures := objectsAt(m, "associations")
	for _, a := range pictures {
		d.associate(dpaAssociation(a))
	}
	// dpa calls every entry composite.
	switch {
	case wordAt(m, "article_html") != "":
		d.m["type"] = "text"
	case len(pictures) == 1 && wordAt(pictures[0], "urn") == wordAt(m, "urn"):
		d.set("type", wordAt(pictures[0], "type"))
	default:
		d.set("type", wordAt(m, "type"))
	}
	return d.done()
}

// dpaNotes reads the notes for editors. The notepad says the same in HTML.
func dpaNotes(d *draft, m map[string]any) {
	notes := objectsAt(m, "ednotes")
	for _, n := range notes {
		d.note(wordAt(n, "ednote"))
	}
	if pad, ok := m["notepad"].(map[string]any); ok && len(notes) == 0 {
		for _, part := range []string{"public_html", "nonpublic_html"} {
			d.note(readHTML(wordAt(pad, part), false))
		}
	}
}

// dpaCategory puts a category where ninjs has a list for its type.
func dpaCategory(d *draft, c map[string]any) {
	kind, qcode := localCode(wordAt(c, "type")), wordAt(c, "qcode")
	concept := map[string]any{"name": wordAt(c, "name"), "literal": qcode, "uri": catalogue{}.resolve(qcode)}
	switch kind {
	case "pubstatus", "signal", "urgency": // said elsewhere
	case "dpasubject":
		d.subject(concept)
	case "genre":
		d.genre(concept)
	case "geosubject", "poi":
		concept["rel"] = kind
		d.concept("places", concept)
	case "locationcreated":
		concept["rel"] = "located"
		d.set("located", wordAt(c, "name"))
		d.concept("places", concept)
	case "person":
		d.concept("people", concept)
	case "organisation", "organization":
		d.concept("organisations", concept)
	case "creator", "contributor", "provider", "infosource":
		concept["role"] = kind
		d.concept("infoSources", concept)
	default: // keyword, wire, desk, scope, rubric
		concept["rel"] = kind
		d.subject(concept)
	}
}

func dpaAssociation(a map[string]any) map[string]any {
	item := map[string]any{"name": firstOf(wordAt(a, "type"), "association")}
	setIf(item, "uri", wordAt(a, "urn"))
	setIf(item, "type", wordAt(a, "type"))
	setIf(item, "version", wordAt(a, "version"))
	setIf(item, "versionCreated", wordAt(a, "version_created"))
	setIf(item, "headline", wordAt(a, "headline"))
	if caption := wordAt(a, "caption"); caption != "" {
		item["descriptions"] = []any{map[string]any{"role": "caption", "value": caption}}
	}
	if credit := wordAt(a, "creditline"); credit != "" {
		item["infoSources"] = []any{map[string]any{"name": credit, "role": "credit"}}
	}
	var renditions []any
	for _, r := range objectsAt(a, "renditions") {
		out := map[string]any{"name": firstOf(wordAt(r, "size"), "main")}
		for to, from := range map[string]string{"href": "url", "contentType": "mimetype", "width": "width", "height": "height"} {
			setIf(out, to, wordAt(r, from))
		}
		renditions = append(renditions, out)
	}
	if len(renditions) > 0 {
		item["renditions"] = renditions
	}
	return item
}

// wordAt returns a property that is a string or a number, as it is.
func wordAt(m map[string]any, name string) string {
	switch v := m[name].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// objectsAt returns the objects in a list, or the one that stands for it.
func objectsAt(m map[string]any, name string) []map[string]any {
	var out []map[string]any
	for _, v := range listAt(m, name) {
		if o, ok := v.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}
