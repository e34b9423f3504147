package deploy_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// natsConf starts a server with nats.conf, on free ports and in a directory of
// the test's.
func natsConf(t *testing.T) (*server.Server, *server.Options) {
	t.Helper()
	o, err := server.ProcessConfigFile("nats.conf")
	must(t, err)
	o.Host, o.Port, o.HTTPHost, o.HTTPPort = "127.0.0.1", server.RANDOM_PORT, "127.0.0.1", server.RANDOM_PORT
	o.StoreDir, o.NoLog, o.NoSigs = t.TempDir(), true, true
	s, err := server.NewServer(o)
	must(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(30 * time.Second) {
		t.Fatal("the server does not accept connections")
	}
	return s, o
}

func TestTheServerStartsWithJetStreamAndTheHealthCheckSaysSo(t *testing.T) {
	s, _ := natsConf(t)
	if !s.JetStreamEnabled() {
		t.Error("JetStream is not enabled")
	}
	check := strings.Join(project(t).Services["nats"].HealthCheck.Test, " ")
	m := regexp.MustCompile(`http://127\.0\.0\.1:8222(/\S+)`).FindStringSubmatch(check)
	if m == nil {
		t.Fatalf("the health check %q asks nothing", check)
	}
	answer, err := http.Get(fmt.Sprintf("http://%s%s", s.MonitorAddr(), m[1]))
	must(t, err)
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("the health check gets %s", answer.Status)
	}
}

func TestTheServerWritesThroughAndHasRoomForRecords(t *testing.T) {
	o, err := server.ProcessConfigFile("nats.conf")
	must(t, err)
	if !o.SyncAlways {
		t.Error("the server confirms what is not on the disk yet")
	}
	// The text is in a record twice, as it came and as the plain text that is
	// tagged; the rest of the room is for tags.
	if story := int64(production(t).Consumer.MaxStorySize); int64(o.MaxPayload) < 3*story {
		t.Errorf("max_payload is %d, the record of a story of %d bytes may be larger", o.MaxPayload, story)
	}
}

func TestTheServerKeepsItsStoreOnTheVolume(t *testing.T) {
	o, err := server.ProcessConfigFile("nats.conf")
	must(t, err)
	for _, m := range project(t).Services["nats"].Volumes {
		if !m.file() && m.target == o.StoreDir {
			return
		}
	}
	t.Errorf("%s is on no volume: it is lost with the container", o.StoreDir)
}
