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

func adjacent(a, b *reading) bool { return apart(a.lat, a.lon, b.lat, b.lon) < nearby }

// apart returns the distance of two points in kilometres, on a plane: it is
// right for points that are near, and only has to be large for others.
func apart(lat1, lon1, lat2, lon2 float64) float64 {
	const degree = 111.2 // kilometres
	dy := (lat1 - lat2) * degree
	if math.Abs(dy) > nearby {
		return math.Abs(dy)
	}
	return math.Hypot(dy, (lon1-lon2)*degree*math.Cos(lat1*math.Pi/180))
}
