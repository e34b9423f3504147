package topic

// isStop reports whether a lower-cased word says nothing about a subject:
// function words, the verbs of reporting, days, months, counts, and the
// names of agencies in credits.
func isStop(word []byte) bool {
	switch string(word) {
	case "a", "about", "above", "according", "across", "actually", "added", "adding", "after", "afterwards", "again", "against", "ago", "ahead",
		"all", "almost", "along", "already", "also", "although", "always", "am", "amid", "among", "an", "and", "announce", "announced", "announces",
		"another", "any", "anyone", "anything", "appeared", "are", "aren't", "around", "as", "ask", "asked", "at", "away",
		"back", "be", "became", "because", "become", "becomes", "been", "before", "began", "begin", "begins", "behind", "being", "below", "besides",
		"between", "beyond", "both", "but", "by", "call", "called", "calls", "came", "can", "can't", "cannot", "cent", "come", "comes", "coming",
		"could", "couldn't", "day", "days", "declined", "describe", "described", "despite", "did", "didn't", "do", "does", "doesn't", "doing", "don't",
		"done", "down", "due", "during", "each", "earlier", "early", "eight", "eighth", "either", "else", "end", "ends", "enough", "especially", "etc",
		"even", "ever", "every", "everyone", "everything", "except", "expected", "far", "few", "fifth", "first", "five", "following", "follows", "for",
		"four", "fourth", "from", "further", "gave", "get", "gets", "getting", "give", "given", "gives", "go", "goes", "going", "gone", "got",
		"had", "hadn't", "half", "has", "hasn't", "have", "haven't", "having", "he", "he's", "hello", "her", "here", "hers", "herself", "him", "himself",
		"his", "hour", "hours", "how", "however", "hundred", "hundreds", "i", "i'm", "if", "in", "include", "included", "includes", "including", "indeed",
		"inside", "instead", "into", "is", "isn't", "it", "it's", "its", "itself", "just", "keep", "kept", "know", "known", "last", "late", "later",
		"latest", "least", "less", "let", "like", "likely", "long", "look", "looking", "made", "mainly", "make", "makes", "making", "many", "may", "maybe",
		"me", "mean", "means", "meanwhile", "might", "million", "millions", "billion", "billions", "trillion", "minute", "minutes", "month", "months",
		"more", "moreover", "most", "mostly", "mr", "mrs", "ms", "much", "must", "my", "myself", "near", "nearly", "need", "needs", "neither", "never",
		"next", "nine", "ninth", "no", "nor", "not", "nothing", "now", "number", "of", "off", "often", "on", "once", "one", "ones", "only", "onto", "or",
		"other", "others", "our", "ours", "out", "outside", "over", "own", "part", "per", "percent", "perhaps", "pm", "put", "quite", "quote", "quoted",
		"rather", "really", "recent", "recently", "report", "reported", "reportedly", "reports", "s", "said", "same", "saw", "say", "saying",
		"says", "second", "see", "seem", "seemed", "seems", "seen", "seven", "seventh", "several", "shall", "she", "she's", "should", "since", "six",
		"sixth", "so", "some", "someone", "something", "sometimes", "soon", "statement", "still", "such", "take", "taken", "takes", "taking", "tell",
		"tells", "ten", "than", "that", "that's", "the", "their", "theirs", "them", "themselves", "then", "there", "there's", "therefore", "these",
		"they", "they're", "thing", "things", "think", "third", "this", "those", "though", "thousand", "thousands", "three", "through", "throughout",
		"thus", "till", "time", "times", "to", "today", "together", "told", "tomorrow", "tonight", "too", "took", "toward", "towards", "two", "u",
		"under", "unless", "until", "up", "upon", "us", "use", "used", "uses", "using", "usually", "via", "very", "want", "wants", "was", "wasn't",
		"way", "we", "week", "weeks", "well", "went", "were", "weren't", "what", "whatever", "when", "where", "whether", "which", "while", "who",
		"whole", "whom", "whose", "why", "will", "with", "within", "without", "won't", "would", "wouldn't", "year", "years", "yes", "yesterday", "yet",
		"you", "your", "yours", "yourself",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "morning", "afternoon", "evening", "week's",
		"ap", "reuters", "afp", "dpa", "upi", "xinhua", "interfax", "tass", "ansa", "efe", "kyodo", "bbc", "cnn", "associated", "press", "photo", "file":
		return true
	}
	return false
}

// stem cuts the plural off a lower-cased word and nothing else: "elections"
// and "election" are one feature, "policies" and "policy" too. Longer
// suffixes are left alone, since "communist" is not "communal".
func stem(word []byte) []byte {
	n := len(word)
	if n < 4 || word[n-1] != 's' {
		return word
	}
	switch word[n-2] {
	case 's', 'u', 'i':
		return word
	case 'e':
		if n > 4 && word[n-3] == 'i' {
			word[n-3] = 'y'
			return word[:n-2]
		}
		if n > 4 && (word[n-3] == 'x' || word[n-3] == 's' && word[n-4] == 's' || word[n-3] == 'h' && (word[n-4] == 'c' || word[n-4] == 's')) {
			return word[:n-2]
		}
	}
	return word[:n-1]
}
