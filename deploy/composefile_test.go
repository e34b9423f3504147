package deploy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// composeFile is compose.yaml in the short forms that it is written in. A key that
// is not here is refused: it is a typing error or needs a test.
type composeFile struct {
	Name     string
	Services map[string]service
	Volumes  map[string]any
}

type service struct {
	Image, Restart string
	Build          *struct{ Context, Dockerfile string }
	Command        []string
	DependsOn      map[string]struct{ Condition string } `yaml:"depends_on"`
	Environment    map[string]string
	Ports          []port
	Volumes        []mount
	HealthCheck    struct {
		Test              []string
		Interval, Timeout time.Duration
		StartPeriod       time.Duration `yaml:"start_period"`
		StartInterval     time.Duration `yaml:"start_interval"`
		Retries           int
	}
	Deploy struct {
		Replicas  int
		Resources struct{ Limits struct{ Memory string } }
	}
	StopGracePeriod time.Duration `yaml:"stop_grace_period"`
	ReadOnly        bool          `yaml:"read_only"`
	Tmpfs           []string
	CapDrop         []string `yaml:"cap_drop"`
	SecurityOpt     []string `yaml:"security_opt"`
	Logging         struct {
		Driver  string
		Options map[string]string
	}
}

// port is "address:published:target"; all three must be there.
type port struct {
	address, published string
	target             int
}

func (p *port) UnmarshalYAML(b []byte) error {
	text := unquote(b)
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return fmt.Errorf("port %q is not address:published:target", text)
	}
	p.address, p.published = parts[0], parts[1]
	if _, err := fmt.Sscan(parts[2], &p.target); err != nil {
		return fmt.Errorf("port %q: %w", text, err)
	}
	return nil
}

// mount is "source:target" or "source:target:ro".
type mount struct {
	source, target string
	readOnly       bool
}

// file reports whether what is mounted is a path, not a volume with a name.
func (m mount) file() bool {
	return strings.HasPrefix(m.source, ".") || strings.HasPrefix(m.source, "/")
}

func (m *mount) UnmarshalYAML(b []byte) error {
	text := unquote(b)
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 || len(parts) == 3 && parts[2] != "ro" {
		return fmt.Errorf("volume %q is not source:target or source:target:ro", text)
	}
	*m = mount{parts[0], parts[1], len(parts) == 3}
	return nil
}

func unquote(b []byte) string { return strings.Trim(strings.TrimSpace(string(b)), `"'`) }

// project reads compose.yaml, of which every volume with a name is declared.
func project(t *testing.T) *composeFile {
	t.Helper()
	var p composeFile
	must(t, yaml.UnmarshalWithOptions([]byte(read(t, "compose.yaml")), &p, yaml.Strict()))
	for name, s := range p.Services {
		for _, m := range s.Volumes {
			if _, ok := p.Volumes[m.source]; !ok && !m.file() {
				t.Errorf("%s mounts the volume %s, which is not declared", name, m.source)
			}
		}
	}
	return &p
}
