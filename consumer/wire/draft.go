package wire

import (
	"fmt"
	"strings"

	"dateline/enrich/story"
)

// draft is a candidate in the making. Its functions put what a document says
// into the place that ninjs 3.2 has for it; the conformer checks it all
// afterwards. What is empty is not set, and what was said first counts.
type draft struct {
	candidate
	language string          // of the document: names in it are preferred
	seen     map[string]bool // texts that are there already, by where they are
	notes    []string        // lines for editors
	headed   bool            // there is a main headline
}

func newDraft(typ string) draft {
	m := map[string]any{}
	setIf(m, "type", typ)
	return draft{candidate: candidate{m: m}, seen: map[string]bool{}}
}

// done is the candidate that the draft has become.
func (d *draft) done() candidate {
	d.set("edNote", strings.Join(d.notes, "\n"))
	return d.candidate
}

// once notes that a text was met at a place, and reports whether that is new.
func (d *draft) once(where, text string) bool {
	key := where + "\x00" + text
	if d.seen[key] {
		return false
	}
	d.seen[key] = true
	return true
}

// notThis says that a document is another than its format promised.
func notThis(root *element, want string) error {
	return fmt.Errorf("the document is a <%s>; there is no <%s> in it", clip(root.name), want)
}

func setIf(m map[string]any, name, value string) {
	if value != "" {
		m[name] = value
	}
}

func (d *draft) set(name, value string) {
	if _, have := d.m[name]; value != "" && !have {
		d.m[name] = value
	}
}

func (d *draft) add(name string, v any) {
	list, _ := d.m[name].([]any)
	d.m[name] = append(list, v)
}

// date sets a date. One that is a pattern and no date, as some systems send,
// is as good as none.
func (d *draft) date(name, value string) {
	if strings.ContainsAny(value, "0123456789") && !strings.Contains(value, "YYYY") {
		d.set(name, value)
	}
}

// typedText adds a headline, a description or a body, unless the same text is
// there already.
func (d *draft) typedText(name, role, contentType, value string) {
	if strings.TrimSpace(value) == "" || !d.once(name, value) {
		return
	}
	t := map[string]any{"value": value}
	setIf(t, "role", role)
	setIf(t, "contentType", contentType)
	d.add(name, t)
}

// headline adds a headline; a second main one is another in role, too.
func (d *draft) headline(role, value string) {
	if value == "" {
		return
	}
	if role == "main" {
		if d.headed {
			role = "text"
		}
		d.headed = true
	}
	d.typedText("headlines", role, "", value)
}

func (d *draft) description(role, value string) { d.typedText("descriptions", role, "", value) }

func (d *draft) body(role, contentType, value string) {
	d.typedText("bodies", role, contentType, value)
}

// filed notes the dateline of a story. ninjs has no place for the line as it
// reads, so it is a description of that role.
func (d *draft) filed(line string) {
	line = oneSpaced(line)
	if line == "" {
		return
	}
	d.description("dateline", line)
	if d.dateline == "" {
		d.dateline = line
	}
}

// note adds a line for editors.
func (d *draft) note(line string) {
	if line = strings.TrimSpace(line); line != "" && d.once("edNote", line) {
		d.notes = append(d.notes, line)
	}
}

// signal notes what a code says of the kind of change. A recall recalls
// whatever the status of the version is that it comes with: Reuters' edStat:D
// means all versions.
func (d *draft) signal(code string) {
	h, ok := signalHint(code)
	if !ok {
		return
	}
	d.hints = append(d.hints, h)
	if h.kind == story.ChangeKill {
		d.m["pubStatus"] = string(story.Canceled)
	}
}

func (d *draft) altID(role, value string) {
	if role != "" && value != "" {
		d.add("altIds", map[string]any{"role": role, "value": value})
	}
}

// source adds who has a part in the story, and which.
func (d *draft) source(name, role string) {
	if name != "" {
		d.add("infoSources", map[string]any{"name": name, "role": role})
	}
}

func (d *draft) keyword(word string) {
	if word != "" {
		d.subject(map[string]any{"name": word, "rel": "keyword"})
	}
}

// concept adds to one of the lists of concepts what is more than a relation.
func (d *draft) concept(list string, c map[string]any) {
	for _, name := range []string{"name", "uri", "literal"} {
		if s, _ := c[name].(string); s != "" {
			for k, v := range c {
				if v == "" {
					delete(c, k)
				}
			}
			d.add(list, c)
			return
		}
	}
}

func (d *draft) subject(c map[string]any) { d.concept("subjects", c) }
func (d *draft) genre(c map[string]any)   { d.concept("genres", c) }

// place adds a place named by the first of its parts that is there; the rest
// is where it lies.
func (d *draft) place(rel string, parts ...string) {
	seen := map[string]bool{}
	var names []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" && !seen[p] {
			seen[p] = true
			names = append(names, p)
		}
	}
	if len(names) > 0 {
		d.add("places", map[string]any{"name": strings.Join(names, ", "), "rel": rel})
	}
}

// link keeps what a story points to as a story of which nothing but the
// address is known.
func (d *draft) link(target, title, rel string) {
	if target == "" {
		return
	}
	item := map[string]any{"uri": target, "name": "link"}
	setIf(item, "name", rel)
	setIf(item, "rel", rel)
	setIf(item, "title", title)
	d.associate(item)
}

// associate adds a story within the story.
func (d *draft) associate(item map[string]any) {
	if s, _ := item["uri"].(string); s == "" {
		return
	}
	if s, _ := item["name"].(string); s == "" {
		item["name"] = "association"
	}
	d.add("associations", item)
}
