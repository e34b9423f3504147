package gazetteer

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

// Record is a place to compile.
type Record struct {
	Place
	Parent int // index of the record of the division it lies in, or -1
	Names  []Name
}

// Name is one of a record's names besides Place.Name.
type Name struct {
	Text string
	Use  Use
}

// maxReadings of one name; the least prominent are left out beyond it.
const maxReadings = 255

// Build compiles records. The same records give the same bytes.
func Build(records []Record, traits map[string]Trait) ([]byte, error) {
	if len(records) > maxPlaces {
		return nil, fmt.Errorf("%d places are more than the %d of the format", len(records), maxPlaces)
	}
	b := builder{records: records, offsets: make(map[string]int)}
	if err := b.layNames(traits); err != nil {
		return nil, err
	}
	if err := b.layPlaces(); err != nil {
		return nil, err
	}
	return b.bytes(), nil
}

type builder struct {
	records   []Record
	sec       [sectionCount][]byte
	offsets   map[string]int // of the names
	countries []string
}

type entry struct {
	name     string
	hash     uint32
	key      int // length of the folded name
	head     uint32
	readings []Match
}

// entries gathers the names, each with its readings, the prominent first.
func (b *builder) entries() ([]entry, error) {
	index := make(map[string]int)
	var list []entry
	for i, r := range b.records {
		for _, n := range append([]Name{{r.Name, Primary}}, r.Names...) {
			at, ok := index[n.Text]
			if !ok {
				var f folded
				if !f.set(n.Text) || len(n.Text) > math.MaxUint8 {
					return nil, fmt.Errorf("place %d: %q cannot be a name", r.ID, n.Text)
				}
				h := hash(f.key[:f.first])
				at = len(list)
				index[n.Text] = at
				list = append(list, entry{name: n.Text, hash: hash(f.key[:f.n]), key: f.n, head: (h ^ h>>16) & (reachSize - 1)})
			}
			e := &list[at]
			if k := slices.IndexFunc(e.readings, func(m Match) bool { return m.Place == i }); k >= 0 {
				if n.Use == Preferred {
					e.readings[k].Use = Preferred
				}
				continue
			}
			e.readings = append(e.readings, Match{Place: i, Use: n.Use})
		}
	}
	for i := range list {
		e := &list[i]
		slices.SortFunc(e.readings, func(x, y Match) int {
			return cmp.Or(cmp.Compare(useRank(x.Use), useRank(y.Use)),
				-cmp.Compare(b.records[x.Place].Population, b.records[y.Place].Population), cmp.Compare(x.Place, y.Place))
		})
		if len(e.readings) > maxReadings {
			e.readings = e.readings[:maxReadings]
		}
	}
	return list, nil
}

func useRank(u Use) int {
	switch u {
	case Preferred:
		return 0
	case Primary:
		return 1
	}
	return 1 + int(u)
}

func (b *builder) layNames(traits map[string]Trait) error {
	list, err := b.entries()
	if err != nil {
		return err
	}
	// Two names a bucket: more buckets would cost more than they save.
	count := 1 << max(0, bits.Len(uint(len(list)/2)))
	mask := uint32(count - 1)
	slices.SortFunc(list, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.hash&mask, y.hash&mask), cmp.Compare(x.hash, y.hash), strings.Compare(x.name, y.name))
	})
	reach := make([]byte, reachSize)
	var names []byte
	buckets := make([]byte, 0, 4*(count+1))
	next := 0
	for i := range uint32(count) {
		buckets = binary.LittleEndian.AppendUint32(buckets, uint32(len(names)))
		for ; next < len(list) && list[next].hash&mask == i; next++ {
			e := list[next]
			reach[e.head] = max(reach[e.head], byte(e.key))
			b.offsets[e.name] = len(names)
			names = append(names, byte(len(e.name)), byte(traits[e.name]), byte(len(e.readings)))
			names = append(names, e.name...)
			for _, r := range e.readings {
				names = append(names, 0, 0, 0)
				putUint24(names[len(names)-3:], r.Place|int(r.Use)<<20)
			}
		}
	}
	buckets = binary.LittleEndian.AppendUint32(buckets, uint32(len(names)))
	if len(names) >= noPlace {
		return fmt.Errorf("%d bytes of names are more than the format takes", len(names))
	}
	b.sec[secReach], b.sec[secBuckets], b.sec[secNames] = reach, buckets, names
	return nil
}

func (b *builder) layPlaces() error {
	codes, countries := map[string]int{}, map[string]int{"": 0}
	own := map[string]int{}
	list := []string{""}
	for i, r := range b.records {
		if r.Code == "PCLI" {
			own[r.Country] = i
		}
		if _, ok := countries[r.Country]; !ok {
			countries[r.Country] = len(list)
			list = append(list, r.Country)
		}
		code := string(rune(r.Class)) + " " + r.Code + "\n"
		if _, ok := codes[code]; !ok {
			codes[code] = len(codes)
			b.sec[secCodes] = append(b.sec[secCodes], code...)
		}
		rec := make([]byte, placeSize)
		putUint24(rec, r.ID)
		putUint24(rec[3:], b.offsets[r.Name])
		if r.HasCoord {
			putUint24(rec[6:], coord(r.Lat))
			putUint24(rec[9:], coord(r.Lon))
		}
		binary.LittleEndian.PutUint32(rec[12:], uint32(r.Population))
		rec[16], rec[17] = byte(countries[r.Country]), byte(codes[code])
		putUint24(rec[18:], r.Parent+1)
		b.sec[secPlaces] = append(b.sec[secPlaces], rec...)
		if err := b.link(i); err != nil {
			return err
		}
		if r.ID < 0 || r.ID >= 1<<24 || r.Parent >= len(b.records) || r.Population < 0 || r.Population > math.MaxUint32 || len(r.Country) > 2 {
			return fmt.Errorf("place %d (%s): a value is outside of what the format takes", r.ID, r.Name)
		}
	}
	if len(list) > 256 || len(codes) > 256 {
		return fmt.Errorf("%d countries and %d feature codes: the format takes 256 of each", len(list), len(codes))
	}
	for _, c := range list {
		rec := make([]byte, countrySize)
		copy(rec, c)
		at, ok := own[c]
		if !ok {
			at = noPlace
		}
		putUint24(rec[2:], at)
		b.sec[secCountries] = append(b.sec[secCountries], rec...)
	}
	return nil
}

func (b *builder) link(i int) error {
	wd := b.records[i].Wikidata
	if wd == "" {
		return nil
	}
	var n uint32
	if _, err := fmt.Sscanf(wd, "Q%d", &n); err != nil {
		return fmt.Errorf("place %d: Wikidata id %q: %w", b.records[i].ID, wd, err)
	}
	rec := make([]byte, 3, linkSize)
	putUint24(rec, i)
	b.sec[secLinks] = append(b.sec[secLinks], binary.LittleEndian.AppendUint32(rec, n)...)
	return nil
}

func coord(degrees float64) int { return int(math.Round(degrees*coordScale)) + coordZero }

func (b *builder) bytes() []byte {
	out := make([]byte, headSize)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[4:], version)
	for i, s := range b.sec {
		binary.LittleEndian.PutUint32(out[12+4*i:], uint32(len(s)))
		out = append(out, s...)
	}
	binary.LittleEndian.PutUint32(out[8:], crc32.Checksum(out[12:], crcTable))
	return out
}
