package entity

import (
	"bytes"
	"cmp"
	"slices"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Kinds of names that lists know, a bit each.
const (
	listCountry = 1 << iota
	listCity
	listDivision
	listFeature // river, mountain, sea, …
	listDemonym
	listFullName // of a person
	listGiven
	listFamily
	listOrganisation
	listAcronym
	listTeam
	listParty

	listKinds = 12
	goesOn    = 1 << 15 // a longer name begins so
)

// longestListed is how many words a listed name may have.
const longestListed = 8

// Names gathers names from lists, to be compiled.
type Names struct {
	values map[uint64]uint16
	given  map[uint64]int
	family map[uint64]int
	sp     speller
}

// NewNames returns no names.
func NewNames() *Names {
	return &Names{values: map[uint64]uint16{}, given: map[uint64]int{}, family: map[uint64]int{}}
}

// keys returns the hashes of the words of a name, as the reader has them.
func (n *Names) keys(name string) []uint64 {
	f := &text.Parse([]story.Field{{Text: name}}).Fields[0]
	var keys []uint64
	for i, t := range f.Tokens {
		var w word
		n.sp.spell(&w, f.TokenText(i), t.Kind)
		keys = append(keys, w.key)
	}
	return keys
}

func (n *Names) add(name string, kind uint16) {
	keys := n.keys(name)
	if len(keys) == 0 || len(keys) > longestListed {
		return
	}
	h := uint64(0)
	for i, k := range keys {
		h = mix(h, k)
		if i+1 < len(keys) {
			n.values[h] |= goesOn
		}
	}
	n.values[h] |= kind
}

// person adds a person's full name, and counts its first and last word.
func (n *Names) person(name string) {
	keys := n.keys(name)
	if len(keys) < 2 || len(keys) > 5 {
		return
	}
	n.add(name, listFullName)
	n.given[keys[0]]++
	n.family[keys[len(keys)-1]]++
}

// bearers is how many persons must bear a name for it to be one: names that
// occur once are as often words that came into a list by mistake.
const bearers = 2

// compile lays the names out.
func (n *Names) compile() lexicon {
	for k, c := range n.given {
		if c >= bearers {
			n.values[mix(0, k)] |= listGiven
		}
	}
	for k, c := range n.family {
		if c >= bearers {
			n.values[mix(0, k)] |= listFamily
		}
	}
	entries := make([]entry, 0, len(n.values))
	for h, v := range n.values {
		entries = append(entries, entry{h, v})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	return newLexicon(entries)
}

// Words of w.names: the kinds of the word by itself, the kinds of the longest
// name of several words that it is in, and where in that it stands.
const (
	listedShift = listKinds
	placeShift  = 2 * listKinds
	placeBegin  = 1
	placeInside = 2
	placeLast   = 3
)

// lists looks the words of a sentence up in the lists.
func (r *reader) lists(start int) {
	if r.listed.n == 0 {
		return
	}
	words := r.words[start:]
	covered := 0
	for i := range words {
		w := &words[i]
		if !w.capital() {
			continue
		}
		h := mix(0, w.key)
		v := r.listed.value(h)
		w.names |= uint32(v) & (1<<listKinds - 1)
		if i < covered {
			continue
		}
		end, kinds := 0, uint32(0)
		for j := i + 1; v&goesOn != 0 && j < len(words) && j < i+longestListed; j++ {
			h = mix(h, words[j].key)
			v = r.listed.value(h)
			if k := uint32(v) & (1<<listKinds - 1); k != 0 && words[j].kase != small {
				end, kinds = j+1, k
			}
		}
		for j := i; j < end; j++ {
			place := uint32(placeInside)
			if j == i {
				place = placeBegin
			} else if j == end-1 {
				place = placeLast
			}
			words[j].names |= kinds<<listedShift | place<<placeShift
		}
		covered = max(covered, end)
	}
}

// dotless drops the dots of a word: U.S. is US, Corp. is Corp.
func dotless(low, buf []byte) []byte {
	for _, c := range low {
		if c != '.' {
			buf = append(buf, c)
		}
	}
	return buf
}

func hasDot(low []byte) bool { return bytes.IndexByte(low, '.') >= 0 }
