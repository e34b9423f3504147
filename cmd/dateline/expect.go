package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

func (a *app) expectCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "expect FILE…",
		Short: "Test the tags that stories get against what you expect",
		Long: `Expect reads files of stories with the tags that each must and must not get, tags
the stories with the configuration as it is, and lists what is otherwise. It is
the test of topics.rules, and of everything else that tags.

A file is YAML:

  stories:
    - name: the harbour grows
      headline: Council votes for new container terminal
      body: |
        ROTTERHAVEN - The council voted on Tuesday to extend the harbour.
      topics:
        main: 11000000
        must: [Harbour development]
        not: [medtop:16000000]
      entities: {not: [Terminal]}
      places: {must: ["https://sws.geonames.org/2747891/"]}
    - file: stories/strike.xml
      topics: {must: [labour strike]}

A tag is named by its URI, by its code, or by its name, whose case does not
matter; a topic is also found by what is above it. A file of a story is looked
for beside the file that names it, and may be in any format that
'dateline run' reads.

The exit code is 3 when a story gets other tags than expected, 65 when a file
cannot be read, and 0 when all is as expected.`,
		Example: `  dateline expect harbour.yml
  dateline expect --config dateline.yml tests/*.yml`,
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return fmt.Errorf("no file given: name one with expectations")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error { return a.expect(cmd.Context(), files) },
	}
}

func (a *app) expect(ctx context.Context, files []string) error {
	cfg, _, err := a.start()
	if err != nil {
		return err
	}
	enrich, err := a.newEnricher(cfg)
	if err != nil {
		return err
	}
	decoder, err := wire.NewDecoder(wire.Options{})
	if err != nil {
		return err
	}
	stories, findings := 0, 0
	for _, file := range files {
		all, err := readExpectations(file)
		if err != nil {
			return fail(exitData, err)
		}
		for _, x := range all {
			told, err := x.stories(decoder, filepath.Dir(file))
			if err != nil {
				return fail(exitData, fmt.Errorf("%s:%d:%d: %w", file, x.line, x.column, err))
			}
			for _, s := range told {
				tags, err := enrich.Enrich(ctx, s)
				if err != nil {
					return err
				}
				stories++
				for _, f := range x.compare(tags) {
					findings++
					fmt.Fprintf(a.stdout, "%s:%d:%d: %s: %s\n", file, f.line, f.column, printable(x.name), printable(f.says))
				}
			}
		}
	}
	if findings > 0 {
		fmt.Fprintf(a.stderr, "%d of what was expected of %d stories is otherwise\n", findings, stories)
		return exit(exitFindings)
	}
	fmt.Fprintf(a.stdout, "%d stories are tagged as expected\n", stories)
	return nil
}

// stories returns the stories of an expectation: its own text, or those in
// its file.
func (x *expectation) stories(decoder *wire.Decoder, folder string) ([]*story.Story, error) {
	if x.file == "" {
		s := &story.Story{URI: "urn:dateline:expect", Type: "text", Status: story.Usable, Language: "en"}
		for _, f := range []story.Field{{Name: story.Headline, Text: x.headline}, {Name: story.Body, Text: x.body}} {
			if f.Text != "" {
				s.Fields = append(s.Fields, f)
			}
		}
		return []*story.Story{s}, nil
	}
	path := x.file
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, withoutPath(err))
	}
	return decoder.Decode(wire.Message{Data: data})
}

// unmet is an expectation that was not met.
type unmet struct {
	line, column int
	says         string
}

func (x *expectation) compare(tags *story.Tags) []unmet {
	var all []unmet
	for _, w := range x.wants {
		given := tagsOf(tags, w.kind)
		found := slices.ContainsFunc(given, func(t givenTag) bool { return t.is(w.tag) })
		says := ""
		switch {
		case w.relation == "main" && (len(given) == 0 || !given[0].is(w.tag)):
			says = fmt.Sprintf("the main topic is not %s; it has %s", w.tag, listTags(given))
		case w.relation == "must" && !found:
			says = fmt.Sprintf("%s lack %s; there is %s", w.kind, w.tag, listTags(given))
		case w.relation == "not" && found:
			says = fmt.Sprintf("%s have %s, which they must not", w.kind, w.tag)
		default:
			continue
		}
		all = append(all, unmet{w.line, w.column, says})
	}
	return all
}

// givenTag is a tag by all the ways in which it can be named.
type givenTag struct {
	label string
	names []string // in lower case
}

func (t givenTag) is(tag string) bool {
	return slices.Contains(t.names, strings.TrimPrefix(strings.ToLower(strings.TrimSpace(tag)), "medtop:"))
}

func listTags(given []givenTag) string {
	if len(given) == 0 {
		return "nothing"
	}
	var labels []string
	for _, t := range given {
		labels = append(labels, t.label)
	}
	return strings.Join(labels, ", ")
}

// tagsOf returns the tags of one kind, the most relevant first.
func tagsOf(tags *story.Tags, kind string) []givenTag {
	var all []givenTag
	add := func(label string, names ...string) {
		t := givenTag{label: label}
		for _, n := range append(names, label) {
			t.names = append(t.names, strings.ToLower(n))
		}
		all = append(all, t)
	}
	switch kind {
	case "topics":
		for _, t := range tags.Topics {
			add(t.Name, append([]string{t.URI}, t.Path...)...)
		}
	case "entities":
		for _, e := range tags.Entities {
			add(e.Name, e.URI)
		}
	case "places":
		for _, p := range tags.Places {
			add(p.Name, p.URI, p.Wikidata)
		}
	}
	return all
}
