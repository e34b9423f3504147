package consumer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// errCodeWrongStream is the server's JSStreamNotMatchErr: it read the message,
// and refused it because it expects another stream.
const errCodeWrongStream jetstream.ErrorCode = 10060

// probeWait is how long the server may take to answer a probe. It drops what a
// user may not publish without an answer to the publisher.
const probeWait = 2 * time.Second

// mayPublish asks whether this user may publish on a stream's subjects,
// without storing anything: the message expects a stream that does not exist.
func mayPublish(ctx context.Context, js jetstream.JetStream, s Stream) *Finding {
	ctx, cancel := context.WithTimeout(ctx, probeWait)
	defer cancel()
	subject := prefix(s.Subject) + ".dateline-check"
	_, err := js.PublishMsg(ctx, nats.NewMsg(subject), jetstream.WithExpectStream("DATELINE-CHECK"), jetstream.WithRetryAttempts(0))
	var api *jetstream.APIError
	switch {
	case errors.As(err, &api) && api.ErrorCode == errCodeWrongStream:
		return nil
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, nats.ErrTimeout):
		return &Finding{What: "permission", Fatal: true, Says: fmt.Sprintf(
			"to publish on %s is missing: the server did not answer; allow this user to publish on %s and to subscribe to _INBOX.>", subject, s.Subject)}
	case err != nil:
		return &Finding{What: "stream " + s.Stream, Says: fmt.Sprintf("does not take messages on %s: %v", subject, err), Fatal: true}
	}
	return nil
}
