package gazetteer

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed supplement.txt
var supplementText string

// errNoPlace is a curated name of a place that the sources do not have.
var errNoPlace = errors.New("the gazetteer has no such place")

// supplement adds the curated names to records. Partial records, those of
// dumps of one's own, may lack their places and may have more of them than the
// sources of the supplement.
func supplement(records []Record, partial bool) ([]Record, error) {
	c := newCurator(records, partial)
	n := 0
	for line := range strings.Lines(supplementText) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if err := c.curate(fields); err != nil && !(partial && errors.Is(err, errNoPlace)) {
			return nil, fmt.Errorf("supplement.txt:%d: %w", n, err)
		}
	}
	return c.records, nil
}

// curator applies lines of the supplement to records. No two of these share an
// id of GeoNames or an item of Wikidata that a line gave.
type curator struct {
	records []Record
	byID    map[int]int    // record by GeoNames id
	byItem  map[string]int // record by Wikidata item
	partial bool
}

func newCurator(records []Record, partial bool) *curator {
	c := &curator{records: records, byID: make(map[int]int, len(records)), byItem: make(map[string]int), partial: partial}
	for i := range records {
		c.index(i)
	}
	return c
}

func (c *curator) index(i int) {
	if r := &c.records[i]; r.ID != 0 {
		c.byID[r.ID] = i
	}
	if r := &c.records[i]; r.Wikidata != "" {
		c.byItem[r.Wikidata] = i
	}
}

// curate applies a line to the record it names, or adds a record.
func (c *curator) curate(fields []string) error {
	if fields[0] == "region" {
		r, err := region(fields[1:])
		if err != nil {
			return err
		}
		return c.add(r)
	}
	id, err := strconv.Atoi(fields[0])
	if err != nil || len(fields) < 3 {
		return fmt.Errorf("want <id> <sign> <names>, have %q", fields)
	}
	at, ok := c.byID[id]
	if !ok {
		return fmt.Errorf("place %d: %w", id, errNoPlace)
	}
	r := &c.records[at]
	if fields[1] == "@" {
		return r.centre(fields[2:])
	}
	for _, name := range split(fields[2:]) {
		if fields[1] == "-" {
			r.forget(name)
			continue
		}
		use, ok := map[string]Use{"+": Preferred, "=": Alternate, ".": Abbreviation, "~": Demonym}[fields[1]]
		if !ok {
			return fmt.Errorf("unknown sign %q", fields[1])
		}
		r.call(name, use)
	}
	return nil
}

// add adds a region. One that partial records have already, by its id or by
// its item, only gets the names: theirs is the better row.
func (c *curator) add(r *Record) error {
	at, ok := c.byID[r.ID]
	if !ok {
		at, ok = c.byItem[r.Wikidata]
	}
	switch {
	case ok && !c.partial:
		return fmt.Errorf("%s, %d, is in the gazetteer with the id %d or the item %q: give it more names instead", c.records[at].Name, c.records[at].ID, r.ID, r.Wikidata)
	case ok:
		for _, n := range r.Names {
			c.records[at].call(n.Text, n.Use)
		}
		return nil
	}
	c.records = append(c.records, *r)
	c.index(len(c.records) - 1)
	return nil
}

func (r *Record) call(name string, use Use) {
	r.forget(name)
	r.Names = append(r.Names, Name{name, use})
}

func (r *Record) forget(name string) {
	r.Names = slices.DeleteFunc(r.Names, func(n Name) bool { return n.Text == name })
}

// centre puts a record's coordinates elsewhere.
func (r *Record) centre(fields []string) (err error) {
	if len(fields) != 2 {
		return fmt.Errorf("want <lat> <lon>, have %q", fields)
	}
	if r.Lat, err = strconv.ParseFloat(fields[0], 64); err != nil {
		return err
	}
	r.Lon, err = strconv.ParseFloat(fields[1], 64)
	r.HasCoord = err == nil
	return err
}

// noID are the reasons why a curated region has no id; supplement.txt says what
// they mean.
var noID = []string{"several", "speech", "unseen"}

// regionClasses are the feature classes of the codes that curated regions have.
var regionClasses = map[string]byte{"RGN": 'L', "ZN": 'A', "PEN": 'T', "STRT": 'H', "PPL": 'P', "PPLX": 'P', "VAL": 'T', "ISL": 'T', "ISLS": 'T', "MTS": 'T', "MT": 'T', "DSRT": 'T',
	"PRK": 'L', "CNL": 'H', "LK": 'H', "HBR": 'H', "AIRP": 'S', "STDM": 'S', "UNIV": 'S', "SQR": 'S', "MILB": 'L', "CAVE": 'S'}

// region reads a place that the sources lack: "<id or reason> <code> <lat>
// <lon> <country> <names>".
func region(fields []string) (*Record, error) {
	if len(fields) < 6 {
		return nil, fmt.Errorf("want region <id or reason> <code> <lat> <lon> <country> <names>, have %q", fields)
	}
	id, item, ok := identify(fields[0])
	if !ok && !slices.Contains(noID, fields[0]) {
		return nil, fmt.Errorf("%q is neither an id nor one of the reasons %q", fields[0], noID)
	}
	class, ok := regionClasses[fields[1]]
	if !ok {
		return nil, fmt.Errorf("unknown feature code %q", fields[1])
	}
	names := split(fields[5:])
	r := &Record{Parent: -1, Place: Place{ID: id, Name: names[0], Class: class, Code: fields[1], Wikidata: item}}
	if err := r.centre(fields[2:4]); err != nil {
		return nil, err
	}
	if fields[4] != "*" {
		r.Country = fields[4]
	}
	for _, n := range names {
		r.Names = append(r.Names, Name{n, Preferred})
	}
	return r, nil
}

// identify reads "2647216", the id of GeoNames, "Q5456", the item of Wikidata,
// or both, "6692168/Q13116".
func identify(s string) (id int, item string, ok bool) {
	number, item, both := strings.Cut(s, "/")
	if !both && strings.HasPrefix(s, "Q") {
		number, item = "", s
	}
	if number != "" || both {
		n, err := strconv.ParseUint(number, 10, 24) // as wide as the format has it
		if err != nil || n == 0 {
			return 0, "", false
		}
		id = int(n)
	}
	if item != "" || both {
		if n, err := strconv.ParseUint(strings.TrimPrefix(item, "Q"), 10, 32); err != nil || n == 0 || item != "Q"+strconv.FormatUint(n, 10) {
			return 0, "", false
		}
	}
	return id, item, id != 0 || item != ""
}

func split(fields []string) []string {
	names := strings.Split(strings.Join(fields, " "), ";")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}
