package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// told reads a body in which names are marked: [p Ada Reed] a person, [o …] an
// organisation, [x …] another thing. A "|" ends the headline.
func told(t testing.TB, marked string) (*text.Doc, []story.Name) {
	t.Helper()
	kinds := map[byte]story.Type{'p': story.Person, 'o': story.Organisation, 'x': story.Other, 'l': story.Location}
	var fields []story.Field
	var names []story.Name
	headline, body, split := strings.Cut(marked, "|")
	if !split {
		headline, body = "", headline
	}
	for _, f := range []story.Field{{Name: story.Headline, Text: headline}, {Name: story.Body, Text: body}} {
		if f.Text == "" {
			continue
		}
		var plain strings.Builder
		n := 0
		for i, piece := range strings.Split(f.Text, "[") {
			if i == 0 {
				plain.WriteString(piece)
				n += len([]rune(piece))
				continue
			}
			name, rest, ok := strings.Cut(piece[2:], "]")
			if !ok {
				t.Fatalf("%q is not closed", piece)
			}
			end := n + len([]rune(name))
			names = append(names, story.Name{Span: story.Span{Field: f.Name, Start: n, End: end, Text: name}, Type: kinds[piece[0]], Confidence: 80})
			plain.WriteString(name + rest)
			n = end + len([]rune(rest))
		}
		fields = append(fields, story.Field{Name: f.Name, Text: plain.String()})
	}
	return text.Parse(fields), names
}

// listed are entities as the tests state them: type, name and number of
// mentions, sorted.
func listed(entities []story.Entity) []string {
	list := make([]string, 0, len(entities))
	for _, e := range entities {
		list = append(list, fmt.Sprintf("%s %s %d", e.Type, e.Name, len(e.Mentions)))
	}
	slices.Sort(list)
	return list
}

type grouped struct {
	name, story string
	want        []string
}

func testGroup(t *testing.T, tests []grouped) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, names := told(t, test.story)
			slices.Sort(test.want)
			if diff := cmp.Diff(test.want, listed(Group(doc, names))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPersonIsOneEntityHoweverWritten(t *testing.T) {
	testGroup(t, []grouped{
		{"a surname follows a full name", "[p Ada Reed] spoke. [p Reed] left.", []string{"person Ada Reed 2"}},
		{"a surname comes before the full name", "[p Reed] left|[p Ada Reed] spoke.", []string{"person Ada Reed 2"}},
		{"a family name that comes first", "[p Wang Lei] spoke. The foreign minister [p Wang] left.", []string{"person Wang Lei 2"}},
		{"a Korean family name, with a hyphen and without", "[p Kim Seo-jun] met [p Kim Seo Jun]. [p Kim] left.", []string{"person Kim Seo-jun 3"}},
		{"a Vietnamese given name that comes last", "[p Nguyen Van Minh] spoke. [p Minh] left; [p Nguyen] stayed.", []string{"person Nguyen Van Minh 3"}},
		{"a family name that is written first or last", "[p Kovács Pál] spoke. [p Pál Kovács] left. [p Kovács] slept.", []string{"person Kovács Pál 3"}},
		{"a single name", "[p Sutarjo] spoke. [p Sutarjo] left.", []string{"person Sutarjo 2"}},
		{"a first name alone", "[p Ada Reed] sang. “[p Ada] sings,” he said.", []string{"person Ada Reed 2"}},
		{"a title that the engine took in", "[p Sen. Ada Reed] spoke. [p Reed] left. [p Ms. Reed] slept.", []string{"person Ada Reed 3"}},
		{"a middle initial", "[p John Q. Reed] spoke. [p John Reed] left; [p Reed] slept; [p J.Q.R.] rose.", []string{"person John Q. Reed 4"}},
		{"a middle name makes no second person", "[p George Amos Reed] spoke. [p George A. Reed] sat. [p George Reed] left. [p Reed] slept.", []string{"person George Amos Reed 4"}},
		{"initials for given names", "[p J.K. Stone] wrote. [p J. K. Stone] read. [p JK Stone] sold. [p Stone] left.", []string{"person J. K. Stone 4"}},
		{"a diminutive", "[p Robert Reed] spoke. [p Bob Reed] left. [p Bob] slept.", []string{"person Robert Reed 3"}},
		{"a nickname between quotation marks", `[p Robert "Ace" Reed] spoke. [p Ace] left. [p Robert Reed] slept. [p Reed] ran.`, []string{`person Robert "Ace" Reed 4`}},
		{"an apostrophe", "[p Mary O'Sullivan] spoke. [p O’Sullivan] left.", []string{"person Mary O'Sullivan 2"}},
		{"a compound given name", "[p Jean-Claude Moreau] spoke. [p Jean Claude Moreau] sat. [p Moreau] left.", []string{"person Jean-Claude Moreau 3"}},
		{"a surname with particles", "[p Greta von der Heide] spoke. [p von der Heide] sat. [p Heide] left.", []string{"person Greta von der Heide 3"}},
		{"a Spanish double surname, whole or in part", "[p Andrés Manuel Pérez Obregón] spoke. [p Pérez Obregón] sat. [p Pérez] left. [p Andrés Manuel Pérez] slept.", []string{"person Andrés Manuel Pérez Obregón 4"}},
		{"a Portuguese name in the middle", "[p Luiz Inácio Tatu da Costa] spoke. [p Tatu] left. [p Luiz Tatu da Costa] slept. [p da Costa] ran.", []string{"person Luiz Inácio Tatu da Costa 4"}},
		{"an Arabic article", "[p Omar al-Masri] spoke. [p al-Masri] sat. [p Al-Masri] ran. [p el-Masri] slept. [p Masri] left.", []string{"person Omar al-Masri 5"}},
		{"accents written or not", "[p Zoë Müller] spoke. [p Zoe Muller] left. [p Muller] slept. [p Łukasz Nowak] met [p Lukasz Nowak].", []string{"person Zoë Müller 3", "person Łukasz Nowak 2"}},
		{"a headline in capitals", "[p REED] QUITS|[p Ada Reed] quit.", []string{"person Ada Reed 2"}},
		{"a possessive that the engine took in", "[p Ada Reed's] car and [p Reed’s] house.", []string{"person Ada Reed 2"}},
		{"a generation that is written once", "[p Ada Reed III] spoke. [p Ada Reed] left. [p Reed] slept.", []string{"person Ada Reed III 3"}},
		{"a king with his number and without", "[p Egbert II] spoke. [p Egbert] left.", []string{"person Egbert II 2"}},
		{"an acronym that the text introduces", "[p Andrés Manuel Pérez Obregón], widely known as [o AMPO], spoke. [o AMPO] left.", []string{"person Andrés Manuel Pérez Obregón 3"}},
		{"an acronym in brackets", "[p Andrés Manuel Pérez Obregón] ([x AMPO]) spoke. [p AMPO] left.", []string{"person Andrés Manuel Pérez Obregón 3"}},
		{"a surname that the engine took for an organisation", "[p Sergey Orlov] spoke. [o Orlov] left.", []string{"person Sergey Orlov 2"}},
		{"most mentions decide what it is", "[p Orlov] spoke. [o Orlov] left. [p Orlov] slept.", []string{"person Orlov 3"}},
	})
}

func TestTwoPersonsStayTwo(t *testing.T) {
	testGroup(t, []grouped{
		{"two Smiths", "[p Ada Smith] met [p Ivo Smith].", []string{"person Ada Smith 1", "person Ivo Smith 1"}},
		{"a surname of two in one paragraph is nobody's", "[p Bill Reed] met [p Mary Reed]. [p Reed] left.", []string{"person Bill Reed 1", "person Mary Reed 1", "person Reed 1"}},
		{"a surname in the headline is nobody's", "[p Reed] quits|[p Bill Reed] met [p Mary Reed].", []string{"person Bill Reed 1", "person Mary Reed 1", "person Reed 1"}},
		{"a surname is that of the only one named so far", "[p Bill Reed] spoke. [p Reed] left.\n\nHe met [p Mary Reed].", []string{"person Bill Reed 2", "person Mary Reed 1"}},
		{"a surname is that of the only one named in the paragraph", "[p Bill Reed] met [p Mary Reed].\n\nThen [p Bill Reed] spoke. [p Reed] left.\n\n[p Mary Reed] stayed; [p Reed] slept.",
			[]string{"person Bill Reed 3", "person Mary Reed 3"}},
		{"Mr. and Mrs.", "[p Bill Reed] met [p Mary Reed]. Mr. [p Reed] left. Mrs. [p Reed] stayed.", []string{"person Bill Reed 2", "person Mary Reed 2"}},
		{"Mr. and Ms. by earlier titles", "Mr. [p Sasha Reed] met Ms. [p Robin Reed]. Mr. [p Reed] left. Ms. [p Reed] stayed.", []string{"person Sasha Reed 2", "person Robin Reed 2"}},
		{"father and son", "[p John Reed Sr.] met [p John Reed Jr.].", []string{"person John Reed Sr. 1", "person John Reed Jr. 1"}},
		{"middle initials that disagree", "[p John A. Reed] met [p John B. A. Reed]. [p John A. Reed] left.", []string{"person John A. Reed 2", "person John B. A. Reed 1"}},
		{"a first name and another's surname", "[p Jordan Reed] beat [p Michael Jordan]. [p Jordan] wept.", []string{"person Jordan Reed 1", "person Michael Jordan 2"}},
		{"the son is not called by the father's name", "[p Omar bin Salim] met King [p Salim].", []string{"person Omar bin Salim 1", "person Salim 1"}},
		{"other initials", "[p A. Reed] met [p Ivo Reed].", []string{"person A. Reed 1", "person Ivo Reed 1"}},
		{"a full name with another surname", "[p Ada Reed] met [p Ada Stone].", []string{"person Ada Reed 1", "person Ada Stone 1"}},
	})
}

func TestAnOrganisationIsOneEntityHoweverWritten(t *testing.T) {
	testGroup(t, []grouped{
		{"an acronym in brackets", "The [o European Union] ([o EU]) agreed. The [o EU] voted.", []string{"organisation European Union 3"}},
		{"an acronym that explains itself in brackets", "The [o BEUC] ([o European Consumer Organisation]) agreed. [o BEUC] voted.", []string{"organisation European Consumer Organisation 3"}},
		{"an acronym with small letters", "The [o Alliance for Tonga] ([o AfT]) and the [o Ministry of Defence] agreed. The [o MoD] and [o AfT] voted.",
			[]string{"organisation Alliance for Tonga 3", "organisation Ministry of Defence 2"}},
		{"initials", "The [o World Health Organization] warned. The [o WHO] and the [o W.H.O.] said so.", []string{"organisation World Health Organization 3"}},
		{"initials without the small words", "[o OPEC] met. The [o Organization of the Petroleum Exporting Countries] and the [o Food and Agriculture Organization], or [o FAO], agreed.",
			[]string{"organisation Organization of the Petroleum Exporting Countries 2", "organisation Food and Agriculture Organization 2"}},
		{"initials with dots", "The [o United Nations] met. The [o U.N.] and the [o UN] agreed.", []string{"organisation United Nations 3"}},
		{"a company without its legal form", "[o Nordlicht Motor Corp.] rose. [o Nordlicht Motor] sat. [o Nordlicht] fell. [o Stone & Reed Ltd.] and [o Stone and Reed].",
			[]string{"organisation Nordlicht Motor Corp. 3", "organisation Stone & Reed Ltd. 2"}},
		{"a company by its first word", "[o Hanse Bank AG] rose. [o Hanse Bank] sat. [o Hanse] fell. [o Silber Sax] and [o Silber].", []string{"organisation Hanse Bank AG 3", "organisation Silber Sax 2"}},
		{"a legal form that comes first", "[o NV Kolibri] rose. [o Kolibri] fell.", []string{"organisation NV Kolibri 2"}},
		{"a department in two word orders, with its country and without", "The [o U.S. Department of Justice] sued. The [o Department of Justice] won, the [o Justice Department] said; [o DOJ] left.",
			[]string{"organisation U.S. Department of Justice 4"}},
		{"two spellings of English", "The [o Ministry of Defence] and the [o Defense Ministry], the [o Labor Organization] and the [o Labour Organisation].",
			[]string{"organisation Ministry of Defence 2", "organisation Labour Organisation 2"}},
		{"the organ of a state", "The [o U.S. Congress] met. [o Congress] voted. The [o Pakistan Navy] sailed; the [o Navy] won.", []string{"organisation U.S. Congress 2", "organisation Pakistan Navy 2"}},
		{"a party", "The [o British Labour Party] met. [o Labour] lost.", []string{"organisation British Labour Party 2"}},
		{"a team by its last words", "The [o Alby Rovers] beat [o Port Alby United]. [o Rovers] won; [o United] lost.", []string{"organisation Alby Rovers 2", "organisation Port Alby United 2"}},
		{"a team by its town", "[o Real Alby] won. “[o Real] can win,” [o Alby] said.", []string{"organisation Real Alby 3"}},
		{"an airline by a word of many", "[o United Airlines] flew. [o United] fell.", []string{"organisation United Airlines 2"}},
		{"a university by its state", "The [o University of Alby] won. [o Alby] leads.", []string{"organisation University of Alby 2"}},
		{"a house of parliament", "The [o House of Commons] met. The [o House] voted.", []string{"organisation House of Commons 2"}},
		{"a compound with a hyphen and without", "[o Rools-Reuss] rose. [o Rools Reuss Plc] fell.", []string{"organisation Rools Reuss Plc 2"}},
		{"a department abbreviated", "The [o Dept. of Justice] met. The [o Justice Department] voted.", []string{"organisation Dept. of Justice 2"}},
		{"a plural", "The [o Alby Kestrels] won. A [o Kestrel] coach left; the [o Kestrels] wept.", []string{"organisation Alby Kestrels 3"}},
		{"an acronym that the engine took for another thing", "The [o Harbour Workers Union] ([x HWU]) struck. [x HWU] won.", []string{"organisation Harbour Workers Union 3"}},
		{"a company that the engine took for another thing", "[o Nordlicht Motor Corp.] rose. A [x Nordlicht] car.", []string{"organisation Nordlicht Motor Corp. 2"}},
		{"a company that the engine took for a person", "[o Stone Medical Industries Inc] rose. [p Stone Medical] fell.", []string{"organisation Stone Medical Industries Inc 2"}},
		{"a people is no company", "[o Islamic Group] rose. The [x Islamic] world.", []string{"organisation Islamic Group 1", "other Islamic 1"}},
		{"capitals of a headline", "[o NORDLICHT] RISES|[o Nordlicht Motor Corp.] rose.", []string{"organisation Nordlicht Motor Corp. 2"}},
		{"a name of which the engine left the first word out", "The [x European] [o Central Bank] ([o ECB]) met. The [o ECB] and the [o European Central Bank] voted.",
			[]string{"organisation European Central Bank 4", "other European 1"}},
		{"a compound whose second half counts for nothing", "The [o Organisation for Economic Co-operation and Development] met. The [o OECD] voted.", []string{"organisation Organisation for Economic Co-operation and Development 2"}},
		{"a compound in the initials", "The [o Inter-Parliamentary Union] met. The [o IPU] voted.", []string{"organisation Inter-Parliamentary Union 2"}},
	})
}

func TestTwoOrganisationsStayTwo(t *testing.T) {
	testGroup(t, []grouped{
		{"a body of the United Nations", "The [o U.N. Security Council] and the [o U.N.] and [o XYZ Group] and [o XYZ].",
			[]string{"organisation U.N. Security Council 1", "organisation U.N. 1", "organisation XYZ Group 2"}},
		{"an ordinary first word", "[o National Bank] rose. [o National] fell. [o American Airlines] flew; [o American] won.",
			[]string{"organisation National Bank 1", "organisation National 1", "organisation American Airlines 1", "organisation American 1"}},
		{"a bank of something", "The [o Bank of Alby] rose. The [o Bank] fell.", []string{"organisation Bank of Alby 1", "organisation Bank 1"}},
		{"an ordinary last word", "The [o Labour Party] met. The [o Party] lost.", []string{"organisation Labour Party 1", "organisation Party 1"}},
		{"a word that two could be called by", "[o Hanse Bank] and [o Hanse Telekom] met [o Hanse].", []string{"organisation Hanse Bank 1", "organisation Hanse Telekom 1", "organisation Hanse 1"}},
		{"a company and a body that begin alike", "The [o Tonga Congress] met the [o Tonga Company].", []string{"organisation Tonga Congress 1", "organisation Tonga Company 1"}},
		{"the white house is no house of a parliament", "The [o White House] met the [o House].", []string{"organisation White House 1", "organisation House 1"}},
		{"a committee of a house", "The [o House Rivers Committee] met. The [o House] voted.", []string{"organisation House Rivers Committee 1", "organisation House 1"}},
		{"the same organ of two states", "The [o Indian Navy] met the [o Pakistani Navy].", []string{"organisation Indian Navy 1", "organisation Pakistani Navy 1"}},
		{"the agency of a union", "The [o Rivers Union Agency] met the [o Rivers Union].", []string{"organisation Rivers Union Agency 1", "organisation Rivers Union 1"}},
		{"a club's country in brackets", "[o Alby Rovers] ([o TON]) beat [o Port Moss] ([o FIJ]).",
			[]string{"organisation Alby Rovers 1", "organisation TON 1", "organisation Port Moss 1", "organisation FIJ 1"}},
		{"a player and his club", "[p Ivo Kos] ([o ACX]) won. [o ACX] left.", []string{"person Ivo Kos 1", "organisation ACX 2"}},
		{"other initials", "The [o World Health Organization] met the [o WTO].", []string{"organisation World Health Organization 1", "organisation WTO 1"}},
		{"another department", "The [o Department of Justice] met the [o Department of Defense].", []string{"organisation Department of Justice 1", "organisation Department of Defense 1"}},
	})
}

func TestAPersonAndAnOrganisationWithOneWordStayTwo(t *testing.T) {
	testGroup(t, []grouped{
		{"each with its full name", "[p Gerald Reed] met [o Reed Motor Co.]. [p Reed] left; [o Reed] rose; [o Reed] fell.", []string{"person Gerald Reed 2", "organisation Reed Motor Co. 3"}},
		{"a bank with two surnames", "[p Ada Stanley] left [o Morgan Stanley]. [p Stanley] slept.", []string{"person Ada Stanley 2", "organisation Morgan Stanley 1"}},
		{"a person who is called like a company is no company", "[o Reed Organization] rose. [p Reed] left.", []string{"organisation Reed Organization 1", "person Reed 1"}},
		{"a company that is called like a person", "[p Gerald Reed] spoke of [o Reed Motor Co.]. [o Reed] rose.", []string{"person Gerald Reed 1", "organisation Reed Motor Co. 2"}},
	})
}

func TestTheFullestFormIsTheName(t *testing.T) {
	tests := []struct{ name, story, want string }{
		{"without the title", "[p Sen. Ada Reed] spoke.", "Ada Reed"},
		{"a title that is all there is before the surname", "[p Mr. Reed] spoke.", "Reed"},
		{"a given name that is a title elsewhere", "[p Earl Reed] spoke.", "Earl Reed"},
		{"of the body, not in the headline's capitals", "[p ADA REED] QUITS|[p Ada Reed] quit.", "Ada Reed"},
		{"a person in capitals only", "[p ADA O'REED-MCCOY] QUITS", "Ada O'Reed-McCoy"},
		{"an organisation in capitals only", "[o IBM HARBOUR BANK OF TONGA] RISES", "IBM Harbour Bank of Tonga"},
		{"without an article where the story does without it", "[o The Harbour Party] met. A [o Harbour Party] vote.", "Harbour Party"},
		{"with the article that is always there", "[o The Beacon] wrote.", "The Beacon"},
		{"an acronym", "[o NATO] MEETS|[o NATO] met.", "NATO"},
		{"more words before more letters", "[p Ada B. Li] met. [p Adalberta Li] left.", "Ada B. Li"},
		{"an organisation's own possessive", "[o McDuff's] rose.", "McDuff's"},
		{"a name cut before what it is of", "The [o Harbour Party of] Tonga met.", "Harbour Party of Tonga"},
		{"a name cut behind an article", "The [o Ministry of the] Interior and Ports met.", "Ministry of the Interior and Ports"},
		{"a name cut before a town and another name", "The [o University of] Tarn and Ada Reed University agreed.", "University of Tarn"},
		{"a name cut before a country and where it is", "The [o Supreme Court of] Tonga in Elba ruled.", "Supreme Court of Tonga"},
		{"a name cut before nothing of its own", "The [o Central Committee of the] ruling party met.", "Central Committee"},
		{"across a line's end", "[p Ada\nReed] spoke.", "Ada Reed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, names := told(t, test.story)
			if got := Group(doc, names)[0].Name; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestConfidenceIsTheMeanOfTheMentions(t *testing.T) {
	doc, names := told(t, "[p Ada Reed] spoke. [p Reed] left. [p Reed] slept.")
	names[0].Confidence, names[1].Confidence, names[2].Confidence = 99, 60, 80
	if got := Group(doc, names)[0].Confidence; got != 80 {
		t.Errorf("99, 60 and 80 make %d, want 80", got)
	}
}
