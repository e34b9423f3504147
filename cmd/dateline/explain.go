package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// explainFlags are what `dateline explain` can be told.
type explainFlags struct {
	format string
	name   string
	json   bool
}

func (a *app) explainCommand() *cobra.Command {
	var flags explainFlags
	cmd := &cobra.Command{
		Use:   "explain FILE…|-",
		Short: "Show a story with its names marked, and why each tag is there",
		Long: `Explain tags stories as 'dateline tag' does, shows each with its names marked, and
says of every tag why it is there.

Of a person or an organisation: what the engine took its name for, what came
nearest (another type, or no name at all), and what spoke for and against, the
strongest first. The weights are those of the engine, in the units of a
logarithm of odds, and add up to the margin. Then the entity's uri: the
candidates for it with their scores, and what decided or was missing.

Of a place its identity, its role, what else the name may have stood for and
what put it ahead of that; and, where it lends its name to a body, a longer name
or a team, so that it is not given its Wikidata item, by which word. Of a topic
the words that weighed most, and the topic that nearly was given.

The prose engine gives no reasons.`,
		Example: `  dateline explain story.json
  dateline explain --entity "Wang Yi" story.json
  curl -s https://wire.example/item.json | dateline explain -
  dateline explain --json story.json | jq '.entities[] | {name: .tag.name, margin: .why.margin}'`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return errors.New("no story given: name a file, or - for standard input")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error { return a.explainFiles(cmd.Context(), flags, files) },
	}
	f := cmd.Flags()
	f.StringVar(&flags.name, "entity", "", "only what `NAME` is about: a person, an organisation, a place or a topic")
	newChoice(&flags.format, "", wire.Formats()...).
		addTo(cmd, false, "format", "`FORMAT` of the stories, where it cannot be told by looking: "+listed(wire.Formats()))
	f.BoolVar(&flags.json, "json", false, "one JSON object for each story")
	return cmd
}

// whyer is an enricher that says why.
type whyer interface {
	Explain(context.Context, *story.Story) (*story.Tags, *story.Explanations, error)
}

func (a *app) explainFiles(ctx context.Context, flags explainFlags, files []string) error {
	cfg, log, err := a.start()
	if err != nil {
		return err
	}
	e, err := a.newEnricher(cfg)
	if err != nil {
		return err
	}
	tagger, err := newTagger(e, flags.format, "", encodeOptions(cfg), log)
	if err != nil {
		return err
	}
	if slices.Contains(files, "-") && typed(a.stdin) {
		fmt.Fprintln(a.stderr, "reading from this terminal; Ctrl-D ends the input")
	}
	in := &inputs{names: files, stdin: a.stdin}
	unreadable, undecodable, found := 0, 0, false
	for {
		item, more, err := in.next()
		if err != nil || !more {
			break
		}
		if err = item.err; err != nil {
			unreadable++
		} else {
			var all []explained
			if all, err = tagger.explain(ctx, item.data); err != nil {
				undecodable++
			}
			for _, x := range all {
				x = x.about(flags.name)
				found = found || !x.empty() || flags.name == ""
				if err := a.showExplained(flags, x); err != nil {
					return err
				}
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			a.complain(fmt.Sprintf("%s: %v", item.file, err))
		}
	}
	switch {
	case undecodable > 0:
		return exit(exitData)
	case unreadable > 0:
		return exit(exitFailure)
	case !found:
		return fmt.Errorf("nothing that was found is called %q", flags.name)
	}
	return nil
}

// explained is a story with its tags and why they are there.
type explained struct {
	story    *story.Story
	tags     *story.Tags
	entities []explainedEntity
	places   []explainedPlace
	topics   []story.TopicExplanation
	filtered bool // some tags were left out because nobody asked for them
}

// explainedEntity is a person, an organisation or another named thing, and why.
type explainedEntity struct {
	Tag story.Entity      `json:"tag"`
	Why story.Explanation `json:"why"`
}

// explainedPlace is a place, and what its names may have stood for; Why is nil
// where that was not in question.
type explainedPlace struct {
	Tag story.Place             `json:"tag"`
	Why *story.PlaceExplanation `json:"why,omitempty"`
}

// explainedTopic is a topic, and why; Tag is nil for one that was not given.
type explainedTopic struct {
	Tag *story.Topic            `json:"tag,omitempty"`
	Why *story.TopicExplanation `json:"why,omitempty"`
}

// weighed puts the topics beside their explanations; the ones that were not
// given come last.
func (x explained) weighed() []explainedTopic {
	all := []explainedTopic{}
	for i := range x.tags.Topics {
		t := explainedTopic{Tag: &x.tags.Topics[i]}
		for j := range x.topics {
			if x.topics[j].URI == t.Tag.URI {
				t.Why = &x.topics[j]
			}
		}
		all = append(all, t)
	}
	for j := range x.topics {
		if x.topics[j].Topic < 0 {
			all = append(all, explainedTopic{Why: &x.topics[j]})
		}
	}
	return all
}

// explain tags the stories in data and says why. What goes wrong in there, a
// panic included, comes back as an error.
func (t *tagger) explain(ctx context.Context, data []byte) (all []explained, err error) {
	defer func() {
		if p := recover(); p != nil {
			t.log.Debug("a story caused a panic", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			all, err = nil, fmt.Errorf("explaining failed, which is a bug in dateline: %v", p)
		}
	}()
	stories, err := t.decoder.Decode(wire.Message{Header: t.header, Data: data})
	if err != nil {
		return nil, err
	}
	for _, s := range stories {
		tags, why, err := t.why(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("tagging %s: %w", s.URI, err)
		}
		x := explained{story: s, tags: tags, topics: why.Topics}
		for i, e := range tags.Entities {
			x.entities = append(x.entities, explainedEntity{e, why.Entities[i]})
		}
		for _, p := range tags.Places {
			x.places = append(x.places, explainedPlace{Tag: p})
		}
		for i, p := range why.Places {
			x.places[p.Place].Why = &why.Places[i]
		}
		all = append(all, x)
	}
	return all, nil
}

// why tags one story; an enricher that gives no reasons is asked for none.
func (t *tagger) why(ctx context.Context, s *story.Story) (*story.Tags, *story.Explanations, error) {
	if w, ok := t.enrich.(whyer); ok {
		return w.Explain(ctx, s)
	}
	tags, err := t.enrich.Enrich(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	why := make([]story.Explanation, len(tags.Entities))
	for i := range why {
		why[i] = story.Explanation{Entity: i, Unknown: "the engine gives no reasons"}
	}
	return tags, &story.Explanations{Entities: why}, nil
}

// about leaves of a story only the tags that a name is about: those that are
// called so, or have it in their name or a mention. An empty name is about all.
func (x explained) about(name string) explained {
	if name == "" {
		return x
	}
	called := func(tag string, mentions []story.Mention) bool {
		return holds(tag, name) || slices.ContainsFunc(mentions, func(m story.Mention) bool { return holds(m.Text, name) })
	}
	tags := *x.tags
	tags.Entities, tags.Places, tags.Topics, tags.Dateline = []story.Entity{}, []story.Place{}, []story.Topic{}, nil
	some := explained{story: x.story, tags: &tags, filtered: true}
	for _, e := range x.entities {
		if called(e.Tag.Name, e.Tag.Mentions) {
			some.entities = append(some.entities, e)
			tags.Entities = append(tags.Entities, e.Tag)
		}
	}
	for _, p := range x.places {
		if called(p.Tag.Name, p.Tag.Mentions) {
			some.places = append(some.places, p)
			tags.Places = append(tags.Places, p.Tag)
		}
	}
	for _, t := range x.tags.Topics {
		if holds(t.Name, name) {
			tags.Topics = append(tags.Topics, t)
		}
	}
	for _, t := range x.topics {
		if holds(t.Name, name) {
			some.topics = append(some.topics, t)
		}
	}
	return some
}

// holds reports whether text has the words of part in it, in any case.
func holds(text, part string) bool {
	plain := func(s string) string { return " " + strings.Join(strings.Fields(strings.ToLower(s)), " ") + " " }
	return strings.Contains(plain(text), plain(part))
}

func (x explained) empty() bool {
	return len(x.entities) == 0 && len(x.places) == 0 && len(x.tags.Topics) == 0 && len(x.topics) == 0
}

func (a *app) showExplained(flags explainFlags, x explained) error {
	if x.filtered && x.empty() {
		return nil
	}
	if !flags.json {
		_, err := fmt.Fprintln(a.stdout, explainedText{a.out}.render(x))
		return err
	}
	doc := struct {
		URI      string            `json:"uri"`
		Engine   story.Engine      `json:"engine"`
		Language *story.Language   `json:"language,omitempty"`
		Text     map[string]string `json:"text"`
		Dateline *story.Dateline   `json:"dateline,omitempty"`
		Entities []explainedEntity `json:"entities"`
		Places   []explainedPlace  `json:"places"`
		Topics   []explainedTopic  `json:"topics"`
	}{x.story.URI, x.tags.Engine, x.tags.Language, x.tags.Text, x.tags.Dateline, x.entities, x.places, x.weighed()}
	if doc.Entities == nil {
		doc.Entities = []explainedEntity{}
	}
	if doc.Places == nil {
		doc.Places = []explainedPlace{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := a.stdout.Write(asciiControls(b.Bytes()))
	return err
}
