package config

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReloadTellsWhatApplies(t *testing.T) {
	before := defaultConfig(t)
	if apply, restart := Reload(before, defaultConfig(t)); apply != nil || restart != nil {
		t.Errorf("nothing changed, and yet %v %v", apply, restart)
	}
	after := defaultConfig(t)
	after.Log.Level = "debug"
	after.Topics.MinConfidence = 50
	after.Input.Formats = []Rule{{Subject: "wire.raw.ap.>", Format: "ap-media"}}
	after.NATS.URLs = []string{"nats://b:4222"}
	after.Consumer.Workers = 3
	apply, restart := Reload(before, after)
	if want := []string{"input.formats", "topics.min_confidence", "log.level"}; !slices.Equal(apply, want) {
		t.Errorf("applies %v, want %v", apply, want)
	}
	if want := []string{"nats.urls", "consumer.workers"}; !slices.Equal(restart, want) {
		t.Errorf("needs a restart: %v, want %v", restart, want)
	}

	want := defaultConfig(t)
	want.Log.Level, want.Topics.MinConfidence, want.Input.Formats = after.Log.Level, 50, after.Input.Formats
	if diff := cmp.Diff(want, Reloaded(before, after)); diff != "" {
		t.Errorf("in effect afterwards (-want +got):\n%s", diff)
	}
	if before.Log.Level != "info" {
		t.Error("the old configuration was changed")
	}
}

func TestReloadableKeysAreTheseAndNoOther(t *testing.T) {
	var got []string
	for _, f := range fields(new(Config)) {
		if f.is("reload") {
			got = append(got, f.key)
		}
	}
	want := []string{"input.formats", "entities.min_confidence", "entities.authorities", "topics.min_confidence", "topics.language", "topics.rules", "places.min_confidence", "log.level"}
	if !slices.Equal(got, want) {
		t.Errorf("reloadable are %v, want %v", got, want)
	}
}
