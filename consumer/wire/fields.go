package wire

import (
	"slices"
	"strings"

	"dateline/enrich/story"
)

func hasBodyField(fields []story.Field) bool {
	return len(fields) > 0 && fields[len(fields)-1].Name == story.Body
}

// fields finds the headline and the body to tag. read tells whether the body
// was read from markup.
func fields(item map[string]any) (t []story.Field, read bool) {
	h, _ := pick(item["headlines"], headlineRank)
	if h != "" {
		t = append(t, story.Field{Name: story.Headline, Text: h})
	}
	b, read := pick(item["bodies"], bodyRank)
	if b != "" {
		// A document of HTML begins with its headline, which is one already.
		if h = oneSpaced(h); read && h != "" && strings.HasPrefix(b, h+"\n\n") {
			b = strings.TrimLeft(b[len(h):], "\n")
		}
		t = append(t, story.Field{Name: story.Body, Text: b})
	}
	return t, read
}

// pick takes the text of the best rank, the first where several have it.
// Plain text is taken as it is; markup is read, and passed over when there is
// nothing to read in it. read tells which.
func pick(v any, rank func(role string, marked bool) int) (text string, read bool) {
	type choice struct {
		rank  int
		form  form
		value string
	}
	list, _ := v.([]any)
	choices := make([]choice, 0, len(list))
	for _, w := range list {
		m := w.(map[string]any)
		value, _ := m["value"].(string)
		form := formOf(m, value)
		if form == notText || strings.TrimSpace(value) == "" {
			continue
		}
		role, _ := m["role"].(string)
		choices = append(choices, choice{rank(strings.ToLower(role), form == markup), form, value})
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return a.rank - b.rank })
	for _, c := range choices {
		if c.rank == notTagged {
			break
		}
		if c.form == plain {
			return c.value, false
		}
		if t := htmlText(c.value); t != "" {
			return t, true
		}
	}
	return "", false
}

// notTagged is the rank of a body without sentences, or for editors only.
const notTagged = 100

// bodyRank prefers the main text over everything, and of several plain text
// over markup, which it saves us to read; what is only about the text comes
// last.
func bodyRank(role string, marked bool) int {
	rank := 0
	if marked {
		rank = 1
	}
	switch role {
	case "main":
		return rank
	case "summary", "abstract", "teaser", "caption", "description", "lead", "advisory", "infobox":
		return rank + 4
	case "table", "agate", "note", "notes", "ednote", "data", "notepad", "public", "nonpublic", "style":
		return notTagged
	}
	return rank + 2
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
