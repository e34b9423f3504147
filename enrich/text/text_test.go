package text

import (
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

func parse(s string) *Field {
	return &Parse([]story.Field{{Name: story.Body, Text: s}}).Fields[0]
}

func tokens(s string) string {
	f := parse(s)
	words := make([]string, len(f.Tokens))
	for i := range f.Tokens {
		words[i] = f.TokenText(i)
	}
	return strings.Join(words, " | ")
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing gives nothing", "", ""},
		{"blanks give nothing", " \t\r\n\u00a0\u2003\u200b\ufeff\x00", ""},
		{"an acronym keeps its last dot", "U.S. and U.N. envoys at 9 a.m.", "U.S. | and | U.N. | envoys | at | 9 | a.m."},
		{"an acronym without a last dot is one", "the U.S and", "the | U.S | and"},
		{"an acronym keeps what a hyphen adds", "a U.S.-led, non-U.N. force", "a | U.S.-led | , | non-U.N. | force"},
		{"a possessive is cut off an acronym", "the U.S.'s bid", "the | U.S. | 's | bid"},
		{"a state is abbreviated", "in Reno, Nev., and Fresno, Calif., too", "in | Reno | , | Nev. | , | and | Fresno | , | Calif. | , | too"},
		{"a state that is a word needs a comma", "at Salem, Ore. The ore. No mass.", "at | Salem | , | Ore | . | The | ore | . | No | mass | ."},
		{"No. is an abbreviation before a number only", "No. 10 said No.", "No. | 10 | said | No | ."},
		{"titles keep their dot", "Mr. Lee, Lt. Gov. Ada Moss and Ms.Orr", "Mr. | Lee | , | Lt. | Gov. | Ada | Moss | and | Ms. | Orr"},
		{"a company keeps its dot", "Acme Corp. and Bolt Inc. merge", "Acme | Corp. | and | Bolt | Inc. | merge"},
		{"the dot that ends the sentence too is parted", "Acme Corp. merges with “Bolt Inc.” At Reed Co., in the U.S.", "Acme | Corp. | merges | with | “ | Bolt | Inc | . | ” | At | Reed | Co. | , | in | the | U.S."},
		{"initials stand with or without blanks", "A.B. Stone, C. D. Reed and J.-P. Roux", "A.B. | Stone | , | C. | D. | Reed | and | J.-P. | Roux"},
		{"an initial that is an article is one before an initial", "J. A. Smith", "J. | A. | Smith"},
		{"a letter before a new sentence is no initial", "It was Plan B. The rest. So did I. Smith left.", "It | was | Plan | B | . | The | rest | . | So | did | I | . | Smith | left | ."},
		{"a degree is one token", "two Ph.D. students", "two | Ph.D. | students"},
		{"a law case keeps its v.", "Orr v. Moss", "Orr | v. | Moss"},
		{"names with an apostrophe stay whole", "O'Sullivan, D’Souza, N'Djamena, Sana'a, Côte d'Ivoire", "O'Sullivan | , | D’Souza | , | N'Djamena | , | Sana'a | , | Côte | d'Ivoire"},
		{"an okina or modifier letter is an apostrophe", "Hawai‘i and Qurʼan", "Hawai‘i | and | Qurʼan"},
		{"a possessive is a token", "O'Neill's and O’Neill’s; TRUMP'S; leaders' talks", "O'Neill | 's | and | O’Neill | ’s | ; | TRUMP | 'S | ; | leaders | ' | talks"},
		{"contractions are cut as in the Penn Treebank", "I'm sure they'll say we've won't isn’t he'd", "I | 'm | sure | they | 'll | say | we | 've | wo | n't | is | n’t | he | 'd"},
		{"a clitic is none at the start of a quotation", "he said 's' and 'd", "he | said | ' | s | ' | and | ' | d"},
		{"hyphens hold words", "al-Qaeda's 18-year-old F-16s, mid- to late-", "al-Qaeda | 's | 18-year-old | F-16s | , | mid | - | to | late | -"},
		{"dashes part words", "Lyon–Turin — a line -- and more - so", "Lyon | – | Turin | — | a | line | -- | and | more | - | so"},
		{"numbers stay whole", "1,000.5 2:30 3-1 9/11 2.5% 1'000 1990s .300 2½", "1,000.5 | 2:30 | 3-1 | 9/11 | 2.5 | % | 1'000 | 1990s | .300 | 2½"},
		{"a number leaves the sentence's marks", "in 2019, 20. Or 5: yes", "in | 2019 | , | 20 | . | Or | 5 | : | yes"},
		{"money keeps its unit apart from the sign", "$5m, US$5m, €1.2bn", "$ | 5m | , | US$ | 5m | , | € | 1.2bn"},
		{"a time keeps its a.m.", "at 10a.m. or 5.30pm", "at | 10a.m. | or | 5.30pm"},
		{"slashes part words", "LYON/TURIN and/or", "LYON | / | TURIN | and | / | or"},
		{"ampersands and pluses hold names", "AT&T, S&P 500, Canal+, AT&amp;T", "AT&T | , | S&P | 500 | , | Canal+ | , | AT | & | amp | ; | T"},
		{"a domain is a word", "Books.com Inc. and news.site.co.uk. Left.It went.", "Books.com | Inc. | and | news.site.co.uk | . | Left | . | It | went | ."},
		{"a URL is one token without the sentence's marks", "(see https://a.example/b_(c)?d=1,2). Www.b.example/x, too", "( | see | https://a.example/b_(c)?d=1,2 | ) | . | Www.b.example/x | , | too"},
		{"an address is one token", "mail a.b+c@d-e.example.org. @desk x@ a@b", "mail | a.b+c@d-e.example.org | . | @desk | x | @ | a | @ | b"},
		{"a hashtag is one token", "#Vote2024 now # 1", "#Vote2024 | now | # | 1"},
		{"ellipses are one token", "Well... so… and . . .", "Well | ... | so | … | and | . | . | ."},
		{"quotes are tokens", "“Go,” she said. \"'No,'\" ``he'' said.", "“ | Go | , | ” | she | said | . | \" | ' | No | , | ' | \" | `` | he | '' | said | ."},
		{"a missing blank does not join sentences", "They left.He stayed", "They | left | . | He | stayed"},
		{"combining marks stay with their letter", "Ro\u0308mer e\u0301t\u0327", "Ro\u0308mer | e\u0301t\u0327"},
		{"right-to-left words are words", "قال الرئيس، \u200fשלום.", "قال | الرئيس | ، | שלום | ."},
		{"a joiner inside a word belongs to it", "می\u200cشود co\u00adoperate", "می\u200cشود | co\u00adoperate"},
		{"emoji stay whole", "👍🏽🇫🇷🇩🇪👩\u200d👩\u200d👧❤\ufe0f ok", "👍🏽 | 🇫🇷 | 🇩🇪 | 👩\u200d👩\u200d👧 | ❤\ufe0f | ok"},
		{"ideographs are tokens", "东京と東京タワー", "东 | 京 | と | 東 | 京 | タワー"},
		{"odd blanks part words", "a\u00a0b\u2009c\u3000d\u0085e\x00f\u200bg", "a | b | c | d | e | f | g"},
		{"an invalid byte is a letter", "Caf\xe9 \xff", "Caf\xe9 | \xff"},
		{"the replacement character is a letter", "Caf\ufffd", "Caf\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tokens(tt.in); got != tt.want {
				t.Errorf("tokens of %q\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	tests := []struct {
		in   string
		want []Kind
	}{
		{"Lee 5 5m 1,000 , https://a.example a@b.org", []Kind{Word, Number, Number, Number, Punct, Link, Link}},
		{"18-year-old 3-1 9/11 7-Eleven 4chan Lee's @desk #tag", []Kind{Word, Number, Number, Word, Word, Word, Word, Link, Word}},
		{"東 👍 \u0301 \xff", []Kind{Word, Punct, Punct, Word}},
	}
	for _, tt := range tests {
		f := parse(tt.in)
		var got []Kind
		for _, tok := range f.Tokens {
			got = append(got, tok.Kind)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("kinds of %q (%s): got %v, want %v", tt.in, tokens(tt.in), got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	const long = "The ferry left the northern harbour at dawn with\ntwo hundred people aboard, the coast guard said on\nMonday, and reached the island before the storm.\nNobody was hurt. A second boat turned back.\n"
	tests := []struct{ name, in, want string }{
		{"no text has no sentences", " \n ", ""},
		{"full stops end", "He left. She stayed. Done", "He left. | She stayed. | Done"},
		{"titles and initials do not end", "Dr. A. B. Lee met Gen. Moss. Then St. Ives.", "Dr. A. B. Lee met Gen. Moss. | Then St. Ives."},
		{"an acronym ends before an opening word", "He is in the U.S. The rest is in U.N. Security Council hands.", "He is in the U.S. | The rest is in U.N. Security Council hands."},
		{"a company ends before an opening word", "It was Acme Inc. It grew. Acme Inc. Chairman Lee left.", "It was Acme Inc. | It grew. | Acme Inc. Chairman Lee left."},
		{"a month does not end before its day", "On Jan. 3 it began. Until Feb. It ended.", "On Jan. 3 it began. | Until Feb. | It ended."},
		{"a time ends before a name but not before a day", "At 9 a.m. Monday. At 9 p.m. EST. At 5 p.m. Lee spoke.", "At 9 a.m. Monday. | At 9 p.m. EST. | At 5 p.m. | Lee spoke."},
		{"a closing quote belongs to the sentence", "“It is over.” He left. (She did.) \"No.\" Yes.", "“It is over.” | He left. | (She did.) | \"No.\" | Yes."},
		{"an opening quote begins one", "He left. “It is over.” Lee in the U.S. “It is.”", "He left. | “It is over.” | Lee in the U.S. | “It is.”"},
		{"a question goes on with who asked it", "“Why?” he asked. “Where!” Lee asked. “When?” Nobody knew.", "“Why?” he asked. | “Where!” Lee asked. | “When?” | Nobody knew."},
		{"an ellipsis ends before a capital only", "Well... maybe. Well… He left.", "Well... maybe. | Well… | He left."},
		{"a missing blank ends after a word", "They left.He stayed.", "They left. | He stayed."},
		{"a number in a list does not end", "1. The first. 2. The second.", "1. The first. | 2. The second."},
		{"a decimal does not end", "It rose 3.5 percent to 4. The rest fell.", "It rose 3.5 percent to 4. | The rest fell."},
		{"a blank line ends", "A heading\n\nand a line\r\n\r\nU.S.\n \nPresident", "A heading | and a line | U.S. | President"},
		{"a line's end ends where text is not wrapped", "A heading\nThe text. Lee\nMoss", "A heading | The text. | Lee | Moss"},
		{"a line's end is a blank where text is wrapped", long, "The ferry left the northern harbour at dawn with\ntwo hundred people aboard, the coast guard said on\nMonday, and reached the island before the storm. | Nobody was hurt. | A second boat turned back."},
		{"an indented line begins a paragraph", strings.ReplaceAll(long, "\nNobody", "\n   nobody"), "The ferry left the northern harbour at dawn with\ntwo hundred people aboard, the coast guard said on\nMonday, and reached the island before the storm. | nobody was hurt. | A second boat turned back."},
		{"other scripts end too", "他走了。她没有。 ذهب؟ نعم।", "他走了。 | 她没有。 | ذهب؟ | نعم।"},
		{"a paragraph separator ends", "a\u2029b\fc", "a | b | c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := parse(tt.in)
			var got []string
			for _, s := range f.Sentences {
				got = append(got, f.Span(s.Start, s.End).Text)
			}
			if g := strings.Join(got, " | "); g != tt.want {
				t.Errorf("sentences of %q\n got %s\nwant %s", tt.in, g, tt.want)
			}
		})
	}
}

func TestLookups(t *testing.T) {
	f := parse("Šid: the Česko-Peru talks. É.")
	if got, want := f.SpanBytes(strings.Index(f.Text, "Peru"), strings.Index(f.Text, " talks")), (story.Span{Field: story.Body, Start: 15, End: 19, Text: "Peru"}); got != want {
		t.Errorf("SpanBytes: got %+v, want %+v", got, want)
	}
	if got, want := f.Covering(15, 19), (Range{3, 4}); got != want {
		t.Errorf("Covering inside a token: got %v, want %v", got, want)
	}
	if got, want := f.Covering(4, 5), (Range{2, 2}); got != want {
		t.Errorf("Covering a blank: got %v, want %v", got, want)
	}
	var parts []string
	for a, b := range f.Parts(3) {
		parts = append(parts, f.Text[a:b])
	}
	if want := []string{"Česko", "Peru"}; !slices.Equal(parts, want) {
		t.Errorf("Parts: got %q, want %q", parts, want)
	}
	if got := f.SentenceOf(len(f.Tokens) - 1); got != 1 {
		t.Errorf("SentenceOf the last token: got %d, want 1", got)
	}
}
