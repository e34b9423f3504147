package authority

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// invented makes rows of people and companies that do not exist, with two
// aliases each.
func invented(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba ke lo mi nu ra sen tor vel wig dra fen gol har ist jun kal lom mer nos pel qua rin sta tur uld vor win yar zem")
	word := func() string {
		s := syllables[rng.IntN(len(syllables))] + syllables[rng.IntN(len(syllables))] + syllables[rng.IntN(len(syllables))]
		return strings.ToUpper(s[:1]) + s[1:]
	}
	var b strings.Builder
	b.WriteString("uri,type,name,aliases,notes\n")
	for i := range n {
		first, last := word(), word()
		if i%3 > 0 {
			fmt.Fprintf(&b, "https://desk.example/people/%d,person,%s %s,%s|%s. %s,of %s\n", i, first, last, last, first[:1], last, word())
			continue
		}
		fmt.Fprintf(&b, "https://desk.example/companies/%d,organisation,\"%s %s, Inc.\",%s %s|%s,makes %s\n", i, first, last, first, last, first, word())
	}
	return b.String()
}

// Loading 100,000 rows takes half a second of one core, and 280 bytes of memory
// a row.
func BenchmarkLoad(b *testing.B) {
	const rows = 100_000
	path := writtenTo(b, "people.csv", invented(rows))
	for b.Loop() {
		if _, err := Load([]string{path}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	s, err := Load([]string{path})
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(s.Len()), "bytes/row")
}

func BenchmarkLoadJSONL(b *testing.B) {
	const rows = 100_000
	var lines strings.Builder
	for i := range rows {
		fmt.Fprintf(&lines, `{"uri":"https://desk.example/people/%d","type":"person","name":"Ana%d Moreira","aliases":["Moreira%d","A. Moreira"],"notes":"minister"}`+"\n", i, i, i)
	}
	path := writtenTo(b, "people.jsonl", lines.String())
	for b.Loop() {
		if _, err := Load([]string{path}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// running is a text with a capitalised word in five, some of them listed.
func running(words int) *text.Doc {
	const sentence = "The foreign minister of the country, Ana Moreira, said on Tuesday that talks with the Aurora Cup and with Norland had failed again because nobody would pay for the new harbour. "
	var b strings.Builder
	for n := 0; n < words; n += 30 {
		b.WriteString(sentence)
	}
	return text.Parse([]story.Field{{Name: story.Body, Text: b.String()}})
}

func BenchmarkFind(b *testing.B) {
	doc := running(1000)
	content := invented(100_000)
	for _, bench := range []struct {
		name string
		set  *Set
	}{
		{"nothing listed", nil},
		{"100,000 rows, none of them in the story", mustLoad(b, "a.csv", content)},
		{"100,000 rows, two of them in each sentence", mustLoad(b, "a.csv", content+"urn:1,person,Ana Moreira,Moreira,\nurn:2,other,Aurora Cup,,\n")},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.set.Find(doc, nil, true)
			}
			b.ReportMetric(float64(len(doc.Fields[0].Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
