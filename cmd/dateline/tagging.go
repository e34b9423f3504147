package main

import (
	"encoding/json"
	"fmt"
	"os"

	"dateline/config"
	"dateline/enrich/data"
)

// tagging stands for all that the tags of a text depend on: this version, its
// models, the settings of the taggers and the files that they name, by content.
// Where it is the same, so are the tags.
func tagging(cfg *config.Config) (string, error) {
	models, err := modelVersions()
	if err != nil {
		return "", err
	}
	files := map[string]string{}
	for _, path := range append([]string{cfg.Topics.Rules, cfg.Places.Gazetteer}, cfg.Entities.Authorities...) {
		if path == "" {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return "", fail(exitConfig, err)
		}
		files[path] = data.Sum(b)
	}
	all, err := json.Marshal([]any{version, models, cfg.Entities, cfg.Topics, cfg.Places, files})
	if err != nil {
		return "", fmt.Errorf("settings of the taggers: %w", err)
	}
	return shortSum(data.Sum(all)), nil
}
