package gazetteer

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is a line of the combined gazetteer: one JSON object a place.
type row struct {
	ID    int      `json:"id"`
	Src   string   `json:"src"`
	Name  string   `json:"name"`
	Alt   []string `json:"alt"`
	Dem   []string `json:"dem"`
	Class string   `json:"fc"`
	Code  string   `json:"code"`
	CC    string   `json:"cc"`
	A1    string   `json:"a1"`
	A2    string   `json:"a2"`
	Lat   *float64 `json:"lat"`
	Lon   *float64 `json:"lon"`
	Pop   int      `json:"pop"`
	WD    string   `json:"wd"`
	Rank  *float64 `json:"rank"`

	given []Name // whose use is known
}

// alternatesFrom is the population from which a place's other names are kept:
// below it they double the size of the file and are hardly ever in the news.
const alternatesFrom = 15000

// Load reads the combined gazetteer and makes records of it: duplicates
// merged, names that mislead left out, the supplement added.
func Load(r io.Reader) ([]Record, error) {
	var rows []row
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var x row
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		rows = append(rows, x)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("after line %d: %w", len(rows), err)
	}
	records, err := recordsOf(merge(rows))
	if err != nil {
		return nil, err
	}
	return supplement(records, false)
}

// recordsOf makes records of rows, each in its division.
func recordsOf(rows []row) ([]Record, error) {
	records := make([]Record, 0, len(rows))
	parents := divisions(rows)
	for i := range rows {
		x := &rows[i]
		rec := Record{Place: x.place(), Parent: -1, Names: x.names()}
		if rec.Name == "" {
			return nil, fmt.Errorf("place %d has no name in Latin letters", x.ID)
		}
		if p, ok := parents[x.CC+"."+x.A1+"."+x.A2]; ok && x.A2 != "" && p != i && x.Code != "ADM2" {
			rec.Parent = p
		} else if p, ok := parents[x.CC+"."+x.A1]; ok && x.A1 != "" && p != i && x.Code != "ADM1" {
			rec.Parent = p
		}
		records = append(records, rec)
	}
	return records, nil
}

// merge leaves out the rows that say nothing new: physical features of Natural
// Earth that GeoNames has under the same name nearby; nor what news does not
// call a place: divisions without coordinates, oil fields, buildings, the
// planet, places without a name in Latin letters.
func merge(rows []row) []row {
	known := make(map[string][]int)
	var f folded
	for i := range rows {
		x := &rows[i]
		if x.Src == "ne" {
			x.tidy()
			continue
		}
		for _, n := range append([]string{x.Name}, x.Alt...) {
			if f.set(n) {
				k := string(f.key[:f.n])
				known[k] = append(known[k], i)
			}
		}
	}
	kept := rows[:0:0]
	for _, x := range rows {
		if !f.set(x.Name) {
			i := slices.IndexFunc(x.Alt, latin)
			if i < 0 {
				continue
			}
			x.Name = x.Alt[i]
			f.set(x.Name)
		}
		if !x.usable() {
			continue
		}
		near := func(i int) bool {
			y := rows[i]
			// A degree and a half for islands and peaks, five for ranges, deserts and seas.
			limit := 1.5
			if y.Class == x.Class {
				limit = 5
			}
			return y.Lat != nil && x.Lat != nil && math.Abs(*y.Lat-*x.Lat) < limit && math.Abs(*y.Lon-*x.Lon) < limit
		}
		if x.Src == "ne" && (x.Code == "CONT" || x.Code == "" || slices.ContainsFunc(known[string(f.key[:f.n])], near)) {
			continue
		}
		kept = append(kept, x)
	}
	return kept
}

// usable reports whether news would call the row a place.
func (x *row) usable() bool {
	switch {
	case x.Lat == nil && x.WD == "" && x.Code != "ADM1", x.Class == "S", x.Code == "ZN", x.Code == "":
		return false
	case x.Class != "L":
		return true
	}
	unions := []string{"European Union", "World Ocean", "Polar Regions", "G5 Sahel"}
	return slices.Contains([]string{"RGN", "CONT", "RES", "RESN", "PRK"}, x.Code) && !slices.Contains(unions, x.Name)
}

// divisions indexes the divisions by the codes that places carry.
func divisions(rows []row) map[string]int {
	index := make(map[string]int)
	for i, x := range rows {
		switch x.Code {
		case "ADM1":
			index[x.CC+"."+x.A1] = i
		case "ADM2":
			index[x.CC+"."+x.A1+"."+x.A2] = i
		}
	}
	return index
}

func (x *row) place() Place {
	p := Place{ID: x.ID, Name: x.Name, Class: 'S', Code: x.Code, Country: x.CC, Population: x.Pop, Wikidata: x.WD}
	if x.Class != "" {
		p.Class = x.Class[0]
	}
	if x.Lat != nil && x.Lon != nil {
		p.Lat, p.Lon, p.HasCoord = *x.Lat, *x.Lon, true
	}
	return p
}

// notDemonyms are in the lists of demonyms and are names of other peoples, of
// families, of teams, or no longer said.
var notDemonyms = []string{"Antarctic", "Virgin Islands", "Welsh", "Koreans", "Gallegos", "Castellanos", "Cafeteros", "Ticos", "Canucks", "Russkies",
	"Quisqueyanos", "Soviets", "Letts", "Bamar", "Banyarwanda", "Saint Helena", "Saint Barthélemy", "Western Sahara", "Falkland Islands"}

// short returns the names of a division without its generic word: "Gansu" for
// "Gansu Province", "Bulacan" for "Province of Bulacan"; but no "Northwest" for
// the Northwest Region of Iceland.
func short(name, code string) []string {
	if code != "ADM1" && code != "ADM2" {
		return nil
	}
	for _, w := range []string{" Province", " Governorate", " Oblast", " Region", " Prefecture", " Department", " Voivodeship"} {
		if n, ok := strings.CutSuffix(name, w); ok && latin(n) && !direction(n) {
			return []string{n}
		}
	}
	if n, ok := strings.CutPrefix(name, "Province of "); ok && latin(n) {
		return []string{n}
	}
	return nil
}

// direction reports whether a name is made of nothing but where in a land it
// lies: "North Central".
func direction(name string) bool {
	words := []string{"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast", "northwest", "southeast",
		"southwest", "northeastern", "northwestern", "southeastern", "southwestern", "upper", "lower", "middle", "capital"}
	for w := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' }) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// names returns the names worth having besides the first.
func (x *row) names() []Name {
	names := slices.Clone(x.given)
	for _, a := range x.Alt {
		switch {
		case !latin(a):
		case x.Code == "ADM1" && (strings.HasSuffix(a, ".") || len(a) == 2):
			names = append(names, Name{a, Abbreviation})
		case strings.HasSuffix(a, ".") || acronym(a):
			// "And." and "AND" for Andorra; those in use are in the supplement
		case x.Class == "P" && x.Pop < alternatesFrom || x.Code == "ADM2" && x.Pop < alternatesFrom:
		case sameKey(a, x.Name), direction(a):
		default:
			names = append(names, Name{a, Alternate})
		}
	}
	for _, d := range x.Dem {
		if !latin(d) || sameKey(d, x.Name) || strings.Contains(d, " Island") || slices.Contains(notDemonyms, d) || d == "French" && x.CC != "FR" {
			continue
		}
		names = append(names, Name{d, Demonym})
		if last := d[len(d)-1]; (last == 'n' || last == 'i') && !strings.HasSuffix(d, "men") {
			names = append(names, Name{d + "s", Demonym})
		}
	}
	for _, n := range short(x.Name, x.Code) {
		names = append(names, Name{n, Alternate})
	}
	return names
}

// latin reports whether a name can be found in English text as it stands:
// Latin letters, the first upper case, more than two of them or an
// abbreviation. Transliterations for search engines are all in lower case.
func latin(s string) bool {
	var f folded
	if !f.set(s) || len(s) > math.MaxUint8 || strings.ContainsAny(s, "(),/") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) && (f.n > 2 || f.upper[f.n-1])
}

func acronym(s string) bool {
	return len(s) <= 4 && s == strings.ToUpper(s)
}

func sameKey(a, b string) bool {
	var f, g folded
	return f.set(a) && g.set(b) && f.key == g.key && f.n == g.n
}

// tidy gives a row of Natural Earth a GeoNames feature code and names as they
// are written in news.
func (x *row) tidy() {
	codes := map[string]string{
		"Island": "ISL", "island": "ISL", "Island group": "ISLS", "island group": "ISLS", "Range/mtn": "MTS", "Foothills": "MTS",
		"cape": "CAPE", "Pen/cape": "PEN", "Peninsula": "PEN", "Plateau": "PLAT", "Desert": "DSRT", "Geoarea": "RGN", "Coast": "CST",
		"Plain": "PLN", "plain": "PLN", "Lowland": "PLN", "Delta": "DLTA", "Basin": "BSN", "Valley": "VAL", "Isthmus": "ISTH",
		"Tundra": "TUND", "waterfall": "FLLS", "Wetlands": "WTLD", "Gorge": "GRGE", "Lake": "LK", "Depression": "DPR", "Continent": "CONT",
		"pole": "", "Dragons-be-here": "",
	}
	if c, ok := codes[x.Code]; ok {
		x.Code = c
	}
	words := strings.NewReplacer("Mts .", "Mountains", "Mts.", "Mountains", "Mt.", "Mountain ", "Pk.", "Peak", "Plat.", "Plateau", "Arch.", "Archipelago",
		"Pen. ", "Peninsula ", "Pén. ", "Péninsule ", "Cord. ", "Cordillera ", "I. ", "Isla ", "Is. ", "Islas ")
	x.Name = strings.TrimSpace(words.Replace(x.Name))
	if x.Code == "STM" && !strings.Contains(x.Name, "River") && !strings.HasPrefix(x.Name, "Rio ") && !strings.HasPrefix(x.Name, "Río ") {
		// Rivers bear the names of everything else. The great ones are known without "River".
		if x.Rank != nil && *x.Rank <= 4 {
			x.Alt = append(x.Alt, x.Name+" River", "River "+x.Name)
		} else {
			x.Alt = []string{"River " + x.Name}
			x.Name += " River"
		}
	}
}
