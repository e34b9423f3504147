package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dateline/enrich/data"
)

// writeModel writes content as out/f.Name and its entry into the manifest
// beside it. Of f, the caller gives Name, BuiltBy, Sources and Scores.
func writeModel(out string, f data.File, content []byte) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	m, err := readManifest(out)
	if errors.Is(err, fs.ErrNotExist) {
		m, err = data.Manifest{}, nil
	}
	if err != nil {
		return err
	}
	f.Bytes, f.SHA256 = len(content), data.Sum(content)
	m.Put(f)
	b, err := m.Encode()
	if err != nil {
		return err
	}
	if err := replace(filepath.Join(out, f.Name), content); err != nil {
		return err
	}
	return replace(filepath.Join(out, data.ManifestFile), b)
}

// replace writes a file whole or not at all: a build that is interrupted
// leaves the old model in place.
func replace(path string, content []byte) error {
	if err := os.WriteFile(path+".new", content, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func readManifest(folder string) (data.Manifest, error) {
	b, err := os.ReadFile(filepath.Join(folder, data.ManifestFile))
	if err != nil {
		return data.Manifest{}, err
	}
	return data.Parse(b)
}

// readModels reads the files that the manifest in folder lists.
func readModels(folder string) (data.Manifest, map[string][]byte, error) {
	m, err := readManifest(folder)
	if err != nil {
		return m, nil, err
	}
	files := make(map[string][]byte)
	for _, f := range m.Files {
		b, err := os.ReadFile(filepath.Join(folder, f.Name))
		if err != nil {
			return m, nil, fmt.Errorf("listed in %s: %w", data.ManifestFile, err)
		}
		files[f.Name] = b
	}
	return m, files, nil
}
