package enrich

import (
	"fmt"
	"strings"
	"sync"

	"dateline/enrich/place"
	"dateline/enrich/story"
	"dateline/enrich/text"
)

// AnySource is the source of a Home that is every other source's.
const AnySource = "*"

// Home says what region a source writes of: see place.Home for how a place is
// written.
type Home struct {
	Source string // as Story.Source has it, or the beginning of a Story.Channel, or AnySource
	Place  string
}

// HomeError is a home whose place is not known.
type HomeError struct {
	Source string
	Err    error
}

func (e *HomeError) Error() string { return fmt.Sprintf("home of source %q: %v", e.Source, e.Err) }
func (e *HomeError) Unwrap() error { return e.Err }

// homes makes a tagger of places for every source that has a home.
func homes(t *place.Tagger, list []Home) (map[string]*place.Tagger, error) {
	at := make(map[string]*place.Tagger, len(list))
	for _, h := range list {
		home, err := t.Home(h.Place)
		if err != nil {
			return nil, &HomeError{h.Source, err}
		}
		at[h.Source] = t.From(home)
	}
	return at, nil
}

// placer returns the tagger of places for a story: that of its channel, or of
// the nearest one above it, down to its source and to any source.
func (e *Enricher) placer(s *story.Story) *place.Tagger {
	if len(e.homes) == 0 {
		return e.places
	}
	at := s.Channel
	if at == "" {
		at = s.Source
	}
	for {
		if t, ok := e.homes[at]; ok {
			return t
		}
		above := strings.LastIndexByte(at, '.')
		if above < 0 {
			break
		}
		at = at[:above]
	}
	if t, ok := e.homes[AnySource]; ok {
		return t
	}
	return e.places
}

// HomeLearner learns the homes of sources from their stories. It is safe for
// concurrent use; what it learns does not depend on the order of the stories
// of different sources.
type HomeLearner struct {
	e  *Enricher
	mu sync.Mutex
	l  *place.Learner
}

// LearnHomes returns a learner that finds names as the Enricher does.
func (e *Enricher) LearnHomes() *HomeLearner {
	return &HomeLearner{e: e, l: place.NewLearner(e.places)}
}

// Add counts the places in a story for its source. A story that would get no
// tags counts for nothing.
func (h *HomeLearner) Add(source string, s *story.Story) {
	if _, english := readLanguage(s); !english || !s.Taggable() {
		return
	}
	doc := text.Parse(s.Fields)
	names := h.e.names.Names(doc)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.l.Add(source, doc, names, dateline(doc))
}

// Homes returns what was learnt, in order of source.
func (h *HomeLearner) Homes() []place.Learned {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.l.Homes()
}

func dateline(doc *text.Doc) *place.Dateline {
	if body := doc.Field(story.Body); body != nil {
		if d, ok := place.FindDateline(body); ok {
			return &d
		}
	}
	return nil
}
