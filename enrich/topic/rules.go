package topic

import "dateline/enrich/text"

// Rules are a newsroom's own topics.
type Rules struct{}

func (r *Rules) apply(s *scratch, doc *text.Doc) []Explained { return nil }
