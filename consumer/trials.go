package consumer

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"

	"github.com/nats-io/nats.go/jetstream"
)

// deathsAlone is how often the process may die while it handles one story
// alone before that story is held to be the cause. Once could be the power
// cord; good stories that were merely near a bad one are never condemned,
// because they do not die alone.
const deathsAlone = 2

// trials remember, across crashes and replicas, which stories were begun
// alone and did not end.
type trials struct{ kv jetstream.KeyValue }

// trial is one such story.
type trial struct {
	kv       jetstream.KeyValue
	key      string
	revision uint64
}

func openTrials(ctx context.Context, js jetstream.JetStream, bucket string) (trials, error) {
	kv, err := js.KeyValue(ctx, bucket)
	if err != nil {
		return trials{}, fmt.Errorf("key-value bucket %s: %w", bucket, err)
	}
	return trials{kv}, nil
}

// begin notes that a story is begun alone, or says that it has done enough
// harm. Any other error means that it could not be noted: try again later.
func (t trials) begin(ctx context.Context, d delivery) (trial, error) {
	tr := trial{kv: t.kv, key: trialKey(d)}
	entry, err := t.kv.Get(ctx, tr.key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		if tr.revision, err = t.kv.Create(ctx, tr.key, []byte("1")); err != nil {
			return tr, fmt.Errorf("noting that a story is begun alone: %w", err)
		}
		return tr, nil
	}
	if err != nil {
		return tr, fmt.Errorf("asking whether a story was begun alone: %w", err)
	}
	begun, err := strconv.Atoi(string(entry.Value()))
	if err != nil {
		return tr, fmt.Errorf("key %s of the trials: %w", tr.key, err)
	}
	if begun >= deathsAlone {
		return tr, &poisonError{kind: "crash", reason: fmt.Sprintf(
			"the process died %d times while it handled this story alone", begun)}
	}
	if tr.revision, err = t.kv.Update(ctx, tr.key, []byte(strconv.Itoa(begun+1)), entry.Revision()); err != nil {
		return tr, fmt.Errorf("noting that a story is begun alone: %w", err)
	}
	return tr, nil
}

// end notes that the process survived the story.
func (t trial) end(ctx context.Context) error { return t.kv.Purge(ctx, t.key) }

// trialKey tells stories apart even where the input stream was made anew and
// counts from one again.
func trialKey(d delivery) string {
	h := fnv.New64a()
	h.Write(d.Data())
	return fmt.Sprintf("%d-%d-%x", d.sequence, d.published.UnixNano(), h.Sum64())
}
