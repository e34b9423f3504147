// Package enrich turns a Story into Tags: who and what is named in it, where
// it happens and what it is about.
//
//	fields → text.Doc → names → listed names → places → entities → links → topics → Tags
//
// It reads no file, opens no connection and keeps nothing between stories.
package enrich

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"dateline/enrich/authority"
	"dateline/enrich/entity"
	"dateline/enrich/link"
	"dateline/enrich/place"
	"dateline/enrich/story"
	"dateline/enrich/text"
	"dateline/enrich/topic"
)

// Name is the name of the engine as records state it.
const Name = "dateline"

// Models are the compiled models, as bytes.
type Models struct {
	Gazetteer []byte
	Topic     []byte // nil: no topics are given
	Entity    []byte // for the engine "dateline"
	Knowledge []byte // of people and organisations
	// Versions names each of them in the records: entity, place, topic, knowledge.
	Versions map[string]string
}

// Options choose the engine and what is good enough to be given.
type Options struct {
	Engine  string // of names: see Engines
	Version string // of the program, stated in every record
	Homes   []Home // of sources
	Topics  topic.Options
	Thresholds
}

// Thresholds leave out what is less sure, each on a scale of 0–100.
type Thresholds struct {
	Entity, Place, Topic int
}

// namer finds the names in a story. An engine implements it and nothing else.
type namer interface {
	Names(*text.Doc) []story.Name
}

// Enricher tags stories. It is safe for concurrent use.
type Enricher struct {
	names  namer
	places *place.Tagger
	homes  map[string]*place.Tagger // by source
	topics *topic.Tagger            // may be nil
	listed *authority.Set           // may be nil
	links  *link.Linker
	engine story.Engine
	limits Thresholds
}

// GazetteerError is a compiled gazetteer that cannot be read.
type GazetteerError struct{ Err error }

func (e *GazetteerError) Error() string { return "gazetteer: " + e.Err.Error() }
func (e *GazetteerError) Unwrap() error { return e.Err }

// New loads the models once; every story shares them. A gazetteer that cannot
// be read is a *GazetteerError, a home that it does not have a *HomeError.
func New(m Models, o Options) (*Enricher, error) {
	names, err := newNamer(o.Engine, m.Entity)
	if err != nil {
		return nil, err
	}
	places, err := place.Load(m.Gazetteer)
	if err != nil {
		return nil, &GazetteerError{err}
	}
	homes, err := homes(places, o.Homes)
	if err != nil {
		return nil, err
	}
	topics, err := topics(m.Topic, o.Topics)
	if err != nil {
		return nil, err
	}
	links, err := link.New(m.Knowledge)
	if err != nil {
		return nil, fmt.Errorf("knowledge base: %w", err)
	}
	return &Enricher{
		names:  names,
		places: places,
		homes:  homes,
		topics: topics,
		links:  links,
		engine: story.Engine{Name: Name, Version: o.Version, Models: m.Versions},
		limits: o.Thresholds,
	}, nil
}

func topics(model []byte, o topic.Options) (*topic.Tagger, error) {
	if model == nil {
		return nil, nil
	}
	t, err := topic.New(model)
	if err != nil {
		return nil, fmt.Errorf("topic model: %w", err)
	}
	return t.With(o)
}

// With returns an Enricher that shares the models and has other thresholds.
func (e *Enricher) With(t Thresholds) *Enricher {
	other := *e
	other.limits = t
	return &other
}

// WithTopics returns an Enricher that shares the models and has other topics
// of the newsroom's own, or their names in another language.
func (e *Enricher) WithTopics(o topic.Options) (*Enricher, error) {
	if e.topics == nil {
		return nil, errors.New("there is no topic model")
	}
	topics, err := e.topics.With(o)
	if err != nil {
		return nil, err
	}
	other := *e
	other.topics = topics
	return &other, nil
}

// Knowing returns an Enricher that shares the models and gives the people and
// organisations of a newsroom precedence over what it finds by itself. nil takes
// them away again.
func (e *Enricher) Knowing(listed *authority.Set) *Enricher {
	other := *e
	other.listed = listed
	other.engine.Models = maps.Clone(e.engine.Models)
	delete(other.engine.Models, "authority")
	if listed != nil {
		if other.engine.Models == nil {
			other.engine.Models = map[string]string{}
		}
		other.engine.Models["authority"] = listed.Sum()
	}
	return &other
}

// Authority returns what a newsroom has listed; it tells the file and line of
// each entity that has its URI from there. It may be nil, which is empty.
func (e *Enricher) Authority() *authority.Set { return e.listed }

// Enrich tags one story. A story that was withdrawn, or has no text, gets the
// engine's name and no tags; one that is not in English gets its dateline, its
// places and what a newsroom has listed, and the engine says what it left out.
// The error is the context's, when it ends first.
func (e *Enricher) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	return e.enrich(ctx, s, nil)
}

// enrich is Enrich for somebody who looks on, or for nobody.
func (e *Enricher) enrich(ctx context.Context, s *story.Story, w *witness) (*story.Tags, error) {
	tags := &story.Tags{Engine: e.engine, Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}
	var english bool
	if tags.Language, english = readLanguage(s); !s.Taggable() {
		return tags, nil
	}
	if !english {
		tags.Engine.Omitted = omittedAbroad
	}
	tags.Text = make(map[string]string, len(s.Fields))
	for _, f := range s.Fields {
		tags.Text[f.Name] = f.Text
	}
	doc := text.Parse(s.Fields)
	dateline := dateline(doc)
	w.read(doc)
	var names []story.Name
	if english {
		names = e.names.Names(doc)
	}
	w.named()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found := e.listed.Find(doc, names, english)
	w.placing(found.Names())
	places, rest := e.placer(s).Tag(doc, found.Names(), dateline)
	rest, places, withheld := e.links.Reread(doc, found.Names(), rest, places)
	w.withholding(withheld)
	if dateline != nil {
		tags.Dateline = &dateline.Dateline
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, p := range places {
		if p.Confidence >= e.limits.Place {
			tags.Places = append(tags.Places, p)
		}
	}
	entities := entity.Group(doc, found.Settle(rest))
	found.Assign(entities)
	w.grouped(entities, places)
	e.links.Link(doc, entities, places)
	entities = entity.Merge(doc, entities)
	for _, n := range entities {
		if n.Confidence >= e.limits.Entity {
			tags.Entities = append(tags.Entities, n)
		}
	}
	if english && e.topics != nil {
		known := topic.Known{Entities: entities, Places: places, Subjects: subjects(s)} // whatever their confidence
		w.knowing(known)
		for _, t := range e.topics.Tag(doc, known) {
			if t.Confidence >= e.limits.Topic {
				tags.Topics = append(tags.Topics, t)
			}
		}
	}
	return tags, nil
}
