package entity

// ofHeads are words for organisations that go on with "of" or "for".
var ofHeads = set(`
	ministry department bank university organisation organization association institute council committee party court
	church office federation union board bureau league academy college commission confederation alliance movement front
	society fund foundation agency congress trust school centre center chamber
`)

// houses are words that make an organisation only with "of" behind them.
var houses = set(`house chamber court`)

// openers begin sentences and are no part of a name then.
var openers = set(`
	the a an and but or so yet he she it they we you i his her its their our my your this that these those there here what when
	where who why how which while if in on at by for from with without after before since until during about of to as under
	over among between against despite although though because however meanwhile also then now still even only not no yes
	some many most more few several both all each every another other one two three four five last earlier later once
`)

// notOrganisations are capitals that stand for no organisation.
var notOrganisations = set(`
	GDP CPI GNP VAT PCR AIDS HIV TB DNA RNA SARS CEO CFO COO CTO USD GBP EUR JPY AUD CAD INR CHF GMT EDT EST PDT PST UTC BST CET IST
	NOTE ISSUE CAPS ISSUER ALSO READ RAT ERA MVP FAQ ATM SIM GPS USB LED LGBT LGBTQ PHD MBA MSC IPO ETF RBI RBIS PIN
	WAR AND THE FOR NOT ALL NEW OLD NOW ISBN ISDN WWII III VII VIII XII XIII XIV XVI USA UAE DRC COVID TNT SUV SMS PDF
`)

// particles join the halves of a person's name.
var particles = set(`de del della di da das do dos du la le van von der den ter ten zu bin bint ibn ben al el ul y e wa af`)

// peoples are words in a capital for peoples, faiths and tongues that are not
// those of one country, and single words for things.
var peoples = set(`
	european europeans african africans asian asians arab arabs american-indian latin hispanic western eastern northern southern
	islamic islamist islamists muslim muslims moslem moslems christian christians catholic catholics protestant jewish jews
	hindu hindus sikh sikhs buddhist orthodox sunni shiite shia kurdish kurd kurds tibetan tamil hutu hutus tutsi tutsis
	palestinian palestinians zionist zionists nazi communist communists democratic democrat democrats republican republicans
	english hindi arabic latino creole indigenous aboriginal inuit covid covid-19 internet god
`)

// things end the names of events, works, laws and wares.
var things = set(`
	cup championship championships open classic tour trophy olympics games series final finals league race prix rally marathon slam
	day festival award awards prize week month year act bill treaty accord agreement convention constitution plan programme
	program project style results index receipts bond bonds tax window account route forum summit conference war revolution
	crisis deal fund studies rights highness peoples
`)

// ordinaryWords are capitalised in the names of organisations and things, and
// no part of a person's name.
var ordinaryWords = set(`
	new north south east west northern southern eastern western central national international united world global first
	royal federal state county city public human great grand big major red blue green white black golden free open general
	air water energy gold silver street road park square river lake mount island islands bridge bay hills valley house building
	power data market markets trade business financial foreign home local media social web digital online american british
	french german italian spanish russian chinese japanese indian australian canadian brazilian mexican israeli iranian turkish dutch
	the of and for on in at to from nations women men young youth workers people
`)

// known are organisations that news calls by one word, which says nothing by
// itself. Names that are also common words or places are left out.
var known = set(`
	Reuters Interfax Xinhua Tass Bloomberg Kyodo Yonhap Tanjug Bernama Anadolu Antara AFP Agence
	NATO OPEC UNESCO UNICEF UNHCR ASEAN Interpol Europol Mercosur FIFA UEFA FIFPRO Greenpeace Oxfam Amnesty Caritas Fatah Hamas Hezbollah
	Hizbollah Taliban Houthis Boko Likud Fidesz Syriza Podemos Solidarnosc Pentagon Kremlin Congress Parliament Senate Knesset Duma
	Bundestag Bundesbank Bundesrat Sejm Diet Dail Politburo Treasury Mossad Stasi Gestapo Fed Labour Tories Conservatives
	Google Facebook Microsoft Twitter YouTube Instagram WhatsApp Netflix Tesla Toyota Honda Nissan Mazda Hyundai Kia Volkswagen Audi BMW
	Daimler Peugeot Renault Fiat Volvo Boeing Airbus Embraer Lufthansa Qantas Aeroflot Ryanair EasyJet Samsung Sony Panasonic Toshiba Hitachi
	Huawei Xiaomi Lenovo Alibaba Tencent TikTok ByteDance Nokia Ericsson Siemens Philips Bayer BASF Nestle Nestlé Unilever Danone Pfizer
	Moderna AstraZeneca Novartis Roche Sanofi Merck Gazprom Rosneft Lukoil Aramco Petrobras Pemex ExxonMobil Chevron Exxon Texaco BP
	Intel IBM Oracle Cisco Nvidia AMD Uber Airbnb PayPal Goldman JPMorgan Citigroup Citibank HSBC Barclays UBS Walmart Starbucks Nike
	Adidas Reebok Pirelli Michelin Ferrari McLaren Juventus Arsenal Chelsea Tottenham Ajax Benfica Bayern Celtic
	Al-Qaeda al-Qaeda al-Qaida Qaeda al-Shabab al-Shabaab
`)

// bodies are those whose possessive begins or continues an organisation.
var bodies = set(`people peoples men women children workers teachers farmers lawyers students magistrate magistrates boatmen traders writers journalists`)

// placeWords begin no person's name.
var placeWords = set(`
	new north south east west northern southern eastern western central national international united world global royal federal
	air real state city county wall major great big red digital social human public arab
`)

// nations are adjectives of countries and regions that stand before a person
// or a ministry and do not belong to the name.
var nations = set(`
	afghan african albanian algerian american andorran angolan arab argentine argentinian armenian asian australian austrian azerbaijani
	azeri bahraini bangladeshi barbadian basque belarusian belarussian belgian bolivian bosnian brazilian brazilian-born british bulgarian
	burmese burundian cambodian cameroonian canadian catalan chadian chechen chilean chinese colombian congolese croatian cuban cypriot
	czech danish dominican dutch ecuadorean ecuadorian egyptian emirati english eritrean estonian ethiopian european fijian filipino
	finnish french gabonese gambian georgian german ghanaian greek guatemalan guinean haitian honduran hungarian icelandic indian
	indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovar kurdish kuwaiti
	kyrgyz lao latvian lebanese liberian libyan lithuanian macedonian malawian malaysian malian maltese mauritanian mauritian mexican
	moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian norwegian omani pakistani palestinian
	panamanian paraguayan peruvian polish portuguese qatari romanian russian rwandan salvadoran saudi scottish senegalese serb serbian
	singaporean slovak slovakian slovene slovenian somali spanish sudanese swedish swiss syrian taiwanese tajik tanzanian thai tibetan
	togolese trinidadian tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni yugoslav zambian
	zimbabwean
`)

// ofState are the organs that every state has: "Chinese" is no part of the
// name in "the Chinese Foreign Ministry", as it is in "the African Union".
var ofState = set(`ministry department parliament government cabinet senate court tribunal army navy police`)
