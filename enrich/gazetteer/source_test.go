package gazetteer

import (
	"slices"
	"strings"
	"testing"
)

func TestTheSupplementRefusesUnknownIDs(t *testing.T) {
	_, err := Load(strings.NewReader(`{"id":524901,"src":"gn","name":"Moscow","fc":"P","code":"PPLC","cc":"RU","lat":55.7,"lon":37.6}`))
	if err == nil || !strings.Contains(err.Error(), "supplement.txt:") || !strings.Contains(err.Error(), "has no such place") {
		t.Errorf("%v", err)
	}
}

func TestSourcesNameTheLineOfAnError(t *testing.T) {
	if _, err := Load(strings.NewReader("{}\n{]")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
}

func TestNamesThatMisleadAreLeftOut(t *testing.T) {
	x := row{Name: "Andorra", Class: "A", Code: "PCLI", Pop: 77_000,
		Alt: []string{"AND", "And.", "Principality of Andorra", "an dao er", "Андорра"}, Dem: []string{"Andorran", "Andorra", `"Pyreneans"`}}
	var got []string
	for _, n := range x.names() {
		got = append(got, n.Text)
	}
	if want := []string{"Principality of Andorra", "Andorran", "Andorrans"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAlternatesOfVillagesAreLeftOut(t *testing.T) {
	for pop, want := range map[int]int{1_000: 0, 20_000: 1} {
		x := row{Name: "Foo", Class: "P", Code: "PPL", Pop: pop, Alt: []string{"Bar Town"}}
		if n := len(x.names()); n != want {
			t.Errorf("%d names at %d people", n, pop)
		}
	}
}

func TestNaturalEarthIsMergedIntoGeoNames(t *testing.T) {
	at := func(lat, lon float64) (a, b *float64) { return &lat, &lon }
	alps := row{ID: 2661786, Src: "gn", Name: "Alps", Class: "T", Code: "MTS"}
	alps.Lat, alps.Lon = at(46.4, 10)
	same := row{Src: "ne", Name: "ALPS", Class: "T", Code: "Range/mtn"}
	same.Lat, same.Lon = at(46.4, 10.2)
	far := row{Src: "ne", Name: "Alps", Class: "T", Code: "Range/mtn"}
	far.Lat, far.Lon = at(-43, 170)
	river := row{Src: "ne", Name: "Dan", Class: "H", Code: "STM"}
	river.Lat, river.Lon = at(36, -79)
	rows := merge([]row{alps, same, far, river})
	var got []string
	for _, r := range rows {
		got = append(got, r.Name+" "+r.Code)
	}
	if want := []string{"Alps MTS", "Alps MTS", "Dan River STM"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWordsAreToldFromNames(t *testing.T) {
	w := NewWords()
	for range 5 {
		w.AddText("They read while reading; Turkey won.")
		w.AddPerson("Paris Doe Lincoln")
	}
	w.AddText("turkey turkey turkey turkey")
	for range 100 {
		w.AddText("In Turkey.")
	}
	got := w.Traits([]Record{{Place: Place{Name: "Reading"}}, {Place: Place{Name: "Turkey"}}, {Place: Place{Name: "Paris"}}, {Place: Place{Name: "Lincoln"}}, {Place: Place{Name: "Oslo"}}})
	want := map[string]Trait{"Reading": Common, "Paris": Given, "Lincoln": Family}
	for _, name := range []string{"Reading", "Turkey", "Paris", "Lincoln", "Oslo"} {
		if got[name] != want[name] {
			t.Errorf("%s: %d, want %d", name, got[name], want[name])
		}
	}
}

func TestADivisionIsNotCalledByADirectionAlone(t *testing.T) {
	for name, want := range map[string]string{
		"Gansu Province": "Gansu", "Province of Bulacan": "Bulacan", "Northwest Region": "", "North Central Province": "", "Capital Region": "",
		"South-East District": "", "Western Highlands Province": "Western Highlands", "North Bank Region": "North Bank", "Bavaria": "",
	} {
		if got := strings.Join(short(name, "ADM1"), ","); got != want {
			t.Errorf("%s is called %q for short, want %q", name, got, want)
		}
	}
}
