package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dateline/enrich/story"
)

// uriOf is the URI that the record of a story has for a name.
func (b *bench) uriOf(id, name string) string {
	b.t.Helper()
	var record struct {
		Enrichment story.Tags `json:"enrichment"`
	}
	b.eventually("the record of "+id, func() error {
		s, err := b.js.Stream(b.t.Context(), "WIRE_ENRICHED")
		if err != nil {
			return err
		}
		m, err := s.GetLastMsgForSubject(b.t.Context(), "wire.enriched.test."+id)
		if err != nil {
			return err
		}
		return json.Unmarshal(m.Data, &record)
	})
	for _, e := range record.Enrichment.Entities {
		if e.Name == name {
			return e.URI
		}
	}
	b.t.Errorf("%s has no %s, but %+v", id, name, record.Enrichment.Entities)
	return ""
}

func TestRunReadsAuthorityFilesAnewAndKeepsTheOldOnesWhereTheNewAreBroken(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	people := write("people.csv", "uri,type,name\nurn:desk:1,person,Rita Moreira\n")
	file := write("dateline.yml", "entities: {authorities: ["+people+"]}\n")
	d := b.start("--config", file)
	b.ready(d)
	said := func(want string) {
		t.Helper()
		b.eventually(want, func() error {
			if log := d.Stderr.(*lockedBuffer).String(); !strings.Contains(log, want) {
				return fmt.Errorf("the log is %s", log)
			}
			return nil
		})
	}
	said("authorities: 1 file, 1 entry")
	b.publish("a", 1, aDay)
	if got := b.uriOf("a0", "Rita Moreira"); got != "urn:desk:1" {
		t.Errorf("the file that was there at the start gives %q", got)
	}

	// The configuration stays as it was, the file does not.
	write("people.csv", "uri,type,name\nurn:desk:200,person,Rita Moreira\nurn:desk:2,organisation,Port Authority\n")
	if err := d.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	said("authorities: 1 file, 2 entries")
	b.publish("b", 1, aDay)
	if got := b.uriOf("b0", "Rita Moreira"); got != "urn:desk:200" {
		t.Errorf("after a reload it is %q", got)
	}

	// A broken file changes nothing, and says what and where.
	write("people.csv", "uri,type,name\nurn:desk:3,person,Rita Moreira\nurn:desk:4,persn,Carl Dorn\n")
	resp, err := http.Post("http://"+d.admin+"/-/reload", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode == http.StatusOK || !strings.Contains(string(answer), "people.csv:3: type: ") {
		t.Errorf("a broken file: %s, %q, %v", resp.Status, answer, err)
	}
	if n := series(t, d, "dateline_config_last_reload_successful"); n != "0" {
		t.Errorf("after a broken file the last reload was successful: %s", n)
	}
	b.publish("c", 1, aDay)
	if got := b.uriOf("c0", "Rita Moreira"); got != "urn:desk:200" {
		t.Errorf("a broken file gives %q", got)
	}

	// Without files, names have no URI of the desk's.
	write("dateline.yml", "entities: {authorities: []}\n")
	if err := d.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	said("authorities: none")
	b.publish("d", 1, aDay)
	if got := b.uriOf("d0", "Rita Moreira"); strings.HasPrefix(got, "urn:desk:") {
		t.Errorf("without files it is %q", got)
	}
	b.terminate(d)
}
