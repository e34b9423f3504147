package wire

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"dateline/enrich/story"
)

// g2Options are how the items of these tests are written.
var g2Options = EncodeOptions{Format: NewsMLG2, Creator: "urn:dateline:0.0.0", Stored: time.Date(2026, 9, 9, 12, 0, 0, 0, time.UTC)}

// g2Stories are the stories of every golden file and, where they are there, of
// every sample of the agencies, by a name.
func g2Stories(t *testing.T) map[string]*story.Story {
	t.Helper()
	all := map[string]*story.Story{}
	add := func(name string, m Message) {
		stories, err := newDecoder(t).Decode(m)
		if err != nil {
			return // of which there are tests elsewhere
		}
		for i, s := range stories {
			all[fmt.Sprintf("%s %d", name, i+1)] = s
		}
	}
	golden, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(golden) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, path := range golden {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m := Message{Header: map[string][]string{}}
		for _, f := range ar.Files {
			switch f.Name {
			case "subject":
				m.Subject = strings.TrimSpace(string(f.Data))
			case "header":
				for line := range strings.Lines(string(f.Data)) {
					key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
					m.Header[key] = []string{value}
				}
			case "input":
				m.Data = f.Data
			}
		}
		add(filepath.Base(path), m)
	}
	samples, err := filepath.Glob(filepath.Join(samplesDir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range samples {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // the folders of the schemas
		}
		add(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), Message{Subject: "wire.raw.sample.all", Data: data})
	}
	return all
}

func encodeG2(t *testing.T, s *story.Story, tags *story.Tags) []byte {
	t.Helper()
	data, err := Encode(s, tags, g2Options)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// hardStories hold what agencies do not send every day.
func hardStories(t *testing.T) map[string]*story.Story {
	t.Helper()
	all := map[string]*story.Story{}
	for name, doc := range map[string]string{
		"nothing but an id":   `{"uri":"urn:x:1"}`,
		"characters":          `{"uri":"urn:x:2","headlines":[{"value":"ab <b>&amp;\ud800 \u2028 c\u0085\ufffe"}],"edNote":"one\ntwo","slugline":"a\tb","bodies":[{"contentType":"text/plain","value":"One.\n\n\tTwo & <three>.\u0000"}]}`,
		"wild markup":         `{"uri":"urn:x:3","headlines":[{"value":"h"}],"bodies":[{"contentType":"text/html","value":"<p onclick=x x:y=1 \"=2 id=a id=b>Text <o:p>of</o:p> <br> <!-- -- --> <1> <svg viewBox='0 0 1 1'><path d=x /></svg> a & b<table><td>c"}]}`,
		"deep markup":         fmt.Sprintf(`{"uri":"urn:x:4","headlines":[{"value":"h"}],"bodies":[{"contentType":"text/html","value":%q}]}`, strings.Repeat("<div>", 400)+"Deep."),
		"far zones":           `{"uri":"urn:x:5","versionCreated":"2026-01-01T00:00:00+23:00","firstCreated":"0000-01-01T00:00:00Z","expires":"2027-01-01T00:00:00-14:30","headlines":[{"value":"h"}]}`,
		"odd versions":        `{"uri":"urn:x:6","version":"1.2 b","language":"en_GB","headlines":[{"value":"h","role":"some role: x"}],"altIds":[{"role":"a b:c","value":" v\n"}]}`,
		"codes":               `{"uri":"urn:x:7","headlines":[{"value":"h"}],"subjects":[{"literal":"medtop:1 2","name":"n\nm"},{"literal":"a:b:c"},{"rel":"signal","literal":"sig:x"},{"rel":"signal","literal":"no code"},{"rel":"service","name":"s"},{"rel":"memberOf","uri":"http://a.example/ü"},{"rel":"keyword","name":"k","uri":"urn:k"},{"name":"c","creator":"some body"}],"genres":[{"uri":"not a uri","name":"g"}]}`,
		"places":              `{"uri":"urn:x:8","headlines":[{"value":"h"}],"located":"Oslo, Norway","places":[{"name":"Oslo","rel":"located","uri":"urn:p:1","geoJSON":{"type":"Point","coordinates":[10.75,59.9]}},{"name":"Tiny","uri":"urn:p:2","geoJSON":{"type":"Point","coordinates":[1e-9,2]}},{"name":"Area","geoJSON":{"type":"LineString","coordinates":[[1,2],[3,4]]}}]}`,
		"organisations":       `{"uri":"urn:x:9","headlines":[{"value":"h"}],"organisations":[{"name":"Acme","uri":"urn:o:1","symbols":[{"symbol":"ACM","exchange":"XNYS"}],"contactInfo":[{"type":"web","value":"https://acme.example"}]}],"infoSources":[{"name":"A","role":"provider"},{"name":"B","role":"provider"},{"uri":"urn:q:1","contactInfo":[{"type":"web","value":"x"}]}]}`,
		"rights":              `{"uri":"urn:x:10","headlines":[{"value":"h"}],"copyrightNotice":"a\nb","usageTerms":"c","rightsInfo":{"encodedRights":"<policy/>"}}`,
		"stories in a story":  `{"uri":"urn:x:11","headlines":[{"value":"h"}],"associations":[{"name":"p","uri":"http://a.example/1","type":"picture","rel":"q","version":"x","headlines":[{"role":"main","value":"z"}],"renditions":[{"name":"r","href":"http://a.example/r","width":-1,"duration":1.5,"videoCodec":"c","title":"t"}]},{"name":"e","uri":"urn:e","type":"event"}],"renditions":[{"name":"s","href":"http://a.example/s","poi":{"x":1,"y":2}}]}`,
		"an event":            `{"uri":"urn:x:12","type":"event","title":"t","eventDetails":{"dates":{"startDate":"2026-01-01T00:00:00Z"}},"bodies":[{"value":"x"}]}`,
		"a withdrawal":        `{"uri":"urn:x:13","pubStatus":"canceled","version":"3","headlines":[{"value":"h"}],"bodies":[{"value":"secret"}],"edNote":"KILL"}`,
		"held":                `{"uri":"urn:x:14","pubStatus":"withheld","headlines":[{"value":"h"}],"bodies":[{"value":"secret"}]}`,
		"where it comes from": `{"uri":"urn:x:15","headlines":[{"value":"h"}],"digitalSourceType":{"uri":"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture","name":"n"},"trustIndicators":[{"title":"t","href":"https://a.example/t"}]}`,
	} {
		stories, err := newDecoder(t).Decode(Message{Subject: "wire.raw.x.y", Data: []byte(doc)})
		if err != nil {
			t.Fatal(name, err)
		}
		all["hard/"+name] = stories[0]
	}
	return all
}

func TestEveryNewsMLG2ItemIsValidByTheOfficialSchema(t *testing.T) {
	schema, err := filepath.Abs(filepath.Join(samplesDir, "schema", "newsml-g2", "NewsML-G2_2.35-spec-All-Power.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(schema); err != nil {
		t.Skipf("the schema of NewsML-G2 lies beside the project, in ../shared/data/wire; it is not there: %v", err)
	}
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("there is no xmllint (Debian: libxml2-utils)")
	}
	dir := t.TempDir()
	names := map[string]string{}
	args := []string{"--noout", "--nonet", "--schema", schema}
	write := func(name string, data []byte) {
		file := filepath.Join(dir, fmt.Sprintf("%05d.xml", len(names)))
		names[file] = name
		args = append(args, file)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := g2Stories(t)
	for name, s := range hardStories(t) {
		all[name] = s
	}
	for name, s := range all {
		write(name, encodeG2(t, s, someTags(s)))
	}
	// A document that is not valid proves that the validator works.
	write("broken", []byte(`<newsItem xmlns="`+g2NS+`"/>`))
	out, err := exec.Command(xmllint, args...).CombinedOutput()
	if !errors.As(err, new(*exec.ExitError)) {
		t.Fatalf("xmllint took a document that is not valid: %v\n%s", err, out)
	}
	verdict := regexp.MustCompile(`(?m)^(\S+\.xml) (validates|fails to validate)$`)
	found := verdict.FindAllStringSubmatch(string(out), -1)
	if len(found) != len(names) {
		t.Errorf("%d verdicts of %d documents", len(found), len(names))
	}
	shown := 0
	for _, m := range found {
		if (m[2] == "validates") == (names[m[1]] == "broken") && shown < 10 {
			shown++
			var why []string
			for line := range strings.Lines(string(out)) {
				if strings.HasPrefix(line, m[1]+":") {
					why = append(why, line)
				}
			}
			t.Errorf("%s %s\n%.1500s", names[m[1]], m[2], strings.Join(why, ""))
		}
	}
	t.Logf("%d items", len(names)-1)
}

// kept is what must survive the way into NewsML-G2 and back.
func kept(s *story.Story) map[string]any {
	out := map[string]any{"uri": s.URI, "version": s.Version, "status": s.Status, "headline": oneSpaced(strings.Map(xmlRune, s.Field(story.Headline))), "change": s.Change.Kind}
	for _, name := range []string{"urgency", "embargoedUntil", "expires", "language", "versionCreated", "firstCreated", "contentCreated"} {
		v, _ := plainString(s.Item[name])
		if at, err := time.Parse(time.RFC3339Nano, v); err == nil {
			v = at.UTC().String()
		}
		out[name] = v
	}
	for _, name := range []string{"slugline", "by", "edNote", "usageTerms", "copyrightNotice", "copyrightHolder", "located", "title"} {
		out[name] = oneSpaced(said(s.Item, name))
	}
	// The body that is tagged may be less than the body: each format knows its
	// own agate.
	var texts []string
	for _, b := range mapsAt(s.Item, "bodies") {
		text := said(b, "value")
		if formOf(b, text) == markup {
			text = readHTML(text, false)
		}
		if text = oneSpaced(strings.Map(xmlRune, text)); text != "" {
			texts = append(texts, text)
		}
	}
	out["bodies"] = texts
	if s.Tombstone() {
		for name := range out {
			if name != "uri" && name != "status" && name != "change" && !slices.Contains(tombstoneFields, name) {
				delete(out, name)
			}
		}
	}
	return out
}

func TestNewsMLG2ComesBackAsTheStoryThatItWas(t *testing.T) {
	all := g2Stories(t)
	for name, s := range hardStories(t) {
		all[name] = s
	}
	for name, s := range all {
		t.Run(name, func(t *testing.T) {
			tags := someTags(s)
			data := encodeG2(t, s, tags)
			back, err := newDecoder(t).Decode(Message{Subject: "wire.raw." + s.Source + ".x", Data: data})
			if err != nil {
				if len(s.Fields) == 0 {
					return // nothing to identify it by
				}
				t.Fatalf("%v\n%s", err, data)
			}
			if back[0].Format != NewsMLG2 {
				t.Errorf("read as %s", back[0].Format)
			}
			want, have := kept(s), kept(back[0])
			if diff := cmp.Diff(want, have); diff != "" {
				t.Error(diff)
			}
			if s.Tombstone() {
				return
			}
			for _, list := range []string{"subjects"} {
				for _, m := range mapsAt(s.Item, list) {
					if !comesBack(m, mapsAt(back[0].Item, list)) {
						t.Errorf("%s: %v is not there any more", list, m)
					}
				}
			}
			if missing := ourTags(t, s, tags, back[0]); missing != "" {
				t.Error(missing)
			}
		})
	}
}

// comesBack reports whether a concept is among others, with the same scores.
func comesBack(m map[string]any, all []map[string]any) bool {
	for _, have := range all {
		same := true
		for _, name := range []string{"uri", "literal", "name", "rel", "creator", "confidence", "relevance"} {
			a, _ := plainString(m[name])
			b, _ := plainString(have[name])
			if a == "" && (name == "literal" || name == "name") {
				continue // a code may have come, and it names what has no name
			}
			same = same && oneSpaced(strings.Map(xmlRune, a)) == oneSpaced(b)
		}
		if same {
			return true
		}
	}
	return false
}

func xmlRune(r rune) rune {
	if r == 0xfffe || r < ' ' && r != '\n' && r != '\t' && r != '\r' {
		return '\uFFFD'
	}
	return r
}

// ourTags says which of the machine's subjects did not come back.
func ourTags(t *testing.T, s *story.Story, tags *story.Tags, back *story.Story) string {
	t.Helper()
	rec, _ := completed(s, tags, g2Options)
	list, _ := rec["subjects"].([]any)
	n := 0
	for _, v := range list {
		tg, ok := v.(*tag)
		if !ok {
			continue
		}
		n++
		m := map[string]any{"uri": tg.uri, "name": tg.name, "rel": tg.rel, "creator": tg.creator,
			"confidence": json.Number(fmt.Sprint(tg.confidence)), "relevance": json.Number(fmt.Sprint(tg.relevance))}
		if !comesBack(m, mapsAt(back.Item, "subjects")) {
			return fmt.Sprintf("our %v is not there any more", m)
		}
	}
	if n == 0 && len(s.Fields) > 0 {
		return "there is no tag of ours to look for"
	}
	return ""
}

func TestPositionsAndTickersOfTagsComeBackFromNewsMLG2(t *testing.T) {
	lat, lon := 59.91, 10.75
	tags := &story.Tags{Engine: story.Engine{Name: "dateline", Version: "0.0.0"},
		Entities: []story.Entity{{Type: story.Organisation, Name: "Acme", URI: "http://www.wikidata.org/entity/Q1", Symbols: []story.Symbol{{Ticker: "ACM", Exchange: "XNYS"}}, Relevance: 60, Confidence: 70}},
		Places:   []story.Place{{Name: "Oslo", URI: "https://sws.geonames.org/3143244/", Role: story.RoleFocus, CountryCode: "NO", Lat: &lat, Lon: &lon, Relevance: 80, Confidence: 90}},
	}
	back, err := newDecoder(t).Decode(Message{Data: encodeG2(t, hardStories(t)["hard/rights"], tags)})
	if err != nil {
		t.Fatal(err)
	}
	places, organisations := mapsAt(back[0].Item, "places"), mapsAt(back[0].Item, "organisations")
	if len(places) != 1 || len(organisations) != 1 {
		t.Fatal(back[0].Item)
	}
	if y, x, ok := pointOf(places[0]); !ok || y != "59.91" || x != "10.75" {
		t.Errorf("the place is %v", places[0])
	}
	if symbols, ok := plainSymbols(organisations[0]); !ok || symbols[0] != tags.Entities[0].Symbols[0] {
		t.Errorf("the organisation is %v", organisations[0])
	}
}

func TestNewsMLG2IsTheSameBytesEveryTimeOnOneLine(t *testing.T) {
	for name, s := range hardStories(t) {
		first := encodeG2(t, s, someTags(s))
		if bytes.ContainsAny(first, "\r\n\u0085\u2028\u2029") {
			t.Errorf("%s: there is a line break in it", name)
		}
		dec := xml.NewDecoder(bytes.NewReader(first))
		for {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, first)
			}
		}
		for range 20 {
			if again := encodeG2(t, s, someTags(s)); !bytes.Equal(first, again) {
				t.Fatalf("%s:\n%s\n%s", name, first, again)
			}
		}
	}
}

func TestAWithdrawnStoryInNewsMLG2HasNothingOfItsTextLeft(t *testing.T) {
	for _, name := range []string{"hard/a withdrawal", "hard/held"} {
		s := hardStories(t)[name]
		data := string(encodeG2(t, s, someTags(s)))
		if strings.Contains(data, "secret") || strings.Contains(data, "<subject") || strings.Contains(data, "contentSet") {
			t.Errorf("%s: %s", name, data)
		}
		if want := `<pubStatus qcode="stat:` + string(s.Status) + `"/>`; !strings.Contains(data, want) {
			t.Errorf("%s: no %s", name, want)
		}
	}
}

func TestEveryExpressionOfRightsInNewsMLG2IsKept(t *testing.T) {
	const item = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:r"><rightsInfo>
		<link rel="irel:rightspolicy" href="https://a.example/policy"/>
		<rightsExpressionXML langid="urn:l:1"><o:policy xmlns:o="urn:o">one</o:policy></rightsExpressionXML>
		<rightsExpressionData langid="urn:l:1" enctype="text">two</rightsExpressionData>
		<rightsExpressionData langid="urn:l:2" enctype="text">three</rightsExpressionData></rightsInfo>
		<itemMeta><hash hashtype="hash:MD5">abc</hash><expires>2027-01-01T00:00:00Z</expires></itemMeta>
		<contentMeta><headline>h</headline></contentMeta></newsItem>`
	stories, err := newDecoder(t).Decode(Message{Data: []byte(item)})
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]any{}
	for _, name := range []string{"rightsInfo", "altIds", "expires"} {
		have[name] = stories[0].Item[name]
	}
	want := map[string]any{
		"rightsInfo": map[string]any{"langId": "urn:l:1", "encodedRights": "<policy>one</policy>\ntwo"},
		"altIds": []any{
			map[string]any{"role": "hash MD5", "value": "abc"},
			map[string]any{"role": "rightsExpression urn:l:2", "value": "three"},
			map[string]any{"role": "rightsPolicy", "value": "https://a.example/policy"},
		},
		"expires": "2027-01-01T00:00:00Z",
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Error(diff)
	}
}

// The golden file has a line for each element: go test -run Golden -update.
func TestGoldenNewsMLG2(t *testing.T) {
	const path = "testdata/encoded.newsml-g2.xml"
	s := g2Stories(t)["ninjs-3.txtar 1"]
	if s == nil {
		t.Fatal("the story is not there")
	}
	have := bytes.ReplaceAll(encodeG2(t, s, someTags(s)), []byte("><"), []byte(">\n<"))
	have = append(have, '\n')
	if *update {
		if err := os.WriteFile(path, have, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(have)); diff != "" {
		t.Error(diff)
	}
}
