package entity

// organisationSpelling cuts the article and the legal form off, sets a
// department of something as a something department, takes the country off
// the head, and leaves "and" and hyphens out.
func organisationSpelling(raw []string) spelling {
	s := spelling{raw: raw}
	var w []string
	for _, word := range plainWords(raw) {
		if b, ok := british[word]; ok {
			word = b
		}
		w = appendParts(w, word)
	}
	for len(w) > 1 && (w[0] == "the" || legalHeads[w[0]]) {
		w = w[1:]
	}
	if len(w) > 1 && nation(w[0]) && (!ordinary(w[1]) || organs[w[1]]) || len(w) > 2 && nation(w[0]) {
		s.nation, w = w[0], w[1:]
	}
	w, s.legal = withoutForm(w)
	if len(w) > 2 && (w[0] == "department" || w[0] == "ministry") && w[1] == "of" {
		w = append(w[2:len(w):len(w)], w[0])
		if w[0] == "the" && len(w) > 2 {
			w = w[1:]
		}
	}
	kept := w[:0:0]
	for _, word := range w {
		if word != "and" || len(w) == 1 {
			kept = append(kept, word)
		}
	}
	if n := len(kept); n > 1 && kept[n-1] == "ministry" && kept[n-2] == "affairs" {
		kept = append(kept[:n-2], "ministry")
	}
	s.words = kept
	return s
}

// withoutForm cuts the legal form off a company's name, unless what remains
// would say nothing: "News Corp".
func withoutForm(w []string) (short []string, cut bool) {
	for n := len(w); n > 1 && (suffixes[w[n-1]] || legalTails[w[n-1]]) && (n > 2 || !ordinary(w[0]) && !ordinaryWords[w[0]]); n = len(w) {
		w, cut = w[:n-1], true
	}
	return w, cut
}

func nation(w string) bool { return nations[w] || w == "us" || w == "uk" }

var (
	legalHeads = set(`nv pt ao oao pao zao`)
	legalTails = set(`kg kgaa kk bhd sdn oao ooo pte pty srl sarl spa sab aps bv se sas cie`)
)

// british are words that the two sides of the ocean spell in two ways, and
// others that come to the same in a name.
var british = map[string]string{
	"defense": "defence", "labor": "labour", "organization": "organisation", "center": "centre", "theater": "theatre",
	"program": "programme", "harbor": "harbour", "dept": "department", "assn": "association", "univ": "university", "intl": "international",
}
