package wire

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/enrich/story"
)

// sample is a line of conformance.csv: a file and what it shows.
type sample struct {
	file, format, trait, status string
	unreadable                  bool // to a strict reader of XML
	words                       int  // of the body
}

// conformance reads the list of samples, or skips.
func conformance(t *testing.T) []sample {
	t.Helper()
	f, err := os.Open(filepath.Join(samplesDir, "conformance.csv"))
	if err != nil {
		t.Skipf("the samples of the wires belong to the agencies and lie beside the project, in ../shared/data/wire; they are not there: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("conformance.csv: %d lines, %v", len(rows), err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var all []sample
	for _, row := range rows[1:] {
		words, _ := strconv.Atoi(row[column["body_words"]])
		all = append(all, sample{file: row[column["file"]], format: row[column["format"]], trait: row[column["trait"]],
			status: keyword(row[column["status"]]), words: words, unreadable: row[column["provider"]] == "PARSE-ERROR"})
	}
	return all
}

// formatsOf is what a sample of a kind may be read as, without any hint.
var formatsOf = map[string][]string{
	"newsml-g2": {NewsMLG2}, "newsml-1": {NewsML1}, "nitf": {NITF}, "ninjs": {NINJS}, "ap-media-api": {APMedia}, "dpa-digitalwires": {DPA},
	"iptc7901": {IPTC7901}, "anpa-1312": {ANPA}, "rss-atom": {RSS}, "text-other": {Text, IPTC7901},
}

// maySayNothing are the reasons for which a sample may be refused, by format:
// it holds no story, as its name and the trait in conformance.csv say.
var maySayNothing = map[string]func(s sample, reason string) bool{
	"rss-atom": func(s sample, reason string) bool {
		// The suite of gofeed shows elements of feeds, mostly one in a file: of
		// the channel, or of an item without an id, a title or a text.
		return strings.Contains(s.trait, "gofeed") && (strings.Contains(reason, "no item in it") || strings.Contains(reason, "no item of the feed") ||
			strings.Contains(reason, "reading the feed")) // one of its 544 cannot be read by gofeed itself
	},
	"newsml-g2": func(s sample, reason string) bool {
		// IPTC's examples and unit tests have concepts and catalogues, too, and
		// items that are wrong on purpose.
		return strings.Contains(s.file, "newsml-g2__") && (strings.Contains(reason, "there is no story in it, but a") || strings.Contains(reason, "nothing in it identifies a story")) ||
			strings.Contains(s.trait, "invalid XML")
	},
	"ninjs": func(s sample, reason string) bool {
		return strings.Contains(s.file, "extension-schema") && strings.Contains(reason, "nothing in it identifies a story")
	},
}

// tally counts the samples of a format.
type tally struct {
	files, decoded, stories, refused int
	reasons                          map[string]int
}

func TestConformanceOfEverySampleOfTheAgencies(t *testing.T) {
	samples := conformance(t)
	own, strict := ownSchema(t), official(t)
	d := newDecoder(t)
	counts := map[string]*tally{}
	for _, s := range samples {
		c := counts[s.format]
		if c == nil {
			c = &tally{reasons: map[string]int{}}
			counts[s.format] = c
		}
		c.files++
		t.Run(s.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(samplesDir, s.file))
			if err != nil {
				t.Fatal(err)
			}
			stories, err := d.Decode(Message{Subject: "wire.raw.sample.all", Data: data})
			if err != nil {
				plausible := s.unreadable || maySayNothing[s.format] != nil && maySayNothing[s.format](s, err.Error())
				if !errors.As(err, new(*Error)) || !plausible {
					t.Errorf("refused, though it shows %q: %v", s.trait, err)
				}
				c.refused++
				c.reasons[err.Error()]++
				return
			}
			c.decoded++
			c.stories += len(stories)
			ids := map[string]bool{}
			for _, st := range stories {
				if ids[st.URI] && st.Format != RSS { // ids of feeds are unreliable
					t.Errorf("two stories with the id %s", st.URI)
				}
				ids[st.URI] = true
				for _, o := range []struct {
					strict bool
				}{{false}, {true}} {
					record, err := Encode(st, someTags(st), EncodeOptions{Strict: o.strict})
					if err != nil {
						t.Fatal(err)
					}
					if o.strict {
						mustValidate(t, strict, record)
					} else {
						mustValidate(t, own, record)
					}
				}
			}
			holds(t, s, stories)
		})
	}
	t.Log("\n" + table(counts))
}

// holds checks what conformance.csv says of a sample.
func holds(t *testing.T, s sample, stories []*story.Story) {
	t.Helper()
	if !slices.Contains(formatsOf[s.format], stories[0].Format) {
		t.Errorf("read as %s", stories[0].Format)
	}
	text := ""
	status := map[story.Status]bool{}
	for _, st := range stories {
		status[st.Status] = true
		text += st.Field(story.Body)
		for _, f := range st.Fields {
			if strings.ContainsAny(f.Text, "\x01\x02\x03\x04") || strings.Contains(f.Text, "<p>") && st.Format != Text {
				t.Errorf("control characters or markup in %s: %.80q", f.Name, f.Text)
			}
		}
	}
	switch s.status {
	case "canceled", "withheld":
		if !status[story.Status(s.status)] {
			t.Errorf("status %v, want %s", status, s.status)
		}
		if text != "" {
			t.Error("a story that was withdrawn has a text to tag")
		}
		return
	case "embargoed":
		if stories[0].Item["embargoedUntil"] == nil {
			t.Error("an embargo without its end")
		}
	}
	// A sample counted as a text of some length has one to tag, or is a table.
	const some = 20 // words
	if words := len(strings.Fields(text)); s.words >= some && words < s.words/4 && !agate(stories) {
		t.Errorf("%d words to tag of the %d in conformance.csv", words, s.words)
	}
}

// agate reports whether a body of a story is mostly in columns, or not for
// readers: it is half as long without.
func agate(stories []*story.Story) bool {
	for _, s := range stories {
		list, _ := s.Item["bodies"].([]any)
		for _, b := range list {
			value, _ := b.(map[string]any)["value"].(string)
			all := readHTML(value, false)
			if strings.Contains(value, "<table") && (htmlText(value) == "" || len(readHTML(value, true)) < len(all)/2) || len(withoutAgate(value)) < len(value)/2 {
				return true
			}
			if strings.Contains(all, "nicht zur Veröffentlichung") { // dpa: the rest is in the notes
				return true
			}
		}
	}
	return false
}

// table prints what became of the samples.
func table(counts map[string]*tally) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %5s %8s %8s %8s  %s\n", "format", "files", "decoded", "stories", "refused", "with reason")
	for _, format := range slices.Sorted(maps.Keys(counts)) {
		c := counts[format]
		fmt.Fprintf(&b, "%-18s %5d %8d %8d %8d", format, c.files, c.decoded, c.stories, c.refused)
		for i, reason := range slices.Sorted(maps.Keys(c.reasons)) {
			if i > 0 {
				fmt.Fprintf(&b, "\n%-51s", "")
			}
			fmt.Fprintf(&b, "  %d× %s", c.reasons[reason], reason)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
