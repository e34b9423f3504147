package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// follow returns the messages of a stream from a time on, each once and in
// order, whatever happens to the connection.
func (s *session) follow(ctx context.Context, stream, pattern string, from since) (<-chan jetstream.Msg, error) {
	st, err := s.js.Stream(ctx, stream)
	if err != nil {
		return nil, s.explain(stream, fmt.Errorf("stream %s: %w", stream, err))
	}
	cfg := jetstream.OrderedConsumerConfig{FilterSubjects: []string{pattern}, InactiveThreshold: tailLinger}
	switch {
	case from.all:
		cfg.DeliverPolicy = jetstream.DeliverAllPolicy
	case !from.time.IsZero():
		cfg.DeliverPolicy, cfg.OptStartTime = jetstream.DeliverByStartTimePolicy, &from.time
	default:
		// Not "new": after a break before the first story that would mean new
		// from then on.
		cfg.DeliverPolicy, cfg.OptStartSeq = jetstream.DeliverByStartSequencePolicy, st.CachedInfo().State.LastSeq+1
	}
	cons, err := s.js.OrderedConsumer(ctx, stream, cfg)
	if err != nil {
		return nil, s.explain(stream, fmt.Errorf("stream %s: %w", stream, err))
	}
	iter, err := cons.Messages(jetstream.PullHeartbeat(tailHeartbeat))
	if err != nil {
		return nil, s.explain(stream, fmt.Errorf("stream %s: %w", stream, err))
	}
	out := make(chan jetstream.Msg)
	// Nobody waits for this goroutine: while the server is away it may be in
	// one of the client's pauses, 10 s long.
	go func() {
		defer close(out)
		for {
			m, err := iter.Next(jetstream.NextContext(ctx))
			if errors.Is(err, jetstream.ErrMsgIteratorClosed) || ctx.Err() != nil {
				return
			}
			if err != nil {
				s.log.Warn("reading the stream failed, trying again", "stream", stream, "error", err)
				continue
			}
			select {
			case out <- m:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

// tailLinger is how long the server keeps a reader in mind that has gone away.
const tailLinger = time.Minute

// tailHeartbeat is how often the server says that there is nothing new; after
// two silences the reading is taken up anew.
const tailHeartbeat = 5 * time.Second
