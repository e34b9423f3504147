package topic

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"dateline/enrich/linear"
)

// Model is what a tagger is made from: the classifiers of level 1 and of level
// 2, the vocabulary, and the terms of concepts.
type Model struct {
	linear     *linear.Model
	branches   *branches
	vocabulary *vocabulary
	knowledge  *knowledge
}

// A model file, little endian:
//
//	"DLTP" | version 3 | length 4 | linear model | length 4 | vocabulary | length 4 | terms | length 4 | linear model of level 2 |
//	CRC-32C of all before 4
const (
	magic   = "DLTP"
	version = 3
)

// ErrFormat says that the bytes are no topic model of this version.
var ErrFormat = errors.New("not a topic model of version 3")

// ReadModel reads a model file, whose bytes must not be changed as long as
// the model is used.
func ReadModel(b []byte) (*Model, error) {
	if len(b) < len(magic)+13 || string(b[:len(magic)]) != magic || b[len(magic)] != version {
		return nil, ErrFormat
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if got := crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)); got != sum {
		return nil, fmt.Errorf("topic model: checksum %08x, want %08x", got, sum)
	}
	rest := body[len(magic)+1:]
	var parts [4][]byte
	for i := range parts {
		if len(rest) < 4 || uint64(binary.LittleEndian.Uint32(rest)) > uint64(len(rest)-4) {
			return nil, errors.New("topic model: it ends before its parts do")
		}
		n := int(binary.LittleEndian.Uint32(rest))
		parts[i], rest = rest[4:4+n], rest[4+n:]
	}
	if len(rest) > 0 {
		return nil, errors.New("topic model: there is more than its parts")
	}
	m := &Model{}
	var err error
	if m.linear, err = linear.Read(parts[0]); err != nil {
		return nil, fmt.Errorf("topic model: %w", err)
	}
	if m.linear.Recipe() != recipe {
		return nil, fmt.Errorf("topic model: trained on features %q, these are %q", m.linear.Recipe(), recipe)
	}
	if m.vocabulary, err = readVocabulary(parts[1]); err != nil {
		return nil, err
	}
	if m.knowledge, err = readKnowledge(parts[2], m.linear.Classes(), m.vocabulary.path); err != nil {
		return nil, err
	}
	if m.branches, err = readBranches(parts[3], m.vocabulary, m.linear.Classes()); err != nil {
		return nil, err
	}
	return m, nil
}

// Bytes returns the model file. The same model gives the same bytes.
func (m *Model) Bytes() ([]byte, error) {
	classifier, err := m.linear.Bytes()
	if err != nil {
		return nil, err
	}
	words, err := m.vocabulary.append(nil)
	if err != nil {
		return nil, err
	}
	second, err := m.branches.bytes()
	if err != nil {
		return nil, err
	}
	b := append([]byte(magic), version)
	for _, part := range [][]byte{classifier, words, m.knowledge.append(nil), second} {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))), nil
}

// CalibratedAs returns the model with the calibration of another.
func (m *Model) CalibratedAs(other *Model) *Model {
	c := *m
	c.linear = m.linear.Calibrated(other.linear.Fit())
	return &c
}
