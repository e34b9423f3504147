package topic

import _ "embed"

// actorText are words for people, institutions and places. A term of a concept
// of which every phrase ends in such a word says who or where, not what.
//
//go:embed actors.txt
var actorText string

// actorShare is what such a term counts of its points below level 1. On four files
// of invented stories, each with the settings of the three others, 81 in 100 of
// the 140 surest deeper topics were right with .3, and 74 with 1; whether the word
// was in the headline, had said something or stood after "in" made no difference.
const actorShare = 0.3

// counts returns the points of a term below level 1.
func (t *term) counts() float32 {
	if t.actor && t.points > 0 {
		return t.points * actorShare
	}
	return t.points
}
