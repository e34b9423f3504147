package wire

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/enrich/story"
)

// bodyHead is what some agencies put above a text into its body, as paragraphs
// of their own: Reuters' "(Adds quote)" and "By Ana Other".
type bodyHead struct {
	note, by string
	rest     string // the text without the note; the byline stays
}

// bracketNote is a first paragraph in brackets that tells editors what changed.
var bracketNote = regexp.MustCompile(`^\((?:Adds?|Corrects?|Corrected|Recasts?|Updates?|Refiles?|Repeats?|Rewrites?|Removes?|Deletes?|Fixes|Clarifies|Restores?|Changes|Writes through|Edits|Previous|Eds?:|EDS:|Editor'?s? note|In \p{L}+\.? \d{1,2} (?:story|item)|(?:The|This) (?:[\p{L}.]+ \d{1,2} )?(?:story|item))\b`)

// bracketPhrases stand anywhere in such a note.
var bracketPhrases = []phrase{
	{story.ChangeCorrection, regexp.MustCompile(`(?i)\b(?:corrects?|corrected|correcting|clarifies|fixes)\b`)},
	{story.ChangeRefile, regexp.MustCompile(`(?i)\b(?:refiles?|refiled|refiling)\b`)},
	{story.ChangeRepeat, regexp.MustCompile(`(?i)\b(?:repeats?|repeating)\b`)},
	{story.ChangeUpdate, regexp.MustCompile(`(?i)\b(?:adds?|adding|updates?|updating|recasts?|rewrites?|writes through|removes?|restores?|edits)\b`)},
}

// bodyByline is a paragraph that is a byline and no sentence.
var bodyByline = regexp.MustCompile(`^(?:By|Von|Par|Por|Di) \p{Lu}[\p{L}\p{M}.'’ ,/&-]{2,}$`)

// longestByline, in runes: more is a sentence. It does not stand in the
// expression, which would be compiled as often.
const longestByline = 95

// headOf finds a note and a byline above a text; both are near its beginning.
func headOf(text string) bodyHead {
	const near = 3 // paragraphs
	h := bodyHead{rest: text}
	rest := text
	for range near {
		paragraph, after, more := strings.Cut(rest, "\n\n")
		if !more || utf8.RuneCountInString(paragraph) > 400 {
			return h
		}
		switch {
		case h.note == "" && h.by == "" && bracketNote.MatchString(paragraph) && strings.HasSuffix(strings.TrimSpace(paragraph), ")"):
			h.note = oneSpaced(paragraph)
			h.rest = strings.TrimLeft(after, "\n")
		case utf8.RuneCountInString(paragraph) <= longestByline && bodyByline.MatchString(paragraph) && !strings.HasSuffix(paragraph, "."):
			h.by = oneSpaced(paragraph)
			return h
		default:
			return h
		}
		rest = strings.TrimLeft(after, "\n")
	}
	return h
}

// readHead takes the head of a body apart where the body was markup: plain
// text is tagged byte for byte as it came.
func readHead(item map[string]any, body string) (rest string, hints []hint) {
	h := headOf(body)
	if h.by != "" && item["by"] == nil {
		item["by"] = h.by
	}
	if h.note == "" {
		return body, nil
	}
	if have, _ := item["edNote"].(string); !strings.Contains(have, h.note) {
		item["edNote"] = strings.TrimPrefix(have+"\n"+h.note, "\n")
	}
	for _, p := range bracketPhrases {
		if found := p.re.FindString(h.note); found != "" {
			return h.rest, []hint{{p.kind, "note " + found}}
		}
	}
	return h.rest, nil
}
