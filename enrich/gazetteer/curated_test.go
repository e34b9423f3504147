package gazetteer

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// curated is a line of the supplement, as far as these tests look at it.
type curated struct {
	line   int
	id     int    // 0 if it has none
	item   string // of Wikidata; "" if it has none
	reason string
	sign   string // "region" for one
	names  []string
	lat    float64 // of a region
	lon    float64
}

func readCurated(t *testing.T) []curated {
	t.Helper()
	var all []curated
	n := 0
	for line := range strings.Lines(supplementText) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		c := curated{line: n, sign: fields[1]}
		var err error
		if fields[0] == "region" {
			r, err := region(fields[1:])
			if err != nil {
				t.Fatalf("supplement.txt:%d: %v", n, err)
			}
			c.id, c.item, c.sign, c.lat, c.lon = r.ID, r.Wikidata, "region", r.Lat, r.Lon
			if c.id == 0 && c.item == "" {
				c.reason = fields[1]
			}
			for _, name := range r.Names {
				c.names = append(c.names, name.Text)
			}
		} else if c.id, err = strconv.Atoi(fields[0]); err != nil {
			t.Fatalf("supplement.txt:%d: %v", n, err)
		} else if c.sign != "@" {
			c.names = split(fields[2:])
		}
		all = append(all, c)
	}
	return all
}

func TestEveryCuratedEntryHasAnIDOrAReasonWhyNot(t *testing.T) {
	without, seen, lines, of := map[string]int{}, map[string]int{}, map[any]int{}, map[string]int{}
	for _, c := range readCurated(t) {
		switch {
		case c.sign != "region" && c.id > 0:
		case c.reason == "" && (c.id > 0 || c.item != ""):
			of[map[bool]string{true: "GeoNames", false: "Wikidata only"}[c.id > 0]]++
		case c.id == 0 && c.item == "" && slices.Contains(noID, c.reason):
			without[c.reason]++
		default:
			t.Errorf("supplement.txt:%d: %q has the id %d, the item %q and the reason %q", c.line, c.names, c.id, c.item, c.reason)
		}
		for _, id := range []any{c.id, c.item} {
			if c.sign != "region" || id == 0 || id == "" {
				continue
			}
			if at, ok := lines[id]; ok {
				t.Errorf("supplement.txt:%d: %q has the id %v of line %d", c.line, c.names, id, at)
			}
			lines[id] = c.line
		}
		for _, name := range c.names {
			if name == "" {
				t.Errorf("supplement.txt:%d: an empty name", c.line)
			}
			if c.sign == "region" {
				seen[name]++
			}
		}
	}
	for name, n := range seen {
		if n > 1 {
			t.Errorf("%s is curated %d times as a region", name, n)
		}
	}
	for _, reason := range noID {
		if without[reason] == 0 {
			t.Errorf("no region has the reason %q: it can go", reason)
		}
	}
	t.Logf("regions with an id: %v, without one: %v", of, without)
}

func TestACuratedRegionThatIsWrongIsRefused(t *testing.T) {
	for line, want := range map[string]string{
		"region RGN 13.0 25.0 SD Darfur":                  "want region <id or reason>",
		"region somehow RGN 13.0 25.0 SD Darfur":          `"somehow" is neither an id nor one of the reasons`,
		"region -5 RGN 13.0 25.0 SD Darfur":               `"-5" is neither`,
		"region 0 RGN 13.0 25.0 SD Darfur":                `"0" is neither`,
		"region 16777216 RGN 13.0 25.0 SD Darfur":         `"16777216" is neither`,
		"region Q RGN 13.0 25.0 SD Darfur":                `"Q" is neither`,
		"region Q0 RGN 13.0 25.0 SD Darfur":               `"Q0" is neither`,
		"region Q012 RGN 13.0 25.0 SD Darfur":             `"Q012" is neither`,
		"region Q12x RGN 13.0 25.0 SD Darfur":             `"Q12x" is neither`,
		"region QQ12 RGN 13.0 25.0 SD Darfur":             `"QQ12" is neither`,
		"region Q4294967296 RGN 13.0 25.0 SD Darfur":      `"Q4294967296" is neither`,
		"region 12/ RGN 13.0 25.0 SD Darfur":              `"12/" is neither`,
		"region /Q12 RGN 13.0 25.0 SD Darfur":             `"/Q12" is neither`,
		"region Q12/12 RGN 13.0 25.0 SD Darfur":           `"Q12/12" is neither`,
		"region 12/12 RGN 13.0 25.0 SD Darfur":            `"12/12" is neither`,
		"region several RGNS 13.0 25.0 SD Darfur":         `unknown feature code "RGNS"`,
		"region several RGN north 25.0 SD Darfur":         `"north"`,
		"region several RGN 13.0 east SD Darfur":          `"east"`,
		"region 524901 PPL 55.75 37.62 RU Moskva":         "Moscow, 524901, is in the gazetteer",
		"region Q649 PPL 55.75 37.62 RU Moskva":           "Moscow, 524901, is in the gazetteer",
		"region 77/Q649 PPL 55.75 37.62 RU Moskva":        "Moscow, 524901, is in the gazetteer",
		"region 9000009 PPL 55.75 37.62 NO Vikdal":        "Nordby, 9000009, is in the gazetteer",
		"524901 * Moskva":                                 `unknown sign "*"`,
		"524902 + Moskva":                                 "place 524902: the gazetteer has no such place",
		"region 9000010/Q9010 PPL 61.1 7.1 NO Vikby; Vik": "",
		"region Q9010 PPL 61.1 7.1 NO Vikby; Vik":         "",
		"region 9000010 PPL 61.1 7.1 NO Vikby; Vik":       "",
	} {
		c := newCurator([]Record{{Place: Place{ID: 524901, Name: "Moscow", Wikidata: "Q649"}}}, false)
		if err := c.curate(strings.Fields("region 9000009 PPL 61.0 7.0 NO Nordby")); err != nil {
			t.Fatal(err)
		}
		err := c.curate(strings.Fields(line))
		if want != "" {
			if err == nil || !strings.Contains(err.Error(), want) || len(c.records) != 2 {
				t.Errorf("%s: %v, want %q", line, err, want)
			}
			continue
		}
		if r := c.records[len(c.records)-1]; err != nil || len(c.records) != 3 || r.Country != "NO" || len(r.Names) != 2 || r.Lat != 61.1 || !r.HasCoord ||
			r.ID != 9000010 && strings.Contains(line, "9000010") || r.Wikidata != "Q9010" && strings.Contains(line, "Q9010") {
			t.Errorf("%s: %+v, %v", line, r, err)
		}
	}
}

func TestARegionThatDumpsHaveGetsItsNamesAndKeepsItsRow(t *testing.T) {
	for _, line := range []string{"region 9000010 MT 61 7 NO Vik; Old Vik", "region Q9010 MT 61 7 NO Vik; Old Vik"} {
		c := newCurator([]Record{{Place: Place{ID: 9000010, Name: "Vikby", Lat: 61.1, HasCoord: true, Wikidata: "Q9010"}, Names: []Name{{"Vik", Alternate}}}}, true)
		err := c.curate(strings.Fields(line))
		if r := c.records[0]; err != nil || len(c.records) != 1 || r.Name != "Vikby" || r.Lat != 61.1 || !slices.Equal(r.Names, []Name{{"Vik", Preferred}, {"Old Vik", Preferred}}) {
			t.Errorf("%s: %+v, %v", line, c.records, err)
		}
	}
}

func TestARegionHasTheIDsThatItsLineGives(t *testing.T) {
	records, err := supplement(nil, true)
	if err != nil {
		t.Fatal(err)
	}
	g := built(t, records)
	for _, c := range readCurated(t) {
		if c.sign != "region" {
			continue
		}
		found := g.Lookup(c.names[0], nil)
		if len(found) == 0 {
			t.Errorf("%s is not there", c.names[0])
		}
		for _, m := range found {
			if p := g.Place(m.Place); p.ID != c.id || p.Wikidata != c.item {
				t.Errorf("%s has the id %d and the item %q, want %d and %q", c.names[0], p.ID, p.Wikidata, c.id, c.item)
			}
		}
	}
}

// known is a place of the sources.
type known struct {
	names    []string
	lat, lon float64
	placed   bool
}

// sources reads all that beside the repository has GeoNames ids.
func sources(t *testing.T) map[int]known {
	t.Helper()
	all := map[int]known{}
	lines := func(name string, read func(line []byte)) {
		path := filepath.Join("../../../shared/data/gaz", name)
		f, err := os.Open(path)
		if err != nil {
			t.Skipf("%s: no sources of the gazetteer beside the repository", path)
		}
		defer f.Close()
		scan := bufio.NewScanner(f)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			read(scan.Bytes())
		}
	}
	lines("combined/gazetteer.jsonl", func(line []byte) {
		var x row
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatal(err)
		}
		k := known{names: slices.Concat([]string{x.Name}, x.Alt, x.Dem)}
		if x.Lat != nil && x.Lon != nil {
			k.lat, k.lon, k.placed = *x.Lat, *x.Lon, true
		}
		all[x.ID] = k
	})
	lines("geonames/no-country.txt", func(line []byte) {
		f := strings.Split(string(line), "\t")
		id, _ := strconv.Atoi(f[0])
		lat, _ := strconv.ParseFloat(f[4], 64)
		lon, err := strconv.ParseFloat(f[5], 64)
		if k := all[id]; k.names == nil {
			all[id] = known{names: append([]string{f[1], f[2]}, strings.Split(f[3], ",")...), lat: lat, lon: lon, placed: err == nil}
		}
	})
	lines("natural-earth/attr_populated_places.jsonl", func(line []byte) {
		var x struct {
			Name     string
			ID       float64 `json:"geonameid"`
			Lat, Lon float64
		}
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatal(err)
		}
		if k := all[int(x.ID)]; k.names == nil {
			all[int(x.ID)] = known{[]string{x.Name}, x.Lat, x.Lon, true}
		}
	})
	return all
}

// renamed are curated places of which the sources have no name that the news
// uses, with the name that they have: each was looked at.
var renamed = map[int]string{
	7729887: "Northern Africa", 7729885: "Western Africa", 7729894: "Eastern Asia", 7729895: "Southern Asia", 7729896: "South Eastern Asia",
	1167710: "Punjab", 1253626: "Uttar Pradesh", 89341: "Basra", 206938: "Nord Kivu", 556349: "Ingushetiya", 614540: "Georgia",
	1168875: "North Waziristan District", 1164536: "South Waziristan Agency", 6354959: "Newfoundland and Labrador", 2260494: "Republic of the Congo",
}

func TestEveryCuratedIDIsThePlaceOfTheSourcesThatItsNamesSay(t *testing.T) {
	all := sources(t)
	names := map[int][]string{}
	for _, c := range readCurated(t) {
		k, ok := all[c.id]
		if c.id == 0 || !ok && c.sign == "region" {
			continue // checked.tsv says where it was found
		}
		if !ok {
			t.Errorf("supplement.txt:%d: %d, %q, is in none of the sources", c.line, c.id, c.names)
			continue
		}
		if c.sign == "region" && (!k.placed || distance(c.lat, c.lon, k.lat, k.lon) > 50) {
			t.Errorf("supplement.txt:%d: %q is %.0f km from where the sources have it", c.line, c.names, distance(c.lat, c.lon, k.lat, k.lon))
		}
		if c.sign != "-" && c.sign != "." && c.sign != "~" {
			names[c.id] = append(names[c.id], c.names...)
		}
	}
	for id, list := range names {
		if other, ok := renamed[id]; ok {
			list = []string{other}
		}
		if len(list) > 0 && !slices.ContainsFunc(list, func(n string) bool { return called(all[id].names, n) }) {
			t.Errorf("%d is called %q in the supplement and %q in the sources", id, list, all[id].names[:min(8, len(all[id].names))])
		}
	}
}

// called reports whether a name is among others, but for the article.
func called(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return sameKey(n, name) || sameKey("The "+n, name) || sameKey(n, "the "+name) })
}

// distance is in kilometres, on a sphere.
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const r = math.Pi / 180
	h := math.Pow(math.Sin((lat2-lat1)*r/2), 2) + math.Cos(lat1*r)*math.Cos(lat2*r)*math.Pow(math.Sin((lon2-lon1)*r/2), 2)
	return 12742 * math.Asin(min(1, math.Sqrt(h)))
}

func TestASeaIsMeantByItsShortNameThoughATownBearsIt(t *testing.T) {
	town := Record{Parent: -1, Place: Place{ID: 5280920, Name: "Baltic", Class: 'P', Code: "PPL", Country: "US", Population: 1250}}
	records := []Record{town}
	for id, name := range map[int]string{2633321: "Baltic Sea", 3183462: "Adriatic Sea", 265695: "Aegean Sea", 630671: "Caspian Sea"} {
		records = append(records, Record{Parent: -1, Place: Place{ID: id, Name: name, Class: 'H', Code: "SEA"}})
	}
	records, err := supplement(records, true)
	if err != nil {
		t.Fatal(err)
	}
	g := built(t, records)
	for name, id := range map[string]int{"Baltic": 2633321, "Baltic Sea": 2633321, "Adriatic": 3183462, "Aegean": 265695, "Caspian": 630671} {
		found := false
		for _, m := range g.Lookup(name, nil) {
			found = found || g.Place(m.Place).ID == id && m.Use == Preferred
		}
		if !found {
			t.Errorf("%s does not mean %d first: %v", name, id, g.Lookup(name, nil))
		}
	}
}
