package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/enrich/story"
)

// reasonsShown is how many reasons are shown one by one; the rest is summed
// up. A screen has room for them, and the strongest eight are more than nine
// tenths of the weight.
const reasonsShown = 8

// How many candidates for a uri are shown: fewer for places, of which a story
// has many that nobody doubts.
const (
	candidatesShown      = 5
	placeCandidatesShown = 3
)

// explainedText shows an explanation to people.
type explainedText struct{ terminal }

// render shows one story: its text with the names marked, then its tags and
// why they are there.
func (t explainedText) render(x explained) string {
	var b strings.Builder
	t.text(&b, x)
	for _, of := range []struct {
		title string
		kind  story.Type
	}{{"people", story.Person}, {"organisations", story.Organisation}, {"other names", story.Other}} {
		t.section(&b, of.title, len(x.entities), func(i int) bool { return x.entities[i].Tag.Type == of.kind },
			func(i int) { t.entity(&b, x.entities[i]) })
	}
	all := func(int) bool { return true }
	t.section(&b, "places", len(x.places), all, func(i int) { t.place(&b, x.places[i]) })
	topics := x.weighed()
	t.section(&b, "topics", len(topics), all, func(i int) { t.topic(&b, topics[i]) })
	if d := x.tags.Dateline; d != nil {
		t.section(&b, "dateline", 1, all, func(int) { t.dateline(&b, d, x.tags.Places) })
	}
	if len(x.tags.Engine.Omitted) > 0 {
		fmt.Fprintf(&b, "\n%s\n", t.paint(styleError, "left out: "+listed(x.tags.Engine.Omitted)+"; the story is not in English"))
	}
	return b.String()
}

// section shows those of n things that belong to it under a title, if any.
func (t explainedText) section(b *strings.Builder, title string, n int, belongs func(i int) bool, show func(i int)) {
	first := true
	for i := range n {
		if !belongs(i) {
			continue
		}
		if first {
			fmt.Fprintf(b, "\n%s\n", t.paint(styleBold, title))
		}
		first = false
		show(i)
	}
}

// text shows the fields of a story, with the names of its tags marked. Where
// somebody asked for one name, the other paragraphs are left out.
func (t explainedText) text(b *strings.Builder, x explained) {
	if !x.story.Taggable() {
		why := "it has no text"
		if x.story.Tombstone() {
			why = "it is " + string(x.story.Status)
		}
		fmt.Fprintf(b, "%s\n  nothing is tagged: %s\n", printable(x.story.URI), why)
		return
	}
	for _, f := range x.story.Fields {
		marks := marksOf(x.tags, f.Name)
		at := 0
		for paragraph := range strings.SplitSeq(f.Text, "\n") {
			end := at + len([]rune(paragraph))
			var within []mark
			for _, m := range marks {
				if m.start >= at && m.end <= end {
					within = append(within, mark{m.start - at, m.end - at, m.what, m.style})
				}
			}
			at = end + 1
			if len(within) == 0 && x.filtered {
				continue
			}
			line := (&styled{}).addMarked(t.terminal, paragraph, within)
			for _, l := range line.lines(t.terminal, t.width, 0) {
				fmt.Fprintf(b, "%s\n", l)
			}
		}
	}
}

// marksOf are the names in one field, in the order of the text; of two that
// begin together the longer comes first.
func marksOf(tags *story.Tags, field string) []mark {
	var all []mark
	add := func(mentions []story.Mention, what string, s style) {
		for _, m := range mentions {
			if m.Field == field {
				all = append(all, mark{m.Start, m.End, strings.TrimSpace(what + " " + m.Kind), s})
			}
		}
	}
	for _, e := range tags.Entities {
		add(e.Mentions, string(e.Type), styleOf(e.Type))
	}
	for _, p := range tags.Places {
		add(p.Mentions, string(story.Location), stylePlace)
	}
	slices.SortStableFunc(all, func(a, b mark) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	return all
}

// line shows wrapped text that is indented, its first line less than the
// others by hang.
func (t explainedText) line(b *strings.Builder, indent, hang int, s *styled) {
	for i, l := range s.lines(t.terminal, t.width-indent-hang, 0) {
		if i == 1 {
			indent += hang
		}
		fmt.Fprintf(b, "%*s%s\n", indent, "", l)
	}
}

func plain(text string) *styled { return (&styled{}).add(text, stylePlain) }

func (t explainedText) entity(b *strings.Builder, e explainedEntity) {
	title := (&styled{}).add(e.Tag.Name, styleOf(e.Tag.Type))
	title.add(fmt.Sprintf(" · relevance %d, confidence %d", e.Tag.Relevance, e.Tag.Confidence), styleDim)
	t.line(b, 2, 2, title)
	t.forms(b, e.Tag.Name, e.Tag.Mentions)
	t.uri(b, e)
	t.reasons(b, e.Why)
}

// forms lists how something is written, where it is not always the same.
func (t explainedText) forms(b *strings.Builder, name string, mentions []story.Mention) {
	var forms []string
	count := map[string]int{}
	for _, m := range mentions {
		form := m.Text
		if m.Kind != "" {
			form += " (" + m.Kind + ")"
		}
		if count[form] == 0 {
			forms = append(forms, form)
		}
		count[form]++
	}
	if len(forms) == 1 && forms[0] == name && count[name] == 1 {
		return
	}
	var items []*styled
	for _, f := range forms {
		item := plain(f)
		if n := count[f]; n > 1 {
			item.add(fmt.Sprintf(" ×%d", n), styleDim)
		}
		items = append(items, item)
	}
	all := (&styled{}).add("named as ", styleDim)
	for i, r := range row(items).runes {
		all.put(r, row(items).styles[i])
	}
	t.line(b, 4, 2, all)
}

// uri shows what an entity is linked to, what else was considered, and why.
func (t explainedText) uri(b *strings.Builder, e explainedEntity) {
	link := e.Tag.URI
	if link == "" {
		link = "no uri"
	}
	if e.Why.Verdict != "" {
		link += ": " + e.Why.Verdict
	}
	for _, s := range e.Tag.Symbols {
		link += ", " + strings.TrimLeft(s.Exchange+":"+s.Ticker, ":")
	}
	t.line(b, 4, 2, plain(link))
	t.candidates(b, e.Why.Candidates, candidatesShown)
}

// candidates lists what a name may have stood for, with what spoke for each.
func (t explainedText) candidates(b *strings.Builder, all []story.Candidate, most int) {
	for i, c := range all {
		if i == most {
			t.line(b, 6, 2, (&styled{}).add(fmt.Sprintf("and %d less likely", len(all)-i), styleDim))
			break
		}
		style, says := stylePlain, fmt.Sprintf("%.2f %s", c.Score, c.Name)
		if c.Chosen {
			style, says = styleGood, "→ "+says
		}
		if c.Note != "" {
			says += ", " + c.Note
		}
		t.line(b, 6, 4, (&styled{}).add(says, style).add(" "+c.URI, styleDim))
		var reasons []string
		for _, r := range c.Reasons {
			reasons = append(reasons, fmt.Sprintf("%+.2f %s", r.Weight, r.What))
		}
		t.line(b, 10, 0, (&styled{}).add(strings.Join(reasons, " · "), styleDim))
	}
}

// reasons shows why the engine took a mention for what it did.
func (t explainedText) reasons(b *strings.Builder, why story.Explanation) {
	if why.Unknown != "" {
		t.line(b, 4, 2, (&styled{}).add(why.Unknown, styleDim))
		return
	}
	if why.Mention == nil {
		return
	}
	against := "no name"
	if why.Against != "" {
		against = string(why.Against)
	}
	t.line(b, 4, 2, plain(fmt.Sprintf("“%s” is taken for %s rather than %s, by %.2f:", why.Mention.Text, ofType(why.Type), ofType(story.Type(against)), why.Margin)))
	t.weights(b, why.Reasons, "lesser thing", "lesser things")
}

// weights shows the strongest reasons one by one, and the sum of the others.
func (t explainedText) weights(b *strings.Builder, reasons []story.Reason, one, many string) {
	rest := 0.0
	for i, r := range reasons {
		if i >= reasonsShown {
			rest += r.Weight
			continue
		}
		t.weighed(b, r.Weight, r.What)
	}
	if n := len(reasons) - reasonsShown; n > 0 {
		t.weighed(b, rest, counted(n, one, many))
	}
}

func (t explainedText) weighed(b *strings.Builder, weight float64, what string) {
	style := styleGood
	if weight < 0 {
		style = styleBad
	}
	t.line(b, 6, 7, (&styled{}).add(fmt.Sprintf("%+.2f", weight), style).add(" "+what, stylePlain))
}

// ofType is a type with its article.
func ofType(k story.Type) string {
	switch k {
	case story.Organisation:
		return "an organisation"
	case story.Other:
		return "another kind of name"
	case story.Person, story.Location:
		return "a " + string(k)
	}
	return string(k)
}

func (t explainedText) place(b *strings.Builder, x explainedPlace) {
	p := x.Tag
	title := (&styled{}).add(p.Name, stylePlace)
	if p.CountryCode != "" {
		title.add(", "+p.CountryCode, stylePlain)
	}
	title.add(fmt.Sprintf(" · %s, relevance %d, confidence %d", p.Role, p.Relevance, p.Confidence), styleDim)
	t.line(b, 2, 2, title)
	t.forms(b, p.Name, p.Mentions)
	what := p.URI
	switch {
	case what == "" && p.Lat != nil:
		what = "no uri: its id in GeoNames is not known"
	case what == "":
		what = "no uri: the gazetteer does not know it, or not which one it is"
	}
	for _, part := range append([]string{p.FeatureCode, strings.Join(p.Admin, ", ")}, p.Wikidata) {
		if part != "" {
			what += " · " + part
		}
	}
	if p.Lat != nil && p.Lon != nil {
		what += fmt.Sprintf(" · %.4f, %.4f", *p.Lat, *p.Lon)
	}
	t.line(b, 4, 2, plain(what))
	if x.Why == nil {
		return
	}
	t.withheld(b, x.Why.Withheld)
	if len(x.Why.Candidates) > 1 || p.URI == "" && len(x.Why.Candidates) > 0 {
		if x.Why.Verdict != "" {
			t.line(b, 4, 2, plain(x.Why.Verdict))
		}
		t.candidates(b, x.Why.Candidates, placeCandidatesShown)
	}
}

// withheld says why a place is not given its item, by which words.
func (t explainedText) withheld(b *strings.Builder, h *story.WithheldItem) {
	if h == nil {
		return
	}
	verb := "lend their name"
	if len(h.Lent) == 1 {
		verb = "lends its name"
	}
	t.line(b, 4, 2, plain(fmt.Sprintf("%s is withheld: %d of %s %s to something else", h.Wikidata, len(h.Lent), counted(h.Mentions, "mention", "mentions"), verb)))
	for _, l := range h.Lent {
		t.line(b, 6, 2, (&styled{}).add(fmt.Sprintf("“%s” to %s, by “%s”", l.Text, l.To, l.Word), styleDim))
	}
}

func (t explainedText) topic(b *strings.Builder, p explainedTopic) {
	if p.Tag == nil {
		says := fmt.Sprintf(" · %.0f%% likely, which is too little to be given", 100*p.Why.Chance)
		t.line(b, 2, 2, (&styled{}).add(p.Why.Name+says, styleDim))
		return
	}
	title := (&styled{}).add(p.Tag.Name, styleTopic).add(fmt.Sprintf(" · relevance %d, confidence %d", p.Tag.Relevance, p.Tag.Confidence), styleDim)
	t.line(b, 2, 2, title)
	t.line(b, 4, 2, plain(p.Tag.URI))
	var words []string
	for _, s := range p.Tag.Evidence {
		words = append(words, s.Text)
	}
	t.line(b, 4, 2, (&styled{}).add("evidence ", styleDim).add(strings.Join(words, " · "), stylePlain))
	if p.Why != nil {
		t.line(b, 4, 2, plain(fmt.Sprintf("its score is %.2f:", p.Why.Score)))
		t.weights(b, p.Why.Reasons, "lesser word or pair of words", "lesser words and pairs of words")
	}
}

func (t explainedText) dateline(b *strings.Builder, d *story.Dateline, places []story.Place) {
	t.line(b, 2, 2, plain(d.Raw))
	from := d.Place
	for _, p := range places {
		if p.URI == d.Place && from != "" {
			from = p.Name + " " + d.Place
			break
		}
	}
	for _, part := range [][2]string{{"filed from", from}, {"by", d.Credit}, {"on", d.Date}} {
		if part[1] != "" {
			t.line(b, 4, 2, (&styled{}).add(part[0]+" ", styleDim).add(part[1], stylePlain))
		}
	}
}
