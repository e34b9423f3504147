package life

// Fate is what becomes of a revision.
type Fate string

const (
	Publish    Fate = "publish"
	Duplicate  Fate = "duplicate"  // it came out before
	Superseded Fate = "superseded" // a newer one came out before
	Withdrawn  Fate = "withdrawn"  // the story was withdrawn, and this is not known to be newer
)

// Judgement is a fate and what the record says of it.
type Judgement struct {
	Fate Fate
	// Stale says that a newer revision came out before.
	Stale bool
	// Predecessor is what came out before it, or nil.
	Predecessor *Revision
	// Replaces is the record of this same revision that it stands for, or nil.
	Replaces *Revision
}

// Judge says what becomes of a revision, as things stand. A nil Entry is a
// story that nothing is known of. late says that what is superseded is to be
// published all the same, and marked.
//
// A kill always comes out, even after a newer revision, but is marked as stale
// then: to hold back one that counts costs more than one too many.
func (e *Entry) Judge(r Revision, o Order, late bool) Judgement {
	if e == nil {
		return Judgement{Fate: Publish}
	}
	if e.cameOut(r.ID) {
		return Judgement{Fate: Duplicate}
	}
	j := Judgement{Fate: Publish, Predecessor: e.Head}
	if r.Kill {
		j.Stale = e.Head != nil && !e.Head.Kill && o.surelyNewer(*e.Head, r)
		return j
	}
	if e.Killed != nil && !o.outlives(r, *e.Killed) {
		return Judgement{Fate: Withdrawn}
	}
	if e.Head == nil {
		return j
	}
	if c, _ := o.compare(r, *e.Head); c < 0 {
		j.Stale = true
		if !late {
			j.Fate = Superseded
		}
	}
	return j
}

// Again says what becomes of a revision that is sent through once more, to
// replace its record: only what is still the newest comes out.
func (e *Entry) Again(r Revision, o Order) Judgement {
	if e == nil || e.Head == nil || !e.cameOut(r.ID) {
		return e.Judge(r, o, false)
	}
	switch {
	case r.Kill || e.Head.ID == r.ID && e.Head.Record == r.Record:
		return Judgement{Fate: Duplicate} // nothing about it can have changed, or has
	case e.Killed != nil && !o.outlives(r, *e.Killed):
		return Judgement{Fate: Withdrawn}
	case e.Head.ID != r.ID:
		return Judgement{Fate: Superseded}
	}
	return Judgement{Fate: Publish, Predecessor: e.Before, Replaces: e.Head}
}
