package wire_test

import (
	"encoding/json"
	"testing"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

func TestARecordSaysWhatItsVersionChangesAndWhy(t *testing.T) {
	for name, tc := range map[string]struct {
		item string
		want story.Change
	}{
		"a first version": {
			`{"uri":"urn:test:1","version":"1","type":"text","headlines":[{"value":"Ferry sinks off Lisbon"}]}`,
			story.Change{Kind: story.ChangeNew, Evidence: "version 1"},
		},
		"a correction in words": {
			`{"uri":"urn:test:1","version":"2","type":"text","headlines":[{"value":"CORRECTED-Ferry sinks off Lisbon"}]}`,
			story.Change{Kind: story.ChangeCorrection, Evidence: "headline CORRECTED-"},
		},
		"a kill": {
			`{"uri":"urn:test:1","version":"3","type":"text","pubStatus":"canceled"}`,
			story.Change{Kind: story.ChangeKill, Evidence: "pubStatus canceled"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := wire.NewDecoder(wire.Options{})
			if err != nil {
				t.Fatal(err)
			}
			stories, err := d.Decode(wire.Message{Data: []byte(tc.item)})
			if err != nil {
				t.Fatal(err)
			}
			record, err := wire.Encode(stories[0], nil, wire.EncodeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				Enrichment struct{ Change story.Change }
			}
			if err := json.Unmarshal(record, &got); err != nil {
				t.Fatal(err)
			}
			if got.Enrichment.Change != tc.want {
				t.Errorf("the record says %+v, want %+v", got.Enrichment.Change, tc.want)
			}
		})
	}
}
