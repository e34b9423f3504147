package wire

import (
	"maps"
	"testing"
)

func TestARecordSaysWhatItsVersionChangesAndWhy(t *testing.T) {
	for promise, tc := range map[string]struct {
		item string
		want map[string]any
	}{
		"a first version": {
			`{"uri":"urn:test:1","version":"1","type":"text","headlines":[{"value":"Ferry sinks off Lisbon"}]}`,
			map[string]any{"kind": "new", "evidence": "version 1"},
		},
		"a correction in words": {
			`{"uri":"urn:test:1","version":"2","type":"text","headlines":[{"value":"CORRECTED-Ferry sinks off Lisbon"}]}`,
			map[string]any{"kind": "correction", "evidence": "headline CORRECTED-"},
		},
		"a kill": {
			`{"uri":"urn:test:1","version":"3","type":"text","pubStatus":"canceled"}`,
			map[string]any{"kind": "kill", "evidence": "pubStatus canceled"},
		},
		"a story that says nothing": {
			`{"uri":"urn:test:1","type":"text","headlines":[{"value":"Ferry sinks off Lisbon"}]}`,
			map[string]any{"kind": "new"},
		},
	} {
		t.Run(promise, func(t *testing.T) {
			enrichment, _ := encode(t, decodeOne(t, tc.item), nil, EncodeOptions{})["enrichment"].(map[string]any)
			if got, _ := enrichment["change"].(map[string]any); !maps.Equal(got, tc.want) {
				t.Errorf("the record says %v, want %v", got, tc.want)
			}
		})
	}
}
