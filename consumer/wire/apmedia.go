package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// AP Media API, a response or a part of it:
//
//	{"data": {"item": {…}}, "nitf": {"body_html": …}}
//	{"data": {"items": [{"item": {…}}, …]}}
//	{"item": {…}}
//	{"uri": …, "altids": {"itemid": …, "etag": …}, "headline": …, …}
//
// An item is built like ninjs 1.x, with names and nested objects of AP's own.
// The text is a document of its own, which a reader of the API fetches and
// puts beside the item, into it, or into its renditions.

// isAP tells AP's JSON from ninjs.
func isAP(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) > 0 && isAP(v[0])
	case map[string]any:
		if data, ok := v["data"].(map[string]any); ok {
			_, one := data["item"].(map[string]any)
			_, many := data["items"].([]any)
			return one || many
		}
		if _, ok := v["item"].(map[string]any); ok {
			return true
		}
		ids, _ := v["altids"].(map[string]any)
		return ids["itemid"] != nil && ids["etag"] != nil
	}
	return false
}

// apStories finds the items and brings each into the form of ninjs.
func apStories(v any) ([]candidate, error) {
	var all []candidate
	list, isList := v.([]any)
	if !isList {
		list = []any{v}
	}
	for i, w := range list {
		m, ok := w.(map[string]any)
		if !ok && !isList {
			return nil, fmt.Errorf("a response is a JSON object; this is %s", describe(w))
		} else if !ok {
			return nil, fmt.Errorf("item %d of the array is %s, not a story", i+1, describe(w))
		}
		found, err := unwrap(m)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, errors.New("there is no item in it")
	}
	return all, nil
}

func unwrap(m map[string]any) ([]candidate, error) {
	outer := []map[string]any{m}
	if data, ok := m["data"].(map[string]any); ok {
		outer = append(outer, data)
		if items, ok := data["items"].([]any); ok {
			var all []candidate
			for i, w := range items {
				inner, ok := w.(map[string]any)
				if !ok {
					return nil, fmt.Errorf("data.items: item %d is %s, not a story", i+1, describe(w))
				}
				found, err := unwrap(inner)
				if err != nil {
					return nil, err
				}
				all = append(all, found...)
			}
			return all, nil
		}
		m = data
	}
	if item, ok := m["item"].(map[string]any); ok {
		return []candidate{apStory(item, outer)}, nil
	}
	if len(outer) > 1 {
		return nil, errors.New("data has no item in it")
	}
	return []candidate{apStory(m, nil)}, nil
}

// apStory renames and unfolds what is AP's own; the rest is ninjs 1.x.
// outer are the objects around the item, where its text may be.
func apStory(m map[string]any, outer []map[string]any) candidate {
	c := candidate{m: m}
	apIdentity(m, &c)
	apText(m, outer)
	if by := apBylines(m); by != "" {
		m["byline"] = by
	}
	if d, ok := m["datelinelocation"].(map[string]any); ok {
		apDateline(m, d)
	}
	if kids, ok := m["associations"].(map[string]any); ok {
		for _, key := range slices.Sorted(maps.Keys(kids)) {
			if kid, ok := kids[key].(map[string]any); ok {
				apStory(kid, nil)
			}
		}
	}
	for _, v := range listAt(m, "infosource") {
		if source, ok := v.(map[string]any); ok {
			rename(source, "url", "uri")
			rename(source, "type", "role")
		}
	}
	if provider, ok := m["provider"].(string); ok {
		delete(m, "provider")
		m["infosource"] = append(listAt(m, "infosource"), map[string]any{"name": provider, "role": "provider"})
	}
	if notes := listAt(m, "usageterms"); len(notes) > 0 {
		if s, ok := plainString(notes); ok {
			m["usageterms"] = s
		}
	}
	for _, v := range listAt(m, "links") {
		if link, ok := v.(map[string]any); ok {
			if href, ok := link["href"].(string); ok && href != "" {
				rel, _ := link["rel"].(string)
				addAltID(m, rel, href)
			}
		}
	}
	delete(m, "links")
	for _, v := range listAt(m, "foreignkeys") {
		if key, ok := v.(map[string]any); ok {
			for _, name := range slices.Sorted(maps.Keys(key)) {
				if s, ok := plainString(key[name]); ok {
					addAltID(m, name, s)
				}
			}
		}
	}
	delete(m, "foreignkeys")
	return c
}

// apIdentity finds the item's name. Its URI is that of one request: the item
// is the same without the query. The etag changes with every change.
func apIdentity(m map[string]any, c *candidate) {
	ids, _ := m["altids"].(map[string]any)
	itemID, _ := ids["itemid"].(string)
	c.etag, _ = ids["etag"].(string)
	link, _ := m["uri"].(string)
	if bare, query, ok := strings.Cut(link, "?"); ok && (strings.Contains(query, "et=") || itemID != "" && strings.HasSuffix(bare, itemID)) {
		addAltID(m, "uri", link)
		m["uri"] = bare
	}
	if m["uri"] == nil && itemID != "" {
		m["uri"] = itemID
	}
}

// apText finds the text: in the item, beside it, or in a rendition.
func apText(m map[string]any, outer []map[string]any) {
	if m["headline"] == nil {
		rename(m, "headline_extended", "headline")
	}
	if sameScalar(m["description_summary"], m["headline_extended"]) {
		delete(m, "description_summary") // AP says it twice
	}
	for _, o := range append([]map[string]any{m}, outer...) {
		for _, name := range []string{"nitf", "body_nitf", "body_html", "body_xhtml", "body_text"} {
			if hasBody(m) {
				return
			}
			takeText(m, o, name)
		}
	}
	renditions, _ := m["renditions"].(map[string]any)
	for _, name := range []string{"nitf", "html", "text", "main"} {
		r, _ := renditions[name].(map[string]any)
		for _, inner := range []string{"value", "content", "body", "data", "nitf", "body_html", "body_nitf", "body_text"} {
			if s, ok := r[inner].(string); ok && !hasBody(m) && strings.TrimSpace(s) != "" {
				delete(r, inner)
				m["body_"+name] = s
				if name == "main" {
					rename(m, "body_main", "body")
				}
			}
		}
	}
}

func hasBody(m map[string]any) bool {
	for _, name := range []string{"body", "bodies", "body_nitf", "body_html", "body_xhtml", "body_text"} {
		if v := m[name]; !empty(v) {
			return true
		}
	}
	return false
}

// takeText moves a text from an object around the item into it. Under "nitf"
// is either the document or a story of its own, read from one.
func takeText(m, from map[string]any, name string) {
	switch v := from[name].(type) {
	case string:
		if strings.TrimSpace(v) == "" {
			return
		}
		delete(from, name)
		if name == "nitf" {
			name = "body_nitf"
		}
		m[name] = v
	case map[string]any:
		for _, inner := range []string{"body_html", "body_xhtml", "body_nitf", "body_text"} {
			if s, ok := v[inner].(string); ok && strings.TrimSpace(s) != "" && !hasBody(m) {
				m[inner] = s
			}
		}
		if s, ok := v["headline"].(string); ok && s != "" && empty(m["headline"]) {
			m["headline"] = s
		}
		if s, ok := v["byline"].(string); ok && s != "" && empty(m["bylines"]) {
			m["byline"] = s
		}
		delete(from, name)
	}
}

// apBylines joins who wrote it, or took it.
func apBylines(m map[string]any) string {
	var parts []string
	for _, v := range append(listAt(m, "bylines"), m["photographer"]) {
		b, _ := v.(map[string]any)
		for _, key := range []string{"by", "byline", "name"} {
			if s, ok := b[key].(string); ok && s != "" {
				if title, ok := b["title"].(string); ok && title != "" {
					s += ", " + title
				}
				parts = append(parts, s)
				break
			}
		}
	}
	delete(m, "bylines")
	delete(m, "photographer")
	return strings.Join(parts, "; ")
}

// apDateline keeps the place that the story was filed from: as a place with
// its coordinates, and in words where AP gave none.
func apDateline(m, d map[string]any) {
	delete(m, "datelinelocation")
	var names []string
	for _, key := range []string{"city", "countryareaname", "countryname"} {
		if s, ok := d[key].(string); ok && s != "" {
			names = append(names, s)
		}
	}
	if len(names) == 0 {
		return
	}
	if empty(m["located"]) {
		m["located"] = strings.Join(names, ", ")
	}
	filed := map[string]any{"name": names[0], "rel": "dateline"}
	if g := d["geometry_geojson"]; g != nil {
		filed["geojson"] = g
	}
	m["place"] = append(listAt(m, "place"), filed)
}

func listAt(m map[string]any, name string) []any {
	switch v := m[name].(type) {
	case []any:
		return v
	case map[string]any, string, json.Number:
		return []any{v}
	}
	return nil
}

// rename moves a property, unless there is something where it goes.
func rename(m map[string]any, from, to string) {
	if v, ok := m[from]; ok && empty(m[to]) {
		delete(m, from)
		m[to] = v
	}
}
