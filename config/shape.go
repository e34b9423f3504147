package config

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The shapes that text may have to keep to, by the tag "is". The schema has
// the same patterns.
const (
	// A stream or consumer: what the server takes as a name.
	namePattern = `^[^\s.*>/\\]+$`
	// A key-value bucket.
	bucketPattern = `^[A-Za-z0-9_-]+$`
	// A prefix and ".>". Subjects that start with $ are the server's own.
	treePattern = `^[^\s.*>$][^\s.*>]*(\.[^\s.*>]+)*\.>$`
	// Any pattern of subjects: * for one token, > for all that follow.
	subjectPattern = `^(([^\s.*>]+|\*)(\.([^\s.*>]+|\*))*(\.>)?|>)$`
	// The name of a format.
	formatPattern = `^[a-z0-9][a-z0-9.-]*$`
	// charsetPattern: the names that are registered with IANA.
	charsetPattern = `^[A-Za-z0-9][A-Za-z0-9._:-]*$`
	// A source: the word after the prefix of a subject and, if need be, words
	// behind it; or * for every other.
	sourcePattern = `^([^\s.*>]+(\.[^\s.*>]+)*|\*)$`
	// A home: a GeoNames URI or id, or names from the country down.
	placePattern = `^(https?://sws\.geonames\.org/[0-9]+/?|[^\s/:][^/:]*(/[^\s/:][^/:]*)*)$`
	// host:port, where the host may be missing or in brackets.
	addressPattern = `^[^\s/]*:[0-9]{1,5}$`
)

// pattern is the regular expression of a shape, for what has one.
func pattern(shape string) string {
	switch shape {
	case "name":
		return namePattern
	case "bucket":
		return bucketPattern
	case "tree":
		return treePattern
	case "address":
		return addressPattern
	}
	return ""
}

// matches tells whether the whole of s is of a pattern.
func matches(pattern, s string) bool {
	ok, err := regexp.MatchString(pattern, s)
	return err == nil && ok
}

// checkShape says what is wrong with a value by its shape.
func (l *loader) checkShape(shape string, value any) []fault {
	switch v := value.(type) {
	case []string:
		if shape == "paths" {
			return checkPaths(v)
		}
		return checkURLs(v)
	case []Rule:
		return l.checkRules(v)
	case []Home:
		return checkHomes(v)
	case []Order:
		return checkOrders(v)
	case string:
		if f := checkText(shape, v); f != nil {
			return []fault{*f}
		}
	}
	return nil
}

func checkText(shape, s string) *fault {
	bad := !matches(pattern(shape), s)
	switch shape {
	case "name":
		if bad {
			return &fault{what: fmt.Sprintf("%q cannot be a name", s), hint: `letters, digits, - and _; no spaces, dots, slashes, * or >`}
		}
	case "bucket":
		if bad {
			return &fault{what: fmt.Sprintf("%q cannot be a bucket", s), hint: "letters, digits, - and _"}
		}
	case "tree":
		if bad {
			return &fault{what: fmt.Sprintf("%q is not a prefix with .> after it", s), hint: treeHint(s)}
		}
	case "address":
		_, port, err := net.SplitHostPort(s)
		if n, err2 := strconv.Atoi(port); bad || err != nil || err2 != nil || n > 65535 {
			return &fault{what: fmt.Sprintf("%q is not an address", s), hint: "write host:port, such as 127.0.0.1:9464, or :9464 for every interface"}
		}
	}
	return nil
}

// treeHint mends the subject where it can.
func treeHint(s string) string {
	if strings.HasPrefix(s, "$") {
		return "subjects that start with $ are the server's own"
	}
	words := strings.TrimRight(s, ".*>")
	if mended := words + ".>"; len(s)-len(words) <= 2 && matches(treePattern, mended) {
		return "did you mean " + mended + "?"
	}
	return "write it as wire.raw.>: words with dots between, without *, and .> at the end"
}

func checkURLs(urls []string) []fault {
	if len(urls) == 0 {
		return []fault{{what: "the list is empty", hint: "name one server at least: nats://127.0.0.1:4222"}}
	}
	var faults []fault
	sockets := 0
	for i, s := range urls {
		at := fmt.Sprintf("[%d]", i)
		scheme, ok := serverScheme(s)
		switch {
		case strings.Contains(s, Mask):
			faults = append(faults, maskFault(at))
		case !ok:
			faults = append(faults, fault{at, fmt.Sprintf("%q is not the address of a NATS server", hideURL(s)), "write it as nats://host:4222, or with tls://, ws:// or wss://"})
		case scheme == "ws" || scheme == "wss":
			sockets++
		}
	}
	if len(faults) == 0 && sockets > 0 && sockets < len(urls) {
		faults = append(faults, fault{what: "ws:// and nats:// addresses do not go together", hint: "name the servers of one cluster by one protocol"})
	}
	return faults
}

// checkPaths says which paths of a list are empty, or there twice.
func checkPaths(list []string) []fault {
	var faults []fault
	for i, path := range list {
		at := fmt.Sprintf("[%d]", i)
		switch {
		case strings.TrimSpace(path) == "":
			faults = append(faults, fault{at, "the path is empty", "remove the line, or name a file"})
		case slices.Contains(list[:i], path):
			faults = append(faults, fault{at, fmt.Sprintf("%q is there twice", path), "name each file once"})
		}
	}
	return faults
}

// serverScheme reads the address of a server as NATS clients do: without a
// scheme it is nats://.
func serverScheme(s string) (string, bool) {
	if !strings.Contains(s, "://") {
		s = "nats://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(s, " \t\r\n,") {
		return "", false
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n > 65535 {
			return "", false
		}
	}
	switch u.Scheme {
	case "nats", "tls", "ws", "wss":
		return u.Scheme, true
	}
	return "", false
}

func (l *loader) checkRules(rules []Rule) []fault {
	var faults []fault
	for i, r := range rules {
		at := fmt.Sprintf("[%d].", i)
		switch {
		case r.Subject == "":
			faults = append(faults, fault{strings.TrimSuffix(at, "."), "a rule needs a subject", rulesHint})
		case !matches(subjectPattern, r.Subject):
			faults = append(faults, fault{at + "subject", fmt.Sprintf("%q is not a pattern of subjects", r.Subject), "words with dots between; * stands for one of them, > at the end for the rest"})
		}
		switch {
		case r.Format == "":
			faults = append(faults, fault{strings.TrimSuffix(at, "."), "a rule needs a format", rulesHint})
		case !matches(formatPattern, r.Format):
			faults = append(faults, fault{at + "format", fmt.Sprintf("%q cannot be a format", r.Format), l.formatHint(r.Format)})
		case l.formats != nil && !slices.Contains(l.formats, r.Format):
			faults = append(faults, fault{at + "format", fmt.Sprintf("%q is not a format that is known", r.Format), l.formatHint(r.Format)})
		}
		if r.Charset != "" && !matches(charsetPattern, r.Charset) {
			faults = append(faults, fault{at + "charset", fmt.Sprintf("%q cannot be a charset", r.Charset), "write its name as in a Content-Type: iso-8859-15, windows-1251, utf-8"})
		}
	}
	return faults
}

func checkHomes(homes []Home) []fault {
	return checkSources(len(homes), "home", homesHint, func(i int) (string, *fault) {
		switch h := homes[i]; {
		case h.Place == "":
			return h.Source, &fault{"", "a home needs a place", homesHint}
		case !matches(placePattern, h.Place):
			return h.Source, &fault{".place", fmt.Sprintf("%q cannot be a place", h.Place), "write a GeoNames URI such as https://sws.geonames.org/4736286/, or names from the country down: US/Texas"}
		default:
			return h.Source, nil
		}
	})
}

func checkOrders(orders []Order) []fault {
	return checkSources(len(orders), "order", ordersHint, func(i int) (string, *fault) {
		o := orders[i]
		if !slices.Contains(strings.Fields(ordersOfVersions), strings.Join(strings.Fields(o.By), "+")) {
			return o.Source, &fault{".by", fmt.Sprintf("%q is not an order of versions", o.By),
				"write what counts first, and what counts where that tells nothing: version time, time version, version, time or arrival"}
		}
		return o.Source, nil
	})
}

// ordersOfVersions are the words of an order, joined by a plus.
const ordersOfVersions = "version+time time+version version time arrival"

// checkSources checks a list that says something of each source; rest is the
// source of one and what is wrong with the rest of it, at a key of it.
func checkSources(n int, what, hint string, rest func(int) (string, *fault)) []fault {
	var faults []fault
	seen := map[string]bool{}
	for i := range n {
		at := fmt.Sprintf("[%d]", i)
		source, wrong := rest(i)
		article := "a "
		if strings.ContainsRune("aeiou", rune(what[0])) {
			article = "an "
		}
		switch {
		case source == "":
			faults = append(faults, fault{at, article + what + " needs a source", hint})
		case !matches(sourcePattern, source):
			faults = append(faults, fault{at + ".source", fmt.Sprintf("%q cannot be a source", source), "it is the word after the prefix in a subject, or that and what follows: gazette or gazette.sports in wire.raw.gazette.sports; * stands for every other"})
		case seen[source]:
			faults = append(faults, fault{at + ".source", fmt.Sprintf("source %q has %s already", source, article+what), "keep one of them"})
		}
		seen[source] = true
		if wrong != nil {
			faults = append(faults, fault{at + wrong.at, wrong.what, wrong.hint})
		}
	}
	return faults
}

func (l *loader) formatHint(name string) string {
	if best := nearest(name, l.formats); best != "" {
		return "did you mean " + best + "?"
	}
	if len(l.formats) > 0 {
		return "formats are " + strings.Join(l.formats, ", ")
	}
	return "write it as ninjs, newsml-g2 or text, or another of the formats that input.formats names"
}

// overlap tells whether a subject can be of both patterns.
func overlap(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := 0; i < len(as) && i < len(bs); i++ {
		switch {
		case as[i] == ">" || bs[i] == ">":
			return true
		case as[i] != bs[i] && as[i] != "*" && bs[i] != "*":
			return false
		}
	}
	return len(as) == len(bs)
}
