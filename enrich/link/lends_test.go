package link

import (
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestAPlaceThatLendsItsNameToABodyLosesItsItem(t *testing.T) {
	l := league(t)
	for body, by := range map[string]string{
		"Shares on the Amsterdam bourse fell.":                     "bourse",
		"Amsterdam's prison police said no.":                       "police",
		"Amsterdam's new Parliament met.":                          "Parliament",
		"The head of GM of Amsterdam resigned.":                    "GM",
		"Trains to Amsterdam were late on Monday.":                 "",
		"It rained in Amsterdam. The government said so.":          "",
		"Roads in Amsterdam were closed, police said.":             "",
		"He was held in Amsterdam after police came.":              "",
		"Amsterdam and the police of the region said no.":          "",
		"The mayor of Amsterdam resigned.":                         "",
		"The Mayor of Amsterdam resigned.":                         "",
		"Amsterdam grew. Amsterdam shrank. Amsterdam police slept": "",
		"Amsterdam grew. Amsterdam police slept":                   "police",
	} {
		doc := text.Parse([]story.Field{{Name: story.Body, Text: body}})
		var mentions []story.Mention
		f := &doc.Fields[0]
		for at := 0; strings.Contains(body[at:], "Amsterdam"); {
			at += strings.Index(body[at:], "Amsterdam")
			mentions = append(mentions, story.Mention{Span: f.SpanBytes(at, at+len("Amsterdam"))})
			at += len("Amsterdam")
		}
		places := []story.Place{{Name: "Amsterdam", Wikidata: "http://www.wikidata.org/entity/Q727", FeatureCode: "PPLC", Mentions: mentions}}
		var names []story.Name
		if at := strings.Index(body, "GM"); at >= 0 {
			names = append(names, story.Name{Span: f.SpanBytes(at, at+len("GM")), Type: story.Organisation})
		}
		_, got, withheld := l.Reread(doc, names, names, places)
		if len(got) != 1 || (got[0].Wikidata != "") != (by == "") || (len(withheld) == 0) != (by == "") {
			t.Errorf("%q: %v, withheld %v, want the item kept: %v", body, got, withheld, by == "")
			continue
		}
		if by == "" {
			continue
		}
		w := withheld[0]
		if w.Place != 0 || w.Wikidata != "http://www.wikidata.org/entity/Q727" || w.Mentions != len(mentions) || len(w.Lent) != 1 ||
			w.Lent[0].Text != "Amsterdam" || w.Lent[0].To != story.LentToBody || w.Lent[0].Word != by {
			t.Errorf("%q: %+v, want it lent to a body by %q", body, w, by)
		}
	}
}
