package authority

import (
	"strings"

	"dateline/enrich/story"
)

// Assign gives the entities that were made of the story's names what is listed
// for them: URI, type, and the name of the row. It reports whether any has got
// a URI.
//
// An entity is what its fullest mention is. A person of whom one word is
// listed, and whom the story calls by another full name, is not that person;
// nor is a Chicago Mercantile Exchange the CME that is listed. But "Toyota" is
// short for the Toyota Motor Corp. that no one has listed. Where the mentions
// speak for two rows, none is taken.
func (f *Found) Assign(entities []story.Entity) bool {
	if len(f.matches) == 0 {
		return false
	}
	any := false
	for i := range entities {
		e := &entities[i]
		m := f.matchOf(e)
		if m == nil {
			continue
		}
		r := &f.set.rows[m.rows[0]]
		e.URI, e.Type, e.Name = f.set.text(r.uri), types[r.kind], f.set.text(r.name)
		e.Confidence = max(e.Confidence, m.found.Confidence)
		any = true
	}
	return any
}

// matchOf is the longest listed mention of an entity, if all that are as long
// name the same row.
func (f *Found) matchOf(e *story.Entity) *match {
	var best *match
	words, unsure := 0, false // of the best
	fullest := ""
	for _, mention := range e.Mentions {
		n := len(strings.Fields(mention.Text))
		if n > len(strings.Fields(fullest)) {
			fullest = mention.Text
		}
		m := f.matches[mention.Span]
		switch {
		case m == nil || n < words:
		case n > words:
			best, words, unsure = m, n, len(m.rows) > 1
		default:
			unsure = unsure || len(m.rows) > 1 || m.rows[0] != best.rows[0]
		}
	}
	if best == nil || unsure {
		return nil
	}
	if words == 1 && len(strings.Fields(fullest)) > 1 && !(f.set.company(best) && strings.HasPrefix(fullest, best.found.Text+" ")) {
		return nil
	}
	return best
}
