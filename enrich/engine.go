package enrich

import (
	"fmt"
	"strings"

	"dateline/enrich/entity"
	"dateline/enrich/prose"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Engines are the engines of names that Options.Engine takes.
func Engines() []string { return []string{"dateline", "prose"} }

func newNamer(engine string, model []byte) (namer, error) {
	switch engine {
	case "dateline":
		t, err := entity.NewTagger(model)
		if err != nil {
			return nil, fmt.Errorf("dateline engine: %w", err)
		}
		return ownNamer{t}, nil
	case "prose":
		p, err := prose.New()
		if err != nil {
			return nil, fmt.Errorf("prose engine: %w", err)
		}
		return proseNamer{p}, nil
	}
	return nil, fmt.Errorf("no engine of names is called %q; there is %s", engine, strings.Join(Engines(), ", "))
}

// ownNamer mends what our own tagger has cut in two.
type ownNamer struct{ tagger *entity.Tagger }

func (n ownNamer) Names(doc *text.Doc) []story.Name { return entity.Mend(doc, n.tagger.Names(doc)) }

func (n ownNamer) Explain(doc *text.Doc, mentions [][]story.Mention) []entity.Why {
	return n.tagger.Explain(doc, mentions)
}

// proseNamer hands prose the sentences that we found: its own splitter reads
// its training data anew on every call.
type proseNamer struct{ engine *prose.Engine }

func (p proseNamer) Names(doc *text.Doc) []story.Name {
	var names []story.Name
	for i := range doc.Fields {
		f := &doc.Fields[i]
		sentences := make([][2]int, len(f.Sentences))
		for j, s := range f.Sentences {
			sentences[j] = [2]int{f.Tokens[s.Start].Start, f.Tokens[s.End-1].End}
		}
		names = append(names, p.engine.Names(story.Field{Name: f.Name, Text: f.Text}, sentences)...)
	}
	return entity.Trim(doc, names)
}
