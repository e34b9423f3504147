package topic

import (
	"math"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// recipe names what this file does. It changes with it, so that a model is
// never used with features it was not trained on.
const recipe = "words, pairs, concepts and names, 3"

// branchRecipe is the same for the classifier of level 2.
const branchRecipe = "words, 1"

const (
	// headlineCount is how often a word of the headline counts.
	headlineCount = 2
	// leadTokens is the part of the body in which a word counts fully; after
	// it, a word counts less the further down it stands. News says first what
	// it is about: on long stories (Trinidad Express, half) accuracy is .45
	// so, and .35 with all words the same.
	leadTokens = 40
	// pairReach is how many tokens after its first word the second word of a
	// pair may stand: "ministry of the interior", and no further.
	pairReach = 3
)

// occurrence is a feature where it stands: a word, or two words of one
// sentence with little but stop words between them.
type occurrence struct {
	hash        uint64
	field       int32
	first, last int32   // tokens [first, last)
	left, right int32   // of a pair: where its words stand in the list; else -1
	name        bool    // a word beside a name, which is left and right
	count       int32   // where its sum stands
	points      float32 // of a term of a concept, else 0
}

// counted is a feature with the sum of its occurrences.
type counted struct {
	hash  uint64
	count float32
	gain  float32 // what it added to the score of a class; see explain
}

// scratch is what reading one story into features needs. It is used again
// for the next one.
type scratch struct {
	word     []byte
	words    []passage
	finding  finding
	names    []nameAt
	known    []named
	support  []support // by concept
	touched  []int32   // concepts that have some
	termAt   []int32   // by term, where its sum stands, plus one; all zero between stories
	termSums []termSum
	all      []occurrence
	counts   []counted
	table    []int32 // indices into counts, plus one, by hash
	features []linear.Feature
	scores   []float32 // by class
	chances  []float64 // by class

	branchWords  []linear.Feature // what the classifier of level 2 knows of counts
	branchScores []float32        // by branch
	branchTerms  []branchTerms
	likely       []deep // concepts of the branch that is looked at
}

func newScratch(classes int) *scratch {
	return &scratch{scores: make([]float32, classes), chances: make([]float64, classes)}
}

// read sets s.all, s.counts and s.support from doc, in which s.known are the
// names.
func (s *scratch) read(doc *text.Doc, k *knowledge) {
	s.all, s.words = s.all[:0], s.words[:0]
	sentences := int32(0)
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for _, sentence := range f.Sentences {
			s.readSentence(f, int32(i), sentence, sentences)
			sentences++
		}
	}
	s.readNames()
	s.readConcepts(doc, k)
	s.sum(doc)
}

func (s *scratch) readSentence(f *text.Field, field int32, r text.Range, sentence int32) {
	left := int32(-1) // the word that a pair can begin with
	apart := true
	for i := r.Start; i < r.End; i++ {
		tok := &f.Tokens[i]
		if tok.Kind != text.Word && tok.Kind != text.Number {
			if !joins(f.Text[tok.Start:tok.End]) {
				left, apart = -1, true
			}
			continue
		}
		if tok.Kind == text.Number {
			left = -1
		}
		for rest := f.Text[tok.Start:tok.End]; rest != ""; {
			rest = s.nextPart(rest)
			if len(s.word) == 0 || s.word[0] == '\'' {
				continue
			}
			idle := len(s.word) < 2 || tok.Kind == text.Number || isStop(s.word)
			h, at := hash(stem(s.word)), int32(i)
			s.words = append(s.words, passage{h, field, at, sentence, apart})
			apart = false
			if idle {
				continue
			}
			s.all = append(s.all, occurrence{hash: h, field: field, first: at, last: at + 1, left: -1, right: -1})
			word := int32(len(s.all) - 1)
			if left >= 0 && at-s.all[left].first <= pairReach {
				l := s.all[left]
				s.all = append(s.all, occurrence{hash: pair(l.hash, h), field: field, first: l.first, last: at + 1, left: left, right: word})
			}
			left = word
		}
	}
}

// joins tells the marks that stand within a word or a pair from those that
// set words apart.
func joins(mark string) bool {
	return mark == "-" || mark == "'" || mark == "’" || mark == "." || mark == "&"
}

// nextPart puts the next part of a word, up to a hyphen, into s.word: in
// lower case, without a possessive. It returns what follows.
func (s *scratch) nextPart(w string) (rest string) {
	s.word = s.word[:0]
	for i := 0; i < len(w); {
		c := w[i]
		switch {
		case c == '-':
			return w[i+1:]
		case 'A' <= c && c <= 'Z':
			s.word = append(s.word, c+'a'-'A')
			i++
		case c < utf8.RuneSelf:
			s.word = append(s.word, c)
			i++
		default:
			r, n := utf8.DecodeRuneInString(w[i:])
			i += n
			switch r {
			case '‐', '‑', '–':
				return w[i:]
			case '’', 'ʼ':
				r = '\''
			}
			s.word = utf8.AppendRune(s.word, unicode.ToLower(r))
		}
	}
	if n := len(s.word); n > 2 && s.word[n-1] == 's' && s.word[n-2] == '\'' && !isStop(s.word) {
		s.word = s.word[:n-2]
	}
	return ""
}

// sum adds s.all up by hash, in the order of first occurrence.
func (s *scratch) sum(doc *text.Doc) {
	size := 16
	for size < 2*len(s.all) {
		size *= 2
	}
	if cap(s.table) < size {
		s.table = make([]int32, size)
	}
	s.table = s.table[:size]
	clear(s.table)
	s.counts = s.counts[:0]
	for i := range s.all {
		o := &s.all[i]
		at := int(o.hash) & (size - 1)
		for s.table[at] != 0 && s.counts[s.table[at]-1].hash != o.hash {
			at = (at + 1) & (size - 1)
		}
		if s.table[at] == 0 {
			s.counts = append(s.counts, counted{hash: o.hash})
			s.table[at] = int32(len(s.counts))
		}
		o.count = s.table[at] - 1
		n := count(doc.Fields[o.field].Name, o.first)
		if o.points > 0 {
			n *= o.points
		}
		s.counts[o.count].count += n
	}
}

// count says how much an occurrence at a token counts.
func count(field string, token int32) float32 {
	switch {
	case field == story.Headline:
		return headlineCount
	case token < leadTokens:
		return 1
	}
	return leadTokens / float32(token)
}

// vector sets s.features to what the model knows of s.counts.
func (s *scratch) vector(m *linear.Model) { s.features = weigh(s.features[:0], s.counts, m) }

// weigh appends to features what the model knows of counts: the more often a
// feature stands in the story and the rarer it is elsewhere, the larger, and all
// together of length one.
func weigh(features []linear.Feature, counts []counted, m *linear.Model) []linear.Feature {
	square := 0.0
	for _, c := range counts {
		row, ok := m.Find(c.hash)
		if !ok {
			continue
		}
		v := math.Log2(1+float64(c.count)) * float64(m.Rarity(row))
		square += v * v
		features = append(features, linear.Feature{Row: row, Value: float32(v)})
	}
	if square == 0 {
		return features
	}
	norm := float32(1 / math.Sqrt(square))
	for i := range features {
		features[i].Value *= norm
	}
	return features
}

// hash is FNV-1a, with the bits mixed once more since its upper ones are
// weak for short words.
func hash(word []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range word {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return mix(h)
}

// pair is the hash of two words in this order.
func pair(a, b uint64) uint64 { return mix(a*3 + b) }

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
