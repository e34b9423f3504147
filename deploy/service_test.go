package deploy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const unitFile = "dateline.service"

// setting returns the values that the unit gives to a key.
func setting(t *testing.T, key string) []string {
	t.Helper()
	var values []string
	for line := range strings.Lines(read(t, unitFile)) {
		if value, ok := strings.CutPrefix(line, key+"="); ok {
			values = append(values, strings.TrimSpace(value))
		}
	}
	return values
}

func TestSystemdUnderstandsTheUnit(t *testing.T) {
	analyze := tool(t, "systemd-analyze", "systemd")
	// It also looks whether the program is there, so that the copy names one
	// that is.
	there, err := os.Executable()
	must(t, err)
	program, _, _ := strings.Cut(setting(t, "ExecStart")[0], " ")
	unit := strings.ReplaceAll(read(t, unitFile), "ExecStart="+program, "ExecStart="+there)
	file := filepath.Join(t.TempDir(), unitFile)
	must(t, os.WriteFile(file, []byte(unit), 0o600))
	// A key that it does not know it only warns of. It may have other things to
	// say about other units of this machine.
	out, err := exec.Command(analyze, "verify", "--man=no", file).CombinedOutput()
	if err != nil || strings.Contains(string(out), unitFile) {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
}

func TestTheUnitIsLockedIn(t *testing.T) {
	// 15 of 100: systemd itself calls up to 20 "OK".
	accepts(t, tool(t, "systemd-analyze", "systemd"), "security", "--offline=true", "--threshold=15", "--no-pager", "./"+unitFile)
}

func TestSystemdWaitsForTheDrain(t *testing.T) {
	stop, err := time.ParseDuration(setting(t, "TimeoutStopSec")[0])
	must(t, err)
	if stop <= drain(t) {
		t.Errorf("systemd kills after %s, draining may take %s", stop, drain(t))
	}
}

func TestAWrongConfigurationIsNotStartedAgainAndAgain(t *testing.T) {
	if got := setting(t, "RestartPreventExitStatus"); !slices.Equal(got, []string{"64 78"}) {
		t.Errorf("restarts are prevented for %q", got)
	}
	if got := setting(t, "Restart"); !slices.Equal(got, []string{"always"}) {
		t.Errorf("after anything else it is restarted %q", got)
	}
}
