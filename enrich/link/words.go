package link

import "strings"

// titleOffices are the words by a name that say what office somebody has, and
// the words for it in the notes of the knowledge base.
var titleOffices = pairs(`
	president:president,head_of_state minister:minister,secretary_of_state premier:prime_minister,premier chancellor:chancellor
	secretary:secretary senator:senator,senate sen:senator,senate representative:representative,house_of_representatives rep:representative
	congressman:representative congresswoman:representative lawmaker:member,representative,senator,deputy legislator:member,representative,senator,deputy
	mp:member,house_of_commons deputy:deputy,member governor:governor gov:governor mayor:mayor ambassador:ambassador,diplomat envoy:ambassador,diplomat
	speaker:speaker foreign:foreign defence:defence,defense defense:defence,defense finance:finance interior:interior,home justice:justice
	commissioner:commissioner leader:leader,president,politician king:king,monarch,sovereign queen:queen,monarch,sovereign prince:prince,aristocrat
	princess:princess,aristocrat emperor:emperor,monarch pope:pope,bishop archbishop:bishop bishop:bishop cardinal:bishop,cardinal
	striker:football midfielder:football defender:football goalkeeper:football forward:football,basketball coach:coach,manager,football
	captain:football,cricket,rugby seed:tennis singer:singer,musician,artist rapper:rapper,singer actor:actor actress:actor director:director
	author:writer,novelist,author writer:writer,novelist,author novelist:writer,novelist economist:economist cyclist:cyclist
	sprinter:sprinter,athletics boxer:boxer champion:boxer,tennis,athletics,champion driver:driver general:military,general admiral:military
	politician:politician,member minister-designate:minister politburo:politburo,politician activist:activist dissident:activist,politician
`)

// office returns the word by a name that the note of a candidate confirms, or
// the empty string.
func office(near []string, note string) string {
	for _, w := range near {
		for _, o := range titleOffices[w] {
			if strings.Contains(note, o) || strings.Contains(note, capital(o)) {
				return w
			}
		}
	}
	return ""
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// generic are the words that begin the names of bodies that every country
// has.
var generic = words(`Ministry Department Office Parliament Senate Supreme High Constitutional Foreign Defence Defense Finance Interior Justice
	Health Education Treasury Agriculture Transport Labour Labor Commerce Energy Environment Communist Socialist Democratic Republican Liberal
	Conservative Green People's Central Communist Congress National Federal State Royal`)

// homesOf tells from the legal form at the end of a company's name where such
// companies are.
func homesOf(name string) (countries string, ok bool) {
	form := name[strings.LastIndexByte(name, ' ')+1:]
	countries, ok = legalHomes[strings.ToLower(strings.ReplaceAll(form, ".", ""))]
	return countries, ok
}

var legalHomes = map[string]string{"plc": "GB IE NG KE", "gmbh": "DE AT CH", "ag": "DE AT CH LI", "ab": "SE FI", "oyj": "FI", "spa": "IT CL", "nv": "NL BE", "asa": "NO"}

// transliterated are the countries whose names reach English from another
// script.
const transliterated = "AE AF AM AZ BD BG BH BY CN DJ DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MD MK MM MN MR NP OM PK PS QA RS RU SA SD SO SY TH TJ TM TN TW UA UZ XK YE"

// shares reports that two lists of codes have one in common.
func shares(a, b string) bool {
	for code := range strings.FieldsSeq(a) {
		if strings.Contains(b, code) {
			return true
		}
	}
	return false
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// isSporting reports that a note says that somebody does sports.
func isSporting(note string) bool {
	first, _, _ := strings.Cut(note, ";")
	for _, w := range sporting {
		if strings.Contains(first, w) {
			return true
		}
	}
	return false
}

var sporting = strings.Fields(`
	football athlet player cyclist runner sprinter boxer swimmer wrestler judoka weightlifter racing Formula driver sportsperson cricketer gymnast skier
	skater jumper thrower hurdler rower coach referee canoeist fencer archer sailor biathlete snowboarder golfer competitor karateka taekwondo
`)

// sportWords are the words that tell a story of sports, each with the sport
// if it belongs to one only.
var sportWords = sports(`
	: match matches cup league season coach tournament championship championships champion champions quarter-final quarter-finals semifinal
	semifinals semi-final semi-finals final finals seeded seed striker playoff playoffs play-off halftime half-time standings scorer scorers
	stadium olympic olympics medal medals team teams win wins beat defeated victory draw points scored title round game games player players
	sport sports results referee race races lap laps world-record qualifying qualifier qualifiers opener unbeaten squad
	cricket: cricket wicket wickets innings batsman batsmen bowler bowlers bowled overs lbw century all-rounder test
	football: soccer football goal goals midfielder midfielders penalty fifa uefa striker strikers goalkeeper equaliser equalizer
	baseball: baseball inning innings homer homers pitcher pitchers homered rbi shutout bullpen
	basketball: basketball nba rebounds three-pointer
	ice.hockey: hockey nhl puck goaltender
	rugby.union: rugby scrum wallabies springboks springbok fly-half lock tries
	American.football: nfl touchdown touchdowns quarterback quarterbacks super.bowl
	athletics: athletics metres hurdles sprinter sprint marathon relay heats shot-put steeplechase high-jump pole-vault
	cycling: cyclist cyclists peloton
	tennis: tennis atp wta wimbledon
	golf: golf golfer birdie birdies bogey pga
`)

func pairs(s string) map[string][]string {
	m := map[string][]string{}
	for _, f := range strings.Fields(s) {
		title, offices, _ := strings.Cut(f, ":")
		for o := range strings.SplitSeq(offices, ",") {
			m[title] = append(m[title], strings.ReplaceAll(o, "_", " "))
		}
	}
	return m
}

func sports(s string) map[string]string {
	m := map[string]string{}
	sport := ""
	for _, w := range strings.Fields(s) {
		if name, ok := strings.CutSuffix(w, ":"); ok {
			sport = strings.ReplaceAll(name, ".", " ")
			continue
		}
		if other, ok := m[w]; ok && other != sport {
			m[w] = "" // of several sports
			continue
		}
		m[w] = sport
	}
	return m
}
