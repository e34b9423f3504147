package wire

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Reuters Connect, the answer to a query for an item or a search, or the item
// itself:
//
//	{"data": {"item": {"usn": …, "versionedGuid": …, "headLine": …, "bodyXhtml": …}}}
//	{"data": {"search": {"items": [{…}, …]}}}
//
// A query names the fields that it wants: none of them can be relied on.

// isReuters tells Reuters' JSON from AP's, which has data.item as well.
func isReuters(v any) bool {
	items := reutersItems(v)
	if len(items) == 0 {
		return false
	}
	m, ok := items[0].(map[string]any)
	if !ok {
		return false
	}
	_, guid := m["versionedGuid"].(string)
	_, usn := m["usn"].(string)
	_, head := m["headLine"]
	_, body := m["bodyXhtml"]
	_, rich := m["bodyXhtmlRich"]
	return guid || usn && head || head && (body || rich)
}

// reutersItems unwraps an answer.
func reutersItems(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case map[string]any:
		if data, ok := v["data"].(map[string]any); ok {
			v = data
		}
		if item, ok := v["item"].(map[string]any); ok {
			return []any{item}
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if list, ok := v[name].(map[string]any); ok && list["items"] != nil {
				items, _ := list["items"].([]any)
				return items
			}
		}
		if items, ok := v["items"].([]any); ok && v["usn"] == nil {
			return items
		}
		return []any{v}
	}
	return nil
}

func reutersStories(v any) ([]candidate, error) {
	items := reutersItems(v)
	if len(items) == 0 {
		if v, ok := v.(map[string]any); !ok {
			return nil, fmt.Errorf("an answer is a JSON object; this is %s", describe(v))
		}
		return nil, errors.New("there is no item in it")
	}
	var all []candidate
	for i, w := range items {
		m, ok := w.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("item %d is %s, not a story", i+1, describe(w))
		}
		all = append(all, reutersStory(m))
	}
	return all, nil
}

// reutersNames are Reuters' names for what ninjs has a place for.
var reutersNames = [][2]string{
	{"version", "version"}, {"language", "language"}, {"urgency", "urgency"}, {"profile", "profile"}, {"slugline", "slug"}, {"slugline", "slugline"},
	{"by", "byLine"}, {"located", "located"}, {"copyrightNotice", "copyrightNotice"}, {"usageTerms", "usageTerms"},
	{"firstCreated", "firstCreated"}, {"versionCreated", "versionCreated"}, {"contentCreated", "contentTimestamp"},
	{"embargoedUntil", "embargoedUntil"}, {"embargoedUntil", "embargoed"}, {"expires", "expires"}, {"title", "title"},
}

func reutersStory(m map[string]any) candidate {
	d := newDraft("")
	for _, n := range reutersNames {
		d.set(n[0], wordAt(m, n[1]))
	}
	guid, version := wordAt(m, "versionedGuid"), wordAt(m, "version")
	d.set("uri", wordAt(m, "uri"))
	d.set("uri", strings.TrimSuffix(guid, ":"+version))
	d.set("uri", wordAt(m, "usn"))
	d.altID("versionedGuid", guid)
	d.altID("usn", wordAt(m, "usn"))
	d.set("type", strings.ToLower(wordAt(m, "type")))
	// stat:usable and STAT_USABLE are both seen.
	d.set("pubStatus", strings.TrimPrefix(strings.ToLower(wordAt(m, "pubStatus")), "stat_"))
	for _, name := range []string{"signal", "signals", "editStatus", "edStat"} {
		for _, v := range listAt(m, name) {
			reutersSignal(&d, v, name)
		}
	}
	d.headline("main", wordAt(m, "headLine"))
	d.headline("main", wordAt(m, "headline"))
	d.description("caption", wordAt(m, "caption"))
	d.description("intro", wordAt(m, "intro"))
	d.description("fragment", wordAt(m, "fragment"))
	d.filed(wordAt(m, "dateLine"))
	d.source(wordAt(m, "credit"), "credit")
	d.source(wordAt(m, "source"), "source")
	d.altID("usageTermsRole", wordAt(m, "usageTermsRole"))
	for _, name := range []string{"edNote", "editorNotes", "editorialNote", "note"} {
		d.note(wordAt(m, name))
	}
	if label := wordAt(m, "productLabel"); label != "" {
		d.subject(map[string]any{"name": label, "rel": "productLabel"})
	}
	for _, name := range []string{"bodyXhtml", "bodyXhtmlRich", "bodyHtml", "body"} {
		role := "main"
		if have, _ := d.m["bodies"].([]any); len(have) > 0 {
			role = "rich"
		}
		d.body(role, "text/html", wordAt(m, name))
	}
	for _, name := range []string{"subject", "subjects", "channel", "channels", "keyword", "keywords", "genre"} {
		for _, v := range listAt(m, name) {
			reutersSubject(&d, v, strings.TrimSuffix(name, "s"))
		}
	}
	for _, r := range objectsAt(m, "renditions") {
		d.add("renditions", reutersRendition(r))
	}
	for _, a := range objectsAt(m, "associations") {
		item := reutersStory(a).m
		item["name"] = firstOf(wordAt(a, "type"), "association")
		d.associate(item)
	}
	return d.done()
}

// reutersSignal reads edStat:C, {"code": "edStat:C"} or, under a name of its
// own, the mere letter.
func reutersSignal(d *draft, v any, name string) {
	code, _ := v.(string)
	if m, ok := v.(map[string]any); ok {
		code = wordAt(m, "code")
	}
	if code == "" {
		return
	}
	if !strings.HasPrefix(name, "signal") && !strings.Contains(code, ":") {
		code = "edStat:" + code
	}
	d.subject(map[string]any{"literal": code, "rel": "signal"})
	d.signal(code)
}

func reutersSubject(d *draft, v any, kind string) {
	switch v := v.(type) {
	case string:
		d.subject(map[string]any{"name": v, "rel": kind})
	case map[string]any:
		code := wordAt(v, "code")
		c := map[string]any{"name": wordAt(v, "name"), "literal": code, "uri": catalogue{}.resolve(code), "rel": wordAt(v, "rel")}
		if c["rel"] == "" && kind != "subject" {
			c["rel"] = kind
		}
		if kind == "genre" {
			delete(c, "rel")
			d.genre(c)
			return
		}
		d.subject(c)
	}
}

func reutersRendition(r map[string]any) map[string]any {
	out := map[string]any{"name": firstOf(wordAt(r, "type"), wordAt(r, "code"), "main")}
	for _, n := range [][2]string{
		{"href", "url"}, {"href", "href"}, {"href", "uri"}, {"contentType", "mimeType"}, {"width", "width"}, {"height", "height"},
		{"sizeInBytes", "size"}, {"duration", "duration"}, {"format", "format"},
	} {
		if v := wordAt(r, n[1]); out[n[0]] == nil {
			setIf(out, n[0], v)
		}
	}
	return out
}
