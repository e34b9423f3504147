package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"dateline/enrich/story"
)

// MessageID is the same for every delivery of one version of a story, and
// different for every other: the server stores it once. It fits into a header.
//
// What a source calls a version is not enough where no etag vouches for the
// content: some send a changed text under the old number, and a story that the
// server takes for a copy is lost. So the content is part of the id there.
func MessageID(s *story.Story) string {
	h := sha256.New()
	parts := []string{s.Source, s.URI, s.Revision}
	if !strings.Contains(s.Revision, etagMark) {
		parts = append(parts, content(s))
	}
	for _, part := range parts {
		// The length keeps "a","bc" apart from "ab","c".
		h.Write([]byte{byte(len(part) >> 24), byte(len(part) >> 16), byte(len(part) >> 8), byte(len(part))})
		h.Write([]byte(part))
	}
	return "dateline:" + hex.EncodeToString(h.Sum(nil)[:20])
}

// content is all that the story says, in one order of its properties whatever
// the order and the spacing it came in.
func content(s *story.Story) string {
	item, err := json.Marshal(s.Item)
	if err != nil {
		return s.Field(story.Headline) + "\n" + s.Field(story.Body)
	}
	return string(item)
}

// etagMark stands before the etag in a revision.
const etagMark = "etag "

// urn makes a URI of an identifier that is none.
func urn(source, id string) string {
	const longest = 160 // characters; longer ones are hashed
	if source == "" {
		source = "local"
	}
	id = escapeSegment(id)
	if len(id) > longest || id == "" {
		id = "sha256-" + digest([]byte(id))
	}
	return "urn:dateline:" + escapeSegment(strings.ToLower(source)) + ":" + id
}

// digest is enough of SHA-256 to tell stories apart: 128 bits.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// revision tells a version apart from the others of the same story. Agencies
// count, date or tag their versions, and reuse none of it reliably: all of it
// together does. Where there is nothing of the kind the bytes have to do.
func revision(m map[string]any, etag string, status story.Status, raw func() []byte) string {
	version, created := stringAt(m, "version"), stringAt(m, "versioncreated")
	if version == "" && created == "" && etag == "" {
		return "sha256-" + digest(raw())
	}
	r := ""
	for _, part := range [][2]string{{"v", version}, {"at ", created}, {etagMark, etag}} {
		if part[1] != "" {
			r += part[0] + part[1] + " "
		}
	}
	return r + string(status)
}

// find returns the property with that folded name.
func find(m map[string]any, folded string) (key string, v any) {
	if v, ok := m[folded]; ok {
		return folded, v
	}
	for k := range m {
		// Folding drops marks and lowers letters: most keys cannot be it.
		if len(k) < len(folded) || k[0]|0x20 != folded[0] && k[0] != '_' && k[0] != '-' && k[0] != '$' {
			continue
		}
		// Of several spellings the first in order: a map has none of its own.
		if fold(k) == folded && (key == "" || k < key) {
			key = k
		}
	}
	if key == "" {
		return "", nil
	}
	return key, m[key]
}

// stringAt returns the property with that folded name, if it is a string or
// a number.
func stringAt(m map[string]any, folded string) string {
	switch _, v := find(m, folded); v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// identify sets the story's uri from what the source calls it, and keeps that
// name among the altIds when it had to be changed. It is empty when there is
// nothing to identify the story by.
func identify(source string, m map[string]any) string {
	id := ""
	for _, name := range []string{"uri", "guid", "urn"} {
		key, v := find(m, name)
		if key == "" {
			continue
		}
		delete(m, key)
		raw, _ := plainString(v)
		if raw = strings.TrimSpace(raw); raw == "" {
			continue
		}
		if id != "" {
			if raw != id {
				addAltID(m, name, raw)
			}
			continue
		}
		var ok bool
		if id, ok = absoluteURI(raw); !ok {
			id = urn(source, raw)
		}
		if id != raw {
			addAltID(m, name, raw)
		}
	}
	if id != "" {
		m["uri"] = id
	}
	return id
}

// addAltID adds to the altIds, in whatever form they are.
func addAltID(m map[string]any, role, value string) {
	key, v := find(m, "altids")
	if key == "" {
		key = "altIds"
	}
	var list []any
	switch v := v.(type) {
	case []any:
		list = v
	case map[string]any:
		list = (&conformer{}).listFromObject(&shape{keyed: keyedAltID}, v)
	}
	for _, have := range list {
		if h, ok := have.(map[string]any); ok && sameScalar(h["value"], value) {
			return
		}
	}
	m[key] = append(list, map[string]any{"role": role, "value": value})
}
