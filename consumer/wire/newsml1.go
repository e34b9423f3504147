package wire

import (
	"errors"
	"strings"
)

// NewsML 1.2, and 1.0 and 1.1, which differ in nothing that is read here:
//
//	NewsML ─┬─ NewsEnvelope
//	        └─ NewsItem* ─┬─ Identification: PublicIdentifier, RevisionId
//	                      ├─ NewsManagement: status, times, urgency
//	                      └─ NewsComponent ─┬─ NewsLines, …Metadata
//	                                        ├─ ContentItem: NITF, XHTML, text, a file
//	                                        └─ NewsComponent*
//
// Components nest: a text with its pictures, a text in several forms, or
// several stories in one item, as Belga sends them.

func decodeNewsML1(in input) ([]candidate, error) {
	root, warnings, err := parseXML(in.data, NewsML1)
	if err != nil {
		return nil, err
	}
	items := root.all("NewsItem")
	if root.name == "NewsItem" {
		items = []*element{root}
	}
	if len(items) == 0 {
		if root.name != "NewsML" {
			return nil, &Error{Format: NewsML1, Err: notThis(root, "NewsItem")}
		}
		return nil, &Error{Format: NewsML1, Err: errors.New("there is no NewsItem in it")}
	}
	var all []candidate
	for _, item := range items {
		for _, c := range newsml1Stories(item, root.child("NewsEnvelope")) {
			c.warnings = warnings
			all = append(all, c)
		}
	}
	return all, nil
}

// newsml1Stories reads an item: one story, or one for each component that has
// a headline and a content of its own.
func newsml1Stories(item, envelope *element) []candidate {
	outer := item.child("NewsComponent")
	parts := storyComponents(outer)
	if len(parts) < 2 {
		d := newDraft("")
		newsml1Item(&d, item, envelope, "")
		d.language = firstOf(outer.attr("lang"), item.attr("lang"))
		newsml1Component(&d, outer)
		return []candidate{newsml1Done(&d)}
	}
	var all []candidate
	for _, part := range parts {
		d := newDraft("")
		newsml1Item(&d, item, envelope, part.attr("Duid"))
		d.language = firstOf(part.attr("lang"), outer.attr("lang"), item.attr("lang"))
		newsml1Component(&d, part)
		newsml1Metadata(&d, outer)
		all = append(all, newsml1Done(&d))
	}
	return all
}

func newsml1Done(d *draft) candidate {
	d.set("language", d.language)
	bodies, _ := d.m["bodies"].([]any)
	renditions, _ := d.m["renditions"].([]any)
	switch {
	case d.m["type"] != nil:
	case len(bodies) > 0:
		d.m["type"] = "text"
	case len(renditions) == 0 && d.m["associations"] != nil:
		d.m["type"] = "composite"
	}
	return d.done()
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// storyComponents are the components right below the outermost that are
// stories of their own: they have a name, a headline, and are not a picture
// that goes with a text.
func storyComponents(outer *element) []*element {
	var found []*element
	for _, part := range outer.all("NewsComponent") {
		if part.attr("Duid") == "" || part.child("NewsLines", "HeadLine").words() == "" || isPicture(part) && !hasText(part) {
			continue
		}
		found = append(found, part)
	}
	return found
}

// isPicture reports whether a component is about a picture.
func isPicture(part *element) bool {
	for _, c := range part.within("ContentItem") {
		switch typeOfContent(c) {
		case "picture", "graphic":
			return true
		}
	}
	return false
}

// newsml1Item reads what is about the whole item. part is the name of the
// component, where an item is several stories.
func newsml1Item(d *draft, item, envelope *element, part string) {
	id := item.child("Identification", "NewsIdentifier")
	revision := id.child("RevisionId")
	number := revision.words()
	uri := id.child("PublicIdentifier").words()
	// The public identifier ends with the revision, and N, U or A; the same
	// story in another revision is the same story.
	if cut := strings.LastIndexByte(uri, ':'); cut > 0 && number != "" && strings.TrimRight(uri[cut+1:], "NUA") == number {
		d.altID("PublicIdentifier", uri)
		uri = uri[:cut]
	}
	if uri == "" {
		parts := []string{id.child("ProviderId").words(), id.child("DateId").words(), id.child("NewsItemId").words()}
		if parts[2] != "" {
			uri = "urn:newsml:" + strings.Trim(strings.Join(parts, ":"), ":")
		}
	}
	if part != "" && uri != "" {
		uri += ":" + part
	} else if part != "" {
		uri = part
	}
	d.set("uri", uri)
	d.set("version", number)
	if previous := revision.attr("PreviousRevision"); previous != "" && previous != "0" && previous != number {
		d.hints = append(d.hints, hint{"update", "PreviousRevision " + clip(previous)})
	}
	d.altID("TransmissionId", envelope.child("TransmissionId").words())
	label := item.child("Identification", "NameLabel").words()
	m := item.child("NewsManagement")
	d.date("firstCreated", m.child("FirstCreated").words())
	d.date("versionCreated", m.child("ThisRevisionCreated").words())
	newsml1Status(d, m)
	d.set("urgency", firstOf(m.child("Urgency").attr("FormalName"), envelope.child("Priority").attr("FormalName")))
	for _, i := range m.all("Instruction") {
		d.signal(i.attr("FormalName"))
	}
	for _, name := range []string{"AssociatedWith", "DerivedFrom"} {
		for _, a := range m.all(name) {
			d.link(a.attr("NewsItem"), a.child("Comment").words(), name)
		}
	}
	for _, name := range []string{"NewsService", "NewsProduct"} {
		for _, s := range envelope.all(name) {
			d.subject(map[string]any{"name": s.attr("FormalName"), "rel": name})
		}
	}
	if label != "" {
		d.set("title", label)
	}
}

// newsml1Status reads the status and what it will be later: embargoed until.
func newsml1Status(d *draft, m *element) {
	switch status := m.child("Status").attr("FormalName"); keyword(status) {
	case "usable", "canceled", "cancelled", "withheld", "embargoed", "withdrawn", "killed":
		d.set("pubStatus", status)
	case "":
	default:
		d.altID("Status", status) // "OPEN": a word of the provider's own
	}
	for _, will := range m.all("StatusWillChange") {
		if keyword(m.child("Status").attr("FormalName")) == "embargoed" || keyword(will.child("FutureStatus").attr("FormalName")) == "usable" {
			d.date("embargoedUntil", will.child("DateAndTime").words())
		}
	}
}
