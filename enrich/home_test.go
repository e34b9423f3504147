package enrich

import (
	"testing"

	"dateline/enrich/data"
	"dateline/enrich/story"
)

func TestTheNearestHomeOfAChannelCounts(t *testing.T) {
	m := Models{Entity: data.Entity(), Gazetteer: data.Gazetteer(), Topic: data.Topic()}
	e, err := New(m, Options{Engine: "dateline", Homes: []Home{{"gazette", "US/Texas"}, {"gazette.county.illinois", "US/Illinois"}, {AnySource, "GB"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ source, channel, home string }{
		{"gazette", "gazette", "gazette"},
		{"gazette", "gazette.sports", "gazette"},
		{"gazette", "gazette.county", "gazette"},
		{"gazette", "gazette.county.illinois.schools", "gazette.county.illinois"},
		{"gazette", "gazette.county.illinoisan", "gazette"},
		{"gazette", "", "gazette"},
		{"herald", "herald.sports", AnySource},
		{"", "", AnySource},
	} {
		if got := e.placer(&story.Story{Source: tt.source, Channel: tt.channel}); got != e.homes[tt.home] {
			t.Errorf("a story of %s does not have the home of %s", tt.channel, tt.home)
		}
	}
}
