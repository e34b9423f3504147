package main

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"dateline/enrich/knowledge"
)

// Sources of people beside personsFile and peopleFile, below the folder of
// the sources.
const (
	politicians2015File = "kb/everypolitician-2015/persons_wikidata.jsonl"
	congressFile        = "kb/congress-legislators/legislators-current.yaml"
)

// enwikiEditions is what an article in the English Wikipedia is worth where
// the number of editions is not known: the median of those that have one
// among the most-linked people is far higher, of ministers about this.
const enwikiEditions = 8

func (k *gatherer) readPeople() error {
	for _, step := range []func() error{k.readTopPeople, k.readOfficeHolders, k.readCongress, k.readPoliticians2015} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (k *gatherer) readTopPeople() error {
	type row struct {
		QID, Name, Country, Occupation, Born, Died, Enwiki string
		Sitelinks                                          int
	}
	return k.rows(peopleFile, func(b []byte) error {
		var x row
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		k.all.Add(knowledge.Record{
			ID: item(x.QID), Type: knowledge.Person, Name: x.Name, Aliases: titleName(x.Enwiki), Countries: []string{k.country(x.Country)},
			Note: x.Occupation, Born: year(x.Born), Died: year(x.Died), Popularity: popularity(float64(x.Sitelinks)),
		})
		return nil
	})
}

func (k *gatherer) readOfficeHolders() error {
	type row struct {
		QID, Name, Enwiki, DOB, DOD string
		Positions                   [][]string // jurisdiction, position, from, to
	}
	return k.rows(personsFile, func(b []byte) error {
		var x row
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		r := knowledge.Record{
			ID: item(x.QID), Type: knowledge.Person, Name: x.Name, Aliases: titleName(x.Enwiki), Born: year(x.DOB), Died: year(x.DOD), Popularity: popularity(1),
		}
		switch {
		case x.Enwiki != "":
			r.Popularity = popularity(enwikiEditions)
		case k.all.Get(r.ID) == nil && last(x.Positions) < officeSince:
			return nil
		}
		for _, p := range x.Positions {
			slug := p[0]
			for _, suffix := range []string{"-ministers", "-cabinet", "-federal-council"} {
				slug = strings.TrimSuffix(slug, suffix)
			}
			if c := k.country(slug); c != "" && !slices.Contains(r.Countries, c) {
				r.Countries = append(r.Countries, c)
			}
		}
		r.Note = offices(x.Positions)
		if have := k.all.Get(r.ID); have != nil && r.Note != "" && have.Note != "" {
			r.Note = cut(r.Note + "; " + have.Note)
			have.Note = ""
		}
		k.all.Add(r)
		return nil
	})
}

// officeSince is the year from which all office-holders are kept; of earlier
// ones only those that the English Wikipedia has an article on.
const officeSince = 2015

// last is the year in which someone last came into an office or left one.
func last(positions [][]string) int {
	y := 0
	for _, p := range positions {
		y = max(y, year(p[2]), year(p[3]))
	}
	return y
}

// offices says in words what offices someone held, the highest and the last
// first.
func offices(positions [][]string) string {
	held := slices.Clone(positions)
	slices.SortStableFunc(held, func(a, b []string) int {
		return cmp.Or(cmp.Compare(rank(a[1]), rank(b[1])), -strings.Compare(a[2], b[2]))
	})
	var note []string
	for _, p := range held {
		if o := plain(p[1]); !slices.Contains(note, o) && len(note) < 2 {
			note = append(note, o)
		}
	}
	return cut(strings.Join(note, "; "))
}

// rank puts offices in order of how news would name their holder.
func rank(office string) int {
	o := strings.ToLower(office)
	for i, words := range [][]string{
		{"president of the", "prime minister", "king ", "queen ", "emperor", "supreme leader", "chancellor of germany", "federal chancellor", "head of government", "secretary-general"},
		{"president", "foreign", "secretary of state", "defence", "defense", "finance"},
		{"minister", "secretary", "attorney general", "ambassador", "chancellor"},
		{"governor", "mayor", "speaker", "commissioner", "leader"},
		{"senator", "member of the european parliament"},
	} {
		for _, w := range words {
			if strings.Contains(o, w) && !strings.HasPrefix(o, "member of") && !(i == 0 && strings.Contains(o, "deputy")) {
				return i
			}
		}
	}
	return 9
}

// plain writes an office as it stands within a sentence.
func plain(office string) string {
	r, n := utf8.DecodeRuneInString(office)
	if next, _ := utf8.DecodeRuneInString(office[n:]); unicode.IsUpper(r) && unicode.IsLower(next) {
		return string(unicode.ToLower(r)) + office[n:]
	}
	return office
}

// cut keeps a note within what the format takes, whole offices of it.
func cut(note string) string {
	const most = 160
	for len(note) > most {
		at := strings.LastIndex(note, "; ")
		if at < 0 {
			return strings.ToValidUTF8(note[:most], "")
		}
		note = note[:at]
	}
	return note
}

// titleName is the title of a Wikipedia article as a name: without what tells
// it apart from others of the name, without a peerage.
func titleName(title string) []knowledge.Name {
	title, _, _ = strings.Cut(strings.ReplaceAll(title, "_", " "), " (")
	title, _, _ = strings.Cut(title, ", ")
	if title == "" {
		return nil
	}
	return []knowledge.Name{{Text: title, Use: knowledge.Alias}}
}

func (k *gatherer) readCongress() error {
	type member struct {
		ID   struct{ Wikidata, Wikipedia string }
		Name struct {
			First, Last, Nickname string
			OfficialFull          string `yaml:"official_full"`
		}
		Bio   struct{ Birthday string }
		Terms []struct{ Type, State, Party string }
	}
	return withFile(k.cmd, k.path(congressFile), func(r io.Reader) error {
		var members []member
		if err := yaml.NewDecoder(r).Decode(&members); err != nil {
			return err
		}
		for _, m := range members {
			last := m.Terms[len(m.Terms)-1]
			office := map[string]string{"rep": "United States representative", "sen": "United States senator"}[last.Type]
			aliases := []knowledge.Name{{Text: m.Name.First + " " + m.Name.Last, Use: knowledge.Alias}}
			if m.Name.OfficialFull != "" {
				aliases = append(aliases, knowledge.Name{Text: m.Name.OfficialFull, Use: knowledge.Alias})
			}
			if m.Name.Nickname != "" {
				aliases = append(aliases, knowledge.Name{Text: m.Name.Nickname + " " + m.Name.Last, Use: knowledge.Alias})
			}
			name := m.Name.First + " " + m.Name.Last
			if t := titleName(m.ID.Wikipedia); t != nil {
				name = t[0].Text
			}
			k.all.Add(knowledge.Record{
				ID: item(m.ID.Wikidata), Type: knowledge.Person, Name: name, Aliases: aliases, Countries: []string{"US"},
				Note: office + ", " + last.Party + ", " + last.State, Born: year(m.Bio.Birthday), Popularity: popularity(2 * enwikiEditions),
			})
		}
		return nil
	})
}

func (k *gatherer) readPoliticians2015() error {
	type row struct {
		QID, Name, DOB      string
		Names, Legislatures []string
	}
	return k.rows(politicians2015File, func(b []byte) error {
		var x row
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		r := knowledge.Record{ID: item(x.QID), Type: knowledge.Person, Name: x.Name, Born: year(x.DOB), Popularity: popularity(1)}
		for _, n := range x.Names {
			r.Aliases = append(r.Aliases, knowledge.Name{Text: n, Use: knowledge.Alias})
		}
		for _, l := range x.Legislatures {
			country, _, _ := strings.Cut(l, "/")
			r.Countries = append(r.Countries, k.country(strings.ReplaceAll(country, "_", " ")))
			r.Note = "member of parliament"
		}
		if r.ID != 0 {
			k.all.Add(r)
		}
		return nil
	})
}
