package place

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

func readGazetteer(tb testing.TB) *gazetteer.Gazetteer {
	tb.Helper()
	b, err := os.ReadFile("../data/gazetteer.bin")
	if err != nil {
		tb.Fatal(err)
	}
	g, err := gazetteer.Read(b)
	if err != nil {
		tb.Fatal(err)
	}
	return g
}

type toponym struct {
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Surface   string   `json:"surface"`
	Lat       *float64 `json:"lat"`
	Lon       *float64 `json:"lon"`
	GeonameID int      `json:"geonameid"`
	OffsetOK  *bool    `json:"offset_ok"`
}

type labelled struct {
	ID       string    `json:"id"`
	Domain   string    `json:"domain"`
	Focus    string    `json:"country_focus"`
	Text     string    `json:"text"`
	Toponyms []toponym `json:"toponyms"`
}

func corpus(tb testing.TB, name string) []labelled {
	tb.Helper()
	path := filepath.Join("../../../shared/data/geo", name)
	f, err := os.Open(path)
	if err != nil {
		tb.Skipf("%s: no labelled news beside the repository", path)
	}
	defer f.Close()
	var rows []labelled
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var r labelled
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			tb.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func kilometres(a, b, c, d float64) float64 {
	r := math.Pi / 180
	h := math.Pow(math.Sin((c-a)*r/2), 2) + math.Cos(a*r)*math.Cos(c*r)*math.Pow(math.Sin((d-b)*r/2), 2)
	return 12742 * math.Asin(min(1, math.Sqrt(h)))
}

func right(t toponym, p *story.Place) bool {
	if t.GeonameID != 0 && strings.HasSuffix(strings.TrimRight(p.URI, "/"), "/"+itoa(t.GeonameID)) {
		return true
	}
	return p.Lat != nil && kilometres(*t.Lat, *t.Lon, *p.Lat, *p.Lon) <= 161
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

// score counts as the scorer of the corpora does: exact spans, then the place.
type score struct{ tp, fp, fn, right int }

func (s score) recognition() (p, r, f float64) { return prf(s.tp, s.fp, s.fn) }
func (s score) both() float64 {
	_, _, f := prf(s.right, s.tp+s.fp-s.right, s.tp+s.fn-s.right)
	return f
}

func prf(tp, fp, fn int) (p, r, f float64) {
	p, r = float64(tp)/max(1, float64(tp+fp)), float64(tp)/max(1, float64(tp+fn))
	return p, r, 2 * p * r / max(1e-9, p+r)
}

func measure(rows []labelled, tag *Tagger, names func(*text.Doc) []story.Name) score {
	var s score
	for _, row := range rows {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: row.Text}})
		var dl *Dateline
		if d, ok := FindDateline(&doc.Fields[0]); ok {
			dl = &d
		}
		var given []story.Name
		if names != nil {
			given = names(doc)
		}
		places, _ := tag.Tag(doc, given, dl)
		gold, soft := map[[2]int]toponym{}, [][2]int{}
		for _, t := range row.Toponyms {
			if t.OffsetOK != nil && !*t.OffsetOK {
				continue
			}
			if t.Lat == nil {
				soft = append(soft, [2]int{t.Start, t.End})
			} else {
				gold[[2]int{t.Start, t.End}] = t
			}
		}
		hit := map[[2]int]bool{}
		for i := range places {
			p := &places[i]
			for _, m := range p.Mentions {
				span := [2]int{m.Start, m.End}
				if t, ok := gold[span]; ok {
					s.tp++
					hit[span] = true
					if right(t, p) {
						s.right++
					}
					continue
				}
				if m.Kind == story.KindDemonym || slices.ContainsFunc(soft, func(o [2]int) bool { return o[0] < m.End && m.Start < o[1] }) {
					continue
				}
				s.fp++
			}
		}
		s.fn += len(gold) - len(hit)
	}
	return s
}

// The floors are what the tagger reached without an engine when they were set,
// less two points for what other packages change; that of GeoVirus is for a
// gazetteer built before the centres of countries were moved.
func TestPlacesOfLabelledNewsAreFoundWithoutAnEngine(t *testing.T) {
	tag := New(readGazetteer(t))
	for _, c := range []struct {
		file  string
		floor float64
	}{{"lgl-dev.jsonl", 0.77}, {"geovirus.jsonl", 0.79}} {
		t.Run(c.file, func(t *testing.T) {
			s := measure(corpus(t, c.file), tag, nil)
			p, r, f := s.recognition()
			t.Logf("recognition P %.3f R %.3f F1 %.3f, accuracy %.3f, both F1 %.3f", p, r, f, float64(s.right)/float64(max(1, s.tp)), s.both())
			if s.both() < c.floor {
				t.Errorf("right span and right place together have F1 %.3f, floor %.3f", s.both(), c.floor)
			}
		})
	}
}

// The floor is the promise: in 85 of 100 stories that have a country of focus,
// one of ours is among the labelled ones. Reached without an engine when it was
// set: see the model card for the figure with it.
func TestTheCountryThatAStoryIsAboutIsAFocus(t *testing.T) {
	rows := corpus(t, "cliff-country-focus.jsonl")
	tag := New(readGazetteer(t))
	hit, all := 0, 0
	for _, row := range rows {
		if row.Focus == "" {
			continue
		}
		all++
		places, _ := tag.Tag(text.Parse([]story.Field{{Name: story.Body, Text: row.Text}}), nil, nil)
		if slices.ContainsFunc(places, func(p story.Place) bool {
			return p.Role == story.RoleFocus && slices.Contains(strings.Fields(strings.ReplaceAll(row.Focus, ",", " ")), p.CountryCode)
		}) {
			hit++
		}
	}
	t.Logf("%d of %d", hit, all)
	if hit*100 < all*85 {
		t.Errorf("%d of %d stories have the right country of focus, fewer than 85 in 100", hit, all)
	}
}

func TestAStoryHasTwoPlacesOfFocusAtMost(t *testing.T) {
	tag := New(readGazetteer(t))
	for _, c := range []struct{ promise, body, want string }{
		{"the most specific that the text supports", "A fire broke out in Lyon. Firemen came to Lyon from all over France.", "Lyon"},
		{"a country, where no place in it stands out", "France said no. Ministers of France met in Lyon. France will vote.", "France"},
		{"two countries that weigh the same", "Chile and Peru met. Chile asked Peru for water; Peru asked Chile for time.", "Chile,Peru"},
		{"never three", "Chile, Peru and Bolivia met. Chile, Peru and Bolivia will meet again.", "Chile,Peru"},
		{"demonyms speak for their country", "The Norwegian minister met Norwegian fishermen.", "Norway"},
		{"nothing where no place is named", "The minister met fishermen.", ""},
	} {
		t.Run(c.promise, func(t *testing.T) {
			places, _, _ := tagBody(tag, c.body)
			var got []string
			for _, p := range places {
				if p.Role == story.RoleFocus {
					got = append(got, p.Name)
				}
			}
			slices.Sort(got)
			if s := strings.Join(got, ","); s != c.want && !(strings.Count(c.want, ",") == 1 && strings.Count(s, ",") == 1 && c.promise == "never three") {
				t.Errorf("focus is %q, want %q", s, c.want)
			}
		})
	}
}
