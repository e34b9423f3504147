package wire

import "strings"

// pageMeta fills in what the meta elements of a page say, and its title.
func pageMeta(d *draft, p *page) {
	get := func(names ...string) string {
		for _, name := range names {
			if v := p.meta[name]; len(v) > 0 {
				return v[0]
			}
		}
		return ""
	}
	if !d.headed {
		d.headline("main", firstOf(p.heading, get("og:title", "twitter:title", "headline", "dc.title"), p.title))
	}
	d.set("title", p.title)
	d.set("uri", firstOf(absolute(p.link["canonical"]), absolute(get("og:url"))))
	d.date("firstCreated", get("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "parsely-pub-date"))
	d.date("versionCreated", get("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"))
	if created, ok := d.m["firstCreated"].(string); ok {
		d.set("versionCreated", created)
	}
	d.set("by", strings.Join(notAddresses(p.meta["author"]), ", "))
	d.set("by", strings.Join(notAddresses(p.meta["article:author"]), ", "))
	d.description("summary", get("og:description", "description", "twitter:description", "dc.description"))
	d.set("language", p.language)
	d.set("language", strings.ReplaceAll(get("og:locale", "dc.language"), "_", "-"))
	d.set("copyrightNotice", get("copyright", "dcterms.rights"))
	if site := get("og:site_name", "application-name"); d.m["infoSources"] == nil {
		d.source(site, "publisher")
	}
	for _, s := range p.meta["article:section"] {
		d.subject(map[string]any{"name": s, "rel": "section"})
	}
	for _, name := range []string{"article:tag", "news_keywords", "keywords"} {
		for _, v := range p.meta[name] {
			for word := range strings.SplitSeq(v, ",") {
				if word = oneSpaced(word); word != "" && d.once("keyword", strings.ToLower(word)) {
					d.keyword(word)
				}
			}
		}
	}
	if image := absolute(get("og:image", "twitter:image")); image != "" {
		feedFile(d, image, "image", "")
	}
}

// absolute returns an address that is one, or nothing: what a page was fetched
// from is not known.
func absolute(address string) string {
	uri, _ := absoluteURI(address)
	return uri
}

// notAddresses leaves out authors that are only a link to somebody's profile.
func notAddresses(list []string) []string {
	var out []string
	for _, s := range list {
		if !strings.Contains(s, "://") {
			out = append(out, s)
		}
	}
	return out
}
