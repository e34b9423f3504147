package data

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheEmbeddedModelsAreTheOnesOfTheManifest(t *testing.T) {
	if err := Verify(); err != nil {
		t.Error(err)
	}
}

func TestTheGazetteerFitsIntoTwelveMegabytes(t *testing.T) {
	const most = 12 << 20
	if n := len(Gazetteer()); n == 0 || n > most {
		t.Errorf("the gazetteer has %d bytes, want at most %d", n, most)
	}
}

func TestEveryEmbeddedModelNamesItsSourcesAndLicences(t *testing.T) {
	m, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{GazetteerFile, TopicFile, EntityFile, KnowledgeFile} {
		f, ok := m.File(name)
		if !ok || len(f.Sources) == 0 || !strings.HasPrefix(f.BuiltBy, "dateline-build ") {
			t.Errorf("%s: built by %q from %d sources", name, f.BuiltBy, len(f.Sources))
		}
		for _, s := range f.Sources {
			if s.Name == "" || s.Licence == "" || s.Use == "" {
				t.Errorf("%s: source %+v is not described", name, s)
			}
		}
	}
}

func TestVerifyNamesTheFileThatDiffers(t *testing.T) {
	var m Manifest
	m.Put(File{Name: "b.bin", Bytes: 3, SHA256: Sum([]byte("two"))})
	m.Put(File{Name: "a.bin", Bytes: 3, SHA256: Sum([]byte("one"))})
	for _, c := range []struct {
		name  string
		files map[string][]byte
		want  string
	}{
		{"all as listed", map[string][]byte{"a.bin": []byte("one"), "b.bin": []byte("two")}, ""},
		{"one changed", map[string][]byte{"a.bin": []byte("one"), "b.bin": []byte("twO")}, "b.bin: sha256"},
		{"one cut", map[string][]byte{"a.bin": []byte("on"), "b.bin": []byte("two")}, "a.bin: 2 bytes"},
		{"one missing", map[string][]byte{"a.bin": []byte("one")}, "b.bin: listed"},
		{"one too many", map[string][]byte{"a.bin": []byte("one"), "b.bin": []byte("two"), "c.bin": nil}, "c.bin: not listed"},
	} {
		err := m.Verify(c.files)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestAManifestReadBackIsTheSame(t *testing.T) {
	var m Manifest
	m.Put(File{Name: "b.bin", Sources: []Source{{"A & B", "CC0", "names"}}, Scores: map[string]Scores{"z": {"f1": 0.5}, "a": {"f1": 1}}})
	m.Put(File{Name: "a.bin"})
	m.Put(File{Name: "b.bin", Bytes: 7, Sources: []Source{{"A & B", "CC0", "names"}}})
	b, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, back); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(m.Files) != 2 || m.Files[0].Name != "a.bin" || m.Files[1].Bytes != 7 {
		t.Errorf("put in, replaced and in order: %+v", m.Files)
	}
	if !strings.Contains(string(b), "A & B") {
		t.Error("an ampersand is written as an escape")
	}
}

func TestAManifestWithAnUnknownFieldIsRefused(t *testing.T) {
	if _, err := Parse([]byte(`{"files":[{"name":"a.bin","sha265":"…"}]}`)); err == nil || !strings.Contains(err.Error(), "sha265") {
		t.Errorf("error %v, want one that names the field", err)
	}
}
