package consumer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/life"
	"dateline/enrich/story"
)

// clusterLog is the log of all texts: a key-value bucket with a signature for
// each. Every replica reads it from the beginning and in its order, and so all
// find the same clusters without asking each other.
type clusterLog struct {
	js       jetstream.JetStream
	kv       jetstream.KeyValue
	bucket   string
	clusters *life.Clusters
	patience time.Duration
	log      *slog.Logger
}

func openClusters(ctx context.Context, js jetstream.JetStream, o *Options, log *slog.Logger) (*clusterLog, error) {
	kv, err := js.KeyValue(ctx, o.Life.ClustersBucket)
	if err != nil {
		return nil, fmt.Errorf("key-value bucket %s: %w", o.Life.ClustersBucket, err)
	}
	return &clusterLog{js: js, kv: kv, bucket: o.Life.ClustersBucket, clusters: life.NewClusters(o.Life.ClustersWindow),
		patience: o.PublishTimeout, log: log}, nil
}

// follow reads the log until ctx ends.
func (l *clusterLog) follow(ctx context.Context) {
	for ctx.Err() == nil {
		if err := l.read(ctx); err != nil && ctx.Err() == nil {
			l.log.Debug("the log of texts cannot be read, trying again", "error", err)
		}
		pause(ctx, time.Second)
	}
}

func (l *clusterLog) read(ctx context.Context) error {
	cons, err := l.js.OrderedConsumer(ctx, "KV_"+l.bucket, jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverAllPolicy})
	if err != nil {
		return err
	}
	l.clusters.Restart()
	failed := make(chan error, 1)
	consuming, err := cons.Consume(func(m jetstream.Msg) {
		meta, err := m.Metadata()
		if err != nil {
			return
		}
		key := strings.TrimPrefix(m.Subject(), "$KV."+l.bucket+".")
		if err := l.clusters.Add(meta.Sequence.Stream, key, m.Data(), meta.Timestamp); err != nil {
			l.log.Debug("a text of the log was passed over", "key", key, "error", err)
		}
	}, jetstream.ConsumeErrHandler(func(_ jetstream.ConsumeContext, err error) {
		if errors.Is(err, jetstream.ErrConsumerDeleted) || errors.Is(err, jetstream.ErrOrderedConsumerReset) {
			select {
			case failed <- err:
			default:
			}
		}
	}))
	if err != nil {
		return err
	}
	defer consuming.Stop()
	select {
	case <-ctx.Done():
		return nil
	case <-consuming.Closed():
		return errors.New("the subscription has ended")
	case err := <-failed:
		return err
	}
}

// of finds the cluster of a story, which its text joins or begins. known is
// the cluster of the versions before, or empty.
func (l *clusterLog) of(ctx context.Context, s *story.Story, known string) (string, error) {
	words := life.Words(s.Field(story.Body))
	if len(words) == 0 {
		words = life.Words(s.Field(story.Headline))
	}
	key := life.Hash(words...)
	signature, ok := life.Sign(words)
	switch {
	case !ok && known != "":
		return known, nil
	case !ok:
		return life.ClusterID(key), nil
	}
	sequence, err := l.kv.Create(ctx, key, signature.Bytes(known))
	if errors.Is(err, jetstream.ErrKeyExists) {
		var got jetstream.KeyValueEntry
		if got, err = l.kv.Get(ctx, key); err == nil {
			sequence = got.Revision()
		}
	}
	if err != nil {
		return "", fmt.Errorf("noting the text of a story: %w", err)
	}
	if known != "" {
		return known, nil
	}
	late := time.NewTimer(l.patience)
	defer late.Stop()
	for {
		cluster, more := l.clusters.Of(key, sequence)
		if more == nil {
			return cluster, nil
		}
		select {
		case <-more:
		case <-late.C:
			l.log.Warn("the log of texts is not read in time; a story begins a cluster of its own")
			return life.ClusterID(key), nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}
