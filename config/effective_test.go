package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheEffectiveConfigurationLoadsAgain(t *testing.T) {
	for _, path := range yamlFiles(t, "good") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			want, o, err := loadBytes("a \n file.yaml", readAll(t, path), Sources{Env: []string{"DATELINE_NATS_NAME=the \"night\" desk: #1\t\x01 é 東京 on"}})
			if err != nil {
				t.Fatal(err)
			}
			// Secrets are hidden, and have a test of their own.
			want.NATS.Password, want.NATS.User = "", ""
			for i, url := range want.NATS.URLs {
				want.NATS.URLs[i] = strings.Replace(url, "desk:pass%20word@", "", 1)
			}
			text := Effective(want, o)
			got, _, err := loadBytes("effective.yaml", text, Sources{})
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("loaded again (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheEffectiveConfigurationSaysWhereValuesComeFrom(t *testing.T) {
	c, o, err := loadBytes("dateline.yaml", []byte(`
nats:
  urls: ["nats://desk:hunter2@a:4222", "hunter2@b:4222"]
  user: desk
output:
  dedupe_window: 36h
input: {formats: [{subject: "wire.raw.ap.>", format: ap-media}]}
`), Sources{Env: []string{"DATELINE_NATS_PASSWORD=hunter2", "DATELINE_ADMIN=:9464"}, Flags: map[string]string{"log.level": "debug", "replicas": "3"}})
	if err != nil {
		t.Fatal(err)
	}
	text := Effective(c, o)
	golden := filepath.Join("testdata", "effective.golden")
	if *update {
		if err := os.WriteFile(golden, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(readAll(t, golden)), string(text)); diff != "" {
		t.Errorf("effective configuration (-want +got):\n%s", diff)
	}
	if bytes.Contains(text, []byte("hunter2")) {
		t.Error("a secret is shown")
	}
	_, _, err = loadBytes("effective.yaml", text, Sources{})
	if err == nil || strings.Count(err.Error(), "stands where a secret was hidden") != 3 {
		t.Errorf("hidden secrets are taken for secrets: %v", err)
	}
}

func TestSecretsAreHidden(t *testing.T) {
	for in, want := range map[string]string{
		`  password: hunter2`:                          `  password: ********`,
		`  passwrod: hunter2`:                          `  passwrod: ********`,
		`  "token" : 'hunter2' # why`:                  `  "token" : ********`,
		`nats: {user: desk, pasword: hunter2}`:         `nats: {user: desk, pasword: ********`,
		`  - nats://desk:hunter2@a:4222`:               `  - nats://********@a:4222`,
		`  - desk:hunter2@a:4222`:                      `  - ********@a:4222`,
		`  urls: [nats://hunter2@a, tls://b:hunter2@c`: `  urls: [nats://********@c`,
		`  - nats://desk:hun@ter2@a:4222`:              `  - nats://********@a:4222`,
		`  password:`:                                  `  password:`,
		`  name: desk`:                                 `  name: desk`,
	} {
		if got := hideLine(in); got != want {
			t.Errorf("hideLine(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"nats://a:4222":              "nats://a:4222",
		"nats://desk:hunter2@a:4222": "nats://desk:********@a:4222",
		"nats://hunter2@a:4222":      "nats://********@a:4222",
		"desk:hun@ter2@a":            "desk:********@a",
		"hunter2@a":                  "********@a",
	} {
		if got := hideURL(in); got != want {
			t.Errorf("hideURL(%q) = %q, want %q", in, got, want)
		}
	}
}
