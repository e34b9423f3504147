package place

import (
	"testing"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

func body(s string) *text.Field {
	return &text.Parse([]story.Field{{Name: story.Body, Text: s}}).Fields[0]
}

func TestDatelinesAreFoundWithTheirParts(t *testing.T) {
	for _, c := range []struct{ text, raw, place, credit, date string }{
		{"MOSCOW (AP) — Talks began.", "MOSCOW (AP) —", "MOSCOW", "AP", ""},
		{"NEW DELHI, Nov 3 (Reuters) - Rain fell.", "NEW DELHI, Nov 3 (Reuters) -", "NEW DELHI", "Reuters", "Nov 3"},
		{"Luxembourg (dpa) - Ministers met.", "Luxembourg (dpa) -", "Luxembourg", "dpa", ""},
		{"BERLIN (dpa/lni) - Ministers met.", "BERLIN (dpa/lni) -", "BERLIN", "dpa/lni", ""},
		{"Berlin (dpa) – Ministers met.", "Berlin (dpa) –", "Berlin", "dpa", ""},
		{"(AP) _ Two ships met.", "(AP) _", "", "AP", ""},
		{"LONDON (AP) _ Two ships met.", "LONDON (AP) _", "LONDON", "AP", ""},
		{"Madrid (EFE).- Two ships met.", "Madrid (EFE).-", "Madrid", "EFE", ""},
		{"Quito, 3 nov (EFE). Two ships met.", "Quito, 3 nov (EFE).", "Quito", "EFE", "3 nov"},
		{"Berne (ats afp) Two ships met.", "Berne (ats afp)", "Berne", "ats afp", ""},
		{"AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ -- A firm grew.", "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --", "AUSTIN, Texas", "PRNewswire-AsiaNet", "Feb. 1, 2017"},
		{"WASHINGTON — The Senate met.", "WASHINGTON —", "WASHINGTON", "", ""},
		{"WASHINGTON — “We won,” she said.", "WASHINGTON —", "WASHINGTON", "", ""},
		{"WASHINGTON—The Senate met.", "WASHINGTON—", "WASHINGTON", "", ""},
		{"SANTIAGO - The Senate met.", "SANTIAGO -", "SANTIAGO", "", ""},
		{"ROME – The Senate met.", "ROME –", "ROME", "", ""},
		{"PARIS, March 5 - The Senate met.", "PARIS, March 5 -", "PARIS", "", "March 5"},
		{"PARIS, 5 March 2023 -- The Senate met.", "PARIS, 5 March 2023 --", "PARIS", "", "5 March 2023"},
		{"LONDON/PARIS (Reuters) - The Senate met.", "LONDON/PARIS (Reuters) -", "LONDON/PARIS", "Reuters", ""},
		{"MEXICO CITY/SAN JOSE, Nov 3 (Reuters) - Rain fell.", "MEXICO CITY/SAN JOSE, Nov 3 (Reuters) -", "MEXICO CITY/SAN JOSE", "Reuters", "Nov 3"},
		{"KYIV, Ukraine (AP) — Rain fell.", "KYIV, Ukraine (AP) —", "KYIV, Ukraine", "AP", ""},
		{"PORT-AU-PRINCE, Haiti (AP) — Rain fell.", "PORT-AU-PRINCE, Haiti (AP) —", "PORT-AU-PRINCE, Haiti", "AP", ""},
		{"SAN FRANCISCO (Reuters) – Rain fell.", "SAN FRANCISCO (Reuters) –", "SAN FRANCISCO", "Reuters", ""},
		{"(Reuters) - Rain fell.", "(Reuters) -", "", "Reuters", ""},
		{"Nov 3 (Reuters) - Rain fell.", "Nov 3 (Reuters) -", "", "Reuters", "Nov 3"},
		{"Nov 3 was dry - said all.", "", "", "", ""},
		{"RIO DE JANEIRO, March 5 (AFP) - Rain fell.", "RIO DE JANEIRO, March 5 (AFP) -", "RIO DE JANEIRO", "AFP", "March 5"},
		{"RIO de JANEIRO (AP) - Rain fell.", "RIO de JANEIRO (AP) -", "RIO de JANEIRO", "AP", ""},
		{"ST. LOUIS (AP) - Rain fell.", "ST. LOUIS (AP) -", "ST. LOUIS", "AP", ""},
		{"McALLEN, Texas (AP) — Rain fell.", "McALLEN, Texas (AP) —", "McALLEN, Texas", "AP", ""},
		{"SÃO PAULO (AFP) — Rain fell.", "SÃO PAULO (AFP) —", "SÃO PAULO", "AFP", ""},
		{"L’AQUILA, Italy (AP) — Rain fell.", "L’AQUILA, Italy (AP) —", "L’AQUILA, Italy", "AP", ""},
		{"WASHINGTON, D.C. (AP) — Rain fell.", "WASHINGTON, D.C. (AP) —", "WASHINGTON, D.C.", "AP", ""},
		{"LONG BEACH, Calif. (AP) — Rain fell.", "LONG BEACH, Calif. (AP) —", "LONG BEACH, Calif.", "AP", ""},
		{"BEIJING, Oct. 8 (Xinhua) -- Rain fell.", "BEIJING, Oct. 8 (Xinhua) --", "BEIJING", "Xinhua", "Oct. 8"},
		{"MOSCOW, November 3. /TASS/. Rain fell.", "MOSCOW, November 3. /TASS/.", "MOSCOW", "TASS", "November 3"},
		{"(ANSA) - ROME, NOV 3 - Rain fell.", "(ANSA) - ROME, NOV 3 -", "ROME", "ANSA", "NOV 3"},
		{"NEW YORK--(BUSINESS WIRE)--A firm grew.", "NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "BUSINESS WIRE", ""},
		{"ISLAMABAD, Nov 5 (APP): Rain fell.", "ISLAMABAD, Nov 5 (APP):", "ISLAMABAD", "APP", "Nov 5"},
		{"TORONTO (The Canadian Press) — Rain fell.", "TORONTO (The Canadian Press) —", "TORONTO", "The Canadian Press", ""},
		{"MIAMI (South Florida Herald) - Rain fell.", "MIAMI (South Florida Herald) -", "MIAMI", "South Florida Herald", ""},
		{"LISBON (NW) — Rain fell.", "LISBON (NW) —", "LISBON", "NW", ""},
		{"AUSTIN, Texas (KXYZ) — Rain fell.", "AUSTIN, Texas (KXYZ) —", "AUSTIN, Texas", "KXYZ", ""},
		{"\n  \n MOSCOW (AP) — Talks began.", "MOSCOW (AP) —", "MOSCOW", "AP", ""},
		{"By Jane Doe\n\nMOSCOW (AP) — Talks began.", "MOSCOW (AP) —", "MOSCOW", "AP", ""},
		{"By JANE DOE\nAssociated Press Writer\n\nMOSCOW (AP) — Talks began.", "MOSCOW (AP) —", "MOSCOW", "AP", ""},

		{"CHICAGO BULLS (1st) - They won.", "", "", "", ""},
		{"ACCRA (GBN) — Nurses came.", "ACCRA (GBN) —", "ACCRA", "GBN", ""},
		{"TUNIS (Desk) - and so on.", "", "", "", ""},
		{"SIEMENS (NYSE) - The firm grew.", "", "", "", ""},
		{"Apple (AAPL) - The firm grew.", "", "", "", ""},
		{"TESLA (TSLA) - The firm grew.", "", "", "", ""},
		{"VISA (V) — The firm grew.", "", "", "", ""},
		{"SMITH, John (left) — The firm grew.", "", "", "", ""},
		{"NASA (AP) launches a probe.", "", "", "", ""},
		{"NASA - the agency - said so.", "", "", "", ""},
		{"BREAKING — Rain fell.", "", "", "", ""},
		{"Monday, March 5 - Rain fell.", "", "", "", ""},
		{"President Doe (left) - a man of few words - spoke.", "", "", "", ""},
		{"Rain fell on Moscow (AP) - twice.", "", "", "", ""},
		{"A man walked.", "", "", "", ""},
		{"I — and nobody else — did it.", "", "", "", ""},
		{"COVID-19 - What we know.", "", "", "", ""},
		{"", "", "", "", ""},
		{" \n\n ", "", "", "", ""},
		{"By", "", "", "", ""},
		{"Rain fell.\n\nMOSCOW (AP) — Talks began.", "", "", "", ""},
	} {
		f := body(c.text)
		d, ok := FindDateline(f)
		if ok != (c.raw != "") || d.Raw != c.raw || d.Dateline.Credit != c.credit || d.Date != c.date {
			t.Errorf("%q: %v %+v", c.text, ok, d.Dateline)
			continue
		}
		if got := slice(f, d.Place); got != c.place {
			t.Errorf("%q: place %q, want %q", c.text, got, c.place)
		}
	}
}

// slice returns the text of a range of tokens.
func slice(f *text.Field, r text.Range) string {
	if r.End <= r.Start {
		return ""
	}
	return f.Text[f.Tokens[r.Start].Start:f.Tokens[r.End-1].End]
}

func FuzzFindDateline(f *testing.F) {
	for _, s := range []string{"MOSCOW (AP) — Talks", "By X\n(Reuters) - Y", "A/B/C, D, E, Nov 3 (AP)--", "(ANSA) - ROME, NOV 3 - x", "ÀÉ, \xff (AP) —"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := body(s)
		d, ok := FindDateline(b)
		if !ok {
			return
		}
		for _, r := range []text.Range{d.Tokens, d.Place, d.Credit} {
			if r.Start < 0 || r.End < r.Start || r.End > len(b.Tokens) || r.End > d.Tokens.End {
				t.Fatalf("%q: range %v of %d tokens, dateline %v", s, r, len(b.Tokens), d.Tokens)
			}
		}
		if d.Raw == "" {
			t.Fatalf("%q: a dateline without text", s)
		}
	})
}
