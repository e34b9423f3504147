package topic

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// vocabulary is the Media Topics: every concept with its place in the tree,
// its labels, and what replaced it if it was retired; and the codes of other
// schemes that mean one of them.
type vocabulary struct {
	languages []string // BCP 47
	entries   []entry  // by code
	others    map[string]string
}

type entry struct {
	code    string
	parent  string // empty at level 1
	forward string // of a retired concept, the active one to use instead
	retired bool
	labels  []string // by language; empty where there is none
}

// maxDepth keeps a damaged tree from being walked for ever.
const maxDepth = 8

func (v *vocabulary) entry(code string) (*entry, bool) {
	i, ok := slices.BinarySearchFunc(v.entries, code, func(e entry, c string) int { return strings.Compare(e.code, c) })
	if !ok {
		return nil, false
	}
	return &v.entries[i], true
}

// path returns the codes from level 1 down to an active concept; nothing for
// any other code.
func (v *vocabulary) path(code string) []string {
	var up []string
	for e, ok := v.entry(code); len(up) < maxDepth; e, ok = v.entry(e.parent) {
		if !ok || e.retired {
			return nil
		}
		up = append(up, e.code)
		if e.parent == "" {
			slices.Reverse(up)
			return up
		}
	}
	return nil
}

// label returns the label in a language, or in English where there is none.
func (v *vocabulary) label(code string, language int) string {
	e, ok := v.entry(code)
	if !ok {
		return code
	}
	if language < len(e.labels) && e.labels[language] != "" {
		return e.labels[language]
	}
	return e.labels[0]
}

// language returns the index of a language that labels can be in.
func (v *vocabulary) language(tag string) (int, error) {
	if tag == "" {
		return 0, nil
	}
	for i, l := range v.languages {
		if strings.EqualFold(l, tag) {
			return i, nil
		}
	}
	for i, l := range v.languages {
		if short, _, _ := strings.Cut(l, "-"); strings.EqualFold(short, tag) {
			return i, nil
		}
	}
	return 0, fmt.Errorf("topics have no labels in %q; there is %s", tag, strings.Join(v.languages, ", "))
}

// active returns the active concept that a code stands for: itself, or the
// successor of a retired one; a code of another scheme is "scheme:code".
func (v *vocabulary) active(code string) (string, bool) {
	if other, ok := v.others[strings.ToLower(code)]; ok {
		code = other
	}
	for range maxDepth {
		e, ok := v.entry(code)
		if !ok {
			return "", false
		}
		if !e.retired {
			return code, true
		}
		code = e.forward
	}
	return "", false
}

// The vocabulary in bytes, little endian; a string is its length in one byte
// and its bytes:
//
//	languages 1 × string | entries 2 × (code string | parent string | forward string | retired 1 | labels string…)
//	other codes 2 × (scheme:code string | code string)
func (v *vocabulary) append(b []byte) ([]byte, error) {
	var err error
	str := func(s string) {
		if len(s) > 255 {
			err = fmt.Errorf("vocabulary: %.20q… is longer than 255 bytes", s)
			s = ""
		}
		b = append(append(b, byte(len(s))), s...)
	}
	b = append(b, byte(len(v.languages)))
	for _, l := range v.languages {
		str(l)
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(v.entries)))
	for _, e := range v.entries {
		str(e.code)
		str(e.parent)
		str(e.forward)
		retired := byte(0)
		if e.retired {
			retired = 1
		}
		b = append(b, retired)
		for _, l := range e.labels {
			str(l)
		}
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(v.others)))
	for _, k := range sortedKeys(v.others) {
		str(k)
		str(v.others[k])
	}
	return b, err
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

var errVocabulary = errors.New("topic model: the vocabulary in it is damaged")

func readVocabulary(b []byte) (*vocabulary, error) {
	r := &byteReader{b: b}
	whole := string(b) // the labels are parts of it
	str := func() string {
		n := int(r.take(1)[0])
		at := len(whole) - len(r.b)
		if r.take(n); r.short {
			return ""
		}
		return whole[at : at+n]
	}
	count := func() int { return int(binary.LittleEndian.Uint16(r.take(2))) }
	v := &vocabulary{others: make(map[string]string)}
	for range int(r.take(1)[0]) {
		v.languages = append(v.languages, str())
	}
	n := count()
	if n*len(v.languages) > len(b) {
		return nil, errVocabulary // a label has one byte at least
	}
	labels := make([]string, n*len(v.languages))
	for ; n > 0 && !r.short; n-- {
		e := entry{code: str(), parent: str(), forward: str(), retired: r.take(1)[0] != 0}
		e.labels, labels = labels[:len(v.languages):len(v.languages)], labels[len(v.languages):]
		for i := range e.labels {
			e.labels[i] = str()
		}
		v.entries = append(v.entries, e)
	}
	for n := count(); n > 0 && !r.short; n-- {
		k := str()
		v.others[k] = str()
	}
	sorted := slices.IsSortedFunc(v.entries, func(a, b entry) int { return strings.Compare(a.code, b.code) })
	if r.short || len(r.b) > 0 || len(v.languages) == 0 || !sorted {
		return nil, errVocabulary
	}
	return v, nil
}
