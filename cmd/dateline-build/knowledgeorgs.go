package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"dateline/enrich/knowledge"
)

// Sources of organisations, below the folder of the sources.
const (
	brandsFile        = "kb/name-suggestion-index/orgs.jsonl.gz"
	researchFile      = "kb/ror/ror_subset.jsonl.gz"
	partiesFile       = "kb/partyfacts/wikidata.csv"
	internationalFile = "kb/supraverden-igo/general_list.yaml"
	clubsFile         = "kb/wikidata-top-people/football_clubs.jsonl"
	constituentsFile  = "kb/sp500-sec/sp500_constituents.csv"
	tickersFile       = "kb/sp500-sec/sec_stocks_cik_ticker_name.csv"
)

func (k *gatherer) readOrganisations() error {
	for _, step := range []func() error{k.readInternational, k.readClubs, k.readBrands, k.readResearch, k.readParties} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (k *gatherer) readInternational() error {
	return withFile(k.cmd, k.path(internationalFile), func(r io.Reader) error {
		var list map[string]map[string]any
		if err := yaml.NewDecoder(r).Decode(&list); err != nil {
			return err
		}
		keys := make([]string, 0, len(list))
		for name := range list {
			keys = append(keys, name)
		}
		slices.Sort(keys)
		for _, name := range keys {
			x := list[name]
			text := func(field string) string { s, _ := x[field].(string); return strings.TrimSpace(s) }
			rec := knowledge.Record{ID: item(text("Wikidata_code")), Type: knowledge.Organisation, Name: name, Note: "international organisation", Popularity: popularity(15)}
			if f := text("Org_family"); f != "" && f != "null" {
				rec.Note = cut("international organisation, " + f)
			}
			for _, field := range []string{"Name_en", "Name_other_en", "Name_other_2_en"} {
				if n := text(field); n != "" {
					rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: knowledge.Alias})
				}
			}
			if n := text("Abbreviation_en"); n != "" {
				rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: knowledge.Initials})
			}
			k.all.Add(rec)
		}
		return nil
	})
}

func (k *gatherer) readClubs() error {
	var x struct{ QID, Name string }
	return k.rows(clubsFile, func(b []byte) error {
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		r := knowledge.Record{ID: item(x.QID), Type: knowledge.Organisation, Name: x.Name, Note: "football club", Popularity: popularity(4)}
		if place := placeOfClub(x.Name); place != "" {
			r.Aliases = []knowledge.Name{{Text: place + " football", Use: knowledge.TeamOf}}
		}
		k.all.Add(r)
		return nil
	})
}

// placeOfClub is what a club is called in a table: "Stoke" of Stoke City F.C.
func placeOfClub(name string) string {
	if s := knowledge.Shorter(knowledge.Organisation, name); s != "" {
		name = s
	}
	words := strings.Fields(name)
	last := len(words) - 1
	if last < 1 || !slices.Contains([]string{"City", "Town", "United", "Rovers", "Wanderers", "County", "Athletic", "Albion", "Hotspur", "Alexandra", "Argyle", "Orient",
		"Vale", "Wednesday", "North", "Wanderers", "Rangers", "Thistle", "Forest", "Academical", "Calcio", "Villa"}, words[last]) {
		return ""
	}
	return strings.Join(words[:last], " ")
}

// readBrands reads the brands and operators that news may name: not school
// districts, cities that own lamps, bus lines.
func (k *gatherer) readBrands() error {
	type row struct {
		QID, Label, Description string
		Names, Kinds, Locations []string
	}
	k.left = map[uint32][]string{}
	return k.rows(brandsFile, func(b []byte) error {
		var x row
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		if !slices.ContainsFunc(x.Kinds, newsworthy) || place(x.Description) {
			k.left[item(x.QID)] = append(x.Names, x.Label)
			return nil
		}
		rec := knowledge.Record{
			ID: item(x.QID), Type: knowledge.Organisation, Name: x.Label, Note: cut(x.Description), Popularity: popularity(2),
		}
		if rec.Note == "" {
			rec.Note = "brand"
		}
		for _, n := range x.Names {
			// Names in lower case are how mappers misspell it.
			if !strings.Contains(n, "(") && len(n) > 2 && strings.ToLower(n) != n {
				rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: knowledge.Alias})
			}
		}
		for _, l := range x.Locations {
			if l = strings.ToUpper(l[:min(2, len(l))]); l >= "AA" && l <= "ZZ" && len(rec.Countries) < 4 && len(x.Locations) <= 4 {
				rec.Countries = append(rec.Countries, l)
			}
		}
		k.all.Add(rec)
		return nil
	})
}

func newsworthy(kind string) bool {
	for _, prefix := range []string{
		"brands/", "operators/power", "operators/telecom", "operators/tourism", "operators/pipeline", "operators/office", "operators/shop",
		"operators/advertising", "transit/railway", "transit/route/train", "transit/route/ferry",
	} {
		if strings.HasPrefix(kind, prefix) {
			return !strings.HasPrefix(kind, "brands/advertising")
		}
	}
	return false
}

// place reports that a brand's item is a place: a town that runs a bus.
func place(description string) bool {
	for _, w := range []string{"city in", "town in", "municipality", "village", "county", "district", "commune", "river", "island", "region in", "state of", "province", "country in", "disambiguation"} {
		if strings.Contains(description, w) {
			return true
		}
	}
	return false
}

func (k *gatherer) readResearch() error {
	type row struct {
		Name, Wikidata, City, CC string
		Names, Acronyms, Types   []string
	}
	return k.rows(researchFile, func(b []byte) error {
		var x row
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		types := slices.DeleteFunc(x.Types, func(t string) bool { return t == "funder" || t == "other" })
		note := "organisation"
		if len(types) > 0 {
			note = map[string]string{"education": "university or school", "company": "company", "government": "government body", "healthcare": "hospital or health body",
				"nonprofit": "non-profit organisation", "facility": "research facility", "archive": "library or archive"}[types[0]]
		}
		if x.City != "" {
			note += ", " + x.City
		}
		name, _, _ := strings.Cut(x.Name, " (") // a country, where there are several of the name
		rec := knowledge.Record{ID: item(x.Wikidata), Type: knowledge.Organisation, Name: name, Countries: []string{x.CC}, Note: cut(note), Popularity: popularity(2)}
		for _, n := range x.Names {
			use := knowledge.Alias
			n, _, _ = strings.Cut(n, " (")
			if slices.Contains(x.Acronyms, n) || strings.ToUpper(n) == n {
				use = knowledge.Initials
			}
			rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: use})
		}
		k.all.Add(rec)
		return nil
	})
}

func (k *gatherer) readParties() error {
	return k.table(partiesFile, ',', func(x map[string]string) {
		country := k.country(x["country"])
		rec := knowledge.Record{
			ID: item(x["wikidata_id"]), Type: knowledge.Organisation, Name: x["name"], Countries: []string{country}, Note: "political party", Popularity: popularity(3),
		}
		if n := x["name_native"]; n != "" {
			rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: knowledge.Alias})
		}
		if n := x["name_short"]; n != "" {
			rec.Aliases = append(rec.Aliases, knowledge.Name{Text: n, Use: knowledge.Initials})
		}
		k.all.Add(rec)
	})
}

// table reads a file of values with a head, row by row.
func (k *gatherer) table(name string, comma rune, do func(row map[string]string)) error {
	return withFile(k.cmd, k.path(name), func(r io.Reader) error {
		values := csv.NewReader(r)
		values.Comma = comma
		values.LazyQuotes = comma == '\t'
		values.FieldsPerRecord = -1
		head, err := values.Read()
		if err != nil {
			return err
		}
		for {
			line, err := values.Read()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if len(line) != len(head) {
				at, _ := values.FieldPos(0)
				return fmt.Errorf("line %d: %d values, the head has %d", at, len(line), len(head))
			}
			row := make(map[string]string, len(head))
			for i, h := range head {
				row[h] = strings.TrimSpace(line[i])
			}
			do(row)
		}
	})
}

// rows calls do with every line of a file of JSON lines.
func (k *gatherer) rows(name string, do func(line []byte) error) error {
	return withFile(k.cmd, k.path(name), func(r io.Reader) error { return jsonLines(r, do) })
}
