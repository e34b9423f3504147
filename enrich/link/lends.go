package link

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// bodies are the names of organisations, by field and in the order of the text.
type bodies map[string][]story.Name

func organisations(names []story.Name) bodies {
	b := bodies{}
	for _, n := range names {
		if n.Type == story.Organisation {
			b[n.Field] = append(b[n.Field], n)
		}
	}
	return b
}

// around returns the longer name that a mention is part of, or nothing.
func (b bodies) around(m story.Mention) string {
	list := b[m.Field]
	i, _ := slices.BinarySearchFunc(list, m.Start+1, func(n story.Name, start int) int { return cmp.Compare(n.Start, start) })
	if i > 0 && list[i-1].End >= m.End && list[i-1].End-list[i-1].Start > m.End-m.Start {
		return list[i-1].Text
	}
	return ""
}

// before returns the name of an organisation that ends where a token begins,
// but for the space between them, or nothing.
func (b bodies) before(f *text.Field, token int) string {
	for _, n := range b[f.Name] {
		if f.Covering(n.Start, n.End).End == token {
			return n.Text
		}
	}
	return ""
}

// loan says what a mention of a place lends its name to. team is the sign that
// it stands for one, if there is any.
func (s *scene) loan(m story.Mention, team string, bodies bodies) (story.Lent, bool) {
	if team != "" {
		return story.Lent{Span: m.Span, To: story.LentToTeam, Word: team}, true
	}
	if name := bodies.around(m); name != "" {
		return story.Lent{Span: m.Span, To: story.LentToName, Word: name}, true
	}
	if word := s.lendsName(m, bodies); word != "" {
		return story.Lent{Span: m.Span, To: story.LentToBody, Word: word}, true
	}
	return story.Lent{}, false
}

// lendsName returns the word by which a place only says whose an organisation
// is, or where a part of it is: "Amsterdam bourse", "Chile's prison police",
// "GM of Canada"; or nothing.
func (s *scene) lendsName(m story.Mention, bodies bodies) string {
	f := s.doc.Field(m.Field)
	r := f.Covering(m.Start, m.End)
	if m.Kind != "" || r.Start >= r.End {
		return ""
	}
	if r.Start > 0 && f.TokenText(r.Start-1) == "of" {
		if name := bodies.before(f, r.Start-1); name != "" {
			return name
		}
	}
	return beginsName(f, r)
}

// beginsName returns the word for a body that stands behind the place at r,
// with nothing between them but what describes it, or nothing.
func beginsName(f *text.Field, r text.Range) string {
	last := f.Sentences[f.SentenceOf(r.Start)].End
	for i := r.End; i < min(last, r.End+lendingReach); i++ {
		w := lowered(f.TokenText(i))
		if institutions[w] {
			return f.TokenText(i)
		}
		if i == r.End && possessive[w] {
			continue
		}
		if !isWord(w) || parting[w] {
			return ""
		}
	}
	return ""
}

var possessive = words("'s ’s ' ’")

// lendingReach is how many words behind a place, a possessive among them, may
// say what body it is.
const lendingReach = 4

// institutions are the words behind a place for a body of it.
var institutions = words(`bourse exchange police government regulators regulator ministry parliament court courts club airline port army navy
	senate congress legislature council authorities treasury bank university`)

// parting are the words that begin something else: in "in London after police
// said" the police are not London's.
var parting = words(`a an the in on at to of from for by with as and or but if that which who when while where after before since until than
	is are was were be been has have had said says say told will would can could may it its he she they their his her not no over under into`)

func isWord(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) < 0
}
