package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer"
)

// What the server says about a story that it does not take.
const (
	errCodeTooLarge    jetstream.ErrorCode = 10054 // larger than the stream allows
	errCodeOtherStream jetstream.ErrorCode = 10060 // the subject belongs to another stream
)

// tooLarge reports whether a story was refused for its size. That is the one
// failure which concerns no other story.
func tooLarge(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, nats.ErrMaxPayload) || errors.As(err, &api) && api.ErrorCode == errCodeTooLarge
}

// passing reports whether a failure may be over the next time: all may that are
// not known to last.
func passing(err error) bool { return err != nil && !tooLarge(err) }

// diagnose finds out whether a failure will last: then it returns what is wrong
// and what to do about it.
func (j *publishJob) diagnose(ctx context.Context, s sentStory, err error) error {
	var api *jetstream.APIError
	errors.As(err, &api)
	switch last := j.nc.LastError(); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, nats.ErrConnectionClosed):
		return fail(exitUnreachable, fmt.Errorf("publishing on %s: %w", s.msg.Subject, err))
	case api != nil && api.ErrorCode == errCodeOtherStream:
		return failHint(exitFailure, fmt.Errorf("subject %s does not belong to stream %s: %w", s.msg.Subject, j.cfg.Input.Stream, err), checkHint)
	case errors.Is(err, jetstream.ErrNoStreamResponse), errors.Is(err, nats.ErrNoResponders):
		return j.nobodyTakes(ctx)
	case api == nil && errors.Is(last, nats.ErrPermissionViolation):
		return fmt.Errorf("publishing on %s: %w", s.msg.Subject, last)
	}
	return nil
}

const checkHint = "'dateline check --connect' compares the streams with the configuration"

// nobodyTakes finds out why no stream takes the story; nil means that one
// should, and perhaps is electing a leader.
func (j *publishJob) nobodyTakes(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, j.timeout())
	defer cancel()
	if _, err := j.js.Stream(limited, j.cfg.Input.Stream); absent(err) {
		return j.explain(j.cfg.Input.Stream, err)
	}
	found, err := consumer.Check(limited, j.nc, consumerOptions(j.cfg))
	if err != nil {
		return nil
	}
	for _, f := range found {
		if f.Fatal && f.What == "stream "+j.cfg.Input.Stream {
			return failHint(exitFailure, errors.New(f.String()), checkHint)
		}
	}
	return nil
}

// plain says why a story was refused, in words.
func (j *publishJob) plain(s sentStory, err error) error {
	if errors.Is(err, nats.ErrMaxPayload) {
		return fmt.Errorf("is too large: %s with its headers, the server takes at most %s (max_payload)",
			bytesText(s.msg.Size()), bytesText(int(j.nc.MaxPayload())))
	}
	return err
}

// giveUp ends the job after the last attempt.
func (j *publishJob) giveUp(patience time.Duration, err error) error {
	var api *jetstream.APIError
	if errors.As(err, &api) {
		return failHint(exitFailure, fmt.Errorf("stream %s has not taken a story for %s: %w", j.cfg.Input.Stream, patience, err),
			"publish again when that is mended: what is stored already is recognised")
	}
	return failHint(exitUnreachable, fmt.Errorf("NATS has not confirmed a story for %s: %w", patience, err),
		"publish again when it is back: what is stored already is recognised")
}
