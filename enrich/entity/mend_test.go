package entity

import (
	"slices"
	"testing"
)

func TestMendJoinsWhatATaggerHasCut(t *testing.T) {
	tests := []struct {
		body  string
		names []string
		want  []string
	}{
		{"The Communist Party met.", []string{"other Communist", "organisation Party"}, []string{"organisation Communist Party"}},
		{"The Arab League met.", []string{"other Arab", "organisation League"}, []string{"organisation Arab League"}},
		{"The Kenya Army met.", []string{"place Kenya", "organisation Army"}, []string{"place Kenya", "organisation Army"}},
		{"The Thai Police met.", []string{"other Thai", "organisation Police"}, []string{"other Thai", "organisation Police"}},
		{"The Party met.", []string{"organisation Party"}, []string{"organisation Party"}},
		{"In Lisbon, Party members met.", []string{"place Lisbon", "organisation Party"}, []string{"place Lisbon", "organisation Party"}},
		{"British Airways Group rose.", []string{"organisation British Airways", "organisation Group"}, []string{"organisation British Airways Group"}},
		{"Tarn Mills Inc. rose. Tarn fell.", []string{"organisation Tarn Mills Inc.", "place Tarn"}, []string{"organisation Tarn Mills Inc.", "organisation Tarn"}},
		{"Tarn Mills Inc. sold its mill in Tarn.", []string{"organisation Tarn Mills Inc.", "place Tarn"}, []string{"organisation Tarn Mills Inc.", "place Tarn"}},
		{"Tarn Council met. Tarn is calm.", []string{"organisation Tarn Council", "place Tarn"}, []string{"organisation Tarn Council", "place Tarn"}},
		{"Typhoon Ada fell on Tarn.", []string{"person Typhoon Ada", "place Tarn"}, []string{"other Typhoon Ada", "place Tarn"}},
		{"On Saturday they met.", []string{"other Saturday"}, nil},
	}
	for _, test := range tests {
		t.Run(test.body, func(t *testing.T) {
			doc, names := found(t, test.body, test.names...)
			var got []string
			for _, n := range Mend(doc, names) {
				got = append(got, string(n.Type)+" "+n.Text)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
