package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"dateline/config"
	"dateline/enrich"
	"dateline/enrich/data"
	"dateline/enrich/topic"
)

// newEnricher makes the enricher that the configuration asks for. It loads the
// models, which is most of the time that the program takes to start.
func newEnricher(cfg *config.Config) (enricher, error) {
	gazetteer, err := placesOf(cfg)
	if err != nil {
		return nil, err
	}
	versions, err := modelVersions()
	if err != nil {
		return nil, err
	}
	if cfg.Places.Gazetteer != "" {
		versions["place"] = shortSum(data.Sum(gazetteer))
	}
	if cfg.Entities.Engine != "dateline" {
		versions["entity"] = cfg.Entities.Engine
	}
	topics, err := topicOptions(cfg)
	if err != nil {
		return nil, err
	}
	e, err := enrich.New(
		enrich.Models{Entity: data.Entity(), Gazetteer: gazetteer, Topic: data.Topic(), Knowledge: data.Knowledge(), Versions: versions},
		enrich.Options{Engine: cfg.Entities.Engine, Version: version, Thresholds: thresholds(cfg), Homes: homes(cfg), Topics: topics},
	)
	if home := (*enrich.HomeError)(nil); errors.As(err, &home) {
		return nil, failHint(exitConfig, fmt.Errorf("places.home: %w", err),
			"write a GeoNames URI such as https://sws.geonames.org/4736286/, or names from the country down: US/Texas")
	}
	if broken := (*enrich.GazetteerError)(nil); errors.As(err, &broken) && cfg.Places.Gazetteer != "" {
		return nil, failHint(exitConfig, fmt.Errorf("places.gazetteer: %s: %w", cfg.Places.Gazetteer, broken.Err), ofGazetteers)
	}
	if err != nil {
		return nil, fmt.Errorf("models: %w", err)
	}
	listed, err := loadAuthorities(cfg)
	if err != nil || listed == nil {
		return e, err
	}
	return e.Knowing(listed), nil
}

// ofGazetteers says where a file for places.gazetteer comes from.
const ofGazetteers = "'dateline-build gazetteer --geonames FOLDER --to FILE' makes such a file; an empty places.gazetteer takes the built-in one"

// placesOf returns the compiled gazetteer that the configuration asks for.
func placesOf(cfg *config.Config) ([]byte, error) {
	path := cfg.Places.Gazetteer
	if path == "" {
		return data.Gazetteer(), nil
	}
	own, err := os.ReadFile(path)
	if reason := (*fs.PathError)(nil); errors.As(err, &reason) {
		err = fmt.Errorf("%s: cannot be read: %w", path, reason.Err)
	}
	if err != nil {
		return nil, failHint(exitConfig, fmt.Errorf("places.gazetteer: %w", err), ofGazetteers)
	}
	return own, nil
}

// homes are the regions that sources write of.
func homes(cfg *config.Config) []enrich.Home {
	list := make([]enrich.Home, len(cfg.Places.Home))
	for i, h := range cfg.Places.Home {
		list[i] = enrich.Home{Source: h.Source, Place: h.Place}
	}
	return list
}

// topicOptions reads the newsroom's own topics.
func topicOptions(cfg *config.Config) (topic.Options, error) {
	o := topic.Options{Language: cfg.Topics.Language}
	path := cfg.Topics.Rules
	if path == "" {
		return o, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return o, failHint(exitConfig, fmt.Errorf("topics.rules: %w", err), "it is a YAML file of your own topics; an empty topics.rules is none")
	}
	if o.Rules, err = topic.ReadRules(path, b); err != nil {
		return o, fail(exitConfig, fmt.Errorf("topics.rules: %w", err))
	}
	return o, nil
}

func thresholds(cfg *config.Config) enrich.Thresholds {
	return enrich.Thresholds{
		Entity: cfg.Entities.MinConfidence, Place: cfg.Places.MinConfidence, Topic: cfg.Topics.MinConfidence,
	}
}

// modelVersions names the built-in models, as records do: by the beginning of
// their checksums, since the same bytes tag the same way.
func modelVersions() (map[string]string, error) {
	manifest, err := data.Read()
	if err != nil {
		return nil, err
	}
	versions := map[string]string{}
	for tagger, name := range map[string]string{"entity": data.EntityFile, "place": data.GazetteerFile, "topic": data.TopicFile, "knowledge": data.KnowledgeFile} {
		if f, ok := manifest.File(name); ok {
			versions[tagger] = shortSum(f.SHA256)
		}
	}
	return versions, nil
}

// shortSum is enough of a checksum to tell any two models apart.
func shortSum(sum string) string { return sum[:min(12, len(sum))] }
