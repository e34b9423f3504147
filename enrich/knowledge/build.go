package knowledge

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Build compiles records. common tells, for a name as it is spelt, how many
// may bear it: see Match.Common. The same records give the same bytes. A name
// that no text could be compared with is an error.
func Build(records []Record, common func(r *Record, name string) int) ([]byte, error) {
	if len(records) > maxRecords {
		return nil, fmt.Errorf("%d records are more than the %d of the format", len(records), maxRecords)
	}
	b := builder{records: records, offsets: map[string]int{}}
	if err := b.layNames(common); err != nil {
		return nil, err
	}
	b.laySounds()
	if err := b.layRecords(); err != nil {
		return nil, err
	}
	return b.bytes(), nil
}

// Foldable reports whether a name can be in the index.
func Foldable(name string) bool {
	var store [maxName]byte
	k, ok := key(store[:0], name)
	return ok && len(k) > 1 && len(name) <= math.MaxUint8
}

type builder struct {
	records []Record
	sec     [sectionCount][]byte
	offsets map[string]int // of the names
	list    []entry
}

type entry struct {
	name     string
	hash     uint32
	common   int
	person   bool
	readings []Match
}

// entries gathers the names, each with its readings, the better known first.
func (b *builder) entries(common func(*Record, string) int) error {
	index := make(map[string]int)
	for i := range b.records {
		r := &b.records[i]
		for _, n := range append([]Name{{r.Name, Primary}}, r.Aliases...) {
			at, ok := index[n.Text]
			if !ok {
				var store [maxName]byte
				k, ok := key(store[:0], n.Text)
				if !ok || len(n.Text) > math.MaxUint8 {
					return fmt.Errorf("Q%d: %q cannot be a name", r.ID, n.Text)
				}
				at = len(b.list)
				index[n.Text] = at
				b.list = append(b.list, entry{name: n.Text, hash: hash(k)})
			}
			e := &b.list[at]
			e.common = max(e.common, common(r, n.Text))
			e.person = e.person || r.Type == Person
			if !slices.ContainsFunc(e.readings, func(m Match) bool { return m.Record == i }) {
				e.readings = append(e.readings, Match{Record: i, Use: n.Use})
			}
		}
	}
	for i := range b.list {
		e := &b.list[i]
		slices.SortFunc(e.readings, func(x, y Match) int {
			return cmp.Or(-cmp.Compare(b.records[x.Record].Popularity, b.records[y.Record].Popularity), cmp.Compare(x.Record, y.Record))
		})
		e.readings = e.readings[:min(len(e.readings), maxReadings)]
	}
	return nil
}

func (b *builder) layNames(common func(*Record, string) int) error {
	if err := b.entries(common); err != nil {
		return err
	}
	// Two names a bucket: more buckets would cost more than they save.
	count := 1 << max(0, bits.Len(uint(len(b.list)/2)))
	mask := uint32(count - 1)
	slices.SortFunc(b.list, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.hash&mask, y.hash&mask), cmp.Compare(x.hash, y.hash), strings.Compare(x.name, y.name))
	})
	var names []byte
	buckets := make([]byte, 0, 4*(count+1))
	next := 0
	for i := range uint32(count) {
		buckets = binary.LittleEndian.AppendUint32(buckets, uint32(len(names)))
		for ; next < len(b.list) && b.list[next].hash&mask == i; next++ {
			e := &b.list[next]
			b.offsets[e.name] = len(names)
			names = append(names, byte(len(e.name)), byte(min(e.common, math.MaxUint8)), byte(len(e.readings)))
			names = append(names, e.name...)
			for _, r := range e.readings {
				names = appendUint24(names, r.Record|int(r.Use)<<20)
			}
		}
	}
	buckets = binary.LittleEndian.AppendUint32(buckets, uint32(len(names)))
	if len(names) > maxOffset {
		return fmt.Errorf("%d bytes of names are more than the format takes", len(names))
	}
	b.sec[secBuckets], b.sec[secNames] = buckets, names
	return nil
}

// sounding is the popularity from which a person is found by the sound of the
// name: few transliterate the others, and many share their names.
const sounding = 48

func (b *builder) laySounds() {
	type heard struct {
		hash   uint32
		offset int
	}
	var list []heard
	for _, e := range b.list {
		var store, folded [maxName]byte
		k, _ := key(folded[:0], e.name)
		s := sound(store[:0], k)
		known := slices.ContainsFunc(e.readings, func(m Match) bool { return b.records[m.Record].Popularity >= sounding })
		if known && e.person && strings.ContainsRune(e.name, ' ') && len(s) >= leastSound {
			list = append(list, heard{hash(sorted(s)), b.offsets[e.name]})
		}
	}
	slices.SortFunc(list, func(x, y heard) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.offset, y.offset)) })
	for _, s := range list {
		b.sec[secSounds] = appendUint24(binary.LittleEndian.AppendUint32(b.sec[secSounds], s.hash), s.offset)
	}
}

func (b *builder) layRecords() error {
	sets, symbols, notes := table{}, table{}, map[string]int{}
	sets.line("")
	symbols.line("")
	for i := range b.records {
		r := &b.records[i]
		if len(r.Note) > math.MaxUint8 || r.Popularity < 0 || r.Popularity > math.MaxUint8 || max(r.Born, r.Died) > math.MaxInt16 {
			return fmt.Errorf("Q%d (%s): a value is outside of what the format takes", r.ID, r.Name)
		}
		note, ok := notes[r.Note]
		if !ok {
			note = len(b.sec[secNotes])
			notes[r.Note] = note
			b.sec[secNotes] = append(append(b.sec[secNotes], byte(len(r.Note))), r.Note...)
		}
		var traded []string
		for _, s := range r.Symbols {
			traded = append(traded, strings.TrimSpace(s.Ticker+" "+s.Exchange))
		}
		rec := binary.LittleEndian.AppendUint32(b.sec[secRecords], r.ID)
		rec = appendUint24(appendUint24(rec, b.offsets[r.Name]), note)
		rec = binary.LittleEndian.AppendUint16(rec, uint16(sets.line(strings.Join(r.Countries, " "))))
		rec = binary.LittleEndian.AppendUint16(rec, uint16(int16(r.Born)))
		rec = binary.LittleEndian.AppendUint16(rec, uint16(int16(r.Died)))
		rec = append(rec, byte(r.Popularity), byte(r.Type))
		b.sec[secRecords] = binary.LittleEndian.AppendUint16(rec, uint16(symbols.line(strings.Join(traded, ","))))
	}
	if len(sets.lines) > math.MaxUint16 || len(symbols.lines) > math.MaxUint16 || len(b.sec[secNotes]) > maxOffset {
		return fmt.Errorf("%d sets of countries, %d of symbols and %d bytes of notes are more than the format takes",
			len(sets.lines), len(symbols.lines), len(b.sec[secNotes]))
	}
	b.sec[secSets], b.sec[secSymbols] = sets.bytes(), symbols.bytes()
	return nil
}

// table numbers different lines.
type table struct {
	lines []string
	at    map[string]int
}

func (t *table) line(s string) int {
	n, ok := t.at[s]
	if !ok {
		if t.at == nil {
			t.at = map[string]int{}
		}
		n = len(t.lines)
		t.at[s] = n
		t.lines = append(t.lines, s)
	}
	return n
}

func (t *table) bytes() []byte { return []byte(strings.Join(t.lines, "\n") + "\n") }

func (b *builder) bytes() []byte {
	out := make([]byte, headSize)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[4:], version)
	for i, s := range b.sec {
		binary.LittleEndian.PutUint32(out[12+4*i:], uint32(len(s)))
		out = append(out, s...)
	}
	binary.LittleEndian.PutUint32(out[8:], crc32.Checksum(out[12:], crc32.MakeTable(crc32.Castagnoli)))
	return out
}
