package place

import (
	"strings"

	"dateline/enrich/gazetteer"
)

// villageFrom is the population below which a place has no public bodies in
// the news but for those that are named after something else.
const villageFrom = 1_500

// embeddedReach is how many words of a longer name are looked at.
const embeddedReach = 8

// embedded reports whether the name in units i to j opens the name of a public
// body or an institution of the place: "Boulder City Council", "Texas
// Department of Public Safety", or stands behind a party's letter: "D-N.Y.".
// The corpora of places count both; what companies, papers and clubs are called
// after says little of where a story happens.
func (s *scan) embedded(c *candidate, i, j int) bool {
	f := c.field
	if s.affiliated(f, i) {
		return true
	}
	if prev := f.prev(i); capitalised(prev) && !f.taken[i-1] && !(f.units[i-1].first && among(openers, prev)) {
		return false
	}
	best := s.best(c.matches)
	if best.Use == gazetteer.Demonym || best.Use == gazetteer.Abbreviation || f.style != sentence {
		return false
	}
	p := s.g.Place(best.Place)
	if p.Class == 'P' && p.Population < villageFrom {
		return false
	}
	if i == j && (best.Trait&gazetteer.Common != 0 || reserved(c.text()) || among(english, c.text())) && p.Code != "PCLI" {
		return false
	}
	switch p.Class {
	case 'P', 'A', 'L':
	default:
		return false
	}
	public, school := false, false
	for k := j + 1; k <= j+embeddedReach; k++ {
		w := f.next(k - 1)
		switch {
		case w == "":
			k = j + embeddedReach
		case among(" of and for & ", w):
		case !f.units[k].upper:
			k = j + embeddedReach
		case among(private, w):
			return false
		case among(bodies, w):
			public = true
		case among(institutions, w):
			school = true
		}
	}
	// Schools are called after people as often as after places.
	bearer := i == j && best.Trait&(gazetteer.Given|gazetteer.Family) != 0 && !s.eminent(best, p)
	return public || school && !bearer
}

// affiliated reports whether unit i stands behind a party's letter and a
// hyphen: "D-N.Y.", "R-Ocilla".
func (s *scan) affiliated(f *field, i int) bool {
	return i > 0 && f.units[i].glued && among(" D R I ", f.unitText(i-1))
}

// bodies end, or stand in, the names of public bodies, which belong to a place.
const bodies = " Police Sheriff Fire Department Dept Dept. Council Board Court Courts Commission Commissioner Commissioners Senate Assembly Legislature Parliament Patrol Authority Agency" +
	" Government Ministry Army Navy Guard Marines Census Municipal District Supreme Attorney Governor Mayor Manager Republican Republicans Democrat Democrats Jail Prison Chamber Community" +
	" Schools Supervisors Sanitation Rescue Airport Embassy Consulate Office "

// institutions stand at a place.
const institutions = " University College School High Elementary Academy Hospital Medical Library Hall Courthouse "

// private words make a name that of a firm, a paper or a club.
const private = " Inc Inc. Corp Corp. Ltd Ltd. Co Co. LLC PLC Plc Group Company Holdings Bank Times Post Herald Tribune Journal News Gazette Press Globe Observer Daily Chronicle Review Examiner Star Sun" +
	" FC United Rovers Wanderers Rangers Bowl Cup Open League Exchange Airlines Airways Motors Insurance Securities Reserve Fed Club Institute Party Workers Trade Street Road Avenue Blvd Lane Drive Highway "

// road and institution report whether a name that the gazetteer does not know
// is that of a road, or of a body that people would say has an address rather
// than is one, by its last word. Stadiums, prisons and great streets stay places.
func road(name string) bool {
	words := strings.Fields(name)
	last := words[len(words)-1]
	numbered := last[0] >= '0' && last[0] <= '9'
	return len(words) > 1 && (among(roads, last) && !among(famous, words[0]) || numbered && among(numberedRoads, words[0]))
}

func institution(name string) bool {
	words := strings.Fields(name)
	last := words[len(words)-1]
	if k := strings.LastIndexByte(last, '-'); k >= 0 {
		last = last[k+1:]
	}
	return len(words) > 1 && (among(addresses, last) || last == "Center" && among(" Medical Health Senior Citizens ", words[len(words)-2]))
}

const roads = " Street St. Avenue Ave. Road Rd. Boulevard Blvd. Drive Lane Terrace Parkway Highway "

const numberedRoads = " Highway Route Road County State U.S. US "

// famous streets stand for more than an address.
const famous = " Wall Downing Fleet Pennsylvania Madison "

const addresses = " Hospital Hall Church School Elementary College University Academy Library Courthouse Headquarters Clinic Store Restaurant Cemetery Office Offices Attorney Mausoleum Suites Amphitheatre "
