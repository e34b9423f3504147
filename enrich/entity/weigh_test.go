package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/enrich/story"
)

// weighed are the relevances of a marked story, by name.
func weighed(t *testing.T, marked string) map[string]int {
	t.Helper()
	doc, names := told(t, marked)
	relevance := map[string]int{}
	for _, e := range Group(doc, names) {
		relevance[e.Name] = e.Relevance
	}
	return relevance
}

var filler = strings.Repeat("It rained on the town and on the hills. ", 10)

func TestTheHeadlineAndTheLeadMakeAnEntityRelevant(t *testing.T) {
	got := weighed(t, "[p Ada Reed] quits|"+strings.Repeat("[p Ada Reed] spoke. ", 5)+strings.Repeat(filler, 4)+"Also there was [p Ivo Kos].")
	if got["Ada Reed"] < 80 || got["Ivo Kos"] > 20 {
		t.Errorf("relevances are %v", got)
	}
}

func TestTheMainActorIsTheMostRelevant(t *testing.T) {
	for _, headline := range []string{"", "A storm|", "[p Reed] quits|"} {
		got := weighed(t, headline+"[p Ada Reed] quit on Monday, the [o Harbour Council] said. "+filler+"[p Reed] had met [p Ivo Kos]. "+filler+"[p Reed] slept. "+filler+
			"[p Reed] left; [p Kos] and [p Kos] and [p Kos] stayed. [p Pia Moss] was not there.")
		if !(got["Ada Reed"] > got["Ivo Kos"] && got["Ivo Kos"] > got["Pia Moss"] && got["Ada Reed"] > got["Harbour Council"]) {
			t.Errorf("with the headline %q, relevances are %v", headline, got)
		}
	}
}

func TestAnEntityThatIsEverywhereHasFullRelevance(t *testing.T) {
	for name, marked := range map[string]string{
		"headline and body":      "[p Ada Reed] quits|[p Reed] quit. [p Reed] left. [p Reed] slept. [p Reed] rose. [p Reed] ran.",
		"a body alone":           "[p Ada Reed] quit. [p Reed] left. [p Reed] slept. [p Reed] rose. [p Reed] ran.",
		"a body of one sentence": "[p Ada Reed] quit.",
		"a headline alone":       "[p Ada Reed] quits|",
	} {
		t.Run(name, func(t *testing.T) {
			if got := weighed(t, marked); got["Ada Reed"] != 100 {
				t.Errorf("relevances are %v", got)
			}
		})
	}
}

// One more mention, wherever, takes nothing away.
func TestAMentionMoreIsNeverLessRelevant(t *testing.T) {
	pieces := []string{"%s quits|", "%s spoke. ", filler, "%s left. ", filler, "%s slept, and so did %s. ", filler, "%s. "}
	written := strings.Join(pieces, "")
	places := strings.Count(written, "%s")
	relevance := func(marked int) int { // a bit for each place
		args := make([]any, places)
		for i := range args {
			args[i] = "Ada Reed"
			if marked>>i&1 == 1 {
				args[i] = "[p Ada Reed]"
			}
		}
		return weighed(t, fmt.Sprintf(written, args...))["Ada Reed"]
	}
	for marked := 1; marked < 1<<places; marked++ {
		r := relevance(marked)
		for i := range places {
			if more := marked | 1<<i; relevance(more) < r {
				t.Errorf("mentions %b: %d, and with another one, %b: %d", marked, r, more, relevance(more))
			}
		}
	}
}

func TestEntitiesComeInTheOrderOfTheirRelevance(t *testing.T) {
	doc, names := told(t, "The [o Harbour Council] met [p Ivo Kos]. "+filler+"[p Kos], [p Kos] and [p Kos] left. [p Pia Moss] left.")
	var got []string
	for _, e := range Group(doc, names) {
		got = append(got, e.Name)
	}
	if want := []string{"Ivo Kos", "Harbour Council", "Pia Moss"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A story of nothing but names must not take time that grows with the square
// of its length: it would never end here.
func TestAPhoneBookIsReadOnce(t *testing.T) {
	letters := func(i int) string {
		return strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(i))
	}
	const n = 15_000
	for name, entry := range map[string]func(i int) (string, string){
		"one surname":        func(i int) (string, string) { return "Ada" + letters(i) + " Smith", "Smith" },
		"one given name":     func(i int) (string, string) { return "Ada Smith" + letters(i), "Ada" },
		"middle names":       func(i int) (string, string) { return "Ada X" + letters(i) + " Smith", "Ada Smith" },
		"many words":         func(i int) (string, string) { return "Ada Bo Ce De X" + letters(i), "X" + letters(i) },
		"initials":           func(i int) (string, string) { return "A" + letters(i) + " B" + letters(i) + " Smith", "ABS" },
		"one short name":     func(i int) (string, string) { return "Ada Smith", "Smith" },
		"capitals of a kind": func(i int) (string, string) { return "Ada SMITH" + letters(i), "Smith" + letters(i) },
	} {
		for _, kind := range []string{"p", "o"} {
			t.Run(name+", "+kind, func(t *testing.T) {
				var b strings.Builder
				for i := range n {
					full, short := entry(i)
					fmt.Fprintf(&b, "[%s %s] and [%s %s] (X). ", kind, full, kind, short)
				}
				doc, names := told(t, b.String())
				mentions := 0
				for _, e := range Group(doc, names) {
					mentions += len(e.Mentions)
				}
				if mentions != 2*n {
					t.Errorf("%d mentions, want %d", mentions, 2*n)
				}
			})
		}
	}
}

func TestAcronymsByTheThousandAreReadOnce(t *testing.T) {
	var b strings.Builder
	for i := range 15_000 {
		fmt.Fprintf(&b, "[o Harbour Union] ([o A%cB%d]) met [o A%cB%d]. ", 'A'+rune(i%26), i, 'A'+rune(i%26), i)
	}
	doc, names := told(t, b.String())
	if got := Group(doc, names); len(got) != 1 || got[0].Type != story.Organisation {
		t.Errorf("%d entities", len(got))
	}
}
