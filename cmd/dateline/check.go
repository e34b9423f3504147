package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/consumer"
	"dateline/enrich/authority"
	"dateline/enrich/data"
)

// checkTimeout is how long a server may take to answer all questions. A check
// that a script waits for should not wait for ever.
const checkTimeout = 20 * time.Second

func (a *app) checkCommand() *cobra.Command {
	var connect, asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check configuration, models and, if asked, the server",
		Long: `Check reads the configuration as 'dateline run' would, compares the models in the
binary with their checksums and loads them. Of authority files it tells which
entries clash, and which names are also those of well-known places; that changes
no exit code. With --connect it also connects to
NATS and compares streams, consumer and permissions with the configuration; it
changes nothing there.

The exit code is 78 when the configuration is wrong, 69 when NATS cannot be
reached, 3 when something else was found, and 0 when all is well.`,
		Example: `  dateline check --config dateline.yml
  dateline check --config dateline.yml --connect
  dateline check --connect --json | jq '.checks[] | select(.ok | not)'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			report, err := a.check(cmd.Context(), connect)
			if err != nil {
				return err
			}
			if asJSON {
				err = a.printJSON(report)
			} else {
				_, err = fmt.Fprint(a.stdout, report.text(a.out))
			}
			if err != nil || report.code == exitOK {
				return err
			}
			return exit(report.code)
		},
	}
	cmd.Flags().BoolVar(&connect, "connect", false, "ask the server too")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

// checkReport is everything that was looked at, in order.
type checkReport struct {
	OK     bool      `json:"ok"`
	Checks []finding `json:"checks"`
	code   int
}

// finding is one thing that was looked at.
type finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Warn bool   `json:"warning,omitempty"` // nothing is wrong, and yet it should be looked at
	Says string `json:"says"`
}

func (r *checkReport) good(name, format string, args ...any) {
	r.Checks = append(r.Checks, finding{Name: name, OK: true, Says: fmt.Sprintf(format, args...)})
}

// warn notes what should be looked at; the exit code is the same without it.
func (r *checkReport) warn(name, says string) {
	r.Checks = append(r.Checks, finding{Name: name, OK: true, Warn: true, Says: says})
}

// bad notes what is wrong. The gravest exit code, which is the highest, counts.
func (r *checkReport) bad(code int, name, says string) {
	r.Checks = append(r.Checks, finding{Name: name, Says: says})
	r.OK = false
	r.code = max(r.code, code)
}

// check looks at everything. The error is only for a check that could not be
// made: a wrong command line, or an interruption.
func (a *app) check(ctx context.Context, connect bool) (*checkReport, error) {
	r := &checkReport{OK: true}
	cfg, origins, err := a.loadConfig()
	var wrong *config.Error
	switch {
	case errors.As(err, &wrong):
		r.bad(exitConfig, "configuration", wrong.Error())
	case err != nil:
		return nil, err
	case origins.File != "":
		r.good("configuration", "%s", origins.File)
	default:
		r.good("configuration", "defaults, no file")
	}
	if origins != nil {
		for _, w := range origins.Warnings {
			r.bad(exitFindings, "environment", w)
		}
	}
	r.models()
	if cfg == nil {
		return r, nil // what follows needs to know what is wanted
	}
	e, err := a.newEnricher(cfg)
	var lists *authority.Error
	switch {
	case errors.As(err, &lists):
		r.bad(exitConfig, "authorities", lists.Error())
	case err != nil:
		r.bad(max(exitFindings, codeOf(err)), "enricher", err.Error())
	default:
		r.good("enricher", "loads, engine %s", cfg.Entities.Engine)
		r.authorities(listedBy(e))
	}
	if connect {
		r.server(ctx, cfg)
	}
	return r, ctx.Err()
}

// codeOf is the code that an error carries, or 0.
func codeOf(err error) int {
	var coded *exitError
	if errors.As(err, &coded) {
		return coded.code
	}
	return 0
}

func (r *checkReport) models() {
	manifest, err := data.Read()
	if err == nil {
		err = data.Verify()
	}
	if err != nil {
		r.bad(exitFindings, "models", err.Error())
		return
	}
	var names []string
	for _, f := range manifest.Files {
		names = append(names, f.Name)
	}
	r.good("models", "%s as built", listed(names))
}

func (r *checkReport) server(ctx context.Context, cfg *config.Config) {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	quiet := slog.New(slog.DiscardHandler) // the report says what the log would
	nc, err := consumer.Connect(ctx, connection(cfg), 0, quiet)
	if err != nil {
		r.bad(exitUnreachable, "server", err.Error())
		return
	}
	defer nc.Close()
	r.good("server", "%s, version %s", nc.ConnectedUrlRedacted(), nc.ConnectedServerVersion())
	found, err := consumer.Check(ctx, nc, consumerOptions(cfg))
	for _, f := range found {
		if f.Missing && cfg.Provision {
			r.good("streams", "%s does not exist yet; 'dateline run' creates it", f.What)
			continue
		}
		r.bad(exitFindings, "streams", f.String())
	}
	if err != nil {
		r.bad(exitFindings, "streams", err.Error())
	}
	if len(found) == 0 && err == nil {
		r.good("streams", "%s, %s and %s are as configured", cfg.Input.Stream, cfg.Output.Stream, cfg.Dead.Stream)
	}
}

// text is the report as people read it.
func (r *checkReport) text(t terminal) string {
	var b bytes.Buffer
	for _, c := range r.Checks {
		c.write(&b, t)
	}
	return b.String()
}

func (c finding) write(w io.Writer, t terminal) {
	mark := "ok  "
	switch {
	case !c.OK && t.is:
		mark = t.paint(styleBad, "✗")
	case !c.OK:
		mark = "FAIL"
	case c.Warn && t.is:
		mark = t.paint(styleBold, "!")
	case c.Warn:
		mark = "warn"
	case t.is:
		mark = t.paint(styleGood, "✓")
	}
	first, rest, more := strings.Cut(printableLines(c.Says), "\n")
	fmt.Fprintf(w, "%s %-14s %s\n", mark, c.Name, first)
	if more {
		fmt.Fprintf(w, "    %s\n", strings.ReplaceAll(rest, "\n", "\n    "))
	}
}
