package text

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// odd are the seeds: what wires hold and what breaks tokenizers.
var odd = []string{
	"", " ", "\x00", "\xff\xfe\xe2\x80", "U.S.-led J.K. O'Sullivan's No. 10, Calif. 9 a.m.\r\n\r\nNext",
	"e\u0301\u0301 \u0301 \u200d\u200c\u00ad 👩\u200d👩\u200d👧🏽 🇫🇷🇩 ❤\ufe0f", "قال الرئيس \u202eabc\u202c",
	"東京タワー。他走了！", "a@b.c.d@e.org@@f http://(((a.b).c))' www.x", "1,2.3:4/5-6'7 .5 5m. $ US$5 #a ##b",
	"n't 's 'S ''' ``x'' don't-miss X's-y", "a.b.c.d.e.f.", "AT&T & A&amp;B _a_b_", strings.Repeat(".’", 40), strings.Repeat("a.", 60),
	"Mr.\u00a0Lee\u2028v. x\u2029y\fz\vq", "J. A. I. The", "İstanbul ǅ ﬁ", "q\u02bcs \u02bc",
}

func FuzzParse(f *testing.F) {
	for _, s := range odd {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := parse(s)
		valid := utf8.ValidString(s)
		runes := []rune(s)
		end, runeEnd := 0, 0
		for i, tok := range doc.Tokens {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("token %d has bytes %d–%d behind %d of %d", i, tok.Start, tok.End, end, len(s))
			}
			gap := s[end:tok.Start]
			if !onlyBlanks(gap) {
				t.Fatalf("%q before token %d is in no token", gap, i)
			}
			if tok.SpaceBefore != (gap != "" || i == 0) {
				t.Fatalf("token %d behind %q has SpaceBefore %v", i, gap, tok.SpaceBefore)
			}
			if tok.RuneStart != runeEnd+utf8.RuneCountInString(gap) || tok.RuneEnd != tok.RuneStart+utf8.RuneCountInString(s[tok.Start:tok.End]) {
				t.Fatalf("token %d: code points %d–%d do not fit bytes %d–%d", i, tok.RuneStart, tok.RuneEnd, tok.Start, tok.End)
			}
			if got := string(runes[tok.RuneStart:tok.RuneEnd]); valid && got != doc.TokenText(i) {
				t.Fatalf("token %d is %q in bytes and %q in code points", i, doc.TokenText(i), got)
			}
			if c := doc.Covering(tok.RuneStart, tok.RuneEnd); c != (Range{i, i + 1}) {
				t.Fatalf("Covering token %d gives %v", i, c)
			}
			last := tok.Start
			for a, b := range doc.Parts(i) {
				if a < last || b <= a || b > tok.End {
					t.Fatalf("token %d %q has a part %d–%d", i, doc.TokenText(i), a, b)
				}
				last = b
				if sp := doc.SpanBytes(a, b); valid && string(runes[sp.Start:sp.End]) != sp.Text {
					t.Fatalf("part %q is elsewhere in code points", sp.Text)
				}
			}
			end, runeEnd = tok.End, tok.RuneEnd
		}
		if !onlyBlanks(s[end:]) {
			t.Fatalf("%q at the end is in no token", s[end:])
		}
		next := 0
		for i, r := range doc.Sentences {
			if r.Start != next || r.End <= r.Start {
				t.Fatalf("sentence %d is %v behind %d", i, r, next)
			}
			if sp := doc.Span(r.Start, r.End); valid && string(runes[sp.Start:sp.End]) != sp.Text {
				t.Fatalf("sentence %d is elsewhere in code points", i)
			}
			next = r.End
		}
		if next != len(doc.Tokens) {
			t.Fatalf("sentences end at token %d of %d", next, len(doc.Tokens))
		}
	})
}

func onlyBlanks(s string) bool {
	for _, r := range s {
		if classOf(r) != blank {
			return false
		}
	}
	return true
}

// Text without blanks must not be read anew for every token of it: at these
// lengths a loop that does so does not come back.
func TestLongChunksAreReadOnce(t *testing.T) {
	for _, piece := range []string{"a.", "a@", ".\"", "x!", "-", "a'", "http://", "U.", "东", "👍", "a-", "1,", "(", "www.", "&a", "\u0301", "\xff"} {
		f := parse(strings.Repeat(piece, 200_000))
		if n := len(f.Tokens); n == 0 || f.Tokens[n-1].End != len(f.Text) {
			t.Errorf("%q repeated is not read to its end", piece)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	const para = "PORT LOUIS, Jan. 3 — Prime Minister Ada O'Sullivan's U.S.-backed plan to spend $1,000.5m on the harbour passed 31-12 on Monday, the government said. “We'll begin at once,” she said. The St. Ives Co. and A.B. Stone Ltd. will build it.\n\n"
	s := strings.Repeat(para, 20)
	words := len(strings.Fields(s))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		parse(s)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
