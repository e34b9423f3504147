package topic

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"dateline/enrich/corpus"
)

// languages of the labels: the tag of the exports, and the one of BCP 47.
// English is first, since every concept has it.
func languages() [][2]string {
	return [][2]string{
		{"en-GB", "en-GB"}, {"ar", "ar"}, {"de", "de"}, {"en-CA", "en-CA"}, {"es", "es"}, {"fr", "fr"}, {"fr-CA", "fr-CA"}, {"no-NB", "nb"},
		{"pt-BR", "pt-BR"}, {"pt-PT", "pt-PT"}, {"dk", "da"}, {"se", "sv"}, {"zh-Hans", "zh-Hans"},
	}
}

// newVocabulary makes the vocabulary from the concepts and the codes of
// agencies that stand for Subject Codes.
func newVocabulary(concepts []corpus.Concept, agencies map[string]string) *vocabulary {
	v := &vocabulary{others: make(map[string]string)}
	for _, l := range languages() {
		v.languages = append(v.languages, l[1])
	}
	active := make(map[string]bool)
	for _, c := range concepts {
		active[c.Code] = c.Retired == nil
	}
	for _, c := range concepts {
		e := entry{code: c.Code, retired: c.Retired != nil}
		if len(c.Path) > 1 {
			e.parent = c.Path[len(c.Path)-2]
		}
		if e.retired {
			e.forward = successor(c, active)
		}
		for _, l := range languages() {
			label := c.Labels[l[0]]
			if len(label) > 255 {
				label = ""
			}
			e.labels = append(e.labels, label)
		}
		e.labels[0] = c.Label
		v.entries = append(v.entries, e)
		if c.AP != "" {
			v.others["apsubject:"+strings.ToLower(c.AP)] = c.Code
		}
	}
	slices.SortFunc(v.entries, func(a, b entry) int { return cmp.Compare(a.code, b.code) })
	v.addSubjects(concepts, active)
	for code, subject := range agencies {
		if medtop, ok := v.others["subj:"+subject]; ok {
			v.others[strings.ToLower(code)] = medtop
		}
	}
	return v
}

// addSubjects maps the Subject Codes: to the concept that matches exactly,
// else closely, else the broader one; to an active one before a retired one.
func (v *vocabulary) addSubjects(concepts []corpus.Concept, active map[string]bool) {
	for _, relation := range []string{"exactMatch", "closeMatch", "broadMatch"} {
		for _, wantActive := range []bool{true, false} {
			for _, c := range concepts {
				for _, subject := range c.Subjects[relation] {
					key := "subj:" + subject
					if _, ok := v.others[key]; !ok && active[c.Code] == wantActive {
						v.others[key] = c.Code
					}
				}
			}
		}
	}
}

var mentioned = regexp.MustCompile(`\b(?:medtop:)?([012]\d{7})\b`)

// successor returns the active concept that replaces a retired one: the last
// that the note of its retirement names, else the nearest active one above.
func successor(c corpus.Concept, active map[string]bool) string {
	notes := ""
	for _, language := range []string{"en-GB", "en", "en-US"} {
		notes += " " + c.ChangeNote[language]
	}
	found := mentioned.FindAllStringSubmatch(notes, -1)
	for _, m := range slices.Backward(found) {
		if m[1] != c.Code && active[m[1]] {
			return m[1]
		}
	}
	for _, code := range slices.Backward(c.Path[:max(0, len(c.Path)-1)]) {
		if active[code] {
			return code
		}
	}
	return ""
}

// readReuters reads Reuters' own topic codes (News2000), which give the
// Subject Code of each: "n2000:job" to "09000000".
func readReuters(r io.Reader) (map[string]string, error) {
	var set struct {
		Topics []struct {
			Names []struct {
				Scheme string `xml:"Scheme,attr"`
				Value  string `xml:",chardata"`
			} `xml:"FormalName"`
		} `xml:"NewsItem>TopicSet>Topic"`
	}
	if err := xml.NewDecoder(r).Decode(&set); err != nil {
		return nil, fmt.Errorf("reuters topics: %w", err)
	}
	codes := make(map[string]string)
	for _, t := range set.Topics {
		own, subject := "", ""
		for _, n := range t.Names {
			if n.Scheme == "N2000" {
				own = strings.TrimSpace(n.Value)
			}
			if code, ok := strings.CutPrefix(strings.TrimSpace(n.Value), "iptc:"); ok {
				subject = code
			}
		}
		if own != "" && subject != "" {
			codes["n2000:"+own] = subject
		}
	}
	return codes, nil
}
