package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// A model file, little endian:
//
//	"DLLM" | version 1 | classes K 1 | recipe (length 1, bytes)
//	calibration: score f32 | lead f32 | offset f32
//	K × (name (length 1, bytes) | bias f32 | step f32)
//	slots N 4
//	N × mark 2 | N × rarity 1 | N × K weights 1
//	CRC-32C of all before 4
//
// The tables are used where they lie: reading a model copies names and
// calibrations only.
const (
	magic   = "DLLM"
	version = 1
	// maxSlots keeps a damaged count from being taken for a table: 12 MB of
	// the smallest possible slots.
	maxSlots = 4 << 20
	// maxFloat keeps scores finite, whatever the story.
	maxFloat = 1e6
)

// ErrFormat says that the bytes are no model of this version.
var ErrFormat = errors.New("not a linear model of version 1")

// Read returns the model in b, which must not be changed as long as the
// model is used.
func Read(b []byte) (*Model, error) {
	if len(b) < len(magic)+6 || string(b[:len(magic)]) != magic || b[len(magic)] != version {
		return nil, ErrFormat
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if got := crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)); got != sum {
		return nil, fmt.Errorf("linear model: checksum %08x, want %08x", got, sum)
	}
	r := reader{b: body[len(magic)+1:]}
	m := &Model{}
	k := int(r.byte())
	m.recipe = r.name()
	m.fit = Fit{r.float(), r.float(), r.float()}
	for range k {
		m.classes = append(m.classes, r.name())
		m.bias = append(m.bias, r.float())
		m.step = append(m.step, r.float())
	}
	m.slots = int(r.uint32())
	if r.short || r.odd || k == 0 || m.slots == 0 || m.slots > maxSlots || len(r.b) != m.slots*(3+k) {
		return nil, fmt.Errorf("linear model: %d classes and %d slots do not fit its %d bytes", k, m.slots, len(b))
	}
	m.marks, m.rarity, m.weights = r.take(2*m.slots), r.take(m.slots), r.take(k*m.slots)
	if !hasFree(m.marks) {
		return nil, errors.New("linear model: no free slot, a search would not end")
	}
	return m, nil
}

func hasFree(marks []byte) bool {
	for i := 0; i+1 < len(marks); i += 2 {
		if marks[i]|marks[i+1] == 0 {
			return true
		}
	}
	return false
}

// Bytes returns the model file. The same model gives the same bytes.
func (m *Model) Bytes() ([]byte, error) {
	if len(m.classes) > 255 || len(m.recipe) > 255 {
		return nil, errors.New("linear model: more than 255 classes, or a recipe of more than 255 bytes")
	}
	b := append([]byte(magic), version, byte(len(m.classes)))
	b = appendName(b, m.recipe)
	for _, f := range []float32{m.fit.Score, m.fit.Lead, m.fit.Offset} {
		b = appendFloat(b, f)
	}
	for c, name := range m.classes {
		if len(name) > 255 {
			return nil, fmt.Errorf("linear model: class name %.20q… is longer than 255 bytes", name)
		}
		b = appendName(b, name)
		for _, f := range []float32{m.bias[c], m.step[c]} {
			b = appendFloat(b, f)
		}
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(m.slots))
	b = append(append(append(b, m.marks...), m.rarity...), m.weights...)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))), nil
}

func appendFloat(b []byte, f float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
}

func appendName(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

// reader takes values off b; short is set once there was not enough, odd
// once a number was none that a model has.
type reader struct {
	b          []byte
	short, odd bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.b) {
		r.short, r.b = true, nil
		return make([]byte, min(n, 256))
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

func (r *reader) byte() byte     { return r.take(1)[0] }
func (r *reader) name() string   { return string(r.take(int(r.byte()))) }
func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) float() float32 {
	f := math.Float32frombits(r.uint32())
	r.odd = r.odd || !(f > -maxFloat && f < maxFloat)
	return f
}
