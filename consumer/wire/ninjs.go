package wire

import (
	"encoding/json"
	"errors"
	"fmt"

	"dateline/enrich/story"
)

// decodeJSON reads ninjs of any version, or AP's, one story or an array.
// format is formatJSON where it is to be found out.
func decodeJSON(in input, format string) ([]*story.Story, error) {
	v, err := parseJSON(in.data, format)
	if err != nil {
		return nil, err
	}
	if format == formatJSON {
		format = NINJS
		if isAP(v) {
			format = APMedia
		}
	}
	var found []candidate
	if format == APMedia {
		found, err = apStories(v)
	} else {
		found, err = ninjsStories(v)
	}
	if err != nil {
		return nil, &Error{Format: format, Err: err}
	}
	stories := make([]*story.Story, 0, len(found))
	for i, c := range found {
		c.source, c.format, c.warnings = in.source, format, in.warnings
		c.raw = func() []byte { return in.raw }
		if len(found) > 1 {
			bytes, err := json.Marshal(c.m)
			if err != nil {
				return nil, &Error{format, fmt.Sprintf("item %d", i+1), err}
			}
			c.raw = func() []byte { return bytes }
		}
		s, err := c.story()
		if err != nil {
			where := ""
			if len(found) > 1 {
				where = fmt.Sprintf("item %d", i+1)
			}
			return nil, &Error{format, where, err}
		}
		stories = append(stories, s)
	}
	return stories, nil
}

// ninjsStories finds the stories: the document, or each in an array.
func ninjsStories(v any) ([]candidate, error) {
	switch v := v.(type) {
	case map[string]any:
		return []candidate{{m: v}}, nil
	case []any:
		var all []candidate
		for i, w := range v {
			m, ok := w.(map[string]any)
			if !ok {
				return nil, fmt.Errorf("item %d of the array is %s, not a story", i+1, describe(w))
			}
			all = append(all, candidate{m: m})
		}
		if len(all) == 0 {
			return nil, errors.New("the array is empty: there is no story in it")
		}
		return all, nil
	}
	return nil, fmt.Errorf("a story is a JSON object; this is %s", describe(v))
}

func describe(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "true or false"
	case json.Number:
		return "a number"
	case []any:
		return "an array"
	}
	return "an object"
}

// candidate is what may be a story: a JSON object with the properties of
// ninjs in any of its versions.
type candidate struct {
	source, format string
	m              map[string]any
	etag           string
	raw            func() []byte // for the hash of last resort
	warnings       []string
}

// story makes the story, if it is one.
func (c candidate) story() (*story.Story, error) {
	looksAP := c.format == NINJS && isAP(c.m)
	id := identify(c.source, c.m)
	status, embargo := statusOf(c.m)
	if embargo != "" {
		delete(c.m, "pubstatus")
	}
	s := &story.Story{
		URI: id, Version: stringAt(c.m, "version"), Revision: revision(c.m, c.etag, status, c.raw),
		Source: c.source, Format: c.format, Status: status, Warnings: c.warnings,
		Language: stringAt(c.m, "language"),
	}
	if id == "" {
		// It can still be a story; its bytes are its name.
		if own := stringAt(c.m, "id"); own != "" {
			s.URI = urn(c.source, own)
			addAltID(c.m, "id", own)
		} else {
			s.URI = urn(c.source, "sha256-"+digest(c.raw()))
		}
		c.m["uri"] = s.URI
	}
	conf := &conformer{source: c.source}
	out, ok := conf.object(ninjs32, c.m, nil)
	s.Warnings = append(s.Warnings[:len(s.Warnings):len(s.Warnings)], conf.warnings...)
	if !ok {
		return nil, errors.New("there is nothing in it")
	}
	s.Item = out.(map[string]any)
	if embargo != "" {
		s.Item["pubStatus"] = string(status)
		s.Warnings = append(s.Warnings, embargo)
	}
	s.Type, _ = s.Item["type"].(string)
	found := fields(s.Item)
	if id == "" && len(found) == 0 {
		return nil, nothing(looksAP)
	}
	if s.Type == "" && len(found) > 0 {
		s.Type = "text"
	}
	if !s.Tombstone() && (!mediaOnly(s.Type) || hasBodyField(found)) {
		s.Fields = found
	}
	return s, nil
}

func nothing(looksAP bool) error {
	err := "nothing in it identifies a story: no uri, no headline and no text"
	if looksAP {
		err += "; it looks like AP Media API JSON, which is the format " + APMedia
	}
	return errors.New(err)
}

// statusOf reads the publication status. AP calls an item embargoed where
// ninjs has usable and a date from when on. Without the date nobody knows
// when it may be used, and it is held back.
func statusOf(m map[string]any) (s story.Status, note string) {
	_, v := find(m, "pubstatus")
	if v == nil {
		_, v = find(m, "status")
	}
	str, _ := v.(string)
	word := keyword(str)
	if word == "embargoed" {
		for _, name := range []string{"embargoeduntil", "embargoed", "embargo"} {
			if _, ok := dateTime(stringAt(m, name)); ok {
				return story.Usable, "pubStatus: embargoed, which ninjs 3.2 says with embargoedUntil"
			}
		}
		return story.Withheld, "pubStatus: embargoed without a date, so it is withheld"
	}
	switch to := ninjs32.fields[ninjs32.index["pubstatus"].field].shape.words[word]; to {
	case "withheld", "canceled":
		return story.Status(to), ""
	}
	return story.Usable, ""
}

// mediaOnly are the types whose headline is no text of its own: a slug for a
// picture, the name of an event. They are tagged when they have a body.
func mediaOnly(typ string) bool {
	switch typ {
	case "picture", "graphic", "audio", "video", "event", "planning", "component":
		return true
	}
	return false
}
