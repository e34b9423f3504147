package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Variables that are not made from a key.
const (
	envPrefix = "DATELINE_"
	envConfig = "DATELINE_CONFIG" // the path of the file
	envURL    = "NATS_URL"        // as NATS's own tools know it
	envCreds  = "NATS_CREDS"
)

// aliases are other names of a key's variable. The one with our prefix wins.
func aliases(key string) []string {
	switch key {
	case "nats.urls":
		return []string{envURL}
	case "nats.creds":
		return []string{envCreds}
	}
	return nil
}

// Variables lists the names of a key's variables, the strongest first.
func Variables(key string) []string {
	for _, f := range fields(new(Config)) {
		if f.key == key {
			return append([]string{f.variable()}, aliases(key)...)
		}
	}
	return nil
}

// flagName is the flag as it is written.
func flagName(f field, key string) string {
	if name := f.tag.Get("flag"); name != "" {
		return "--" + name
	}
	return "for " + key
}

// variables reads os.Environ's form. An empty variable counts as not set:
// compose files and shells pass on empty ones.
func variables(environ []string) map[string]string {
	env := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok {
			env[name] = value
		}
	}
	return env
}

// serviceLink matches what Kubernetes puts into every container for a service
// that is called dateline.
var serviceLink = regexp.MustCompile(`^DATELINE_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT|PORT_\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)$`)

// unknown reports variables with our prefix that set nothing, in order.
func unknown(env map[string]string, known map[string]field) []string {
	variable := map[string]bool{envConfig: true}
	var names []string
	for _, f := range known {
		variable[f.variable()] = true
		names = append(names, strings.ToLower(f.variable()))
	}
	slices.Sort(names)
	var warnings []string
	for _, name := range slices.Sorted(maps.Keys(env)) {
		if !strings.HasPrefix(name, envPrefix) || variable[name] || serviceLink.MatchString(name) {
			continue
		}
		warning := fmt.Sprintf("environment %s is not known and has no effect", oneLine(name))
		if best := nearest(name, names); best != "" {
			warning += "; did you mean " + strings.ToUpper(best) + "?"
		}
		warnings = append(warnings, warning)
	}
	return warnings
}
