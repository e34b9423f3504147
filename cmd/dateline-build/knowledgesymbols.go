package main

import (
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/knowledge"
)

// readSymbols gives companies the symbols of their shares. The sources have
// no identifiers, so that they are joined by name: where one company only has
// the name, and is not the hospital, party or club of that name.
func (k *gatherer) readSymbols() error {
	companies := map[string][]uint32{}
	for _, r := range k.all.Records() {
		if r.Type != knowledge.Organisation || !mayTrade(r) {
			continue
		}
		seen := map[string]bool{}
		for _, n := range append([]knowledge.Name{{Text: r.Name}}, r.Aliases...) {
			// One word is too little across borders: Lion of Tokyo is not Lion of Singapore.
			s := company(n.Text)
			if len(r.Countries) > 0 && !slices.Contains(r.Countries, "US") && !strings.Contains(s, " ") {
				continue
			}
			if s != "" && n.Use < knowledge.Initials && !seen[s] {
				seen[s] = true
				companies[s] = append(companies[s], r.ID)
			}
		}
	}
	names := map[string][]string{}             // of a registrant, by its number
	symbols := map[string][]knowledge.Symbol{} // of a registrant
	var order []string
	err := k.table(tickersFile, ',', func(x map[string]string) {
		if x["Exchange"] != "NYSE" && x["Exchange"] != "Nasdaq" {
			return
		}
		cik := strings.TrimLeft(x["CIK"], "0")
		if names[cik] == nil {
			order = append(order, cik)
			names[cik] = []string{x["Name"]}
		}
		symbols[cik] = append(symbols[cik], knowledge.Symbol{Ticker: x["Ticker"], Exchange: x["Exchange"]})
	})
	if err != nil {
		return err
	}
	err = k.table(constituentsFile, ',', func(x map[string]string) {
		cik := strings.TrimLeft(x["CIK"], "0")
		if names[cik] != nil {
			names[cik] = append(names[cik], x["Security"])
		}
	})
	if err != nil {
		return err
	}
	for _, cik := range order {
		var found uint32
		for _, n := range names[cik] {
			if ids := companies[company(n)]; len(ids) == 1 {
				found = ids[0]
			}
		}
		if r := k.all.Get(found); r != nil && len(r.Symbols) == 0 {
			r.Symbols = symbols[cik][:1] // the others are classes and preferred stock
		}
	}
	return nil
}

// mayTrade reports that a record may be of a company that is listed in the
// United States by the name of its holding.
func mayTrade(r knowledge.Record) bool {
	for _, no := range []string{"football club", "political party", "university", "hospital", "government", "non-profit", "research", "library", "international organisation"} {
		if strings.HasPrefix(r.Note, no) {
			return false
		}
	}
	return true
}

// company is a company's name as the sources are joined by it.
func company(name string) string {
	name, _, _ = strings.Cut(name, " (")
	name, _, _ = strings.Cut(name, " /")
	if s := knowledge.Shorter(knowledge.Organisation, name); s != "" {
		name = s
	}
	folded, ok := gazetteer.AppendKey(nil, name)
	if !ok || len(folded) < 3 {
		return ""
	}
	return string(folded)
}
