package consumer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"testing"

	"github.com/nats-io/nats.go"

	"dateline/consumer"
)

// replicas are two consumers with connections of their own, and a broker in a
// process of its own that can be killed.
type replicas struct {
	*rig
	dir    string
	port   int
	url    string
	broker *exec.Cmd
	fake   *fake
	both   [2]*running
	sent   int
}

func newReplicas(t *testing.T, change ...func(*consumer.Options)) *replicas {
	t.Helper()
	p := &replicas{dir: t.TempDir(), port: freePort(t), fake: &fake{}}
	p.broker = startBroker(t, p.dir, p.port)
	p.url = fmt.Sprintf("nats://127.0.0.1:%d", p.port)
	p.rig = newRigAt(t, p.url, change...)
	for i := range p.both {
		p.both[i] = p.run(p.connect(p.url), p.fake)
	}
	p.ready()
	return p
}

func (p *replicas) ready() {
	p.t.Helper()
	p.connected(p.nc)
	for _, run := range p.both {
		p.eventually("both replicas to be ready", func() error { return run.Ready(p.t.Context()) })
	}
}

// connected waits until a client has its connection back.
func (p *replicas) connected(nc *nats.Conn) {
	p.t.Helper()
	p.eventually("a connection", func() error {
		if !nc.IsConnected() {
			return errors.New(nc.Status().String())
		}
		return nil
	})
}

// restart kills the broker and starts it again.
func (p *replicas) restart() {
	p.t.Helper()
	end(p.broker)
	p.broker = startBroker(p.t, p.dir, p.port)
	p.ready()
}

func (p *replicas) drainBoth() {
	p.t.Helper()
	for _, run := range p.both {
		run.drain(p.t)
	}
}

// count sums a counter over both replicas.
func (p *replicas) count(series string) float64 {
	return counter(p.t, p.both[0], series) + counter(p.t, p.both[1], series)
}

// send publishes a story on a subject, as often as it takes to be confirmed
// once.
func (p *replicas) send(subject string, s map[string]any) {
	p.t.Helper()
	doc, err := json.Marshal(s)
	if err != nil {
		p.t.Fatal(err)
	}
	p.sent++
	m := nats.NewMsg("wire.raw." + subject)
	m.Data = doc
	m.Header.Set(nats.MsgIdHdr, fmt.Sprint("sent ", p.sent))
	p.eventually("a story to be stored", func() error {
		_, err := p.js.PublishMsg(p.t.Context(), m)
		return err
	})
	p.in[fmt.Sprint(p.sent)] = true
}

// came is a record as a reader sees it.
type came struct {
	URI, Version, PubStatus, Headline, EmbargoedUntil string

	Enrichment struct {
		Text map[string]string
		Life struct {
			Cluster     string
			Stale       bool
			Replaces    string
			Predecessor *struct {
				ID, Version string
				Sequence    uint64
			}
		}
	}
	header   nats.Header
	sequence uint64
}

// out are the records in the output, by the uri of their story, in order.
func (r *rig) out() map[string][]came {
	r.t.Helper()
	s, err := r.js.Stream(r.t.Context(), "WIRE_ENRICHED")
	if err != nil {
		r.t.Fatal(err)
	}
	byURI := map[string][]came{}
	state := s.CachedInfo().State
	for seq := state.FirstSeq; seq <= state.LastSeq && seq > 0; seq++ {
		m, err := s.GetMsg(r.t.Context(), seq)
		if err != nil {
			r.t.Fatal(err)
		}
		var c came
		if err := json.Unmarshal(m.Data, &c); err != nil {
			r.t.Fatal(err)
		}
		c.header, c.sequence = m.Header, seq
		byURI[c.URI] = append(byURI[c.URI], c)
	}
	return byURI
}

// told is a line for each record: version, and what is special about it.
func told(list []came) (lines []string) {
	for _, c := range list {
		line := c.Version
		if c.PubStatus != "" && c.PubStatus != "usable" {
			line += " " + c.PubStatus
		}
		if p := c.Enrichment.Life.Predecessor; p != nil {
			line += " after " + p.Version
		}
		if c.Enrichment.Life.Stale {
			line += " stale"
		}
		lines = append(lines, line)
	}
	return lines
}
