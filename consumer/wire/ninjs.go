package wire

import (
	"encoding/json"
	"errors"
	"fmt"

	"dateline/enrich/story"
)

// decodeJSON reads ninjs of any version, or a dialect, one story or an array.
// format is formatJSON where it is to be found out.
func decodeJSON(in input, format string) ([]*story.Story, error) {
	v, err := parseJSON(in.data, format)
	if err != nil {
		return nil, err
	}
	if format == formatJSON {
		format = dialect(v)
	}
	var found []candidate
	switch format {
	case APMedia:
		found, err = apStories(v)
	case DPA:
		found, err = dpaStories(v)
	case Reuters:
		found, err = reutersStories(v)
	default:
		found, err = ninjsStories(v)
	}
	if err != nil {
		return nil, &Error{Format: format, Err: err}
	}
	return finish(in, format, found)
}

// dialect tells the formats of JSON apart by the properties that only one has.
func dialect(v any) string {
	switch {
	case isReuters(v):
		return Reuters
	case isDPA(v):
		return DPA
	case isAP(v):
		return APMedia
	}
	return NINJS
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
	case "picture", "graphic", "audio", "video", "composite", "event", "planning", "component":
		return true
	}
	return false
}
