package gazetteer

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"strings"
	"testing"
)

// built is the gazetteer of records, as it is read back.
func built(tb testing.TB, records []Record) *Gazetteer {
	tb.Helper()
	bin, err := Build(records, nil)
	if err != nil {
		tb.Fatal(err)
	}
	g, err := Read(bin)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

// small is a gazetteer of a few places.
func small(tb testing.TB) []byte {
	tb.Helper()
	place := func(id int, name string, class byte, code, country string, population int) Place {
		return Place{ID: id, Name: name, Class: class, Code: code, Country: country, Population: population, Lat: -33.4569, Lon: 151.2073, HasCoord: true}
	}
	sao := place(1, "São Paulo", 'P', "PPLA", "BR", 10_000_000)
	sao.Wikidata = "Q174"
	records := []Record{
		{Place: sao, Parent: 4},
		{Place: place(2, "Mississippi", 'A', "ADM1", "US", 3_000_000), Parent: -1, Names: []Name{{"Miss.", Abbreviation}, {"MS", Abbreviation}}},
		{Place: place(3, "United States", 'A', "PCLI", "US", 300_000_000), Parent: -1, Names: []Name{{"US", Preferred}, {"American", Demonym}}},
		{Place: place(4, "Saint Petersburg", 'P', "PPLA", "RU", 5_000_000), Parent: -1},
		{Place: place(5, "São Paulo", 'A', "ADM1", "BR", 40_000_000), Parent: -1},
		{Place: place(6, "Brazil", 'A', "PCLI", "BR", 200_000_000), Parent: -1},
		{Place: Place{Name: "Nowhere", Class: 'L', Code: "RGN"}, Parent: -1},
		{Place: place(8, "Isle of Man", 'A', "PCLI", "IM", 80_000), Parent: -1},
		{Place: place(9, "Nice", 'P', "PPLA2", "FR", 300_000), Parent: -1},
		{Place: place(10, "Port-au-Prince", 'P', "PPLC", "HT", 1_000_000), Parent: -1, Names: []Name{{"Pòtoprens", Alternate}}},
	}
	b, err := Build(records, map[string]Trait{"Nice": Common})
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func read(tb testing.TB, b []byte) *Gazetteer {
	tb.Helper()
	g, err := Read(b)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

func TestNamesAreFoundAsNewsSpellsThem(t *testing.T) {
	g := read(t, small(t))
	for _, c := range []struct {
		name string
		id   int // of the first reading, 0 for none
		use  Use
		form Form
	}{
		{"São Paulo", 5, Primary, Exact},
		{"Sao Paulo", 5, Primary, Spelt},
		{"SAO PAULO", 5, Primary, AllCap},
		{"SÃO PAULO", 5, Primary, AllCap},
		{"sao paulo", 0, 0, 0},
		{"São paulo", 0, 0, 0},
		{"US", 3, Preferred, Exact},
		{"U.S.", 3, Preferred, Spelt},
		{"Us", 0, 0, 0},
		{"us", 0, 0, 0},
		{"Miss.", 2, Abbreviation, Exact},
		{"Miss", 0, 0, 0},
		{"American", 3, Demonym, Exact},
		{"St. Petersburg", 4, Primary, Spelt},
		{"ST PETERSBURG", 4, Primary, AllCap},
		{"Saint-Petersburg", 4, Primary, Spelt},
		{"Isle Of Man", 8, Primary, Spelt},
		{"Port au Prince", 10, Primary, Spelt},
		{"PORT-AU-PRINCE", 10, Primary, AllCap},
		{"Potoprens", 10, Alternate, Spelt},
		{"nice", 0, 0, 0},
		{"Paulo", 0, 0, 0},
		{"São", 0, 0, 0},
		{"", 0, 0, 0},
		{".", 0, 0, 0},
		{"Москва", 0, 0, 0},
		{strings.Repeat("Long ", 100), 0, 0, 0},
	} {
		m := g.Lookup(c.name, nil)
		if c.id == 0 {
			if len(m) > 0 {
				t.Errorf("%q: %d readings, the first %+v", c.name, len(m), g.Place(m[0].Place))
			}
			continue
		}
		if len(m) == 0 {
			t.Errorf("%q: not found", c.name)
			continue
		}
		if p := g.Place(m[0].Place); p.ID != c.id || m[0].Use != c.use || m[0].Form != c.form {
			t.Errorf("%q: place %d, use %d, form %d; want %d, %d, %d", c.name, p.ID, m[0].Use, m[0].Form, c.id, c.use, c.form)
		}
		if r := g.Reach(strings.Fields(c.name)[0]); r < len(c.name) {
			t.Errorf("%q: names that start so reach %d bytes only", c.name, r)
		}
	}
	if m := g.Lookup("Nice", nil); len(m) != 1 || m[0].Trait != Common {
		t.Errorf("Nice: %+v", m)
	}
}

func TestPlacesKeepWhatWasBuilt(t *testing.T) {
	g := read(t, small(t))
	m := g.Lookup("São Paulo", nil)
	if len(m) != 2 {
		t.Fatalf("%d readings", len(m))
	}
	city := m[1].Place
	want := Place{ID: 1, Name: "São Paulo", Class: 'P', Code: "PPLA", Country: "BR", Lat: -33.4569, Lon: 151.2073, HasCoord: true, Population: 10_000_000, Wikidata: "Q174"}
	if p := g.Place(city); p != want {
		t.Errorf("%+v", p)
	}
	if a := g.Admin(city); len(a) != 1 || a[0] != "São Paulo" {
		t.Errorf("divisions %q", a)
	}
	brazil, _ := g.Country("BR")
	if !g.Within(city, brazil) || g.Within(brazil, city) || g.Place(brazil).ID != 6 {
		t.Error("the city does not lie in its country alone")
	}
	if d, ok := g.Division(city); !ok || g.Place(d).ID != 5 {
		t.Error("the city has no division")
	}
	if n := g.Lookup("Nowhere", nil); g.Place(n[0].Place).HasCoord {
		t.Error("a place without coordinates has some")
	}
}

func TestBuildIsDeterministic(t *testing.T) {
	if !bytes.Equal(small(t), small(t)) {
		t.Error("two builds differ")
	}
}

func TestBuildRefusesWhatTheFormatCannotHold(t *testing.T) {
	for promise, r := range map[string]Record{
		"a name without letters": {Place: Place{Name: "北京", Class: 'P'}, Parent: -1},
		"an id of 25 bits":       {Place: Place{ID: 1 << 24, Name: "Far", Class: 'P'}, Parent: -1},
		"a parent that is not":   {Place: Place{Name: "Far", Class: 'P'}, Parent: 7},
		"no Wikidata id":         {Place: Place{Name: "Far", Class: 'P', Wikidata: "P31"}, Parent: -1},
	} {
		if _, err := Build([]Record{r}, nil); err == nil {
			t.Errorf("%s was accepted", promise)
		}
	}
}

func TestDamagedFilesAreRefusedWithAReason(t *testing.T) {
	good := small(t)
	for _, c := range []struct {
		promise string
		damage  func([]byte) []byte
		reason  string
	}{
		{"empty", func([]byte) []byte { return nil }, "gazetteer is empty"},
		{"a word", func([]byte) []byte { return []byte("hello") }, `starts with "hell", not "DLGZ"`},
		{"shorter than a word", func([]byte) []byte { return []byte("no") }, `starts with "no"`},
		{"cut off within its first word", func(b []byte) []byte { return b[:3] }, "cut off: 3 bytes"},
		{"cut off within its head", func(b []byte) []byte { return b[:20] }, "cut off: 20 bytes"},
		{"packed", func([]byte) []byte { return []byte("\x1f\x8b\x08\x00") }, "packed by gzip"},
		{"another file", func(b []byte) []byte { copy(b, "%PDF"); return b }, "not a gazetteer"},
		{"another version", func(b []byte) []byte { b[4] = 9; return b }, "version 9"},
		{"a byte changed", func(b []byte) []byte { b[len(b)-1] ^= 1; return b }, "checksum"},
		{"cut off", func(b []byte) []byte { return b[:len(b)-3] }, "cut off"},
		{"too long", func(b []byte) []byte { return append(b, 0) }, "too many"},
		{"a name that is too long for its place", func(b []byte) []byte { return sign(b, len(b)-1, 0xFF) }, "gazetteer:"},
	} {
		_, err := Read(c.damage(bytes.Clone(good)))
		if err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v", c.promise, err)
		}
	}
}

// sign changes a byte and states the checksum that fits.
func sign(b []byte, at int, v byte) []byte {
	b[at] = v
	binary.LittleEndian.PutUint32(b[8:], crc32.Checksum(b[12:], crcTable))
	return b
}

func FuzzRead(f *testing.F) {
	good := small(f)
	f.Add(good, 40, byte(0xFF), "Nice")
	f.Add(good[:50], 3, byte(1), "Sao Paulo")
	f.Fuzz(func(t *testing.T, b []byte, at int, v byte, name string) {
		if len(b) >= headSize && at >= 12 && at < len(b) {
			b = sign(bytes.Clone(b), at, v) // else hardly any input gets past the checksum
		}
		g, err := Read(b)
		if err != nil {
			return
		}
		for _, m := range g.Lookup(name, nil) {
			g.Place(m.Place)
		}
		for i := range g.Len() {
			g.Place(i)
			g.Admin(i)
			g.Division(i)
			g.Within(i, 0)
		}
		g.Reach(name)
	})
}

const compiled = "../data/gazetteer.bin"

func TestTheCompiledGazetteerIsSmallAndWhole(t *testing.T) {
	b, err := os.ReadFile(compiled)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 12<<20 {
		t.Errorf("%d bytes, more than 12 MB", len(b))
	}
	g := read(t, b)
	for name, id := range map[string]int{"MOSCOW": 524901, "Washington": 4140963, "New York": 5128581, "U.K.": 2635167, "Gaza Strip": 281132, "Kyiv": 703448} {
		if m := g.Lookup(name, nil); len(m) == 0 || g.Place(m[0].Place).ID != id {
			t.Errorf("%s is not %d", name, id)
		}
	}
	for _, name := range []string{"European", "AND", "European Union"} {
		if m := g.Lookup(name, nil); len(m) > 0 {
			t.Errorf("%s is %+v", name, g.Place(m[0].Place))
		}
	}
}

func TestLookupAllocatesNothing(t *testing.T) {
	g := read(t, small(t))
	dst := make([]Match, 0, 16)
	if n := testing.AllocsPerRun(100, func() { dst = g.Lookup("SAO PAULO", dst[:0]); g.Reach("Sao") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLookup(b *testing.B) {
	data, err := os.ReadFile(compiled)
	if err != nil {
		b.Fatal(err)
	}
	g := read(b, data)
	names := []string{"Moscow", "Sao Paulo", "Nobody", "NEW YORK"}
	var dst []Match
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		dst = g.Lookup(names[i&3], dst[:0])
		i++
	}
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(compiled)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		read(b, data)
	}
}
