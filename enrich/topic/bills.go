package topic

// billTopic maps the major topics of the Policy Agendas codebook, under which
// bills of the US Congress are filed, to Media Topics; the empty code where
// one topic falls under several.
func billTopic(label string) (code string) {
	switch label {
	case "Law, Crime, Family":
		return "02000000"
	case "Agriculture", "Banking, Finance, Domestic Commerce", "Energy", "Foreign Trade", "Macroeconomics", "Transportation":
		return "04000000"
	case "Education":
		return "05000000"
	case "Environment", "Public Lands and Water":
		return "06000000"
	case "Health":
		return "07000000"
	case "Labor, Employment":
		return "09000000"
	case "Government Operations", "International Affairs and Foreign Aid":
		return "11000000"
	case "Space, Science, Technology, Communications":
		return "13000000"
	case "Civil Rights, Minority Issues, Civil Liberties", "Social Welfare":
		return "14000000"
	}
	return ""
}

// pageTopic maps the topics of the same codebook as front pages of a newspaper
// are filed under them, with its additions for news. International affairs
// and defence are wars there as often as politics.
func pageTopic(label string) (code string) {
	switch label {
	case "Arts and Entertainment":
		return "01000000"
	case "Fires":
		return "03000000"
	case "Sports and Recreation":
		return "15000000"
	case "Churches and Religion":
		return "12000000"
	case "State and Local Government Administration":
		return "11000000"
	case "International Affairs and Foreign Aid", "Transportation", "Public Lands and Water":
		return ""
	}
	return billTopic(label)
}

// reutersTopic maps the topics of Reuters-21578, which are all of the economy.
func reutersTopic(string) (code string) { return "04000000" }
