package consumer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Ready returns nil when stories are being taken, else why not: disconnected,
// draining, or a stream or the consumer is missing. It asks the server.
func (c *Consumer) Ready(ctx context.Context) error {
	if c.draining.Load() {
		return errors.New("draining")
	}
	if !c.nc.IsConnected() {
		return fmt.Errorf("not connected to NATS: %s", c.nc.Status())
	}
	for _, s := range []Stream{c.opts.Input, c.opts.Output, c.opts.Dead} {
		if _, err := c.js.Stream(ctx, s.Stream); err != nil {
			return fmt.Errorf("stream %s: %w", s.Stream, err)
		}
	}
	if _, err := c.js.Consumer(ctx, c.opts.Input.Stream, c.opts.Durable); err != nil {
		return fmt.Errorf("consumer %s: %w", c.opts.Durable, err)
	}
	return nil
}

// watchEvery is how often the backlog is asked for.
const watchEvery = 5 * time.Second

// watch keeps the gauge of the backlog up to date until ctx ends.
func (c *Consumer) watch(ctx context.Context, cons jetstream.Consumer) {
	for ctx.Err() == nil {
		if info, err := cons.Info(ctx); err == nil {
			c.metrics.pending.Set(float64(info.NumPending))
		}
		pause(ctx, watchEvery)
	}
}
