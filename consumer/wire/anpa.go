package wire

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"dateline/enrich/story"
)

// ANPA 1312, the telegraph format of North American agencies, as AP sends it:
//
//	SYN SYN SOH W2607 US asian             service letter and number, selector
//	r a DC3 DC1 BC-US--Ferries 1stLd-Writethru 11-13 1693
//	                                       priority, category, keyword, date, words
//	STX ^BC-US--Ferries, 1st Ld-Writethru,1140<
//	^Ferries return after storm<           a caret opens a line, < ends it,
//	^Eds: Updates with quote.<             = ends one that is centred
//	^By ANA OTHER=
//	   LISBON (AP) _ Ferries …             the text is indented
//	ETX AP-WF-11-13-13 0745GMT<
//	EOT

// headerANPA is the second line of a header: priority and category, keyword,
// date, number of words. Each of them may be missing.
var headerANPA = regexp.MustCompile(`^([a-zA-Z]) ([a-zA-Z0-9])(?:[\x00-\x1f ]+|$)(.*)$`)

// dateANPA ends it.
var dateANPA = regexp.MustCompile(`\s+(\d\d-\d\d)?\s*(\d{3,5})?\s*$`)

// wire1312 is what the header of a message says.
type wire1312 struct {
	number, selector, priority, category, keyword, words string
	rest                                                 string // what follows it
}

func readHeaderANPA(message string) (h wire1312, ok bool) {
	at := strings.IndexByte(message, soh)
	if at < 0 {
		return h, false
	}
	head, text, found := strings.Cut(message[at+1:], string(stx))
	first, second, _ := strings.Cut(newLines.Replace(head), "\n")
	if !found { // the text begins after the two lines
		second, text, _ = strings.Cut(second, "\n")
	}
	h.rest = text
	h.number, h.selector, _ = strings.Cut(first, "\x1f")
	h.number, h.selector = oneSpaced(clean(h.number)), strings.Trim(oneSpaced(clean(h.selector)), "-")
	second, _, _ = strings.Cut(strings.TrimLeft(second, "\n"), "\n")
	if g := headerANPA.FindStringSubmatch(second); g != nil {
		h.priority, h.category, second = strings.ToLower(g[1]), strings.ToLower(g[2]), g[3]
	}
	if at := dateANPA.FindStringSubmatchIndex(second); at != nil {
		if at[4] >= 0 {
			h.words = second[at[4]:at[5]]
		}
		second = second[:at[0]]
	}
	h.keyword = oneSpaced(clean(second))
	return h, len(h.number) > 0 && len(h.number) <= 20
}

func looksLikeANPA(data []byte) bool {
	start := data[:min(len(data), 64)]
	at := bytes.IndexByte(start, soh)
	return at >= 0 && len(bytes.Trim(start[:at], "\x16\x00 \r\n")) == 0 && (bytes.Contains(start[:at], []byte{0x16}) || bytes.IndexByte(start[at:], 0x1f) > 0)
}

func decodeANPA(in input) ([]candidate, error) {
	var all []candidate
	for _, message := range transmissions(in.data) {
		if c, ok := storyANPA(in.source, string(message)); ok {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, &Error{Format: ANPA, Err: errors.New("there is no header in it: service and number, priority, category, keyword")}
	}
	return all, nil
}

// urgencyANPA orders the priorities of the format on IPTC's scale: flash,
// bulletin, urgent, rush, and what can wait.
var urgencyANPA = map[string]string{"f": "1", "b": "2", "u": "3", "r": "4", "d": "5"}

func storyANPA(source, message string) (candidate, bool) {
	head, ok := readHeaderANPA(message)
	if !ok {
		return candidate{}, false
	}
	d := newDraft("text")
	d.set("urgency", urgencyANPA[head.priority])
	d.subject(map[string]any{"literal": head.category, "rel": "category"})
	d.subject(map[string]any{"literal": head.selector, "rel": "selector"})
	d.altID("number", head.number)
	d.altID("priority", head.priority)
	d.altID("keyword", head.keyword)
	d.altID("words", head.words)
	text, trailer, _ := strings.Cut(head.rest, string(etx))
	trailer = oneSpaced(strings.TrimRight(clean(trailer), "< \n"))
	if g := trailerANPA.FindStringSubmatch(trailer); g != nil {
		d.source(g[1], "provider")
	}
	if when, ok := timeANPA(trailer); ok {
		d.set("versionCreated", when)
	}
	readANPAText(&d, clean(text))
	d.set("slugline", head.keyword)
	c := d.done()
	if c.m["headlines"] == nil && c.m["bodies"] == nil {
		return candidate{}, false
	}
	if slug, _ := c.m["slugline"].(string); killANPA.MatchString(slug) {
		c.m["pubStatus"] = string(story.Canceled)
	}
	c.m["uri"] = urn(source, strings.Join([]string{head.number, trailerANPA.FindString(trailer), digest([]byte(message))}, ":"))
	return c, true
}

// killANPA is how a slug withdraws a story; nothing else could say it.
var killANPA = regexp.MustCompile(`\b(?:KILL|Kill|WITHDRAW|Withdraw|WITHDRAWAL|ELIMINATION)\b`)

// words at the end of a slug count them.
var slugWords = regexp.MustCompile(`,\s*\d{0,5}\s*$`)

// readANPAText sorts the lines: those with a caret stand above the text.
func readANPAText(d *draft, text string) {
	var above, body []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \n")
		marked := strings.TrimLeft(line, "\t ")
		if rest, ok := strings.CutPrefix(marked, "^"); ok && strings.TrimSpace(strings.Join(body, "")) == "" {
			for part := range strings.SplitSeq(rest, "< ^") { // a number of the desk's before the slug
				above = append(above, strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(part), "<")))
			}
			continue
		}
		body = append(body, strings.TrimPrefix(strings.TrimSuffix(strings.TrimSpace(line), "<"), "^"))
	}
	rest := aboveANPA(d, above)
	value := strings.TrimSpace(strings.Join(body, "\n"))
	if value == "" { // a list of headlines is all there is
		value = strings.Join(rest, "\n")
	} else {
		for _, line := range rest {
			d.description("abstract", line)
		}
	}
	d.body("main", "text/plain", value)
	d.tagSentences(withoutRules(value))
}

// withoutRules takes away the lines of underscores and END that part a text.
func withoutRules(text string) string {
	lines := strings.Split(text, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if t := strings.TrimSpace(line); t == "END" || t != "" && strings.Trim(t, "_-=* ") == "" {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// noteANPA opens a line for editors.
var noteANPA = regexp.MustCompile(`^\(?(?:Eds|EDS|EDITORS?)\b|^EDITOR'S NOTE|^(?:With )?(?:AP|NW) (?:Photo|Photos|Graphic|Video)\b`)

// aboveANPA sorts the lines above a text: slug, headline, notes, byline. The
// rest is returned.
func aboveANPA(d *draft, lines []string) (rest []string) {
	var by []string
	for _, line := range lines {
		centred := strings.HasSuffix(line, "=")
		line = strings.TrimSpace(strings.TrimSuffix(line, "="))
		switch {
		case line == "" || strings.HasPrefix(line, "*") && len(line) < 12:
		case d.m["slugline"] == nil:
			d.set("slugline", slugWords.ReplaceAllString(line, ""))
		case noteANPA.MatchString(line):
			d.note(line)
		case centred && (byLine.MatchString(line) || len(by) > 0):
			by = append(by, line)
		case !d.headed:
			d.headline("main", line)
		default:
			rest = append(rest, line)
		}
	}
	d.set("by", strings.Join(by, ", "))
	return rest
}
