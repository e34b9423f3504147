package wire

import (
	"encoding/json"
	"strings"
)

// articlesIn finds the articles in scripts of JSON-LD: at the top, in a list,
// in a @graph, or as the main entity of a page.
func articlesIn(scripts []any) []map[string]any {
	var found []map[string]any
	var look func(v any, depth int)
	look = func(v any, depth int) {
		const deep = 6 // a page of a graph of a list, and some
		if depth > deep {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, w := range v {
				look(w, depth+1)
			}
		case map[string]any:
			if isArticle(v) {
				found = append(found, v)
				return
			}
			for _, name := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
				look(v[name], depth+1)
			}
		}
	}
	for _, s := range scripts {
		look(s, 0)
	}
	return found
}

// isArticle: NewsArticle, ReportageNewsArticle, LiveBlogPosting, ….
func isArticle(m map[string]any) bool {
	for _, t := range wordsOf(m["@type"]) {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || strings.HasSuffix(t, "Report") && t != "ReportageNewsArticle" {
			return true
		}
	}
	return false
}

// schemaArticle reads an article of schema.org.
func schemaArticle(d *draft, m map[string]any) {
	d.headline("main", textOf(m["headline"]))
	d.headline("main", textOf(m["name"]))
	d.headline("alternative", textOf(m["alternativeHeadline"]))
	d.description("summary", textOf(m["description"]))
	d.description("abstract", textOf(m["abstract"]))
	if body := strings.TrimSpace(rawText(m["articleBody"])); body != "" {
		d.body("main", textType(body), body)
		if n, ok := m["wordCount"].(json.Number); ok {
			bodies := d.m["bodies"].([]any)
			bodies[0].(map[string]any)["wordCount"] = n
		}
	}
	for _, v := range []any{m["url"], m["@id"], m["mainEntityOfPage"], m["identifier"]} {
		d.set("uri", absolute(idOf(v)))
	}
	if id := idOf(m["identifier"]); absolute(id) == "" {
		d.altID("identifier", id)
	}
	d.set("version", textOf(m["version"]))
	d.date("firstCreated", firstOf(textOf(m["datePublished"]), textOf(m["dateCreated"])))
	d.date("versionCreated", firstOf(textOf(m["dateModified"]), textOf(m["datePublished"])))
	d.date("contentCreated", textOf(m["dateCreated"]))
	d.date("expires", textOf(m["expires"]))
	d.set("language", textOf(m["inLanguage"]))
	d.filed(textOf(m["dateline"]))
	for _, name := range []string{"locationCreated", "contentLocation"} {
		for _, p := range wordsOf(m[name]) {
			if name == "locationCreated" {
				d.set("located", p)
			}
			d.concept("places", map[string]any{"name": p, "rel": name})
		}
	}
	var by []string
	for _, name := range wordsOf(m["author"]) {
		if !strings.Contains(name, "://") {
			by = append(by, name)
		}
	}
	d.set("by", strings.Join(by, ", "))
	for _, role := range []string{"publisher", "sourceOrganization", "provider", "editor", "contributor"} {
		for _, name := range wordsOf(m[role]) {
			d.source(name, role)
		}
	}
	d.set("copyrightHolder", textOf(m["copyrightHolder"]))
	d.set("copyrightNotice", textOf(m["copyrightNotice"]))
	d.set("usageTerms", firstOf(textOf(m["usageInfo"]), textOf(m["license"])))
	for _, c := range wordsOf(m["correction"]) {
		d.note("Correction: " + c)
		d.hints = append(d.hints, hint{"correction", "schema.org correction"})
	}
	for _, s := range wordsOf(m["articleSection"]) {
		d.subject(map[string]any{"name": s, "rel": "section"})
	}
	for _, k := range wordsOf(m["keywords"]) {
		for word := range strings.SplitSeq(k, ",") {
			if word = oneSpaced(word); word != "" && d.once("keyword", strings.ToLower(word)) {
				d.keyword(word)
			}
		}
	}
	for _, g := range wordsOf(m["genre"]) {
		d.genre(map[string]any{"name": g})
	}
	for _, name := range []string{"about", "mentions"} {
		for _, v := range many(m[name]) {
			schemaConcept(d, v, name)
		}
	}
	for _, v := range many(m["image"]) {
		if address := absolute(idOf(v)); address != "" {
			feedFile(d, address, "image", "")
		}
	}
}

// schemaConcept puts what an article is about where ninjs has a list for it.
func schemaConcept(d *draft, v any, rel string) {
	c := map[string]any{"name": textOf(v), "rel": rel}
	list := "subjects"
	if m, ok := v.(map[string]any); ok {
		for _, same := range append(many(m["sameAs"]), m["@id"], m["url"]) {
			if s, _ := same.(string); c["uri"] == nil {
				setIf(c, "uri", absolute(s))
			}
		}
		switch t, _ := firstWord(m["@type"]); t {
		case "Person":
			list = "people"
		case "Organization", "Corporation", "NewsMediaOrganization", "GovernmentOrganization", "SportsTeam", "SportsOrganization":
			list = "organisations"
		case "Place", "City", "Country", "State", "AdministrativeArea":
			list = "places"
		case "Event", "SportsEvent":
			list = "events"
		}
	}
	d.concept(list, c)
}

func many(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// wordsOf reads a value, or each of a list, as text.
func wordsOf(v any) []string {
	var out []string
	for _, w := range many(v) {
		if s := textOf(w); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func firstWord(v any) (string, bool) {
	list := wordsOf(v)
	if len(list) == 0 {
		return "", false
	}
	return list[0], true
}

// textOf reads what schema.org lets be a text or an object with a name.
func textOf(v any) string {
	return oneSpaced(rawText(v))
}

func rawText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return rawText(v[0])
			}
		}
	case map[string]any:
		for _, name := range []string{"name", "@value", "text", "alternateName"} {
			if s, ok := v[name].(string); ok && s != "" {
				return s
			}
		}
	}
	return ""
}

// idOf reads what may be an address or an object with one.
func idOf(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return idOf(v[0])
			}
		}
	case map[string]any:
		for _, name := range []string{"@id", "url", "contentUrl", "value"} {
			if s, ok := v[name].(string); ok && s != "" {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}
