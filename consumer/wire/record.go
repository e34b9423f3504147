package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"dateline/enrich/story"
)

// officialSchema is the schema that a strict record validates against.
const officialSchema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#"

// EncodeOptions say what a record looks like.
type EncodeOptions struct {
	// Strict leaves the enrichment property out: the record is ninjs 3.2 and
	// nothing else.
	Strict bool
	// Creator is who made the tags: urn:dateline:<version>. Where it is
	// empty it is made from the engine that the tags name.
	Creator string
	// Format is NINJS or NewsMLG2; empty is NINJS. Strict is of NINJS only.
	Format string
	// Stored is when the story came in. NewsML-G2 must say when a version was
	// made; where the source does not, this stands there, marked as ours.
	Stored time.Time
}

// ContentType is the media type of the records.
func (o EncodeOptions) ContentType() string {
	if o.Format == NewsMLG2 {
		return "application/vnd.iptc.g2.newsitem+xml"
	}
	return "application/json"
}

// tombstoneFields are what is left of a story that was withdrawn: enough to
// know which one, and why. The rest must not be used any more.
var tombstoneFields = []string{
	"uri", "type", "representationType", "version", "firstCreated", "versionCreated", "contentCreated",
	"pubStatus", "language", "slugline", "edNote", "infoSources", "altIds",
}

// Encode writes the record of a story: all that the source said, the tags of
// t beside the source's own, and, unless it is strict, t itself. Of a story
// that was withdrawn it writes a tombstone. As NewsML-G2 it is XML on one line
// and valid by the schema of 2.35. t may be nil for a story that was
// not tagged. Neither s nor t is changed.
func Encode(s *story.Story, t *story.Tags, o EncodeOptions) ([]byte, error) {
	rec, tags := completed(s, t, o)
	if o.Format == NewsMLG2 {
		return encodeNewsMLG2(s, rec, tags, o)
	}
	standard := map[string]any{"name": "ninjs", "version": "3.2", "schema": officialSchema}
	if !o.Strict {
		standard["schema"] = SchemaID
	}
	rec["standard"] = standard
	w := writer{buf: make([]byte, 0, 4096+2*textSize(s))}
	w.value(rec, ninjs32)
	if w.err != nil {
		return nil, fmt.Errorf("record of %s: %w", s.URI, w.err)
	}
	if o.Strict {
		return oneLine(w.buf), nil
	}
	buf := bytes.NewBuffer(append(w.buf[:len(w.buf)-1], `,"enrichment":`...))
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	var change *story.Change
	if s.Change.Kind != "" {
		change = &s.Change
	}
	if err := enc.Encode(enrichment{&tags, change}); err != nil {
		return nil, fmt.Errorf("record of %s: %w", s.URI, err)
	}
	out := buf.Bytes()
	out[len(out)-1] = '}' // in place of the encoder's line break
	return oneLine(out), nil
}

// completed is a record before it is written: the source's properties and the
// tags of the machine beside its own, as *tag in the lists of rec.
func completed(s *story.Story, t *story.Tags, o EncodeOptions) (rec map[string]any, tags story.Tags) {
	tags = complete(t, o.Creator)
	rec = make(map[string]any, len(s.Item)+4)
	if s.Tombstone() {
		for _, name := range tombstoneFields {
			if v, ok := s.Item[name]; ok {
				rec[name] = v
			}
		}
		rec["pubStatus"] = string(s.Status)
		tags = story.Tags{Engine: tags.Engine, Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}
	} else {
		maps.Copy(rec, s.Item)
		addTags(rec, &tags, creator(o.Creator, tags.Engine))
	}
	rec["uri"] = s.URI
	return rec, tags
}

// enrichment is the property of that name.
type enrichment struct {
	*story.Tags
	Change *story.Change `json:"change,omitempty"`
}

// oneLine escapes what some readers of lines take for the end of one, although
// it may stand in JSON as it is: U+0085, as in text that was once Latin-1.
// encoding/json escapes U+2028 and U+2029 itself.
func oneLine(record []byte) []byte {
	for _, r := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.Contains(record, []byte(r)) {
			record = bytes.ReplaceAll(record, []byte(r), fmt.Appendf(nil, `\u%04x`, []rune(r)[0]))
		}
	}
	return record
}

func textSize(s *story.Story) int {
	n := 0
	for _, f := range s.Fields {
		n += len(f.Text)
	}
	return n
}

// complete returns tags that marshal as the schema wants them: lists that are
// empty and not null, percentages that are.
func complete(t *story.Tags, creator string) story.Tags {
	var out story.Tags
	if t != nil {
		out = *t
	}
	if out.Engine.Name == "" {
		out.Engine.Name = "dateline"
		out.Engine.Version = strings.TrimPrefix(creator, creatorPrefix)
	}
	out.Entities = append([]story.Entity{}, out.Entities...)
	for i := range out.Entities {
		e := &out.Entities[i]
		e.Relevance, e.Confidence = percent(e.Relevance), percent(e.Confidence)
		if e.Mentions == nil {
			e.Mentions = []story.Mention{}
		}
	}
	out.Places = append([]story.Place{}, out.Places...)
	for i := range out.Places {
		p := &out.Places[i]
		p.Relevance, p.Confidence = percent(p.Relevance), percent(p.Confidence)
		if p.Mentions == nil {
			p.Mentions = []story.Mention{}
		}
	}
	out.Topics = append([]story.Topic{}, out.Topics...)
	for i := range out.Topics {
		p := &out.Topics[i]
		p.Relevance, p.Confidence = percent(p.Relevance), percent(p.Confidence)
		if p.Path == nil {
			p.Path = []string{}
		}
		if p.Evidence == nil {
			p.Evidence = []story.Span{}
		}
	}
	return out
}

func percent(n int) int { return max(0, min(n, 100)) }
