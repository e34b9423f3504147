package deploy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"dateline/config"
	"dateline/consumer/wire"
)

// tool returns the path of a program that reads one of our files. A missing one
// is an error where everything is meant to be installed, in CI, and skips the
// test elsewhere.
func tool(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing: apt-get install %s", name, debianPackage)
	}
	t.Skipf("%s is missing, so that nothing is tested here: apt-get install %s", name, debianPackage)
	return ""
}

// accepts runs a tool and fails with all that it says unless it is content.
func accepts(t *testing.T, path string, args ...string) {
	t.Helper()
	if out, err := exec.Command(path, args...).CombinedOutput(); err != nil {
		t.Errorf("%s %q: %v\n%s", filepath.Base(path), args, err, out)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return string(data)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// production is dateline.yaml as the program understands it.
func production(t *testing.T) *config.Config {
	t.Helper()
	cfg, _, err := config.Load(config.Sources{File: "dateline.yaml", Formats: wire.Formats()})
	must(t, err)
	return cfg
}

// drain is how long SIGTERM may take.
func drain(t *testing.T) time.Duration {
	t.Helper()
	return time.Duration(production(t).Consumer.DrainDeadline)
}

func TestTheConfigurationIsValidAndItsDefaultsAreSpelledOut(t *testing.T) {
	cfg := production(t)
	plain, _, err := config.Load(config.Sources{})
	must(t, err)
	if cfg.Consumer != plain.Consumer || cfg.Admin != plain.Admin || cfg.Input.Stream != plain.Input.Stream {
		t.Error("dateline.yaml overrules a default without saying so in this test")
	}
}
