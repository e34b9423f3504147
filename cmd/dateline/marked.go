package main

// mark is a name in a text, in code points.
type mark struct {
	start, end int
	what       string // what it is, in a word
	style      style
}

// addMarked appends text with its names marked: by colour on a terminal that
// has colours, otherwise in brackets with what they are: [Ada Moss person].
// Marks come in the order of the text. One that overlaps an earlier one, or
// ends outside the text, is left out.
func (s *styled) addMarked(t terminal, text string, marks []mark) *styled {
	runes := []rune(text)
	at := 0
	for _, m := range marks {
		if m.start < at || m.end <= m.start || m.end > len(runes) {
			continue
		}
		s.add(string(runes[at:m.start]), stylePlain)
		if name := string(runes[m.start:m.end]); t.colour {
			s.add(name, m.style)
		} else {
			s.add("["+name+" "+m.what+"]", stylePlain)
		}
		at = m.end
	}
	return s.add(string(runes[at:]), stylePlain)
}
