package knowledge

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/data"
)

// small is a base of a few invented people and organisations.
func small(tb testing.TB) []byte {
	tb.Helper()
	records := []Record{
		{ID: 10, Name: "Sergey Valdaysky", Countries: []string{"RU"}, Note: "minister of foreign affairs", Born: 1950, Popularity: 90, Aliases: []Name{{"Valdaysky", Surname}}},
		{ID: 11, Name: "Muhammad al-Karrani", Countries: []string{"EG"}, Note: "politician", Popularity: 60},
		{ID: 12, Name: "Tan Wei Ling", Countries: []string{"SG"}, Note: "economist", Popularity: 60},
		{ID: 13, Name: "Elizabeth II", Note: "monarch", Died: 2022, Popularity: 120},
		{ID: 14, Name: "Nobody Hardlyknown", Popularity: 2},
		{ID: 20, Type: Organisation, Name: "Organisation for Rivers and Canals", Aliases: []Name{{"ORCA", Initials}, {"WHO", Initials}}, Popularity: 70},
		{ID: 21, Type: Organisation, Name: "Harbour & Sons plc", Aliases: []Name{{"Harbour & Sons", Short}}, Countries: []string{"GB"},
			Symbols: []Symbol{{"HBR", "LSE"}, {"HBRS", ""}}, Note: "shipping company", Popularity: 40},
		{ID: 22, Type: Organisation, Name: "Harbour and Sons", Popularity: 10},
	}
	b, err := Build(records, func(r *Record, name string) int { return len(name) })
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func read(tb testing.TB, b []byte) *Base {
	tb.Helper()
	base, err := Read(b)
	if err != nil {
		tb.Fatal(err)
	}
	return base
}

func ids(b *Base, matches []Match) []uint32 {
	var list []uint32
	for _, m := range matches {
		list = append(list, b.ID(m.Record))
	}
	return list
}

func TestANameIsFoundHoweverItIsSpelt(t *testing.T) {
	b := read(t, small(t))
	for _, c := range []struct {
		name string
		want []uint32
	}{
		{"Sergey Valdaysky", []uint32{10}},
		{"SERGEY VALDAYSKY", []uint32{10}},
		{"Sérgey  Valdaysky", []uint32{10}},
		{"Muhammad Al Karrani", []uint32{11}},
		{"Harbour & Sons", []uint32{21, 22}},
		{"Harbour and Sons", []uint32{21, 22}},
		{"Sergey", nil},
		{"", nil},
		{"東京", nil},
		{strings.Repeat("a", 500), nil},
	} {
		if got := ids(b, b.Lookup(c.name, nil)); !slices.Equal(got, c.want) {
			t.Errorf("%q is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAnAcronymIsNotAWord(t *testing.T) {
	b := read(t, small(t))
	for name, want := range map[string]int{"WHO": 1, "Who": 0, "who": 0, "W.H.O.": 1, "ORCA": 1, "Orca": 1} {
		if got := len(b.Lookup(name, nil)); got != want {
			t.Errorf("%q has %d readings, want %d", name, got, want)
		}
	}
}

func TestATransliterationSoundsTheSame(t *testing.T) {
	b := read(t, small(t))
	for _, c := range []struct {
		name  string
		want  uint32
		order bool
	}{
		{"Sergei Valdaiskiy", 10, false},
		{"Serguey Valdajsky", 0, false},
		{"Mohammed Karrani", 11, false},
		{"Mohamed el-Karrani", 11, false},
		{"Wei Ling Tan", 12, true},
		{"Elizabeth I", 0, false},
		{"Sergey Valdaysky", 0, false}, // spelt the same, it is Lookup's
		{"Nobodi Hardlyknown", 0, false},
	} {
		got := b.Sounding(c.name, nil)
		if c.want == 0 {
			if len(got) != 0 {
				t.Errorf("%q sounds like Q%v", c.name, ids(b, got))
			}
			continue
		}
		if len(got) != 1 || b.ID(got[0].Record) != c.want || got[0].Order != c.order || got[0].Sound == c.order {
			t.Errorf("%q gives %+v, want Q%d, order %v", c.name, got, c.want, c.order)
		}
	}
}

func TestARecordComesBackAsItWasBuilt(t *testing.T) {
	b := read(t, small(t))
	m := b.Lookup("Harbour & Sons plc", nil)
	if len(m) != 1 {
		t.Fatalf("%d readings", len(m))
	}
	r := b.Record(m[0].Record)
	if r.ID != 21 || r.Type != Organisation || r.Note != "shipping company" || r.Popularity != 40 || !slices.Equal(r.Countries, []string{"GB"}) {
		t.Errorf("record is %+v", r)
	}
	if !slices.Equal(r.Symbols, []Symbol{{"HBR", "LSE"}, {"HBRS", ""}}) {
		t.Errorf("symbols are %v", r.Symbols)
	}
	if m[0].Common != len("Harbour & Sons plc") {
		t.Errorf("common is %d", m[0].Common)
	}
	if URI(r.ID) != "http://www.wikidata.org/entity/Q21" {
		t.Errorf("URI is %s", URI(r.ID))
	}
	if q := b.Record(b.Lookup("Elizabeth II", nil)[0].Record); q.Died != 2022 || q.Symbols != nil {
		t.Errorf("record is %+v", q)
	}
}

func TestTheSameRecordsGiveTheSameBytes(t *testing.T) {
	if !bytes.Equal(small(t), small(t)) {
		t.Error("two builds differ")
	}
}

func TestAnUnusableNameIsAnError(t *testing.T) {
	_, err := Build([]Record{{ID: 7, Name: "東京"}}, func(*Record, string) int { return 0 })
	if err == nil || !strings.Contains(err.Error(), "Q7") {
		t.Errorf("error %v, want one that names the item", err)
	}
}

func TestADamagedBaseIsRefused(t *testing.T) {
	whole := small(t)
	for name, damage := range map[string]func(b []byte) []byte{
		"no knowledge base": func(b []byte) []byte { b[0] = 'X'; return b },
		"version":           func(b []byte) []byte { b[4] = 99; return b },
		"damaged":           func(b []byte) []byte { b[len(b)-1]++; return b },
		"cut off":           func(b []byte) []byte { return b[:len(b)-1] },
		"its head":          func(b []byte) []byte { return b[:10] },
		"too many":          func(b []byte) []byte { return append(b, 0) },
	} {
		if _, err := Read(damage(bytes.Clone(whole))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(small(f), "Harbour & Sons")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		fixSum(data)
		b, err := Read(data)
		if err != nil {
			return
		}
		for _, m := range b.Sounding(name, b.Lookup(name, nil)) {
			b.Record(m.Record)
		}
	})
}

func FuzzLookup(f *testing.F) {
	b := read(f, small(f))
	f.Add("Sergei Valdaiskiy")
	f.Add("Harbour & Sons\xff")
	f.Fuzz(func(t *testing.T, name string) {
		for _, m := range b.Sounding(name, b.Lookup(name, nil)) {
			if m.Record >= b.Len() {
				t.Errorf("%q is record %d of %d", name, m.Record, b.Len())
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := data.Knowledge()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	base := read(b, data.Knowledge())
	names := []string{"Joe Biden", "United Nations", "Toyota Motor Corp.", "Xyz Abcdef", "Angela Merkel", "Reuters"}
	var store [16]Match
	for i := 0; b.Loop(); i++ {
		base.Lookup(names[i%len(names)], store[:0])
	}
}

func BenchmarkSounding(b *testing.B) {
	base := read(b, data.Knowledge())
	var store [16]Match
	for b.Loop() {
		base.Sounding("Volodimir Zelenskiy", store[:0])
	}
}
