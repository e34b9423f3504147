package topic

// PathOf returns the codes from level 1 down to code.
func (t *Tagger) PathOf(code string) []string { return t.vocabulary.path(code) }

// LabelOf returns the English name of a concept.
func (t *Tagger) LabelOf(code string) string { return t.vocabulary.label(code, 0) }
