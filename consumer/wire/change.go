package wire

import (
	"regexp"
	"strconv"
	"strings"

	"dateline/enrich/story"
)

// hint is a word of the source that says what a version changes: the code of
// a signal, the status of a revision.
type hint struct {
	kind story.ChangeKind
	what string // for people: "signal sig:correction"
}

// signalKinds are codes of signals and instructions, folded, without their
// scheme: IPTC's sig:, Reuters' edStat: (whose D deletes all versions, see
// research on what agencies promise), the Instruction of NewsML 1.2.
var signalKinds = map[string]story.ChangeKind{
	"update": story.ChangeUpdate, "updated": story.ChangeUpdate, "replace": story.ChangeUpdate, "writethru": story.ChangeUpdate,
	"correction": story.ChangeCorrection, "correct": story.ChangeCorrection, "corrected": story.ChangeCorrection, "rectify": story.ChangeCorrection,
	"repeat": story.ChangeRepeat, "refile": story.ChangeRefile, "resend": story.ChangeRepeat,
	"kill": story.ChangeKill, "delete": story.ChangeKill, "withdraw": story.ChangeKill, "cancel": story.ChangeKill,
	"advisory": story.ChangeAdvisory, "advisorynotice": story.ChangeAdvisory,
}

var edStatKinds = map[string]story.ChangeKind{
	"N": story.ChangeNew, "U": story.ChangeUpdate, "C": story.ChangeCorrection, "D": story.ChangeKill, "R": story.ChangeRefile,
}

// signalHint reads the code of a signal: sig:update, edStat:C.
func signalHint(qcode string) (hint, bool) {
	scheme, code, ok := strings.Cut(qcode, ":")
	if !ok {
		scheme, code = "", qcode
	}
	kind, known := signalKinds[fold(code)]
	if strings.EqualFold(scheme, "edStat") {
		kind, known = edStatKinds[strings.ToUpper(code)]
	}
	return hint{kind, "signal " + clip(qcode)}, known
}

// phrase is how desks announce a change in words.
type phrase struct {
	kind story.ChangeKind
	re   *regexp.Regexp
}

// headlinePhrases open a headline, or are all of it: "UPDATE 2-", "CORRECTED:",
// a line "1ST LEAD". In capitals and with what sets them off, as the wires
// write them, so that a story about a correction is not taken for one; German
// and Romance desks write theirs in brackets or with a colon.
var headlinePhrases = []phrase{
	{story.ChangeKill, announced(`(?:MANDATORY |STORY |URGENT )?KILL(?:ED)?|(?:STORY |TEXT )?(?:WITHDRAWN|WITHDRAWAL|WITHDRAW)|HOLD|ANNULATION|ANULACIÓN|STREICHUNG|ZURÜCKGEZOGEN|(?:ACHTUNG|Achtung) (?:Sperrung|KILL)`)},
	{story.ChangeCorrection, announced(`(?:CORRECT(?:ED|ION)S?|Corrected|Correction)(?: ?\(OFFICIAL\))?|(?i:Berichtigung|Korrektur|KORR|Corrección|Correção|Errata|Erratum|Correction et mise à jour|Rectificatif|Correctif|Rettelse)`)},
	{story.ChangeRefile, announced(`REFILE`)},
	{story.ChangeRepeat, announced(`RPT|REPEAT|REPEATING|(?i:Wiederholung|WDHLG)`)},
	{story.ChangeAdvisory, announced(`(?:[A-Z]+ )?ADVISORY|ADV|EDITORS?|(?i:Achtung) - (?:Planungshinweis|Redaktion(?:en)?|Hinweis)`)},
	{story.ChangeUpdate, announced(`(?:UPDATE|WRAPUP) \d+|\d+(?:ST|ND|RD|TH) (?:LEAD|LD|NET|UPDATE)|(?:NEW )?LEAD(?: ALL)?|(?i:Neufassung|Aktualisierung)`)},
}

func announced(words string) *regexp.Regexp {
	return regexp.MustCompile(`^\(?(?:(?:UPDATE \d+|WRAPUP \d+|RPT|REFILE)-)*(?:` + words + `)\s*(?:[-:–—/()]|$)`)
}

// sluglinePhrases stand anywhere in a slugline: "BC-US--Ferry, 1st Ld-Writethru",
// "FERRY/ (UPDATE 2, CORRECTED)".
var sluglinePhrases = []phrase{
	{story.ChangeKill, regexp.MustCompile(`\b(?:KILL|Kill|WITHDRAWAL|Withdrawal|WITHDRAW|ELIMINATION)\b`)},
	{story.ChangeCorrection, regexp.MustCompile(`\b(?:CORRECTED|CORRECTION|Correction|Corrective|KORR|BERICHTIGUNG)\b`)},
	{story.ChangeRefile, regexp.MustCompile(`\b(?:REFILE|Refile)\b`)},
	{story.ChangeRepeat, regexp.MustCompile(`\b(?:RPT|REPEAT|Repeat)\b`)},
	{story.ChangeAdvisory, regexp.MustCompile(`\b(?:ADVISORY|Advisory)\b`)},
	{story.ChangeUpdate, regexp.MustCompile(`\b(?:\d+(?:st|nd|rd|th)[ -]?(?:Ld|Lead|Add|LD)\b|[Ww]ritethru|WRITETHRU|UPDATE \d+|\d+(?:ST|ND|RD|TH) LEAD)`)},
}

// notePhrases open an editor's note: "Eds: Corrects spelling of Malsam".
var notePhrases = []phrase{
	{story.ChangeKill, regexp.MustCompile(`(?i)^(?:eds?:? *)?(?:\W*)(?:(?:mandatory )?kill\b|please (?:kill|disregard|withdraw)\b)`)},
	{story.ChangeCorrection, regexp.MustCompile(`(?i)^(?:eds?:? *)?(?:\W*)(?:corrects?|correcting|corrected|correction|clarifies|fixes)\b`)},
	{story.ChangeRepeat, regexp.MustCompile(`(?i)^(?:eds?:? *)?(?:\W*)(?:repeats?|repeating|resending|rpts?)\b`)},
	{story.ChangeUpdate, regexp.MustCompile(`(?i)^(?:eds?:? *)?(?:\W*)(?:updates?|updating|adds?|recasts?|restores?|edits|minor edits|trims?|refreshes)\b`)},
}

// changeOf finds the kind of change: from the status first, which is binding,
// then from what the source says in codes, then from what it says in words,
// then from the version.
func changeOf(s *story.Story, hints []hint) story.Change {
	switch s.Status {
	case story.Canceled, story.Withheld:
		for _, h := range hints {
			if h.kind == story.ChangeKill {
				return story.Change{Kind: h.kind, Evidence: h.what}
			}
		}
		return story.Change{Kind: story.ChangeKill, Evidence: "pubStatus " + string(s.Status)}
	}
	var fromCode *hint
	for i, h := range hints {
		// The strongest of several, a correction before an update; new is
		// what words may still overrule.
		if h.kind != story.ChangeNew && (fromCode == nil || strength(h.kind) < strength(fromCode.kind)) {
			fromCode = &hints[i]
		}
	}
	if fromCode != nil {
		return story.Change{Kind: fromCode.kind, Evidence: fromCode.what}
	}
	if c, ok := changeInWords(s.Item); ok {
		return c
	}
	for _, h := range hints {
		return story.Change{Kind: h.kind, Evidence: h.what}
	}
	return changeByVersion(s.Version)
}

// strength orders the kinds by what a reader must not miss.
func strength(k story.ChangeKind) int {
	for i, p := range headlinePhrases {
		if p.kind == k {
			return i
		}
	}
	return len(headlinePhrases)
}

func changeInWords(item map[string]any) (story.Change, bool) {
	try := func(where, s string, phrases []phrase) (story.Change, bool) {
		s = strings.TrimSpace(s)
		for _, p := range phrases {
			if found := p.re.FindString(s); found != "" {
				return story.Change{Kind: p.kind, Evidence: where + " " + strings.TrimSpace(clip(found))}, true
			}
		}
		return story.Change{}, false
	}
	list, _ := item["headlines"].([]any)
	for _, h := range list {
		m, _ := h.(map[string]any)
		value, _ := m["value"].(string)
		if c, ok := try("headline", value, headlinePhrases); ok {
			return c, true
		}
	}
	slug, _ := item["slugline"].(string)
	if c, ok := try("slugline", slug, sluglinePhrases); ok {
		return c, true
	}
	note, _ := item["edNote"].(string)
	for line := range strings.Lines(clipTo(note, 2000)) {
		if c, ok := try("edNote", line, notePhrases); ok {
			return c, true
		}
	}
	return story.Change{}, false
}

// highestCounted is the highest version that can be the result of counting:
// Reuters' old versions are numbers like 978556838 and count nothing.
const highestCounted = 10_000

func changeByVersion(version string) story.Change {
	n, err := strconv.Atoi(version)
	if err != nil || n < 0 || n > highestCounted {
		return story.Change{Kind: story.ChangeNew}
	}
	if n > 1 {
		return story.Change{Kind: story.ChangeUpdate, Evidence: "version " + version}
	}
	return story.Change{Kind: story.ChangeNew, Evidence: "version " + version}
}

// clipTo shortens a string to at most n bytes.
func clipTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
