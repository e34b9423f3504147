package wire

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// What changed its form, and not only its name, on the way to ninjs 3.2. The
// functions here bring it there before the conformer looks at it.

// statusWords are other names for the publication status.
var statusWords = map[string]string{
	"cancelled": "canceled", "cancel": "canceled", "kill": "canceled", "killed": "canceled",
	"deleted": "canceled", "delete": "canceled", "withdrawn": "canceled", "retracted": "canceled", "recalled": "canceled",
	"hold": "withheld", "held": "withheld", "onhold": "withheld", "withhold": "withheld",
}

// prepareStory brings a story of any version into the form of 3.2.
func prepareStory(c *conformer, m map[string]any) {
	if c.depth > 0 { // the outermost story was identified when it came in
		identify(c.source, m)
	}
	var headlines, bodies, descriptions []any
	for _, key := range slices.Sorted(maps.Keys(m)) {
		low, v := strings.ToLower(key), m[key]
		stem, role, _ := strings.Cut(low, "_")
		switch {
		case low == "headline":
			headlines = typedText(headlines, "main", "", v)
		case low == "body" || low == "article_html":
			bodies = typedText(bodies, "main", contentType(role), v)
		case low == "description":
			descriptions = typedText(descriptions, "", "", v)
		case role == "":
			continue
		case stem == "headline":
			headlines = typedText(headlines, role, "", v)
		case stem == "body":
			bodies = typedText(bodies, role, contentType(role), v)
		case stem == "description":
			descriptions = typedText(descriptions, role, contentType(role), v)
		default:
			continue
		}
		delete(m, key)
	}
	counts(m, bodies)
	appendTo(m, "headlines", headlines)
	appendTo(m, "bodies", bodies)
	appendTo(m, "descriptions", descriptions)
	appendTo(m, "subjects", keywords(m))
	rights(m)
	// What the document said of its own standard is not true of the record.
	for _, name := range []string{"standard", "schema"} {
		if key, _ := find(m, name); key != "" {
			delete(m, key)
		}
	}
}

func typedText(list []any, role, contentType string, v any) []any {
	if empty(v) {
		return list
	}
	if _, ok := v.(string); !ok { // already the list or object of a later version
		switch v := v.(type) {
		case []any:
			return append(list, v...)
		case map[string]any:
			return append(list, v)
		}
	}
	t := map[string]any{"value": v}
	if role != "" {
		t["role"] = role
	}
	if contentType != "" {
		t["contentType"] = contentType
	}
	return append(list, t)
}

// contentType is what the suffix of body_text, body_html, … says.
func contentType(suffix string) string {
	switch suffix {
	case "text":
		return "text/plain"
	case "html", "xhtml", "html5":
		return "text/html"
	case "nitf":
		return nitfType
	}
	return ""
}

const nitfType = "text/vnd.IPTC.NITF"

// counts moves 1.x's word and character counts to the body they are about.
func counts(m map[string]any, bodies []any) {
	for _, name := range []string{"wordCount", "charCount"} {
		key, v := find(m, strings.ToLower(name))
		if key == "" {
			continue
		}
		delete(m, key)
		if len(bodies) > 0 {
			if b, ok := bodies[0].(map[string]any); ok && b[name] == nil {
				b[name] = v
			}
		}
	}
}

// appendTo appends to a list of 3.2 that may be there already.
func appendTo(m map[string]any, name string, more []any) {
	if len(more) == 0 {
		return
	}
	key, v := find(m, strings.ToLower(name))
	switch v := v.(type) {
	case nil:
		m[name] = more
	case []any:
		m[key] = append(v, more...)
	default:
		m[key] = append([]any{v}, more...)
	}
}

// keywords become subjects: 3.2 has no other place for them.
func keywords(m map[string]any) []any {
	key, v := find(m, "keywords")
	words, ok := v.([]any)
	if s, isString := v.(string); isString {
		for w := range strings.SplitSeq(s, ",") {
			words = append(words, strings.TrimSpace(w))
		}
		ok = true
	}
	if !ok {
		return nil
	}
	delete(m, key)
	var subjects []any
	for _, w := range words {
		switch w := w.(type) {
		case string, json.Number:
			if w != "" {
				subjects = append(subjects, map[string]any{"name": w, "rel": "keyword"})
			}
		case map[string]any:
			subjects = append(subjects, w)
		}
	}
	return subjects
}

// rights gathers the rights that some write beside rightsInfo.
func rights(m map[string]any) {
	info := map[string]any{}
	for _, name := range []string{"linkedRights", "encodedRights"} {
		if key, v := find(m, strings.ToLower(name)); key != "" {
			delete(m, key)
			info[name] = v
		}
	}
	if key, _ := find(m, "rightsinfo"); key == "" && len(info) > 0 {
		m["rightsInfo"] = info
	}
}

// prepareConcept makes the uri of 3.2 from the scheme and code of 1.x. A uri
// that is none is kept as the literal.
func prepareConcept(_ *conformer, m map[string]any) {
	code := stringAt(m, "code")
	if key, v := find(m, "scheme"); key != "" {
		delete(m, key)
		scheme, _ := v.(string)
		joined, ok := absoluteURI(joinURI(strings.TrimSpace(scheme), code))
		if have, _ := find(m, "uri"); have == "" && ok {
			m["uri"] = joined
		}
	}
	key, v := find(m, "uri")
	if key == "" {
		return
	}
	if s, ok := v.(string); ok && s != "" && code == "" {
		_, isURI := absoluteURI(strings.TrimSpace(s))
		if lit, _ := find(m, "literal"); !isURI && lit == "" {
			m["literal"] = s
			delete(m, key)
		}
	}
}

// prepareTrust makes the role of a trust indicator from 1.x's scheme and code.
func prepareTrust(_ *conformer, m map[string]any) {
	prepareConcept(nil, m)
	if role, _ := find(m, "role"); role != "" {
		return
	}
	for _, name := range []string{"uri", "code"} {
		if key, v := find(m, name); key != "" {
			delete(m, key)
			if m["role"] == nil {
				m["role"] = v
			}
		}
	}
}

// prepareRendition finds a rendition's name, which 3.2 insists on.
func prepareRendition(_ *conformer, m map[string]any) {
	for _, name := range []string{"name", "role", "rel", "title"} {
		if s := stringAt(m, name); s != "" {
			m["name"] = s
			return
		}
	}
}

// settleContact: a contact is a value or an address, not both.
func settleContact(m map[string]any) (string, bool) {
	if m["address"] != nil && m["value"] != nil {
		delete(m, "value")
		return "an address and a value: the value is left out", true
	}
	if m["address"] == nil && m["value"] == nil {
		return "neither an address nor a value", false
	}
	return "", true
}

// settleRights: rights are linked or encoded, not both.
func settleRights(m map[string]any) (string, bool) {
	if m["linkedRights"] != nil && m["encodedRights"] != nil {
		delete(m, "linkedRights")
		return "linked and encoded rights: the link is left out", true
	}
	if m["linkedRights"] == nil && m["encodedRights"] == nil {
		return "neither linked nor encoded rights", false
	}
	return "", true
}

// settleDates: an event starts, or ends, at a known or at an expected time.
func settleDates(m map[string]any) (string, bool) {
	dropped := ""
	for known, expected := range map[string]string{"startDate": "expectedStartDate", "endDate": "expectedEndDate"} {
		if m[known] != nil && m[expected] != nil {
			delete(m, expected)
			dropped = "a known and an expected time: the expected one is left out"
		}
	}
	for _, name := range []string{"startDate", "expectedStartDate", "endDate", "expectedEndDate"} {
		if m[name] != nil {
			return dropped, true
		}
	}
	return "neither a start nor an end", false
}
