package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// Connection says where the NATS servers are and who we are to them.
type Connection struct {
	URLs                  []string
	Name                  string // as the server's monitoring shows it
	Creds                 string // file with JWT and seed
	NKey                  string // file with a seed
	User, Password, Token string
	CA, Cert, Key         string        // TLS: files in PEM
	ServerName            string        // TLS: name in the server's certificate, where it differs
	Timeout               time.Duration // for one attempt: 5 s
}

// Connect connects once and reconnects for ever afterwards. It tries for at
// most patience, and logs what is wrong as long as it does; the error names
// the servers and the last reason.
func Connect(ctx context.Context, o Connection, patience time.Duration, log *slog.Logger) (*nats.Conn, error) {
	opts, err := o.options(log)
	if err != nil {
		return nil, err
	}
	urls := strings.Join(o.URLs, ",")
	deadline := time.Now().Add(patience)
	for {
		nc, err := nats.Connect(urls, opts...)
		if err == nil {
			log.Info("connected to NATS", "server", nc.ConnectedUrlRedacted(), "version", nc.ConnectedServerVersion())
			return nc, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if permanent(err) || time.Now().After(deadline) {
			return nil, fmt.Errorf("connecting to NATS at %s: %w", redact(o.URLs), err)
		}
		log.Warn("NATS cannot be reached, trying again", "servers", redact(o.URLs), "error", err)
		pause(ctx, time.Second)
	}
}

// permanent reports errors that waiting does not mend.
func permanent(err error) bool {
	return errors.Is(err, nats.ErrAuthorization) || errors.Is(err, nats.ErrAuthExpired) || errors.Is(err, nats.ErrAuthRevoked) ||
		errors.Is(err, nats.ErrSecureConnRequired) || errors.Is(err, nats.ErrSecureConnWanted)
}

func (o Connection) options(log *slog.Logger) ([]nats.Option, error) {
	timeout := o.Timeout
	or(&timeout, 5*time.Second)
	opts := []nats.Option{
		nats.Name(o.Name), nats.Timeout(timeout),
		nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond), nats.ReconnectJitter(250*time.Millisecond, time.Second),
		// An account server that is being replaced refuses everybody for a
		// while; that is no reason to stop.
		nats.IgnoreAuthErrorAbort(),
		// Pings find a dead connection within 20 s, not 4 minutes.
		nats.PingInterval(10 * time.Second), nats.MaxPingsOutstanding(2),
		// What is published while disconnected must fail, not lie in a
		// buffer: the story is published again anyway.
		nats.ReconnectBufSize(-1),
		nats.DisconnectErrHandler(func(nc *nats.Conn, err error) {
			if !nc.IsClosed() { // else it was us who closed it
				log.Warn("disconnected from NATS, reconnecting", "error", err)
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) { log.Info("reconnected to NATS", "server", nc.ConnectedUrlRedacted()) }),
		nats.ErrorHandler(func(_ *nats.Conn, sub *nats.Subscription, err error) {
			subject, level := "", slog.LevelWarn
			if sub != nil {
				subject = sub.Subject
			} else if !errors.Is(err, nats.ErrPermissionViolation) {
				level = slog.LevelDebug // each write to a broken connection; its loss is told once
			}
			log.Log(context.Background(), level, "NATS reports an error", "subject", subject, "error", err)
		}),
	}
	if o.Creds != "" {
		opts = append(opts, nats.UserCredentials(o.Creds))
	}
	if o.NKey != "" {
		nkey, err := nats.NkeyOptionFromSeed(o.NKey)
		if err != nil {
			return nil, fmt.Errorf("nkey file %s: %w", o.NKey, err)
		}
		opts = append(opts, nkey)
	}
	if o.User != "" {
		opts = append(opts, nats.UserInfo(o.User, o.Password))
	}
	if o.Token != "" {
		opts = append(opts, nats.Token(o.Token))
	}
	tls, err := o.tls()
	if err != nil {
		return nil, err
	}
	if tls != nil {
		opts = append(opts, nats.Secure(tls))
	}
	return opts, nil
}

// redact hides passwords and tokens in URLs.
func redact(urls []string) string {
	shown := make([]string, len(urls))
	for i, u := range urls {
		shown[i] = u
		if parsed, err := url.Parse(u); err == nil && parsed.User != nil {
			parsed.User = url.User("xxxxx")
			shown[i] = parsed.String()
		}
	}
	return strings.Join(shown, ", ")
}
