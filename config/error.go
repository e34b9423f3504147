package config

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ExitConfig is EX_CONFIG of sysexits.h.
const ExitConfig = 78

// Error is all that is wrong with a configuration.
type Error struct{ Problems []Problem }

// ExitCode is the status that a command ends with.
func (e *Error) ExitCode() int { return ExitConfig }

// Error writes every problem with its place, its line and a hint.
func (e *Error) Error() string {
	var b strings.Builder
	if n := len(e.Problems); n > 1 {
		fmt.Fprintf(&b, "%d problems in the configuration\n", n)
	}
	for i, p := range e.Problems {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Problem is one thing that is wrong, and where. Secrets in it are hidden.
type Problem struct {
	Key    string // consumer.ack_wait, or empty where it is not about one key
	Origin Origin
	Source string // the line of the file, or empty
	What   string
	Hint   string
}

// String writes the problem as it is shown:
//
//	dateline.yaml:3:13: consumer.ack_wait: "soon" is not a duration
//	   3 |   ack_wait: soon
//	     |             ^
//	hint: a number and a unit: 250ms, 30s, 5m, 24h, 7d
func (p Problem) String() string {
	var b strings.Builder
	if where := p.Origin.place(); where != "" {
		b.WriteString(where + ": ")
	}
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.What)
	if p.Source != "" {
		number := fmt.Sprintf("%4d", p.Origin.Line)
		line := hideLine(p.Source)
		fmt.Fprintf(&b, "\n%s | %s", number, line)
		// What is hidden may have taken the place with it.
		if pad := padding(p.Source, p.Origin.Column); utf8.RuneCountInString(pad) <= utf8.RuneCountInString(line) {
			fmt.Fprintf(&b, "\n%*s | %s^", len(number), "", pad)
		}
	}
	if p.Hint != "" {
		b.WriteString("\nhint: " + p.Hint)
	}
	return b.String()
}

// padding is what stands before the caret. Tabs stay, so that it lines up;
// what is hidden in the line is as short here as it is there.
func padding(line string, column int) string {
	before := line
	for i, n := 0, 1; i < len(line); n++ {
		if n >= column {
			before = line[:i]
			break
		}
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, hideLine(before))
}

// Layer is one of the places a value comes from; a later one wins.
type Layer int

// The layers, in order.
const (
	FromDefault Layer = iota
	FromFile
	FromEnv
	FromFlag
)

// Origin is where a value came from.
type Origin struct {
	Layer        Layer
	Name         string // of the file, the variable or the flag
	Line, Column int    // in the file, from 1
}

// String says where the value came from: default, dateline.yaml:3,
// environment NATS_URL, flag --nats.
func (o Origin) String() string {
	switch o.Layer {
	case FromFile:
		return o.Name + ":" + strconv.Itoa(o.Line)
	case FromEnv:
		return "environment " + o.Name
	case FromFlag:
		return "flag " + o.Name
	}
	return "default"
}

// place is the origin as errors name it, with the column.
func (o Origin) place() string {
	switch {
	case o.Layer == FromFile && o.Line == 0:
		return o.Name
	case o.Layer == FromFile:
		return o.String() + ":" + strconv.Itoa(o.Column)
	case o.Layer == FromDefault:
		return o.Name
	}
	return o.String()
}

// Origins tells where every value came from.
type Origins struct {
	// File is the configuration file that was read, or empty.
	File string
	// Warnings are variables that look meant for us and are not known.
	Warnings []string
	at       map[string]Origin // by key, and by place in a list: nats.urls[1]
	lines    []string          // of File
}

// Of returns the origin of a key's value.
func (o *Origins) Of(key string) Origin { return o.at[key] }

// Keys lists every key there is, in the order of the file.
func Keys() []string {
	var keys []string
	for _, f := range fields(new(Config)) {
		keys = append(keys, f.key)
	}
	return keys
}

// fault is what is wrong with one value. Where it stands is added by who
// knows.
type fault struct {
	at   string // place within the value: [1] or [0].subject
	what string
	hint string
}
