package consumer_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"dateline/consumer"
)

// serve runs a server that demands some kind of credentials.
func serve(t *testing.T, demand func(*server.Options)) string {
	t.Helper()
	o := &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT}
	demand(o)
	o.NoSigs, o.NoLog = true, true
	s, err := server.NewServer(o)
	must(t, err)
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(patience) {
		t.Fatal("the server does not accept connections")
	}
	return s.ClientURL()
}

func TestConnectionTakesEachKindOfCredentials(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, data, 0o600))
		return path
	}
	ca := newAuthority(t)
	caFile := file("ca.pem", ca.pem)
	cert, key := ca.issue(t, "client")
	certFile, keyFile := file("client.pem", cert), file("client.key", key)
	mutualTLS := func(o *server.Options) {
		cert, key := ca.issue(t, "nats.test")
		pair, err := tls.X509KeyPair(cert, key)
		must(t, err)
		pool := x509.NewCertPool()
		pool.AppendCertsFromPEM(ca.pem)
		o.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert}
		o.TLS, o.TLSVerify = true, true
	}
	// What nsc and nk make; the private keys open nothing but these tests.
	const auth = "testdata/auth/"
	configured := func(name string) func(*server.Options) {
		return func(o *server.Options) {
			must(t, o.ProcessConfigFile(auth+name))
		}
	}

	tests := []struct {
		name   string
		demand func(*server.Options)
		conn   consumer.Connection
		wrong  consumer.Connection
		says   string // of the wrong one
	}{
		{"user and password", func(o *server.Options) { o.Username, o.Password = "desk", "s3cret" },
			consumer.Connection{User: "desk", Password: "s3cret"}, consumer.Connection{User: "desk", Password: "guess"}, "Authorization Violation"},
		{"token", func(o *server.Options) { o.Authorization = "t0ken" },
			consumer.Connection{Token: "t0ken"}, consumer.Connection{}, "Authorization Violation"},
		{"nkey", configured("nkey.conf"),
			consumer.Connection{NKey: auth + "user.nk"}, consumer.Connection{NKey: filepath.Join(dir, "none")}, "nkey file"},
		{"credentials file", configured("accounts.conf"),
			consumer.Connection{Creds: auth + "user.creds"}, consumer.Connection{Creds: filepath.Join(dir, "none")}, "none"},
		{"TLS with a client certificate", mutualTLS,
			consumer.Connection{CA: caFile, Cert: certFile, Key: keyFile, ServerName: "nats.test"},
			consumer.Connection{CA: caFile, ServerName: "nats.test"}, "tls"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			url := serve(t, test.demand)
			test.conn.URLs, test.wrong.URLs = []string{url}, []string{url}
			nc, err := consumer.Connect(t.Context(), test.conn, patience, quiet(t))
			if err != nil {
				t.Fatal(err)
			}
			nc.Close()
			if nc, err := consumer.Connect(t.Context(), test.wrong, 0, quiet(t)); err == nil {
				nc.Close()
				t.Error("the wrong credentials were taken")
			} else if !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error %q does not say %q", err, test.says)
			}
		})
	}
}

func TestAnUnreachableServerIsNamedWithoutItsPassword(t *testing.T) {
	_, err := consumer.Connect(t.Context(), consumer.Connection{URLs: []string{"nats://desk:s3cret@127.0.0.1:1"}}, 0, quiet(t))
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the error is %v", err)
	}
}

// authority is a certificate authority of the test's own.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pem  []byte
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true,
		NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	cert, err := x509.ParseCertificate(der)
	must(t, err)
	return authority{cert, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

func (a authority) issue(t *testing.T, name string) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotAfter: time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &private.PublicKey, a.key)
	must(t, err)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	must(t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
}
