package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"dateline/enrich/story"
)

// candidate is what may be a story: an object with the properties of ninjs in
// any of its versions, as every decoder of this package makes one, and what
// ninjs has no place for.
type candidate struct {
	source, format string
	m              map[string]any
	etag           string
	raw            func() []byte // for the hash of last resort; the message's where there is one story
	rawHash        string
	warnings       []string
	// hints are what the source says, in codes, of the kind of change.
	hints []hint
	// dateline is the line that a source sends apart from the body it
	// belongs to, as "OSLO, Nov 3 (NW) -". Where it was filed is known from
	// nothing else, so it is put before the text to tag.
	dateline string
	// tagged is the body to tag, where that is less than the body of m:
	// without the agate and the notes. It counts if it is set at all.
	tagged *string
}

// finish makes the stories of a message. Either all can be made or none is.
func finish(in input, format string, found []candidate) ([]*story.Story, error) {
	hash := rawHash(in.raw)
	stories := make([]*story.Story, 0, len(found))
	for i, c := range found {
		c.source, c.format, c.rawHash = in.source, format, hash
		c.warnings = append(in.warnings[:len(in.warnings):len(in.warnings)], c.warnings...)
		own := c.raw != nil
		if !own {
			c.raw = func() []byte { return in.raw }
		}
		where := ""
		if len(found) > 1 {
			where = fmt.Sprintf("item %d", i+1)
		}
		if len(found) > 1 && !own {
			bytes, err := json.Marshal(c.m)
			if err != nil {
				return nil, &Error{format, where, err}
			}
			c.raw = func() []byte { return bytes }
		}
		s, err := c.story()
		if err != nil {
			return nil, &Error{format, where, err}
		}
		stories = append(stories, s)
	}
	return stories, nil
}

func rawHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// story makes the story, if it is one.
func (c candidate) story() (*story.Story, error) {
	looksAP := c.format == NINJS && isAP(c.m)
	id := identify(c.source, c.m)
	status, embargo := statusOf(c.m)
	if embargo != "" {
		delete(c.m, "pubstatus")
		delete(c.m, "pubStatus")
	}
	s := &story.Story{
		URI: id, Version: stringAt(c.m, "version"), Revision: revision(c.m, c.etag, status, c.raw),
		Source: c.source, Format: c.format, Status: status, Warnings: c.warnings,
		Language: stringAt(c.m, "language"), RawHash: c.rawHash,
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
	found := c.fields(s.Item)
	if id == "" && len(found) == 0 {
		return nil, nothing(looksAP)
	}
	if s.Type == "" && len(found) > 0 {
		s.Type = "text"
	}
	if !s.Tombstone() && (!mediaOnly(s.Type) || hasBodyField(found)) {
		s.Fields = found
	}
	s.Change = changeOf(s, c.hints)
	return s, nil
}

// fields finds the texts to tag; what stands above a text in its body goes to
// its own place in the item.
func (c *candidate) fields(item map[string]any) []story.Field {
	t, read := fields(item)
	if read && hasBodyField(t) {
		body := &t[len(t)-1]
		var hints []hint
		body.Text, hints = readHead(item, body.Text)
		c.hints = append(c.hints, hints...)
	}
	if c.tagged != nil {
		if hasBodyField(t) {
			t = t[:len(t)-1]
		}
		if strings.TrimSpace(*c.tagged) != "" {
			t = append(t, story.Field{Name: story.Body, Text: *c.tagged})
		}
	}
	if c.dateline != "" && hasBodyField(t) {
		body := &t[len(t)-1]
		body.Text = withDateline(c.dateline, body.Text)
	}
	return t
}

// withDateline puts a dateline before a body that does not have one.
func withDateline(line, body string) string {
	line = oneSpaced(line)
	const opening = 1000 // characters of a body in which its own would stand
	head := clipTo(body, opening)
	place := strings.TrimRightFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' })
	if place == "" || !unicode.IsLetter([]rune(line)[0]) || dateline.MatchString(head) || strings.Contains(strings.ToLower(head), strings.ToLower(place)) {
		return body
	}
	if !strings.ContainsAny(line[len(place):], "-–—_:") {
		line += " -"
	}
	return line + " " + body
}
