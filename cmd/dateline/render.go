package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline/enrich/story"
)

// shown is what a person sees of a record.
type shown struct {
	URI       string `json:"uri"`
	PubStatus string `json:"pubStatus"`
	Headlines []struct {
		Value string `json:"value"`
	} `json:"headlines"`
	Subjects []struct {
		Name       string `json:"name"`
		URI        string `json:"uri"`
		Creator    string `json:"creator"`
		Confidence int    `json:"confidence"`
		Relevance  int    `json:"relevance"`
	} `json:"subjects"`
	Enrichment *story.Tags `json:"enrichment"`
}

// leadLines is how much of a story's text is shown under its headline.
const leadLines = 3

// render shows one record in a terminal, or as plain text in the same layout:
// headline, the first lines with the names in colour, and what was found. It
// ends with a line break. The record is whatever was published; the error is
// that of reading it as JSON, or that it is XML.
func render(t terminal, record []byte) (string, error) {
	if isXML(record) {
		return "", errXMLRecord
	}
	var r shown
	if err := json.Unmarshal(record, &r); err != nil {
		return "", fmt.Errorf("record: %w", err)
	}
	tags := r.Enrichment
	if tags == nil {
		tags = &story.Tags{}
	}
	var b strings.Builder
	b.WriteString(r.headline(t, tags))
	lead := (&styled{}).addField(lead(tags.Text[story.Body]), stylePlain, stretches(tags, story.Body))
	for _, line := range lead.lines(t, t.width-2, leadLines) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	list := func(title string, items []*styled) {
		for _, line := range row(items).lines(t, t.width-listIndent, 0) {
			fmt.Fprintf(&b, "  %s%s\n", t.paint(styleDim, fmt.Sprintf("%-*s", listIndent-2, title)), line)
			title = ""
		}
	}
	list("people", entities(tags, story.Person))
	list("organisations", entities(tags, story.Organisation))
	list("other names", entities(tags, story.Other))
	list("places", places(tags))
	list("topics", topics(tags))
	if r.Enrichment == nil {
		list("tags", r.strictTags())
	}
	list("story", []*styled{(&styled{}).add(r.URI, styleDim)})
	return b.String(), nil
}

// listIndent is the column at which the items of a list begin.
const listIndent = len("  organisations  ")

func (r *shown) headline(t terminal, tags *story.Tags) string {
	line := &styled{}
	switch text := tags.Text[story.Headline]; {
	case r.PubStatus == string(story.Canceled), r.PubStatus == string(story.Withheld):
		line.add(strings.ToUpper(r.PubStatus)+" ", styleError)
		fallthrough
	case text == "":
		plain := "(no headline)"
		if len(r.Headlines) > 0 {
			plain = r.Headlines[0].Value
		}
		line.add(plain, styleBold)
	default:
		line.addField(text, styleBold, stretches(tags, story.Headline))
	}
	return strings.Join(line.lines(t, t.width, 0), "\n") + "\n"
}

// lead cuts a text that is long enough to fill the lines shown: nothing beyond
// is worth preparing.
func lead(text string) string {
	const most = leadLines * 1000 * 4 // bytes; a terminal has at most 1000 columns
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

// stretches are the names in one field, in the order of the text.
func stretches(tags *story.Tags, field string) []stretch {
	var all []stretch
	add := func(mentions []story.Mention, s style) {
		for _, m := range mentions {
			if m.Field == field {
				all = append(all, stretch{m.Start, m.End, s})
			}
		}
	}
	for _, e := range tags.Entities {
		add(e.Mentions, styleOf(e.Type))
	}
	for _, p := range tags.Places {
		add(p.Mentions, stylePlace)
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(a.start, b.start) })
	return all
}

func styleOf(t story.Type) style {
	switch t {
	case story.Person:
		return stylePerson
	case story.Organisation:
		return styleOrg
	case story.Location:
		return stylePlace
	}
	return styleOther
}

func entities(tags *story.Tags, of story.Type) []*styled {
	var items []*styled
	for _, e := range tags.Entities {
		if e.Type != of {
			continue
		}
		item := (&styled{}).add(e.Name, styleOf(of))
		if n := len(e.Mentions); n > 1 {
			item.add(fmt.Sprintf(" ×%d", n), styleDim)
		}
		items = append(items, item)
	}
	return items
}

func places(tags *story.Tags) []*styled {
	var items []*styled
	for _, p := range tags.Places {
		item := (&styled{}).add(p.Name, stylePlace)
		if p.CountryCode != "" {
			item.add(", "+p.CountryCode, stylePlain)
		}
		if p.Role == story.RoleDateline || p.Role == story.RoleFocus {
			item.add(" ("+p.Role+")", styleDim)
		}
		items = append(items, item)
	}
	return items
}

func topics(tags *story.Tags) []*styled {
	var items []*styled
	for _, t := range tags.Topics {
		items = append(items, (&styled{}).add(t.Name, styleTopic).add(fmt.Sprintf(" %d%%", t.Confidence), styleDim))
	}
	return items
}

// strictTags are the tags of a record without `enrichment`, from its standard
// part: those that a machine gave say how sure it was.
func (r *shown) strictTags() []*styled {
	var items []*styled
	for _, s := range r.Subjects {
		if strings.HasPrefix(s.Creator, creatorPrefix) {
			items = append(items, (&styled{}).add(s.Name, styleTopic).add(fmt.Sprintf(" %d%%", s.Confidence), styleDim))
		}
	}
	return items
}
