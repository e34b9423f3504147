package gazetteer

// Coordinates returns where a place is, in degrees north and east; for less
// than Place costs.
func (g *Gazetteer) Coordinates(i int) (lat, lon float64, ok bool) {
	r := g.record(i)
	return float64(uint24(r[6:])-coordZero) / coordScale, float64(uint24(r[9:])-coordZero) / coordScale, uint24(r[6:]) != noCoord
}

// ID returns the GeoNames id of a place, 0 if it has none.
func (g *Gazetteer) ID(i int) int { return uint24(g.record(i)) }
