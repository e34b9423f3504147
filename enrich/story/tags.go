package story

// Tags is what enrichment adds to a story. It stands in the record's
// `enrichment` property as it is, beside the story's Change.
type Tags struct {
	Engine   Engine            `json:"engine"`
	Language *Language         `json:"language,omitempty"`
	Text     map[string]string `json:"text,omitempty"` // plain text by field; the offsets of every Mention count in it
	Dateline *Dateline         `json:"dateline,omitempty"`
	Entities []Entity          `json:"entities"`
	Places   []Place           `json:"places"`
	Topics   []Topic           `json:"topics"`
}

// Engine names what made the tags.
type Engine struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Models  map[string]string `json:"models,omitempty"` // by tagger: entity, place, topic
	// Omitted names the taggers that were left out because they do not know
	// the language of the story: entities, topics.
	Omitted []string `json:"omitted,omitempty"`
}

// Language of the text.
type Language struct {
	Declared   string `json:"declared,omitempty"` // BCP 47, as the source said
	Detected   string `json:"detected,omitempty"`
	Confidence int    `json:"confidence,omitempty"` // 0–100, of Detected
}

// Span is a stretch of one field. Start and End count Unicode code points,
// End is one past the last: Text is field[Start:End].
type Span struct {
	Field string `json:"field"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Kinds of mention that are not plain names.
const (
	KindDemonym  = "demonym"  // "Russian" for Russia
	KindDateline = "dateline" // the place in "MOSCOW (AP) —"
)

// Mention is a Span that names something.
type Mention struct {
	Span
	Kind string `json:"kind,omitempty"`
}

// Type says what sort of thing a name names.
type Type string

const (
	Person       Type = "person"
	Organisation Type = "organisation"
	Other        Type = "other"
	Location     Type = "place"
)

// Name is a stretch of text that an entity engine took for a name, before it
// is grouped into entities or resolved to a place.
type Name struct {
	Span
	Type       Type
	Confidence int // 0–100
}

// Entity is a person, an organisation or another named thing, with all its
// mentions in the story.
type Entity struct {
	Type       Type      `json:"type"`
	Name       string    `json:"name"`          // the fullest form in the story, or an authority file's
	URI        string    `json:"uri,omitempty"` // Wikidata, or an authority file's; empty when not known beyond doubt
	Symbols    []Symbol  `json:"symbols,omitempty"`
	Relevance  int       `json:"relevance"`  // 0–100
	Confidence int       `json:"confidence"` // 0–100
	Mentions   []Mention `json:"mentions"`
}

// Symbol is what a company's shares are traded under.
type Symbol struct {
	Ticker   string `json:"ticker"`
	Exchange string `json:"exchange,omitempty"`
}

// Roles of a place in a story.
const (
	RoleDateline = "dateline" // where the story was filed
	RoleFocus    = "focus"    // where it happens
	RoleMention  = "mention"
)

// Place is a location named in the story. Without a URI it was recognised
// but not resolved; then it has no coordinates either.
type Place struct {
	Name        string    `json:"name"`
	URI         string    `json:"uri,omitempty"`      // GeoNames: https://sws.geonames.org/<id>/
	Wikidata    string    `json:"wikidata,omitempty"` // http://www.wikidata.org/entity/Q…
	Role        string    `json:"role"`
	FeatureCode string    `json:"featureCode,omitempty"` // GeoNames: PPLC, PCLI, ADM1, …
	CountryCode string    `json:"countryCode,omitempty"` // ISO 3166-1 alpha-2
	Admin       []string  `json:"admin,omitempty"`       // divisions, largest first, below the country
	Lat         *float64  `json:"lat,omitempty"`         // degrees north, WGS 84
	Lon         *float64  `json:"lon,omitempty"`         // degrees east, WGS 84
	Relevance   int       `json:"relevance"`             // 0–100
	Confidence  int       `json:"confidence"`            // 0–100
	Mentions    []Mention `json:"mentions"`
}

// Topic is an IPTC Media Topic.
type Topic struct {
	URI        string   `json:"uri"`        // http://cv.iptc.org/newscodes/mediatopic/<code>
	Name       string   `json:"name"`       // the vocabulary's label
	Path       []string `json:"path"`       // codes from level 1 down to this topic
	Relevance  int      `json:"relevance"`  // 0–100
	Confidence int      `json:"confidence"` // 0–100
	Evidence   []Span   `json:"evidence"`   // what weighed most, at least one
}

// Dateline is the opening of a wire story that says where, by whom and
// sometimes when it was filed: "NEW DELHI, Nov 3 (Reuters) -".
type Dateline struct {
	Raw    string `json:"raw"`
	Place  string `json:"place,omitempty"`  // GeoNames URI
	Credit string `json:"credit,omitempty"` // "AP", "Reuters", "dpa/lni"
	Date   string `json:"date,omitempty"`   // as written: "Nov 3"
}
