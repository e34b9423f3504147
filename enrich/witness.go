package enrich

import (
	"context"
	"time"

	"dateline/enrich/story"
	"dateline/enrich/text"
)

// witness looks on while a story is enriched, so that what is measured and
// explained is the very thing that is done. A nil witness sees nothing.
type witness struct {
	doc   *text.Doc
	since time.Time
	names time.Duration
}

// read notes the text, just before names are looked for.
func (w *witness) read(doc *text.Doc) {
	if w != nil {
		w.doc, w.since = doc, time.Now()
	}
}

// named notes that the engine has found its names.
func (w *witness) named() {
	if w != nil {
		w.names = time.Since(w.since)
	}
}

// Stages are how long the enrichment of a story took.
type Stages struct {
	Names time.Duration // the engine of names alone
	Whole time.Duration
}

// Timed is Enrich with a look at the clock.
func (e *Enricher) Timed(ctx context.Context, s *story.Story) (*story.Tags, Stages, error) {
	w := &witness{}
	start := time.Now()
	tags, err := e.enrich(ctx, s, w)
	return tags, Stages{Names: w.names, Whole: time.Since(start)}, err
}
