package deploy_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/goccy/go-yaml"
)

// project is compose.yaml as Docker Compose understands it.
func project(t *testing.T) *types.Project {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{"compose.yaml"}, cli.WithResolvedPaths(true), cli.WithEnv(nil))
	must(t, err)
	p, err := o.LoadProject(t.Context())
	must(t, err)
	return p
}

func TestComposeStartsDatelineTwiceAfterNATS(t *testing.T) {
	p := project(t)
	if names := p.ServiceNames(); !slices.Equal(names, []string{"dateline", "nats", "prometheus"}) {
		t.Errorf("the services are %v", names)
	}
	d := p.Services["dateline"]
	if n := d.GetScale(); n != 2 {
		t.Errorf("there are %d Datelines, want 2", n)
	}
	if c := d.DependsOn["nats"].Condition; c != types.ServiceConditionHealthy {
		t.Errorf("Dateline is started when NATS is %q", c)
	}
	if url := d.Environment["NATS_URL"]; url == nil || *url != "nats://nats:4222" {
		t.Errorf("Dateline is not told where NATS is: %v", url)
	}
}

func TestComposeMountsFilesThatAreThere(t *testing.T) {
	mounts := 0
	for _, s := range project(t).Services {
		for _, v := range s.Volumes {
			if v.Type != types.VolumeTypeBind {
				continue
			}
			mounts++
			if _, err := os.Stat(v.Source); err != nil {
				t.Errorf("%s mounts what is not there: %v", s.Name, err)
			}
			if !v.ReadOnly {
				t.Errorf("%s can write to %s", s.Name, v.Source)
			}
		}
		if b := s.Build; b != nil {
			if _, err := os.Stat(filepath.Join(b.Context, b.Dockerfile)); err != nil {
				t.Errorf("%s is built from what is not there: %v", s.Name, err)
			}
		}
	}
	if mounts < 4 {
		t.Errorf("only %d files are mounted", mounts)
	}
}

func TestComposeGivesEachProgramTheFileThatItIsToldToRead(t *testing.T) {
	p := project(t)
	for service, flag := range map[string]string{"nats": "--config", "dateline": "--config", "prometheus": "--config.file"} {
		s := p.Services[service]
		args := strings.Join(s.Command, " ")
		m := regexp.MustCompile(regexp.QuoteMeta(flag) + `[ =](\S+)`).FindStringSubmatch(args)
		if m == nil {
			t.Errorf("%s is started with %q, without %s", service, args, flag)
			continue
		}
		if !slices.ContainsFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == m[1] }) {
			t.Errorf("%s reads %s, which is not mounted", service, m[1])
		}
	}
}

func TestComposeWaitsForTheDrain(t *testing.T) {
	grace := project(t).Services["dateline"].StopGracePeriod
	if grace == nil || time.Duration(*grace) <= drain(t) {
		t.Errorf("Docker kills after %v, draining may take %s", grace, drain(t))
	}
}

func TestComposeOpensPortsToThisMachineOnly(t *testing.T) {
	for _, s := range project(t).Services {
		for _, port := range s.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s opens port %s to %q", s.Name, port.Published, port.HostIP)
			}
		}
	}
}

func TestTheCollectorKnowsOfTheMemoryLimit(t *testing.T) {
	d := project(t).Services["dateline"]
	var soft int64
	if _, err := fmt.Sscanf(*d.Environment["GOMEMLIMIT"], "%dMiB", &soft); err != nil {
		t.Fatal(err)
	}
	if hard := int64(d.Deploy.Resources.Limits.MemoryBytes); soft<<20 >= hard {
		t.Errorf("GOMEMLIMIT %d MiB is not below the limit of %d bytes", soft, hard)
	}
}

// The server that the tests of the consumer run against is the one of go.mod.
func TestComposeRunsTheServerThatIsTestedAgainst(t *testing.T) {
	m := regexp.MustCompile(`nats-io/nats-server/v2 v(\d+\.\d+)`).FindStringSubmatch(read(t, "../go.mod"))
	if m == nil {
		t.Fatal("go.mod names no server")
	}
	if image := project(t).Services["nats"].Image; image != "nats:"+m[1]+"-alpine" {
		t.Errorf("compose.yaml runs %s, go.mod has %s", image, m[1])
	}
}

func TestPrometheusScrapesWhatComposeStarts(t *testing.T) {
	var prometheus struct {
		RuleFiles []string `yaml:"rule_files"`
		Scrape    []struct {
			Job string `yaml:"job_name"`
			DNS []struct {
				Names []string
				Port  int
			} `yaml:"dns_sd_configs"`
		} `yaml:"scrape_configs"`
	}
	must(t, yaml.Unmarshal([]byte(read(t, "prometheus.yml")), &prometheus))
	job := prometheus.Scrape[0]
	if job.Job != "dateline" || len(job.DNS) != 1 {
		t.Fatalf("the first job is %+v", job)
	}
	p := project(t)
	for _, name := range job.DNS[0].Names {
		s, there := p.Services[name]
		if !there {
			t.Errorf("there is no service %s to scrape", name)
		} else if got := int(s.Ports[0].Target); got != job.DNS[0].Port {
			t.Errorf("port %d is scraped, %s listens on %d", job.DNS[0].Port, name, got)
		}
	}
	// Rules are found beside the configuration, where compose.yaml mounts them.
	rules := path.Join("/etc/prometheus", path.Dir(prometheus.RuleFiles[0]))
	if !slices.ContainsFunc(p.Services["prometheus"].Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == rules }) {
		t.Errorf("no rules are mounted at %s", rules)
	}
}
