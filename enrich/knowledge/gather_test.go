package knowledge

import (
	"slices"
	"strings"
	"testing"
)

func TestSourcesOfOneItemBecomeOneRecord(t *testing.T) {
	g := NewGathering()
	g.Add(Record{ID: 5, Name: "Ada Q. Farrow", Countries: []string{"NZ"}, Note: "minister", Popularity: 10})
	g.Add(Record{ID: 5, Name: "Ada Farrow", Aliases: []Name{{"アダ", Alias}}, Countries: []string{"AU", ""}, Born: 1970, Popularity: 40})
	g.Add(Record{ID: 6, Name: "アダ"})
	g.Add(Record{ID: 0, Name: "No Item"})
	list := g.Records()
	if len(list) != 1 {
		t.Fatalf("%d records, want one", len(list))
	}
	r := list[0]
	if r.Name != "Ada Q. Farrow" || r.Note != "minister" || r.Born != 1970 || r.Popularity != 40 || !slices.Equal(r.Countries, []string{"AU", "NZ"}) {
		t.Errorf("record is %+v", r)
	}
	if !slices.Equal(r.Aliases, []Name{{"Ada Farrow", Alias}}) {
		t.Errorf("aliases are %v", r.Aliases)
	}
}

func TestACuratedLineNamesTheItem(t *testing.T) {
	g := NewGathering()
	g.Add(Record{ID: 5, Type: Organisation, Name: "FMC", Note: "brand", Countries: []string{"US"}, Symbols: []Symbol{{"OLD", ""}}})
	g.Put(Record{ID: 5, Type: Organisation, Name: "Farrow Motor Company", Note: "car maker", Symbols: []Symbol{{"FMC", "NYSE"}}})
	r := g.Records()[0]
	if r.Name != "Farrow Motor Company" || r.Note != "car maker" || !slices.Equal(r.Symbols, []Symbol{{"FMC", "NYSE"}}) || !slices.Equal(r.Countries, []string{"US"}) {
		t.Errorf("record is %+v", r)
	}
	if !slices.Contains(r.Aliases, Name{"FMC", Alias}) || !slices.Contains(r.Aliases, Name{"Farrow Motor", Short}) {
		t.Errorf("aliases are %v", r.Aliases)
	}
}

func TestShorterNames(t *testing.T) {
	for _, c := range []struct {
		kind       Type
		name, want string
	}{
		{Organisation, "Farrow Motor Corp.", "Farrow Motor"},
		{Organisation, "Farrow Co. Inc.", "Farrow"},
		{Organisation, "The Farrow Group plc", "Farrow"},
		{Organisation, "Farrow & Company", ""},
		{Organisation, "Kelling Town F.C.", "Kelling Town"},
		{Organisation, "FC Kelling", "Kelling"},
		{Organisation, "Kelling United", ""},
		{Organisation, "Group", ""},
		{Person, "Ada Q. Farrow", "Ada Farrow"},
		{Person, "Ada Q Farrow", "Ada Farrow"},
		{Person, "Ada H. W. Farrow", ""}, // not Ada W. Farrow
		{Person, "A. Q. Farrow", ""},
		{Person, "Bo Farrow Jr.", "Bo Farrow"},
		{Person, "John Paul II", ""},
	} {
		if got := Shorter(c.kind, c.name); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheCuratedFileIsInOrderAndReadable(t *testing.T) {
	list, err := ReadCurated()
	if err != nil {
		t.Fatal(err)
	}
	fromMemory := 0
	for _, c := range list {
		if c.Source == FromMemory {
			fromMemory++
		}
	}
	if len(list) < 300 || fromMemory > 200 {
		t.Errorf("%d lines, %d of them confirmed by nothing", len(list), fromMemory)
	}
}

func TestACuratedLineThatIsWrongIsNamed(t *testing.T) {
	const good = "Q5 | organisation | Farrow | | US | car maker | FM NYSE, 77 | kb\n"
	for name, c := range map[string]struct{ text, want string }{
		"columns":    {"Q5 | organisation | Farrow", "curated.txt:1: 3 columns"},
		"item":       {strings.Replace(good, "Q5", "5", 1), `"5" is no item`},
		"type":       {strings.Replace(good, "organisation", "firm", 1), `"firm" is no type`},
		"source":     {strings.Replace(good, "kb", "hearsay", 1), `"hearsay" is no source`},
		"twice":      {good + good, "curated.txt:2: Q5 is on line 1"},
		"order":      {good + strings.NewReplacer("Q5", "Q6", "Farrow", "Abbot").Replace(good), "out of order"},
		"team":       {strings.Replace(good, "organisation", "team", 1), "not what a team is"},
		"not a name": {strings.Replace(good, "Farrow", "東", 1), "cannot be a name"},
	} {
		if _, err := readCurated(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
	list, err := readCurated("# a comment\n\nQ5 | team | Kelling United | Reds; @Kelling | GB | football team, club | | known\n")
	if err != nil || len(list) != 1 || !slices.Equal(list[0].Aliases, []Name{{"Reds", Alias}, {"Kelling football", TeamOf}}) {
		t.Errorf("%+v, %v", list, err)
	}
}
