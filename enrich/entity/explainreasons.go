package entity

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// subject is what a feature is about, as far as people are concerned.
type subject struct {
	kind        aboutKind
	before, far int // words before the name, and behind it
}

type aboutKind uint8

const (
	aboutPlace   aboutKind = iota // where it stands: nothing but that is known of the feature
	aboutOrder                    // how labels follow each other
	aboutStory                    // the same word elsewhere in the story
	aboutVotes                    // what words were taken for elsewhere in the story
	aboutContext                  // words around the name
	aboutLists
	aboutWords // the very words of the name
	aboutUse   // words that are used like them
	aboutLetters
	aboutWriting
)

// reasons takes the difference of two ways to label a name apart, by what the
// features are about. The strongest comes first.
func (x *explainer) reasons(f *text.Field, h hit, a, b []uint8) []story.Reason {
	weights := map[subject]float64{{kind: aboutOrder}: x.order(h, a) - x.order(h, b)}
	chain, r := x.t.model.chain, &x.s.reader
	for i := range a {
		word := int(h.start) + i
		hashes, about := x.probe.features(word)
		for j, hash := range hashes {
			weights[subjectOf(about[j], h)] += chain.Weight(hash, a[i]) - chain.Weight(hash, b[i])
		}
		x.s.ballot.heard(r, &x.s.feats, word)
		for _, hash := range x.s.feats.hash[:x.s.feats.n] {
			weights[subject{kind: aboutVotes}] += chain.Weight(hash, a[i]) - chain.Weight(hash, b[i])
		}
	}
	var all []story.Reason
	for s, w := range weights {
		if w != 0 {
			all = append(all, story.Reason{What: x.says(f, h, s), Weight: w})
		}
	}
	slices.SortFunc(all, func(a, b story.Reason) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)), cmp.Compare(a.What, b.What))
	})
	return all
}

// subjectOf says what a feature is about: what is farthest from the name's own
// words counts, since "President" tells a person from a ship, whatever the
// name.
func subjectOf(on dependence, h hit) subject {
	if on.story {
		return subject{kind: aboutStory}
	}
	s := subject{kind: aboutContext}
	inside := aspect(0)
	for word, aspects := range on.words {
		switch {
		case word < int(h.start):
			s.before = max(s.before, int(h.start)-word)
		case word >= int(h.end):
			s.far = max(s.far, word-int(h.end)+1)
		default:
			inside |= aspects
		}
	}
	if s.before > 0 || s.far > 0 {
		return s
	}
	switch {
	case inside&aspectLists != 0:
		s.kind = aboutLists
	case inside&aspectWord != 0:
		s.kind = aboutWords
	case inside&aspectUse != 0:
		s.kind = aboutUse
	case inside&aspectLetters != 0:
		s.kind = aboutLetters
	case inside&aspectWriting != 0:
		s.kind = aboutWriting
	case inside != 0:
		s.kind = aboutWords
	default:
		s.kind = aboutPlace
	}
	return s
}

// says puts into words what a subject is.
func (x *explainer) says(f *text.Field, h hit, s subject) string {
	start, end := int(h.start)-x.base[f], int(h.end)-x.base[f]
	name := strings.Join(words(f, start, end), " ")
	switch s.kind {
	case aboutContext:
		return around(f, start, end, s.before, s.far)
	case aboutStory:
		return x.written(h, name)
	case aboutVotes:
		return x.elsewhere(h)
	case aboutOrder:
		return "the length of the name and the names next to it"
	case aboutLists:
		return x.listed(h)
	case aboutWords:
		return "the name itself: " + name
	case aboutUse:
		return "words that are used like " + name
	case aboutLetters:
		return "how its words begin and end: " + name
	case aboutWriting:
		return "how it is written: " + shapes(f, start, end)
	}
	return "where it stands in the sentence"
}

// around names the words before and behind a name.
func around(f *text.Field, start, end, before, far int) string {
	a := strings.Join(words(f, max(0, start-before), start), " ")
	b := strings.Join(words(f, end, min(len(f.Tokens), end+far)), " ")
	switch {
	case far == 0 && before == 1:
		return "the word before: " + a
	case far == 0:
		return "the words before: " + a
	case before == 0 && far == 1:
		return "the word behind: " + b
	case before == 0:
		return "the words behind: " + b
	}
	return "the words around: " + a + " … " + b
}

// written says how the story writes the words of a name elsewhere.
func (x *explainer) written(h hit, name string) string {
	capital, smalls := false, false
	for i := h.start; i < h.end; i++ {
		k := &x.s.reader.kinds[x.s.reader.words[i].id]
		capital, smalls = capital || k.n > 1, smalls || k.smalls > 0 && x.s.reader.words[i].capital()
	}
	switch {
	case capital && smalls:
		return "elsewhere the story writes its words with capitals and without: " + name
	case capital:
		return "what stands around it elsewhere in the story: " + name
	case smalls:
		return "elsewhere the story writes its words without capitals: " + name
	}
	return "the story writes it nowhere else"
}

// elsewhere says what the words of a name were taken for elsewhere.
func (x *explainer) elsewhere(h hit) string {
	const none = linear.Types
	taken := ""
	for i := h.start; i < h.end; i++ {
		var o opinion
		if !x.s.ballot.others(&x.s.reader, int(i), &o) || o.kind > none {
			continue
		}
		as := "no name"
		if o.kind < none {
			as = string(storyTypes[o.kind])
		}
		if taken != "" && taken != as {
			return "elsewhere in the story: its words are parts of several names"
		}
		taken = as
	}
	if taken == "" {
		return "elsewhere in the story: the words next to it"
	}
	return "elsewhere in the story: " + taken
}

// listNames are the lists of names, in the order of their bits.
var listNames = [listKinds]string{
	"country", "city", "division", "river, mountain or sea", "demonym", "person's full name", "given name", "family name",
	"organisation", "acronym", "team", "party",
}

// listed says which lists have the words of a name.
func (x *explainer) listed(h hit) string {
	bits := uint32(0)
	for i := h.start; i < h.end; i++ {
		n := x.s.reader.words[i].names
		bits |= n | n>>listedShift
	}
	var in []string
	for k, name := range listNames {
		if bits>>k&1 != 0 {
			in = append(in, name)
		}
	}
	if in == nil {
		return "lists of names do not have it"
	}
	return "lists of names: " + strings.Join(in, ", ")
}

// shapes is how the words of a name are written: Xx for Moss, X for UN.
func shapes(f *text.Field, start, end int) string {
	var sp speller
	var all []string
	for i := start; i < end; i++ {
		var w word
		sp.spell(&w, f.TokenText(i), f.Tokens[i].Kind)
		all = append(all, strings.TrimRight(string(sp.shape), "123456789"))
	}
	return strings.Join(all, " ")
}
