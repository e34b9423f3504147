package gazetteer

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// checked is what a source says of an id.
type checked struct {
	source, name string
	lat, lon     float64
	placed       bool
}

// readChecked reads what was found, by id or item.
func readChecked(t *testing.T) map[string]checked {
	t.Helper()
	text, err := os.ReadFile("testdata/checked.tsv")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]checked{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 || f[3] == "" || f[4] == "" {
			t.Fatalf("checked.tsv: %q", line)
		}
		if _, ok := all[f[0]]; ok {
			t.Errorf("checked.tsv: %s is there twice", f[0])
		}
		c := checked{source: f[3], name: f[4], placed: f[1] != "-"}
		if c.placed {
			var err2 error
			c.lat, err = strconv.ParseFloat(f[1], 64)
			if c.lon, err2 = strconv.ParseFloat(f[2], 64); err != nil || err2 != nil {
				t.Fatalf("checked.tsv: %q", line)
			}
		}
		all[f[0]] = c
	}
	return all
}

// farthest is how many kilometres the rough centre of a region may be from where
// a source has it: one degree.
const farthest = 111

func TestEveryIDOfARegionWasSeenInASourceWithItsNameOrItsPlace(t *testing.T) {
	all := readChecked(t)
	for _, c := range readCurated(t) {
		if c.sign != "region" {
			continue
		}
		for _, id := range []string{strconv.Itoa(c.id), c.item} {
			if id == "0" || id == "" {
				continue
			}
			k, ok := all[id]
			delete(all, id)
			switch {
			case !ok:
				t.Errorf("supplement.txt:%d: no source is given for %s, %q", c.line, id, c.names)
			case k.placed && distance(c.lat, c.lon, k.lat, k.lon) > farthest:
				t.Errorf("supplement.txt:%d: %q is %.0f km from where %s has %s", c.line, c.names, distance(c.lat, c.lon, k.lat, k.lon), k.source, id)
			case !k.placed && !slices.ContainsFunc(c.names, func(n string) bool { return akin(n, k.name) }):
				t.Errorf("supplement.txt:%d: %s has %s as %q, not %q", c.line, k.source, id, k.name, c.names)
			}
		}
	}
	for id, k := range all {
		t.Errorf("checked.tsv: %s, %s, is of no region", id, k.name)
	}
}

// akin reports whether the longest word of one name begins with, or is the
// beginning of, a word of the other: "Rockies" and "Rocky Mountains" are not,
// "Midwest" and "Midwestern United States" are.
func akin(a, b string) bool {
	longest := ""
	for _, w := range strings.Fields(a) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return slices.ContainsFunc(strings.Fields(b), func(w string) bool {
		return strings.HasPrefix(w, longest) || strings.HasPrefix(longest, w) && len(w) > 3
	})
}

func TestNoRegionIsInTheSourcesUnderAnotherName(t *testing.T) {
	path := "../../../shared/data/gaz/combined/gazetteer.jsonl"
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("%s: no sources of the gazetteer beside the repository", path)
	}
	defer f.Close()
	if _, err := Load(f); err != nil {
		t.Error(err)
	}
}
