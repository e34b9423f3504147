package entity

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/enrich/corpus"
	"dateline/enrich/data"
	"dateline/enrich/linear"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// invented makes a small corpus: people speak, firms buy, things happen in
// towns.
func invented() []Corpus {
	people := []string{"Ada Moss", "Tom Reed", "Ilse Brandt", "Omar Haddad", "Lucia Ferro", "Pavel Novak"}
	firms := []string{"Harbour Freight Corp.", "Moss & Reed Ltd.", "Northern Rail Co.", "Blue Lamp Inc.", "Ostrava Steel Corp."}
	towns := []string{"Brightport", "Alderney", "Kestrel Bay", "Ostrava", "Marlow"}
	var c corpus.Named
	var texts []corpus.Named
	put := func(s, kind string) {
		if kind != "" {
			c.Spans = append(c.Spans, corpus.Span{Start: len(c.Text), End: len(c.Text) + len(s), Type: kind})
		}
		c.Text += s
	}
	for i := range 90 {
		p, f, t := people[i%len(people)], firms[i%len(firms)], towns[i%len(towns)]
		c = corpus.Named{ID: fmt.Sprint(i)}
		put("Mr. ", "")
		put(p, "PER")
		put(" told the council in ", "")
		put(t, "LOC")
		put(" on Monday that ", "")
		put(f, "ORG")
		put(" had bought the pier. ", "")
		put(strings.Fields(p)[1], "PER")
		put(" said nothing more.", "")
		texts = append(texts, c)
	}
	return []Corpus{{Name: "invented", Texts: texts, Weight: 1}}
}

func smallLexicons() Lexicons {
	n := NewNames()
	n.add("Kestrel Bay", listCity)
	n.person("Ada Moss")
	n.person("Ada Reed")
	return CompileClusters([]string{"ada", "tom", "monday", "corp"}, []uint16{3, 3, 400, 4000}, n)
}

func smallRecipe() Recipe {
	r := DefaultRecipe()
	r.Buckets, r.Folds, r.Least = 1024, 2, 1
	return r
}

var trainOnce = sync.OnceValue(func() *Tagger {
	return Train(invented(), smallLexicons(), smallRecipe())
})

func TestATaggerFindsNamesItNeverSawByWhatStandsAroundThem(t *testing.T) {
	doc := text.Parse([]story.Field{
		{Name: story.Headline, Text: "A pier is sold"},
		{Name: story.Body, Text: "Mr. Émile Quayle told the council in Tarn on Monday that Silver Wheel Corp. had bought the pier. Quayle said nothing more."},
	})
	var got []string
	for _, n := range trainOnce().Names(doc) {
		if n.Field != story.Body || n.Confidence < 1 || n.Confidence > 100 {
			t.Errorf("%+v is out of place", n)
		}
		if runes := []rune(doc.Field(story.Body).Text); string(runes[n.Start:n.End]) != n.Text {
			t.Errorf("%q is not at %d–%d", n.Text, n.Start, n.End)
		}
		got = append(got, string(n.Type)+":"+n.Text)
	}
	want := "person:Émile Quayle, place:Tarn, organisation:Silver Wheel Corp., person:Quayle"
	if g := strings.Join(got, ", "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestTheDotOfAnAbbreviationThatEndsTheSentenceIsNotInTheName(t *testing.T) {
	for in, want := range map[string]string{
		"Mr. Ada Moss told the council in Marlow that it was Blue Lamp Inc.":                                 "Blue Lamp Inc",
		"Mr. Ada Moss told the council in Marlow that it was “Blue Lamp Inc.”":                               "Blue Lamp Inc",
		"Mr. Ada Moss told the council in Marlow on Monday that Blue Lamp Inc. had bought the pier.":         "Blue Lamp Inc.",
		"Mr. Ada Moss told the council in Marlow on Monday that Blue Lamp Inc., a firm, had bought the pier": "Blue Lamp Inc.",
	} {
		doc := text.Parse([]story.Field{{Name: story.Headline, Text: "A pier is sold"}, {Name: story.Body, Text: in}})
		got := ""
		for _, n := range trainOnce().Names(doc) {
			if n.Type == story.Organisation {
				got = n.Text
				if runes := []rune(in); string(runes[n.Start:n.End]) != n.Text {
					t.Errorf("%q is not at %d–%d", n.Text, n.Start, n.End)
				}
			}
		}
		if got != want {
			t.Errorf("%s\ngot %q, want %q", in, got, want)
		}
	}
}

func TestTrainingTwiceGivesTheSameBytes(t *testing.T) {
	a := trainOnce().Bytes()
	b := Train(invented(), smallLexicons(), smallRecipe()).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("the same corpus gave another model")
	}
}

func TestAModelReadBackIsTheSameAndADamagedOneIsRefused(t *testing.T) {
	b := trainOnce().Bytes()
	again, err := NewTagger(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), b) {
		t.Error("read and written again, the model has other bytes")
	}
	sealed := func(change func([]byte) []byte) []byte {
		c := change(bytes.Clone(b[:len(b)-4]))
		return binary.LittleEndian.AppendUint32(c, crc32.Checksum(c, crc32.MakeTable(crc32.Castagnoli)))
	}
	flipped := bytes.Clone(b)
	flipped[len(b)/2] ^= 1
	for name, bad := range map[string][]byte{
		"nothing": nil, "another file": []byte("DLLM\x01..........."), "cut": b[:len(b)-9], "one bit flipped": flipped,
		"other features":           sealed(func(c []byte) []byte { c[6]++; return c }),
		"sealed, but cut":          sealed(func(c []byte) []byte { return c[:len(c)-1] }),
		"sealed, but longer":       sealed(func(c []byte) []byte { return append(c, 0) }),
		"confidence beyond 100":    sealed(func(c []byte) []byte { c[6+len(recipe)] = 101; return c }),
		"sealed, nothing but head": sealed(func(c []byte) []byte { return c[:8] }),
	} {
		if _, err := NewTagger(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestManyGoroutinesShareATagger(t *testing.T) {
	tagger := trainOnce()
	doc := text.Parse([]story.Field{{Name: story.Body, Text: "Mr. Tom Reed told the council in Marlow that Blue Lamp Inc. had bought the pier."}})
	want := fmt.Sprint(tagger.Names(doc))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if got := fmt.Sprint(tagger.Names(doc)); got != want {
					t.Errorf("got %s, want %s", got, want)
					return
				}
			}
		})
	}
	wait.Wait()
}

func TestFindingNamesAllocatesNothingButTheResult(t *testing.T) {
	tagger := trainOnce()
	doc := text.Parse([]story.Field{{Name: story.Body, Text: strings.Repeat("Mr. Tom Reed told the U.S. council in Marlow on Jan. 3 that Blue Lamp Inc. had bought 12 piers. ", 40)}})
	s := tagger.pool.Get().(*scratch)
	tagger.find(s, doc)
	if n := testing.AllocsPerRun(10, func() { tagger.find(s, doc) }); n > 0 {
		t.Errorf("%v allocations a story", n)
	}
}

func TestAllowedLabelsFollowTheCorpus(t *testing.T) {
	l := corpus.Named{Text: "Mr. Ada Moss left China-backed Marlow.", Spans: []corpus.Span{{Start: 4, End: 12, Type: "PER"}, {Start: 18, End: 23, Type: "LOC"}, {Start: 31, End: 37, Type: "LOC"}}}
	doc := parse(&l)
	got := allowed(&doc.Fields[0], &l, false, nil)
	none := uint32(1) << 16
	want := []uint32{none, 1 << 0, 1 << 8, none, anyLabel, 1 << 14, none} // "China" is less than a token: anything goes
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if m := allowed(&doc.Fields[0], &l, true, nil)[0]; m&none == 0 || m&(1<<15) == 0 || m&(1<<14) != 0 {
		t.Errorf("without labels of other names, a word outside may be %017b", m)
	}
}

func TestScalesRiseAndFollowTheCounts(t *testing.T) {
	var right, all [scaleSteps]float64
	for i := range all {
		all[i], right[i] = 1000, float64(i*15)
	}
	right[30], right[31] = 900, 100 // out of order: pooled
	s := fitScale(&right, &all)
	for i := 1; i < len(s); i++ {
		if s[i] < s[i-1] {
			t.Errorf("step %d falls from %d to %d", i, s[i-1], s[i])
		}
	}
	if s[63] < 93 || s[63] > 96 || s[10] < 13 || s[10] > 17 {
		t.Errorf("step 63 is %d and step 10 is %d, want about 94 and 15", s[63], s[10])
	}
	if i := scaleAt(1); i != scaleSteps-1 {
		t.Errorf("certainty is at step %d", i)
	}
	if i := scaleAt(0); i != 0 {
		t.Errorf("impossibility is at step %d", i)
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{"", "Mr. Ada Moss said", "ALL IN CAPITALS, U.S.", "東京 Ada\xff\x00Moss", "a-B-c ’s", strings.Repeat("Moss ", 300)} {
		f.Add(s, s)
	}
	tagger := trainOnce()
	f.Fuzz(func(t *testing.T, headline, body string) {
		doc := text.Parse([]story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}})
		end, field := 0, story.Headline
		for _, n := range tagger.Names(doc) {
			if n.Field != field {
				if field != story.Headline {
					t.Fatalf("%+v comes after the names of %s", n, field)
				}
				end, field = 0, n.Field
			}
			if n.Start < end || n.End <= n.Start || n.Confidence < 0 || n.Confidence > 100 {
				t.Fatalf("%+v behind %d", n, end)
			}
			runes := []rune(doc.Field(n.Field).Text)
			if n.End > len(runes) || string(runes[n.Start:n.End]) != string([]rune(n.Text)) {
				t.Fatalf("%+v is not what stands there", n)
			}
			end = n.End
		}
	})
}

func FuzzNewTagger(f *testing.F) {
	f.Add([]byte("DLEN"))
	f.Fuzz(func(t *testing.T, b []byte) {
		// With the checksum made right, what is behind it is reached.
		b = append([]byte(modelMagic+"\x01"+string(rune(len(recipe)))+recipe), b...)
		b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
		if tagger, err := NewTagger(b); err == nil {
			tagger.Names(text.Parse([]story.Field{{Name: story.Body, Text: "Mr. Ada Moss of U.S. Steel"}}))
		}
	})
}

func BenchmarkStages(b *testing.B) {
	tagger, err := NewTagger(data.Entity())
	if err != nil {
		b.Skip("no model is built: ", err)
	}
	const para = "PORT LOUIS, Jan. 3 — Prime Minister Ada O'Sullivan's U.S.-backed plan to spend $1,000.5m on the harbour passed 31-12 on Monday, the government said. “We'll begin at once,” she said. The St. Ives Co. and A.B. Stone Ltd. will build it together with the Ministry of Works. Analysts who had expected a narrower vote were surprised, and the currency rose by two per cent before the close of trade in the capital.\n\n"
	body := strings.Repeat(para, 12)
	fields := []story.Field{{Name: story.Body, Text: body}}
	doc := text.Parse(fields)
	rate := func(b *testing.B) {
		b.ReportMetric(float64(len(strings.Fields(body)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	}
	s := tagger.pool.Get().(*scratch)
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			text.Parse(fields)
		}
		rate(b)
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			s.reader.read(doc)
		}
		rate(b)
	})
	b.Run("collect", func(b *testing.B) {
		s.reader.read(doc)
		for b.Loop() {
			for _, p := range s.reader.pieces {
				for i := p.start; i < p.end; i++ {
					s.reader.collect(&s.feats, i)
				}
			}
		}
		rate(b)
	})
	b.Run("add", func(b *testing.B) {
		s.reader.read(doc)
		var rows [][]uint64
		for _, p := range s.reader.pieces {
			for i := p.start; i < p.end; i++ {
				s.reader.collect(&s.feats, i)
				rows = append(rows, slices.Clone(s.feats.hash[:s.feats.n]))
			}
		}
		for b.Loop() {
			for _, hashes := range rows {
				var sum linear.Sum
				tagger.model.chain.Add(&sum, hashes)
			}
		}
		rate(b)
	})
	b.Run("decode", func(b *testing.B) {
		tagger.find(s, doc)
		for b.Loop() {
			at := 0
			for _, p := range s.reader.pieces {
				tagger.decide(s, s.part(at, p))
				at += p.end - p.start
			}
		}
		rate(b)
	})
	b.Run("find", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			tagger.find(s, doc)
		}
		rate(b)
	})
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			tagger.Names(text.Parse(fields))
		}
		rate(b)
	})
}

func BenchmarkNewTagger(b *testing.B) {
	for b.Loop() {
		if _, err := NewTagger(data.Entity()); err != nil {
			b.Skip("no model is built: ", err)
		}
	}
}
