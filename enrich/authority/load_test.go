package authority

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/enrich/story"
)

// writtenTo writes a file for a test and returns its path.
func writtenTo(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// loaded reads one file, whose name is shown without its folder.
func loaded(t testing.TB, name, content string) (*Set, error) {
	t.Helper()
	l := &loader{files: []file{{path: name}}}
	l.read(name, []byte(content))
	if err := l.err(); err != nil {
		return nil, err
	}
	return &Set{index: l.index.done(), files: l.files}, nil
}

func mustLoad(t testing.TB, name, content string) *Set {
	t.Helper()
	s, err := loaded(t, name, content)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRowsAreReadAsTheyAreWritten(t *testing.T) {
	moreira := Entry{URI: "urn:desk:1", Type: story.Person, Name: "Ana Moreira", Aliases: []string{"Moreira", "A. Moreira"}, Notes: "foreign minister", Line: 2}
	bare := func(e Entry) Entry { e.Aliases, e.Notes = nil, ""; return e }
	for _, test := range []struct {
		name, file, content string
		want                []Entry
	}{
		{"all columns", "a.csv", "uri,type,name,aliases,notes\nurn:desk:1,person,Ana Moreira,Moreira|A. Moreira,foreign minister\n", []Entry{moreira}},
		{"columns in another order, with capitals and blanks", "a.csv", "Notes, Name ,URI,type,aliases\nforeign minister, Ana  Moreira ,urn:desk:1,Person,Moreira | A. Moreira||\n", []Entry{moreira}},
		{"the columns that must be there", "a.csv", "name,uri,type\nAna Moreira,urn:desk:1,person\n", []Entry{bare(moreira)}},
		{"a byte order mark and CRLF", "a.csv", "\ufeffuri,type,name\r\nurn:desk:1,person,Ana Moreira\r\n", []Entry{bare(moreira)}},
		{"no line end at the end", "a.csv", "uri,type,name\nurn:desk:1,person,Ana Moreira", []Entry{bare(moreira)}},
		{"fields in quotes, over two lines too", "a.csv", "uri,type,name,aliases,notes\nurn:1,organization,\"Acme \"\"Widgets\"\",\nInc.\",,\"a, b\"\nurn:2,other,Aurora Cup,Aurora Cup,\n", []Entry{
			{URI: "urn:1", Type: story.Organisation, Name: `Acme "Widgets", Inc.`, Notes: "a, b", Line: 2},
			{URI: "urn:2", Type: story.Other, Name: "Aurora Cup", Line: 4},
		}},
		{"JSON Lines", "a.jsonl", "\n{\"uri\":\"urn:desk:1\",\"type\":\"person\",\"name\":\"Ana Moreira\",\"aliases\":[\"Moreira\",\"A. Moreira\",\"\"],\"notes\":\"foreign minister\"}\n", []Entry{moreira}},
		{"JSON Lines with nulls, a byte order mark and CRLF", "a.jsonl", "\ufeff{\"uri\":\"urn:a:1\",\"type\":\"other\",\"name\":\"Aurora\\u0020Cup\",\"aliases\":null,\"notes\":null}\r\n\r\n", []Entry{{URI: "urn:a:1", Type: story.Other, Name: "Aurora Cup", Line: 1}}},
		{"JSON Lines by what is in it", "a.txt", "{\"uri\":\"urn:a:1\",\"type\":\"other\",\"name\":\"Aurora Cup\"}", []Entry{{URI: "urn:a:1", Type: story.Other, Name: "Aurora Cup", Line: 1}}},
		{"CSV by what is in it", "a.txt", "uri,type,name\nurn:desk:1,person,Ana Moreira\n", []Entry{bare(moreira)}},
		{"a header and no row", "a.csv", "uri,type,name\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustLoad(t, test.file, test.content)
			var got []Entry
			for e := range s.All() {
				if e.File != test.file {
					t.Errorf("the row is from %q", e.File)
				}
				e.File = ""
				got = append(got, e)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			for _, e := range test.want {
				if found, ok := s.Entry(e.URI); !ok || found.Line != e.Line {
					t.Errorf("%s is found as %+v, %v", e.URI, found, ok)
				}
			}
		})
	}
}

func TestBadLinesAreNamedWithWhatWouldBeRight(t *testing.T) {
	const header = "uri,type,name,aliases,notes\n"
	for _, test := range []struct{ name, file, content, want string }{
		{"all of them", "a.csv", header + ",persn,Ana Moreira,,\nurn:1,place,Paris,,\nurn:1,other,,,\nurn:2,other,x y,,\n",
			`4 problems in authority files
a.csv:2: uri: the uri is missing; write an absolute one, such as https://desk.example/people/17 or urn:desk:17
a.csv:2: type: "persn" is not a type; did you mean person?
a.csv:3: type: "place" is not a type; write person, organisation or other: places are the gazetteer's
a.csv:4: name: the name is missing`},
		{"an unknown column", "a.csv", "uri,type,name,alias,wikidata\nx\n", `2 problems in authority files
a.csv:1: column 4: "alias" is not a column; did you mean aliases?
a.csv:1: column 5: "wikidata" is not a column; columns are uri, type, name, aliases, notes`},
		{"a column that is missing", "a.csv", "uri,name\nurn:1,Ana\n", "a.csv:1: column type is missing; the first line names the columns: uri,type,name,aliases,notes"},
		{"a column that is there twice", "a.csv", "uri,type,name,Name\n", "a.csv:1: column 4: column name is there twice"},
		{"semicolons", "a.csv", "uri;type;name\n", "a.csv:1: the columns are separated by semicolons; separate them by commas"},
		{"no header", "a.csv", "", "a.csv: the file is empty; its first line is uri,type,name,aliases,notes"},
		{"a comma too many", "a.csv", header + "urn:1,other,Acme, Inc.,,\n", "a.csv:2: the line has 6 fields, the header 5; put a field that has a comma in it in quotes"},
		{"a quote inside", "a.csv", header + "urn:1,other,Acme \"W\",,\nurn:2,nothing,x,,\n", `2 problems in authority files
a.csv:2: column 18: a quote inside a field; put the field in quotes and write "" for each quote in it
a.csv:3: type: "nothing" is not a type; write person, organisation or other`},
		{"a quote without end", "a.csv", header + "urn:1,other,\"Acme,,\nurn:2,other,x,,\n", `a.csv:2: a field in quotes does not end as it should; end it with " before the comma, and write "" for a quote inside`},
		{"the line of the field in a row of several", "a.csv", header + "urn:1,other,\"Acme\nWidgets\",---,\n", `a.csv:3: aliases: "---" has no letter; a name has one at least`},
		{"a uri that is none", "a.csv", header + "people/17,person,Ana,,\nhttps:,person,Ana,,\nurn:a b,person,Ana,,\n", `3 problems in authority files
a.csv:2: uri: "people/17" is not a URI; write an absolute one, such as https://desk.example/people/17 or urn:desk:17
a.csv:3: uri: "https:" is not a URI; write an absolute one, such as https://desk.example/people/17 or urn:desk:17
a.csv:4: uri: "urn:a b" has a blank in it; write an absolute one, such as https://desk.example/people/17 or urn:desk:17`},
		{"a name too long", "a.csv", header + "urn:1,other," + strings.Repeat("a ", 49) + ",,\n", `a.csv:2: name: "` + strings.Repeat("a ", 40) + `" has 49 words; a name has 48 at most, marks counted`},
		{"another encoding", "a.csv", header + "urn:1,person,Jos\xe9,,\n", "a.csv:2: name: the text is not UTF-8; save the file as UTF-8"},
		{"UTF-16", "a.csv", "\xff\xfeu\x00", "a.csv:1: the file is UTF-16; save it as UTF-8"},
		{"JSON of other types", "a.jsonl", `{"uri":1,"type":"person","name":["x"],"aliases":"y"}` + "\n" + `{"uri":"urn:1","type":"person","name":"x y","aliases":["z",2]}`, `4 problems in authority files
a.jsonl:1: uri: this is a number; a text is wanted
a.jsonl:1: name: this is a list; a text is wanted
a.jsonl:1: aliases: this is a text; a list of texts is wanted: ["Moreira", "A. Moreira"]
a.jsonl:2: aliases[1]: this is a number; a text is wanted`},
		{"JSON with an unknown field", "a.jsonl", `{"uri":"urn:1","type":"person","name":"x y","nots":"z"}`, `a.jsonl:1: "nots" is not a field; did you mean notes?`},
		{"JSON that is broken", "a.jsonl", "{\"uri\":\"urn:1\",}\n{\"uri\":\n[]\n{} {}\n", `4 problems in authority files
a.jsonl:1: column 16: this is not JSON: invalid character '}' looking for beginning of object key string
a.jsonl:2: the line ends in the middle of an object; write each object in one line
a.jsonl:3: this is no object but a JSON array; each line is an object: {"uri": …, "type": …, "name": …}
a.jsonl:4: something stands behind the object; write each object in a line of its own`},
		{"JSON in another encoding", "a.jsonl", "{\"name\":\"Jos\xe9\"}", "a.jsonl:1: the line is not UTF-8; save the file as UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := loaded(t, test.file, test.content)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestOfManyBadLinesTheFirstAreNamedAndAllAreCounted(t *testing.T) {
	_, err := loaded(t, "a.csv", "uri,type,name\n"+strings.Repeat("x,other,Aurora Cup\n", 1234))
	if err == nil || strings.Count(err.Error(), "is not a URI") != mostProblems || !strings.HasPrefix(err.Error(), "1,234 problems") || !strings.HasSuffix(err.Error(), "\nand 1,214 more") {
		t.Errorf("got %v", err)
	}
}

func TestFilesAreLoadedTogetherAndNamed(t *testing.T) {
	people := writtenTo(t, "people.csv", "uri,type,name,aliases\nurn:1,person,Ana Moreira,\n")
	more := writtenTo(t, "more.jsonl", `{"uri":"urn:1","type":"person","name":"Ana Maria Moreira","aliases":["Nita"]}`+"\n"+`{"uri":"urn:2","type":"other","name":"Aurora Cup"}`)
	s, err := Load([]string{people, more})
	if err != nil {
		t.Fatal(err)
	}
	if s.String() != "2 files, 3 entries" || len(s.Sum()) != 12 {
		t.Errorf("it is %s, %q", s, s.Sum())
	}
	if e, _ := s.Entry("urn:1"); e.Name != "Ana Moreira" || e.Where() != people+":2" {
		t.Errorf("the first row does not decide: %+v", e)
	}
	if e, _ := s.Entry("urn:2"); e.Where() != more+":2" {
		t.Errorf("got %+v", e)
	}
	if _, ok := s.Entry("urn:3"); ok {
		t.Error("a URI is found that nobody listed")
	}
	other, err := Load([]string{more, people})
	if err != nil || other.Sum() == s.Sum() {
		t.Errorf("another order has the same sum %s: %v", other.Sum(), err)
	}

	if !s.Unchanged([]string{people, more}) || s.Unchanged([]string{people}) || s.Unchanged([]string{more, people}) {
		t.Error("it does not know its files")
	}
	if err := os.Chtimes(more, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if s.Unchanged([]string{people, more}) {
		t.Error("a file that was written again counts as unchanged")
	}
	if _, err := Load([]string{people, "nowhere.csv", t.TempDir()}); err == nil || !strings.Contains(err.Error(), "nowhere.csv: cannot be read: no such file or directory") || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("got %v", err)
	}
}

func TestNoFilesAreAnEmptySet(t *testing.T) {
	s, err := Load(nil)
	if err != nil || s != nil {
		t.Fatalf("got %v, %v", s, err)
	}
	if _, ok := s.Entry("urn:1"); ok || s.Len() != 0 || s.String() != "none" || s.Sum() != "" || !s.Unchanged(nil) || s.Unchanged([]string{"a"}) {
		t.Errorf("it is not empty: %s", s)
	}
	if c, n := s.Clashes(5); n != 0 || c != nil {
		t.Errorf("it has clashes %v", c)
	}
}

func TestClashesAreTold(t *testing.T) {
	s := mustLoad(t, "a.csv", `uri,type,name,aliases
urn:1,person,Ana Moreira,Moreira
urn:2,person,Carlos Moreira,Moreira
urn:3,organisation,ANA MOREIRA,
urn:1,organisation,Ana Moreira,
urn:2,person,C. Moreira,
urn:2,person,Carlos Moreira,
urn:4,other,aurora cup,Aurora Cup
urn:5,organisation,"Acme, Inc.",Acme Inc.
urn:6,organisation,E. Müller,E. Muller
`)
	clashes, total := s.Clashes(4)
	if total != 7 || len(clashes) != 4 {
		t.Errorf("%d of %d clashes are told", len(clashes), total)
	}
	clashes, _ = s.Clashes(100)
	var got []string
	for _, c := range clashes {
		got = append(got, c.String())
	}
	want := []string{
		`a.csv:3: "Moreira" is person urn:2 here and person urn:1 in a.csv:2; it gets neither`,
		`a.csv:4: "ANA MOREIRA" is organisation urn:3 here and person urn:1 in a.csv:2; it gets the one whose type the story tells`,
		`a.csv:5: urn:1 is organisation "Ana Moreira" here and person "Ana Moreira" in a.csv:2, which counts`,
		`a.csv:5: "Ana Moreira" is person urn:1 here and organisation urn:3 in a.csv:4; it gets the one whose type the story tells`,
		`a.csv:6: urn:2 is called "C. Moreira" here and "Carlos Moreira" in a.csv:3, which counts`,
		`a.csv:7: urn:2 stands in a.csv:3 already, with the same name; aliases of both count`,
		`a.csv:8: "aurora cup" is found wherever these words stand in a story; write it with the capitals that it has there`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("clashes (-want +got):\n%s", diff)
	}
}
