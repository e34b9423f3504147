package link

import (
	"strings"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// scene is what a story is about, as far as linking needs to know.
type scene struct {
	doc       *text.Doc
	countries map[string]float64 // mentions of places in it, by code
	most      float64            // of any country
	sports    bool
	sport     string // in the words of the notes of teams; empty if not known
}

func newScene(doc *text.Doc, places []story.Place) *scene {
	s := &scene{doc: doc, countries: map[string]float64{}}
	for _, p := range places {
		if p.CountryCode != "" {
			s.count(p.CountryCode, float64(len(p.Mentions)))
		}
	}
	s.readSport()
	return s
}

func (s *scene) count(code string, n float64) {
	s.countries[code] += n
	s.most = max(s.most, s.countries[code])
}

// note counts the countries of somebody who was linked as named once. It
// reports whether one of them is new.
func (s *scene) note(codes string) bool {
	fresh := false
	for code := range strings.FieldsSeq(codes) {
		fresh = fresh || s.countries[code] == 0
		s.count(code, 1)
	}
	return fresh
}

// share is how much of the story is about a country: 1 for the one it names
// most.
func (s *scene) share(code string) float64 {
	if s.most == 0 {
		return 0
	}
	return s.countries[code] / s.most
}

// best is the share of the country that the story names most of several.
func (s *scene) best(codes string) float64 {
	best := 0.0
	for code := range strings.FieldsSeq(codes) {
		best = max(best, s.share(code))
	}
	return best
}

// From how many of a hundred words on a story is one of sports, and how many
// words a particular sport needs. The shortest agency report has two.
const (
	sportsShare = 2
	sportLeast  = 2
)

// readSport finds out whether the story is one of sports, and of which.
func (s *scene) readSport() {
	words, numbers, general := 0, 0, 0
	particular := map[string]int{}
	var lower [24]byte
	for i := range s.doc.Fields {
		f := &s.doc.Fields[i]
		for j := range f.Tokens {
			w := f.TokenText(j)
			if f.Tokens[j].Kind == text.Number {
				numbers++
			}
			if len(w) < 3 || len(w) > len(lower) || f.Tokens[j].Kind != text.Word {
				continue
			}
			words++
			k := foldASCII(lower[:0], w)
			if sport, ok := sportWords[string(k)]; ok {
				general++
				if sport != "" {
					particular[sport]++
				}
			}
		}
	}
	table := general > 0 && numbers > words // agate: names, and what they scored
	s.sports = table || general >= sportLeast && general*100 >= sportsShare*words
	if !s.sports {
		return
	}
	best, second := 0, 0
	for sport, n := range particular {
		switch {
		case n > best:
			s.sport, best, second = sport, n, best
		case n > second:
			second = n
		}
	}
	if best < 2*second {
		s.sport = ""
	}
}

func foldASCII(dst []byte, w string) []byte {
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// How many words before a name, and after it, may say what somebody is.
const (
	wordsBefore = 5
	wordsAfter  = 7
)

// near returns the words, in lower case, that stand by the mentions of an
// entity: before it in the sentence, and after a comma behind it.
func (s *scene) near(e *story.Entity) []string {
	if e.Type != story.Person {
		return nil
	}
	var near []string
	for n, m := range e.Mentions {
		f := s.doc.Field(m.Field)
		if f == nil || n == 4 {
			break
		}
		r := f.Covering(m.Start, m.End)
		if r.Start >= r.End {
			continue
		}
		sentence := f.Sentences[f.SentenceOf(r.Start)]
		for i := max(sentence.Start, r.Start-wordsBefore); i < r.Start; i++ {
			near = append(near, lowered(f.TokenText(i)))
		}
		if r.End < sentence.End && f.TokenText(r.End) == "," {
			for i := r.End + 1; i < min(sentence.End, r.End+wordsAfter); i++ {
				near = append(near, lowered(f.TokenText(i)))
			}
		}
	}
	return near
}

func lowered(w string) string {
	if r, _ := utf8.DecodeRuneInString(w); r < utf8.RuneSelf {
		return strings.TrimSuffix(strings.ToLower(w), ".")
	}
	return w
}
