package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dateline/enrich/story"
)

// storyDiff is what changed in the tags of one story.
type storyDiff struct {
	URI      string      `json:"uri"`
	Headline string      `json:"headline,omitempty"`
	Only     string      `json:"only,omitempty"` // "old" or "new": the other file has no record of it
	Changes  []tagChange `json:"changes,omitempty"`
}

// tagChange is one tag that came, went or changed.
type tagChange struct {
	Kind   string            `json:"kind"` // person, organisation, other, place, topic
	Name   string            `json:"name"`
	Change string            `json:"change"`         // added, removed, changed
	From   map[string]string `json:"from,omitempty"` // what it was, where it changed
	To     map[string]string `json:"to,omitempty"`   // what it is now
	values map[string]string // of an added or a removed one
}

// tagValues is a tag with what is compared of it.
type tagValues struct {
	kind, name, key string
	values          map[string]string
}

// compared are the values of a tag in the order in which they are shown.
var compared = []string{"uri", "role", "confidence", "relevance", "mentions"}

// tags lists what a record is tagged with: from its enrichment, or from the
// subjects that are ours where the record is strict.
func (r *shown) tags() []tagValues {
	var all []tagValues
	add := func(kind, name, uri, role string, confidence, relevance, mentions int) {
		values := map[string]string{"confidence": strconv.Itoa(confidence), "relevance": strconv.Itoa(relevance)}
		for key, v := range map[string]string{"uri": uri, "role": role} {
			if v != "" {
				values[key] = v
			}
		}
		if mentions > 0 {
			values["mentions"] = strconv.Itoa(mentions)
		}
		all = append(all, tagValues{kind, name, kind + " " + strings.ToLower(name), values})
	}
	if t := r.Enrichment; t != nil {
		for _, e := range t.Entities {
			add(string(e.Type), e.Name, e.URI, "", e.Confidence, e.Relevance, len(e.Mentions))
		}
		for _, p := range t.Places {
			add(string(story.Location), p.Name, p.URI, p.Role, p.Confidence, p.Relevance, len(p.Mentions))
		}
		for _, t := range t.Topics {
			add("topic", t.Name, t.URI, "", t.Confidence, t.Relevance, 0)
		}
		return all
	}
	for _, s := range r.Subjects {
		if strings.HasPrefix(s.Creator, creatorPrefix) {
			add("tag", s.Name, s.URI, "", s.Confidence, s.Relevance, 0)
		}
	}
	return all
}

func (r *shown) title() string {
	if len(r.Headlines) > 0 {
		return r.Headlines[0].Value
	}
	return ""
}

// compareTags pairs the tags of two records, first by kind and uri, then by
// kind and name: a place that is resolved to another one now has changed, and
// so has a person who is called by a fuller name.
func compareTags(older, newer []tagValues) []tagChange {
	gone := slices.Clone(older)
	take := func(same func(tagValues) bool) (tagValues, bool) {
		i := slices.IndexFunc(gone, same)
		if i < 0 {
			return tagValues{}, false
		}
		t := gone[i]
		gone = slices.Delete(gone, i, i+1)
		return t, true
	}
	pairs := make([]*tagValues, len(newer))
	for i, now := range newer {
		if uri := now.values["uri"]; uri != "" {
			if was, ok := take(func(t tagValues) bool { return t.kind == now.kind && t.values["uri"] == uri }); ok {
				pairs[i] = &was
			}
		}
	}
	var changes []tagChange
	for i, now := range newer {
		if pairs[i] == nil {
			if was, ok := take(func(t tagValues) bool { return t.key == now.key }); ok {
				pairs[i] = &was
			}
		}
		if pairs[i] == nil {
			changes = append(changes, tagChange{Kind: now.kind, Name: now.name, Change: "added", values: now.values})
		} else if c := change(*pairs[i], now); c != nil {
			changes = append(changes, *c)
		}
	}
	for _, was := range gone {
		changes = append(changes, tagChange{Kind: was.kind, Name: was.name, Change: "removed", values: was.values})
	}
	return changes
}

// change returns what differs between two tags, nil if nothing does.
func change(was, now tagValues) *tagChange {
	c := &tagChange{Kind: now.kind, Name: now.name, Change: "changed", From: map[string]string{}, To: map[string]string{}}
	if was.name != now.name {
		c.From["name"], c.To["name"] = was.name, now.name
	}
	for _, key := range compared {
		if was.values[key] != now.values[key] {
			c.From[key], c.To[key] = was.values[key], now.values[key]
		}
	}
	if len(c.To) == 0 {
		return nil
	}
	return c
}

// print writes the changes of one story to be read.
func (d storyDiff) print(w io.Writer, t terminal) {
	title := d.URI
	if d.Headline != "" {
		title = d.Headline + "  " + d.URI
	}
	fmt.Fprintln(w, t.paint(styleBold, printable(title)))
	if d.Only != "" {
		fmt.Fprintf(w, "  only in the %s file\n", d.Only)
	}
	for _, c := range d.Changes {
		mark, look := "~", stylePlain
		switch c.Change {
		case "added":
			mark, look = "+", styleGood
		case "removed":
			mark, look = "-", styleBad
		}
		fmt.Fprintf(w, "  %s\n", t.paint(look, fmt.Sprintf("%s %-12s %s", mark, c.Kind, printable(c.Name+c.details()))))
	}
	fmt.Fprintln(w)
}

// details are the values of a tag that came or went, or what they were and
// are.
func (c tagChange) details() string {
	var parts []string
	for _, key := range append([]string{"name"}, compared...) {
		switch from, to := c.From[key], c.To[key]; {
		case c.Change != "changed" && c.values[key] != "" && (key == "uri" || key == "role" || key == "confidence"):
			parts = append(parts, key+" "+c.values[key])
		case from != to:
			parts = append(parts, fmt.Sprintf("%s %s → %s", key, orNone(from), orNone(to)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

func orNone(v string) string {
	if v == "" {
		return "none"
	}
	return v
}
