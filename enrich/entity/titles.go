package entity

import "strings"

// titles are words that stand right before a person's name and do not belong
// to it, in lower case and without a full stop. Wire style capitalises them
// there.
var titles = set(`
	mr mrs ms miss dr prof professor sir dame lord lady baron baroness madame monsieur herr frau señor señora
	president vice-president premier minister minister-designate president-elect chancellor governor gov lt-gov mayor
	senator sen rep congressman congresswoman representative delegate lawmaker councillor councilman councilwoman alderman
	commissioner secretary undersecretary secretary-general ambassador envoy consul attorney solicitor prosecutor
	speaker chairman chairwoman chairperson chair chief director executive ceo cfo coo founder co-founder owner
	general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private pvt admiral adm
	commander cmdr marshal brigadier officer inspector detective sheriff trooper cadet
	judge justice magistrate king queen prince princess duke duchess earl emperor sultan emir sheikh shah ayatollah imam
	pope cardinal archbishop bishop reverend rev father pastor rabbi monsignor patriarch
	coach manager captain striker midfielder defender goalkeeper quarterback pitcher forward winger referee
	spokesman spokeswoman spokesperson adviser advisor analyst economist strategist editor author actor actress singer
	director-general lawyer activist dissident defendant suspect opposition-leader leader
`)

// titlePart are words that come before one of them: "Russian Foreign
// Minister", "former Prime Minister".
var titlePart = set(`
	former ex acting deputy vice prime foreign interior defense defence finance justice health education trade energy
	transport labour labor environment agriculture culture home chief assistant associate senior junior first second
	executive managing general attorney national security press state lieutenant brigadier rear major crown grand
	supreme high opposition party cabinet communist democratic republican conservative
`)

// titleEnd are words that end a title with "of" in it: "Secretary of State".
var titleEnd = set(`state staff treasury defense defence parliament police justice rolls commons representatives`)

// organisationWords end the name of an organisation, in lower case and
// without a full stop.
var organisationWords = set(`
	inc corp co ltd plc llc llp ag sa nv gmbh spa ab asa oyj group holdings holding company corporation partners
	bank bancorp securities insurance motors motor airlines airways industries systems technologies energy oil gas
	ministry department agency authority commission committee council parliament senate congress assembly cabinet bureau
	office court tribunal police army navy force forces guard party union federation confederation association league
	club united society institute foundation fund trust university college school academy hospital church press news
	times post journal network television radio studios records entertainment services service administration board
	organisation organization movement front alliance coalition brigade militia
	international exchange newsroom desk railways railway foods steel petroleum pharmaceuticals software electronics
	communications telecom telecommunications capital enterprises brothers bros associates labs laboratories pictures fc cf rovers
	wanderers athletic bancshares savings brewery breweries stores lines council directorate secretariat inspectorate tribune herald
	gazette gmbh kg bhd oao ooo pte pty institution laboratory museum orchestra philharmonic observatory library theatre zoo
`)

// suffixes say what sort of company one is, and nothing else.
var suffixes = set(`inc corp co ltd plc llc llp ag sa nv gmbh spa ab asa oyj group holdings holding company corporation`)

// calendar are words that are written with a capital and name nobody.
var calendar = set(`
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
	october november december jan feb mar apr jun jul aug sept sep oct nov dec
`)

// adjectiveTail are what makes an adjective of a name with a hyphen, beside
// the many in -ed: "London-born".
var adjectiveTail = set(`led born wide style run made held era bound built friendly`)

// familyFirst are common family names of languages that put them first:
// "Qin Gang" is Qin. Those that are also English words are left out.
var familyFirst = set(`
	wang zhang liu chen yang zhao huang zhou wu xu zhu hu guo lin gao luo zheng liang xie song tang deng feng cao peng
	zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei lu ding ren lai qin mao li ma xi shi jia
	kim park choi jung kang cho yoon jang lim moon hwang ahn
	nguyen tran pham phan vu dang bui
`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		m[word] = true
	}
	return m
}
