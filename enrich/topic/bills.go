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
