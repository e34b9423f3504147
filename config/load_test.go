package config

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the messages expected of bad configurations")

var formats = []string{"ninjs", "ap-media", "text"}

// loadFile loads a file, and gives it the name it is shown by.
func loadBytes(name string, data []byte, s Sources) (*Config, *Origins, error) {
	l := newLoader(s.Formats)
	l.document(name, data)
	l.values(s)
	l.conflicts()
	return l.result()
}

func yamlFiles(t *testing.T, folders ...string) []string {
	t.Helper()
	var all []string
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in testdata/%s: %v", folder, err)
		}
		all = append(all, files...)
	}
	return all
}

func TestEveryBadConfigurationIsExplained(t *testing.T) {
	for _, path := range yamlFiles(t, "syntax", "bad", "conflict") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			data := readAll(t, path)
			c, _, err := loadBytes("dateline.yaml", data, Sources{Formats: formats})
			var bad *Error
			if !errors.As(err, &bad) || c != nil {
				t.Fatalf("loaded as %v, error %v", c, err)
			}
			if bad.ExitCode() != 78 {
				t.Errorf("exit code %d", bad.ExitCode())
			}
			got := err.Error() + "\n"
			if strings.Contains(got, "hunter2") || strings.Contains(got, "123456") {
				t.Errorf("a secret is shown:\n%s", got)
			}
			golden := strings.TrimSuffix(path, ".yaml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(readAll(t, golden)), got); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGoodConfigurationsLoad(t *testing.T) {
	want := map[string]func(*Config){
		"empty":         func(*Config) {},
		"comments-only": func(*Config) {},
		"empty-sections": func(*Config) {
		},
		"crlf":             func(c *Config) { c.Log = Log{"debug", "json"} },
		"bom":              func(c *Config) { c.Log = Log{"debug", "json"} },
		"document-markers": func(c *Config) { c.Log = Log{"debug", "json"} },
		"anchors": func(c *Config) {
			c.Input.MaxAge, c.Input.DedupeWindow = days(3), days(1.5)
			c.Output.MaxAge, c.Output.DedupeWindow = days(4), days(1.5)
			c.Dead.MaxAge, c.Dead.DedupeWindow = days(3), days(1.5)
			c.NATS.Name, c.NATS.User, c.NATS.Password = "desk", "desk", "x"
		},
		"everything-else": func(c *Config) {
			c.NATS.URLs = []string{"tls://desk:pass%20word@a.example.com:4222", "b.example.com"}
			c.NATS.TLS = TLS{"ca.pem", "c.pem", "k.pem", "nats.internal"}
			c.NATS.ConnectTimeout = Duration(90 * time.Second)
			c.Input.Subject, c.Input.MaxAge = "feeds.raw.>", 0
			c.Input.Formats = []Rule{{Subject: "feeds.raw.ap.>", Format: "ap-media"}, {Subject: "feeds.raw.*.flash", Format: "text", Charset: "iso-8859-2"}, {Subject: ">", Format: "ninjs"}}
			c.Output.Strict, c.Output.MaxAge, c.Output.DedupeWindow = true, 0, days(1.5)
			c.Provision, c.Replicas, c.Storage = false, 3, "memory"
			c.Consumer.Workers, c.Consumer.InFlight, c.Consumer.MaxStorySize = 4, 4, 512<<10
			c.Entities.MinConfidence, c.Entities.Authorities = 40, []string{"people.csv", "/srv/lists/teams@desk.jsonl"}
			c.Places.Home = []Home{{"gazette", "US/Texas"}, {"*", "https://sws.geonames.org/2635167/"}}
			c.Life.Stale, c.Life.Orders, c.Life.ClustersWindow = "publish", []Order{{"gazette", "time"}, {"*", "arrival"}}, Duration(24*time.Hour)
			c.Embargo, c.Held = "hold", Held{"HELD", "feeds.held.>"}
			c.Admin = "[::1]:0"
		},
	}
	for _, path := range yamlFiles(t, "good") {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			got, _, err := loadBytes(path, readAll(t, path), Sources{Formats: formats})
			if err != nil {
				t.Fatal(err)
			}
			expected := defaultConfig(t)
			want[name](expected)
			if diff := cmp.Diff(expected, got); diff != "" {
				t.Errorf("configuration (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheDefaultsAreTheFixedNames(t *testing.T) {
	c := defaultConfig(t)
	for what, pair := range map[string][2]any{
		"input":   {c.Input.Stream + " " + c.Input.Subject, "WIRE_RAW wire.raw.>"},
		"output":  {c.Output.Stream + " " + c.Output.Subject, "WIRE_ENRICHED wire.enriched.>"},
		"dead":    {c.Dead.Stream + " " + c.Dead.Subject, "WIRE_DEAD wire.dead.>"},
		"durable": {c.Input.Durable, "dateline"},
		"admin":   {c.Admin, "127.0.0.1:9464"},
		"size":    {c.Consumer.MaxStorySize, Size(1 << 20)},
		"age":     {c.Dead.MaxAge, days(30)},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %v, want %v", what, pair[0], pair[1])
		}
	}
}

func TestTheFileIsOnlyTheOneThatIsNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, yaml string) {
		if err := os.WriteFile(name, []byte(yaml), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("dateline.yaml", "nats: {name: lying-about}")
	write("flag.yaml", "nats: {name: flag}")
	write("env.yaml", "nats: {name: env}")
	for _, test := range []struct {
		name, file, env, want string
	}{
		{"dateline.yaml in the directory is not read", "", "", "dateline"},
		{"DATELINE_CONFIG names it", "", "env.yaml", "env"},
		{"--config wins over DATELINE_CONFIG", "flag.yaml", "env.yaml", "flag"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, o, err := Load(Sources{File: test.file, Env: []string{"DATELINE_CONFIG=" + test.env}})
			if err != nil {
				t.Fatal(err)
			}
			if c.NATS.Name != test.want {
				t.Errorf("read %q, want %q", c.NATS.Name, test.want)
			}
			if want := max(test.file, strings.TrimSpace(test.env)); test.file == "" && o.File != want {
				t.Errorf("origins name file %q, want %q", o.File, want)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("huge.yaml", make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		s    Sources
		want string
	}{
		{"missing, by flag", Sources{File: "none.yaml"}, "flag --config: open none.yaml: no such file or directory\nhint: dateline config default prints a file to start from"},
		{"missing, by variable", Sources{Env: []string{"DATELINE_CONFIG=none.yaml"}}, "environment DATELINE_CONFIG: open none.yaml: no such file"},
		{"a directory", Sources{File: "."}, "flag --config: read .: is a directory"},
		{"too large", Sources{File: "huge.yaml"}, "huge.yaml is larger than 64KiB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := Load(test.s)
			var bad *Error
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func TestProblemsComeInTheOrderOfTheLayers(t *testing.T) {
	_, _, err := loadBytes("dateline.yaml", []byte("replicas: 9\nstorage: disk\n"), Sources{
		Env:   []string{"DATELINE_CONSUMER_WORKERS=many"},
		Flags: map[string]string{"log.level": "loud"},
	})
	var bad *Error
	if !errors.As(err, &bad) {
		t.Fatalf("error %v", err)
	}
	var keys []string
	for _, p := range bad.Problems {
		keys = append(keys, p.Key)
	}
	if want := []string{"replicas", "storage", "consumer.workers", "log.level"}; !slices.Equal(keys, want) {
		t.Errorf("problems with %v, want %v", keys, want)
	}
}

func days(n float64) Duration { return Duration(n * float64(day)) }

func defaultConfig(t *testing.T) *Config {
	t.Helper()
	c, _, err := Load(Sources{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func readAll(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
