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
	Size          int         // bytes of the story
	Data          []byte      // raw bytes; empty where Omitted > 0
	Omitted       int         // bytes that did not fit into the letter
}

// Kinds are the causes of dead letters, as HeaderKind has them.
func Kinds() []string { return []string{"undecodable", "panic", "oversized", "crash", "timeout"} }

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

// Each calls f with every dead letter there is now, oldest first, until f
// fails. The letters come without their bytes, which can be many: Get has them.
func (d *DeadLetters) Each(ctx context.Context, f func(DeadLetter) error) error {
	info, err := d.stream.Info(ctx)
	if err != nil {
		return fmt.Errorf("stream %s: %w", d.opts.Dead.Stream, explain(err))
	}
	if info.State.Msgs == 0 {
		return nil
	}
	cons, err := d.stream.OrderedConsumer(ctx, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverAllPolicy, HeadersOnly: true, MaxResetAttempts: eachResets,
	})
	if err != nil {
		return fmt.Errorf("reading stream %s: %w", d.opts.Dead.Stream, explain(err))
	}
	letters, err := cons.Messages()
	if err != nil {
		return fmt.Errorf("reading stream %s: %w", d.opts.Dead.Stream, explain(err))
	}
	defer letters.Stop()
	seen := uint64(0)
	for last := info.State.LastSeq; seen < last; {
		m, err := d.next(ctx, letters, seen)
		if err != nil {
			return fmt.Errorf("reading stream %s: %w", d.opts.Dead.Stream, err)
		}
		if m == nil {
			return nil
		}
		meta, err := m.Metadata()
		if err != nil {
			return err
		}
		if seen = meta.Sequence.Stream; seen > last {
			return nil
		}
		l := d.letter(seen, m.Headers(), nil)
		if l.Omitted == 0 {
			l.Size, _ = strconv.Atoi(m.Headers().Get(headerSize))
		}
		if err := f(l); err != nil {
			return err
		}
		if meta.NumPending == 0 {
			return nil
		}
	}
	return nil
}

const (
	// eachResets is how often a reading that broke off is taken up again
	// before Each gives up; with the pauses in between, some 15 s.
	eachResets = 4
	// eachWait is how long the next letter may take before it is asked whether
	// there is one: those that were announced may have been removed meanwhile.
	eachWait = 5 * time.Second
	// headerSize is the server's: the size of a body that it did not send.
	headerSize = "Nats-Msg-Size"
)

// next returns the next letter, or nil when there is none after the one seen
// last.
func (d *DeadLetters) next(ctx context.Context, letters jetstream.MessagesContext, seen uint64) (jetstream.Msg, error) {
	for {
		limited, cancel := context.WithTimeout(ctx, eachWait)
		m, err := letters.Next(jetstream.NextContext(limited))
		cancel()
		if err == nil || ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) {
			return m, err
		}
		_, err = d.stream.GetMsg(ctx, seen+1, jetstream.WithGetMsgSubject(">"))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, explain(err)
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
		InputStream: h.Get(HeaderInputStream), Header: h, Size: len(data), Data: data}
	// A header that is not a number was not written by us; what can be read is shown.
	l.InputSequence, _ = strconv.ParseUint(h.Get(HeaderInputSequence), 10, 64)
	l.Attempts, _ = strconv.Atoi(h.Get(HeaderAttempts))
	l.Time, _ = time.Parse(time.RFC3339Nano, h.Get(HeaderTime))
	if l.Omitted, _ = strconv.Atoi(h.Get(HeaderOmitted)); l.Omitted > 0 {
		l.Size = l.Omitted
	}
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
