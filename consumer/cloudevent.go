package consumer

import (
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// Headers of CloudEvents 1.0 in its binary mode over NATS. The event's data is
// the record, and its content type is that of the message.
const (
	headerEventVersion = "ce-specversion"
	headerEventID      = "ce-id"
	headerEventSource  = "ce-source"
	headerEventType    = "ce-type"
	headerEventTime    = "ce-time"
	headerEventSubject = "ce-subject"
)

// Types of event. A change of the record that breaks its readers gets a new
// number.
const (
	eventEnriched  = "dateline.story.enriched.v1"
	eventWithdrawn = "dateline.story.withdrawn.v1" // a tombstone
)

// event sets the headers that make a record a CloudEvent. They are the same
// for every copy of a record: its id is that of its claim, and its time is when
// the story was stored in the input.
func event(h nats.Header, r *record, id string, published time.Time) {
	kind := eventEnriched
	if r.story.Tombstone() {
		kind = eventWithdrawn
	}
	source := "urn:dateline"
	if r.story.Source != "" {
		source += ":" + escapeHeader(r.story.Source)
	}
	h[headerEventVersion] = []string{"1.0"}
	h[headerEventID] = []string{id}
	h[headerEventSource] = []string{source}
	h[headerEventType] = []string{kind}
	h[headerEventTime] = []string{published.UTC().Format(time.RFC3339Nano)}
	if uri := escapeHeader(r.story.URI); len(uri) <= headerRoom/4 {
		h[headerEventSubject] = []string{uri} // optional, and the record has it
	}
}

// escapeHeader writes what is no visible ASCII, quotes and the percent sign as
// percent-encoded UTF-8, as the HTTP and NATS bindings of CloudEvents ask.
func escapeHeader(s string) string {
	plain := func(c byte) bool { return c > 0x20 && c < 0x7f && c != '"' && c != '%' }
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; plain(c) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
