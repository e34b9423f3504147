package entity

import (
	"math"
	"math/rand/v2"

	"dateline/enrich/linear"
)

// The clusters of a word's vector say what it is used like, of whatever kind
// that is. Its roles say what that means for names: a small network learns
// from the labelled texts which labels words have, given their vectors, and
// tells it of words that no labelled text has. Words of like roles make a
// group, and the group is a feature.

// roles are what a word may be: one of the labels of a chain, or a word in
// lower case.
const (
	roles     = linear.Labels + 1
	roleSmall = linear.Labels
)

// usage is how often, or with which share, a word has each role.
type usage [roles]float32

// usages are those of words, by hash.
type usages map[uint64]*usage

func (u usages) add(key uint64, role int) {
	if u[key] == nil {
		u[key] = new(usage)
	}
	u[key][role]++
}

// countRoles counts the roles that words have in the corpora, and the roles
// of the word that follows each.
func countRoles(r *reader, corpora []Corpus) (own, next usages) {
	own, next = usages{}, usages{}
	var masks []uint32
	for ci := range corpora {
		c := &corpora[ci]
		for ti := range c.Texts {
			doc := parse(&c.Texts[ti])
			masks = allowed(&doc.Fields[0], &c.Texts[ti], c.NoMisc, masks)
			r.read(doc)
			for i := range r.words {
				w := &r.words[i]
				role, ok := roleOf(w, masks[i])
				if w.loud || !ok {
					continue
				}
				own.add(w.exact, role)
				if i > int(w.start) {
					next.add(r.words[i-1].exact, role)
				}
			}
		}
	}
	return own, next
}

// roleOf is the role of a word with these labels allowed, if that is known.
func roleOf(w *word, mask uint32) (role int, ok bool) {
	if mask&(1<<linear.Outside) != 0 && !w.capital() {
		return roleSmall, true
	}
	for l := range linear.Labels {
		if mask == 1<<l {
			return l, true
		}
	}
	return 0, false
}

// lesson is a word to learn roles from.
type lesson struct {
	word   int
	want   usage
	weight float32
}

func lessons(v *Vectors, counted usages) (list []lesson) {
	for i, w := range v.Words {
		c := counted[hashWord([]byte(w))]
		if c == nil {
			continue
		}
		total := float32(0)
		for _, n := range c {
			total += n
		}
		l := lesson{word: i, weight: min(3, float32(math.Sqrt(float64(total)))/2)}
		for y, n := range c {
			l.want[y] = n / total
		}
		list = append(list, l)
	}
	return list
}

// unit sets x to the direction of a word's vector, in numbers of about 0.5.
func (v *Vectors) unit(i int, x []float32) {
	sum := 0.0
	for _, f := range v.at(i) {
		sum += float64(f) * float64(f)
	}
	scale := float32(5 / math.Max(math.Sqrt(sum), 1e-9))
	for j, f := range v.at(i) {
		x[j] = f * scale
	}
}

// guess returns the roles of all words. Those of a word that was counted come
// from a network that did not learn from it: otherwise the groups would be
// surer of the words of the training texts than of any others.
func guess(v *Vectors, counted usages, seed uint64) []usage {
	const folds, epochs, rate = 3, 8, 0.03
	list := lessons(v, counted)
	nets := inParallel(folds, func(f int) *network {
		random := rand.New(rand.NewPCG(seed, uint64(f)))
		n := newNetwork(v.Dim, random)
		order := random.Perm(len(list))
		x := make([]float32, v.Dim)
		for e := range epochs {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, i := range order {
				l := &list[i]
				if l.word%folds == f {
					continue
				}
				v.unit(l.word, x)
				n.learn(x, &l.want, l.weight, rate/float32(1+e/3))
			}
		}
		return n
	})
	known := make([]bool, len(v.Words))
	for _, l := range list {
		known[l.word] = true
	}
	found := make([]usage, len(v.Words))
	x := make([]float32, v.Dim)
	for i := range found {
		v.unit(i, x)
		if known[i] {
			nets[i%folds].predict(x, &found[i])
			continue
		}
		for _, n := range nets {
			var u usage
			n.predict(x, &u)
			for y, share := range u {
				found[i][y] += share / folds
			}
		}
	}
	return found
}

// group parts words into k groups of like roles. The square roots of shares
// are directions, whose nearness is that of the shares (Hellinger).
func group(of []usage, k int) []uint16 {
	v := &Vectors{Dim: roles, Data: make([]float32, len(of)*roles)}
	all := make([]int32, len(of))
	for i := range of {
		all[i] = int32(i)
		for y, share := range of[i] {
			v.Data[i*roles+y] = float32(math.Sqrt(float64(share)))
		}
	}
	found := make([]uint16, len(of))
	for g, part := range kmeans(v, all, k, 77) {
		for _, w := range part {
			found[w] = uint16(g)
		}
	}
	return found
}

// Numbers of groups; with 0 for a word that has none they fit into a byte.
const (
	roleGroups = 200
	leadGroups = 60
)

// WithRoles adds what the corpora say of the roles of words.
func (l Lexicons) WithRoles(v *Vectors, corpora []Corpus) Lexicons {
	own, next := countRoles(&reader{clusters: l.clusters, listed: l.listed}, corpora)
	role, lead := group(guess(v, own, 1), roleGroups), group(guess(v, next, 2), leadGroups)
	entries := make([]entry, len(v.Words))
	for i, w := range v.Words {
		entries[i] = entry{hashWord([]byte(w)), role[i] + 1 + (lead[i]+1)<<8}
	}
	l.roles = newLexicon(entries)
	return l
}
