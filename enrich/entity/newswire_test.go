package entity

import (
	"testing"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
)

// The model that the binary carries has learnt from these files, so it does
// better on them than on others; what it reaches on files that it did not see
// is in the manifest. A feature that is made otherwise than when the model was
// trained shows here at once.
func TestTheModelFindsTheNamesOfNewswire(t *testing.T) {
	tagger, err := NewTagger(data.Entity())
	if err != nil {
		t.Fatal(err)
	}
	for file, least := range map[string]float64{"conll2003-dev.jsonl": 0.97, "worldwide-dev.jsonl": 0.93} {
		texts, err := corpus.ReadNamed("../../../shared/data/ner/running/" + file)
		if err != nil {
			t.Skip("the labelled newswire of ../shared/data is needed: ", err)
		}
		if total := tagger.Measure(texts).Total(); total.F1() < least {
			t.Errorf("%s: F1 %.3f, want %.3f", file, total.F1(), least)
		}
	}
}
