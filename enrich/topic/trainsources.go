package topic

import (
	"os"
	"path/filepath"
	"slices"

	"dateline/enrich/corpus"
	"dateline/enrich/story"
)

// Names finds the names in a text as they will be known when it is tagged. nil
// finds none.
type Names func([]story.Field) Known

func (n Names) in(fields []story.Field) Known {
	if n == nil {
		return Known{}
	}
	return n(fields)
}

// Sources are the corpora that a model is trained on.
type Sources struct {
	Concepts []corpus.Concept
	Labels   corpus.Labels
	Events   []corpus.Item     // Wikipedia's Current Events
	Loose    []corpus.Item     // of Current Events too, without a heading
	Sets     []Set             // all others
	Agencies map[string]string // codes of agencies, with the Subject Codes that they stand for
	Names    Names
}

// Set is a corpus of stories with one label each.
type Set struct {
	Name  string
	Items []corpus.Labelled
	Cost  float32 // what a mistake on a story counts, against one on an item of Current Events
	Train bool    // all of it is for training: none is held back
	Open  bool    // its licence lets everyone use it for everything
}

// What a text of each set counts. Current Events has 45,000 items, the others
// have a few thousand; headlines are many and short.
const (
	costSIB      = 2
	costBill     = 1
	costHeadline = 1
	costPage     = 2
	costReuters  = 0.5
	costTrinidad = 3
)

// ReadSources reads the corpora below folder.
func ReadSources(folder string) (Sources, error) {
	var s Sources
	var err error
	read := func(path string) (items []corpus.Item) {
		if err == nil {
			items, err = corpus.ReadItems(filepath.Join(folder, "topics", filepath.FromSlash(path)))
		}
		return items
	}
	if s.Concepts, err = corpus.ReadConcepts(filepath.Join(folder, "iptc", "mediatopics.jsonl")); err != nil {
		return s, err
	}
	if s.Labels, err = corpus.ReadLabels(filepath.Join(folder, "topics", "label_to_medtop_level1.json")); err != nil {
		return s, err
	}
	if s.Agencies, err = readAgencies(filepath.Join(folder, "iptc", "reuters_news2000_topicset.xml")); err != nil {
		return s, err
	}
	s.Events = read("wp_current_events/labelled_2002_2020.jsonl")
	s.Loose = read("wp_current_events/unlabelled_before_2025.jsonl.gz")
	// What is for training is openly licensed, and nothing else is.
	mapped := func(name, file string, cost float32, train bool) {
		s.Sets = append(s.Sets, Set{name, s.Labels.Choose(name, read(name+"/"+file), "", ""), cost, train, train})
	}
	filed := func(name, file string, cost float32, train bool, code func(string) string) {
		s.Sets = append(s.Sets, Set{name, choose(read(name+"/"+file), code), cost, train, train})
	}
	mapped("sib200_eng", "train.jsonl", costSIB, true)
	filed("uscongress_bills", "all.jsonl", costBill, true, billTopic)
	mapped("tagmynews", "all.jsonl", costHeadline, false)
	filed("nyt_frontpage", "all.jsonl", costPage, false, pageTopic)
	filed("reuters21578", "all.jsonl.gz", costReuters, false, reutersTopic)
	mapped("trinidad_iptc17", "half.jsonl", costTrinidad, false)
	return s, err
}

// choose returns the items whose first label with a code has it.
func choose(items []corpus.Item, code func(string) string) []corpus.Labelled {
	var all []corpus.Labelled
	for _, i := range items {
		for _, label := range i.Labels {
			if c := code(label); c != "" {
				all = append(all, corpus.Labelled{Item: i, Code: c})
				break
			}
		}
	}
	return all
}

// OnlyOpen returns the sources without the corpora whose publishers keep
// their rights.
func (s Sources) OnlyOpen() Sources {
	s.Sets = slices.DeleteFunc(slices.Clone(s.Sets), func(set Set) bool { return !set.Open })
	return s
}

// Split parts what a model may learn from, to be measured, from what it is
// measured on: the items of Current Events from the given day on, and every
// other story of the sets that are not for training only. A set named in
// leave is held back whole.
func (s Sources) Split(day string, leave []string) (early Sources, held map[string][]corpus.Labelled) {
	early, held = s, make(map[string][]corpus.Labelled)
	early.Events = slices.DeleteFunc(slices.Clone(s.Events), func(i corpus.Item) bool { return i.Date >= day })
	early.Loose = slices.DeleteFunc(slices.Clone(s.Loose), func(i corpus.Item) bool { return i.Date >= day })
	early.Sets = nil
	for _, set := range s.Sets {
		if slices.Contains(leave, set.Name) {
			held[set.Name] = set.Items
			continue
		}
		if !set.Train {
			var learned []corpus.Labelled
			for n, i := range set.Items {
				if n%2 == 0 {
					learned = append(learned, i)
				} else {
					held[set.Name] = append(held[set.Name], i)
				}
			}
			set.Items = learned
		}
		early.Sets = append(early.Sets, set)
	}
	return early, held
}

// readAgencies reads the codes of Reuters.
func readAgencies(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readReuters(f)
}
