package link

import (
	"slices"
	"strings"

	"dateline/enrich/knowledge"
	"dateline/enrich/story"
)

// candidate is a record that an entity may be.
type candidate struct {
	record  int
	match   knowledge.Match
	score   float64
	reasons []story.Reason // only when explaining, the strongest first
}

// enough is how many readings of a name are looked at.
const enough = 32

// candidates are the records that one of the entity's forms may name, each
// once, by the form that speaks most for it.
func (l *Linker) candidates(s *scene, e *story.Entity) []knowledge.Match {
	want := knowledge.Person
	if e.Type == story.Organisation {
		want = knowledge.Organisation
	}
	var found, all []knowledge.Match
	add := func() {
		for _, m := range all[:min(len(all), enough)] {
			if l.base.Type(m.Record) != want {
				continue
			}
			if i := slices.IndexFunc(found, func(f knowledge.Match) bool { return f.Record == m.Record }); i < 0 {
				found = append(found, m)
			} else if m.Use < found[i].Use {
				found[i] = m
			}
		}
	}
	for _, form := range forms(e) {
		all = l.lookup(form, want, all[:0])
		if want == knowledge.Organisation && s.sport != "" {
			all = l.base.Lookup(form+" "+s.sport, all)
		}
		add()
	}
	for _, form := range s.wider(e) {
		all = l.base.Lookup(form, all[:0])
		add()
	}
	return found
}

// widest is how many words before a name may belong to it.
const widest = 3

// wider are the names of an organisation with the capitalised words before it,
// which the engine may have taken for the place that they are too: "U.S." and
// "Congress", "Michigan" and "Supreme Court".
func (s *scene) wider(e *story.Entity) []string {
	if e.Type != story.Organisation {
		return nil
	}
	var list []string
	for _, m := range e.Mentions[:min(len(e.Mentions), mostForms)] {
		f := s.doc.Field(m.Field)
		r := f.Covering(m.Start, m.End)
		if r.Start >= r.End {
			continue
		}
		first := f.Sentences[f.SentenceOf(r.Start)].Start
		for i := r.Start - 1; i >= max(first, r.Start-widest) && f.Tokens[i+1].SpaceBefore && startsUpper(f.TokenText(i)); i-- {
			list = append(list, f.Span(i, r.End).Text)
		}
	}
	return list
}

// lookup looks a form up as it is, then without what may be missing in the
// base, then by its sound.
func (l *Linker) lookup(form string, want knowledge.Type, dst []knowledge.Match) []knowledge.Match {
	if dst = l.base.Lookup(form, dst); len(dst) > 0 {
		return dst
	}
	if short := knowledge.Shorter(want, form); short != "" && (want == knowledge.Organisation || strings.ContainsRune(short, ' ')) {
		if dst = l.base.Lookup(short, dst); len(dst) > 0 {
			for i := range dst {
				dst[i].Use = max(dst[i].Use, knowledge.Short)
			}
			return dst
		}
	}
	if want == knowledge.Person && strings.ContainsRune(form, ' ') {
		return l.base.Sounding(form, dst)
	}
	return dst
}

// forms are the ways the story writes an entity that say who it is: the
// fullest, and those of a person that are no surname, those of an organisation
// that are its initials or differ in its legal form. A surname alone says
// nothing, nor does "Hoechst" for Hoechst Celanese.
func forms(e *story.Entity) []string {
	name := strings.TrimSuffix(strings.TrimSuffix(e.Name, "'s"), "’s")
	list := []string{name}
	for _, m := range e.Mentions {
		if len(list) == mostForms {
			break
		}
		whole := strings.ContainsRune(m.Text, ' ')
		if e.Type == story.Organisation {
			whole = whole || strings.ToUpper(m.Text) == m.Text || m.Text == knowledge.Shorter(knowledge.Organisation, name)
		}
		if whole && m.Text != e.Name && !slices.Contains(list, m.Text) {
			list = append(list, m.Text)
		}
	}
	return list
}

// mostForms is how many ways of writing one entity are looked up.
const mostForms = 4
