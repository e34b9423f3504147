package story

// Reason is one thing that spoke for a tag, or against it, in words for
// people.
type Reason struct {
	What   string  `json:"what"`   // "the word before: President"
	Weight float64 `json:"weight"` // above zero for, below against, in the units of what decided
}

// Candidate is something that a name may have stood for.
type Candidate struct {
	URI     string   `json:"uri"`
	Name    string   `json:"name"`
	Note    string   `json:"note,omitempty"` // what it is: "politician, France"
	Score   float64  `json:"score"`          // in the units of the linker; what is chosen passes its threshold
	Chosen  bool     `json:"chosen,omitempty"`
	Reasons []Reason `json:"reasons,omitempty"`
}

// Explanation says why an entity is in the record, and why it has the URI
// that it has, or none.
type Explanation struct {
	Entity int `json:"entity"` // its index in Tags.Entities
	// Mention is the name that Reasons are about, as the engine found it, and
	// Type what the engine took it for: the votes of all mentions may have made
	// something else of it.
	Mention *Span `json:"mention,omitempty"`
	Type    Type  `json:"type,omitempty"`
	// Against is the type that came nearest, or empty where it was no name at
	// all; Margin is by how much Type is ahead, in the units of the engine. The
	// weights of Reasons add up to it.
	Against Type     `json:"against,omitempty"`
	Margin  float64  `json:"margin,omitempty"`
	Reasons []Reason `json:"reasons,omitempty"` // the strongest first
	// Unknown says why there are no Reasons.
	Unknown    string      `json:"unknown,omitempty"`
	Candidates []Candidate `json:"candidates,omitempty"` // for the URI, the best first
	Verdict    string      `json:"verdict,omitempty"`    // one sentence: what decided on the URI, or what was missing
}

// TopicExplanation says what spoke for a topic, and against it.
type TopicExplanation struct {
	Topic   int      `json:"topic"` // its index in Tags.Topics; -1 for the one that came nearest and was not given
	URI     string   `json:"uri"`
	Name    string   `json:"name"`
	Chance  float64  `json:"chance"`  // 0–1, that it applies
	Score   float64  `json:"score"`   // in the units of the model; the weights of Reasons add up to it
	Reasons []Reason `json:"reasons"` // words and pairs of words, the strongest first
}

// PlaceExplanation says what the names of a place may have stood for.
type PlaceExplanation struct {
	Place      int           `json:"place"`                // its index in Tags.Places
	Candidates []Candidate   `json:"candidates,omitempty"` // the best first, in the units of the gazetteer's judge
	Verdict    string        `json:"verdict,omitempty"`    // what put the first candidate ahead of the second
	Withheld   *WithheldItem `json:"withheld,omitempty"`   // nil where it has all that is known of it
}

// WithheldItem says why a place is not given the Wikidata item that it has: too
// many of its mentions only lend their name to something else.
type WithheldItem struct {
	Wikidata string `json:"wikidata"` // the URI of the item
	Mentions int    `json:"mentions"` // of the place, of which Lent are some
	Lent     []Lent `json:"lent"`
}

// Lent is a mention of a place that stands for something else, and the word
// or the name that decided it.
type Lent struct {
	Span
	To   string `json:"to"`   // "a body", "a longer name" or "a team"
	Word string `json:"word"` // "bourse"; the sport, where no word but the story decided it
}

// What a mention of a place lends its name to.
const (
	LentToBody = "a body"
	LentToName = "a longer name"
	LentToTeam = "a team"
)

// Explanations say why the tags of a story are there.
type Explanations struct {
	Entities []Explanation      // one for each of Tags.Entities, in their order
	Places   []PlaceExplanation // of those of Tags.Places that were in question
	Topics   []TopicExplanation // in the order of Tags.Topics
}
