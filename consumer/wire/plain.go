package wire

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
)

// decodePlain reads plain text: a headline, if the first line is one, and the
// body, which keeps every byte of the rest. Plain text has no identifier; its
// own bytes are its name.
func decodePlain(in input) (*story.Story, error) {
	if binary(in.data) {
		return nil, &Error{Format: Text, Err: errBinary}
	}
	head, body := splitHeadline(string(in.data))
	if strings.TrimSpace(head+body) == "" {
		return nil, &Error{Format: Text, Err: errEmptyText}
	}
	s := &story.Story{
		URI: urn(in.source, "sha256-"+digest(in.raw)), Source: in.source, Format: Text, Type: "text",
		Status: story.Usable, Warnings: in.warnings,
	}
	s.Revision = "sha256-" + digest(in.raw)
	s.RawHash = rawHash(in.raw)
	s.Item = map[string]any{"uri": s.URI, "type": "text"}
	if head != "" {
		s.Fields = append(s.Fields, story.Field{Name: story.Headline, Text: head})
		s.Item["headlines"] = []any{map[string]any{"role": "main", "contentType": "text/plain", "value": head}}
	}
	if strings.TrimSpace(body) != "" {
		s.Fields = append(s.Fields, story.Field{Name: story.Body, Text: body})
		s.Item["bodies"] = []any{map[string]any{"role": "main", "contentType": "text/plain", "value": body}}
	}
	s.Change = changeOf(s, nil)
	return s, nil
}

// splitHeadline takes the first line for a headline when it looks like one
// and stands alone: before a blank line, before the dateline, or as all there
// is. The blank lines around a headline belong to nobody.
func splitHeadline(text string) (headline, body string) {
	start := text[len(text)-len(strings.TrimLeft(text, " \t\r\n\f\v")):]
	line, rest, more := strings.Cut(start, "\n")
	head := strings.TrimSpace(line)
	after := rest
	for {
		blank, next, ok := strings.Cut(after, "\n")
		if !ok || strings.TrimSpace(blank) != "" {
			break
		}
		after = next
	}
	alone := strings.TrimSpace(after) == ""
	next, _, _ := strings.Cut(after, "\n")
	if !looksLikeHeadline(head) || more && !alone && len(after) == len(rest) && !dateline.MatchString(next) {
		return "", text
	}
	if alone {
		return head, ""
	}
	return head, after
}

// longestHeadline, in characters: wires cut theirs at 60 to 120.
const longestHeadline = 200

func looksLikeHeadline(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > longestHeadline || dateline.MatchString(s) {
		return false
	}
	// A full stop ends a sentence; "U.S." and "Inc." end a headline.
	if last := s[strings.LastIndexByte(s, ' ')+1:]; strings.HasSuffix(last, ".") && !abbreviation.MatchString(last) {
		return false
	}
	letters, others := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
		case !unicode.IsSpace(r):
			others++
		}
	}
	// Service headers are mostly numbers: "aba0123 4 pl 220 nw 0042".
	return letters >= 3 && letters > 2*others
}

var abbreviation = regexp.MustCompile(`^(\p{L}\.)+$|^(Inc|Corp|Ltd|Co|Jr|Sr|No)\.$`)

// dateline is the opening of a body: "LISBON (NW) —", "Oslo, Nov 3 (NW) -".
// It needs only tell a body from a headline; reading it is the taggers' work.
var dateline = regexp.MustCompile(`^\s*\p{Lu}[^()\n]{1,80}\([^()\n]{2,40}\)\s*[-–—_.:]|^\s*\p{Lu}[\p{Lu}\s.,'’-]{2,60}(?:, \p{L}[\p{L}.]* \d{1,2})?\s*(?:—|–|--|-\s)`)
