package entity

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"

	"dateline/enrich/linear"
)

// A model file, little endian:
//
//	"DLEN" | version 1 | recipe (length 1, bytes)
//	types × scale
//	4 × length 4 | clusters | lists | roles | chain
//	CRC-32C of all before 4
//
// The tables are used where they lie; reading a model copies a few hundred
// numbers.
const (
	modelMagic   = "DLEN"
	modelVersion = 1
)

// recipe names what word.go, reader.go, features.go and votes.go do. It
// changes with them, so that a model is never used with features that it was
// not trained on.
const recipe = "names, 2"

// ErrModel says that the bytes are no model of this version.
var ErrModel = errors.New("not an entity model of version 1")

// model is all that a tagger has learnt.
type model struct {
	chain    *linear.Chain
	clusters lexicon
	listed   lexicon
	roles    lexicon
	scales   [linear.Types]scale
}

// bytes returns the model file. The same model gives the same bytes.
func (m *model) bytes() []byte {
	b := append([]byte(modelMagic), modelVersion, byte(len(recipe)))
	b = append(b, recipe...)
	for _, s := range m.scales {
		b = append(b, s[:]...)
	}
	chain := linear.AppendChain(nil, m.chain)
	parts := [...][]byte{m.clusters.slots, m.listed.slots, m.roles.slots, chain}
	for _, p := range parts {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(p)))
	}
	for _, p := range parts {
		b = append(b, p...)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)))
}

// readModel returns the model in b, which must not be changed as long as the
// model is used.
func readModel(b []byte) (*model, error) {
	if len(b) < len(modelMagic)+6 || string(b[:len(modelMagic)]) != modelMagic || b[len(modelMagic)] != modelVersion {
		return nil, ErrModel
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if got := crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)); got != sum {
		return nil, fmt.Errorf("entity model: checksum %08x, want %08x", got, sum)
	}
	n := int(body[len(modelMagic)+1])
	rest := body[len(modelMagic)+2:]
	const head = scaleSteps*linear.Types + 16
	if len(rest) < n+head {
		return nil, errors.New("entity model: cut short")
	}
	if got := string(rest[:n]); got != recipe {
		return nil, fmt.Errorf("entity model: trained on features %q, these are %q", got, recipe)
	}
	rest = rest[n:]
	m := &model{}
	for t := range m.scales {
		copy(m.scales[t][:], rest[scaleSteps*t:])
		if slices.Max(m.scales[t][:]) > 100 {
			return nil, fmt.Errorf("entity model: the confidence of type %d goes beyond 100", t)
		}
	}
	lengths := rest[scaleSteps*linear.Types : head]
	rest = rest[head:]
	var parts [4][]byte
	for i := range parts {
		n := uint64(binary.LittleEndian.Uint32(lengths[4*i:]))
		if n > uint64(len(rest)) {
			return nil, errors.New("entity model: cut short")
		}
		parts[i], rest = rest[:n], rest[n:]
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("entity model: %d bytes too many", len(rest))
	}
	var err error
	if m.clusters, err = readLexicon(parts[0]); err != nil {
		return nil, fmt.Errorf("entity model: clusters: %w", err)
	}
	if m.listed, err = readLexicon(parts[1]); err != nil {
		return nil, fmt.Errorf("entity model: lists: %w", err)
	}
	if m.roles, err = readLexicon(parts[2]); err != nil {
		return nil, fmt.Errorf("entity model: roles: %w", err)
	}
	if m.chain, err = linear.ReadChain(parts[3]); err != nil {
		return nil, fmt.Errorf("entity model: %w", err)
	}
	return m, nil
}
