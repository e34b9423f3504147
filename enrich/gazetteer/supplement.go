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

// supplement adds the curated names to records. Partial records may lack
// their places.
func supplement(records []Record, partial bool) ([]Record, error) {
	byID := make(map[int]int, len(records))
	for i, r := range records {
		if r.ID != 0 {
			byID[r.ID] = i
		}
	}
	n := 0
	for line := range strings.Lines(supplementText) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		rec, err := curate(records, byID, fields)
		if errors.Is(err, errNoPlace) && partial {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("supplement.txt:%d: %w", n, err)
		}
		if rec != nil {
			records = append(records, *rec)
		}
	}
	return records, nil
}

// curate applies a line to the record it names, or returns a new record.
func curate(records []Record, byID map[int]int, fields []string) (*Record, error) {
	if fields[0] == "region" {
		r, err := region(fields[1:])
		if err == nil && r.ID != 0 && has(byID, r.ID) {
			return nil, fmt.Errorf("place %d is in the gazetteer: give it more names instead", r.ID)
		}
		return r, err
	}
	id, err := strconv.Atoi(fields[0])
	if err != nil || len(fields) < 3 {
		return nil, fmt.Errorf("want <id> <sign> <names>, have %q", fields)
	}
	at, ok := byID[id]
	if !ok {
		return nil, fmt.Errorf("place %d: %w", id, errNoPlace)
	}
	r := &records[at]
	if fields[1] == "@" {
		return nil, r.centre(fields[2:])
	}
	for _, name := range split(fields[2:]) {
		r.Names = slices.DeleteFunc(r.Names, func(n Name) bool { return n.Text == name })
		if fields[1] == "-" {
			continue
		}
		use, ok := map[string]Use{"+": Preferred, "=": Alternate, ".": Abbreviation, "~": Demonym}[fields[1]]
		if !ok {
			return nil, fmt.Errorf("unknown sign %q", fields[1])
		}
		r.Names = append(r.Names, Name{name, use})
	}
	return nil, nil
}

func has(byID map[int]int, id int) bool { _, ok := byID[id]; return ok }

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
var noID = []string{"several", "speech", "former", "unseen"}

// regionClasses are the feature classes of the codes that curated regions have.
var regionClasses = map[string]byte{"RGN": 'L', "ZN": 'A', "PEN": 'T', "STRT": 'H', "PPL": 'P', "PPLX": 'P', "VAL": 'T', "ISL": 'T', "ISLS": 'T', "MTS": 'T', "MT": 'T', "DSRT": 'T',
	"PRK": 'L', "CNL": 'H', "LK": 'H', "HBR": 'H', "AIRP": 'S', "STDM": 'S', "UNIV": 'S', "SQR": 'S', "MILB": 'L', "CAVE": 'S'}

// region reads a place that the sources lack: "<id or reason> <code> <lat>
// <lon> <country> <names>".
func region(fields []string) (*Record, error) {
	if len(fields) < 6 {
		return nil, fmt.Errorf("want region <id or reason> <code> <lat> <lon> <country> <names>, have %q", fields)
	}
	id, err := strconv.Atoi(fields[0])
	if err != nil && !slices.Contains(noID, fields[0]) {
		return nil, fmt.Errorf("%q is neither an id nor one of the reasons %q", fields[0], noID)
	}
	class, ok := regionClasses[fields[1]]
	if !ok {
		return nil, fmt.Errorf("unknown feature code %q", fields[1])
	}
	names := split(fields[5:])
	r := &Record{Parent: -1, Place: Place{ID: id, Name: names[0], Class: class, Code: fields[1]}}
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

func split(fields []string) []string {
	names := strings.Split(strings.Join(fields, " "), ";")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}
