package entity

// Confidence is precision: of the names that a rule gives, how many in a
// hundred have the right extent and type. It was counted on the CoNLL-03 and
// worldwide development stories together, with the prose engine.
const (
	acronymAlone  = 86 // 467 names, with the organisations that are known by one word
	titleBefore   = 91 // 276
	retypedPerson = 61 // 229: an organisation of the engine that is written as a person is
	runOfWords    = 57 // 472
)
