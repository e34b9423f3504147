package topic

import (
	_ "embed"
	"iter"
	"strings"
)

//go:embed headlines.txt
var headlineText string

// headlines yields the invented headlines, each with its code of level 1.
func headlines() iter.Seq2[string, string] {
	return func(yield func(code, line string) bool) {
		code := ""
		for line := range strings.Lines(headlineText) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
			case isCode(line):
				code = line
			case !yield(code, line):
				return
			}
		}
	}
}

// seeds returns words and phrases that a news story about the topic tends to
// contain, chosen by hand, with commas between. They stand in for labelled
// text where there is hardly any: of the 17 topics, Wikipedia's editors file
// items under nine. A plus marks a term so telling that a short item with it
// is about the topic, whatever else it is about.
func seeds(code string) string {
	switch code {
	case "01000000":
		return `+film festival, +box office, film, movie, actor, actress, director, screenplay, cinema, Hollywood, Bollywood, sequel, trailer, +album,
			singer, song, band, concert, tour, rapper, pop star, rock band, orchestra, opera, ballet, dance, musician, Grammy, Oscar, Emmy, Academy
			Award, Golden Globe, +museum, gallery, exhibition, painting, artist, sculpture, novel, author, writer, poet, poetry, book, publisher,
			bestseller, theatre, Broadway, play, playwright, musical, television series, sitcom, reality show, TV show, host, celebrity, premiere,
			audience, fans, stage, soundtrack, comedy, comedian, drama, streaming, Netflix, cultural heritage, festival, calypso, carnival, broadcaster,
			newspaper, magazine, journalist, editor, journalism, radio station, talk show, animation, video game, comic, rating, season finale`
	case "02000000":
		return `police, arrest, arrested, suspect, charged, murder, homicide, robbery, burglary, theft, stolen, gunman, shooting, stabbing, rape, sexual
			assault, kidnapping, fraud, bribery, embezzlement, money laundering, drug trafficking, cocaine, smuggling, gang, prison, jail, inmate,
			sentenced, sentence, convicted, conviction, guilty, pleaded, plea, trial, jury, judge, court, supreme court, appeal, lawsuit, sued,
			attorney, lawyer, prosecutor, defendant, magistrate, bail, custody, detective, investigation, investigator, indictment, testimony, witness,
			verdict, acquitted, death penalty, execution, extradition, crime, criminal, manslaughter, hacking, victim`
	case "03000000":
		return `earthquake, aftershock, magnitude, tsunami, volcano, eruption, flood, flooding, landslide, mudslide, hurricane, typhoon, cyclone, tornado,
			wildfire, bushfire, blaze, fire, firefighter, explosion, plane crash, train derailment, derailed, collision, capsized, sinking, ferry,
			shipwreck, collapse, building collapse, crash, accident, stampede, rescue, rescuer, survivor, missing, death toll, evacuated, evacuation,
			emergency services, disaster, relief, rubble, trapped, injured, drowned, oil spill, drought, famine, avalanche`
	case "04000000":
		return `shares, stock, stock market, investor, profit, quarterly, revenue, earnings, sales, merger, acquisition, takeover, bid, company, firm, chief
			executive, bank, banking, loan, debt, bond, interest rate, central bank, Federal Reserve, inflation, economy, economic growth, GDP,
			recession, currency, dollar, euro, yen, exchange rate, trade deficit, export, import, tariff, oil price, crude, gold price, commodity,
			retail, retailer, consumer, consumer spending, manufacturer, factory, automaker, airline, market, analyst, Wall Street, Dow, Nasdaq, hedge
			fund, IPO, dividend, bankruptcy, tax, budget, housing market, mortgage, property, insurance, supply, demand, price, fuel, gas, mining,
			agriculture, crop, farmer, tourism industry, startup, venture, Opec, barrel, forecast growth`
	case "05000000":
		return `+school, +pupil, +teacher, +student, +classroom, +university, college, campus, principal, head teacher, headmaster, professor, lecturer,
			+curriculum, +exam, examination, textbook, homework, +kindergarten, preschool, primary school, secondary school, high school, grade,
			graduate, graduation, degree, diploma, +tuition, scholarship, literacy, reading skills, maths, learning, learner, teaching, education,
			education ministry, minister of education, higher education, undergraduate, dean, faculty, enrolment, enrollment, academic, school board,
			school year, school meals, test scores, charter school, student loan, vocational training, apprenticeship course, dropout, truancy, teachers
			union, special education, adult education, online learning, school district, admission, alumni`
	case "06000000":
		return `+climate change, +global warming, +greenhouse gas, carbon emission, emission, carbon dioxide, +pollution, air quality, smog, polluted, toxic
			waste, plastic waste, recycling, landfill, waste, sewage, contamination, +deforestation, rainforest, forest, +biodiversity, +endangered
			species, wildlife, extinction, poaching, habitat, conservation, conservationist, national park, nature reserve, wetlands, coral reef, ocean,
			whale, whaling, elephant, turtle, ecosystem, ecology, environment, environmental, environmentalist, Greenpeace, renewable energy, solar
			power, wind farm, sea level, melting ice, glacier, ozone, pesticide, river, water quality, water shortage, soil erosion, desertification,
			sustainable, sustainability, natural resources, clean water, Kyoto protocol, Paris agreement, fishing quota, overfishing, oil spill,
			invasive species, bird, planting trees, Environmental Protection Agency`
	case "07000000":
		return `hospital, doctor, patient, nurse, surgery, surgeon, disease, virus, infection, outbreak, epidemic, pandemic, vaccine, vaccination, drug,
			medicine, treatment, therapy, cancer, tumour, tumor, diabetes, obesity, heart disease, heart attack, stroke, HIV, AIDS, malaria, Ebola,
			influenza, flu, measles, cholera, dengue, Zika, coronavirus, tuberculosis, polio, health care, healthcare, health insurance, medical,
			clinic, clinical trial, diagnosis, symptom, mental health, depression, dementia, Alzheimer, autism, pregnancy, abortion clinic, diet,
			nutrition, smoking, tobacco, alcohol, public health, World Health Organization, FDA, pharmaceutical, antibiotic, transplant, blood,
			physician, health ministry, study finds, calories, vitamins`
	case "08000000":
		return `+lottery winner, +lottery jackpot, +oldest person, +world record, Guinness World Records, birthday, 100th birthday, centenarian, wedding,
			newlyweds, engaged, honeymoon, royal baby, royal wedding, newborn, twins, triplets, quadruplets, reunited, reunion, long lost, good
			samaritan, act of kindness, stranger, inspiring, inspirational, hero, heroism, bravery award, medal for courage, heartwarming, touching,
			viral video, pet, dog, puppy, cat, kitten, rescued dog, stray, parrot, zoo animal, panda cub, prank, bizarre, unusual, odd, quirky, strange,
			hoax, ghost, UFO sighting, treasure, message in a bottle, time capsule, beauty pageant, Miss Universe, Miss World, celebrity couple,
			divorce, baby, grandmother, grandfather, anniversary, love story, dream come true, award, honour, honoured, recognition, tribute, memorial,
			milestone, volunteer, personality, life story, Nobel Prize, award ceremony, mother, father, daughter, son, funeral, obituary`
	case "09000000":
		return `+trade union, +labour union, +labor union, +union leader, union, worker, workers, employee, employer, +strike action, +general strike,
			strike, industrial action, walkout, picket line, work stoppage, wage, minimum wage, salary, wage increase, pay rise, pay dispute,
			+collective bargaining, +collective agreement, negotiation, bargaining, retrenchment, retrenched, +layoff, laid off, job cuts, redundancy,
			redundancies, dismissal, unemployment, unemployed, jobless, job, jobs, job creation, job market, job seekers, hiring, recruitment, career,
			workplace, working conditions, working hours, overtime, occupational safety, pension, retirement, retirement age, severance, labour law,
			labour market, labour minister, labor department, industrial relations, industrial court, industrial dispute, shop steward, staff,
			workforce, migrant worker, child labour, employment, apprentice, public servants, Teamsters, United Auto Workers`
	case "10000000":
		return `+tourist attraction, +holiday destination, tourism, tourist, travel, traveller, traveler, vacation, holiday, hotel, resort, beach, cruise,
			sightseeing, backpacking, itinerary, guide book, passport stamp, restaurant, chef, recipe, cooking, cuisine, ingredients, bake, kitchen,
			dinner, wine, beer, cocktail, coffee, food, dining, +fashion show, fashion week, fashion, designer, model, catwalk, dress, clothes, outfit,
			wardrobe, trend, style, beauty, makeup, cosmetics, skin care, hairstyle, jewellery, home decor, interior design, gardening, garden, flowers,
			do it yourself, renovation, furniture, house and home, hobby, hobbies, leisure, leisure time, games, board game, chess, puzzle, crossword,
			collecting, stamps, outdoor, hiking, camping, fishing trip, hunting, cycling trip, motoring, car enthusiast, motorcycle, fitness, yoga, gym,
			wellness, spa, relaxation, weekend, party, nightlife, club, bar, theme park, amusement park, gambling, casino, shopping, gift, Christmas
			shopping, pet owner, dating, lifestyle, luxury, festival season, exercise`
	case "11000000":
		return `election, vote, voter, ballot, candidate, campaign, party, opposition, coalition, parliament, senate, congress, lawmaker, legislator,
			legislation, bill, referendum, prime minister, president, cabinet, minister, government, governor, mayor, senator, democrat, republican,
			conservative, labour party, foreign minister, foreign ministry, diplomat, diplomatic, ambassador, embassy, summit, treaty, bilateral,
			sanctions, United Nations, Security Council, General Assembly, European Union, talks, policy, foreign policy, secretary of state, national
			security adviser, strategic cooperation, visit, delegation, constitution, impeachment, resign, resignation, inauguration, poll, speech,
			human rights, asylum, immigration policy, public spending, spokesman, White House, Kremlin, administration, reform, politician, political,
			politics, democracy, local government, defence policy`
	case "12000000":
		return `+pope, +Vatican, +bishop, +archbishop, cardinal, +priest, pastor, clergy, church, cathedral, parish, congregation, sermon, mass, prayer,
			pray, worship, faith, believer, religious, religion, Christian, Christianity, Catholic, Protestant, Anglican, Orthodox church, Evangelical,
			Pentecostal, baptism, Bible, gospel, scripture, Jesus, Christ, God, Lord, holy, saint, canonization, beatification, +mosque, imam, Muslim,
			Islam, Koran, Quran, prophet, Ramadan, Eid, hajj, Mecca, pilgrim, pilgrimage, ayatollah, cleric, sharia, synagogue, rabbi, Jewish, Judaism,
			Torah, Passover, Yom Kippur, Hanukkah, temple, Hindu, Hinduism, Diwali, Divali, pundit, Krishna, Buddhist, Buddhism, monk, nun, Dalai Lama,
			Sikh, Sikhism, gurdwara, Christmas, Easter, Lent, Good Friday, Orisha, Baptist, Methodist, Presbyterian, Mormon, Jehovah's Witnesses,
			Scientology, cult, atheism, theology, theologian, spiritual, divine, soul, salvation, blessing, ritual, sacred, interfaith, blasphemy,
			missionary, religious freedom`
	case "13000000":
		return `scientist, researcher, study, research, laboratory, experiment, discovery, physics, chemistry, biology, genetics, gene, DNA, genome, stem
			cell, fossil, dinosaur, archaeology, archaeologist, evolution, astronomy, astronomer, telescope, planet, Mars, moon, asteroid, galaxy, NASA,
			space, spacecraft, satellite, rocket, launch, orbit, space station, astronaut, particle, quantum, nuclear fusion, technology, software,
			hardware, computer, laptop, internet, web, website, online, broadband, Google, Microsoft, Apple, Facebook, Twitter, Amazon, iPhone, iPad,
			Android, smartphone, mobile phone, app, tablet, chip, processor, operating system, browser, search engine, social network, virus, malware,
			spam, cyber security, encryption, data, cloud, artificial intelligence, robot, drone, engineer, engineering, innovation, patent, gadget,
			device, user, digital, video game console, electronics, wireless, network, server, developer, programming, electric car, battery,
			nanotechnology, scientific journal`
	case "14000000":
		return `+same sex marriage, +gay marriage, +gay rights, gay, lesbian, transgender, LGBT, homosexual, gender equality, women's rights, feminism,
			feminist, racism, racial discrimination, discrimination, minority, ethnic minority, indigenous people, Aboriginal, Roma, immigrant,
			immigration, migrant, refugee, asylum seeker, integration, diversity, inclusion, inequality, social issues, social services, welfare,
			poverty, poor, homeless, homelessness, hunger, charity, non governmental organisation, foundation, donation, donor, fundraising,
			philanthropy, philanthropist, volunteer work, community, community group, census, population, demographics, birth rate, ageing population,
			elderly, senior citizens, youth, teenagers, children, child care, adoption, foster care, orphan, orphanage, parents, parenting, marriage,
			divorce rate, domestic violence, abuse, child abuse, abortion, euthanasia, assisted suicide, suicide, addiction, alcoholism, drug abuse,
			pornography, prostitution, slavery, human trafficking, civil rights, ethics, values, moral, social condition, disabled, disability, people
			with disabilities, social worker, slum, caste, tribe, rural life, mentoring, empowerment`
	case "15000000":
		return `match, game, goal, goals, scored, score, season, league, cup, world cup, championship, champion, tournament, final, semifinal, quarterfinal,
			playoff, coach, manager, team, player, squad, captain, club, football, soccer, striker, midfielder, goalkeeper, defender, cricket, wicket,
			innings, batsman, bowler, test match, rugby, tennis, Wimbledon, grand slam, golf, PGA, birdie, basketball, NBA, baseball, inning, pitcher,
			NFL, quarterback, touchdown, Super Bowl, hockey, NHL, boxing, heavyweight, wrestling, Olympics, Olympic, gold medal, athletics, sprint,
			marathon, swimming, cycling, Tour de France, Formula One, Grand Prix, Nascar, race, racing, horse racing, jockey, Fifa, Uefa, Premier
			League, stadium, defeat, beat, draw, penalty, referee, transfer, injury, athlete, doping, record holder, fans, play, medal`
	case "16000000":
		return `war, civil war, troops, soldier, army, military, militant, insurgent, rebel, fighter, guerrilla, militia, airstrike, air strike, bombing,
			bomb, suicide bomber, car bomb, roadside bomb, rocket, missile, shelling, artillery, mortar, tank, gunfire, clash, clashes, fighting,
			offensive, attack, attacked, ambush, terrorist, terrorism, Taliban, al Qaeda, Islamic State, Hezbollah, Hamas, ceasefire, truce, peace
			talks, peacekeeper, peacekeeping, peace agreement, invasion, occupation, coup, massacre, genocide, war crime, hostage, prisoner of war,
			drone strike, warship, warplane, casualty, killed in fighting, battle, siege, frontline, armed conflict, armed forces, weapons, combat,
			wounded, security forces, riot, violent protest, unrest, checkpoint, separatist`
	case "17000000":
		return `+weather forecast, +weather forecaster, +meteorologist, +meteorological office, weather, forecast, forecaster, temperature, temperatures,
			degrees Celsius, degrees Fahrenheit, humidity, rain, rainfall, heavy rain, showers, scattered showers, drizzle, thunderstorm, thunder,
			lightning, hail, snow, snowfall, snowstorm, blizzard, inches of snow, sleet, ice, icy, frost, freezing, cold snap, cold front, wind chill,
			cold wave, +heat wave, +heatwave, heat index, hot weather, sunny, sunshine, clear skies, cloudy, overcast, cloud cover, fog, mist, haze,
			Sahara dust, wind, gusts, gale, breeze, storm, tropical storm, tropical depression, tropical wave, storm warning, hurricane season,
			hurricane warning, storm surge, winter storm, severe weather, weather warning, flood warning, high pressure, low pressure, National Weather
			Service, National Hurricane Center, Met Office, El Niño, La Niña, monsoon, rainy season, dry season, drought conditions, record high, record
			low, warmest, coldest, wettest, driest, seasonal, climate outlook, rainy, warm`
	}
	return ""
}
