package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"

	"dateline/config"
	"dateline/consumer"
)

// How long commands try to reach NATS. The daemon is more patient: a server
// that starts at the same time may need a moment.
const (
	commandPatience = 0
	daemonPatience  = 10 * time.Second
)

// connect connects to the configured servers; the error has an exit code.
func connect(ctx context.Context, cfg *config.Config, patience time.Duration, log *slog.Logger) (*nats.Conn, error) {
	nc, err := consumer.Connect(ctx, connection(cfg), patience, log)
	if err != nil && ctx.Err() == nil {
		return nil, failHint(exitUnreachable, err, "is the server running? set --nats, NATS_URL or nats.urls to where it is")
	}
	return nc, err
}
