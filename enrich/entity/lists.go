package entity

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// record has the fields of all the lists of names in JSON.
type record struct {
	Name, Label      string
	Names, Alt, Dem  []string
	Acronyms, Kinds  []string
	FC               string
	Code, EnWiki     string
	Pop              int
	Status, Occupied string
}

// ReadLists gathers the names of persons, organisations and places from the
// folder of the sources. A list that is missing is an error.
func ReadLists(folder string) (*Names, error) {
	n := NewNames()
	json := func(name string, add func(*record)) error { return eachRecord(filepath.Join(folder, name), add) }
	table := func(name string, comma rune, add func(field func(string) string)) error {
		return eachRow(filepath.Join(folder, name), comma, add)
	}
	person := func(r *record) { n.person(r.Name) }
	err := errors.Join(
		json("gaz/combined/gazetteer.jsonl", n.place),
		json("kb/every-politician/officeholders.jsonl.gz", person),
		json("kb/wikidata-top-people/people.jsonl", person),
		json("kb/everypolitician-2015/persons_wikidata.jsonl", func(r *record) {
			for _, name := range r.Names {
				n.person(name)
			}
		}),
		json("kb/wikidata-top-people/football_clubs.jsonl", func(r *record) { n.team(r.Name) }),
		json("kb/ror/ror_subset.jsonl.gz", n.institution),
		json("kb/name-suggestion-index/orgs.jsonl.gz", n.brand),
		table("kb/pantheon/pantheon.tsv", '\t', func(f func(string) string) { n.person(f("name")) }),
		table("kb/partyfacts/wikidata.csv", ',', func(f func(string) string) {
			n.add(f("name"), listParty)
			n.acronym(f("name_short"))
		}),
		table("kb/sp500-sec/sp500_constituents.csv", ',', func(f func(string) string) { n.company(f("Security")) }),
		table("kb/sp500-sec/sec_stocks_cik_ticker_name.csv", ',', func(f func(string) string) { n.company(f("Name")) }),
		eachYAML(filepath.Join(folder, "kb/supraverden-igo/general_list.yaml"), n.international),
	)
	return n, err
}

func (n *Names) place(r *record) {
	kind := uint16(listFeature)
	switch {
	case strings.HasPrefix(r.Code, "PCL"):
		kind = listCountry
	case r.FC == "A":
		kind = listDivision
	case r.FC == "P":
		kind = listCity
	}
	n.add(r.Name, kind)
	for _, a := range r.Alt {
		if len(a) > 2 || kind == listCountry {
			n.add(a, kind)
		}
	}
	for _, d := range r.Dem {
		n.add(d, listDemonym)
	}
}

func (n *Names) institution(r *record) {
	for _, name := range r.Names {
		if strings.Contains(name, " ") {
			n.add(name, listOrganisation)
		}
	}
	for _, a := range r.Acronyms {
		n.acronym(a)
	}
}

func (n *Names) acronym(a string) {
	if len(a) < 2 || len(a) > 8 || strings.Contains(a, " ") {
		return
	}
	n.add(a, listAcronym)
}

// brand adds a company that runs shops, banks or offices. Transit lines,
// power lines and flags are named after what they serve.
func (n *Names) brand(r *record) {
	for _, k := range r.Kinds {
		if strings.HasPrefix(k, "brands/") {
			n.add(r.Label, listOrganisation)
			return
		}
	}
}

// company adds a company's name with and without its legal form.
func (n *Names) company(name string) {
	n.add(name, listOrganisation)
	words := strings.Fields(name)
	for len(words) > 1 && legalForm(words[len(words)-1]) {
		words = words[:len(words)-1]
		if short := strings.TrimSuffix(strings.Join(words, " "), ","); len(short) > 3 {
			n.add(short, listOrganisation)
		}
	}
}

func legalForm(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,")) {
	case "inc", "corp", "corporation", "co", "company", "ltd", "plc", "llc", "lp", "group", "holdings", "holding", "sa", "nv", "ag", "trust", "the", "/de/":
		return true
	}
	return false
}

// team adds a club with and without the letters that say what it is.
func (n *Names) team(name string) {
	n.add(name, listTeam)
	words := strings.Fields(name)
	if len(words) < 2 {
		return
	}
	if clubLetters(words[len(words)-1]) {
		n.add(strings.Join(words[:len(words)-1], " "), listTeam)
	}
	if clubLetters(words[0]) {
		n.add(strings.Join(words[1:], " "), listTeam)
	}
}

func clubLetters(w string) bool {
	w = strings.ReplaceAll(w, ".", "")
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return len(w) <= 4
}

func (n *Names) international(key, value string) {
	switch key {
	case "Name_en":
		n.add(value, listOrganisation)
	case "Abbreviation_en":
		n.acronym(value)
	}
}

func open(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return &fs.PathError{Op: "unpack", Path: path, Err: err}
		}
	}
	if err := read(r); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func eachRecord(path string, add func(*record)) error {
	return open(path, func(r io.Reader) error {
		for dec := json.NewDecoder(r); ; {
			var one record
			if err := dec.Decode(&one); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
			add(&one)
		}
	})
}

func eachRow(path string, comma rune, add func(field func(string) string)) error {
	return open(path, func(r io.Reader) error {
		in := csv.NewReader(r)
		in.Comma, in.LazyQuotes, in.FieldsPerRecord = comma, true, -1
		head, err := in.Read()
		if err != nil {
			return err
		}
		column := map[string]int{}
		for i, name := range head {
			column[name] = i
		}
		for {
			row, err := in.Read()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			add(func(name string) string {
				if i, ok := column[name]; ok && i < len(row) {
					return row[i]
				}
				return ""
			})
		}
	})
}

// eachYAML hands on the plain "key: value" lines, which is all that is needed
// of the one list in YAML.
func eachYAML(path string, add func(key, value string)) error {
	return open(path, func(r io.Reader) error {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if key, value, ok := strings.Cut(strings.TrimSpace(lines.Text()), ": "); ok {
				add(key, strings.Trim(value, `'"`))
			}
		}
		return lines.Err()
	})
}
