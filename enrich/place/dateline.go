package place

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Dateline is the dateline of a body and where its parts stand: ranges of
// tokens of the field, empty for a part that is not there.
type Dateline struct {
	story.Dateline
	Tokens text.Range // all of it, with the dash at the end
	Place  text.Range // "LONDON/PARIS", "KYIV, Ukraine"
	Credit text.Range // with its brackets
}

// A dateline is read from the left, at the start of a line:
//
//	MOSCOW          , Texas   , Feb. 1, 2017   (Reuters)   —
//	place in capitals, region, date           , credit    , separator
//
// A place in ordinary spelling counts only before the credit of an agency.
var (
	capWord  = `(?:Mc|Mac|La|Le|De|Du|Di|O['’])?\p{Lu}(?:[\p{Lu}\p{M}.'’]|-\p{Lu})*`
	particle = `(?:de|del|della|la|las|los|le|les|da|do|dos|du|di|el|al|am|an|der|den|im|sur|en|of|the|upon|on|y|e|and|ed)`
	capsRe   = regexp.MustCompile(`^` + capWord + `(?:[ \x{A0}]+(?:` + particle + `[ \x{A0}]+)?` + capWord + `){0,5}(?:/` + capWord + `(?: ` + capWord + `){0,3}){0,3}`)
	titleRe  = regexp.MustCompile(`^\p{Lu}[\p{L}\p{M}.'’\-]+(?:[ \x{A0}](?:` + particle + ` )?\p{Lu}[\p{L}\p{M}.'’\-]+){0,3}(?:/\p{Lu}[\p{L}\p{M}.'’\-]+(?: \p{Lu}[\p{L}\p{M}.'’\-]+){0,2}){0,3}`)
	regionRe = regexp.MustCompile(`^,[ \x{A0}]*\p{Lu}[\p{L}\p{M}.'’\-]*(?:[ \x{A0}](?:` + particle + ` )?\p{Lu}[\p{L}\p{M}.'’\-]*){0,3}`)
	month    = `(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\.?`
	dateRe   = regexp.MustCompile(`^[,.]?\s*((?:` + month + `\s+\d{1,2}|\d{1,2}\.?\s+` + month + `)(?:,?\s+(?:19|20)\d\d)?)\b[.,]?`)
	creditRe = regexp.MustCompile(`^[,.]?\s*(?:--?)?\s*(?:\(([\p{L}][\p{L} .&/+\-]{0,39})\)|/([\p{L}][\p{L} .&+\-]{1,39})/)`)
	sepRe    = regexp.MustCompile(`^\s*(?:—|–|―|--+|-|_|:)\s*`)
	endDotRe = regexp.MustCompile(`^\s*\.[ \t\x{A0}]*[-–—]*\s*`)
	bylineRe = regexp.MustCompile(`^(?i:by|von|par|por)[ \x{A0}]+\p{Lu}`)
	paperRe  = regexp.MustCompile(`(?i)\b(?:times|post|news|press|newswire|wire|desk|herald|tribune|journal|agency|service)$`)
)

// datelineBytes is as far as a dateline may reach; the longest seen has 120.
const datelineBytes = 240

// FindDateline recognises the dateline at the head of a body: on its first
// line with text, or on the one after a byline.
func FindDateline(body *text.Field) (Dateline, bool) {
	s := body.Text
	at := 0
	for range 5 {
		at += blank(s[at:])
		if at == len(s) {
			break
		}
		if p, ok := parseDateline(head(s[at:])); ok {
			return p.locate(body, at)
		}
		line := s[at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		// Only a byline, and the name of the paper under it, may come first.
		if len(line) > 100 || strings.HasSuffix(strings.TrimSpace(line), ".") || at == blank(s) && !bylineRe.MatchString(line) {
			break
		}
		at += len(line)
	}
	return Dateline{}, false
}

func blank(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }

// head cuts s to its first paragraph, as far as a dateline may reach.
func head(s string) string {
	if k := datelineBytes; len(s) > k {
		for k > 0 && !utf8.RuneStart(s[k]) {
			k--
		}
		s = s[:k]
	}
	if i := strings.Index(s, "\n\n"); i >= 0 {
		s = s[:i]
	}
	return s
}

// parts are byte offsets in the line, all zero where a part is missing.
type parts struct {
	place, credit  [2]int
	end            int
	raw            string
	creditAs, date string
	unknown        bool // creditAs is no agency that we know
}

func parseDateline(s string) (parts, bool) {
	var p parts
	if c, ok := creditFirst(s); ok {
		return c, true
	}
	caps := true
	n := len(capsRe.FindString(s))
	// "Apple" starts with a capital word of one letter; so does "A man".
	if n < 2 || n < len(s) && letterAt(s[n:]) || utf8.RuneCountInString(s[:n]) < 2 {
		caps = false
		n = len(titleRe.FindString(s))
	}
	if dateRe.MatchString(s) {
		caps, n = false, 0 // "Nov 3 (Reuters) -"
	} else if n == 0 {
		return p, false
	}
	at := n
	for range 2 {
		if dateRe.MatchString(s[at:]) {
			break
		}
		at += len(regionRe.FindString(s[at:]))
	}
	p.place = [2]int{0, at}
	if m := dateRe.FindStringSubmatch(s[at:]); m != nil {
		p.date = m[1]
		at += len(m[0])
	}
	// An address or a date before it, or a place in capitals that is no
	// acronym, vouches for a credit that is not known.
	at = p.readCredit(s, at, caps && (at > n || !acronym(s[:n])))
	sep := sepRe.FindString(s[at:])
	if p.creditAs != "" && sep == "" {
		sep = endDotRe.FindString(s[at:])
	}
	p.end = at + len(sep)
	p.raw = strings.TrimSpace(s[:p.end])
	return p, p.plausible(s, caps, sep)
}

// creditFirst reads "(Reuters) -" and "(ANSA) - ROME, NOV 3 -".
func creditFirst(s string) (parts, bool) {
	var p parts
	if s == "" || s[0] != '(' {
		return p, false
	}
	at := p.readCredit(s, 0, false)
	sep := sepRe.FindString(s[at:])
	if sep == "" {
		sep = endDotRe.FindString(s[at:])
	}
	if p.creditAs == "" || sep == "" {
		return p, false
	}
	p.end = at + len(sep)
	if rest, ok := parseDateline(s[p.end:]); ok && rest.credit == [2]int{} && rest.date != "" {
		p.place = [2]int{p.end + rest.place[0], p.end + rest.place[1]}
		p.date = rest.date
		p.end += rest.end
	}
	p.raw = strings.TrimSpace(s[:p.end])
	return p, true
}

func (p *parts) readCredit(s string, at int, any bool) int {
	m := creditRe.FindStringSubmatchIndex(s[at:])
	if m == nil {
		return at
	}
	from, to := m[2], m[3]
	if from < 0 {
		from, to = m[4], m[5]
	}
	credit := s[at+from : at+to]
	if upper, _ := capitals(credit); !agency(credit) && !(any && upper && !strings.Contains(exchanges, " "+credit+" ")) {
		return at
	}
	p.creditAs, p.credit, p.unknown = credit, [2]int{at + from - 1, at + to + 1}, !agency(credit)
	return at + m[1]
}

// plausible tells a dateline from an ordinary opening.
func (p *parts) plausible(s string, caps bool, sep string) bool {
	name := s[p.place[0]:p.place[1]]
	dash := strings.TrimSpace(sep)
	spaced := sep != "" && strings.TrimLeft(sep, " \t\n\u00a0") != sep || dash == "—" || dash == "--" || dash == "―"
	after := strings.TrimSpace(s[min(p.end, len(s)):])
	first := strings.ToUpper(strings.TrimRight(strings.SplitN(strings.SplitN(name, ",", 2)[0], " ", 2)[0], ".:"))
	if strings.Contains(notPlaces, " "+first+" ") {
		return false
	}
	switch {
	case p.creditAs != "" && p.unknown:
		// "ACCRA (GBN) — Nurses", but not "TESLA (car) - what".
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "\"“‘'«"))
		return spaced && !short(p.creditAs, name) && (unicode.IsUpper(r) || unicode.IsDigit(r))
	case p.creditAs != "" && sep != "":
		return true
	case p.creditAs != "":
		// "Berne (ats afp) Le président": nothing but a capital follows.
		r, _ := utf8.DecodeRuneInString(after)
		return caps && !acronym(name) && after != "" && !unicode.IsLower(r) || !caps && unicode.IsUpper(r)
	case !caps || dash == "" || dash == ":" || dash == "_" && !spaced:
		return false
	case p.date != "":
		return true
	}
	// Without credit and date: a place in capitals, a dash, a sentence.
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "\"“‘'«"))
	return spaced && !acronym(name) && (unicode.IsUpper(r) || unicode.IsDigit(r))
}

// short reports whether letters of a name, in their order, make up what stands
// in brackets after it: a ticker, as in "TESLA (TSLA)".
func short(of, name string) bool {
	for _, r := range of {
		i := strings.IndexRune(name, r)
		if i < 0 {
			return false
		}
		name = name[i+utf8.RuneLen(r):]
	}
	return true
}

// notPlaces open lines in capitals without being places.
const notPlaces = " BREAKING UPDATE UPDATED EXCLUSIVE CORRECTED CORRECTION CORRECTS ANALYSIS OPINION EDITORIAL COMMENTARY REVIEW WATCH VIDEO PHOTO PHOTOS LIVE" +
	" ALERT URGENT ADVISORY EDITORS EDITOR'S NOTE NOTES NOTICE KILL RECAST REFILE REPEAT WRAPUP FACTBOX TIMELINE EXPLAINER INTERVIEW FEATURE FOCUS INSIGHT BRIEF BRIEFS" +
	" CRICKET RUGBY SOCCER TENNIS GOLF BASEBALL BASKETBALL FOOTBALL HOCKEY ATHLETICS BOXING CYCLING SWIMMING MOTORSPORT OLYMPICS SPORT SPORTS NEWS HEADLINES SUMMARY HIGHLIGHTS FILE EMBARGOED ATTENTION WARNING MEMO FACT Q A THE WHAT WHO WHY HOW WHEN WHERE IF IN ON AT AND BUT THIS THAT IT WE I" +
	" MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER "

// exchanges stand in brackets after companies, as credits do after places.
const exchanges = " NYSE NASDAQ AMEX LSE TSX ASX FTSE OTC TSE HKEX SSE NSE BSE "

// shortPlaces are the cities of four letters or fewer that file stories; any
// other such word in capitals is an acronym as long as no agency vouches for it.
const shortPlaces = " ROME OSLO LIMA BAKU KYIV KIEV DOHA BONN BERN CALI DILI GAZA LOME MALE NICE RIGA SUVA YORK LYON BARI PUNE AGRA CORK PARIS ADEN AIX ERIE RENO WACO GARY LINZ" +
	" GRAZ METZ LVIV OMSK PERM TULA UFA SOFIA HOMS IRBIL QOM BIDA CAEN CORFU FARO GENT GIZA HILO HOMA IASI JENA JUBA KANO KIEL KOBE LAE LEON LEN LILLE LODZ MONS NIS ORAN PISA PUNO SFAX SIAL SION" +
	" TAIF TRIER TURIN TYRE ULM VIGO VADUZ XIAN ZUG BRNO BIEL BATH AYR ELY GAO "

// acronym reports whether a place in capitals is rather an acronym: NASA, UN.
func acronym(name string) bool {
	if strings.ContainsAny(name, " ,/") {
		return false
	}
	return utf8.RuneCountInString(name) <= 4 && !strings.Contains(shortPlaces, " "+name+" ")
}

// agencies by the first word of their credit. NW is that of the stories written
// for this project.
const agencies = " nw ap afp reuters dpa dpa-afx efe ats upi ansa tass itar-tass interfax xinhua kyodo jiji yonhap pti ani ians uni app irna isna fars tasnim mena petra sana spa wam kuna" +
	" qna bna lusa belga anp tt ntb ritzau stt apa mti ctk čtk pap agerpres bta tanjug hina sta aap nzpa cp bloomberg cnn bbc npr abc cbs nbc fox prnewswire globenewswire businesswire marketwired" +
	" accesswire newsfile marketwatch antara bernama vna pna ips irin nan panapress sapa aa anadolu cihan dha tns mct ria sputnik ukrinform unian belta kcna cna sid kna epd afx notimex telam télam" +
	" andina anf mehr una ina nina afpbb rfe rfe/rl voa rttnews cnw prweb einpresswire asianet ots keystone-ats sda apn politico axios thomson associated agence globe business pr dow canadian"

// agency reports whether a credit in brackets is that of an agency or paper.
func agency(credit string) bool {
	words := strings.FieldsFunc(strings.ToLower(credit), func(r rune) bool { return r == ' ' || r == '/' || r == '&' || r == '+' || r == ',' })
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	first := words[0]
	if first == "the" && len(words) > 1 {
		first = words[1]
	}
	for _, w := range []string{first, strings.SplitN(first, "-", 2)[0]} {
		if strings.Contains(agencies+" ", " "+w+" ") {
			return true
		}
	}
	return len(words) > 1 && paperRe.MatchString(credit)
}

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// locate turns offsets in the line at byte at of body into ranges of tokens.
func (p parts) locate(body *text.Field, at int) (Dateline, bool) {
	d := Dateline{Dateline: story.Dateline{Raw: p.raw, Credit: p.creditAs, Date: p.date}}
	d.Tokens = tokensIn(body, at, at+p.end)
	if p.place[1] > p.place[0] {
		d.Place = tokensIn(body, at+p.place[0], at+p.place[1])
	}
	if p.credit[1] > p.credit[0] {
		d.Credit = tokensIn(body, at+p.credit[0], at+p.credit[1])
	}
	return d, d.Tokens.End > d.Tokens.Start
}

// tokensIn returns the tokens that overlap the bytes [from, to).
func tokensIn(f *text.Field, from, to int) text.Range {
	r := text.Range{}
	for i, t := range f.Tokens {
		if t.Start >= to {
			break
		}
		if t.End <= from {
			continue
		}
		if r.End == 0 {
			r.Start = i
		}
		r.End = i + 1
	}
	return r
}
