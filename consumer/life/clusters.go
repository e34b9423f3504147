package life

import (
	"sync"
	"time"
)

// mostCompared is how many texts of a band a new one is compared with, the
// newest first: boilerplate can have hundreds.
const mostCompared = 16

// Clusters gives near-duplicates one id. It is fed with the log of all texts,
// in the log's order, so that every replica finds the same: the cluster of a
// text depends on what stands before it in the log and on nothing else.
type Clusters struct {
	window time.Duration

	mu    sync.Mutex
	last  uint64 // sequence of the newest text added
	texts []text // within the window, oldest first
	first int    // ordinal of texts[0]
	bands map[uint64][]int
	byKey map[string]string // text key → cluster
	grown chan struct{}     // closed when a text is added
}

type text struct {
	key       string
	cluster   string
	signature Signature
	at        time.Time
}

// NewClusters compares texts that are at most a window apart.
func NewClusters(window time.Duration) *Clusters {
	return &Clusters{window: window, bands: map[uint64][]int{}, byKey: map[string]string{}, grown: make(chan struct{})}
}

// Add takes the next text of the log: its sequence there, its key, what
// Signature.Bytes wrote and when. What was added before is passed over.
func (c *Clusters) Add(sequence uint64, key string, value []byte, at time.Time) error {
	s, cluster, err := ParseSignature(value)
	c.mu.Lock()
	defer c.mu.Unlock()
	if sequence <= c.last {
		return nil
	}
	c.last = sequence
	close(c.grown)
	c.grown = make(chan struct{})
	if err != nil {
		return err
	}
	c.forget(at.Add(-c.window))
	if cluster == "" {
		cluster = c.nearest(&s)
	}
	if cluster == "" {
		cluster = ClusterID(key)
	}
	ordinal := c.first + len(c.texts)
	c.texts = append(c.texts, text{key: key, cluster: cluster, signature: s, at: at})
	c.byKey[key] = cluster
	for i := range bands {
		b := s.band(i)
		c.bands[b] = append(c.bands[b], ordinal)
	}
	return nil
}

// Restart begins anew: the log was emptied, or made anew.
func (c *Clusters) Restart() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last, c.texts, c.first = 0, nil, 0
	clear(c.bands)
	clear(c.byKey)
}

// Of returns the cluster of a text whose place in the log is known. Where the
// log has not been read so far it returns a channel that is closed when more
// of it is.
func (c *Clusters) Of(key string, sequence uint64) (cluster string, more <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last < sequence {
		return "", c.grown
	}
	if cluster, ok := c.byKey[key]; ok {
		return cluster, nil
	}
	return ClusterID(key), nil // its window has passed
}

// ClusterID is the id of the cluster that a text begins.
func ClusterID(key string) string { return "urn:dateline:cluster:" + key }

// nearest returns the cluster of the text that is most alike, the older one of
// two, or the empty string.
func (c *Clusters) nearest(s *Signature) string {
	best, found := alike, -1
	for i := range bands {
		ordinals := c.bands[s.band(i)]
		for _, n := range ordinals[max(0, len(ordinals)-mostCompared):] {
			l := s.likeness(&c.texts[n-c.first].signature)
			if l > best || l == best && (found < 0 || n < found) {
				best, found = l, n
			}
		}
	}
	if found < 0 {
		return ""
	}
	return c.texts[found-c.first].cluster
}

// forget drops the texts from before a time.
func (c *Clusters) forget(before time.Time) {
	for len(c.texts) > 0 && c.texts[0].at.Before(before) {
		t := &c.texts[0]
		for i := range bands {
			// Ordinals are in order, so this text's is the first.
			b := t.signature.band(i)
			if rest := c.bands[b][1:]; len(rest) > 0 {
				c.bands[b] = rest
			} else {
				delete(c.bands, b)
			}
		}
		delete(c.byKey, t.key)
		c.texts = c.texts[1:]
		c.first++
	}
}
