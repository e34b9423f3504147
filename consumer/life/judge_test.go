package life

import "testing"

// v is a revision of a version; those that are made later arrive later.
func v(id, version, created string, arrived int64) Revision {
	return Revision{ID: id, Version: version, Created: created, Arrived: arrived}
}

func kill(r Revision) Revision {
	r.Kill = true
	return r
}

// out is the entry of a story whose revisions came out in this order.
func out(o Order, list ...Revision) *Entry {
	e := &Entry{URI: "urn:test:story"}
	for _, r := range list {
		j := e.Judge(r, o, true)
		e.Take(r, r.ID, o)
		e.Done(r, r.ID, o, j.Stale)
	}
	return e
}

func TestAVersionComesOutOrNotByWhatCameOutBefore(t *testing.T) {
	const early, late = "2026-05-04T10:00:00Z", "2026-05-04T12:00:00+02:00" // the same moment
	const noon = "2026-05-04T12:00:00Z"
	count := Order{ByVersion, ByTime}
	for _, test := range []struct {
		name   string
		order  Order
		before []Revision
		now    Revision
		fate   Fate
		stale  bool // when it is published all the same
		pred   string
	}{
		{"the first version", count, nil, v("a", "1", "", 1), Publish, false, ""},
		{"the same one again", count, []Revision{v("a", "1", "", 1)}, v("a", "1", "", 2), Duplicate, false, ""},
		{"an old one again, after a newer one", count, []Revision{v("a", "1", "", 1), v("b", "2", "", 2)}, v("a", "1", "", 1), Duplicate, false, ""},
		{"a higher version", count, []Revision{v("a", "1", "", 1)}, v("b", "2", "", 2), Publish, false, "a"},
		{"numbers are no words: 10 is more than 9", count, []Revision{v("a", "9", "", 1)}, v("b", "10", "", 2), Publish, false, "a"},
		{"1.10 is more than 1.9", count, []Revision{v("a", "1.9", "", 2)}, v("b", "1.10", "", 1), Publish, false, "a"},
		{"a lower version that comes late", count, []Revision{v("b", "2", "", 1)}, v("a", "1", "", 2), Superseded, true, ""},
		{"a lower version of a later time: the version counts", count, []Revision{v("b", "2", early, 1)}, v("a", "1", noon, 2), Superseded, true, ""},
		{"Reuters: the time counts", Order{ByTime, ByVersion}, []Revision{v("b", "7", early, 1)}, v("a", "3", noon, 2), Publish, false, "b"},
		{"the same version, made later", count, []Revision{v("a", "1", early, 1)}, v("b", "1", noon, 2), Publish, false, "a"},
		{"the same version and moment in two zones, changed: the arrival", count, []Revision{v("a", "1", early, 1)}, v("b", "1", late, 2), Publish, false, "a"},
		{"the same moment, arrived before", count, []Revision{v("b", "1", early, 2)}, v("a", "1", late, 1), Superseded, true, ""},
		{"neither version nor time: the arrival", count, []Revision{v("b", "", "", 2)}, v("a", "", "", 1), Superseded, true, ""},
		{"versions that are no numbers: the time", count, []Revision{v("b", "final", noon, 1)}, v("a", "draft", early, 2), Superseded, true, ""},
		{"by arrival alone", Order{"arrival"}, []Revision{v("b", "2", noon, 1)}, v("a", "1", early, 2), Publish, false, "b"},

		{"a kill", count, []Revision{v("a", "1", "", 1)}, kill(v("k", "2", "", 2)), Publish, false, "a"},
		{"a kill of a story never seen", count, nil, kill(v("k", "2", "", 2)), Publish, false, ""},
		{"a kill that is older than what is out still comes out", count, []Revision{v("b", "3", "", 1)}, kill(v("k", "2", "", 2)), Publish, true, "b"},
		{"the kill again", count, []Revision{kill(v("k", "2", "", 2))}, kill(v("k", "2", "", 2)), Duplicate, false, ""},
		{"the version before the kill, late", count, []Revision{kill(v("k", "2", "", 1))}, v("a", "1", "", 2), Withdrawn, false, ""},
		{"the version of the kill, late", count, []Revision{kill(v("k", "2", noon, 1))}, v("a", "2", noon, 2), Withdrawn, false, ""},
		{"after a kill the arrival proves nothing", count, []Revision{kill(v("k", "", "", 1))}, v("a", "", "", 2), Withdrawn, false, ""},
		{"a version that the source calls newer than the kill", count, []Revision{kill(v("k", "2", "", 1))}, v("b", "3", "", 2), Publish, false, "k"},
		{"a higher version that was made before the kill: versions can be out of order", count, []Revision{kill(v("k", "2", noon, 1))}, v("b", "3", early, 2), Withdrawn, false, ""},
		{"between the kill and a newer version", count, []Revision{kill(v("k", "2", "", 1)), v("c", "4", "", 2)}, v("b", "3", "", 3), Superseded, true, ""},
		{"before the kill, and a newer version is out", count, []Revision{kill(v("k", "2", "", 1)), v("c", "4", "", 2)}, v("a", "1", "", 3), Withdrawn, false, ""},
		{"before a late kill, which did not become the head", count, []Revision{v("b", "3", "", 1), kill(v("k", "2", "", 2))}, v("a", "1", "", 3), Withdrawn, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := out(test.order, test.before...)
			j := e.Judge(test.now, test.order, false)
			if j.Fate != test.fate {
				t.Fatalf("%s, want %s", j.Fate, test.fate)
			}
			pred := ""
			if j.Predecessor != nil && j.Fate == Publish {
				pred = j.Predecessor.ID
			}
			if pred != test.pred {
				t.Errorf("predecessor %q, want %q", pred, test.pred)
			}
			if late := e.Judge(test.now, test.order, true); late.Stale != test.stale {
				t.Errorf("stale %v, want %v", late.Stale, test.stale)
			} else if test.fate == Superseded && late.Fate != Publish {
				t.Errorf("with stale: publish it is %s", late.Fate)
			} else if test.fate != Superseded && late.Fate != test.fate {
				t.Errorf("with stale: publish it is %s, want %s", late.Fate, test.fate)
			}
		})
	}
}

func TestAKillCountsFromTheMomentItIsClaimed(t *testing.T) {
	o := Order{ByVersion}
	e := out(o, v("a", "1", "", 1))
	e.Take(kill(v("k", "3", "", 2)), "k", o)
	if j := e.Judge(v("b", "2", "", 3), o, true); j.Fate != Withdrawn {
		t.Errorf("a version before a kill that is not out yet: %s", j.Fate)
	}
}

func TestAClaimThatIsTakenOverIsFenced(t *testing.T) {
	o := Order{ByVersion}
	e := out(o)
	e.Take(v("a", "1", "", 1), "a", o)
	e.Take(v("b", "2", "", 2), "b", o)
	e.Take(kill(v("k", "3", "", 3)), "k", o)
	if got := e.Pending.Fences; len(got) != 2 || got[0] != "a" || got[1] != "b" {
		t.Errorf("fences %v", got)
	}
	e.Done(v("a", "1", "", 1), "a", o, false)
	if e.Pending == nil || e.Head.ID != "a" {
		t.Errorf("after a record whose claim was taken over: %+v", e)
	}
	e.Done(kill(v("k", "3", "", 3)), "k", o, false)
	if e.Head.ID != "k" || e.Pending != nil {
		t.Errorf("after the kill: %+v", e)
	}
}

func TestTheNewestOfTwoThatWereOnTheirWayIsTheHead(t *testing.T) {
	o := Order{ByVersion}
	for _, first := range []string{"newer", "kill"} {
		e := out(o)
		newer, late := v("n", "6", "", 1), kill(v("k", "4", "", 2))
		e.Take(newer, "n", o)
		e.Take(late, "k", o)
		if first == "newer" {
			e.Done(newer, "n", o, false)
		}
		e.Done(late, "k", o, false)
		if first == "kill" {
			e.Done(newer, "n", o, false)
		}
		if e.Head.ID != "n" {
			t.Errorf("%s first: the head is %s", first, e.Head.ID)
		}
		if j := e.Judge(v("b", "5", "", 3), o, false); j.Fate != Superseded {
			t.Errorf("%s first: a version between the two: %s", first, j.Fate)
		}
	}
}

func TestAnEntryStaysSmall(t *testing.T) {
	o := Order{ByVersion}
	e := out(o)
	for i := range int64(1000) {
		r := v(Hash(string(rune(i))), "", "", i)
		e.Take(r, r.ID, o)
		e.Done(r, r.ID, o, false)
	}
	if len(e.Out) != remembered || e.Out[remembered-1] != e.Head.ID {
		t.Errorf("%d ids, the last of them %s", len(e.Out), e.Out[len(e.Out)-1])
	}
}

func TestWhatIsSentThroughAgainReplacesTheNewestOnly(t *testing.T) {
	o := Order{ByVersion}
	first, second := v("a", "1", "", 1), v("b", "2", "", 2)
	second.Record = "old"
	e := out(o, first, second)
	renewed := second
	renewed.Record = "new"
	for _, test := range []struct {
		name string
		e    *Entry
		r    Revision
		fate Fate
	}{
		{"the newest, tagged otherwise", e, renewed, Publish},
		{"the newest, tagged as before", e, second, Duplicate},
		{"an older one", e, first, Superseded},
		{"one that never came out", e, v("c", "3", "", 3), Publish},
		{"one that never came out, and is older", e, v("z", "0", "", 3), Superseded},
		{"one of a story that is not known any more", nil, first, Publish},
		{"one that was withdrawn", out(o, first, kill(v("k", "2", "", 2))), first, Withdrawn},
		{"one that was withdrawn before it came out", out(o, kill(v("k", "2", "", 2))), first, Withdrawn},
		{"the kill", out(o, kill(v("k", "2", "", 2))), kill(v("k", "2", "", 2)), Duplicate},
	} {
		if j := test.e.Again(test.r, o); j.Fate != test.fate {
			t.Errorf("%s: %s, want %s", test.name, j.Fate, test.fate)
		}
	}
}

func TestOrdersAreThoseOfTheSource(t *testing.T) {
	rules := Rules{{Source: "gazette", By: Order{ByTime}}, {Source: "ap.sports", By: Order{"arrival"}}}
	for _, test := range []struct{ channel, format, first string }{
		{"gazette", "ninjs", ByTime},
		{"Gazette.night", "ninjs", ByTime},
		{"gazettes", "ninjs", ByVersion},
		{"ap.sports.tennis", "ap-media", "arrival"},
		{"ap", "ap-media", ByVersion},
		{"reuters.world", "newsml-g2", ByTime},
		{"house", "reuters", ByTime},
		{"afp", "newsml-g2", ByVersion},
		{"", "text", ByVersion},
	} {
		if got := rules.For(test.channel, "Example", test.format); len(got) == 0 || got[0] != test.first {
			t.Errorf("%s, %s: %v, want %s first", test.channel, test.format, got, test.first)
		}
	}
	if got := rules.For("feeds", "reuters.com", "newsml-g2"); got[0] != ByTime {
		t.Errorf("a story that Reuters provides, on another channel: %v", got)
	}
	if got := rules.For("gazette", "reuters.com", "newsml-g2"); len(got) != 1 {
		t.Errorf("a rule of the configuration comes first: %v", got)
	}
}
