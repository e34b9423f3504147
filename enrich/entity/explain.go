package entity

import (
	"math"
	"slices"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Why says why the tagger took a stretch of text for a name of one type, and
// not for what came nearest.
type Why struct {
	Span    story.Span
	Type    story.Type
	Against story.Type     // the type that came nearest, empty for no name at all
	Margin  float64        // by how much the score of Type is above that of Against
	Reasons []story.Reason // of both signs; they add up to Margin
}

// Explain returns for each list of mentions why one of them is a name: the
// first that the tagger found as it stands, else the first that it found
// longer or shorter. A list of which it found none has no Reasons.
func (t *Tagger) Explain(doc *text.Doc, of [][]story.Mention) []Why {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	t.find(s, doc)
	x := &explainer{t: t, s: s, doc: doc, base: map[*text.Field]int{}, probe: probe{r: &s.reader}}
	n := 0
	for i := range doc.Fields {
		x.base[&doc.Fields[i]] = n
		n += len(doc.Fields[i].Tokens)
	}
	all := make([]Why, len(of))
	for i, mentions := range of {
		if field, h, ok := x.choose(mentions); ok {
			all[i] = x.why(field, h)
		}
	}
	return all
}

// explainer takes apart what the tagger has just decided on a story.
type explainer struct {
	t     *Tagger
	s     *scratch
	doc   *text.Doc
	base  map[*text.Field]int // number of the first word of a field
	probe probe
}

// choose returns the name that the tagger found for one of the mentions.
func (x *explainer) choose(mentions []story.Mention) (field *text.Field, h hit, ok bool) {
	for _, m := range mentions {
		l, fits := locate(x.doc, story.Name{Span: m.Span})
		if !fits {
			continue
		}
		start, end := int32(x.base[l.field]+l.start), int32(x.base[l.field]+l.end)
		i, _ := slices.BinarySearchFunc(x.s.found, start, func(n hit, at int32) int { return int(n.end - at - 1) })
		if i == len(x.s.found) || x.s.found[i].start >= end {
			continue
		}
		if n := x.s.found[i]; n.start == start && n.end == end {
			return l.field, n, true
		}
		if !ok {
			field, h, ok = l.field, x.s.found[i], true
		}
	}
	return field, h, ok
}

// why explains one name.
func (x *explainer) why(f *text.Field, h hit) Why {
	base := x.base[f]
	w := Why{Span: f.Span(int(h.start)-base, int(h.end)-base), Type: storyTypes[h.kind], Margin: math.Inf(1)}
	ours := labels(h, int(h.kind))
	var nearest []uint8
	for kind := range linear.Types + 1 {
		if kind == int(h.kind) {
			continue
		}
		other := labels(h, kind)
		if m := x.margin(h, ours, other); m < w.Margin {
			w.Margin, nearest, w.Against = m, other, ""
			if kind < linear.Types {
				w.Against = storyTypes[kind]
			}
		}
	}
	w.Reasons = x.reasons(f, h, ours, nearest)
	return w
}

// labels are those of a name of one type; of type linear.Types, which is none,
// they are all Outside.
func labels(h hit, kind int) []uint8 {
	all := make([]uint8, h.end-h.start)
	for i := range all {
		switch {
		case kind == linear.Types:
			all[i] = linear.Outside
		case len(all) == 1:
			all[i] = uint8(linear.Unit + kind)
		case i == 0:
			all[i] = uint8(linear.Begin + kind)
		case i == len(all)-1:
			all[i] = uint8(linear.Last + kind)
		default:
			all[i] = uint8(linear.Inside + kind)
		}
	}
	return all
}

// margin is by how much the labels a of a name score above the labels b, with
// everything around it as it is.
func (x *explainer) margin(h hit, a, b []uint8) float64 {
	at, _ := x.place(h)
	sum := x.order(h, a) - x.order(h, b)
	var scores [linear.Labels]float32
	for i := range a {
		x.t.model.chain.Scores(&x.s.all.sums[at+i], &scores)
		sum += float64(scores[a[i]]) - float64(scores[b[i]])
	}
	return sum
}

// place returns where the labels of a name stand among those of all pieces,
// and the piece that it is in.
func (x *explainer) place(h hit) (at int, of piece) {
	for _, p := range x.s.reader.pieces {
		if int(h.start) < p.end {
			return at + int(h.start) - p.start, p
		}
		at += p.end - p.start
	}
	return at, piece{}
}

// order is what the labels of a name get for following each other and the
// labels around them.
func (x *explainer) order(h hit, labels []uint8) float64 {
	at, p := x.place(h)
	chain, sum := x.t.model.chain, 0.0
	if int(h.start) > p.start {
		sum += chain.Pair(x.s.all.labels[at-1], labels[0])
	}
	for i := range labels[1:] {
		sum += chain.Pair(labels[i], labels[i+1])
	}
	if last := len(labels) - 1; int(h.end) < p.end {
		sum += chain.Pair(labels[last], x.s.all.labels[at+last+1])
	}
	return sum
}
