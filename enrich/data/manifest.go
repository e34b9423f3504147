package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Manifest describes every compiled file.
type Manifest struct {
	Files []File `json:"files"` // by name
}

// File is one compiled file.
type File struct {
	Name    string            `json:"name"`
	Bytes   int               `json:"bytes"`
	SHA256  string            `json:"sha256"`
	BuiltBy string            `json:"builtBy"` // the command that makes it anew
	Sources []Source          `json:"sources"`
	Scores  map[string]Scores `json:"scores,omitempty"` // by corpus
}

// Source is a public work from which a file was computed.
type Source struct {
	Name    string `json:"name"`
	Licence string `json:"licence"`
	Use     string `json:"use"` // what of it went in
}

// Scores are measures by name. Shares are 0–1, counts whole numbers.
type Scores map[string]float64

// File returns the entry of the named file.
func (m Manifest) File(name string) (File, bool) {
	for _, f := range m.Files {
		if f.Name == name {
			return f, true
		}
	}
	return File{}, false
}

// Put adds f, or replaces the entry of the same name, and keeps the order.
func (m *Manifest) Put(f File) {
	at, found := slices.BinarySearchFunc(m.Files, f, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if found {
		m.Files[at] = f
		return
	}
	m.Files = slices.Insert(m.Files, at, f)
}

// Encode writes the manifest. The same manifest gives the same bytes.
func (m Manifest) Encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	return b.Bytes(), nil
}

// Verify compares files with their entries, and names the first that
// differs, that is missing, or that the manifest does not list.
func (m Manifest) Verify(files map[string][]byte) error {
	for _, f := range m.Files {
		b, ok := files[f.Name]
		switch {
		case !ok:
			return fmt.Errorf("%s: listed in %s but missing", f.Name, ManifestFile)
		case len(b) != f.Bytes:
			return fmt.Errorf("%s: %d bytes, %s says %d", f.Name, len(b), ManifestFile, f.Bytes)
		case Sum(b) != f.SHA256:
			return fmt.Errorf("%s: sha256 %s, %s says %s", f.Name, Sum(b), ManifestFile, f.SHA256)
		}
	}
	for name := range files {
		if _, ok := m.File(name); !ok {
			return fmt.Errorf("%s: not listed in %s", name, ManifestFile)
		}
	}
	return nil
}
