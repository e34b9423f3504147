package consumer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"dateline/consumer"
)

// Many stories with many versions, in any order, each of them several times,
// with a kill among them; two replicas, and a broker that is killed while they
// work.
func TestKillAfterEverything(t *testing.T) {
	const stories, versions, withdrawn = 40, 6, 4 // every other story is killed in its version 4
	p := newReplicas(t, func(o *consumer.Options) { o.PublishTimeout = 300 * time.Millisecond })
	uri := func(i int) string { return fmt.Sprint("urn:test:shuffled:", i) }
	type sending struct {
		subject string
		story   map[string]any
	}
	var all []sending
	for i := range stories {
		for v := 1; v <= versions; v++ {
			s := take(uri(i), strconv.Itoa(v), fmt.Sprintf("Version %d.", v))
			if v == withdrawn && i%2 == 0 {
				s = killed(uri(i), strconv.Itoa(v))
			}
			if v > withdrawn && i%4 == 0 {
				continue // nothing comes after the kill
			}
			all = append(all, sending{"ap.world", s}, sending{"ap.world", s})
		}
	}
	shuffle := rand.New(rand.NewPCG(7, 7))
	shuffle.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i, s := range all {
		p.send(s.subject, s.story)
		if i == len(all)/3 || i == 2*len(all)/3 {
			end(p.broker)
			p.broker = startBroker(p.t, p.dir, p.port)
		}
	}
	p.ready()
	p.settled()
	p.drainBoth()
	out := p.out()
	for i := range stories {
		got := told(out[uri(i)])
		last, kills := 0, 0
		for _, c := range out[uri(i)] {
			v, err := strconv.Atoi(c.Version)
			must(t, err)
			if c.PubStatus == "canceled" {
				kills++
				last = max(last, v)
				continue
			}
			if v <= last {
				t.Errorf("story %d: version %d came out after %d: %q", i, v, last, got)
			}
			last = v
		}
		want, kill := versions, i%2 == 0
		if i%4 == 0 {
			want = withdrawn
		}
		if last != want {
			t.Errorf("story %d: the newest that came out is version %d, want %d: %q", i, last, want, got)
		}
		if kill != (kills == 1) {
			t.Errorf("story %d: %d kills came out: %q", i, kills, got)
		}
		if ids := idsOf(out[uri(i)]); len(slices.Compact(ids)) != len(out[uri(i)]) {
			t.Errorf("story %d: a record came out twice: %q", i, got)
		}
	}
}

// idsOf are the ids of the events of records, sorted.
func idsOf(list []came) (ids []string) {
	for _, c := range list {
		ids = append(ids, c.header.Get("ce-id"))
	}
	slices.Sort(ids)
	return ids
}
