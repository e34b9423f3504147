package main

import "strings"

// styled is text for a terminal, one style for each rune. All runes are safe
// to print.
type styled struct {
	runes  []rune
	styles []style
}

// noBreak is a space at which no line is broken while there is another. It is
// printed as any other.
const noBreak = '\u00a0'

// add appends text from outside in one style.
func (s *styled) add(text string, in style) *styled {
	for _, r := range text {
		s.put(r, in)
	}
	return s
}

// put appends one rune; a run of spaces becomes one.
func (s *styled) put(r rune, in style) {
	r = safeRune(r)
	if r == 0 || r == ' ' && len(s.runes) > 0 && s.runes[len(s.runes)-1] == ' ' {
		return
	}
	s.runes = append(s.runes, r)
	s.styles = append(s.styles, in)
}

// row is items in a row, which is broken between items rather than within.
func row(items []*styled) *styled {
	all := &styled{}
	for i, item := range items {
		if i > 0 {
			all.add(string(noBreak)+"· ", styleDim)
		}
		for j, r := range item.runes {
			if r == ' ' {
				r = noBreak
			}
			all.put(r, item.styles[j])
		}
	}
	return all
}

// stretch is a part of a text that looks different, in code points.
type stretch struct {
	start, end int
	style      style
}

// addField appends text with some stretches of it in their own styles.
// Stretches that do not lie within the text, or overlap an earlier one, are
// left as the text around them.
func (s *styled) addField(text string, in style, stretches []stretch) *styled {
	i, next := 0, 0
	for _, r := range text {
		for next < len(stretches) && stretches[next].end <= i {
			next++
		}
		look := in
		if next < len(stretches) && stretches[next].start <= i {
			look = stretches[next].style
		}
		s.put(r, look)
		i++
	}
	return s
}

// lines breaks the text into at most max lines of the given width (0 = no
// limit to their number). It breaks at white space, or anywhere in a word that
// is wider than a line, as Chinese and Japanese sentences are. Text that is
// left out is marked.
func (s *styled) lines(t terminal, width, max int) []string {
	var out []string
	for start := s.skipSpace(0); start < len(s.runes); {
		end, next := s.breakAt(start, width)
		if max > 0 && len(out) == max-1 && s.skipSpace(next) < len(s.runes) {
			end, _ = s.breakAt(start, width-1)
			return append(out, s.paint(t, start, end)+"…")
		}
		out = append(out, s.paint(t, start, end))
		start = s.skipSpace(next)
	}
	return out
}

func (s *styled) skipSpace(i int) int {
	for i < len(s.runes) && s.runes[i] == ' ' {
		i++
	}
	return i
}

// breakAt finds where a line that begins at start ends and where the next one
// begins.
func (s *styled) breakAt(start, width int) (end, next int) {
	used, space, last := 0, -1, -1 // last: the last resort
	for i := start; i < len(s.runes); i++ {
		switch s.runes[i] {
		case ' ':
			space = i
		case noBreak:
			last = i
		}
		used += cells(s.runes[i])
		if used <= width {
			continue
		}
		if space < 0 {
			space = last
		}
		switch {
		case space >= 0:
			return s.trimSpace(start, space), space + 1
		case i > start:
			return i, i
		}
		return i + 1, i + 1 // one rune wider than the line: there is no better place
	}
	return s.trimSpace(start, len(s.runes)), len(s.runes)
}

func (s *styled) trimSpace(start, end int) int {
	for end > start && s.runes[end-1] == ' ' {
		end--
	}
	return end
}

// paint returns the runes [start, end) with the sequences for their styles.
func (s *styled) paint(t terminal, start, end int) string {
	var b strings.Builder
	for start < end {
		last := start + 1
		for last < end && s.styles[last] == s.styles[start] {
			last++
		}
		text := strings.ReplaceAll(string(s.runes[start:last]), string(noBreak), " ")
		b.WriteString(t.paint(s.styles[start], text))
		start = last
	}
	return b.String()
}
