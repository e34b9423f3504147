package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// Gathering merges what several sources say about the same items.
type Gathering struct {
	byID map[uint32]*Record
}

// NewGathering returns an empty one.
func NewGathering() *Gathering { return &Gathering{byID: map[uint32]*Record{}} }

// Add merges r into what is known of its item. The first source names it and
// says what it is; later ones add names, countries, symbols and what was
// missing. It drops names that cannot be in the index; a record without any
// other is left out. An item is of the type of its first source.
func (g *Gathering) Add(r Record) {
	names := append([]Name{{r.Name, Primary}}, r.Aliases...)
	names = slices.DeleteFunc(names, func(n Name) bool { return !Foldable(n.Text) })
	if len(names) == 0 || r.ID == 0 {
		return
	}
	have := g.byID[r.ID]
	if have == nil {
		r.Name, r.Aliases = names[0].Text, nil
		have = &r
		g.byID[r.ID] = have
		names = names[1:]
	} else {
		names[0].Use = max(names[0].Use, Alias)
		have.Born, have.Died = cmp.Or(have.Born, r.Born), cmp.Or(have.Died, r.Died)
		have.Note = cmp.Or(have.Note, r.Note)
		have.Popularity = max(have.Popularity, r.Popularity)
		have.Symbols = append(have.Symbols, r.Symbols...)
	}
	for _, n := range names {
		have.alias(n)
	}
	if have != &r {
		have.Countries = append(have.Countries, r.Countries...)
	}
	slices.Sort(have.Countries)
	have.Countries = slices.DeleteFunc(slices.Compact(have.Countries), func(c string) bool { return c == "" })
}

// Get returns what is known of an item so far, or nil.
func (g *Gathering) Get(id uint32) *Record { return g.byID[id] }

// Records returns all, in order of their ids, the names they are known by
// without a legal form or an initial added.
func (g *Gathering) Records() []Record {
	list := make([]Record, 0, len(g.byID))
	for _, r := range g.byID {
		for _, n := range append([]Name{{r.Name, Primary}}, slices.Clone(r.Aliases)...) {
			if n.Use >= Surname {
				continue
			}
			if s := shorter(r.Type, n.Text); s != "" && Foldable(s) {
				r.alias(Name{s, Short})
			}
		}
		slices.SortStableFunc(r.Aliases, func(x, y Name) int { return cmp.Compare(x.Use, y.Use) })
		list = append(list, *r)
	}
	slices.SortFunc(list, func(x, y Record) int { return cmp.Compare(x.ID, y.ID) })
	return list
}

// alias adds a name unless the record is called so already. Of the same name
// the surer use stands.
func (r *Record) alias(n Name) {
	if sameKey(r.Name, n.Text) {
		return
	}
	for i, have := range r.Aliases {
		if sameKey(have.Text, n.Text) {
			r.Aliases[i].Use = min(have.Use, n.Use)
			return
		}
	}
	r.Aliases = append(r.Aliases, n)
}

// sameKey reports whether two spellings are one name to the index: it would
// find either by the other.
func sameKey(a, b string) bool {
	if a == b {
		return true
	}
	if acronym(a) != acronym(b) {
		return false
	}
	var x, y [maxName]byte
	j, ok := key(x[:0], a)
	k, also := key(y[:0], b)
	return ok && also && string(j) == string(k)
}

// Forms that say what sort of company or club one is, without their dots, as
// they stand at the end of a name; a club's stand at its beginning too.
var (
	legalForms = words(`inc corp corporation co company ltd limited plc llc llp lp ag sa nv gmbh spa ab asa oyj as se kg bhd oao ooo ao pao
		pjsc ojsc jsc pte pty group holdings holding incorporated srl bv kgaa sab tbk`)
	clubForms   = words(`fc cf afc ac sc fk if sk nk bk ssc as ud cd rc rcd hc bc kk`)
	generations = words(`jr sr`)
)

// shorter returns the name without its legal form, its "F.C.", a middle
// initial or a "Jr.", or the empty string.
func shorter(t Type, name string) string {
	parts := strings.Fields(name)
	had := len(parts)
	bare := func(i int) string { return strings.ToLower(strings.Trim(strings.ReplaceAll(parts[i], ".", ""), ",")) }
	if t == Person {
		if n := len(parts); n > 2 && generations[bare(n-1)] {
			parts = parts[:n-1]
		}
		// "George H. W. Bush" is not "George W. Bush".
		if n := len(parts); n == 3 && initial(parts[1]) && !initial(parts[0]) {
			parts = []string{parts[0], parts[2]}
		}
	} else {
		if len(parts) > 1 && parts[0] == "The" {
			parts = parts[1:]
		}
		for n := len(parts); n > 1 && (legalForms[bare(n-1)] || clubForms[bare(n-1)] && capitals(parts[n-1])); n = len(parts) {
			if before := parts[n-2]; n > 2 && (before == "&" || before == "and") {
				break // "New York & Company" is not New York
			}
			parts = parts[:n-1]
		}
		if len(parts) > 1 && clubForms[bare(0)] && capitals(parts[0]) {
			parts = parts[1:]
		}
	}
	if len(parts) == had {
		return ""
	}
	return strings.TrimRight(strings.Join(parts, " "), ",&- ")
}

// initial reports whether a word is one capital letter, with a full stop or
// without.
func initial(w string) bool {
	w = strings.TrimSuffix(w, ".")
	return len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z'
}

// Shorter returns the name, as a text may have it, without what says only
// what sort of company or club it is, or which of a family a person is; the
// empty string if it has nothing of the kind.
func Shorter(t Type, name string) string { return shorter(t, name) }

func capitals(s string) bool { return s == strings.ToUpper(s) }

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// Put adds what a curated line says: it names the item and says what it is,
// whatever the sources did. Names of theirs stay, symbols do not.
func (g *Gathering) Put(r Record) {
	if have := g.byID[r.ID]; have != nil {
		r.Aliases = append(append(r.Aliases, Name{have.Name, Alias}), have.Aliases...)
		r.Popularity = max(r.Popularity, have.Popularity)
		r.Born, r.Died = cmp.Or(r.Born, have.Born), cmp.Or(r.Died, have.Died)
		if len(r.Countries) == 0 {
			r.Countries = have.Countries
		}
		if len(r.Symbols) == 0 {
			r.Symbols = have.Symbols
		}
		delete(g.byID, r.ID)
	}
	g.Add(r)
}
