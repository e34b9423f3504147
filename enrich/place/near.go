package place

import "math"

// nearSenses and nearReadings bound the work of a story with many names, each
// with many readings.
const (
	nearSenses   = 24
	nearReadings = 12
)

// near notes for every reading the share of the story's other names that may
// stand for a place nearby; what lies in the other counts twice.
func (s *scan) near(senses []sense) {
	few := senses[:min(len(senses), nearSenses)]
	total := 0.0
	for i := range few {
		total += few[i].weight
	}
	for i := range few {
		n := &few[i]
		for k := range n.readings {
			r := &n.readings[k]
			r.near = 0
			if r.share == 0 || !r.local {
				continue
			}
			v := 0.0
			for j := range few {
				if o := &few[j]; j != i && o.weight > 0 {
					v += o.weight * o.around(r)
				}
			}
			r.near = v / (total - n.weight + s.w.doubt)
		}
	}
}

// around returns the strongest share of a name's readings near a place; none if
// the name may stand for that place itself.
func (n *sense) around(r *reading) float64 {
	v := 0.0
	for i := range n.readings[:min(len(n.readings), nearReadings)] {
		o := &n.readings[i]
		if o.share*2 <= v || !o.local || o.Place == r.Place {
			continue
		}
		switch {
		case o.parent == r.Place || r.parent == o.Place: // a town and its county
			v = max(v, 2*o.share)
		case adjacent(o, r):
			v = max(v, o.share)
		}
	}
	return v
}

func adjacent(a, b *reading) bool {
	const degree = 111.2 // kilometres
	dy := (a.lat - b.lat) * degree
	if math.Abs(dy) > nearby {
		return false
	}
	dx := (a.lon - b.lon) * degree * math.Cos(a.lat*math.Pi/180)
	return dx*dx+dy*dy < nearby*nearby
}
