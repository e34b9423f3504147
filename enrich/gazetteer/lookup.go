package gazetteer

// Lookup appends to dst the places that a name may stand for, those that bear
// exactly this spelling first, and within a spelling the more prominent first.
// A place comes once for each spelling of its names that fits.
func (g *Gazetteer) Lookup(name string, dst []Match) []Match {
	var text, entry folded
	if !text.set(name) {
		return dst
	}
	start := len(dst)
	key := text.key[:text.n]
	at, end := g.bucket(hash(key))
	for at < end {
		n := int(g.names[at])
		spelt := g.names[at+entryHead : at+entryHead+n]
		first, next := g.readings(at)
		if mayStart(spelt, key[0]) && entry.set(spelt) && string(entry.key[:entry.n]) == string(key) {
			if form, ok := accepts(&entry, &text, spelt == name); ok {
				had := len(dst)
				for ; first < next; first += 3 {
					r := g.reading(first)
					dst = append(dst, Match{Place: r & (maxPlaces - 1), Use: Use(r >> 20), Form: form, Trait: Trait(g.names[at+1])})
				}
				if form == Exact && had > start {
					rotate(dst[start:], had-start)
				}
			}
		}
		at = next
	}
	return dst
}

// mayStart reports whether a spelling can have a key that starts with a
// letter: it is the cheap half of folding it.
func mayStart(spelt string, first byte) bool {
	if spelt == "" {
		return false
	}
	c := spelt[0]
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c == first || c < 'a' || c > 'z'
}

// rotate moves the first n matches to the end.
func rotate(m []Match, n int) {
	reverse(m[:n])
	reverse(m[n:])
	reverse(m)
}

func reverse(m []Match) {
	for i, j := 0, len(m)-1; i < j; i, j = i+1, j-1 {
		m[i], m[j] = m[j], m[i]
	}
}

// Reach returns an upper bound, in bytes, of the length of the names that
// start with the first word of s: 0 if there are none. It is what makes the
// search for the longest match cheap.
func (g *Gazetteer) Reach(s string) int {
	var f folded
	if !f.set(s) {
		return 0
	}
	h := hash(f.key[:f.first])
	// Folding drops dots and apostrophes and shortens "Saint": room for these.
	if n := int(g.reach[(h^h>>16)&(reachSize-1)]); n > 0 {
		return 2*n + 8
	}
	return 0
}
