package consumer

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Headers of a dead letter. The message's own headers stand beside them and
// its body is the raw story, byte for byte.
const (
	HeaderReason        = "Dateline-Reason"         // a sentence for a person
	HeaderKind          = "Dateline-Kind"           // undecodable, panic, oversized, crash or timeout
	HeaderInputStream   = "Dateline-Input-Stream"   // where it came from
	HeaderInputSequence = "Dateline-Input-Sequence" // its number there
	HeaderInputSubject  = "Dateline-Input-Subject"
	HeaderAttempts      = "Dateline-Attempts" // deliveries until it was given up
	HeaderTime          = "Dateline-Time"     // when that was, RFC 3339
	HeaderOmitted       = "Dateline-Raw-Omitted"
)

// bury stores a dead letter. Where the raw bytes and the headers together are
// more than the server takes, the letter says how many bytes were left out;
// they are in the input stream under its sequence.
func (c *Consumer) bury(ctx context.Context, d delivery, v verdict) error {
	m := nats.NewMsg(move(d.Subject(), c.opts.Input.Subject, c.opts.Dead.Subject))
	d.copyHeaders(m.Header)
	m.Header.Set(HeaderReason, oneLine(v.reason))
	m.Header.Set(HeaderKind, v.kind)
	m.Header.Set(HeaderInputStream, c.opts.Input.Stream)
	m.Header.Set(HeaderInputSequence, strconv.FormatUint(d.sequence, 10))
	m.Header.Set(HeaderInputSubject, d.Subject())
	m.Header.Set(HeaderAttempts, strconv.FormatUint(d.attempts, 10))
	m.Header.Set(HeaderTime, time.Now().UTC().Format(time.RFC3339Nano))
	m.Header.Set(jetstream.MsgIDHeader, d.id(c.opts.Input.Stream))
	m.Data = d.Data()
	if limit := c.nc.MaxPayload(); limit > 0 && int64(m.Size()) > limit {
		m.Header.Set(HeaderOmitted, strconv.Itoa(len(m.Data)))
		m.Data = nil
	}
	_, err := c.store(ctx, m, c.opts.Dead.Stream)
	if errors.As(err, new(*sizeError)) && len(m.Data) > 0 {
		m.Header.Set(HeaderOmitted, strconv.Itoa(len(m.Data)))
		m.Data = nil
		_, err = c.store(ctx, m, c.opts.Dead.Stream)
	}
	if errors.As(err, new(*sizeError)) {
		// Its own headers are what is too large.
		m.Header = slimHeaders(m.Header)
		_, err = c.store(ctx, m, c.opts.Dead.Stream)
	}
	return err
}

// slimHeaders keeps what Dateline itself has set.
func slimHeaders(h nats.Header) nats.Header {
	slim := nats.Header{}
	for _, key := range []string{jetstream.MsgIDHeader, HeaderReason, HeaderKind, HeaderInputStream, HeaderInputSequence,
		HeaderInputSubject, HeaderAttempts, HeaderTime, HeaderOmitted} {
		if v := h.Get(key); v != "" {
			slim.Set(key, v)
		}
	}
	return slim
}

// oneLine makes a reason fit into a header: no line breaks, at most 500 bytes.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 500 {
		s = strings.ToValidUTF8(s[:500], "") + " …"
	}
	return s
}
