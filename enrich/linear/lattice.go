package linear

import "math"

// Lattice holds what decoding one sequence needs, to be used again for the
// next.
type Lattice struct {
	Scores   [][Labels]float32 // by position, set by the caller
	Marginal [][Labels]float32 // by position, set by Marginals
	forward  [][Labels]float32
	back     [][Labels]uint8
}

// Reset prepares the lattice for n positions.
func (l *Lattice) Reset(n int) {
	if cap(l.Scores) < n {
		l.Scores, l.Marginal = make([][Labels]float32, 2*n), make([][Labels]float32, 2*n)
		l.forward, l.back = make([][Labels]float32, 2*n), make([][Labels]uint8, 2*n)
	}
	l.Scores, l.Marginal = l.Scores[:n], l.Marginal[:n]
	l.forward, l.back = l.forward[:n], l.back[:n]
}

// Marginals sets the probability of every label at every position.
func (c *Chain) Marginals(l *Lattice) { marginals(l, &c.exp, nil, nil) }

// marginals runs forward and backward over the lattice. Where allowed is not
// nil, only labels in its masks count. Where logSum is not nil, the logarithm
// of the sum over all sequences is added to it.
func marginals(l *Lattice, exp *Pairs, allowed []uint32, logSum *float64) {
	n := len(l.Scores)
	if n == 0 {
		return
	}
	for i := range n {
		e, f := &l.Marginal[i], &l.forward[i] // the way back needs e again
		top := raise(&l.Scores[i], e)
		if allowed != nil {
			for y := range e {
				if allowed[i]>>y&1 == 0 {
					e[y] = 0
				}
			}
		}
		if i == 0 {
			for y := range f {
				f[y] = 0
				if Opens(y) {
					f[y] = 1
				}
			}
		} else {
			onward(&l.forward[i-1], f, exp)
		}
		for y := range f {
			f[y] *= e[y]
		}
		sum := norm(f)
		if logSum != nil {
			*logSum += float64(top) + math.Log(float64(sum))
		}
	}
	if logSum != nil {
		share := float32(1e-30) // of the sequences that may end so
		for y := Last; y < Labels; y++ {
			share += l.forward[n-1][y]
		}
		*logSum += math.Log(float64(share))
	}
	var b, next [Labels]float32
	for y := Last; y < Labels; y++ {
		b[y] = 1
	}
	for i := n - 1; i >= 0; i-- {
		e, m := l.Marginal[i], &l.Marginal[i]
		for y := range m {
			m[y] = l.forward[i][y] * b[y]
			e[y] *= b[y]
		}
		norm(m)
		norm(&e)
		backward(&e, &next, exp)
		b = next
	}
}

// raise sets e to the exponentials of the scores, the highest being 1, and
// returns the highest.
func raise(scores, e *[Labels]float32) float32 {
	top := scores[0]
	for _, x := range scores[1:] {
		top = max(top, x)
	}
	for y, x := range scores {
		e[y] = 0
		if d := x - top; d > -30 {
			e[y] = exp32(d)
		}
	}
	return top
}

// norm divides x by its sum and returns the sum.
func norm(x *[Labels]float32) float32 {
	sum := float32(0)
	for _, v := range x {
		sum += v
	}
	if sum < 1e-30 {
		return 1e-30
	}
	scale := 1 / sum
	for y := range x {
		x[y] *= scale
	}
	return sum
}

// onward sets to[b] to the sum over a of from[a]*exp[a][b].
func onward(from, to *[Labels]float32, exp *Pairs) {
	for t := range Types {
		b, i := from[Begin+t], from[Inside+t]
		to[Inside+t] = b*exp[Begin+t][Inside+t] + i*exp[Inside+t][Inside+t]
		to[Last+t] = b*exp[Begin+t][Last+t] + i*exp[Inside+t][Last+t]
		to[Begin+t], to[Unit+t] = 0, 0
	}
	to[Outside] = 0
	for a := Last; a < Labels; a++ {
		x := from[a]
		if x == 0 {
			continue
		}
		row := &exp[a]
		for t := range Types {
			to[Begin+t] += x * row[Begin+t]
			to[Unit+t] += x * row[Unit+t]
		}
		to[Outside] += x * row[Outside]
	}
}

// backward sets to[a] to the sum over b of exp[a][b]*from[b].
func backward(from, to *[Labels]float32, exp *Pairs) {
	for t := range Types {
		to[Begin+t] = exp[Begin+t][Inside+t]*from[Inside+t] + exp[Begin+t][Last+t]*from[Last+t]
		to[Inside+t] = exp[Inside+t][Inside+t]*from[Inside+t] + exp[Inside+t][Last+t]*from[Last+t]
	}
	for a := Last; a < Labels; a++ {
		row := &exp[a]
		x := row[Outside] * from[Outside]
		for t := range Types {
			x += row[Begin+t]*from[Begin+t] + row[Unit+t]*from[Unit+t]
		}
		to[a] = x
	}
}

// Decode sets labels, one a position, to the best sequence.
func (c *Chain) Decode(l *Lattice, labels []uint8) { decode(l, &c.trans, labels) }

func decode(l *Lattice, trans *Pairs, labels []uint8) {
	n := len(l.Scores)
	if n == 0 {
		return
	}
	const never = -1e30
	for y := range Labels {
		l.forward[0][y] = never
		if Opens(y) {
			l.forward[0][y] = l.Scores[0][y]
		}
	}
	for i := 1; i < n; i++ {
		from, to, back := &l.forward[i-1], &l.forward[i], &l.back[i]
		for y := range Labels {
			best, at := float32(never)*2, 0
			if y >= Inside && y < Unit {
				t := y % Types
				best, at = from[Begin+t]+trans[Begin+t][y], Begin+t
				if s := from[Inside+t] + trans[Inside+t][y]; s > best {
					best, at = s, Inside+t
				}
			} else {
				for a := Last; a < Labels; a++ {
					if s := from[a] + trans[a][y]; s > best {
						best, at = s, a
					}
				}
			}
			to[y], back[y] = best+l.Scores[i][y], uint8(at)
		}
	}
	best, at := float32(never)*2, Outside
	for y := Last; y < Labels; y++ {
		if s := l.forward[n-1][y]; s > best {
			best, at = s, y
		}
	}
	for i := n - 1; i >= 0; i-- {
		labels[i] = uint8(at)
		at = int(l.back[i][at])
	}
}

// exp32 is e to the x, to four digits, for x from -80 to 80: two to the whole
// part of x/ln 2 by its bits, and a polynomial for the rest.
func exp32(x float32) float32 {
	const log2e = 1.44269504
	y := x * log2e
	n := float32(math.Floor(float64(y)))
	f := y - n
	p := 1 + f*(0.6931472+f*(0.2402265+f*(0.0555041+f*(0.0096181+f*0.0013333))))
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func exponentials(p *Pairs) *Pairs {
	var e Pairs
	for a := range p {
		for b := range p[a] {
			if Legal(a, b) {
				e[a][b] = exp32(p[a][b])
			}
		}
	}
	return &e
}
