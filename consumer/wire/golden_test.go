package wire

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"dateline/enrich/story"
)

var update = flag.Bool("update", false, "write the golden files anew")

// essence is what the rest of the program sees of a story.
func essence(s *story.Story) string {
	var b strings.Builder
	fmt.Fprintf(&b, "uri: %s\nversion: %s\nrevision: %s\nsource: %s\nformat: %s\ntype: %s\nstatus: %s\nlanguage: %s\n",
		s.URI, s.Version, s.Revision, s.Source, s.Format, s.Type, s.Status, s.Language)
	fmt.Fprintf(&b, "change: %s\n", strings.TrimSpace(string(s.Change.Kind)+" "+s.Change.Evidence))
	for _, f := range s.Fields {
		fmt.Fprintf(&b, "%s: %q\n", f.Name, f.Text)
	}
	for _, w := range s.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	return b.String()
}

// Every file in testdata holds a message, the stories read from it and their
// records: go test -run Golden -update writes them.
func TestGoldenMessagesBecomeTheStoriesAndRecordsBesideThem(t *testing.T) {
	own := ownSchema(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			ar, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			m := Message{Header: map[string][]string{}}
			var given []txtar.File
			want := map[string]string{}
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
				default:
					want[f.Name] = string(f.Data)
					continue
				}
				given = append(given, f)
			}
			stories, err := newDecoder(t).Decode(m)
			if err != nil {
				t.Fatal(err)
			}
			have := map[string]string{}
			out := *ar
			out.Files = given
			add := func(name, data string) {
				have[name] = data
				out.Files = append(out.Files, txtar.File{Name: name, Data: []byte(data)})
			}
			for i, s := range stories {
				suffix := ""
				if len(stories) > 1 {
					suffix = fmt.Sprintf(" %d", i+1)
				}
				add("story"+suffix, essence(s))
				record, err := Encode(s, someTags(s), EncodeOptions{Creator: "urn:dateline:0.0.0"})
				if err != nil {
					t.Fatal(err)
				}
				mustValidate(t, own, record)
				// The tags are always the same; one file shows them.
				if filepath.Base(path) != "ninjs-3.txtar" && s.Taggable() {
					if record, err = Encode(s, &story.Tags{Engine: story.Engine{Name: "dateline", Version: "0.0.0"}}, EncodeOptions{}); err != nil {
						t.Fatal(err)
					}
				}
				var pretty bytes.Buffer
				if err := json.Indent(&pretty, record, "", "  "); err != nil {
					t.Fatal(err)
				}
				add("record"+suffix, pretty.String()+"\n")
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(&out), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Error(diff)
			}
		})
	}
}
