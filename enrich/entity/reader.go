package entity

import (
	"dateline/enrich/text"
)

// reader reads one story into words. It is used again for the next.
type reader struct {
	clusters lexicon
	listed   lexicon
	roles    lexicon
	speller  speller
	words    []word
	pieces   []piece
	kinds    []kindOfWord
	table    []int32 // kinds by hash, plus one
}

// piece is a stretch of a sentence in which names may be: the words
// [start, end) of the story. Names do not cross its bounds.
type piece struct{ start, end int }

// kindOfWord gathers what the story does with one lower-case word.
type kindOfWord struct {
	low                     uint64
	smalls, titles, capital int32 // how often in lower case, with a capital within a sentence, in capitals
	seen                    [seenMax]int32
	n                       uint8 // of seen
	next                    int32
}

// seenMax is how many occurrences of a word in capitals are remembered.
const seenMax = 4

// read sets the words of the story and the pieces in which names may be.
func (r *reader) read(doc *text.Doc) {
	n := 0
	for i := range doc.Fields {
		n += len(doc.Fields[i].Tokens)
	}
	r.words, r.pieces, r.kinds = r.words[:0], r.pieces[:0], r.kinds[:0]
	if cap(r.words) < n {
		r.words = make([]word, 0, n+n/2)
	}
	size := 64
	for size < 2*n {
		size *= 2
	}
	if cap(r.table) < size {
		r.table = make([]int32, size)
	}
	r.table = r.table[:size]
	clear(r.table)
	for i := range doc.Fields {
		f := &doc.Fields[i]
		for _, s := range f.Sentences {
			r.sentence(f, s)
		}
	}
}

func (r *reader) sentence(f *text.Field, s text.Range) {
	start := len(r.words)
	capital, letters := 0, 0
	for i := s.Start; i < s.End; i++ {
		t := &f.Tokens[i]
		r.words = append(r.words, word{start: int32(start), end: int32(start + s.End - s.Start)})
		w := &r.words[len(r.words)-1]
		key := r.speller.spell(w, f.Text[t.Start:t.End], t.Kind)
		w.fine = r.clusters.value(key)
		w.roles = r.roles.value(key)
		w.id = r.kind(w.low)
		switch w.kase {
		case allCaps:
			capital++
			letters++
		case small, titled, mixed:
			letters++
		}
	}
	// Headlines and lines in capitals tell nothing by their capitals. Of
	// three words one may be a number or an acronym in lower case.
	words := r.words[start:]
	loud := letters >= 3 && capital*3 >= letters*2
	first := true
	for i := range words {
		w := &words[i]
		w.loud = loud
		w.first = first
		if w.kase != noCase {
			first = false
		}
		w.candidate = w.capital()
		k := &r.kinds[w.id]
		switch {
		case loud:
		case w.kase == small:
			k.smalls++
		case w.kase == allCaps:
			k.capital++
		case w.capital() && !w.first:
			k.titles++
		}
		if w.capital() && k.n < seenMax {
			k.seen[k.n] = int32(start + i)
			k.n++
		}
	}
	r.runs(start)
	r.gaps(start)
	r.lists(start)
}

// runs marks the runs of words with capitals.
func (r *reader) runs(start int) {
	for i := start; i < len(r.words); {
		j := i
		for j < len(r.words) && r.words[j].capital() {
			j++
		}
		if j == i {
			r.words[i].runStart, r.words[i].runEnd = int32(i), int32(i+1)
			i++
			continue
		}
		for k := i; k < j; k++ {
			r.words[k].runStart, r.words[k].runEnd = int32(i), int32(j)
		}
		i = j
	}
}

// gapMax is how many words in lower case may stand inside a name: "Ministry
// of the Interior", "Bank of New York and Trust". Longer gaps are in fewer
// than one name of a thousand.
const gapMax = 3

// gaps makes candidates of the words between others, and of the one at
// either side, and cuts the sentence into pieces.
func (r *reader) gaps(start int) {
	words := r.words[start:]
	last := -1 // the last word with a capital
	for i := range words {
		if !words[i].capital() {
			continue
		}
		if last >= 0 && i-last-1 <= gapMax {
			for j := last + 1; j < i; j++ {
				words[j].candidate = true
			}
		}
		if i > 0 {
			words[i-1].candidate = true
		}
		if i+1 < len(words) {
			words[i+1].candidate = true
		}
		last = i
	}
	for i := 0; i < len(words); {
		if !words[i].candidate {
			i++
			continue
		}
		j := i
		for j < len(words) && words[j].candidate {
			j++
		}
		r.pieces = append(r.pieces, piece{start + i, start + j})
		i = j
	}
}

// kind returns the index of the kind of a word.
func (r *reader) kind(low uint64) int32 {
	mask := uint64(len(r.table) - 1)
	at := low & mask
	for r.table[at] != 0 {
		k := r.table[at] - 1
		if r.kinds[k].low == low {
			return k
		}
		at = (at + 1) & mask
	}
	r.kinds = append(r.kinds, kindOfWord{low: low})
	r.table[at] = int32(len(r.kinds))
	return int32(len(r.kinds) - 1)
}
