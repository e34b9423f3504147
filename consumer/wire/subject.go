package wire

import (
	"fmt"
	"strings"
)

// checkPattern reports what is wrong with a NATS subject pattern.
func checkPattern(pattern string) error {
	if pattern == "" {
		return fmt.Errorf("subject pattern is empty")
	}
	tokens := strings.Split(pattern, ".")
	for i, t := range tokens {
		switch {
		case t == "":
			return fmt.Errorf("subject pattern %q has an empty token", pattern)
		case strings.ContainsAny(t, " \t\r\n"):
			return fmt.Errorf("subject pattern %q has white space in it", pattern)
		case t == ">" && i != len(tokens)-1:
			return fmt.Errorf("subject pattern %q: > stands for the rest and must be the last token", pattern)
		case len(t) > 1 && strings.ContainsAny(t, "*>"):
			return fmt.Errorf("subject pattern %q: * and > stand for whole tokens, not for a part as in %q", pattern, t)
		}
	}
	return nil
}

// matches reports whether a subject fits a pattern: * is one token, > is one
// or more at the end.
func matches(pattern, subject string) bool {
	for {
		p, restP, moreP := strings.Cut(pattern, ".")
		s, restS, moreS := strings.Cut(subject, ".")
		if p == ">" {
			return s != ""
		}
		if p != "*" && p != s || s == "" {
			return false
		}
		if !moreP || !moreS {
			return moreP == moreS
		}
		pattern, subject = restP, restS
	}
}

// channel is what stands behind the prefix: "ap.politics" of
// wire.raw.ap.politics.
func channel(prefix, subject string) string {
	rest, ok := strings.CutPrefix(subject, prefix)
	if ok && prefix != "" {
		rest, ok = strings.CutPrefix(rest, ".")
	}
	if !ok {
		return ""
	}
	return rest
}

// source is the first token of a channel: "ap".
func source(channel string) string {
	token, _, _ := strings.Cut(channel, ".")
	return token
}
