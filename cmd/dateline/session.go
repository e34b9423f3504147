package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/config"
)

// session is what the commands have in common that look into the streams and
// put stories there: the configuration and a connection.
type session struct {
	cfg *config.Config
	log *slog.Logger
	nc  *nats.Conn
	js  jetstream.JetStream
}

// openSession connects to the configured servers. These commands work for a
// person who waits: that a connection was made goes without saying, so that
// their log begins with warnings unless it is asked for more.
func (a *app) openSession(ctx context.Context) (*session, error) {
	cfg, log, err := a.start()
	if err != nil {
		return nil, err
	}
	if a.flags.logLevel == "" {
		a.level.Set(max(a.level.Level(), slog.LevelWarn))
	}
	nc, err := connect(ctx, cfg, commandPatience, log)
	if err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		nc.Close()
		return nil, err
	}
	return &session{cfg: cfg, log: log, nc: nc, js: js}, nil
}

func (s *session) close() { s.nc.Close() }

// explain turns the error of using a stream into one that says what to do,
// where the stream, or JetStream itself, is missing or does not answer. Other
// errors are returned as they are.
func (s *session) explain(stream string, err error) error {
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		return failHint(exitFailure, fmt.Errorf("stream %s does not exist", stream),
			"'dateline run' creates the streams when it starts; 'dateline check --connect' tells which are missing")
	case absent(err):
		return failHint(exitFailure, fmt.Errorf("the server at %s does not offer JetStream", s.nc.ConnectedUrlRedacted()),
			"start it with -js, or with \"jetstream {}\" in its configuration")
	case !s.nc.IsConnected():
		return fail(exitUnreachable, fmt.Errorf("the connection to NATS is lost: %w", err))
	case errors.Is(err, nats.ErrTimeout), errors.Is(err, context.DeadlineExceeded):
		return failHint(exitUnreachable, fmt.Errorf("no answer about stream %s: %w", stream, err),
			"may this user publish on $JS.API.> and subscribe to _INBOX.>?")
	}
	return err
}

// absent reports whether the server said that a stream, or all of JetStream, is
// not there, rather than nothing.
func absent(err error) bool {
	return errors.Is(err, jetstream.ErrStreamNotFound) ||
		errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount)
}

// subjectWithin reads a subject of the command line. It is one of the tree,
// such as wire.raw.ap.politics of wire.raw.>, or only what follows the tree's
// prefix: ap.politics. What begins like the prefix is taken for a whole
// subject, so that one of another tree is not put below this one by mistake.
func subjectWithin(tree, subject string, wildcards bool) (string, error) {
	prefix := strings.TrimSuffix(tree, ">")
	first, _, _ := strings.Cut(prefix, ".")
	whole := subject
	if token, _, _ := strings.Cut(subject, "."); token != first {
		whole = prefix + subject
	}
	tokens := strings.Split(whole, ".")
	for i, token := range tokens {
		switch {
		case token == "":
			return "", usagef("--subject %q: there is nothing before, after or between two dots", subject)
		case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r == 0x7f }):
			return "", usagef("--subject %q: a subject has no white space in it", subject)
		case !strings.ContainsAny(token, "*>"):
		case !wildcards:
			return "", usagef("--subject %q: a story is put on one subject, without * or >", subject)
		case len(token) > 1:
			return "", usagef("--subject %q: * and > stand for whole tokens, not for a part as in %q", subject, token)
		case token == ">" && i < len(tokens)-1:
			return "", usagef("--subject %q: > stands for the rest and must come last", subject)
		}
	}
	if !strings.HasPrefix(whole, prefix) || len(whole) == len(prefix) {
		return "", usagef("--subject %q is not one of %s", subject, tree)
	}
	return whole, nil
}
