package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Types of names as the corpora of this project have them.
const (
	typePerson = "PER"
	typeOrg    = "ORG"
	typeLoc    = "LOC"
	typeMisc   = "MISC" // a name of another kind
	typeNone   = ""     // no name at all: a date, a number
)

// TypeMap says what the labels of a corpus stand for: PER, ORG, LOC, MISC, or
// nothing. Its keys are in lower case.
type TypeMap map[string]string

// CommonTypes are the labels of the corpora in wide use: CoNLL-2003,
// OntoNotes, ACE, WNUT, and what annotators write out. A place is where
// something can happen: countries and cities (GPE), buildings and bridges
// (FAC). Peoples and religions (NORP) are names of another kind, as in
// CoNLL-2003.
func CommonTypes() TypeMap {
	m := TypeMap{}
	for kind, labels := range map[string]string{
		typePerson: "per pers person people human",
		typeOrg:    "org organisation organization corporation corp company institution agency group",
		typeLoc:    "loc location place gpe geo geopolitical fac facility country city",
		typeMisc:   "misc miscellaneous other oth o norp nat nationality demonym religion event eve evt product prod art creative-work work_of_art work law language lang weapon vehicle veh",
		typeNone:   "date time tim duration money percent quantity ordinal cardinal number temporal",
	} {
		for _, l := range strings.Fields(labels) {
			m[l] = kind
		}
	}
	return m
}

// With returns the map with more labels, each written LABEL=TYPE with one of
// the common labels as the type.
func (m TypeMap) With(pairs ...string) (TypeMap, error) {
	more := maps.Clone(m)
	for _, p := range pairs {
		label, name, ok := strings.Cut(p, "=")
		if !ok || label == "" {
			return nil, fmt.Errorf("%q is not LABEL=TYPE", p)
		}
		kind, ok := m[strings.ToLower(name)]
		if !ok {
			return nil, fmt.Errorf("%q: there is no type %q; there is person, organisation, place, other", p, name)
		}
		more[strings.ToLower(label)] = kind
	}
	return more, nil
}

// typeOf returns what a label stands for. A label that is not known stands
// for a name of another kind, and is noted.
func (r *NamedReader) typeOf(label string) string {
	kind, ok := r.types[strings.ToLower(label)]
	if ok {
		return kind
	}
	if r.unknown[label] > 0 || len(r.unknown) < mostUnknown {
		r.unknown[label]++
	}
	return typeMisc
}

// mostUnknown is how many labels that are not known are remembered.
const mostUnknown = 50

// Unknown returns the labels read so far that are not known, in alphabetical
// order. Their names count as names of another kind.
func (r *NamedReader) Unknown() []string { return slices.Sorted(maps.Keys(r.unknown)) }
