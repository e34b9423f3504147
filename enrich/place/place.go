// Package place finds the places that a story names and says which places
// they are.
//
//	FindDateline: body → Dateline
//	Tag: names of the engine ┐
//	     gazetteer           ┼→ candidates → guarded → resolved → Places
//	     dateline            ┘
//
// A place comes with its GeoNames id and coordinates or, when the gazetteer
// does not know it, with its name alone. Nothing is guessed from resemblance.
package place

import (
	"dateline/enrich/gazetteer"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// Tagger tags places. It is safe for concurrent use.
type Tagger struct {
	g    *gazetteer.Gazetteer
	w    weights
	home *Home // nil if none
}

// New returns a Tagger that reads its names from g.
func New(g *gazetteer.Gazetteer) *Tagger { return &Tagger{g: g, w: standard()} }

// Load makes a tagger of a compiled gazetteer, as dateline-build writes it.
func Load(compiled []byte) (*Tagger, error) {
	g, err := gazetteer.Read(compiled)
	if err != nil {
		return nil, err
	}
	return New(g), nil
}

// Tag returns the places of a document, the most relevant first, and the names
// that are not places. names are an engine's, of all types; dl may be nil, and
// otherwise is told its place.
func (t *Tagger) Tag(doc *text.Doc, names []story.Name, dl *Dateline) (places []story.Place, rest []story.Name) {
	s, senses := t.read(doc, names, dl)
	places = s.assemble(senses)
	if dl != nil && s.filed >= 0 {
		dl.Dateline.Place = uri(t.g.Place(s.filed))
	}
	return places, s.rest()
}

// read finds the names of places and what they stand for.
func (t *Tagger) read(doc *text.Doc, names []story.Name, dl *Dateline) (*scan, []sense) {
	s := &scan{g: t.g, w: &t.w, home: t.home, fields: make([]field, len(doc.Fields)), borne: make(map[string]bool), outer: make(map[span][]int)}
	for i := range doc.Fields {
		s.fields[i] = newField(&doc.Fields[i])
	}
	s.addNames(names)
	s.readDateline(dl)
	for i := range s.fields {
		s.readField(&s.fields[i])
	}
	s.dropSurnames()
	s.again()
	senses := s.resolve()
	s.doubt(senses)
	return s, senses
}

// source says what vouches for a candidate.
type source uint8

const (
	fromText   source = 1 << iota // the gazetteer, by its name alone
	fromEngine                    // the engine called it a place
	fromDateline
	located   // "in Springfield"
	contained // "Springfield, Ill."
	eminent   // a country, a capital, a name that newsrooms use for one place
	inName    // opens the name of a public body: "Boulder City Council"
)

// candidate is a stretch of text that may be a place.
type candidate struct {
	field      *field
	start, end int // bytes
	source     source
	matches    []gazetteer.Match
	demonym    bool
	state      bool  // the text calls it a state or province
	town       bool  // the text speaks of people or offices of a town
	container  bool  // the second half of an address
	doubted    bool  // more likely no place, or another one: left out
	conf       int   // the engine's
	inside     []int // places that the text says it lies in
}

func (c *candidate) text() string { return c.field.Text[c.start:c.end] }

// scan is the work on one document.
type scan struct {
	g          *gazetteer.Gazetteer
	w          *weights
	home       *Home
	fields     []field
	names      []engineName
	candidates []candidate
	borne      map[string]bool      // words that are part of a person's name
	filed      int                  // place of the dateline, -1 if none
	claims     map[*field]stretches // of names
	outer      map[span][]int       // what stands for the second half of an address, by its start
	sure       bool                 // the engine knows places: it is sure of one
}

// span is where a name starts.
type span struct {
	field *field
	start int
}

// engineName is a name of the engine and what became of it.
type engineName struct {
	story.Name
	field      *field // nil if the name does not fit the document
	start, end int    // bytes
	gone       bool   // a place, or inside the dateline
}

func (s *scan) addNames(names []story.Name) {
	at := map[*field][]stretch{}
	for k, n := range names {
		e := engineName{Name: n}
		for i := range s.fields {
			f := &s.fields[i]
			if f.Name != n.Field {
				continue
			}
			if start, end, ok := f.bytes(n.Start, n.End); ok {
				e.field, e.start, e.end = f, start, end
				at[f] = append(at[f], stretch{start, end, k})
			}
		}
		s.names = append(s.names, e)
		s.sure = s.sure || n.Type == story.Location && n.Confidence >= trusted
	}
	s.claims = make(map[*field]stretches, len(at))
	for f, of := range at {
		s.claims[f] = newStretches(of)
	}
}

// rest returns the names that are not places and overlap none, in order; the
// names of organisations that hold a place's stay. What the engine took for a place and is part of a person's name elsewhere is that
// person's, and a school or a hospital is an organisation. A name that does not fit the document is left out.
func (s *scan) rest() []story.Name {
	at := map[*field][]stretch{}
	for i, c := range s.candidates {
		if c.source&inName == 0 && !c.doubted {
			at[c.field] = append(at[c.field], stretch{c.start, c.end, i})
		}
	}
	places := make(map[*field]stretches, len(at))
	for f, of := range at {
		places[f] = newStretches(of)
	}
	var rest []story.Name
	for _, n := range s.names {
		if n.gone || n.field == nil {
			continue
		}
		taken := false
		places[n.field].overlapping(n.start, n.end, func(int) bool { taken = true; return false })
		if taken {
			continue
		}
		if n.Type == story.Location {
			switch {
			case s.borne[n.Text]:
				n.Type = story.Person
			case institution(n.Text):
				n.Type = story.Organisation
			default:
				continue
			}
		}
		rest = append(rest, n.Name)
	}
	return rest
}
