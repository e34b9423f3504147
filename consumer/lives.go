package consumer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
)

// lives are the entries of all stories, in a key-value bucket that the
// replicas share. An entry is changed by compare and set: who was overtaken
// looks again.
//
// The order of things keeps old revisions from coming out after newer ones:
//
//	look ─▶ claim ─▶ publish ─▶ done
//
// One revision of a story is claimed at a time. A kill does not wait for the
// claim of another: it takes it over, and publishes its tombstone under the
// message id of the record that may be on its way. Whichever of the two the
// server gets first, the other one is a copy to it.
type lives struct {
	kv    jetstream.KeyValue
	out   string // stream of the records: another one has lives of its own
	rules life.Rules
	late  bool // publish what is superseded, marked as stale
}

// lifeEntry is an entry as it was read; change 0 is one that is not there yet.
type lifeEntry struct {
	*life.Entry
	change uint64
}

// cluster is that of the versions before, or empty.
func (e lifeEntry) cluster() string {
	if e.Entry == nil {
		return ""
	}
	return e.Cluster
}

func openLives(ctx context.Context, js jetstream.JetStream, o *Options) (*lives, error) {
	kv, err := js.KeyValue(ctx, o.Life.Bucket)
	if err != nil {
		return nil, fmt.Errorf("key-value bucket %s: %w", o.Life.Bucket, err)
	}
	return &lives{kv: kv, out: o.Output.Stream, rules: o.Life.Orders, late: o.Life.PublishStale}, nil
}

func (l *lives) key(uri string) string { return life.Hash(l.out, uri) }

// look reads the entry of a story.
func (l *lives) look(ctx context.Context, uri string) (lifeEntry, error) {
	got, err := l.kv.Get(ctx, l.key(uri))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return lifeEntry{}, nil
	}
	if err != nil {
		return lifeEntry{}, fmt.Errorf("asking for the life of a story: %w", err)
	}
	e := new(life.Entry)
	if err := json.Unmarshal(got.Value(), e); err != nil {
		return lifeEntry{}, fmt.Errorf("life of a story, key %s: %w", got.Key(), err)
	}
	return lifeEntry{e, got.Revision()}, nil
}

// put stores an entry if nobody has changed it since it was read; errOvertaken
// if somebody has.
func (l *lives) put(ctx context.Context, e *lifeEntry) error {
	data, err := json.Marshal(e.Entry)
	if err != nil {
		return fmt.Errorf("life of a story: %w", err)
	}
	key := l.key(e.URI)
	if e.change == 0 {
		e.change, err = l.kv.Create(ctx, key, data)
	} else {
		e.change, err = l.kv.Update(ctx, key, data, e.change)
	}
	var api *jetstream.APIError
	if errors.Is(err, jetstream.ErrKeyExists) || errors.As(err, &api) && api.ErrorCode == errCodeWrongSequence {
		return errOvertaken
	}
	if err != nil {
		return fmt.Errorf("noting the life of a story: %w", err)
	}
	return nil
}

// errCodeWrongSequence is the server's JSStreamWrongLastSequenceErr.
const errCodeWrongSequence jetstream.ErrorCode = 10071

var errOvertaken = errors.New("another replica was faster")
