package wire

import (
	"bytes"
	"encoding/json"
	"fmt"

	"dateline/enrich/story"
)

// Life is what a record says of the versions before it and of the stories
// beside it: enrichment.life. All of it is optional.
type Life struct {
	// Cluster is the same for all takes that say much the same.
	Cluster string `json:"cluster,omitempty"`
	// Predecessor is the version that came out before this one.
	Predecessor *Predecessor `json:"predecessor,omitempty"`
	// Stale says that a newer version came out before this one.
	Stale bool `json:"stale,omitempty"`
	// Replaces is the event id of a record of the same version that this one
	// stands for: it was tagged again.
	Replaces string `json:"replaces,omitempty"`
}

// Predecessor is a version of the same story.
type Predecessor struct {
	ID             string `json:"id"` // of its event: ce-id
	Version        string `json:"version,omitempty"`
	VersionCreated string `json:"versionCreated,omitempty"`
	Sequence       uint64 `json:"sequence,omitempty"` // of its record in the output stream
}

// AddLife adds the life of a story to its record. A record without enrichment
// is returned as it is.
func AddLife(record []byte, l Life) ([]byte, error) {
	end := []byte("}}")
	if !bytes.HasSuffix(record, end) || !bytes.Contains(record, []byte(`,"enrichment":{`)) {
		return record, nil
	}
	data, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("life of a story: %w", err)
	}
	if string(data) == "{}" {
		return record, nil
	}
	out := make([]byte, 0, len(record)+len(data)+len(`,"life":`))
	out = append(out, record[:len(record)-len(end)]...)
	out = append(out, `,"life":`...)
	out = append(out, data...)
	return append(out, end...), nil
}

// Tags reads the tags of a record again, or reports that it has none.
func Tags(record []byte) (*story.Tags, bool) {
	var r struct {
		Enrichment *story.Tags `json:"enrichment"`
	}
	if err := json.Unmarshal(record, &r); err != nil || r.Enrichment == nil {
		return nil, false
	}
	return r.Enrichment, true
}
