package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Dumps are files as GeoNames publishes them, in UTF-8, with tabs between
// their columns.
type Dumps struct {
	Countries  io.Reader   // countryInfo.txt
	Admin1     io.Reader   // admin1CodesASCII.txt
	Admin2     io.Reader   // admin2Codes.txt
	Places     []io.Reader // allCountries.txt, cities500.txt, …: the columns are the same
	Alternates io.Reader   // alternateNamesV2.txt; may be nil
	// MinPopulation is what a town needs to be in, if it is no seat of a
	// division.
	MinPopulation int
	// Known lends what the dumps do not say: demonyms and abbreviations, and
	// the centres and Wikidata ids of places without a row of their own. It may
	// be nil.
	Known *Gazetteer
}

// Columns of the dumps.
const (
	placeColumns     = 19
	countryColumns   = 17
	adminColumns     = 4
	alternateColumns = 4 // those that are always there
)

// famousFrom is the number of other names from which a mountain, a river or an
// airport is one that news may name; a peak in allCountries has two as a rule.
const famousFrom = 4

// Load makes records of the dumps, with the curated names added where their
// places are there.
func (d Dumps) Load() ([]Record, error) {
	l := dumpLoader{known: d.Known, min: d.MinPopulation, at: make(map[int]int)}
	if d.Known != nil {
		l.index()
	}
	for _, part := range []struct {
		name    string
		r       io.Reader
		columns int
		row     func([]string) error
	}{
		{"countryInfo", d.Countries, countryColumns, l.country},
		{"admin1CodesASCII", d.Admin1, adminColumns, func(c []string) error { return l.admin(c, "ADM1") }},
		{"admin2Codes", d.Admin2, adminColumns, func(c []string) error { return l.admin(c, "ADM2") }},
	} {
		if part.r == nil {
			return nil, fmt.Errorf("no %s.txt: GeoNames has it beside the dumps", part.name)
		}
		if err := eachRow(part.r, part.columns, part.row); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	for i, r := range d.Places {
		if err := eachRow(r, placeColumns, l.place); err != nil {
			return nil, fmt.Errorf("dump %d of places: %w", i+1, err)
		}
	}
	if d.Alternates != nil {
		if err := eachRow(d.Alternates, alternateColumns, l.alternate); err != nil {
			return nil, fmt.Errorf("alternateNamesV2: %w", err)
		}
	}
	l.centre()
	rows := merge(l.rows)
	if len(rows) == 0 {
		return nil, fmt.Errorf("the dumps hold no place of %d people or more", d.MinPopulation)
	}
	records, err := recordsOf(rows)
	if err != nil {
		return nil, err
	}
	return supplement(records, true)
}

// eachRow reads the rows of a dump; lines that start with # are comments.
func eachRow(r io.Reader, columns int, do func([]string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) < columns {
			return fmt.Errorf("line %d has %d columns, not %d", n, len(c), columns)
		}
		if err := do(c); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("after line %d: %w", n, err)
	}
	return nil
}

// dumpLoader gathers the rows of the dumps, each place once.
type dumpLoader struct {
	known  *Gazetteer
	min    int
	rows   []row
	at     map[int]int    // row by id
	places map[int]int    // of known, by id
	names  map[int][]Name // of known, by place: demonyms and abbreviations
}

// index turns the known gazetteer around: its places by id, and the demonyms
// and abbreviations by place.
func (l *dumpLoader) index() {
	l.places, l.names = make(map[int]int), make(map[int][]Name)
	for i := range l.known.Len() {
		if id := l.known.ID(i); id != 0 {
			l.places[id] = i
		}
	}
	l.known.Each(func(name string, m Match) {
		if m.Use == Demonym || m.Use == Abbreviation {
			l.names[m.Place] = append(l.names[m.Place], Name{name, m.Use})
		}
	})
}

// add appends a row, with what is known of it besides, or completes the row of
// the same place.
func (l *dumpLoader) add(x row) {
	if at, ok := l.at[x.ID]; ok {
		old := &l.rows[at]
		if x.Lat != nil {
			old.Lat, old.Lon = x.Lat, x.Lon
		}
		old.Pop = max(old.Pop, x.Pop)
		old.Alt = append(old.Alt, x.Alt...)
		return
	}
	if i, ok := l.places[x.ID]; ok {
		p := l.known.Place(i)
		if x.Lat == nil && p.HasCoord {
			x.Lat, x.Lon = &p.Lat, &p.Lon
		}
		x.WD, x.Pop = p.Wikidata, max(x.Pop, p.Population)
		x.given = append(x.given, l.names[i]...)
	}
	l.at[x.ID] = len(l.rows)
	l.rows = append(l.rows, x)
}

// country reads ISO, …, name (5th), …, population (8th), …, id (17th).
func (l *dumpLoader) country(c []string) error {
	id, err := strconv.Atoi(c[16])
	if err != nil {
		return fmt.Errorf("geonameid %q is no number", c[16])
	}
	pop, _ := strconv.Atoi(c[7])
	l.add(row{ID: id, Name: c[4], Class: "A", Code: "PCLI", CC: c[0], Pop: pop})
	return nil
}

// admin reads code, name, name in ASCII, id: "US.TX", or "US.TX.001".
func (l *dumpLoader) admin(c []string, code string) error {
	id, err := strconv.Atoi(c[3])
	if err != nil {
		return fmt.Errorf("geonameid %q is no number", c[3])
	}
	parts := strings.Split(c[0], ".")
	if len(parts) < 2 {
		return fmt.Errorf("code %q has no dot", c[0])
	}
	x := row{ID: id, Name: c[1], Class: "A", Code: code, CC: parts[0], A1: parts[1]}
	if len(parts) > 2 {
		x.A2 = parts[2]
	}
	if c[2] != c[1] {
		x.Alt = []string{c[2]}
	}
	l.add(x)
	return nil
}

// place reads a row of allCountries or of the cities.
func (l *dumpLoader) place(c []string) error {
	id, err := strconv.Atoi(c[0])
	if err != nil {
		return fmt.Errorf("geonameid %q is no number", c[0])
	}
	lat, errLat := strconv.ParseFloat(c[4], 64)
	lon, errLon := strconv.ParseFloat(c[5], 64)
	if errLat != nil || errLon != nil || !(math.Abs(lat) <= 90 && math.Abs(lon) <= 180) {
		return fmt.Errorf("place %d lies at %q, %q", id, c[4], c[5])
	}
	pop, _ := strconv.Atoi(c[14])
	x := row{ID: id, Src: "gn", Name: c[1], Class: c[6], Code: c[7], CC: c[8], A1: c[10], A2: c[11], Lat: &lat, Lon: &lon, Pop: pop}
	if c[3] != "" {
		x.Alt = strings.Split(c[3], ",")
	}
	if _, ok := l.at[id]; ok || l.wanted(&x) {
		l.add(x)
	}
	return nil
}

// centre puts countries and divisions that have no coordinates where their
// people live: at the mean of their towns.
func (l *dumpLoader) centre() {
	type sum struct{ lat, lon, people float64 }
	sums := make(map[string]*sum)
	for _, x := range l.rows {
		if x.Class != "P" {
			continue
		}
		people := float64(x.Pop + 1)
		for _, k := range []string{x.CC, x.CC + "." + x.A1, x.CC + "." + x.A1 + "." + x.A2} {
			if sums[k] == nil {
				sums[k] = new(sum)
			}
			s := sums[k]
			s.lat, s.lon, s.people = s.lat+*x.Lat*people, s.lon+*x.Lon*people, s.people+people
		}
	}
	for i := range l.rows {
		x := &l.rows[i]
		key := map[string]string{"PCLI": x.CC, "ADM1": x.CC + "." + x.A1, "ADM2": x.CC + "." + x.A1 + "." + x.A2}[x.Code]
		if s := sums[key]; x.Lat == nil && s != nil {
			lat, lon := s.lat/s.people, s.lon/s.people
			x.Lat, x.Lon = &lat, &lon
		}
	}
}

// wanted reports whether news may name a place of a dump that holds every
// farm and brook.
func (l *dumpLoader) wanted(x *row) bool {
	switch x.Class {
	case "P":
		seat := x.Code == "PPLC" || strings.HasPrefix(x.Code, "PPLA")
		return x.Code != "PPLH" && x.Code != "PPLQ" && x.Code != "PPLW" && (seat || x.Pop >= l.min)
	case "A":
		return false // those worth having are in the other files
	case "L":
		return x.Code == "RGN" || x.Code == "CONT" || x.Code == "PRK" && len(x.Alt) >= famousFrom
	case "H":
		return x.Code == "OCN" || x.Code == "SEA" || x.Code == "GULF" || len(x.Alt) >= famousFrom && slices.Contains([]string{"BAY", "STRT", "LK", "STM", "CNL", "RSV"}, x.Code)
	case "T":
		return len(x.Alt) >= famousFrom && slices.Contains([]string{"MT", "MTS", "ISL", "ISLS", "PEN", "DSRT", "VAL", "PLAT", "CAPE", "VLC"}, x.Code)
	}
	return false
}

// alternate reads id of the name, id of the place, language, name and four
// marks: preferred, short, colloquial, historic. Of languages only English
// counts, and names without one; "wkdt" stands before a Wikidata id.
func (l *dumpLoader) alternate(c []string) error {
	id, err := strconv.Atoi(c[1])
	if err != nil {
		return fmt.Errorf("geonameid %q is no number", c[1])
	}
	at, ok := l.at[id]
	if !ok {
		return nil
	}
	x := &l.rows[at]
	marked := func(i int) bool { return i < len(c) && c[i] == "1" }
	switch {
	case c[2] == "wkdt":
		x.WD = c[3]
	case c[2] == "en" && marked(4) && latin(c[3]):
		x.given = append(x.given, Name{c[3], Primary})
	case (c[2] == "en" || c[2] == "") && !marked(7):
		x.Alt = append(x.Alt, c[3])
	}
	return nil
}

// Each calls f with every reading of every name, in the order of the index.
func (g *Gazetteer) Each(f func(name string, m Match)) {
	for at := 0; at < len(g.names); {
		first, next := g.readings(at)
		for ; first < next; first += 3 {
			r := g.reading(first)
			f(g.nameAt(at), Match{Place: r & (maxPlaces - 1), Use: Use(r >> 20), Trait: Trait(g.names[at+1])})
		}
		at = next
	}
}

// Traits returns what the one-word names of a gazetteer are besides, for
// building another.
func (g *Gazetteer) Traits() map[string]Trait {
	traits := make(map[string]Trait)
	g.Each(func(name string, m Match) {
		if m.Trait != 0 {
			traits[name] = m.Trait
		}
	})
	return traits
}
