package place

import "strings"

// Lists of words that stand around names of places, or look like them. Each is
// a string of words between blanks.

// notNames are capitalised words that some village bears as its name.
const notNames = " January February March April May June July August September October November December" +
	" Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun" +
	" Of Date The A An And But Or For In On At By To As If So No Not Yes It He She They We You His Her My Our Your This That These Those There Here When While Where Why How" +
	" What Who All Both Many Most Some Any Each Few One Two Three Four Five Six Seven Eight Nine Ten First Second Third Now Then Today Tomorrow Yesterday After Before Since Until" +
	" With From Under Over About Also Still Even Only Just More Less Much Such Than Because Although However Meanwhile Despite During Among Between Against Like Unlike Once" +
	" Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Capt Maj Sgt St Rev Prof President Minister King Queen Prince Princess Pope Judge Mayor Police Court Congress Parliament Senate House" +
	" Union Central Republic Province State Federal Democratic Republican National International Royal Liberal Labour Conservative Independence Progress Liberty Justice Victory" +
	" God Lord Bible Koran Islam Muslim Christian Catholic Jewish Easter Christmas Ramadan Internet Earth Mars Venus Moon Sun Euro Dollar Sir Lady Madam Media Mall Park Street" +
	" English Orange Bush Young Best Page Book Hope Ho Kim Lee Park Ali Sherman Man Mission Search Champion Opportunity Enterprise Commerce Media Star Sunrise North South East West Northern Southern Eastern Western Center Centre City County Town Village Lake River Bay Island Mountain Valley Beach Port Guide University College Church Council Lot Area Re Arab Abu Creek Grove Triangle Rivers Northwest Northeast Southwest Southeast I'm I'll We'll He'll She'll They'll We're It's Well Normal Eagle Magazine Post Times Supreme Pan Neo Cricket Rugby Ipo Golf Tennis Soccer "

// english are words that name a city of some size, and more often do not; the
// gazetteer's own counts of common words are from a corpus that lacks these.
const english = " Nice Split Bath Same Male Cork Deal Wells Bar Born Bend Hull Mold Ware Lens Tours Buffalo Normal Hurricane Mobile Reading Sale Battle Sandwich Tring Stone Street Rugby Poole Barking Epping Dorking Worthing Tooting Woking Bury Over Hook Loop Rolling Cool Rich Flint Boulder Eureka Surprise Superior Paradise Phoenix Concord Providence Troy Palestine Delta Sparks Plant Salt Plains Summit Union Zion Vista Corona Tender Grand Lodi Man "

// heads end the name of something that is no place, though a place begins it.
const heads = " University College Institute School Academy Hospital Clinic Bank Times Post Herald Tribune Journal News Gazette Press Globe Observer Daily Chronicle Review Examiner Star Sun" +
	" Street St Road Rd Avenue Ave Boulevard Blvd Drive Dr Lane Highway Hwy Bridge Airport Airlines Airways Air Stadium Arena Tower Hotel Museum Library Theatre Theater Church Cathedral Temple" +
	" Inc Inc. Corp Corp. Ltd Ltd. Co Co. LLC PLC Group Company Holdings Motors Energy Oil Steel Petroleum Insurance Securities Exchange Association Federation League Club FC Society Foundation Center Centre" +
	" Agreement Accord Accords Treaty Protocol Declaration Convention Commission Committee Party Union Army Navy Jones Hilton Rovers Wanderers Rangers Raiders Rockets Bulls Bears Lions Tigers Eagles Giants Jets Yankees Mets Dodgers Redskins Cowboys Patriots Celtics Lakers Nationals Astros Cubs" +
	" Broadcasting Presse Press Legion Medical Symphony Orchestra Philharmonic Zoo Mall Cup Open Marathon Festival Prize Award Parkway Pkwy Creek Elementary High Middle Cemetery Middleton "

// ofHeads come before "of" and a place in the name of something else.
const ofHeads = " Bank University Church College Institute Museum Academy Duke Duchess Earl Prince Princess Archbishop Bishop Tower School Society Federation Association Party Knights Daughters Sons Order Treaty Battle Journal Merchant Bishop Bay Gulf Isle Strait "

// titles stand before a person, and may follow a place: "Moscow Mayor Ivan Ivanov".
const titles = " Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sen Sen. Rep Rep. Gov Gov. Gen Gen. Lt Lt. Col Col. Capt Capt. Maj Maj. Sgt Sgt. Cpl Pvt Rev Rev. Prof Prof. Sir Lady Lord Dame President Vice Prime Premier Chancellor Minister Secretary" +
	" Senator Congressman Congresswoman Representative Governor Mayor Councilman Councilwoman Judge Justice Chief Officer Detective Sheriff Deputy Sergeant Lieutenant Captain Colonel General Major Admiral King Queen Prince Princess Pope Bishop Archbishop Cardinal Pastor Father Sister Brother Coach Professor Attorney Ambassador Commissioner Police "

// honorifics stand before nothing but a person.
const honorifics = " Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame "

// locatives stand before a place.
const locatives = " in at from near around outside inside across toward towards into through throughout via off beyond reached left entered visited leave visiting leaving entering "

// bearings stand between the preposition and the place: "in northern Iraq", "in the Bronx".
const bearings = " metropolitan the northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western north south east west downtown upstate suburban nearby rural mainland neighboring neighbouring occupied greater war-torn "

// locals follow a place of which they are a part: "a Lebanon woman".
const locals = " man woman men women resident residents police native boy girl teen teenager couple mayor city councilman firefighters officials officer officers sheriff sheriff's school schools hospital courthouse suburb suburbs neighborhood neighbourhood district area village town-hall township homeowner motorist driver businessman farmer attorney lawyer councilwoman branch office headquarters airport-area firefighter senior store home native "

// divisionWords end names that are a division's whatever follows.
const divisionWords = " County Parish Province Region Oblast District Borough State Prefecture Governorate "

// partsOf stand before "of" and a place.
const partsOf = " state province city town village hamlet district region county parish community suburb port capital island north south east west northeast northwest southeast southwest outside outskirts streets people mayor governor residents university-town municipality borough township kilometres kilometers km miles resident native citizens "

// styles stand before "of" and the place that they are all of.
const styles = " City Town Village State County Kingdom "

// diseases are called after the places where they broke out.
const diseases = " virus ebolavirus hantavirus disease fever flu syndrome "

// nobiliary particles join the parts of a name: "Davao del Sur", "van Buren".
const nobiliary = " del de la las los al el van von der bin ibn da dos di du le y "

// compass words stand before a place with a capital as often as not.
const compass = " Northern Southern Eastern Western Central North South East West Northeast Northwest Southeast Southwest Upper Lower Greater Metro Downtown Inner Mainland Rural Former Occupied "

// openers start a sentence with a capital and are no part of a name.
const openers = " In At From Near For The A An As But And While When Although After Before Since With To On Of Outside Across Both Unlike Like If Then Now Today Earlier Meanwhile However Around Through By Between Among Over Inside Throughout Most Many Some Under Until Despite Because Where Or So Even Only Also Late Last Next Other All Northern Southern Eastern Western Central North South East West Greater Downtown Upstate That This Via "

// among reports whether a list has a word.
func among(list, word string) bool {
	if word == "" || strings.Contains(word, " ") {
		return false
	}
	for {
		i := strings.Index(list, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if i > 0 && list[i-1] == ' ' && end < len(list) && list[end] == ' ' {
			return true
		}
		list = list[end:]
	}
}
