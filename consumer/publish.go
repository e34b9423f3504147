package consumer

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
	"dateline/consumer/wire"
)

// headerRoom is kept free in a message for its headers and subject, bytes:
// the server counts them into its maximum payload.
const headerRoom = 1 << 10

// traceHeaders are W3C Trace Context; they are passed on as they came.
var traceHeaders = []string{"traceparent", "tracestate"}

// Headers of a record beside those of CloudEvents.
const (
	headerStory       = "Dateline-Story"       // the same for all versions of a story: the key of who reads the latest of each
	headerCluster     = "Dateline-Cluster"     // the same for all takes that say much the same
	headerPredecessor = "Dateline-Predecessor" // event id of the version before
	headerStale       = "Dateline-Stale"       // true where a newer version came out before
	headerReplaces    = "Dateline-Replaces"    // event id of the record that this one stands for
)

// lifeRoom is kept free in a record for its life, bytes.
const lifeRoom = 1 << 10

// publish stores one record in the output under the id of a message. It waits
// for as long as the output is full, slow or gone; the error is then that of
// ctx.
func (c *Consumer) publish(ctx context.Context, d delivery, r *record, cl claimed, id string) (*jetstream.PubAck, error) {
	began := time.Now()
	l := lifeOf(cl)
	m := nats.NewMsg(r.subject)
	var err error
	if m.Data, err = wire.AddLife(r.data, l); err != nil {
		return nil, err
	}
	m.Header.Set(jetstream.MsgIDHeader, id)
	m.Header.Set("Content-Type", c.opts.Encode.ContentType())
	m.Header.Set(headerStory, life.Key(r.story.URI))
	for key, value := range map[string]string{headerCluster: l.Cluster, headerReplaces: l.Replaces} {
		if value != "" {
			m.Header.Set(key, value)
		}
	}
	if l.Predecessor != nil {
		m.Header.Set(headerPredecessor, l.Predecessor.ID)
	}
	if l.Stale {
		m.Header.Set(headerStale, "true")
	}
	event(m.Header, r, cl.event, d.published)
	copyHeaders(m.Header, d.Headers(), traceHeaders)
	ack, err := c.store(ctx, m, c.opts.Output.Stream)
	if err == nil {
		c.metrics.stage("publish", began)
	}
	return ack, err
}

// lifeOf is what a record says of the versions before it.
func lifeOf(cl claimed) wire.Life {
	l := wire.Life{Cluster: cl.entry.Cluster, Stale: cl.Stale}
	if p := cl.Predecessor; p != nil {
		l.Predecessor = &wire.Predecessor{ID: p.EventID(), Version: p.Version, VersionCreated: p.Created, Sequence: p.Sequence}
	}
	if p := cl.Replaces; p != nil {
		l.Replaces = p.EventID()
	}
	return l
}

// store publishes a message until the stream confirms it; the confirmation
// says whether the stream had it already. A publish that was not confirmed may
// have been stored all the same; the message id takes care of the second copy.
func (c *Consumer) store(ctx context.Context, m *nats.Msg, stream string) (ack *jetstream.PubAck, err error) {
	waiting := false
	defer func() {
		if !waiting {
			return
		}
		c.metrics.waiting.Dec()
		if c.waiting.Add(-1) == 0 && err == nil {
			c.log.Info("records are taken again", "stream", stream)
		}
	}()
	for attempt := uint64(1); ; attempt++ {
		limited, cancel := context.WithTimeout(ctx, c.opts.PublishTimeout)
		ack, err := c.js.PublishMsg(limited, m, jetstream.WithExpectStream(stream), jetstream.WithRetryAttempts(1))
		cancel()
		switch {
		case err == nil:
			return ack, nil
		case tooLarge(err):
			return nil, &sizeError{what: "record", size: len(m.Data), limit: int(c.nc.MaxPayload())}
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
		if !waiting {
			waiting = true
			c.metrics.waiting.Inc()
			if c.waiting.Add(1) == 1 { // told once, however many wait
				c.log.Warn("a record is not taken, waiting until it is", "stream", stream, "error", plainly(err))
			}
		}
		c.metrics.publishFailed(err)
		pause(ctx, c.backoff(attempt))
	}
}

// tooLarge reports whether a publish failed because of the message's size,
// in the client or at the stream's own limit.
func tooLarge(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, nats.ErrMaxPayload) || errors.As(err, &api) && api.ErrorCode == errCodeMessageTooLarge
}

// errCodeMessageTooLarge is the server's JSStreamMessageExceedsMaximumErr.
const errCodeMessageTooLarge jetstream.ErrorCode = 10054

func copyHeaders(to, from nats.Header, names []string) {
	for _, name := range names {
		for key, values := range from {
			if strings.EqualFold(key, name) {
				to[name] = append([]string(nil), values...)
			}
		}
	}
}
