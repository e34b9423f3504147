// Package enrich turns a Story into Tags: who and what is named in it, where
// it happens and what it is about.
//
//	fields → text.Doc → names → places → entities ┐
//	                  └────────────→ topics ──────┴→ Tags
//
// It reads no file, opens no connection and keeps nothing between stories.
package enrich

import (
	"context"
	"fmt"
	"strings"

	"dateline/enrich/entity"
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
	Topic     []byte
	Entity    []byte // for the engine "dateline"
	// Versions names each of them in the records: entity, place, topic.
	Versions map[string]string
}

// Options choose the engine and what is good enough to be given.
type Options struct {
	Engine  string // of names: see Engines
	Version string // of the program, stated in every record
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
	topics *topic.Tagger
	engine story.Engine
	limits Thresholds
}

// New loads the models once; every story shares them.
func New(m Models, o Options) (*Enricher, error) {
	names, err := newNamer(o.Engine, m.Entity)
	if err != nil {
		return nil, err
	}
	places, err := place.Load(m.Gazetteer)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	topics, err := topic.New(m.Topic)
	if err != nil {
		return nil, fmt.Errorf("topic model: %w", err)
	}
	if topics, err = topics.With(o.Topics); err != nil {
		return nil, err
	}
	return &Enricher{
		names:  names,
		places: places,
		topics: topics,
		engine: story.Engine{Name: Name, Version: o.Version, Models: m.Versions},
		limits: o.Thresholds,
	}, nil
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
	topics, err := e.topics.With(o)
	if err != nil {
		return nil, err
	}
	other := *e
	other.topics = topics
	return &other, nil
}

// Enrich tags one story. A story that was withdrawn, or has no text, gets the
// engine's name and no tags; one that declares another language than English
// gets its dateline and places. The error is the context's, when it ends first.
func (e *Enricher) Enrich(ctx context.Context, s *story.Story) (*story.Tags, error) {
	tags := &story.Tags{Engine: e.engine, Entities: []story.Entity{}, Places: []story.Place{}, Topics: []story.Topic{}}
	if s.Language != "" {
		tags.Language = &story.Language{Declared: s.Language}
	}
	if !s.Taggable() {
		return tags, nil
	}
	tags.Text = make(map[string]string, len(s.Fields))
	for _, f := range s.Fields {
		tags.Text[f.Name] = f.Text
	}
	doc := text.Parse(s.Fields)
	var dateline *place.Dateline
	if body := doc.Field(story.Body); body != nil {
		if d, ok := place.FindDateline(body); ok {
			dateline = &d
		}
	}
	var names []story.Name
	if english(s.Language) {
		names = e.names.Names(doc)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	places, rest := e.places.Tag(doc, names, dateline)
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
	for _, n := range entity.Group(doc, rest) {
		if n.Confidence >= e.limits.Entity {
			tags.Entities = append(tags.Entities, n)
		}
	}
	if english(s.Language) {
		known := topic.Known{Entities: tags.Entities, Places: tags.Places, Subjects: subjects(s)}
		for _, t := range e.topics.Tag(doc, known) {
			if t.Confidence >= e.limits.Topic {
				tags.Topics = append(tags.Topics, t)
			}
		}
	}
	return tags, nil
}

// english reports whether names and topics can be found: the models know no
// other language. A story that declares none is taken for English.
func english(declared string) bool {
	language, _, _ := strings.Cut(strings.ReplaceAll(declared, "_", "-"), "-")
	return declared == "" || strings.EqualFold(language, "en") || strings.EqualFold(language, "eng") || strings.EqualFold(language, "und")
}
