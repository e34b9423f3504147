package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"dateline/consumer/wire"
	"dateline/enrich/story"
)

// enricher adds tags to one story. It is safe for concurrent use.
type enricher interface {
	Enrich(ctx context.Context, s *story.Story) (*story.Tags, error)
}

// tagger is the way of a story through the house without NATS: bytes in,
// records out. It is safe for concurrent use.
type tagger struct {
	decoder *wire.Decoder
	header  map[string][]string // tells the format, as a message's would
	enrich  enricher
	encode  wire.EncodeOptions
	log     *slog.Logger
}

// newTagger makes a tagger for one format, a media type or, with neither,
// whatever the bytes look like.
func newTagger(e enricher, format, contentType string, encode wire.EncodeOptions, log *slog.Logger) (*tagger, error) {
	d, err := wire.NewDecoder(wire.Options{})
	if err != nil {
		return nil, err
	}
	header := map[string][]string{}
	if format != "" {
		header[wire.FormatHeader] = []string{format}
	}
	if contentType != "" {
		header["Content-Type"] = []string{contentType}
	}
	return &tagger{decoder: d, header: header, enrich: e, encode: encode, log: log}, nil
}

// records returns a record for each story in data. What goes wrong in there,
// a panic included, comes back as an error and costs nobody else anything.
func (t *tagger) records(ctx context.Context, data []byte) (records [][]byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			t.log.Debug("a story caused a panic", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			records, err = nil, fmt.Errorf("tagging failed, which is a bug in dateline: %v", p)
		}
	}()
	stories, err := t.decoder.Decode(wire.Message{Header: t.header, Data: data})
	if err != nil {
		return nil, err
	}
	for _, s := range stories {
		tags, err := t.enrich.Enrich(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("tagging %s: %w", s.URI, err)
		}
		record, err := wire.Encode(s, tags, t.encode)
		if err != nil {
			return nil, fmt.Errorf("record of %s: %w", s.URI, err)
		}
		records = append(records, record)
	}
	return records, nil
}
