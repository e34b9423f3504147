// Package data holds the compiled models that the binary carries, and the
// manifest that says where each came from: what built it, from which sources
// under which licences, and how well it scored.
//
//	cmd/dateline-build → *.bin + manifest.json → embedded here → enrich
//
// Nothing is decoded on import; whoever needs a model reads it once.
package data

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Names of the embedded files, as the manifest lists them.
const (
	GazetteerFile = "gazetteer.bin"
	TopicFile     = "topic.bin"
	EntityFile    = "entity.bin"
	KnowledgeFile = "knowledge.bin"
	ManifestFile  = "manifest.json"
)

//go:embed gazetteer.bin
var gazetteer []byte

//go:embed topic.bin
var topic []byte

//go:embed entity.bin
var entity []byte

//go:embed knowledge.bin
var knowledge []byte

//go:embed manifest.json
var manifest []byte

// Gazetteer returns the compiled place names. The caller must not change it.
func Gazetteer() []byte { return gazetteer }

// Topic returns the topic model. The caller must not change it.
func Topic() []byte { return topic }

// Entity returns the model of the tagger of names. The caller must not
// change it.
func Entity() []byte { return entity }

// Knowledge returns the knowledge base of people and organisations. The caller
// must not change it.
func Knowledge() []byte { return knowledge }

// Read returns the manifest of the embedded files.
func Read() (Manifest, error) { return Parse(manifest) }

// Verify reports the first embedded file that is not the one the manifest
// describes.
func Verify() error {
	m, err := Read()
	if err != nil {
		return err
	}
	return m.Verify(map[string][]byte{GazetteerFile: gazetteer, TopicFile: topic, EntityFile: entity, KnowledgeFile: knowledge})
}

// Parse reads a manifest and refuses fields that it does not know, so that a
// misspelt one cannot pass for an absent one.
func Parse(b []byte) (Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", ManifestFile, err)
	}
	return m, nil
}

// Sum returns the SHA-256 of b as the manifest writes it.
func Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
