package enrich

import (
	"strings"

	"dateline/enrich/story"
)

// subjects returns the codes of the subjects that came with a story: their
// URIs, or their names where these are codes. Those that Dateline gave it
// earlier are left out, since they would only confirm themselves.
func subjects(s *story.Story) []string {
	list, _ := s.Item["subjects"].([]any)
	var codes []string
	for _, x := range list {
		m, _ := x.(map[string]any)
		if creator, _ := m["creator"].(string); strings.HasPrefix(creator, "urn:dateline") {
			continue
		}
		for _, key := range []string{"uri", "literal", "qcode", "name"} {
			if code, _ := m[key].(string); code != "" && (key != "name" || strings.Contains(code, ":")) {
				codes = append(codes, code)
				break
			}
		}
	}
	return codes
}
