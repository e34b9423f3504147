package wire

import (
	"encoding/json"
	"testing"

	"dateline/enrich/story"
)

func TestKindOfChangeIsFoundWithTheWordsThatSaySo(t *testing.T) {
	for _, c := range []struct {
		name, doc, kind, evidence string
	}{
		{"nothing said", `{"headline":"Ferry sails"}`, "new", ""},
		{"a first version", `{"headline":"Ferry sails","version":"1"}`, "new", "version 1"},
		{"a later version", `{"headline":"Ferry sails","version":"3"}`, "update", "version 3"},
		{"a version that counts nothing", `{"headline":"Ferry sails","version":"978556838"}`, "new", ""},
		{"a version that is a date", `{"headline":"Ferry sails","version":"2026-01-01"}`, "new", ""},
		{"a recall", `{"headline":"UPDATE 2-Ferry sails","version":"3","pubstatus":"canceled"}`, "kill", "pubStatus canceled"},
		{"a hold", `{"headline":"Ferry sails","pubstatus":"withheld"}`, "kill", "pubStatus withheld"},
		{"an update of Reuters", `{"headline":"UPDATE 2-Ferry sails"}`, "update", "headline UPDATE 2-"},
		{"a correction of an update", `{"headline":"CORRECTED-UPDATE 2-Ferry sails"}`, "correction", "headline CORRECTED-"},
		{"an update that is corrected", `{"headline":"UPDATE 2-CORRECTED-Ferry sails"}`, "correction", "headline UPDATE 2-CORRECTED-"},
		{"a refile", `{"headline":"REFILE-Ferry sails"}`, "refile", "headline REFILE-"},
		{"a repeat", `{"headline":"RPT-Ferry sails"}`, "repeat", "headline RPT-"},
		{"an advisory", `{"headline":"ADVISORY-Ferry story follows"}`, "advisory", "headline ADVISORY-"},
		{"a withdrawn story", `{"headline":"STORY WITHDRAWN: Ferry sails"}`, "kill", "headline STORY WITHDRAWN:"},
		{"a correction in German", `{"headline":"Berichtigung: Fähre fährt"}`, "correction", "headline Berichtigung:"},
		{"a correction in French", `{"headline":"CORRECTION ET MISE À JOUR - Le bac part"}`, "correction", "headline CORRECTION ET MISE À JOUR -"},
		{"a writethru of AP", `{"headline":"Ferry sails","slugline":"BC-EU--Ferry, 1st Ld-Writethru"}`, "update", "slugline 1st Ld"},
		{"a kill in a slug", `{"headline":"Ferry sails","slugline":"BC-EU--Ferry-Kill"}`, "kill", "slugline Kill"},
		{"a slug with several", `{"headline":"Ferry sails","slugline":"FERRY/ (UPDATE 2, CORRECTED)"}`, "correction", "slugline CORRECTED"},
		{"a note", `{"headline":"Ferry sails","ednote":"With photo.\nEds: Corrects name of ferry."}`, "correction", "edNote Eds: Corrects"},
		{"a note of an addition", `{"headline":"Ferry sails","ednote":"Adds quote"}`, "update", "edNote Adds"},
		{"a headline about killings is none", `{"headline":"TWO KILLED IN CRASH"}`, "new", ""},
		{"nor about a correction", `{"headline":"Correction of the river costs millions"}`, "new", ""},
		{"nor about a hold", `{"headline":"HOLD THE LINE, SAYS MINISTER"}`, "new", ""},
		{"nor about an update", `{"headline":"Update on ferries due at noon"}`, "new", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m map[string]any
			if err := json.Unmarshal([]byte(c.doc), &m); err != nil {
				t.Fatal(err)
			}
			stories, err := newDecoder(t).Decode(Message{Data: []byte(c.doc)})
			if err != nil {
				t.Fatal(err)
			}
			if have := stories[0].Change; have != (story.Change{Kind: story.ChangeKind(c.kind), Evidence: c.evidence}) {
				t.Errorf("%+v, want %s by %q", have, c.kind, c.evidence)
			}
		})
	}
}

func TestSignalsOverruleWordsAndTheStrongestCounts(t *testing.T) {
	signals := func(list ...string) []hint {
		var all []hint
		for _, s := range list {
			if h, ok := signalHint(s); ok {
				all = append(all, h)
			}
		}
		return all
	}
	for _, c := range []struct {
		name     string
		signals  []string
		headline string
		want     story.ChangeKind
	}{
		{"IPTC's update", []string{"sig:update"}, "Ferry", story.ChangeUpdate},
		{"Reuters' correction among others", []string{"prodId:TXT", "edStat:C", "pmt:text"}, "UPDATE 1-Ferry", story.ChangeCorrection},
		{"Reuters' deletion", []string{"edStat:D"}, "Ferry", story.ChangeKill},
		{"a correction that is an update", []string{"sig:update", "sig:correction"}, "Ferry", story.ChangeCorrection},
		{"Reuters' new, with words that know better", []string{"edStat:N"}, "CORRECTED-Ferry", story.ChangeCorrection},
		{"Reuters' new", []string{"edStat:N"}, "Ferry", story.ChangeNew},
		{"a code of another kind", []string{"apsig:consumerready", "D"}, "Ferry", story.ChangeNew},
	} {
		s := &story.Story{Status: story.Usable, Item: map[string]any{"headlines": []any{map[string]any{"value": c.headline}}}}
		if have := changeOf(s, signals(c.signals...)); have.Kind != c.want {
			t.Errorf("%s: %+v, want %s", c.name, have, c.want)
		}
	}
}

func TestARecallInACodeRecallsWhateverTheStatus(t *testing.T) {
	for name, doc := range map[string]string{
		"Reuters' signal":         `<newsItem guid="a"><itemMeta><pubStatus qcode="stat:usable"/><signal qcode="edStat:D"/></itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`,
		"Reuters' message type":   `<newsItem guid="a" xmlns:rtr="x"><itemMeta><itemClass qcode="icls:text" rtr:msgType="D"/></itemMeta><contentMeta><headline>h</headline></contentMeta></newsItem>`,
		"Reuters' JSON":           `{"item":{"usn":"a","headLine":"h","pubStatus":"stat:usable","signals":["edStat:D"]}}`,
		"an instruction":          `<NewsML><NewsItem><NewsManagement><Status FormalName="Usable"/><Instruction FormalName="Delete"/></NewsManagement><NewsComponent><NewsLines><HeadLine>h</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>`,
		"a word of a telegram":    "\x01nwa0123 3 i 110  nw 0122\n\nx/\n\x02KILL\nh =\n\na\n\x03",
		"a slug of a telegram":    "\x16\x16\x01W2607\x1fasian\nr i\x13\x11 BC-Ferries-Kill   09-09 0123\n\x02^BC-Ferries-Kill,12<\n   a\n\x03",
		"a status of the article": `{"uri":"a","headline":"h","pubstatus":"killed"}`,
	} {
		stories, err := newDecoder(t).Decode(Message{Data: []byte(doc)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if s := stories[0]; !s.Tombstone() || s.Change.Kind != story.ChangeKill || len(s.Fields) > 0 {
			t.Errorf("%s: status %s, change %+v", name, s.Status, s.Change)
		}
	}
}

func TestWhatStandsAboveATextInItsBodyGoesToItsPlace(t *testing.T) {
	for _, c := range []struct{ name, body, text, by, note, kind string }{
		{"a note and a byline", "<p>(Adds quote of the minister)</p><p>By Ana Other</p><p>LISBON (NW) - Ferries run.</p>", "By Ana Other\n\nLISBON (NW) - Ferries run.", "By Ana Other", "(Adds quote of the minister)", "update"},
		{"a note of a correction", "<p>(In Jan. 3 story, corrects name)</p><p>LISBON (NW) - Ferries run.</p>", "LISBON (NW) - Ferries run.", "", "(In Jan. 3 story, corrects name)", "correction"},
		{"a byline with a title", "<p>By Ana Other and C. Third, Newsroom Wire</p><p>LISBON (NW) - Ferries run.</p>", "By Ana Other and C. Third, Newsroom Wire\n\nLISBON (NW) - Ferries run.", "By Ana Other and C. Third, Newsroom Wire", "", "new"},
		{"a sentence in brackets is none", "<p>(Adding to it is not easy)</p><p>Ferries run.</p>", "(Adding to it is not easy)\n\nFerries run.", "", "", "new"},
		{"nor is a sentence that begins with By", "<p>By Monday ferries had sailed for 3 days, the minister said.</p><p>Ferries run.</p>", "By Monday ferries had sailed for 3 days, the minister said.\n\nFerries run.", "", "", "new"},
		{"a note is all there is", "<p>(Adds quote)</p>", "(Adds quote)", "", "", "new"},
	} {
		doc, err := json.Marshal(map[string]any{"uri": "urn:x:1", "body_html": c.body})
		if err != nil {
			t.Fatal(err)
		}
		stories, err := newDecoder(t).Decode(Message{Data: doc})
		if err != nil {
			t.Fatal(err)
		}
		s := stories[0]
		by, _ := s.Item["by"].(string)
		note, _ := s.Item["edNote"].(string)
		if have := s.Field(story.Body); have != c.text || by != c.by || note != c.note || string(s.Change.Kind) != c.kind {
			t.Errorf("%s: text %q, by %q, note %q, change %+v", c.name, have, by, note, s.Change)
		}
	}
}
