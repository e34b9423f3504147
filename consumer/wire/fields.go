package wire

import (
	"strings"

	"dateline/enrich/story"
)

func hasBodyField(fields []story.Field) bool {
	return len(fields) > 0 && fields[len(fields)-1].Name == story.Body
}

// fields finds the headline and the body to tag.
func fields(item map[string]any) []story.Field {
	var t []story.Field
	if h := pick(item["headlines"], headlineRank); h != "" {
		t = append(t, story.Field{Name: story.Headline, Text: h})
	}
	if b := pick(item["bodies"], bodyRank); b != "" {
		t = append(t, story.Field{Name: story.Body, Text: b})
	}
	return t
}

// pick takes the text of the best rank, the first where several have it.
// Plain text is taken as it is; markup is read.
func pick(v any, rank func(role string, marked bool) int) string {
	list, _ := v.([]any)
	tried := make([]bool, len(list))
	for range list {
		best, at := 0, -1
		for i, w := range list {
			m := w.(map[string]any)
			value, _ := m["value"].(string)
			form := formOf(m, value)
			if tried[i] || form == notText || strings.TrimSpace(value) == "" {
				continue
			}
			role, _ := m["role"].(string)
			if r := rank(strings.ToLower(role), form == markup); at < 0 || r < best {
				best, at = r, i
			}
		}
		if at < 0 {
			return ""
		}
		tried[at] = true
		m := list[at].(map[string]any)
		value := m["value"].(string)
		if formOf(m, value) == plain {
			return value
		}
		if t := HTMLText(value); t != "" {
			return t
		}
	}
	return ""
}

// bodyRank prefers plain text over markup, which it saves us to read, and the
// main text over everything; what is only about the text comes last.
func bodyRank(role string, marked bool) int {
	rank := 0
	if marked {
		rank = 2
	}
	switch role {
	case "main":
		return rank
	case "summary", "abstract", "teaser", "caption", "description", "lead", "note", "advisory", "table", "agate", "infobox":
		return rank + 4
	}
	return rank + 1
}

// headlineRank prefers the main headline in any form.
func headlineRank(role string, marked bool) int {
	rank := 0
	if marked {
		rank = 1
	}
	if role != "main" {
		rank += 2
	}
	return rank
}

type form uint8

const (
	plain form = iota
	markup
	notText
)

// formOf tells whether a text is plain. The declared type counts; where
// there is none, tags do.
func formOf(m map[string]any, value string) form {
	declared, _ := m["contentType"].(string)
	declared = strings.ToLower(declared)
	switch {
	case strings.Contains(declared, "html"), strings.Contains(declared, "nitf"), strings.Contains(declared, "xml"):
		return markup
	case strings.HasPrefix(declared, "text"):
		return plain
	case declared != "":
		return notText
	case looksLikeMarkup(value):
		return markup
	}
	return plain
}
