package gazetteer

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// The dumps of an invented country, Norland, in the form of GeoNames.
const (
	dumpCountries = "#ISO\tISO3\tNumeric\tfips\tCountry\tCapital\tArea\tPopulation\tContinent\ttld\tCode\tName\tPhone\tPostal\tRegex\tLanguages\tgeonameid\tneighbours\tEquivalent\n" +
		"NX\tNXX\t999\tNX\tNorland\tGrimstad\t1000\t500000\tEU\t.nx\tNXK\tKrone\t1\t\t\ten\t9000001\t\t\n"
	dumpAdmin1 = "NX.01\tFjordmark\tFjordmark\t9000002\nNX.02\tÅsland\tAsland\t9000003\n"
	dumpAdmin2 = "NX.01.001\tVik County\tVik County\t9000004\n"
)

func dumpRow(id, name, alternates, lat, lon, class, code, admin1, admin2, population string) string {
	return strings.Join([]string{id, name, name, alternates, lat, lon, class, code, "NX", "", admin1, admin2, "", "", population, "", "10", "Europe/Norland", "2026-01-01"}, "\t") + "\n"
}

func dumps(places ...string) Dumps {
	return Dumps{
		Countries: strings.NewReader(dumpCountries), Admin1: strings.NewReader(dumpAdmin1), Admin2: strings.NewReader(dumpAdmin2),
		Places:        []io.Reader{strings.NewReader(strings.Join(places, ""))},
		MinPopulation: 500,
	}
}

var norland = []string{
	dumpRow("9000001", "Norland", "", "61.5", "8.5", "A", "PCLI", "00", "", "510000"),
	dumpRow("9000002", "Fjordmark", "", "61", "7", "A", "ADM1", "01", "", "200000"),
	dumpRow("9000010", "Vikby", "Vicopolis,вик", "61.1", "7.1", "P", "PPLA2", "01", "001", "20000"),
	dumpRow("9000011", "Storhamn", "", "61.2", "7.2", "P", "PPL", "01", "", "600"),
	dumpRow("9000012", "Lillhamn", "", "61.3", "7.3", "P", "PPL", "01", "", "40"),
	dumpRow("9000013", "Gammelby", "", "61.4", "7.4", "P", "PPLQ", "01", "", "900"),
	dumpRow("9000014", "Stortind", "A Peak,B Peak,C Peak,D Peak", "61.5", "7.5", "T", "MT", "01", "", "0"),
	dumpRow("9000015", "Lilltind", "", "61.6", "7.6", "T", "MT", "01", "", "0"),
	dumpRow("9000016", "Some Farm", "", "61.7", "7.7", "S", "FRM", "01", "", "0"),
}

func TestDumpsOfGeoNamesAreCompiled(t *testing.T) {
	d := dumps(norland...)
	d.Alternates = strings.NewReader("1\t9000010\ten\tWick Town\t1\t\t\t\t\t\n2\t9000010\twkdt\tQ12345\t\t\t\t\n3\t9000010\tde\tWieck\t\t\t\t\n4\t9000010\ten\tOld Wick\t\t\t\t1\t\t\n5\t77\ten\tElsewhere\t\t\t\t\n")
	records, err := d.Load()
	if err != nil {
		t.Fatal(err)
	}
	g := built(t, records)
	for name, want := range map[string]int{
		"Norland": 9000001, "Fjordmark": 9000002, "Åsland": 9000003, "Asland": 9000003, "Vik County": 9000004, "Vikby": 9000010,
		"Vicopolis": 9000010, "Wick Town": 9000010, "Storhamn": 9000011, "Stortind": 9000014,
		"Lillhamn": 0, "Gammelby": 0, "Lilltind": 0, "Some Farm": 0, "Wieck": 0, "Old Wick": 0, "Elsewhere": 0,
	} {
		got := 0
		if m := g.Lookup(name, nil); len(m) > 0 {
			got = g.Place(m[0].Place).ID
		}
		if got != want {
			t.Errorf("%s is place %d, want %d", name, got, want)
		}
	}
	at := g.Lookup("Vikby", nil)[0].Place
	p := g.Place(at)
	if p.Wikidata != "Q12345" || p.Country != "NX" || p.Lat != 61.1 || !slices.Equal(g.Admin(at), []string{"Fjordmark", "Vik County"}) {
		t.Errorf("%+v in %v", p, g.Admin(at))
	}
	if c := g.Place(g.Lookup("Norland", nil)[0].Place); c.Code != "PCLI" || c.Population != 510000 || !c.HasCoord {
		t.Errorf("%+v", c)
	}
}

func TestWhatDumpsDoNotSayIsLentByTheKnownGazetteer(t *testing.T) {
	known, err := Build([]Record{{Parent: -1, Place: Place{ID: 9000001, Name: "Norland", Class: 'A', Code: "PCLI", Country: "NX", Lat: 60, Lon: 9, HasCoord: true, Wikidata: "Q9"},
		Names: []Name{{"Norlander", Demonym}, {"Nor.", Abbreviation}, {"Northland", Alternate}}}}, map[string]Trait{"Norland": Family})
	if err != nil {
		t.Fatal(err)
	}
	d := dumps(norland[2:]...)
	if d.Known, err = Read(known); err != nil {
		t.Fatal(err)
	}
	records, err := d.Load()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(records, func(r Record) bool { return r.ID == 9000001 })
	if r := records[i]; r.Wikidata != "Q9" || r.Lat != 60 || !slices.Equal(r.Names, []Name{{"Nor.", Abbreviation}, {"Norlander", Demonym}}) && !slices.Equal(r.Names, []Name{{"Norlander", Demonym}, {"Nor.", Abbreviation}}) {
		t.Errorf("%+v", r)
	}
	if got := d.Known.Traits(); got["Norland"] != Family || len(got) != 1 {
		t.Errorf("traits %v", got)
	}
}

func TestTheSameDumpsGiveTheSameBytes(t *testing.T) {
	build := func() string {
		records, err := dumps(norland...).Load()
		if err != nil {
			t.Fatal(err)
		}
		bin, err := Build(records, nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(bin)
	}
	if build() != build() {
		t.Error("two builds differ")
	}
}

func TestFaultsInDumpsAreNamedWithTheirLine(t *testing.T) {
	for _, c := range []struct {
		promise string
		spoil   func(*Dumps)
		want    string
	}{
		{"too few columns", func(d *Dumps) { d.Admin1 = strings.NewReader("NX.01\tFjordmark\n") }, "admin1CodesASCII: line 1 has 2 columns, not 4"},
		{"an id that is no number", func(d *Dumps) { d.Admin2 = strings.NewReader("NX.01.1\ta\ta\tx\n") }, `admin2Codes: line 1: geonameid "x" is no number`},
		{"a code without a dot", func(d *Dumps) { d.Admin1 = strings.NewReader("NX\ta\ta\t5\n") }, "has no dot"},
		{"coordinates off the globe", func(d *Dumps) {
			d.Places[0] = strings.NewReader(norland[0] + dumpRow("5", "X", "", "91", "0", "P", "PPL", "", "", "9"))
		}, "dump 1 of places: line 2: place 5 lies at"},
		{"a file that is missing", func(d *Dumps) { d.Countries = nil }, "no countryInfo.txt"},
		{"an alternate name of no id", func(d *Dumps) { d.Alternates = strings.NewReader("1\t?\ten\tX\n") }, "alternateNamesV2: line 1"},
	} {
		t.Run(c.promise, func(t *testing.T) {
			d := dumps(norland...)
			c.spoil(&d)
			if _, err := d.Load(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func FuzzDumps(f *testing.F) {
	f.Add(dumpCountries, dumpAdmin1, norland[2], "1\t9000010\ten\tWick\n")
	f.Add("", "", "", "")
	f.Fuzz(func(t *testing.T, countries, admin, places, alternates string) {
		d := dumps()
		d.Countries, d.Admin1, d.Alternates = strings.NewReader(countries), strings.NewReader(admin), strings.NewReader(alternates)
		d.Places[0] = strings.NewReader(places)
		records, err := d.Load()
		if err != nil {
			return
		}
		bin, err := Build(records, nil)
		if err != nil {
			return // a value outside of what the format takes
		}
		if _, err := Read(bin); err != nil {
			t.Error(err)
		}
	})
}
