package entity

import (
	"fmt"
	"sync"
	"sync/atomic"

	"dateline/enrich/corpus"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Recipe says how a tagger is trained.
type Recipe struct {
	Epochs     int
	Rate       float32
	Decay      float32
	Dropout    float64
	Unknown    float64 // share of the words that are learnt from as if they were new
	Buckets    int     // of four features each, in the model
	Least      uint8   // a feature that occurs more rarely is left out
	Folds      int     // for the first sight of the texts to learn from
	FoldEpochs int
	Tick       func(stage string, epoch int, loss float64)
}

// DefaultRecipe is the one that the figures of the model card belong to.
func DefaultRecipe() Recipe {
	return Recipe{Epochs: 8, Rate: 0.1, Decay: 0.01, Dropout: 0.3, Buckets: 144_000, Least: 2, Unknown: 0.1, Folds: 4, FoldEpochs: 4}
}

// Lexicons are what is known of words before the tagger learns from any text:
// their clusters, the lists of names, and the roles of words, if WithRoles
// adds them.
type Lexicons struct{ clusters, listed, roles lexicon }

// Compile makes the lexicons.
func Compile(v *Vectors, n *Names) Lexicons {
	return CompileClusters(v.Words, clusters(v), n)
}

// CompileClusters makes the lexicons from clusters that were found before.
func CompileClusters(words []string, of []uint16, n *Names) Lexicons {
	entries := make([]entry, len(words))
	for i, w := range words {
		entries[i] = entry{hashWord([]byte(w)), of[i] + 1}
	}
	return Lexicons{clusters: newLexicon(entries), listed: n.compile()}
}

func (o Recipe) chain(stage string, rows, epochs int) linear.ChainOptions {
	c := linear.ChainOptions{Rows: rows, Epochs: epochs, Rate: o.Rate, Decay: o.Decay, Dropout: o.Dropout, Unknown: o.Unknown, Seed: 1}
	if o.Tick != nil {
		c.Tick = func(epoch int, loss float64) { o.Tick(stage, epoch, loss) }
	}
	return c
}

// Train learns a tagger.
func Train(corpora []Corpus, lex Lexicons, o Recipe) *Tagger {
	r := &reader{clusters: lex.clusters, listed: lex.listed, roles: lex.roles}
	x := gather(r, corpora, o.Least)
	if o.Folds > 1 {
		drafts := inParallel(o.Folds, func(k int) *linear.ChainDraft {
			var seqs []linear.Sequence
			for i, s := range x.seqs {
				if x.doc[i]%o.Folds != k {
					seqs = append(seqs, s)
				}
			}
			return linear.TrainChain(seqs, o.chain(fmt.Sprint("fold ", k+1), len(x.hash), o.FoldEpochs))
		})
		x.hear(r, corpora, drafts)
	}
	d := linear.TrainChain(x.seqs, o.chain("model", len(x.hash), o.Epochs))
	m := &model{chain: linear.BuildChain(d, x.hash, x.count, o.Buckets), clusters: lex.clusters, listed: lex.listed, roles: lex.roles}
	for t := range m.scales {
		m.scales[t] = identity()
	}
	return newTagger(m)
}

// inParallel makes n things, two at a time.
func inParallel[T any](n int, one func(k int) T) []T {
	made := make([]T, n)
	var next atomic.Int32
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for k := int(next.Add(1)) - 1; k < n; k = int(next.Add(1)) - 1 {
				made[k] = one(k)
			}
		})
	}
	wait.Wait()
	return made
}

// hear adds every sequence that hears from others a second time, with what it
// hears. What is heard comes from drafts that did not learn from the text.
func (x *examples) hear(r *reader, corpora []Corpus, drafts []*linear.ChainDraft) {
	number := map[uint64]int32{}
	var b ballot
	var f features
	var l linear.Lattice
	seqs := x.seqs
	at, doc := 0, 0
	for ci := range corpora {
		for ti := range corpora[ci].Texts {
			r.read(parse(&corpora[ci].Texts[ti]))
			b.reset(len(r.words), len(r.kinds))
			d := drafts[doc%len(drafts)]
			for pi, p := range r.pieces {
				s := &seqs[at+pi]
				l.Reset(len(s.Features))
				for i, rows := range s.Features {
					d.Score(rows, &l.Scores[i])
				}
				d.Marginals(&l)
				for i := range l.Marginal {
					b.vote(r, p.start+i, &l.Marginal[i])
				}
			}
			for pi, p := range r.pieces {
				s := seqs[at+pi]
				again := linear.Sequence{Allowed: s.Allowed, Identity: s.Identity, Weight: s.Weight}
				any := false
				for i := range s.Features {
					b.heard(r, &f, p.start+i)
					rows := append([]int32{}, s.Features[i]...)
					rows = x.add(rows, number, f.hash[:f.n])
					any = any || f.n > 0
					again.Features = append(again.Features, rows)
				}
				if any {
					x.seqs = append(x.seqs, again)
				}
			}
			at += len(r.pieces)
			doc++
		}
	}
}

// Measure compares the tagger's names with labelled texts.
func (t *Tagger) Measure(texts []corpus.Named) corpus.SpanCounts {
	counts := corpus.SpanCounts{}
	for i := range texts {
		counts.Compare(texts[i].Spans, t.Spans(&texts[i]))
	}
	return counts
}

// Spans returns the names in a text as a labelled corpus has them.
func (t *Tagger) Spans(l *corpus.Named) (spans []corpus.Span) {
	t.each([]corpus.Named{*l}, func(_ *corpus.Named, s []corpus.Span, _ []hit) { spans = s })
	return spans
}

func (t *Tagger) each(texts []corpus.Named, do func(*corpus.Named, []corpus.Span, []hit)) {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	for i := range texts {
		doc := parse(&texts[i])
		t.find(s, doc)
		do(&texts[i], s.bytes(doc.Field(story.Body)), s.found)
	}
}

// bytes returns the names found, in bytes of the only field.
func (s *scratch) bytes(f *text.Field) []corpus.Span {
	spans := make([]corpus.Span, len(s.found))
	for i, h := range s.found {
		spans[i] = corpus.Span{Start: f.Tokens[h.start].Start, End: f.Tokens[h.end-1].End, Type: types[h.kind]}
	}
	return spans
}

// Bytes returns the model, as NewTagger takes it.
func (t *Tagger) Bytes() []byte { return t.model.bytes() }
