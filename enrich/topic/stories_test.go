package topic_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/enrich"
	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/story"
	"dateline/enrich/topic"
)

// invented is a story of testdata with its topics, the main one first.
type invented struct {
	codes          []string
	headline, body string
}

func readInvented(t testing.TB, name string) []invented {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all []invented
	for block := range strings.SplitSeq("\n"+string(b), "\n== ") {
		head, rest, _ := strings.Cut(block, "\n")
		headline, body, _ := strings.Cut(rest, "\n")
		codes := strings.Fields(head)
		if len(codes) > 0 && strings.HasSuffix(codes[0], "000000") {
			all = append(all, invented{codes, headline, strings.TrimSpace(body)})
		}
	}
	return all
}

// judged is how the topics of stories compare with those of testdata.
type judged struct {
	level1              corpus.Report
	deepGiven, deepOK   int // codes below level 1 that were given; that are labelled or on the path of a labelled one
	branches, branchHit int // ancestors of level 2 of the labelled codes; found
	sureGiven, sureOK   int // topics of confidence 80 and more
	wrong               []string
}

// engine is the whole of the tagging, with the names that topics learn from, and
// what is known of the vocabulary.
type engine struct {
	*enrich.Enricher
	*topic.Tagger
}

func embeddedEngine(t testing.TB) engine {
	t.Helper()
	e, err := enrich.New(enrich.Models{Gazetteer: data.Gazetteer(), Entity: data.Entity(), Knowledge: data.Knowledge(), Topic: data.Topic()}, enrich.Options{Engine: enrich.Name})
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := topic.New(data.Topic())
	if err != nil {
		t.Fatal(err)
	}
	return engine{e, tagger}
}

func judge(t testing.TB, e engine, stories []invented) judged {
	t.Helper()
	var j judged
	var labels []string
	var ranked [][]string
	for _, s := range stories {
		fields := []story.Field{{Name: story.Headline, Text: s.headline}, {Name: story.Body, Text: s.body}}
		tags, err := e.Enrich(t.Context(), &story.Story{Status: story.Usable, Language: "en", Fields: fields})
		if err != nil {
			t.Fatal(err)
		}
		var tops []string
		right, branches := map[string]bool{}, map[string]bool{}
		for _, c := range s.codes {
			path := e.PathOf(c)
			for _, p := range path {
				right[p] = true
			}
			if len(path) > 1 {
				branches[path[1]] = false
			}
		}
		var bad []string
		for _, x := range tags.Topics {
			if !slices.Contains(tops, x.Path[0]) {
				tops = append(tops, x.Path[0])
			}
			code := x.Path[len(x.Path)-1]
			if x.Confidence >= 80 {
				j.sureGiven++
				if right[code] {
					j.sureOK++
				}
			}
			if len(x.Path) > 1 {
				j.deepGiven++
				if right[code] {
					j.deepOK++
				} else {
					bad = append(bad, fmt.Sprintf("%s %d (%q)", x.Name, x.Confidence, x.Evidence[0].Text))
				}
				if _, ok := branches[x.Path[1]]; ok {
					branches[x.Path[1]] = true
				}
			}
		}
		for b, hit := range branches {
			j.branches++
			if hit {
				j.branchHit++
			} else {
				bad = append(bad, "no "+e.LabelOf(b))
			}
		}
		labels, ranked = append(labels, s.codes[0]), append(ranked, tops)
		if len(tops) == 0 || tops[0] != s.codes[0] {
			bad = append([]string{fmt.Sprintf("LEVEL 1 %v, want %s", tops, s.codes[0])}, bad...)
		}
		if len(bad) > 0 {
			slices.SortStableFunc(bad, func(a, b string) int { return cmp.Compare(a[:2], b[:2]) })
			j.wrong = append(j.wrong, s.headline+": "+strings.Join(bad, "; "))
		}
	}
	j.level1 = corpus.Score(labels, ranked)
	return j
}

func share100(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

// The desks' stories are by another hand than the terms; what is asked of them
// is that they get no worse. The card says what they should reach, and which
// stories had been read when the terms were written.
func TestInventedStoriesGetTheirTopics(t *testing.T) {
	e := embeddedEngine(t)
	for _, half := range []struct {
		file              string
		stories           int
		accuracy, macroF1 float64
		deep, branches    float64 // in 100
	}{
		{"stories-tune.txt", 51, 0.75, 0.74, 80, 70},
		{"stories-report.txt", 51, 0.90, 0.90, 65, 60},
		{"stories-desks-tune.txt", 34, 0.88, 0.87, 75, 70},
		{"stories-desks-report.txt", 34, 0.85, 0.85, 65, 60},
		{"stories-varied-tune.txt", 52, 0.75, 0.72, 80, 47},
		{"stories-varied-report.txt", 34, 0.80, 0.78, 65, 40},
		{"stories-actors-tune.txt", 59, 0.64, 0.61, 80, 60},
		{"stories-actors-report.txt", 29, 0.60, 0.55, 70, 50},
		{"stories-fresh-tune.txt", 51, 0.62, 0.58, 75, 50},
		{"stories-late-tune.txt", 36, 0.72, 0.70, 60, 45},
	} {
		t.Run(half.file, func(t *testing.T) {
			stories := readInvented(t, half.file)
			if len(stories) != half.stories {
				t.Fatalf("there are %d stories, want %d", len(stories), half.stories)
			}
			j := judge(t, e, stories)
			deep, branches := share100(j.deepOK, j.deepGiven), share100(j.branchHit, j.branches)
			t.Logf("level 1 accuracy %.3f, macro-F1 %.3f; deeper: %d of %d right (%.0f%%), level 2 found %d of %d (%.0f%%); sure: %d of %d",
				j.level1.Accuracy, j.level1.MacroF1, j.deepOK, j.deepGiven, deep, j.branchHit, j.branches, branches, j.sureOK, j.sureGiven)
			if testing.Verbose() && !strings.HasSuffix(half.file, "report.txt") {
				for _, w := range j.wrong {
					t.Log(w)
				}
			}
			if j.level1.Accuracy < half.accuracy || j.level1.MacroF1 < half.macroF1 {
				t.Errorf("the main topic is right in %.2f of the stories, macro-F1 %.2f", j.level1.Accuracy, j.level1.MacroF1)
			}
			if deep < half.deep || branches < half.branches {
				t.Errorf("%.0f in 100 deeper topics are right, %.0f in 100 branches found", deep, branches)
			}
		})
	}
}
