package wire

import (
	"regexp"
	"strings"
)

// mailTexts sets the bodies of a story from the texts of a mail: those that
// are no attachments, or, where there are none, those that are.
func mailTexts(d *draft, r *mailReader) {
	for _, attached := range []bool{false, true} {
		plain := ""
		for _, t := range r.texts {
			if t.attached != attached || strings.TrimSpace(t.text) == "" {
				continue
			}
			role := "main"
			if have, _ := d.m["bodies"].([]any); len(have) > 0 {
				role = "alternative"
			}
			if t.mediaType == "text/html" {
				d.body(role, "text/html", t.text)
				continue
			}
			d.body(role, "text/plain", strings.Trim(t.text, "\n"))
			if plain == "" {
				plain = t.text
			}
		}
		if plain != "" {
			tagged := mailStory(plain)
			d.tagged = &tagged
		}
		if d.m["bodies"] != nil {
			return
		}
	}
}

// mailQuote opens what somebody else wrote: "On Monday, Ana Other wrote:".
var mailQuote = regexp.MustCompile(`(?m)^(?:On .{5,100} wrote:|Am .{5,100} schrieb .{2,80}:|Le .{5,100} a écrit ?:|-{3,} ?(?:Original Message|Ursprüngliche Nachricht|Forwarded message) ?-{3,})\s*$`)

// mailSignature parts a text from the name of who sent it.
var mailSignature = regexp.MustCompile(`(?m)^-- ?$`)

// mailStory is the text of a mail without the signature under it and without
// what it quotes; where there is nothing else, with that.
func mailStory(text string) string {
	story := text
	if at := mailSignature.FindStringIndex(story); at != nil {
		story = story[:at[0]]
	}
	if at := mailQuote.FindStringIndex(story); at != nil {
		story = story[:at[0]]
	}
	var b strings.Builder
	for line := range strings.Lines(story) {
		if !strings.HasPrefix(line, ">") {
			b.WriteString(line)
		}
	}
	if s := strings.TrimSpace(withoutAgate(b.String())); s != "" {
		return s
	}
	return strings.TrimSpace(text)
}
