package place

import (
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
)

// believe judges a candidate in the light of the engine's names.
func (s *scan) believe(c *candidate, i, j int) bool {
	var same *engineName
	other := false // the engine calls it something that is no place
	part := false  // it is cut out of a longer name
	s.claims[c.field].overlapping(c.start, c.end, func(k int) bool {
		n := &s.names[k]
		inside := c.start <= n.start && n.end <= c.end+1
		switch {
		case n.Type == story.Location && !inside && (road(n.Text) || institution(n.Text)):
			part = true
		case n.Type == story.Location:
			c.conf = max(c.conf, n.Confidence)
			c.source |= fromEngine
		case inside && n.Type == story.Other:
			other = true
		case inside && i < j && n.end-n.start < c.end-c.start:
		case inside && same != nil:
		case inside:
			same = n
		case j+1 < len(c.field.units) && c.field.units[j+1].glued && !c.field.units[j+1].upper:
			// "Houston-based" is nobody's name
		case n.Type == story.Other && s.paired(c, i, j):
		default:
			part = true
		}
		return !part
	})
	if i+1 < j && c.field.unitText(i+1) == "of" && among(styles, c.field.unitText(i)) && len(s.named(c.field, i+2, j)) > 0 {
		return false // the place is what follows: "City of Norfolk"
	}
	if part {
		return s.partOf(c, i, j)
	}
	if m := s.counties(c.field, i, j, c.matches); len(m) > 0 {
		c.matches, c.source = m, c.source|located
		return true
	}
	if !s.judge(c, i, j) {
		return s.partOf(c, i, j)
	}
	// Corpora file Russian and Chinese there.
	if other && !c.demonym && c.source&(eminent|contained) == 0 {
		return false
	}
	// What stands in capitals and says nothing to an engine that knows places
	// is a heading: CRICKET, UNION; a state or a country is none.
	if s.sure && c.source&(fromEngine|located|contained) == 0 && c.matches[0].Form == gazetteer.AllCap && !s.grand(c.matches) && !opens(c.field, i, j) {
		return false
	}
	// That a place is called a person or an organisation is the most frequent
	// mistake of engines, and of sure ones too where the place is eminent.
	if len(c.matches) > 0 && c.matches[0].Form == gazetteer.AllCap && dashed(c.field, i, j) {
		return true // "HUME – Principal Doe"
	}
	return same == nil || c.source&contained != 0 || same.Confidence < certain && c.source&eminent != 0 ||
		same.Confidence < trusted && i < j || c.source&located != 0 && (same.Confidence < trusted || s.doubtful(c, same))
}

// dashed reports whether units i to j open a sentence, with a dash and a
// capital after them.
func dashed(f *field, i, j int) bool {
	return f.units[i].first && j+2 < len(f.units) && among(" — – -- --- ", f.unitText(j+1)) && f.units[j+2].upper
}

// doubtful reports whether the engine's person or organisation may yet be a
// place where "in" or "from" stands before it: people have two names as a rule.
func (s *scan) doubtful(c *candidate, n *engineName) bool {
	after := c.field.Text[c.end:]
	if strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") {
		return false
	}
	return n.Type == story.Person && (n.Confidence < certain || !s.borne[c.text()])
}

// paired reports whether a name is one of two countries joined by a hyphen:
// "Egyptian-US relations".
func (s *scan) paired(c *candidate, i, j int) bool {
	f := c.field
	if !f.units[i].glued && (j+1 >= len(f.units) || !f.units[j+1].glued || !f.units[j+1].upper) {
		return false
	}
	return s.country(c) || s.best(c.matches).Use == gazetteer.Demonym
}

// partOf takes a name that is cut out of a longer one, if that one is a public
// body's.
func (s *scan) partOf(c *candidate, i, j int) bool {
	c.matches = s.fitting(s.named(c.field, i, j), c.field, i, j)
	if len(c.matches) == 0 || !s.embedded(c, i, j) {
		return false
	}
	c.source = fromText | inName
	c.town = s.local(c.field, i, j)
	return true
}
