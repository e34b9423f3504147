// Package story holds the nouns of Dateline: a Story as it came in, the
// Spans of its text, and the Tags that enrichment adds to it.
//
//	wire bytes → Story → Tags → record
//
// The package knows no format, no queue and no model, and imports the
// standard library only.
package story

// Status is the publication status of a story, in the words of ninjs.
type Status string

const (
	Usable   Status = "usable"
	Withheld Status = "withheld"
	Canceled Status = "canceled"
)

// ChangeKind is what a version of a story does to the ones before it.
type ChangeKind string

const (
	ChangeNew        ChangeKind = "new"        // the first version, as far as one can tell
	ChangeUpdate     ChangeKind = "update"     // more, or newer: a writethru, a lead, a higher version
	ChangeCorrection ChangeKind = "correction" // something was wrong
	ChangeRefile     ChangeKind = "refile"     // something small was wrong, or nothing: Reuters' word
	ChangeRepeat     ChangeKind = "repeat"     // the same again
	ChangeKill       ChangeKind = "kill"       // do not use, for good or until further notice
	ChangeAdvisory   ChangeKind = "advisory"   // for editors: no story of its own
)

// Change is the kind of change of a version, with the words or the code of
// the source that say so: "signal edStat:C", "headline CORRECTED-".
type Change struct {
	Kind     ChangeKind `json:"kind"`
	Evidence string     `json:"evidence,omitempty"` // empty when nothing says anything, which is taken for new
}

// Names of the text fields that are tagged.
const (
	Headline = "headline"
	Body     = "body"
)

// Field is one stretch of plain text of a story. Text is exactly what the
// source sent where that was plain text already, byte for byte, so that
// offsets found in it are offsets in the source.
type Field struct {
	Name string
	Text string
}

// Story is one version of a wire item.
type Story struct {
	// URI identifies the item across its versions. It is never empty: a
	// decoder makes a deterministic one where the source gives none.
	URI string
	// Version is the version as the source gives it, or empty.
	Version string
	// Revision tells this version apart from every other one of the same
	// URI: from version, time, etag and status where the source gives them,
	// else from a hash of the bytes. It is never empty.
	Revision string
	// Source is who sent it, from the subject ("ap" of wire.raw.ap.politics).
	Source string
	// Channel is what the subject says behind its prefix, beginning with the
	// Source: "ap.politics". It is empty for a story that came on none.
	Channel string
	// Format is the name of the decoder that read it.
	Format string
	// Type is the ninjs type: text, picture, video, audio, graphic,
	// composite, component, event or planning.
	Type   string
	Status Status
	// Change says whether this version is new, an update, a correction, ….
	Change Change
	// RawHash is the SHA-256, in hex, of the message that the story came in.
	RawHash string
	// Language is the BCP 47 tag that the source declared, or empty.
	Language string
	// Fields are the texts to tag: the headline, if any, then the body, if any.
	Fields []Field
	// Item is all that the source said, in its ninjs 3.2 place. Its values
	// are what encoding/json gives for any: strings, json.Number, bool, nil,
	// []any and map[string]any.
	Item map[string]any
	// Warnings are what the decoder could not make sense of and left out.
	Warnings []string
}

// Field returns the text of the named field, or the empty string.
func (s *Story) Field(name string) string {
	for _, f := range s.Fields {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// Tombstone reports whether the story was withdrawn: it is passed on without
// tags and without its text.
func (s *Story) Tombstone() bool { return s.Status == Withheld || s.Status == Canceled }

// Taggable reports whether there is text to tag that the source allows to use.
func (s *Story) Taggable() bool { return !s.Tombstone() && len(s.Fields) > 0 }
