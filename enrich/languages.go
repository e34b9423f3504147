package enrich

import (
	"strings"

	"dateline/enrich/language"
	"dateline/enrich/story"
)

// omittedAbroad are the taggers that know no language but English.
var omittedAbroad = []string{"entities", "topics"}

// certain is the confidence from which the language that the text has is
// believed against the one that the story declares. Copy with the wrong label
// is common (translations, templates); below this so are wrong guesses.
const certain = 80

// readLanguage settles whether a story is read as English: by its text where
// that is long enough to tell, else by what it declares, else it is. The
// Language is nil when there is nothing to say of it.
func readLanguage(s *story.Story) (l *story.Language, english bool) {
	var guess language.Guess
	if s.Taggable() {
		if guess = language.Detect(s.Field(story.Body)); guess.Tag == "" {
			guess = language.Detect(s.Field(story.Headline) + " " + s.Field(story.Body))
		}
	}
	if s.Language != "" || guess.Tag != "" {
		l = &story.Language{Declared: s.Language, Detected: guess.Tag, Confidence: guess.Confidence}
	}
	if guess.Confidence >= certain {
		return l, guess.Tag == language.English
	}
	return l, declaresEnglish(s.Language)
}

// declaresEnglish reports whether a language tag stands for English. So does
// none, and "und", which means the same.
func declaresEnglish(tag string) bool {
	primary, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	switch strings.ToLower(primary) {
	case "", "en", "eng", "und", "mul", "zxx":
		return true
	}
	return false
}
