package wire

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/enrich/story"
)

func TestACompanyCarriesTheSymbolsOfItsShares(t *testing.T) {
	s := decodeOne(t, `{"uri":"urn:x:1","headline":"One two","body_text":"Text."}`)
	tags := someTags(s)
	tags.Entities[1].Symbols = []story.Symbol{{Ticker: "EXC", Exchange: "NYSE"}, {Ticker: "7777"}}
	tags.Entities[0].Symbols = []story.Symbol{{Ticker: "NOBODY"}} // people are not traded

	strict := encodeStrict(t, s, tags)
	company := strict["organisations"].([]any)[0].(map[string]any)
	want := []any{map[string]any{"exchange": "NYSE", "symbol": "EXC"}, map[string]any{"symbol": "7777"}}
	if !reflect.DeepEqual(company["symbols"], want) {
		t.Errorf("symbols are %v, want %v", company["symbols"], want)
	}
	if person := strict["people"].([]any)[0].(map[string]any); person["symbols"] != nil {
		t.Errorf("a person has symbols: %v", person)
	}
	for _, v := range strict["subjects"].([]any) {
		if sub := v.(map[string]any); sub["symbols"] != nil {
			t.Errorf("a subject has symbols, which ninjs knows of organisations only: %v", sub)
		}
	}

	whole := encode(t, s, tags, EncodeOptions{})
	entity := whole["enrichment"].(map[string]any)["entities"].([]any)[1].(map[string]any)
	want = []any{map[string]any{"ticker": "EXC", "exchange": "NYSE"}, map[string]any{"ticker": "7777"}}
	if !reflect.DeepEqual(entity["symbols"], want) {
		t.Errorf("symbols of the enrichment are %v, want %v", entity["symbols"], want)
	}
}

func TestARecordWithSymbolsValidates(t *testing.T) {
	s := decodeOne(t, `{"uri":"urn:x:1","headline":"One two","body_text":"Text."}`)
	tags := someTags(s)
	tags.Entities[1].Symbols = []story.Symbol{{Ticker: "EXC", Exchange: "NYSE"}, {Ticker: "7777"}}
	for name, c := range map[string]struct {
		schema *jsonschema.Schema
		strict bool
	}{"our own": {ownSchema(t), false}, "the official one": {official(t), true}} {
		record, err := Encode(s, tags, EncodeOptions{Strict: c.strict})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(record))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.schema.Validate(doc); err != nil {
			t.Errorf("by %s schema: %v", name, err)
		}
	}
}
