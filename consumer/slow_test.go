package consumer_test

import (
	"errors"
	"net"
	"strings"
	"testing"
	"time"
)

// slowLink is an address at which a server is reached by a line that keeps
// every packet for a while, in both directions.
func slowLink(t *testing.T, url string, delay time.Duration) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { l.Close() })
	carry := func(from, to net.Conn) {
		defer from.Close()
		defer to.Close()
		packet := make([]byte, 64<<10)
		for {
			n, err := from.Read(packet)
			if err != nil {
				return
			}
			time.Sleep(delay)
			if _, err := to.Write(packet[:n]); err != nil {
				return
			}
		}
	}
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return // the test is over
			}
			far, err := net.Dial("tcp", strings.TrimPrefix(url, "nats://"))
			if err != nil {
				near.Close()
				return
			}
			go carry(near, far)
			go carry(far, near)
		}
	}()
	return "nats://" + l.Addr().String()
}

func TestASlowServerMakesItWaitAndNothingMore(t *testing.T) {
	r := newRig(t)
	r.publishMany("story", 100)
	run := r.run(r.connect(slowLink(t, r.nc.ConnectedUrl(), 100*time.Millisecond)), &fake{})
	most := 0.0
	r.eventually("every story to be settled", func() error {
		most = max(most, counter(t, run, "dateline_in_flight_stories"))
		cons, err := r.js.Consumer(t.Context(), "WIRE_RAW", "dateline")
		if err != nil {
			return err
		}
		if i := cons.CachedInfo(); i.NumPending > 0 || i.NumAckPending > 0 {
			return errNotYet
		}
		return nil
	})
	if most == 0 || most > float64(r.opts.InFlight) {
		t.Errorf("%v stories were in flight at once, at most %d may be", most, r.opts.InFlight)
	}
	run.drain(t)
	r.balanced()
}

var errNotYet = errors.New("not yet")
