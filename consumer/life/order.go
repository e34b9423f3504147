package life

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"time"
)

// What revisions of a story are ordered by.
const (
	ByVersion = "version" // the version, where both are numbers
	ByTime    = "time"    // the time the version was made, as the source says
)

// Order is what the revisions of one source are compared by, the first first.
// What one of the two does not have, or both have alike, is passed over; when
// nothing is left, the one that arrived later is taken for the newer.
type Order []string

// Rule gives the stories of a source, or of a format, their order.
type Rule struct {
	Source   string // the first words of a channel, or "*"
	Provider string // or what is part of its provider's name, in lower case
	Format   string // or empty
	By       Order
}

// Rules are the orders of all sources; the first that fits is used.
type Rules []Rule

// defaults are what agencies say of their versions, or show: those of Reuters
// are not numbered in sequence, so that time comes first; AP, AFP and dpa
// count, as IPTC's standards ask.
var defaults = Rules{
	{Source: "reuters", By: Order{ByTime, ByVersion}},
	{Provider: "reuters", By: Order{ByTime, ByVersion}},
	{Format: "reuters", By: Order{ByTime, ByVersion}},
	{Source: "*", By: Order{ByVersion, ByTime}},
}

// For returns the order of the stories of a channel ("ap.politics"), of a
// provider, as the story names it, or of the format that they come in: from
// these rules, else from what is known of the agencies.
func (rules Rules) For(channel, provider, format string) Order {
	for _, list := range []Rules{rules, defaults} {
		for _, r := range list {
			if r.covers(channel, provider) && (r.Format == "" || r.Format == format) {
				return r.By
			}
		}
	}
	return nil
}

func (r Rule) covers(channel, provider string) bool {
	if r.Provider != "" {
		return strings.Contains(strings.ToLower(provider), r.Provider)
	}
	return r.Source == "" || r.Source == "*" || strings.EqualFold(r.Source, channel) ||
		len(channel) > len(r.Source) && channel[len(r.Source)] == '.' && strings.EqualFold(r.Source, channel[:len(r.Source)])
}

// compare returns whether a is older (-1) or newer (1) than b. It is sure
// where the source says so, and not where only the arrival tells.
func (o Order) compare(a, b Revision) (order int, sure bool) {
	for _, by := range o {
		c := 0
		switch by {
		case ByVersion:
			c = compareVersions(a.Version, b.Version)
		case ByTime:
			c = compareTimes(a.Created, b.Created)
		}
		if c != 0 {
			return c, true
		}
	}
	return cmp.Compare(a.Arrived, b.Arrived), false
}

// newer reports whether a is newer than b, where b could be a kill: then only
// if it is surely so.
func (o Order) newer(a, b Revision) bool {
	c, sure := o.compare(a, b)
	return c > 0 && (sure || !b.Kill)
}

// outlives reports whether a is beyond doubt newer than a kill: its source
// says so, and it was not made before.
func (o Order) outlives(a, kill Revision) bool {
	return o.surelyNewer(a, kill) && compareTimes(a.Created, kill.Created) >= 0
}

func (o Order) surelyNewer(a, b Revision) bool {
	c, sure := o.compare(a, b)
	return sure && c > 0
}

// compareVersions compares numbers, and numbers with dots, of any length. What
// is neither has no order: 0.
func compareVersions(a, b string) int {
	as, bs := numbers(a), numbers(b)
	if as == nil || bs == nil {
		return 0
	}
	return slices.CompareFunc(as, bs, (*big.Int).Cmp)
}

func numbers(version string) []*big.Int {
	var list []*big.Int
	for part := range strings.SplitSeq(version, ".") {
		n, ok := new(big.Int).SetString(part, 10)
		if !ok || n.Sign() < 0 {
			return nil
		}
		list = append(list, n)
	}
	return list
}

func compareTimes(a, b string) int {
	at, errA := time.Parse(time.RFC3339Nano, a)
	bt, errB := time.Parse(time.RFC3339Nano, b)
	if errA != nil || errB != nil {
		return 0
	}
	return at.Compare(bt)
}
