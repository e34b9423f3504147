package topic

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// sourceOdds is by how much a code that came with the story raises the odds
// of its topic, as a logarithm. An editor chose it, but often for a package
// of stories.
const sourceOdds = 2.5

// sourcePoints are what such a code adds to its concept.
const sourcePoints = 1

// understood returns the path of the active concept that a code of a source
// stands for, or nothing.
func (t *Tagger) understood(subject string) []string {
	code, ok := t.vocabulary.active(bare(subject))
	if !ok {
		return nil
	}
	return t.vocabulary.path(code)
}

// bare turns the ways in which Media Topics and Subject Codes are written
// into the one of the vocabulary: "20000638", "subj:04016000", "n2000:job".
func bare(subject string) string {
	s := strings.ToLower(strings.TrimRight(strings.TrimSpace(subject), "/"))
	for _, prefix := range []string{"http://cv.iptc.org/newscodes/mediatopic/", "https://cv.iptc.org/newscodes/mediatopic/", "medtop:", "mediatopic:", "iptc:medtop:"} {
		if code, ok := strings.CutPrefix(s, prefix); ok {
			return code
		}
	}
	for _, prefix := range []string{"http://cv.iptc.org/newscodes/subjectcode/", "https://cv.iptc.org/newscodes/subjectcode/", "subj:", "subjectcode:", "iptc:", "iptcsubjectcode:"} {
		if code, ok := strings.CutPrefix(s, prefix); ok {
			return "subj:" + code
		}
	}
	return s
}

// hear raises the chances of the topics that the source says the story has,
// and the points of its concepts.
func (t *Tagger) hear(s *scratch, subjects []string) {
	heard := make(map[string]bool, len(subjects))
	for _, subject := range subjects {
		path := t.understood(subject)
		if len(path) == 0 {
			continue
		}
		class := slices.Index(t.codes, path[0])
		if class >= 0 && !heard[path[0]] {
			heard[path[0]] = true
			odds := s.chances[class] / (1 - s.chances[class]) * math.Exp(sourceOdds)
			s.chances[class] = odds / (1 + odds)
		}
		code := path[len(path)-1]
		if heard[code] {
			continue
		}
		heard[code] = true
		for _, c := range s.touched {
			if t.knowledge.concepts[c].code == code {
				s.support[c].points += sourcePoints
				s.support[c].strong += sourcePoints
			}
		}
	}
}

// credit notes at every topic which codes of the source spoke for it.
func (t *Tagger) credit(all []Explained, subjects []string) {
	for _, subject := range subjects {
		path := t.understood(subject)
		for i := range all {
			if len(path) > 0 && slices.Contains(path, all[i].Path[len(all[i].Path)-1]) {
				all[i].Source = append(all[i].Source, subject)
			}
		}
	}
}

// mask sets s.names to the tokens that belong to the name of a person or a
// place: "Church" in "Charlotte Church" speaks for no church.
func (s *scratch) mask(doc *text.Doc, known Known) {
	s.names = s.names[:0]
	hide := func(field string, start, end int) {
		for i := range doc.Fields {
			if f := &doc.Fields[i]; f.Name == field {
				r := f.Covering(start, end)
				s.names = append(s.names, nameAt{int32(i), int32(r.Start), int32(r.End)})
			}
		}
	}
	for _, e := range known.Entities {
		if e.Type != "person" {
			continue
		}
		for _, m := range e.Mentions {
			hide(m.Field, m.Start, m.End)
		}
	}
	for _, p := range known.Places {
		for _, m := range p.Mentions {
			if m.Kind != story.KindDemonym {
				hide(m.Field, m.Start, m.End)
			}
		}
	}
}

// nameAt are the tokens [first, last) of a name.
type nameAt struct{ field, first, last int32 }

// named reports whether a hit is nothing but a part of a name.
func (s *scratch) named(h hit) bool { return h.last2 == 0 && s.inName(h.field, h.first, h.last) }

// inName reports whether tokens [first, last) are a part of a name.
func (s *scratch) inName(field, first, last int32) bool {
	for _, n := range s.names {
		if n.field == field && n.first <= first && last <= n.last {
			return true
		}
	}
	return false
}

// unname takes the words of names off s.counts: "Lisbon" speaks for no branch of
// level 2. It is called once level 1 is done.
func (s *scratch) unname(doc *text.Doc) {
	slices.SortFunc(s.names, func(a, b nameAt) int { return cmp.Or(cmp.Compare(a.field, b.field), cmp.Compare(a.first, b.first)) })
	next := 0
	for _, o := range s.all {
		if o.left >= 0 || o.points > 0 {
			continue
		}
		for next < len(s.names) && (s.names[next].field < o.field || s.names[next].field == o.field && s.names[next].last <= o.first) {
			next++
		}
		if next == len(s.names) {
			break
		}
		if n := s.names[next]; n.field == o.field && n.first <= o.first {
			s.counts[o.count].count -= count(doc.Fields[o.field].Name, o.first)
		}
	}
}
