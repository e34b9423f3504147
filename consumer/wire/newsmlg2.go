package wire

import (
	"errors"
	"strings"
)

// NewsML-G2, one item or a message of several:
//
//	newsMessage ─┬─ header (catalogues, transmission)
//	             └─ itemSet ─┬─ newsItem ─┬─ rightsInfo
//	                         │            ├─ itemMeta: class, status, times, links, notes
//	                         │            ├─ contentMeta: headline, by, subjects, …
//	                         │            ├─ assert: more about what is named
//	                         │            └─ contentSet: inlineXML, inlineData, remoteContent
//	                         ├─ packageItem: the same, with references for content
//	                         └─ conceptItem, knowledgeItem: no stories
//
// What is about the delivery and not the story (hops, generators,
// destinations) is not kept.

func decodeNewsMLG2(in input) ([]candidate, error) {
	root, warnings, err := parseXML(in.data, NewsMLG2)
	if err != nil {
		return nil, err
	}
	items, outer := []*element{root}, catalogue{}
	if root.name == "newsMessage" {
		outer = outer.with(root.child("header"))
		items = nil
		for _, set := range root.all("itemSet") {
			items = append(items, set.kids...)
		}
	}
	var all []candidate
	var passed []string // items that are no stories
	for _, item := range items {
		switch item.name {
		case "newsItem", "packageItem", "planningItem":
			c := g2Story(item, outer)
			if len(items) == 1 {
				if id := root.child("header", "transmitId").words(); id != "" {
					addAltID(c.m, "transmitId", id)
				}
			}
			c.warnings = warnings
			all = append(all, c)
		case "conceptItem", "knowledgeItem", "catalogItem", "catalog":
			passed = append(passed, item.name)
		}
	}
	switch {
	case len(all) > 0:
		if len(passed) > 0 {
			all[0].warnings = append(all[0].warnings[:len(warnings):len(warnings)], "passed over in the message, being no story: "+clip(strings.Join(passed, ", ")))
		}
		return all, nil
	case len(passed) > 0:
		return nil, &Error{Format: NewsMLG2, Err: errors.New("there is no story in it, but a " + passed[0])}
	case root.name == "newsMessage":
		return nil, &Error{Format: NewsMLG2, Err: errors.New("the message has no item in it")}
	}
	return nil, &Error{Format: NewsMLG2, Err: notThis(root, "newsItem")}
}

func g2Story(item *element, outer catalogue) candidate {
	d := newDraft("")
	cat := outer.with(item)
	meta, content := item.child("itemMeta"), item.child("contentMeta")
	d.language = content.child("language").attr("tag")
	if d.language == "" {
		d.language = item.attr("lang")
	}
	d.set("guid", item.attr("guid"))
	d.set("version", item.attr("version"))
	d.set("language", d.language)
	asserts := assertsOf(item)
	g2ItemMeta(&d, meta, cat)
	g2Rights(&d, item, cat)
	g2ContentMeta(&d, content, cat, asserts)
	for _, part := range item.all("partMeta") {
		for _, s := range part.all("subject") {
			g2Subject(&d, s, cat, asserts)
		}
	}
	g2Content(&d, item.child("contentSet"))
	g2Groups(&d, item.child("groupSet"), cat)
	if d.m["type"] == nil && item.name == "packageItem" {
		d.set("type", "composite")
	}
	if item.name == "planningItem" {
		d.m["type"] = "planning"
	}
	return d.done()
}

// typesOfItem are codes of the item class that mean something in ninjs by
// another name.
var typesOfItem = map[string]string{"animated": "video", "image": "picture", "photo": "picture", "icon": "graphic", "data": "component"}

func g2ItemMeta(d *draft, meta *element, cat catalogue) {
	class := keyword(meta.child("itemClass").attr("qcode"))
	if other, ok := typesOfItem[class]; ok {
		class = other
	}
	d.set("type", class)
	d.set("pubStatus", meta.child("pubStatus").attr("qcode"))
	for name, from := range map[string]string{
		"versionCreated": "versionCreated", "firstCreated": "firstCreated", "embargoedUntil": "embargoed",
	} {
		d.date(name, meta.child(from).words())
	}
	d.set("profile", meta.child("profile").words())
	d.set("title", meta.child("title").words())
	for _, p := range meta.all("provider") {
		g2Party(d, p, "provider", cat)
	}
	for _, n := range meta.all("edNote") {
		d.note(n.lines())
	}
	d.altID("fileName", meta.child("fileName").words())
	for _, name := range []string{"service", "memberOf", "signal"} {
		for _, e := range meta.all(name) {
			c := cat.concept(e, d.language)
			c["rel"] = name
			d.subject(c)
			if name == "signal" {
				d.signal(e.attr("qcode"))
			}
		}
	}
	// Reuters marks a recall in the item class, too.
	if meta.child("itemClass").attr("msgType") == "D" {
		d.signal("edStat:D")
	}
	for _, l := range meta.all("link") {
		g2Link(d, l, cat)
	}
}

// g2Link keeps what the item points to: an address, or another item.
func g2Link(d *draft, l *element, cat catalogue) {
	target := l.attr("href")
	for _, name := range []string{"guidref", "residref", "qcode"} {
		if target == "" {
			target = l.attr(name)
		}
	}
	if target == "" {
		return
	}
	rel := localCode(l.attr("rel"))
	assoc := map[string]any{"uri": target, "name": "link"}
	setIf(assoc, "name", rel)
	setIf(assoc, "rel", rel)
	setIf(assoc, "version", l.attr("version"))
	class := keyword(l.child("itemClass").attr("qcode"))
	if _, known := ninjs32.fields[ninjs32.index["type"].field].shape.words[class]; known {
		assoc["type"] = class
	}
	setIf(assoc, "title", l.child("title").words())
	if h := l.child("headline").words(); h != "" {
		assoc["headlines"] = []any{map[string]any{"role": "main", "value": h}}
	}
	var renditions []any
	for _, r := range l.all("remoteContent") {
		renditions = append(renditions, g2Rendition(r))
	}
	if len(renditions) > 0 {
		assoc["renditions"] = renditions
	}
	d.associate(assoc)
}

func g2Rights(d *draft, item *element, cat catalogue) {
	var notices, terms []string
	for _, info := range item.all("rightsInfo") {
		holder := cat.concept(info.child("copyrightHolder"), d.language)
		for _, name := range []string{"name", "literal", "uri"} {
			s, _ := holder[name].(string)
			d.set("copyrightHolder", s)
		}
		d.set("copyrightHolder", info.child("copyrightHolder").words())
		notices = append(notices, g2Words(info.all("copyrightNotice"))...)
		terms = append(terms, g2Words(info.all("usageTerms"))...)
		for _, l := range info.all("link") {
			if policy := l.attr("href") + l.attr("residref"); keyword(l.attr("rel")) == "rightspolicy" && d.m["rightsInfo"] == nil && policy != "" {
				d.m["rightsInfo"] = map[string]any{"linkedRights": policy}
			}
		}
		// Rights that stand there as they are may be written in any language.
		if xml := info.child("rightsExpressionXML"); d.m["rightsInfo"] == nil && xml != nil {
			rights := map[string]any{"encodedRights": xml.inner()}
			setIf(rights, "langId", xml.attr("langid"))
			d.m["rightsInfo"] = rights
		}
		if data := info.child("rightsExpressionData"); d.m["rightsInfo"] == nil && data != nil {
			rights := map[string]any{"encodedRights": strings.TrimSpace(data.raw())}
			setIf(rights, "langId", data.attr("langid"))
			d.m["rightsInfo"] = rights
		}
	}
	d.set("copyrightNotice", strings.Join(notices, "\n"))
	d.set("usageTerms", strings.Join(terms, "\n"))
}

func g2Words(list []*element) []string {
	var all []string
	for _, e := range list {
		if w := e.words(); w != "" {
			all = append(all, w)
		} else if href := e.attr("href"); href != "" {
			all = append(all, href)
		}
	}
	return all
}

func g2ContentMeta(d *draft, meta *element, cat catalogue, asserts map[string]*element) {
	d.set("urgency", meta.child("urgency").words())
	d.date("contentCreated", meta.child("contentCreated").words())
	if modified := meta.child("contentModified").words(); modified != "" {
		d.m["contentModified"] = modified // the conformer notes that it has no place
	}
	for _, l := range meta.all("located") {
		g2Located(d, l, cat)
	}
	for _, id := range meta.all("altId") {
		role := id.attr("type")
		if role == "" {
			role = "altId"
		}
		d.altID(role, id.words())
	}
	d.set("by", joinWords(meta.all("by")))
	for _, name := range []string{"creator", "contributor", "infoSource"} {
		for _, e := range meta.all(name) {
			g2Party(d, e, name, cat)
		}
	}
	for _, c := range meta.all("creditline") {
		d.source(c.words(), "credit")
	}
	for _, g := range meta.all("genre") {
		d.genre(cat.concept(g, d.language))
	}
	for _, k := range meta.all("keyword") {
		d.keyword(k.words())
	}
	for _, s := range meta.all("subject") {
		g2Subject(d, s, cat, asserts)
	}
	for _, s := range meta.all("slugline") {
		d.set("slugline", s.words())
	}
	for _, h := range meta.all("headline") {
		if role := localCode(h.attr("role")); role != "" && role != "main" {
			d.headline(role, h.words())
		} else {
			d.headline("main", h.words())
		}
	}
	for _, s := range meta.all("description") {
		role := localCode(s.attr("role"))
		if role == "" {
			role = "description"
		}
		d.description(role, s.lines())
	}
	for _, l := range meta.all("dateline") {
		d.filed(l.words())
	}
	for _, a := range meta.all("audience") {
		c := cat.concept(a, d.language)
		c["rel"] = "audience"
		d.subject(c)
	}
}
