package entity

// confidence is how many in a hundred of the mentions of an entity are right,
// as far as the engine's confidence in each of them goes: their mean. A name
// that comes again is no surer for that, since the engine has looked at all of
// its mentions before it gave each a confidence: on the development stories
// the mean holds for one mention, for a few and for many, while the highest
// overrates the entity by eight points.
func (g *grouping) confidence(c *cluster) int {
	sum := 0
	for _, m := range c.mentions {
		sum += g.spans[m].confidence
	}
	return (sum + len(c.mentions)/2) / len(c.mentions)
}
