package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/gazetteer"
)

func TestAGazetteerOfOnesOwnIsUsed(t *testing.T) {
	bin, err := gazetteer.Build([]gazetteer.Record{
		{Parent: -1, Place: gazetteer.Place{ID: 9000010, Name: "Vikby", Class: 'P', Code: "PPL", Lat: 61.1, Lon: 7.1, HasCoord: true, Population: 200_000}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(t.TempDir(), "own.bin")
	if err := os.WriteFile(own, bin, 0o644); err != nil {
		t.Fatal(err)
	}
	story := stories(t, "It rained in Vikby and in Paris all day.")[0]
	set := "places.gazetteer=" + own
	if code, record, errs := command(t, "tag", "--set", set, story); code != 0 || !strings.Contains(record, "geonames.org/9000010/") || strings.Contains(record, "geonames.org/2988507/") {
		t.Errorf("exit %d, %s\n%s", code, record, errs)
	}
	if code, record, _ := command(t, "tag", story); code != 0 || strings.Contains(record, "geonames.org/9000010/") || !strings.Contains(record, "geonames.org/2988507/") {
		t.Errorf("the built-in one: exit %d, %s", code, record)
	}
	damaged := slices.Clone(bin)
	damaged[len(damaged)-1] ^= 1
	for what, broken := range map[string][]byte{"gazetteer is cut off": bin[:len(bin)-5], "gazetteer is damaged": damaged} {
		if err := os.WriteFile(own, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		if code, _, errs := command(t, "tag", "--set", set, story); code != exitConfig || !strings.Contains(errs, "places.gazetteer: "+own+": "+what) {
			t.Errorf("%s: exit %d, %s", what, code, errs)
		}
	}
}
