package enrich

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/enrich/story"
)

// linked is a text whose names are labelled with what they name.
type linked struct {
	Text   string `json:"text"`
	Labels []struct {
		Span   [2]int `json:"span"`
		Entity any    `json:"entity_id"` // "Q…", or a word for: none
		Type   string `json:"type"`
	} `json:"labels"`
}

func linkedTexts(tb testing.TB, name string) (texts []linked) {
	tb.Helper()
	path := filepath.Join("../../shared/data/el", name)
	f, err := os.Open(path)
	if err != nil {
		tb.Skipf("%s: no texts with linked names beside the repository", path)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var l linked
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatalf("%s: %v", path, err)
		}
		texts = append(texts, l)
	}
	return texts
}

// named is a labelled name that an entity of ours has a mention of.
type named struct {
	gold    string
	ours    int // index of the entity
	mention story.Mention
	person  bool
}

const (
	personType       = "Q215627"
	organisationType = "Q43229"
	placeType        = "Q27096213" // of countries, too, which are organisations as well
)

// matched are the labelled persons and organisations that overlap a mention of
// ours.
func matched(l linked, entities []story.Entity) (names []named) {
	for _, label := range l.Labels {
		id, _ := label.Entity.(string)
		person := strings.Contains(label.Type, personType)
		if !strings.HasPrefix(id, "Q") || strings.Contains(label.Type, placeType) || !person && !strings.Contains(label.Type, organisationType) {
			continue
		}
		best, most := named{gold: id, person: person}, 0
		for k, e := range entities {
			for _, m := range e.Mentions {
				if overlap := min(m.End, label.Span[1]) - max(m.Start, label.Span[0]); m.Field == story.Body && overlap > most {
					most, best.ours, best.mention = overlap, k, m
				}
			}
		}
		if most > 0 {
			names = append(names, best)
		}
	}
	return names
}

// agreement counts pairs of mentions of one text.
type agreement struct{ both, ours, gold float64 }

func (a agreement) precision() float64 { return a.both / max(1, a.ours) }
func (a agreement) recall() float64    { return a.both / max(1, a.gold) }

// Two mentions with one label are one entity, and two with two labels are two.
// The odd texts are measured; the rules of package entity were made with the
// even ones.
func TestMentionsOfOneEntityAreOne(t *testing.T) {
	e := enricher(t)
	var persons, organisations agreement
	for _, file := range []string{"aida-conll-dev.jsonl", "reuters-128.jsonl", "rss-500.jsonl", "wiki-fair-v2-no-coref.jsonl"} {
		for i, l := range linkedTexts(t, file) {
			if i%2 == 0 {
				continue
			}
			tags, err := e.Enrich(context.Background(), &story.Story{URI: "urn:test", Type: "text", Status: story.Usable, Language: "en",
				Fields: []story.Field{{Name: story.Body, Text: l.Text}}})
			if err != nil {
				t.Fatal(err)
			}
			names := matched(l, tags.Entities)
			for i, a := range names {
				for _, b := range names[:i] {
					if a.person != b.person || a.mention == b.mention {
						continue
					}
					count := &organisations
					if a.person {
						count = &persons
					}
					one, same := a.ours == b.ours, a.gold == b.gold
					if one {
						count.ours++
					}
					if same {
						count.gold++
					}
					if one && same {
						count.both++
					}
				}
			}
		}
	}
	t.Logf("pairs of mentions of persons: precision %.3f, recall %.3f of %.0f", persons.precision(), persons.recall(), persons.gold)
	t.Logf("pairs of mentions of organisations: precision %.3f, recall %.3f of %.0f", organisations.precision(), organisations.recall(), organisations.gold)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"precision of persons", persons.precision(), .98},
		{"recall of persons", persons.recall(), .94},
		{"precision of organisations", organisations.precision(), .97},
		{"recall of organisations", organisations.recall(), .83},
	} {
		if c.got < c.want {
			t.Errorf("%s is %.3f, less than %.2f", c.what, c.got, c.want)
		}
	}
}
