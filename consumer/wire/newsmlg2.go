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
		"versionCreated": "versionCreated", "firstCreated": "firstCreated", "embargoedUntil": "embargoed", "expires": "expires",
	} {
		if e := meta.child(from); !byDateline(e) {
			d.date(name, e.words())
		}
	}
	d.set("profile", meta.child("profile").words())
	d.set("title", meta.child("title").words())
	for _, p := range meta.all("provider") {
		if !byDateline(p) {
			g2Party(d, p, "provider", cat)
		}
	}
	for _, n := range meta.all("edNote") {
		d.note(n.lines())
	}
	d.altID("fileName", meta.child("fileName").words())
	for _, h := range meta.all("hash") {
		d.altID(strings.TrimSpace("hash "+localCode(h.attr("hashtype"))), h.words())
	}
	for _, name := range []string{"service", "memberOf", "signal"} {
		for _, e := range meta.all(name) {
			if c := cat.concept(e, d.language); !byDateline(e) {
				c["rel"] = name
				d.subject(c)
			}
			if name == "signal" {
				d.signal(g2Qcode(e.attr("qcode")))
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
	rel := g2Role(l.attr("rel"))
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
	if own, _ := g2More(l)["name"].(string); own != "" {
		assoc["name"] = own
	}
	addMore(assoc, l)
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
		g2Policies(d, info)
	}
	d.set("copyrightNotice", strings.Join(notices, "\n"))
	d.set("usageTerms", strings.Join(terms, "\n"))
}

// g2Policies keeps the rights that stand there in a language of rights, or a
// link to them. ninjs has room for one of these, and for one language; the rest
// are ids of the story, for a system that knows what to do with them.
func g2Policies(d *draft, info *element) {
	have, _ := d.m["rightsInfo"].(map[string]any)
	for _, e := range info.all("rightsExpressionXML", "rightsExpressionData") {
		text := strings.TrimSpace(e.raw())
		if e.name == "rightsExpressionXML" {
			text = e.inner()
		}
		language := e.attr("langid")
		if language == g2WordURI+"unknown" {
			language = ""
		}
		switch said, _ := have["encodedRights"].(string); {
		case text == "":
		case have == nil:
			have = map[string]any{"encodedRights": text}
			setIf(have, "langId", language)
			d.m["rightsInfo"] = have
		case said != "" && firstOf(language, "-") == firstOf(stringAt(have, "langid"), "-"):
			have["encodedRights"] = said + "\n" + text
		default:
			d.altID(strings.TrimSpace("rightsExpression "+language), text)
		}
	}
	for _, l := range info.all("link") {
		policy := firstOf(l.attr("href"), l.attr("residref"))
		switch {
		case keyword(l.attr("rel")) != "rightspolicy" || policy == "":
		case have == nil:
			have = map[string]any{"linkedRights": policy}
			d.m["rightsInfo"] = have
		default:
			d.altID("rightsPolicy", policy)
		}
	}
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
		role := firstOf(g2Qcode(id.attr("type")), localCode(id.attr("typeuri")), "altId")
		if role == "version" && strings.HasPrefix(id.attr("type"), g2Alias+":") {
			d.set("version", id.words()) // one that is no number
			continue
		}
		d.altID(role, id.words())
	}
	if t := meta.child("digitalSourceType"); t != nil {
		if c := cat.concept(t, d.language); len(c) > 0 {
			d.m["digitalSourceType"] = c
		}
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
		if role := g2RoleOf(h); role != "" && role != "main" {
			d.headline(role, h.words())
		} else {
			d.headline("main", h.words())
		}
	}
	for _, s := range meta.all("description") {
		d.description(firstOf(g2RoleOf(s), "description"), s.lines())
	}
	for _, l := range meta.all("dateline") {
		d.filed(l.words())
	}
	for _, a := range meta.all("audience") {
		c := cat.concept(a, d.language)
		c["rel"] = "audience"
		d.subject(c)
	}
	addMore(d.m, meta)
}
