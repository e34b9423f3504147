// Package life is what is remembered of a story across its versions, and what
// that means for the next one: whether it is a copy, an older version that
// comes late, a version of a story that was withdrawn, or news.
//
//	Revision ─▶ Entry.Judge ─▶ publish | duplicate | superseded | withdrawn
//	text     ─▶ Signature   ─▶ Clusters.Add ─▶ cluster id
//
// It is plain data and plain functions: where the entries are kept, and how
// several replicas change them without losing each other's changes, is the
// consumer's.
package life

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// remembered is how many ids of records an entry keeps, so that it stays
// small. An older copy is known by its version or its time all the same.
const remembered = 64

// Entry is what is remembered of one story.
type Entry struct {
	URI string `json:"uri"`
	// Head is the newest revision that came out: a kill, too.
	Head *Revision `json:"head,omitempty"`
	// Before is the revision that came out before the head.
	Before *Revision `json:"before,omitempty"`
	// Killed is the newest revision that withdrew the story. Nothing comes out
	// after it that the source does not say to be newer.
	Killed *Revision `json:"killed,omitempty"`
	// Pending is the revision that is being published.
	Pending *Claim `json:"pending,omitempty"`
	// Out are the ids of the revisions that came out, the last ones last.
	Out []string `json:"out,omitempty"`
	// Cluster is the id of the takes that say the same.
	Cluster string `json:"cluster,omitempty"`
}

// Revision is one version of a story as the order of versions sees it.
type Revision struct {
	ID       string `json:"id"`                // the same for each delivery
	Event    string `json:"event,omitempty"`   // id of its record's event, where that is another
	Version  string `json:"version,omitempty"` // as the source gives it
	Created  string `json:"created,omitempty"` // RFC 3339, as the source gives it
	Arrived  int64  `json:"arrived"`           // when the input got it, Unix nanoseconds
	Kill     bool   `json:"kill,omitempty"`
	Text     string `json:"text,omitempty"`     // hash of what was tagged
	Tagging  string `json:"tagging,omitempty"`  // hash of what its tags depend on beside the text
	Record   string `json:"record,omitempty"`   // hash of the record
	Sequence uint64 `json:"sequence,omitempty"` // of the record in the output stream
}

// EventID is the id of its record's event.
func (r *Revision) EventID() string { return cmp.Or(r.Event, r.ID) }

// Claim is a revision that is being published. Whoever takes a claim over
// publishes under the ids of Fences first: a publish of theirs that is still
// on its way is then dropped by the server as a copy, however late it comes.
type Claim struct {
	Message string   `json:"message"`          // id it is published under
	Fences  []string `json:"fences,omitempty"` // ids of those that were taken over
}

// Key is the same for all versions of a story: 32 hex digits.
func Key(uri string) string { return Hash(uri) }

// Hash is enough of SHA-256 to tell texts apart: 128 bits, in hex.
func Hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0}) // keeps "a","bc" apart from "ab","c"
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Take notes that a revision is about to be published under the id of a
// message, and takes over a claim that another one holds.
func (e *Entry) Take(r Revision, message string, o Order) {
	c := Claim{Message: message}
	if p := e.Pending; p != nil {
		c.Fences = append(slices.Clone(p.Fences), p.Message)
	}
	e.Pending = &c
	if r.Kill && (e.Killed == nil || !o.surelyNewer(*e.Killed, r)) {
		e.Killed = &r
	}
}

// Done notes that a revision came out under the claim of a message, also where
// the claim is somebody else's by now: two revisions can be on their way then.
func (e *Entry) Done(r Revision, message string, o Order, stale bool) {
	if e.Pending != nil && e.Pending.Message == message {
		e.Pending = nil
	}
	if !e.cameOut(r.ID) {
		e.Out = append(e.Out, r.ID)
	}
	if over := len(e.Out) - remembered; over > 0 {
		e.Out = slices.Delete(e.Out, 0, over)
	}
	if stale || e.Head != nil && o.newer(*e.Head, r) {
		return
	}
	if e.Head != nil && e.Head.ID != r.ID {
		e.Before = e.Head
	}
	e.Head = &r
}

func (e *Entry) cameOut(id string) bool { return slices.Contains(e.Out, id) }
