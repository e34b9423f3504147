package entity

import "dateline/enrich/story"

// sex is what a title or a given name says about a person.
type sex uint8

const (
	unknown sex = iota
	woman
	man
)

// sexOfTitle is what a title says.
func sexOfTitle(word string) sex {
	switch plain(word) {
	case "mr", "sir", "lord", "king", "prince", "sheikh", "monsieur", "herr", "senor", "congressman", "spokesman", "chairman":
		return man
	case "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "madame", "frau", "senora", "congresswoman", "spokeswoman", "chairwoman":
		return woman
	}
	return unknown
}

// sexBefore is what the word before a mention, or its own first word, says.
func sexBefore(s span) sex {
	if x := sexOfTitle(s.word(0)); x != unknown && s.len() > 1 {
		return x
	}
	if s.start == 0 {
		return unknown
	}
	return sexOfTitle(s.field.TokenText(s.start - 1))
}

// sex is what the titles before its mentions say of a person, or the given
// name.
func (c *cluster) sex(g *grouping) sex {
	if c.kind != story.Person || len(c.words) < 2 {
		return unknown
	}
	const looks = 8 // mentions; the first ones carry the titles
	for _, m := range c.mentions[:min(looks, len(c.mentions))] {
		if x := sexBefore(g.spans[m]); x != unknown {
			return x
		}
	}
	switch {
	case women[c.words[0]]:
		return woman
	case men[c.words[0]]:
		return man
	}
	return unknown
}

// women and men are frequent given names in English-language news that are
// hardly borne by the other sex.
var (
	women = set(`
		alice amanda amy angela ann anna anne annie barbara beth betty carol caroline catherine christine cindy claire cristina deborah
		diana diane donna dorothy elena elizabeth emily emma eva frances gloria hannah heather helen hillary isabel jane janet
		jennifer jenny jessica joan judith judy julia julie karen kate katherine kathleen laura linda lisa louise lucy margaret maria
		marie marilyn martha mary melania melinda melissa michelle monica nancy natalie nicole olga olivia pamela patricia paula
		priscilla rachel rebecca rosa rosemary ruth sandra sara sarah sharon sonia sophie stephanie susan svetlana teresa theresa
		valerie vanessa veronica victoria virginia wendy yulia
	`)
	men = set(`
		aaron adam ahmed alan albert alexander ali andrew anthony antonio arthur barack ben benjamin bernard bill bob brian bruce carl carlos
		charles christopher daniel david dennis donald douglas edward eric frank fred gary george gerald greg gregory hans harold harry
		henry howard ivan jack jacob james jason jeff jeffrey jim joe john jonathan jose joseph joshua juan justin karl keith kenneth
		kevin larry lawrence luis mark martin matthew michael miguel mike mohamed mohammed muhammad nicholas nikolai oliver pablo patrick paul pedro
		peter philip ralph raymond ricardo richard robert roger ronald roy russell samuel scott sergei sergey simon stephen steve
		steven thomas tim timothy tom tony victor vladimir walter wayne william
	`)
)
