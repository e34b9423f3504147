package deploy_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const (
	rulesFile = "rules/dateline.rules.yml"
	rulesTest = "rules/dateline.rules.test.yml"
)

func TestPrometheusTakesItsConfigurationAndFindsTheRules(t *testing.T) {
	accepts(t, tool(t, "promtool", "prometheus"), "check", "config", "--lint=all", "--lint-fatal", "prometheus.yml")
}

func TestAlertsFireWhenTheyShouldAndOnlyThen(t *testing.T) {
	promtool := tool(t, "promtool", "prometheus")
	accepts(t, promtool, "check", "rules", "--lint=all", "--lint-fatal", rulesFile)
	accepts(t, promtool, "test", "rules", rulesTest)
}

// rule is an alert, or a recording rule, of the rules file.
type rule struct {
	Record, Alert, Expr string
	Labels              map[string]string
	Annotations         map[string]string
}

func rules(t *testing.T) []rule {
	t.Helper()
	var file struct{ Groups []struct{ Rules []rule } }
	must(t, yaml.Unmarshal([]byte(read(t, rulesFile)), &file))
	var all []rule
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	if len(all) == 0 {
		t.Fatalf("%s has no rules", rulesFile)
	}
	return all
}

func TestEveryAlertIsTestedAndExplained(t *testing.T) {
	tests, guide := read(t, rulesTest), read(t, "doc.go")
	for _, r := range rules(t) {
		if r.Alert == "" {
			continue
		}
		if !strings.Contains(tests, `alertname="`+r.Alert+`"`) {
			t.Errorf("no test shows %s firing", r.Alert)
		}
		if !regexp.MustCompile(r.Alert + `\b`).MatchString(guide) {
			t.Errorf("doc.go does not mention %s", r.Alert)
		}
		if s := r.Labels["severity"]; s != "critical" && s != "warning" {
			t.Errorf("%s has severity %q", r.Alert, s)
		}
		if r.Annotations["summary"] == "" || len(r.Annotations["description"]) < 80 {
			t.Errorf("%s does not tell what it means and what to do", r.Alert)
		}
	}
}

func TestTextsSpeakOfAlertsThatExist(t *testing.T) {
	var alerts []string
	for _, r := range rules(t) {
		alerts = append(alerts, r.Alert)
	}
	for _, file := range []string{rulesFile, "doc.go"} {
		for _, name := range regexp.MustCompile(`Dateline[A-Z]\w+`).FindAllString(read(t, file), -1) {
			if !slices.Contains(alerts, name) {
				t.Errorf("%s speaks of %s, which is no alert", file, name)
			}
		}
	}
}
