package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/enrich/corpus"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// comparedSentence is a sentence in which an engine is wrong.
type comparedSentence struct {
	start, end int // bytes of the story's text
	labelled   []corpus.Span
	found      [][]corpus.Difference // by engine
}

// wrongSentences returns the sentences of a story in which any engine is wrong.
func (c contest) wrongSentences(s *comparedStory) []comparedSentence {
	f := &text.Parse([]story.Field{{Name: story.Body, Text: s.Text}}).Fields[0]
	all := make([]comparedSentence, len(f.Sentences))
	for i, r := range f.Sentences {
		all[i] = comparedSentence{start: f.Tokens[r.Start].Start, end: f.Tokens[r.End-1].End, found: make([][]corpus.Difference, len(s.found))}
	}
	// of returns the sentence that a name is in, or nil for one that stands
	// where there are no words.
	of := func(start, end int) *comparedSentence {
		i, _ := slices.BinarySearchFunc(all, start, func(s comparedSentence, at int) int { return s.end - at - 1 })
		if i == len(all) || all[i].start > start {
			return nil
		}
		all[i].end = max(all[i].end, end)
		return &all[i]
	}
	for _, g := range s.Spans {
		if in := of(g.Start, g.End); in != nil {
			in.labelled = append(in.labelled, g)
		}
	}
	for k, differences := range s.found {
		for _, d := range differences {
			if in := of(d.Start(), d.End()); in != nil {
				in.found[k] = append(in.found[k], d)
			}
		}
	}
	return slices.DeleteFunc(all, func(in comparedSentence) bool { return !slices.ContainsFunc(in.found, c.differ) })
}

// compareText shows a comparison to people: stories with differences as they
// come, then the tables.
type compareText struct {
	*app
	contest
	label int // columns of the engines' names
}

func newCompareText(a *app, c contest) *compareText {
	label := 0
	for _, e := range c.engines {
		label = max(label, len(e))
	}
	return &compareText{a, c, label}
}

func (w *compareText) story(s *comparedStory) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d, story %s\n", printable(s.file), s.line, printable(s.ID))
	for _, in := range w.wrongSentences(s) {
		w.sentence(&b, s.Text, in)
	}
	_, err := fmt.Fprintln(w.stdout, b.String())
	return err
}

// sentence shows one sentence with the labelled names marked in it, and what
// each engine made of them.
func (w *compareText) sentence(b *strings.Builder, body string, in comparedSentence) {
	t := w.app.out
	var marks []mark
	for _, g := range in.labelled {
		at := utf8.RuneCountInString(body[in.start:max(in.start, g.Start)])
		kind := typeCalled(g.Type)
		marks = append(marks, mark{at, at + utf8.RuneCountInString(body[g.Start:g.End]), string(kind), styleOf(kind)})
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.start - b.start })
	for _, line := range (&styled{}).addMarked(t, body[in.start:in.end], marks).lines(t, t.width-2, 0) {
		fmt.Fprintf(b, "  %s\n", line)
	}
	for k, engine := range w.engines {
		indent := 4 + w.label + 2
		title := engine
		for _, line := range row(w.verdicts(body, in.found[k])).lines(t, t.width-indent, 0) {
			fmt.Fprintf(b, "    %s  %s\n", t.paint(styleDim, fmt.Sprintf("%-*s", w.label, title)), line)
			title = ""
		}
	}
}

// verdicts says what an engine made of the names of a sentence.
func (w *compareText) verdicts(body string, found []corpus.Difference) []*styled {
	var wrong []*styled
	right := 0
	for _, d := range found {
		switch {
		case w.wrong(d):
			wrong = append(wrong, (&styled{}).add(verdict(body, d), styleBad))
		case d.Kind == corpus.Right && slices.Contains(w.types, d.Labelled.Type):
			right++
		}
	}
	says := fmt.Sprintf("%d right", right)
	switch {
	case right == 0 && len(wrong) == 0:
		says = "nothing, rightly"
	case right == 0:
		return wrong
	case len(wrong) == 0:
		says = "all right"
	}
	return append([]*styled{(&styled{}).add(says, styleGood)}, wrong...)
}

// verdict says in words what is wrong.
func verdict(body string, d corpus.Difference) string {
	var labelled, found string
	if d.Labelled != nil {
		labelled = body[d.Labelled.Start:d.Labelled.End]
	}
	if d.Found != nil {
		found = body[d.Found.Start:d.Found.End]
	}
	switch d.Kind {
	case corpus.Missed:
		return fmt.Sprintf("missed %s (%s)", labelled, typeCalled(d.Labelled.Type))
	case corpus.Added:
		return fmt.Sprintf("invented %s (%s)", found, typeCalled(d.Found.Type))
	case corpus.Retyped:
		return fmt.Sprintf("%s as %s, not %s", found, typeCalled(d.Found.Type), typeCalled(d.Labelled.Type))
	case corpus.Cut:
		return fmt.Sprintf("“%s” for “%s”", found, labelled)
	}
	return fmt.Sprintf("“%s” (%s) for “%s” (%s)", found, typeCalled(d.Found.Type), labelled, typeCalled(d.Labelled.Type))
}

func (w *compareText) end(files []*comparison, total *comparison) error {
	var b strings.Builder
	for i, c := range files {
		if i > 0 {
			b.WriteByte('\n')
		}
		w.table(&b, c, printable(c.File))
	}
	if len(files) > 1 {
		b.WriteByte('\n')
		w.table(&b, total, fmt.Sprintf("all %d files", len(files)))
	}
	_, err := fmt.Fprint(w.stdout, b.String())
	return err
}

// Columns of the table: what a row is about, and for every engine precision,
// recall and F1.
const (
	tableLabel  = 24
	tableFigure = 6
	tableEngine = 3*tableFigure + 2
	tableMore   = 12 // how much better the first of two engines is
)

// table shows the figures of one file, the engines side by side.
func (w *compareText) table(b *strings.Builder, c *comparison, title string) {
	t := w.app.out
	fmt.Fprintf(b, "%s\n", t.paint(styleBold, fmt.Sprintf("%s: %s, %s words", title, counted(c.Stories, "story", "stories"), grouped(c.Words))))
	line := func(style style, label string, cells ...string) {
		text := fmt.Sprintf("%-*s", tableLabel, label)
		for _, cell := range cells {
			text += cell
		}
		fmt.Fprintf(b, "%s\n", t.paint(style, strings.TrimRight(text, " ")))
	}
	var names, figures []string
	for _, e := range w.engines {
		names = append(names, fmt.Sprintf("%*s", tableEngine, e))
		figures = append(figures, fmt.Sprintf("  %*s%*s%*s", tableFigure, "P", tableFigure, "R", tableFigure, "F1"))
	}
	if len(w.engines) == 2 {
		names = append(names, fmt.Sprintf("%*s", tableMore, "difference"))
		figures = append(figures, fmt.Sprintf("%*s", tableMore, "of F1"))
	}
	line(styleDim, "", names...)
	line(styleDim, "", figures...)
	for _, kind := range w.types {
		w.figures(b, string(typeCalled(kind)), func(k int) corpus.Count { return c.engines[k].counts[kind] })
	}
	if len(w.types) > 1 {
		w.figures(b, "all", c.all)
	}
	each := func(label string, value func(e engineScore) string) {
		var cells []string
		for _, e := range c.engines {
			cells = append(cells, fmt.Sprintf("%*s", tableEngine, value(e)))
		}
		line(stylePlain, label, cells...)
	}
	for _, kind := range corpus.Kinds() {
		each(mistake(kind), func(e engineScore) string { return grouped(e.kinds[kind]) })
	}
	if len(w.engines) == 2 {
		line(stylePlain, "found by it alone", fmt.Sprintf("%*s", tableEngine, grouped(c.foundBy[1])), fmt.Sprintf("%*s", tableEngine, grouped(c.foundBy[2])))
		line(stylePlain, "found by both, neither", fmt.Sprintf("%*s", tableEngine, grouped(c.foundBy[3])), fmt.Sprintf("%*s", tableEngine, grouped(c.foundBy[0])))
	}
	speed := func(words float64) string {
		if words == 0 {
			return "–"
		}
		return rounded(words)
	}
	each("words/s, names alone", func(e engineScore) string { return speed(c.perSecond(e.took.Names)) })
	each("words/s, all tagging", func(e engineScore) string { return speed(c.perSecond(e.took.Whole)) })
}

// figures is a row of precision, recall and F1, with by how much the first
// engine's F1 is higher than the second's.
func (w *compareText) figures(b *strings.Builder, label string, count func(engine int) corpus.Count) {
	fmt.Fprintf(b, "%-*s", tableLabel, label)
	for k := range w.engines {
		c := count(k)
		fmt.Fprintf(b, "  %*s%*s%*s", tableFigure, share(c.Precision()), tableFigure, share(c.Recall()), tableFigure, share(c.F1()))
	}
	if len(w.engines) == 2 {
		more := count(0).F1() - count(1).F1()
		style := styleGood
		if more < 0 {
			style = styleBad
		}
		b.WriteString(w.app.out.paint(style, fmt.Sprintf("%*s", tableMore, signed(more))))
	}
	b.WriteByte('\n')
}

// mistake is what the table calls a kind of mistake.
func mistake(k corpus.Kind) string {
	switch k {
	case corpus.Missed:
		return "missed"
	case corpus.Added:
		return "invented"
	case corpus.Retyped:
		return "wrong type"
	case corpus.Cut:
		return "wrong borders"
	}
	return "wrong type and borders"
}
