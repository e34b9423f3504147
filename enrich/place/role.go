package place

import "dateline/enrich/story"

// maxFocus is the number of places that a story may be about.
const maxFocus = 2

// Shares that decide on a focus, set on the stories of CLIFF's corpus with the
// country that they are about: of a country's weight, what one of its places
// needs to stand for it, and of the first country's, what a second one needs.
const (
	specific = 0.4
	second   = 0.7
)

// assignRoles names the place of the dateline and at most two that the story
// is about: of the country that weighs most with all its places, and of
// another that weighs nearly as much, the most specific place that the text
// speaks of often enough.
func assignRoles(all []found) {
	for i := range all {
		all[i].Role = story.RoleMention
		if all[i].filed {
			all[i].Role = story.RoleDateline
		}
	}
	lands := weighLands(all)
	top := 0.0
	for range maxFocus {
		land, weight := heaviest(lands)
		if land < 0 || weight < second*top {
			return
		}
		top = max(top, weight)
		if i := focusIn(all, land, weight); i >= 0 && !all[i].filed {
			all[i].Role = story.RoleFocus
		}
		lands[land] = 0
	}
}

// weighLands adds up what each country and its places weigh, those that the
// story opens with more. The list is by country, -1 for none; the order that
// places have decides between equals.
func weighLands(all []found) map[int]float64 {
	lands := make(map[int]float64)
	for i := range all {
		if f := &all[i]; f.land >= 0 && f.URI != "" {
			lands[f.land] += f.importance()
		}
	}
	return lands
}

func (f *found) importance() float64 {
	w := f.weight
	if f.lead {
		w++
	}
	if f.filed {
		w++
	}
	return w
}

// heaviest returns the country that weighs most; of two alike, the first in
// the gazetteer.
func heaviest(lands map[int]float64) (land int, weight float64) {
	land = -1
	for k, w := range lands {
		if w > weight || w == weight && w > 0 && k < land {
			land, weight = k, w
		}
	}
	return land, weight
}

// focusIn returns the place that stands for a country: a town before a
// division before the country itself, if it has its share of the weight.
func focusIn(all []found, land int, weight float64) int {
	best, rank := -1, 0
	for i := range all {
		f := &all[i]
		if f.land != land || f.plain == 0 && !f.country || f.URI == "" {
			continue
		}
		r := 2
		switch {
		case f.town:
			r = 3
		case f.country:
			r = 1
		}
		if f.importance() < specific*weight && !f.country {
			r = 0
		}
		if best < 0 || r > rank {
			best, rank = i, r
		}
	}
	return best
}
