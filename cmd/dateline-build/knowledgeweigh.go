package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/gazetteer"
	"dateline/enrich/knowledge"
)

const (
	pantheonFile   = "kb/pantheon/pantheon.tsv"
	olderNewsFile  = "topics/wp_current_events/unlabelled_before_2025.jsonl.gz"
	longestInWords = 7 // of the names that are counted in news
)

// popularity is the scale of knowledge.Record.Popularity.
func popularity(editions float64) int {
	return min(math.MaxUint8, int(math.Round(16*math.Log2(1+editions))))
}

// editions is the inverse of popularity.
func editions(p int) float64 { return math.Exp2(float64(p)/16) - 1 }

// weigh adds to how well known everyone is, what Pantheon and the news say.
// A mention in eighteen years of Wikipedia's current events is worth an
// edition; bearers of one name share its mentions by what each is worth without.
func (k *gatherer) weigh(records []knowledge.Record) ([]knowledge.Record, error) {
	bearers := map[string][]int{}
	for i, r := range records {
		for _, n := range append([]knowledge.Name{{Text: r.Name}}, r.Aliases...) {
			if folded, ok := gazetteer.AppendKey(nil, n.Text); ok && n.Use < knowledge.Surname {
				bearers[string(folded)] = append(bearers[string(folded)], i)
			}
		}
	}
	worth := make([]float64, len(records))
	for i, r := range records {
		worth[i] = editions(r.Popularity)
	}
	err := k.table(pantheonFile, '\t', func(x map[string]string) {
		folded, ok := gazetteer.AppendKey(nil, x["name"])
		is := bearers[string(folded)]
		languages, err := strconv.ParseFloat(x["numlangs"], 64)
		if born := year(x["birthyear"]); ok && err == nil && len(is) == 1 && records[is[0]].Type == knowledge.Person && records[is[0]].Born == born {
			worth[is[0]] = max(worth[is[0]], languages)
		}
	})
	if err != nil {
		return nil, err
	}
	mentions, err := k.mentions(bearers)
	if err != nil {
		return nil, err
	}
	for _, folded := range slices.Sorted(maps.Keys(mentions)) { // in a fixed order: sums of fractions depend on it
		all := 0.0
		for _, i := range bearers[folded] {
			all += editions(records[i].Popularity)
		}
		for _, i := range bearers[folded] {
			if all > 0 {
				worth[i] += float64(mentions[folded]) * editions(records[i].Popularity) / all
			}
		}
	}
	for i := range records {
		r := &records[i]
		r.Popularity = popularity(worth[i])
		if name := strings.Fields(r.Name); r.Type == knowledge.Person && r.Popularity >= bySurname && len(name) > 1 && knowledge.Foldable(name[len(name)-1]) {
			r.Aliases = append(r.Aliases, knowledge.Name{Text: name[len(name)-1], Use: knowledge.Surname})
		}
	}
	return records, nil
}

// bySurname is the popularity from which news may name somebody by the family
// name alone: about that of fifty Wikipedias.
const bySurname = 91

// mentions counts in the news how often it names what has one of the names.
func (k *gatherer) mentions(names map[string][]int) (map[string]int, error) {
	counts := map[string]int{}
	var x struct{ Text string }
	for _, file := range []string{newsFile, olderNewsFile} {
		err := k.rows(file, func(b []byte) error {
			if err := json.Unmarshal(b, &x); err != nil {
				return err
			}
			countNames(x.Text, names, counts)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// countNames counts the names in a text, the longest at each place.
func countNames(text string, names map[string][]int, counts map[string]int) {
	words := strings.Fields(text)
	for i := 0; i < len(words); i++ {
		first := strings.TrimLeft(words[i], "(\"“'‘")
		if r, _ := utf8.DecodeRuneInString(first); !unicode.IsUpper(r) {
			continue
		}
		for n := min(longestInWords, len(words)-i); n > 0; n-- {
			name := strings.Join(append([]string{first}, words[i+1:i+n]...), " ")
			name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(name, ",.;:)\"”'’"), "'s"), "’s")
			if folded, ok := gazetteer.AppendKey(nil, name); ok && names[string(folded)] != nil {
				counts[string(folded)]++
				i += n - 1
				break
			}
		}
	}
}

// commonness tells how many may bear a name; see knowledge.Match.Common.
func (k *gatherer) commonness(records []knowledge.Record) (func(*knowledge.Record, string) int, error) {
	given, family, people := map[string]int{}, map[string]int{}, 0
	var ones []gazetteer.Record
	for _, r := range records {
		if r.Type == knowledge.Person {
			if parts := strings.Fields(r.Name); len(parts) > 1 {
				given[parts[0]]++
				family[parts[len(parts)-1]]++
				people++
			}
			continue
		}
		for _, n := range append([]knowledge.Name{{Text: r.Name}}, r.Aliases...) {
			ones = append(ones, gazetteer.Record{Place: gazetteer.Place{Name: asWord(n.Text)}})
		}
	}
	words, err := countWords(k.cmd, k.sources)
	if err != nil {
		return nil, err
	}
	traits := words.Traits(ones)
	return func(r *knowledge.Record, name string) int {
		if r.Type == knowledge.Organisation {
			if t := traits[asWord(name)]; t != 0 {
				return knowledge.CommonWord + int(t)
			}
			return 0
		}
		parts := strings.Fields(name)
		if len(parts) < 2 { // a surname: bearers in the base
			return min(knowledge.CommonWord-1, int(math.Round(8*math.Log2(1+float64(family[name])))))
		}
		share := float64(given[parts[0]]) / float64(people) * float64(family[parts[len(parts)-1]]) / float64(people)
		return min(knowledge.CommonWord-1, int(math.Round(8*math.Log2(1+1e6*share))))
	}, nil
}

// asWord writes a name as text would if it were a word: "Real" of "Reál".
func asWord(name string) string {
	folded, ok := gazetteer.AppendKey(nil, name)
	if !ok || strings.ToUpper(name) == name {
		return name
	}
	return strings.ToUpper(string(folded[:1])) + string(folded[1:])
}

// jsonLines calls do with every line.
func jsonLines(r io.Reader, do func(line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}
