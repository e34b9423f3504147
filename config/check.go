package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// check says what is wrong with one key's value, on its own.
func (l *loader) check(f field) []fault {
	value := f.value.Interface()
	if words := f.tag.Get("oneof"); words != "" {
		return oneOf(value.(string), strings.Fields(words))
	}
	if shape := f.tag.Get("is"); shape != "" {
		return l.checkShape(shape, value)
	}
	if f.is("secret") && strings.Contains(value.(string), Mask) {
		return []fault{maskFault("")}
	}
	return inRange(f, value)
}

func maskFault(at string) fault {
	return fault{at, Mask + " stands where a secret was hidden", "write the secret itself, or set it in the environment"}
}

func oneOf(s string, words []string) []fault {
	if slices.Contains(words, s) {
		return nil
	}
	what, hint := fmt.Sprintf("%q is not one of %s", s, strings.Join(words, ", ")), ""
	if best := nearest(s, words); best != "" {
		hint = "did you mean " + best + "?"
	}
	if len(words) == 1 {
		what, hint = fmt.Sprintf("%q is not known", s), "write "+words[0]
	}
	return []fault{{what: what, hint: hint}}
}

// inRange holds a number, a duration or a size against the tags min, max and
// zero.
func inRange(f field, value any) []fault {
	low, high := f.tag.Get("min"), f.tag.Get("max")
	if low == "" && high == "" {
		return nil
	}
	n, zero := amount(value), f.tag.Get("zero")
	if n == 0 && zero != "" {
		return nil
	}
	if low != "" && n < bound(value, low) || high != "" && n > bound(value, high) {
		return []fault{{what: fmt.Sprintf("%v is out of range", value), hint: rangeHint(low, high, zero)}}
	}
	return nil
}

func rangeHint(low, high, zero string) string {
	hint := "at least " + low
	if high != "" {
		hint = low + " to " + high
	}
	if zero != "" {
		hint += ", or 0: " + zero
	}
	return hint
}

// amount is a number, a duration or a size as a number.
func amount(value any) int64 {
	switch v := value.(type) {
	case int:
		return int64(v)
	case Duration:
		return int64(v)
	case Size:
		return int64(v)
	}
	return 0
}

// bound reads a limit in a tag, in the type of the value. A test reads every
// tag, so that none is wrong.
func bound(value any, tag string) int64 {
	switch value.(type) {
	case Duration:
		d, _ := ParseDuration(tag)
		return int64(d)
	case Size:
		s, _ := ParseSize(tag)
		return int64(s)
	}
	n, _ := strconv.ParseInt(tag, 10, 64)
	return n
}

// conflict is a fault of keys that do not go together.
type conflict struct {
	keys []string
	fault
}

// conflicts notes which values do not go together. Keys that are wrong by
// themselves are left out: one fault gives one problem.
func (l *loader) conflicts() {
	for _, c := range conflicts(l.cfg) {
		if slices.ContainsFunc(c.keys, func(k string) bool { return l.broken[k] }) {
			continue
		}
		// The one that was set last, and is not a default, is to blame.
		blame := slices.MaxFunc(c.keys, func(a, b string) int {
			return cmp.Compare(l.origins.Of(a).Layer, l.origins.Of(b).Layer)
		})
		for _, k := range c.keys {
			if at := l.origins.Of(k); k != blame && at.Layer != FromDefault {
				c.hint += fmt.Sprintf(" (%s: %s)", k, at)
			}
		}
		if blame != c.keys[0] {
			c.at = ""
		}
		l.problem(blame, c.fault)
	}
}

func conflicts(c *Config) []conflict {
	var found []conflict
	add := func(wrong bool, what, hint string, keys ...string) {
		if wrong {
			found = append(found, conflict{keys, fault{what: what, hint: hint}})
		}
	}
	ways := signIn(c.NATS)
	add(len(ways) > 1, "there is more than one way to sign in: "+strings.Join(ways, ", "), "keep one", ways...)
	add(c.NATS.Password != "" && c.NATS.User == "", "a password needs a user", "set nats.user", "nats.password", "nats.user")
	add(c.NATS.TLS.Cert != "" && c.NATS.TLS.Key == "", "a certificate needs its key", "set nats.tls.key", "nats.tls.cert", "nats.tls.key")
	add(c.NATS.TLS.Key != "" && c.NATS.TLS.Cert == "", "a key needs its certificate", "set nats.tls.cert", "nats.tls.key", "nats.tls.cert")

	streams := []struct {
		section, name, subject string
		age, window            Duration
	}{
		{"input", c.Input.Stream, c.Input.Subject, c.Input.MaxAge, c.Input.DedupeWindow},
		{"output", c.Output.Stream, c.Output.Subject, c.Output.MaxAge, c.Output.DedupeWindow},
		{"dead", c.Dead.Stream, c.Dead.Subject, c.Dead.MaxAge, c.Dead.DedupeWindow},
		{"held", c.Held.Stream, c.Held.Subject, 0, 0},
	}
	for i, s := range streams {
		add(s.age > 0 && s.window > s.age, fmt.Sprintf("dedupe_window %s is longer than max_age %s", s.window, s.age),
			"the server cannot remember stories longer than it keeps them", s.section+".dedupe_window", s.section+".max_age")
		for _, t := range streams[:i] {
			add(s.name == t.name, fmt.Sprintf("%s and %s cannot both be stream %s", t.section, s.section, s.name),
				"give each its own", s.section+".stream", t.section+".stream")
			add(overlap(s.subject, t.subject), fmt.Sprintf("%s overlaps %s of %s", s.subject, t.subject, t.section),
				"a subject belongs to one stream", s.section+".subject", t.section+".subject")
		}
	}
	buckets := []struct{ key, name string }{
		{"consumer.trials_bucket", c.Consumer.TrialsBucket}, {"life.bucket", c.Life.Bucket}, {"life.clusters_bucket", c.Life.ClustersBucket},
	}
	for i, b := range buckets {
		for _, other := range buckets[:i] {
			add(b.name == other.name, fmt.Sprintf("%s is the bucket of %s already", b.name, other.key), "give each its own", b.key, other.key)
		}
	}
	for i, r := range c.Input.Formats {
		if !overlap(r.Subject, c.Input.Subject) {
			found = append(found, conflict{[]string{"input.formats", "input.subject"}, fault{
				fmt.Sprintf("[%d].subject", i), fmt.Sprintf("%s never comes: the input is %s", r.Subject, c.Input.Subject),
				"start it with the input's prefix",
			}})
		}
	}
	add(c.Output.Strict && c.Output.Format != "ninjs", "strict is about ninjs, and records are written as "+c.Output.Format,
		"remove output.strict, or write format: ninjs", "output.strict", "output.format")
	add(c.Consumer.RetryMin > c.Consumer.RetryMax, fmt.Sprintf("retry_min %s is longer than retry_max %s", c.Consumer.RetryMin, c.Consumer.RetryMax),
		"lower retry_min or raise retry_max", "consumer.retry_min", "consumer.retry_max")
	add(c.Consumer.InFlight < c.Consumer.Workers, fmt.Sprintf("%d stories held cannot keep %d workers busy", c.Consumer.InFlight, c.Consumer.Workers),
		"hold as many stories as there are workers, or more", "consumer.in_flight", "consumer.workers")
	return found
}

// signIn lists the keys by which we sign in, one for each way.
func signIn(n NATS) []string {
	var ways []string
	for _, w := range []struct{ key, value string }{
		{"nats.creds", n.Creds}, {"nats.nkey", n.NKey}, {"nats.user", n.User}, {"nats.token", n.Token},
	} {
		if w.value != "" {
			ways = append(ways, w.key)
		}
	}
	return ways
}
