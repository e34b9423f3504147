package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"dateline/enrich/story"
)

const reach = 4 * longestWord

// token is a token of prose with its place in the sentence, in bytes.
type token struct {
	start, end int
	label, tag string
}

// align finds the tokens of prose in the sentence they were cut from. Prose
// drops white space and makes curly quotes straight; anything it changed
// beyond that is left out.
//
// A token that does not follow is looked for within reach bytes, so that the
// time does not grow with the square of a text that prose garbles.
func align(sentence string, tokens []prose.Token) []token {
	aligned := make([]token, 0, len(tokens))
	at := 0
	for _, t := range tokens {
		at += len(sentence[at:]) - len(strings.TrimLeftFunc(sentence[at:], unicode.IsSpace))
		n, ok := match(sentence[at:], t.Text)
		if !ok {
			skipped := strings.Index(sentence[at:min(at+reach, len(sentence))], t.Text)
			if skipped < 0 {
				continue
			}
			at += skipped
			n = len(t.Text)
		}
		aligned = append(aligned, token{at, at + n, t.Label, t.Tag})
		at += n
	}
	return aligned
}

// match returns how many bytes at the start of s prose reads as want.
func match(s, want string) (n int, ok bool) {
	for i := 0; i < len(want); {
		w, wn := utf8.DecodeRuneInString(want[i:])
		r, rn := utf8.DecodeRuneInString(s[n:])
		if w == '\'' && strings.HasPrefix(s[n:], "&rsquo;") {
			r, rn = '\'', len("&rsquo;")
		}
		if rn == 0 || straight(r) != w {
			return 0, false
		}
		n, i = n+rn, i+wn
	}
	return n, n > 0
}

func straight(r rune) rune {
	switch r {
	case '“', '”':
		return '"'
	case '‘', '’':
		return '\''
	}
	return r
}

// chunk is a name in a sentence, in bytes.
type chunk struct {
	start, end int
	kind       story.Type
}

// chunks reads names from the labels of tokens. Prose begins a new name at
// almost every word of one ("Joe" B-PERSON, "Biden" B-PERSON), so a run of
// labelled tokens with nothing but white space between them is one name. The
// surname that it missed after a given name is taken in where it is tagged as
// a proper noun.
func chunks(sentence string, tokens []token) []chunk {
	var found []chunk
	for i := 0; i < len(tokens); {
		kind, ok := kinds[tokens[i].kind()]
		if !ok || !capital(sentence[tokens[i].start:]) {
			i++
			continue
		}
		c := chunk{tokens[i].start, tokens[i].end, kind}
		j := i + 1
		for ; j < len(tokens) && blank(sentence[c.end:tokens[j].start]) && capital(sentence[tokens[j].start:]); j++ {
			next, ok := kinds[tokens[j].kind()]
			if !ok && (c.kind != story.Person || tokens[j].tag != "NNP") {
				break
			}
			// The last word says most: Toyota Motor Corp., European Union.
			if ok && next == story.Organisation {
				c.kind = next
			}
			c.end = tokens[j].end
		}
		found = append(found, c)
		i = j
	}
	return found
}

// kind is the label without its B- or I-.
func (t token) kind() string {
	_, kind, _ := strings.Cut(t.label, "-")
	return kind
}

func blank(s string) bool { return s != "" && strings.TrimSpace(s) == "" }

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// kinds are our types for the labels of prose.
var kinds = map[string]story.Type{
	"PERSON":       story.Person,
	"ORGANIZATION": story.Organisation,
	"GPE":          story.Location,
	"LOCATION":     story.Location,
	"FACILITY":     story.Location,
}
