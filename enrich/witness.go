package enrich

import (
	"context"
	"slices"
	"time"

	"dateline/enrich/link"
	"dateline/enrich/story"
	"dateline/enrich/text"
	"dateline/enrich/topic"
)

// witness looks on while a story is enriched, so that what is measured and
// explained is the very thing that is done. A nil witness sees nothing.
type witness struct {
	doc      *text.Doc
	placed   []story.Name         // what the tagger of places was given
	unlinked []story.Entity       // before they were linked,
	places   []story.Place        // and what the linker knew of places
	withheld []link.Withheld      // from these places
	known    topic.Known          // what the tagger of topics was told
	clock    func() time.Duration // nil where nobody looks at it
	since    time.Duration
	names    time.Duration
}

// read notes the text, just before names are looked for.
func (w *witness) read(doc *text.Doc) {
	if w == nil {
		return
	}
	w.doc = doc
	if w.clock != nil {
		w.since = w.clock()
	}
}

// named notes that the engine has found its names.
func (w *witness) named() {
	if w != nil && w.clock != nil {
		w.names = w.clock() - w.since
	}
}

// placing notes the names of which the places are taken out.
func (w *witness) placing(names []story.Name) {
	if w != nil {
		w.placed = names
	}
}

// withholding notes what places were not given.
func (w *witness) withholding(withheld []link.Withheld) {
	if w != nil {
		w.withheld = withheld
	}
}

// grouped notes the entities as the linker finds them.
func (w *witness) grouped(entities []story.Entity, places []story.Place) {
	if w != nil {
		w.unlinked, w.places = slices.Clone(entities), places
	}
}

// knowing notes what the tagger of topics is told of the story.
func (w *witness) knowing(known topic.Known) {
	if w != nil {
		w.known = known
	}
}

// Stages are how long the enrichment of a story took.
type Stages struct {
	Names time.Duration // the engine of names alone
	Whole time.Duration
}

// Timed is Enrich with a look at the clock, which tells the time since some
// moment: that of the wall, or of the processor.
func (e *Enricher) Timed(ctx context.Context, s *story.Story, clock func() time.Duration) (*story.Tags, Stages, error) {
	w := &witness{clock: clock}
	start := clock()
	tags, err := e.enrich(ctx, s, w)
	return tags, Stages{Names: w.names, Whole: clock() - start}, err
}
