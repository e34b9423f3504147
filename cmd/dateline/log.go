package main

import (
	"fmt"
	"log/slog"
	"time"

	"github.com/lmittmann/tint"
)

// logger returns the log, which goes to stderr: text for people on a terminal,
// JSON for machines elsewhere, unless format says "text" or "json". Its level
// follows setLevel at any time.
func (a *app) logger(format string) *slog.Logger {
	if format == "json" || format != "text" && !a.err.is {
		return slog.New(slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: &a.level}))
	}
	return slog.New(tint.NewTextHandler(a.stderr, &tint.Options{
		Level: &a.level, NoColor: !a.err.colour, TimeFormat: time.TimeOnly,
	}))
}

// setLevel changes what is logged from now on: debug, info, warn or error.
func (a *app) setLevel(name string) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return fmt.Errorf("log level %q: must be one of debug, info, warn, error", name)
	}
	a.level.Set(level)
	return nil
}
