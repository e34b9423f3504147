package main

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// What publish sends ahead of the server's confirmations: enough to keep a
// distant server busy, and a bound on memory.
const (
	publishAhead      = 256      // stories
	publishAheadBytes = 16 << 20 // their bytes; one larger story is sent alone
)

// publishPatience is how long a story is sent again that is not confirmed, in
// consumer.publish_timeout: 30 s, unless that was changed. It covers the
// restart of a server.
const publishPatience = 6

// The delays between these attempts double from the first to the longest.
const (
	firstDelay   = 100 * time.Millisecond
	longestDelay = 2 * time.Second
)

// interruptGrace is how long what was sent before an interruption may still be
// confirmed, for the sake of a true count.
const interruptGrace = 2 * time.Second

// publishJob is one run of publish. It has one loop, in which stories are sent
// on the one side and their confirmations taken in the same order on the other.
type publishJob struct {
	*app
	*session
	envelope
	pause    time.Duration // between two stories
	sum      publishSummary
	progress *progress

	sent  []sentStory // not yet confirmed, oldest first
	bytes int         // of those
	due   time.Time   // when the next story may be sent
}

// longestBurst is how far behind its rate the sending may be and still catch
// up; timers are no more exact than that.
const longestBurst = 50 * time.Millisecond

// sentStory waits for its confirmation.
type sentStory struct {
	file string
	msg  *nats.Msg
	ack  jetstream.PubAckFuture
	err  error // it could not even be sent; then there is no ack
}

func (j *publishJob) run(ctx context.Context, files []string) error {
	js, err := jetstream.New(j.nc,
		jetstream.WithPublishAsyncTimeout(j.timeout()), jetstream.WithPublishAsyncMaxPending(2*publishAhead))
	if err != nil {
		return err
	}
	j.js = js
	j.due = time.Now()
	stories, stop := j.read(files)
	defer stop()
	for stories != nil || len(j.sent) > 0 {
		if stories, err = j.step(ctx, stories); err != nil {
			if ctx.Err() != nil {
				j.interrupted()
			}
			return err
		}
	}
	return nil
}

// step waits for the next thing to happen, and does what is to be done then.
// It returns the channel of stories, nil after the last.
func (j *publishJob) step(ctx context.Context, stories <-chan tagInput) (<-chan tagInput, error) {
	var stored <-chan *jetstream.PubAck
	var refused <-chan error
	if len(j.sent) > 0 {
		if j.sent[0].err != nil {
			return stories, j.settle(ctx, nil, j.sent[0].err)
		}
		stored, refused = j.sent[0].ack.Ok(), j.sent[0].ack.Err()
	}
	var next <-chan tagInput
	var wait <-chan time.Time
	switch pause := time.Until(j.due); {
	case !j.room():
	case pause > 0:
		wait = time.After(pause)
	default:
		next = stories
	}
	select {
	case in, more := <-next:
		if !more {
			return nil, nil
		}
		j.send(in)
	case <-wait:
	case ack := <-stored:
		return stories, j.settle(ctx, ack, nil)
	case err := <-refused:
		return stories, j.settle(ctx, nil, err)
	case <-ctx.Done():
		return stories, ctx.Err()
	}
	return stories, nil
}

func (j *publishJob) timeout() time.Duration { return time.Duration(j.cfg.Consumer.PublishTimeout) }

func (j *publishJob) room() bool {
	return len(j.sent) == 0 || len(j.sent) < publishAhead && j.bytes < publishAheadBytes
}

// read reads the stories, one ahead of those that are sent, until stop is
// called. It is a goroutine of its own because standard input may hang.
func (j *publishJob) read(files []string) (stories <-chan tagInput, stop func()) {
	out, done := make(chan tagInput), make(chan struct{})
	go func() {
		defer close(out)
		in := &inputs{names: files, stdin: j.stdin}
		for {
			story, more, err := in.next()
			if err != nil || !more {
				return
			}
			select {
			case out <- story:
			case <-done:
				return
			}
		}
	}()
	return out, func() { close(done) }
}

// send publishes a story without waiting for its confirmation.
func (j *publishJob) send(in tagInput) {
	if in.err != nil {
		j.failed(in.file, in.err)
		return
	}
	m, err := j.message(in.file, in.data)
	if err != nil {
		j.failed(in.file, err)
		return
	}
	s := sentStory{file: in.file, msg: m}
	s.ack, s.err = j.js.PublishMsgAsync(m, jetstream.WithExpectStream(j.cfg.Input.Stream), jetstream.WithRetryAttempts(0))
	j.sent = append(j.sent, s)
	j.bytes += len(m.Data)
	j.due = paced(j.due, time.Now(), j.pause)
}

// paced is when the next story may be sent after one that was due and sent now.
// What a long wait has cost is not made up for in one go: a rate is there to
// spare somebody.
func paced(due, now time.Time, pause time.Duration) time.Time {
	if earliest := now.Add(-longestBurst); due.Before(earliest) {
		due = earliest
	}
	return due.Add(pause)
}

// settle notes what became of the oldest story that was sent. What failed for
// a passing reason is sent again, with the same id: the server may have stored
// it all the same. An error ends the whole job.
func (j *publishJob) settle(ctx context.Context, ack *jetstream.PubAck, err error) error {
	s := j.sent[0]
	if passing(err) {
		ack, err = j.again(ctx, s, err)
	}
	j.sent[0] = sentStory{}
	j.sent = j.sent[1:]
	j.bytes -= len(s.msg.Data)
	switch {
	case tooLarge(err):
		j.failed(s.file, j.plain(s, err))
	case err != nil:
		return err
	default:
		j.confirmed(ack)
	}
	return nil
}

func (j *publishJob) confirmed(ack *jetstream.PubAck) {
	if ack.Duplicate {
		j.sum.Duplicates++
	} else {
		j.sum.Stored++
	}
	j.progress.add(1)
}

// again sends a story until it is confirmed, refused, or patience ends.
func (j *publishJob) again(ctx context.Context, s sentStory, err error) (*jetstream.PubAck, error) {
	j.progress.clear()
	patience := publishPatience * j.timeout()
	end := time.Now().Add(patience)
	for delay := firstDelay; ; delay = min(2*delay, longestDelay) {
		if lasting := j.diagnose(ctx, s, err); lasting != nil {
			return nil, lasting
		}
		if time.Now().After(end) {
			return nil, j.giveUp(patience, err)
		}
		j.log.Warn("story was not confirmed, sending it again", "file", s.file, "error", err)
		select {
		case <-time.After(delay):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		limited, cancel := context.WithTimeout(ctx, j.timeout())
		var ack *jetstream.PubAck
		ack, err = j.js.PublishMsg(limited, s.msg, jetstream.WithExpectStream(j.cfg.Input.Stream), jetstream.WithRetryAttempts(0))
		cancel()
		if !passing(err) {
			return ack, err
		}
	}
}

// failed notes a story that was not published, and says why.
func (j *publishJob) failed(file string, why error) {
	j.progress.clear()
	j.complain(fmt.Sprintf("%s: %v", file, why))
	j.sum.Failed = append(j.sum.Failed, publishFailure{File: file, Reason: why.Error()})
	j.progress.add(1)
}

// interrupted takes the confirmations that are still under way.
func (j *publishJob) interrupted() {
	grace := time.NewTimer(interruptGrace)
	defer grace.Stop()
	for _, s := range j.sent {
		if s.ack == nil {
			continue
		}
		select {
		case ack := <-s.ack.Ok():
			j.confirmed(ack)
		case <-s.ack.Err():
		case <-grace.C:
			return
		}
	}
}
