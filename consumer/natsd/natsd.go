// Package natsd runs a NATS server with JetStream inside this process: for
// the demo, for a single machine that has no other server, and for tests.
package natsd

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Options of a server. The zero value listens on a free port of the loopback
// interface.
type Options struct {
	Store string // directory of the file store; it must exist or be creatable
	Host  string // 127.0.0.1 where empty
	Port  int    // 0 = any free one
	// MaxPayload is the largest message in bytes, headers included; 0 = 1 MiB.
	MaxPayload int
	Log        *slog.Logger // nil = silent
}

// Server is a running server.
type Server struct{ s *server.Server }

// readyWait is how long the server may take to accept connections. Recovering
// a large store takes most of it.
const readyWait = 30 * time.Second

// Start starts a server and returns when it accepts connections.
func Start(o Options) (*Server, error) {
	host := o.Host
	if host == "" {
		host = "127.0.0.1"
	}
	// The server says nothing when these fail; it just does not come up.
	if err := os.MkdirAll(o.Store, 0o750); err != nil {
		return nil, fmt.Errorf("store of the embedded NATS server: %w", err)
	}
	port := o.Port
	if port == 0 {
		port = server.RANDOM_PORT
	} else if err := free(host, port); err != nil {
		return nil, fmt.Errorf("embedded NATS server: %w", err)
	}
	opts := &server.Options{
		ServerName: "dateline-embedded", Host: host, Port: port, JetStream: true, StoreDir: o.Store,
		NoSigs: true, NoLog: o.Log == nil, MaxPayload: int32(o.MaxPayload),
	}
	s, err := server.NewServer(opts)
	if err != nil {
		return nil, fmt.Errorf("embedded NATS server: %w", err)
	}
	if o.Log != nil {
		s.SetLoggerV2(logger{o.Log}, false, false, false)
	}
	s.Start()
	if !s.ReadyForConnections(readyWait) {
		s.Shutdown()
		return nil, fmt.Errorf("embedded NATS server does not accept connections after %s; is its store %s writable?", readyWait, o.Store)
	}
	return &Server{s}, nil
}

// free reports why a port cannot be listened on.
func free(host string, port int) error {
	l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return err
	}
	return l.Close()
}

// URL is where clients connect to.
func (s *Server) URL() string { return s.s.ClientURL() }

// Stop stops the server and waits until its store is closed.
func (s *Server) Stop() {
	s.s.Shutdown()
	s.s.WaitForShutdown()
}

// logger passes the server's warnings and errors on; its notices are details
// here.
type logger struct{ log *slog.Logger }

func (l logger) Noticef(f string, v ...any) { l.log.Debug(line(f, v)) }
func (l logger) Warnf(f string, v ...any)   { l.log.Warn(line(f, v)) }
func (l logger) Errorf(f string, v ...any)  { l.log.Error(line(f, v)) }
func (l logger) Fatalf(f string, v ...any)  { l.log.Error(line(f, v)) }
func (l logger) Debugf(string, ...any)      {}
func (l logger) Tracef(string, ...any)      {}

func line(f string, v []any) string { return "nats: " + strings.TrimSpace(fmt.Sprintf(f, v...)) }
