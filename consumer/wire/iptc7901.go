package wire

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"dateline/enrich/story"
)

// IPTC 7901, the telegraph format of European agencies:
//
//	SOH bdt0123 3 pl 110  dpa 0456        service, number, priority, category, words, origin
//	Keyword/Keyword/
//	STX (Note for editors)
//	Headline
//	By somebody =
//
//	Text
//
//	# Notebook
//	ETX 241205 GMT Sep 24                 day and time, month, year
//	EOT
//
// There is no identifier and no status: a kill is a word. Several messages may
// follow each other.

// Control characters of the telegraph formats.
const (
	soh = '\x01' // start of header
	stx = '\x02' // start of text
	etx = '\x03' // end of text
	eot = '\x04' // end of transmission
)

// header7901 is the first line, with the control character or without it,
// which some gateways take away.
var header7901 = regexp.MustCompile(`^[\x01\s\x7f\x00]*(?i:([a-z]{2,4}) ?(\d{2,5}) +([1-9]) +([a-z]{1,3}) +(\d{1,6})(?: +([^\r\n\x02]*))?)[ \t\r]*\n`)

func looksLike7901(data []byte) bool {
	start := data[:min(len(data), 300)]
	if header7901.Match(start) {
		return true
	}
	at := bytes.IndexByte(start, soh)
	return at >= 0 && len(bytes.Trim(start[:at], "\x7f\x00 \r\n")) == 0 && bytes.IndexByte(data, stx) > at
}

func decode7901(in input) ([]candidate, error) {
	var all []candidate
	for _, message := range transmissions(in.data) {
		c, ok := story7901(in.source, string(message))
		if ok {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, &Error{Format: IPTC7901, Err: errors.New("there is no header in it: service and number, priority, category, words")}
	}
	return all, nil
}

// transmissions cuts data at the beginnings of headers.
func transmissions(data []byte) [][]byte {
	var all [][]byte
	for len(data) > 0 {
		next := bytes.IndexByte(data[1:], soh)
		if next < 0 {
			return append(all, data)
		}
		if part := data[:next+1]; len(bytes.Trim(part, "\x16\x7f\x00 \r\n\t")) > 0 {
			all = append(all, part)
		}
		data = data[next+1:]
	}
	return all
}

// telegram is what the first line of IPTC 7901 says.
type telegram struct {
	service, number, priority, category, words, origin string
	rest                                               string // what follows the line
}

// readHeader7901 reads the first line. Where the control character vouches for
// it, a part may be missing or look otherwise.
func readHeader7901(message string) (telegram, bool) {
	if g := header7901.FindStringSubmatch(message); g != nil {
		return telegram{strings.ToLower(g[1]), g[2], g[3], strings.ToLower(g[4]), g[5], oneSpaced(g[6]), message[len(g[0]):]}, true
	}
	at := strings.IndexByte(message, soh)
	if at < 0 {
		return telegram{}, false
	}
	line, rest, _ := strings.Cut(newLines.Replace(message[at+1:]), "\n")
	words := strings.Fields(clean(line))
	if len(words) == 0 {
		return telegram{}, false
	}
	t := telegram{rest: rest}
	service := strings.TrimRight(words[0], "0123456789") // small letters may take more bytes
	t.service, t.number = strings.ToLower(service), words[0][len(service):]
	for _, w := range words[1:] {
		number := strings.Trim(w, "0123456789") == ""
		switch {
		case number && len(w) == 1 && w != "0" && t.priority == "":
			t.priority = w
		case number && t.words == "" && t.category != "":
			t.words = w
		case !number && t.category == "":
			t.category = strings.ToLower(w)
		default:
			t.origin = strings.TrimPrefix(t.origin+" "+w, " ")
		}
	}
	return t, t.service != "" && len(t.service) <= 8
}

func story7901(source, message string) (candidate, bool) {
	head, ok := readHeader7901(message)
	if !ok {
		return candidate{}, false
	}
	d := newDraft("text")
	service, number := head.service, head.number
	d.set("urgency", head.priority)
	d.subject(map[string]any{"literal": head.category, "rel": "category"})
	d.subject(map[string]any{"literal": service, "rel": "service"})
	d.altID("number", service+number)
	d.altID("origin", head.origin)
	text, trailer, ended := strings.Cut(head.rest, string(etx))
	trailer = oneSpaced(clean(trailer))
	if last := lastLine(text); !ended && last != "" && trailer7901.FindString(last) == last {
		if at := strings.LastIndex(text, last); at >= 0 { // unless control characters are in it
			text, trailer = text[:at], last
		}
	}
	// What the gateways took away was at the end of the keywords.
	keywords, text, ok := strings.Cut(text, string(stx))
	if !ok {
		keywords, text = cutKeywords(keywords)
	}
	for line := range strings.Lines(clean(keywords)) {
		line = strings.TrimSpace(line)
		d.set("slugline", strings.Trim(line, "/"))
		for word := range strings.SplitSeq(line, "/") {
			d.keyword(strings.TrimSpace(word))
		}
	}
	read7901Text(&d, clean(text))
	if when, ok := time7901(trailer); ok {
		d.set("versionCreated", when)
	} else if trailer7901.MatchString(trailer) {
		d.altID("filed", trailer7901.FindString(trailer)) // a time without its zone
	}
	if bodies, _ := d.m["bodies"].([]any); len(bodies) > 0 {
		setIf(bodies[0].(map[string]any), "wordCount", strings.TrimLeft(head.words, "0"))
	}
	c := d.done()
	if c.m["headlines"] == nil && c.m["bodies"] == nil {
		return candidate{}, false
	}
	c.m["uri"] = urn(source, strings.Join([]string{service, number, trailer7901.FindString(trailer), digest([]byte(message))}, ":"))
	return c, true
}

// clean takes away the control characters and makes the ends of lines alike.
func clean(s string) string {
	s = newLines.Replace(s)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}

// cutKeywords takes the first lines that are keywords where nothing marks
// their end.
func cutKeywords(text string) (keywords, rest string) {
	rest = strings.TrimLeft(newLines.Replace(text), "\n ")
	for {
		line, after, more := strings.Cut(rest, "\n")
		if !more || !strings.HasSuffix(strings.TrimSpace(line), "/") {
			return keywords, rest
		}
		keywords += line + "\n"
		rest = after
	}
}

func lastLine(text string) string {
	text = strings.TrimSpace(clean(text))
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// byLine opens with who wrote it, in the languages of the samples.
var byLine = regexp.MustCompile(`^(?:Von|By|Par|Por|De|Da) (?:\p{Lu}|dpa\b|afp\b)`)

// takeLine is a line that says which take of a story this is.
var takeLine = regexp.MustCompile(`^(?:\d+(?:ST|ND|RD|TH) (?:LEAD|LD|NET|UPDATE|ADD)|REFILE|EXTRA|KILL|MANDATORY KILL|HOLD|WITHDRAW|WITHDRAWAL|CORRECTION|CORRECTED|REPEAT|RPT|ADVISORY|UPDATE(?: \d+)?|URGENT|(?:NEW )?LEAD)$`)

// longestHead is how many lines may stand above a text.
const longestHead = 25

// read7901Text reads what stands between the keywords and the end: the head,
// of which a line with an equals sign is the last, the text, and the notebook.
func read7901Text(d *draft, text string) {
	text = strings.Trim(text, "\n")
	lines := strings.Split(text, "\n")
	end := -1
	for i, line := range lines[:min(len(lines), longestHead)] {
		if strings.HasSuffix(strings.TrimRight(line, " "), "=") {
			end = i
			break
		}
	}
	body := text
	switch {
	case end >= 0:
		lines7901(d, lines[:end+1])
		body = strings.Join(lines[end+1:], "\n")
	default:
		headline, rest := splitHeadline(text)
		d.headline("main", headline)
		body = rest
	}
	body = strings.TrimSpace(body)
	d.body("main", "text/plain", body)
	story, notes := cutNotebook(body)
	for line := range strings.Lines(notes) {
		d.note(line)
	}
	d.tagSentences(story)
}

// lines7901 sorts the lines above a text.
func lines7901(d *draft, lines []string) {
	var headline []string
	open := "" // a note in brackets that is not closed yet
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if i == len(lines)-1 {
			line = strings.TrimSpace(strings.TrimSuffix(line, "="))
		}
		if open != "" {
			open += " " + line
		} else if strings.HasPrefix(line, "(") && len(headline) == 0 || strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
			open = line
		} else {
			switch {
			case line == "":
			case takeLine.MatchString(line):
				takeOf7901(d, line)
			case byLine.MatchString(line) && len(headline) > 0:
				d.set("by", line)
			default:
				headline = append(headline, line)
			}
			continue
		}
		if strings.HasSuffix(open, ")") {
			note := strings.TrimSpace(open)
			d.note(note)
			d.hints = append(d.hints, hintInWords("note", strings.Trim(note, "()"))...)
			open = ""
		}
	}
	if open != "" { // never closed: it was no note
		headline = append(headline, open)
	}
	d.headline("main", strings.Join(headline, " "))
}

// takeOf7901 notes which take of a story this is; here alone a word is a
// status, because there is nothing else that could say it.
func takeOf7901(d *draft, line string) {
	d.note(line)
	d.hints = append(d.hints, hintInWords("line", line)...)
	switch {
	case strings.Contains(line, "KILL"), strings.HasPrefix(line, "WITHDRAW"):
		d.set("pubStatus", string(story.Canceled))
	case line == "HOLD":
		d.set("pubStatus", string(story.Withheld))
	}
}

// hintInWords finds the kind of change that a line announces.
func hintInWords(where, line string) []hint {
	for _, p := range headlinePhrases {
		if found := p.re.FindString(line); found != "" {
			return []hint{{p.kind, where + " " + clip(strings.TrimSpace(found))}}
		}
	}
	return nil
}

// notebook opens the part for editors that dpa sets in Markdown.
var notebook = regexp.MustCompile(`(?m)^# (?:.{0,20} )?(?i:Notizblock|Notebook|Nota|Bloc-notes)\s*$|^\* \* \* \*\s*$`)

// signature is the last line of a desk: "dpa wsz jln npr", "(SDA/sj)".
var signature = regexp.MustCompile(`\n+(?:(?:dpa|apa|ats|afp|sda|ap|nw)(?: [\p{L}\d/]{1,8}){1,6}|\([A-Z]{2,4}\\?/\w{1,8}\))\s*$`)

// cutNotebook takes the part for editors off a text.
func cutNotebook(text string) (story, notes string) {
	if at := notebook.FindStringIndex(text); at != nil {
		story, notes = text[:at[0]], text[at[0]:]
	} else {
		story = text
	}
	if at := signature.FindStringIndex(story); at != nil {
		story, notes = story[:at[0]], story[at[0]:]+"\n"+notes
	}
	return strings.TrimSpace(story), notes
}
