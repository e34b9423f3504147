package link

import (
	"strings"
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func TestAPlaceThatLendsItsNameToABodyLosesItsItem(t *testing.T) {
	l := league(t)
	for body, keeps := range map[string]bool{
		"Shares on the Amsterdam bourse fell.":                     false,
		"Amsterdam's prison police said no.":                       false,
		"The head of GM of Amsterdam resigned.":                    false,
		"Trains to Amsterdam were late on Monday.":                 true,
		"It rained in Amsterdam. The government said so.":          true,
		"Roads in Amsterdam were closed, police said.":             true,
		"He was held in Amsterdam after police came.":              true,
		"Amsterdam and the police of the region said no.":          true,
		"The mayor of Amsterdam resigned.":                         true,
		"The Mayor of Amsterdam resigned.":                         true,
		"Amsterdam grew. Amsterdam shrank. Amsterdam police slept": true,
		"Amsterdam grew. Amsterdam police slept":                   false,
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
		if _, got := l.Reread(doc, names, names, places); len(got) != 1 || (got[0].Wikidata != "") != keeps {
			t.Errorf("%q: %v, want the item kept: %v", body, got, keeps)
		}
	}
}
