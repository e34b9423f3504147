package consumer

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// DeadLetter is a story that was given up, as it lies in the dead-letter
// stream.
type DeadLetter struct {
	Sequence      uint64 // in the dead-letter stream
	Subject       string // the input subject it came on
	Kind          string // undecodable, panic, oversized, crash or timeout
	Reason        string
	InputStream   string
	InputSequence uint64
	Attempts      int
	Time          time.Time   // when it was given up
	Header        nats.Header // all of them, the story's own included
	Data          []byte      // raw bytes; empty where Omitted > 0
	Omitted       int         // bytes that did not fit into the letter
}

// ErrNoDeadLetter says that there is none with that number.
var ErrNoDeadLetter = errors.New("no dead letter has this number")

// DeadLetters reads and empties the dead-letter stream.
type DeadLetters struct {
	js     jetstream.JetStream
	nc     *nats.Conn
	stream jetstream.Stream
	opts   Options
}

// OpenDeadLetters finds the stream of dead letters.
func OpenDeadLetters(ctx context.Context, nc *nats.Conn, o Options) (*DeadLetters, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, err
	}
	s, err := js.Stream(ctx, o.Dead.Stream)
	if err != nil {
		return nil, fmt.Errorf("stream %s: %w", o.Dead.Stream, explain(err))
	}
	return &DeadLetters{js: js, nc: nc, stream: s, opts: o}, nil
}

// Each calls f with every dead letter, oldest first, until f fails.
func (d *DeadLetters) Each(ctx context.Context, f func(DeadLetter) error) error {
	info, err := d.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("stream %s: %w", d.opts.Dead.Stream, err)
	}
	if info.State.Msgs == 0 {
		return nil
	}
	cons, err := d.stream.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverAllPolicy})
	if err != nil {
		return fmt.Errorf("reading stream %s: %w", d.opts.Dead.Stream, explain(err))
	}
	for last := info.State.LastSeq; ; {
		m, err := cons.Next(jetstream.FetchContext(ctx))
		if err != nil {
			return fmt.Errorf("reading stream %s: %w", d.opts.Dead.Stream, err)
		}
		meta, err := m.Metadata()
		if err != nil {
			return err
		}
		if err := f(d.letter(meta.Sequence.Stream, m.Headers(), m.Data())); err != nil {
			return err
		}
		if meta.Sequence.Stream >= last || meta.NumPending == 0 {
			return nil
		}
	}
}

// Get returns one dead letter. Bytes that did not fit into it are fetched
// from the input, as long as they are there.
func (d *DeadLetters) Get(ctx context.Context, sequence uint64) (DeadLetter, error) {
	m, err := d.stream.GetMsg(ctx, sequence)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return DeadLetter{}, fmt.Errorf("%d: %w", sequence, ErrNoDeadLetter)
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("dead letter %d: %w", sequence, err)
	}
	l := d.letter(sequence, m.Header, m.Data)
	if l.Omitted == 0 {
		return l, nil
	}
	input, err := d.js.Stream(ctx, l.InputStream)
	if err != nil {
		return l, nil
	}
	raw, err := input.GetMsg(ctx, l.InputSequence)
	if err == nil && len(raw.Data) == l.Omitted && raw.Subject == l.Subject {
		l.Data, l.Omitted = raw.Data, 0
		if len(raw.Header) > 0 {
			l.Header = merge(raw.Header, l.Header)
		}
	}
	return l, nil
}

// Retry puts a story back on the input and removes its dead letter.
func (d *DeadLetters) Retry(ctx context.Context, sequence uint64) error {
	l, err := d.Get(ctx, sequence)
	if err != nil {
		return err
	}
	if l.Omitted > 0 {
		return fmt.Errorf("dead letter %d: its %d bytes did not fit into it and are no longer in %s", sequence, l.Omitted, l.InputStream)
	}
	m := nats.NewMsg(l.Subject)
	m.Data = l.Data
	for key, values := range l.Header {
		if !strings.HasPrefix(key, "Nats-") && !ownHeader(key) {
			m.Header[key] = values
		}
	}
	// One retry of one letter is stored once, also when the answer is lost.
	m.Header.Set(jetstream.MsgIDHeader, fmt.Sprintf("retry/%s/%d/%d", d.opts.Dead.Stream, sequence, l.Time.UnixNano()))
	if _, err := d.js.PublishMsg(ctx, m, jetstream.WithExpectStream(d.opts.Input.Stream)); err != nil {
		return fmt.Errorf("putting dead letter %d back on %s: %w", sequence, l.Subject, explain(err))
	}
	return d.Drop(ctx, sequence)
}

// Drop removes a dead letter for good.
func (d *DeadLetters) Drop(ctx context.Context, sequence uint64) error {
	if _, err := d.stream.GetMsg(ctx, sequence); errors.Is(err, jetstream.ErrMsgNotFound) {
		return fmt.Errorf("%d: %w", sequence, ErrNoDeadLetter)
	}
	if err := d.stream.DeleteMsg(ctx, sequence); err != nil {
		return fmt.Errorf("removing dead letter %d: %w", sequence, err)
	}
	return nil
}

func (d *DeadLetters) letter(sequence uint64, h nats.Header, data []byte) DeadLetter {
	l := DeadLetter{Sequence: sequence, Subject: h.Get(HeaderInputSubject), Kind: h.Get(HeaderKind), Reason: h.Get(HeaderReason),
		InputStream: h.Get(HeaderInputStream), Header: h, Data: data}
	// A header that is not a number was not written by us; what can be read is shown.
	l.InputSequence, _ = strconv.ParseUint(h.Get(HeaderInputSequence), 10, 64)
	l.Attempts, _ = strconv.Atoi(h.Get(HeaderAttempts))
	l.Time, _ = time.Parse(time.RFC3339Nano, h.Get(HeaderTime))
	l.Omitted, _ = strconv.Atoi(h.Get(HeaderOmitted))
	return l
}

func ownHeader(key string) bool {
	switch key {
	case HeaderReason, HeaderKind, HeaderInputStream, HeaderInputSequence, HeaderInputSubject, HeaderAttempts, HeaderTime, HeaderOmitted:
		return true
	}
	return false
}

// merge returns the headers of both, those of b where both have one.
func merge(a, b nats.Header) nats.Header {
	m := nats.Header{}
	for key, values := range a {
		m[key] = values
	}
	for key, values := range b {
		m[key] = values
	}
	return m
}
