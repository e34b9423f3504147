package config

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
)

//go:embed default.yaml
var defaults []byte

// Default returns default.yaml: every key with its default and a comment.
func Default() []byte { return slices.Clone(defaults) }

// maxFile is far above the 10 KB of a file with every key and comment, and
// keeps the parser, which is quadratic in nesting, from taking minutes.
const maxFile = 64 << 10

// Sources are where a configuration is loaded from.
type Sources struct {
	// File is the YAML file, or empty. The environment's DATELINE_CONFIG
	// names one too.
	File string
	// Env is the environment as os.Environ gives it.
	Env []string
	// Flags are values by key: nats.urls, log.level. Lists are separated by
	// commas.
	Flags map[string]string
	// Formats are the names that input.formats may use; nil allows any.
	Formats []string
}

// Load reads every layer and checks what comes out. The error is an *Error
// with everything that is wrong. The origins are there in both cases.
func Load(s Sources) (*Config, *Origins, error) {
	l := newLoader(s.Formats)
	if f, ok := named(s); ok {
		l.file(f)
	}
	l.values(s)
	l.conflicts()
	return l.result()
}

// source names a file, and who named it.
type source struct {
	path  string
	named Origin
}

// loader fills one Config and notes what is wrong on the way.
type loader struct {
	cfg      *Config
	origins  *Origins
	layer    Origin // of the layer being read, without line and column
	formats  []string
	problems []Problem
	broken   map[string]bool // keys that have a problem
}

// newLoader returns a loader that has the defaults.
func newLoader(formats []string) *loader {
	l := &loader{
		cfg:     new(Config),
		origins: &Origins{at: map[string]Origin{}},
		layer:   Origin{Layer: FromDefault, Name: "default.yaml"},
		formats: formats,
		broken:  map[string]bool{},
	}
	l.yaml(defaults)
	return l
}

// named finds the file that the flag or the environment names. No other file
// is ever read.
func named(s Sources) (source, bool) {
	if s.File != "" {
		return source{s.File, Origin{Layer: FromFlag, Name: "--config"}}, true
	}
	path := variables(s.Env)[envConfig]
	return source{path, Origin{Layer: FromEnv, Name: envConfig}}, path != ""
}

func (l *loader) file(s source) {
	data, err := readFile(s.path)
	if err != nil {
		l.problems = append(l.problems, Problem{
			Origin: s.named, What: err.Error(),
			Hint: "dateline config default prints a file to start from",
		})
		return
	}
	l.document(s.path, data)
}

// document reads the file layer.
func (l *loader) document(name string, data []byte) {
	l.origins.File = oneLine(name)
	l.layer = Origin{Layer: FromFile, Name: l.origins.File}
	l.yaml(data)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s is larger than %s, too large for a configuration", path, Size(maxFile))
	}
	return data, nil
}

// values reads the layers of the environment and of the flags.
func (l *loader) values(s Sources) {
	known := map[string]field{}
	env := variables(s.Env)
	for _, f := range fields(l.cfg) {
		known[f.key] = f
		for _, name := range append(aliases(f.key), f.variable()) {
			if value := env[name]; value != "" {
				l.layer = Origin{Layer: FromEnv, Name: name}
				l.set(f, value)
			}
		}
	}
	l.origins.Warnings = unknown(env, known)
	for _, key := range slices.Sorted(maps.Keys(s.Flags)) {
		f, ok := known[key]
		l.layer = Origin{Layer: FromFlag, Name: flagName(f, key)}
		if !ok {
			l.problem("", fault{what: fmt.Sprintf("%q is not a key", key), hint: suggestPath(key)})
			continue
		}
		l.set(f, s.Flags[key])
	}
}

// set gives a key its value as written in the environment or in a flag.
func (l *loader) set(f field, value string) {
	l.origins.place(f.key, l.layer)
	if fault := setText(f, value); fault != nil {
		l.problem(f.key, *fault)
		return
	}
	l.examine(f)
}

// examine notes what is wrong with a value that was just set.
func (l *loader) examine(f field) {
	for _, fault := range l.check(f) {
		l.problem(f.key, fault)
	}
}

// problem notes a fault of a key, at the place it was read from.
func (l *loader) problem(key string, f fault) {
	at, ok := l.origins.nearest(key, f.at)
	if !ok {
		at = l.layer
	}
	l.broken[key] = true
	l.problems = append(l.problems, Problem{
		Key: key + f.at, Origin: at, Source: l.origins.line(at), What: f.what, Hint: f.hint,
	})
}

func (l *loader) result() (*Config, *Origins, error) {
	if len(l.problems) == 0 {
		return l.cfg, l.origins, nil
	}
	// In the order of the layers, and of the lines within the file.
	slices.SortStableFunc(l.problems, func(a, b Problem) int {
		if d := a.Origin.Layer - b.Origin.Layer; d != 0 {
			return int(d)
		}
		return a.Origin.Line - b.Origin.Line
	})
	return nil, l.origins, &Error{l.problems}
}

// place notes where a value came from, and forgets where the parts of an
// earlier one did.
func (o *Origins) place(key string, at Origin) {
	maps.DeleteFunc(o.at, func(k string, _ Origin) bool { return strings.HasPrefix(k, key+"[") })
	o.at[key] = at
}

// nearest is where a part of a value came from, or the value.
func (o *Origins) nearest(key, part string) (Origin, bool) {
	at, ok := o.at[key+part]
	if !ok {
		at, ok = o.at[key]
	}
	return at, ok
}

// line returns the line of the file that an origin points at.
func (o *Origins) line(at Origin) string {
	if at.Layer != FromFile || at.Line < 1 || at.Line > len(o.lines) {
		return ""
	}
	return o.lines[at.Line-1]
}

// oneLine keeps a path from breaking what it is shown in.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, s)
}

// suggestPath is the hint for a full key that is not known.
func suggestPath(key string) string {
	if best := nearest(key, Keys()); best != "" {
		return "did you mean " + best + "?"
	}
	section := reflect.TypeFor[Config]()
	return suggestKey(key, "", section)
}
