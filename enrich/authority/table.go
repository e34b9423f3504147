package authority

import "math/bits"

// table finds names word by word: the key of a name is made of those of its
// words, and each beginning of a name has a key too. Two different names share
// one of 64 bits in a list of a million with a chance of 1 in 30 million.
//
//	"Ana" → goes on · "Ana Moreira" → form 17
type table struct {
	slots []slot // open addressing, never full
	used  int
}

type slot struct {
	key   key
	form  uint32 // the last with this key, plus one; 0 where none ends here
	state uint8
}

// States of a slot, a bit each.
const (
	taken  = 1 << iota
	goesOn // a longer name begins so
	leads  // it is a first word
)

// insert puts a name into the table and returns where its form is noted. What
// it returned before is no longer valid.
func (t *table) insert(words []key) *uint32 {
	if full(t.used+len(words), len(t.slots)) {
		t.resize(2 * (t.used + len(words) + 32))
	}
	var s *slot
	name := key(0)
	for i, w := range words {
		name = join(name, w)
		s = t.slot(name)
		if s.state == 0 {
			t.used++
		}
		s.key, s.state = name, s.state|taken
		if i == 0 {
			s.state |= leads
		}
		if i+1 < len(words) {
			s.state |= goesOn
		}
	}
	return &s.form
}

// slot is where a key is, or may be put.
func (t *table) slot(k key) *slot {
	at, _ := bits.Mul64(k, uint64(len(t.slots)))
	for t.slots[at].state != 0 && t.slots[at].key != k {
		if at++; at == uint64(len(t.slots)) {
			at = 0
		}
	}
	return &t.slots[at]
}

// find returns the slot of a key, an empty one where it is not there.
func (t *table) find(k key) slot {
	if len(t.slots) == 0 {
		return slot{}
	}
	return *t.slot(k)
}

// full reports that so many keys fill so many slots by more than seven tenths,
// from where on one looks for long.
func full(keys, slots int) bool { return 10*keys > 7*slots }

func (t *table) resize(slots int) {
	old := t.slots
	t.slots = make([]slot, slots)
	for _, s := range old {
		if s.state != 0 {
			*t.slot(s.key) = s
		}
	}
}

// trim gives back the room that no further name needs.
func (t *table) trim() { t.resize(t.used*10/7 + 1) }

// filter tells most keys apart from those that are first words, in memory that
// stays near: one bit for each of its hashes.
type filter struct {
	bits []uint64
	mask uint64
}

func (t *table) firstWords() filter {
	const most = 1 << 20 // bits: 128 KiB
	size := uint64(1 << 10)
	for size < most && size < 8*uint64(t.used) {
		size *= 2
	}
	f := filter{make([]uint64, size/64), size - 1}
	for _, s := range t.slots {
		if s.state&leads != 0 {
			f.bits[s.key>>20&f.mask/64] |= 1 << (s.key >> 14 & 63)
		}
	}
	return f
}

func (f *filter) may(k key) bool {
	return f.bits[k>>20&f.mask/64]&(1<<(k>>14&63)) != 0
}
