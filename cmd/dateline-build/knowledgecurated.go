package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline/enrich/gazetteer"
	"dateline/enrich/knowledge"
)

// labelsFolder has the linking benchmarks, whose labels confirm curated items.
const labelsFolder = "el"

// readCurated adds the curated file, after it has checked every line: the
// item must be what the line says it is, in a source or a label.
func (k *gatherer) readCurated() error {
	lines, err := knowledge.ReadCurated()
	if err != nil {
		return err
	}
	labels, err := k.readLabels()
	if err != nil {
		return err
	}
	counts := map[string]int{}
	var wrong error
	for _, c := range lines {
		if err := k.confirm(c, labels); err != nil {
			wrong = errors.Join(wrong, fmt.Errorf("curated.txt:%d: Q%d %s: %w", c.Line, c.ID, c.Name, err))
		}
		counts[c.Source]++
	}
	if wrong != nil {
		return wrong
	}
	for _, c := range lines {
		c.Popularity = popularity(curatedEditions)
		if c.Type == knowledge.Person {
			c.Popularity = popularity(curatedPersonEditions)
		}
		k.all.Put(c.Record)
	}
	k.curated = fmt.Sprintf("%d lines, %d confirmed by another source, %d by a label, %d by nothing here",
		len(lines), counts[knowledge.FromBase], counts[knowledge.FromLabels], counts[knowledge.FromMemory])
	return nil
}

// curatedEditions is what being curated is worth: the file has what world news
// names most.
const (
	curatedEditions       = 60
	curatedPersonEditions = 15
)

// confirm checks that a line is where it says that it is, under one of its
// names.
func (k *gatherer) confirm(c knowledge.Curated, labels map[uint32][]string) error {
	have := k.all.Get(c.ID)
	names, known := labels[c.ID]
	switch c.Source {
	case knowledge.FromBase:
		names = append(names, k.left[c.ID]...)
		if have == nil && len(names) == 0 {
			return fmt.Errorf("no source has it")
		}
		known = true
		if have == nil {
			break
		}
		for _, n := range append([]knowledge.Name{{Text: have.Name}}, have.Aliases...) {
			names = append(names, n.Text)
		}
	case knowledge.FromMemory:
		if have != nil || known {
			return fmt.Errorf("it is confirmed: its source is not %q", knowledge.FromMemory)
		}
		return nil
	}
	if !known {
		return fmt.Errorf("no label has it")
	}
	if have != nil && have.Type != c.Type {
		return fmt.Errorf("it is of another type in the sources")
	}
	ours := append([]knowledge.Name{{Text: c.Name}}, c.Aliases...)
	if !slices.ContainsFunc(ours, func(n knowledge.Name) bool {
		return slices.ContainsFunc(names, func(theirs string) bool { return similar(c.Type, n.Text, theirs) })
	}) {
		return fmt.Errorf("it is called %s there", strings.Join(names, ", "))
	}
	return nil
}

// similar reports that two names differ in no more than how they are spelt, a
// legal form, and the small words and "national association football" of labels.
func similar(t knowledge.Type, a, b string) bool { return bare(t, a) == bare(t, b) }

func bare(t knowledge.Type, name string) string {
	name, _, _ = strings.Cut(name, " (")
	if s := knowledge.Shorter(t, name); s != "" {
		name = s
	}
	folded, _ := gazetteer.AppendKey(nil, strings.TrimSpace(name))
	words := slices.DeleteFunc(strings.Fields(string(folded)), func(w string) bool {
		return slices.Contains([]string{"the", "of", "national", "association", "men", "mens", "us", "united", "states", "f", "c", "inc", "corp", "corporation", "company", "group"}, w)
	})
	return strings.Join(words, " ")
}

// readLabels reads the names that the linking benchmarks give to their labels
// by item, and how their texts name them.
func (k *gatherer) readLabels() (map[uint32][]string, error) {
	files, err := filepath.Glob(filepath.Join(k.path(labelsFolder), "*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: no benchmarks: %w", k.path(labelsFolder), err)
	}
	labels := map[uint32][]string{}
	for _, f := range files {
		var row struct {
			Labels []struct {
				Entity string `json:"entity_id"`
				Name   string
			}
		}
		err := k.rows(filepath.Join(labelsFolder, filepath.Base(f)), func(b []byte) error {
			if err := json.Unmarshal(b, &row); err != nil {
				return err
			}
			for _, l := range row.Labels {
				if id := item(l.Entity); id != 0 && !slices.Contains(labels[id], l.Name) {
					labels[id] = append(labels[id], l.Name)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return labels, nil
}
