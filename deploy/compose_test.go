package deploy_test

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestComposeStartsDatelineTwiceAfterNATS(t *testing.T) {
	p := project(t)
	if names := slices.Sorted(maps.Keys(p.Services)); !slices.Equal(names, []string{"dateline", "nats", "prometheus"}) {
		t.Errorf("the services are %v", names)
	}
	d := p.Services["dateline"]
	if n := d.Deploy.Replicas; n != 2 {
		t.Errorf("there are %d Datelines, want 2", n)
	}
	if c := d.DependsOn["nats"].Condition; c != "service_healthy" {
		t.Errorf("Dateline is started when NATS is %q", c)
	}
	if url := d.Environment["NATS_URL"]; url != "nats://nats:4222" {
		t.Errorf("Dateline is not told where NATS is: %q", url)
	}
}

func TestComposeMountsFilesThatAreThere(t *testing.T) {
	mounts := 0
	for name, s := range project(t).Services {
		for _, m := range s.Volumes {
			if !m.file() {
				continue
			}
			mounts++
			if _, err := os.Stat(m.source); err != nil {
				t.Errorf("%s mounts what is not there: %v", name, err)
			}
			if !m.readOnly {
				t.Errorf("%s can write to %s", name, m.source)
			}
		}
		if b := s.Build; b != nil {
			if _, err := os.Stat(filepath.Join(b.Context, b.Dockerfile)); err != nil {
				t.Errorf("%s is built from what is not there: %v", name, err)
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
		if !slices.ContainsFunc(s.Volumes, func(v mount) bool { return v.target == m[1] }) {
			t.Errorf("%s reads %s, which is not mounted", service, m[1])
		}
	}
}

func TestComposeWaitsForTheDrain(t *testing.T) {
	grace := project(t).Services["dateline"].StopGracePeriod
	if grace <= drain(t) {
		t.Errorf("Docker kills after %v, draining may take %s", grace, drain(t))
	}
}

func TestComposeOpensPortsToThisMachineOnly(t *testing.T) {
	for name, s := range project(t).Services {
		for _, p := range s.Ports {
			if p.address != "127.0.0.1" {
				t.Errorf("%s opens port %s to %q", name, p.published, p.address)
			}
		}
	}
}

func TestTheCollectorKnowsOfTheMemoryLimit(t *testing.T) {
	d := project(t).Services["dateline"]
	var soft, hard int // in MiB; Docker's M is one
	_, err := fmt.Sscanf(d.Environment["GOMEMLIMIT"]+" "+d.Deploy.Resources.Limits.Memory, "%dMiB %dM", &soft, &hard)
	must(t, err)
	if soft >= hard {
		t.Errorf("GOMEMLIMIT %d MiB is not below the limit of %d MiB", soft, hard)
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
		} else if got := s.Ports[0].target; got != job.DNS[0].Port {
			t.Errorf("port %d is scraped, %s listens on %d", job.DNS[0].Port, name, got)
		}
	}
	// Rules are found beside the configuration, where compose.yaml mounts them.
	rules := path.Join("/etc/prometheus", path.Dir(prometheus.RuleFiles[0]))
	if !slices.ContainsFunc(p.Services["prometheus"].Volumes, func(v mount) bool { return v.target == rules }) {
		t.Errorf("no rules are mounted at %s", rules)
	}
}
