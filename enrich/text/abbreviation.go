package text

import "unicode"

// abbr is how an abbreviation behaves.
type abbr uint8

const (
	noAbbr     abbr = iota
	titleAbbr       // a name follows: never the end of a sentence
	plainAbbr       // ends a sentence where a function word in a capital follows
	lastAbbr        // ends a sentence where a capital follows: etc.
	numberAbbr      // an abbreviation before a digit only: "No. 10", "Mar. 3"
	stateAbbr       // an abbreviation after a comma only: "Gulfport, Miss."
	dateAbbr        // like plainAbbr, but before a digit never an end
)

func abbrOf(w string) abbr {
	switch w {
	case "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Rev", "Revd", "Fr", "Gen", "Lt", "Lieut", "Col", "Maj", "Capt", "Cpl",
		"Sgt", "Pvt", "Pfc", "Spc", "Cmdr", "Cdr", "Adm", "Brig", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Amb",
		"Hon", "Supt", "Insp", "Msgr", "Messrs", "Mme", "Mlle", "Det", "Atty", "Asst", "Assoc", "Gens", "Cols", "Profs",
		"St", "Ste", "Mt", "Ft", "vs", "VS", "MR", "MRS", "DR", "GEN", "SEN", "REP", "GOV", "ST", "Cllr", "Ald":
		return titleAbbr
	case "Jan", "Feb", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec":
		return dateAbbr
	case "No", "Nos", "no", "nos", "Vol", "vol", "Art", "art", "Fig", "fig", "Sec", "sec", "Ch", "pp", "Mar", "Jun", "Jul",
		"Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Rte", "tel", "Tel", "NO", "ca":
		return numberAbbr
	case "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ga", "Kan", "Ky", "Md", "Mich", "Minn", "Neb", "Nev", "Okla",
		"Tenn", "Tex", "Va", "Vt", "Wis", "Wyo", "Inc", "Corp", "Co", "Ltd", "Cos", "Bros", "Cie", "Intl", "Assn", "Dept",
		"Univ", "Mfg", "Bhd", "Sdn", "Pte", "Pty", "Jr", "Sr", "Esq", "Ave", "Blvd", "Hwy", "approx", "cf", "INC", "CORP", "CO", "LTD":
		return plainAbbr
	case "Del", "Ill", "Ind", "La", "Mass", "Me", "Miss", "Mo", "Mont", "Ore", "Pa", "Wash", "Ont", "Que", "Alta", "Sask":
		return stateAbbr
	case "etc", "al":
		return lastAbbr
	}
	return noAbbr
}

// abbreviated reports whether the dot at byte i belongs to w, the part of a
// word before it.
func (z *tokenizer) abbreviated(w string, start, i int) bool {
	if len(w) > 6 {
		return false
	}
	switch abbrOf(w) {
	case titleAbbr, plainAbbr, dateAbbr:
		return true
	case lastAbbr:
		return w != "al" || len(z.toks) > 0 && z.lastText() == "et"
	case numberAbbr:
		j := i + 1
		for j < len(z.s) && blankAt(z.s, j) > 0 && j < i+6 {
			j += blankAt(z.s, j)
		}
		return j < len(z.s) && isDigit(z.s[j])
	case stateAbbr:
		if len(z.toks) > 0 && z.lastText() == "," {
			return true
		}
		r, n := runeAt(z.s, i+1)
		return n > 0 && (r == ',' || r == ';')
	}
	return false
}

func (z *tokenizer) lastText() string {
	t := z.toks[len(z.toks)-1]
	return z.s[t.Start:t.End]
}

// opensSentence reports whether w in a capital is more likely the first word
// of a sentence than part of a name.
func opensSentence(w string) bool {
	switch w {
	case "The", "A", "An", "And", "But", "Or", "Nor", "So", "Yet", "He", "She", "It", "They", "We", "You", "I", "His", "Her", "Its",
		"Their", "Our", "My", "Your", "This", "That", "These", "Those", "There", "Here", "What", "When", "Where", "Who", "Why",
		"How", "Which", "While", "If", "In", "On", "At", "By", "For", "From", "With", "Without", "After", "Before", "Since",
		"Until", "During", "About", "Of", "To", "As", "Under", "Over", "Among", "Between", "Against", "Despite", "Although",
		"Though", "Because", "However", "Meanwhile", "Also", "Then", "Now", "Still", "Even", "Only", "Not", "No", "Yes",
		"Some", "Many", "Most", "More", "Few", "Several", "Both", "All", "Each", "Every", "Another", "Other", "Others", "One",
		"Two", "Three", "Four", "Five", "Last", "Earlier", "Later", "Once", "Asked", "According", "Instead", "Police", "Officials",
		"Is", "Are", "Was", "Were", "Has", "Have", "Had", "Do", "Does", "Did", "Will", "Would", "Could", "Should", "May", "Can",
		"Nearly", "Nothing", "Perhaps", "Such", "Together", "Today", "Tomorrow", "Yesterday", "Whether", "Within", "Through":
		return true
	}
	return false
}

// domain returns the end of the internet domain whose first dot stands at
// byte i, or 0. "Amazon.com" is a word; English words that are domains too
// (in, it, is) count only behind two dots: "left.It", but "news.co.in".
func domain(s string, start, i int) int {
	const reach = 80 // bytes; longer names are none of newswire's
	dots, label, end := 0, i+1, i
	for end < len(s) && end < start+reach && s[end] == '.' && end+1 < len(s) && hostByte(s[end+1]) {
		dots, label = dots+1, end+1
		for end = label; end < len(s) && end < start+reach && hostByte(s[end]); end++ {
		}
	}
	if dots == 0 || follows(s, end) || !topLevel(s[label:end], dots) {
		return 0
	}
	return end
}

func hostByte(c byte) bool { return isDigit(c) || c == '-' || 'a' <= lower(c) && lower(c) <= 'z' }

func topLevel(w string, dots int) bool {
	if len(w) > 4 || len(w) < 2 {
		return false
	}
	var b [4]byte
	for i := range len(w) {
		if i > 0 && unicode.IsUpper(rune(w[i])) != unicode.IsUpper(rune(w[0])) {
			return false
		}
		b[i] = lower(w[i])
	}
	if unicode.IsUpper(rune(w[0])) && len(w) < 3 {
		return false // "OFFICE.IT", "PARTY.UK"
	}
	switch string(b[:len(w)]) {
	case "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "tv", "fm", "uk", "eu", "de", "fr", "jp", "cn",
		"ru", "ua", "br", "au", "ca", "nz", "za", "ng", "ke", "gh", "sg", "hk", "kr", "tw", "mx", "ar", "cl", "es", "pt", "ch",
		"nl", "pl", "se", "fi", "dk", "ie", "cz", "ro", "hu", "gr", "tr", "il", "ae", "pk", "bd", "lk", "ph", "vn", "th", "news", "ly", "gl":
		return true
	case "in", "it", "is", "us", "me", "so", "at", "be", "to", "am", "my", "no", "id", "co":
		return dots > 1
	}
	return false
}
