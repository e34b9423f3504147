package natsd_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"dateline/consumer/natsd"
)

func TestWhatIsStoredSurvivesARestart(t *testing.T) {
	dir := t.TempDir()
	with := func(f func(jetstream.JetStream)) {
		s, err := natsd.Start(natsd.Options{Store: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Stop()
		nc, err := nats.Connect(s.URL())
		if err != nil {
			t.Fatal(err)
		}
		defer nc.Close()
		js, err := jetstream.New(nc)
		if err != nil {
			t.Fatal(err)
		}
		f(js)
	}
	with(func(js jetstream.JetStream) {
		if _, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "S", Subjects: []string{"s"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := js.Publish(t.Context(), "s", []byte("one")); err != nil {
			t.Fatal(err)
		}
	})
	with(func(js jetstream.JetStream) {
		s, err := js.Stream(t.Context(), "S")
		if err != nil {
			t.Fatal(err)
		}
		if n := s.CachedInfo().State.Msgs; n != 1 {
			t.Errorf("%d messages after the restart, want 1", n)
		}
	})
}

func TestAPortThatIsTakenIsSaidAtOnce(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = natsd.Start(natsd.Options{Store: t.TempDir(), Port: l.Addr().(*net.TCPAddr).Port})
	if err == nil || !strings.Contains(err.Error(), l.Addr().String()) {
		t.Errorf("the error is %v", err)
	}
}

func TestAStoreThatIsNoDirectoryIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := natsd.Start(natsd.Options{Store: file})
	if err == nil {
		s.Stop()
		t.Fatal("a server has started on it")
	}
	if !strings.Contains(err.Error(), file) {
		t.Errorf("the error is %v", err)
	}
}
