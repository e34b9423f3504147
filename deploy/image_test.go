package deploy_test

import (
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// instruction is one of a Dockerfile, its lines joined.
type instruction struct{ name, args string }

// stages are the instructions of a Dockerfile, each slice beginning with FROM.
func stages(t *testing.T) [][]instruction {
	t.Helper()
	var all [][]instruction
	line := ""
	for l := range strings.Lines(read(t, "Dockerfile")) {
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		if more, ok := strings.CutSuffix(l, `\`); ok {
			line += strings.TrimSpace(more) + " "
			continue
		}
		name, args, _ := strings.Cut(line+l, " ")
		line = ""
		if name == "FROM" {
			all = append(all, nil)
		}
		if len(all) == 0 {
			t.Fatalf("%s stands before FROM", name)
		}
		last := &all[len(all)-1]
		*last = append(*last, instruction{name, strings.TrimSpace(args)})
	}
	return all
}

// args are what a stage gives to an instruction, once for each time.
func args(stage []instruction, name string) []string {
	var all []string
	for _, i := range stage {
		if i.name == name {
			all = append(all, i.args)
		}
	}
	return all
}

func TestTheImageHasNothingButTheProgramAndIsNotRoot(t *testing.T) {
	all := stages(t)
	if len(all) != 2 {
		t.Fatalf("there are %d stages", len(all))
	}
	image := all[1]
	for name, want := range map[string][]string{
		"FROM": {"scratch"}, "ENTRYPOINT": {`["/dateline"]`}, "CMD": {`["run"]`},
		"EXPOSE": {"9464"}, "ENV": {"DATELINE_ADMIN=0.0.0.0:9464"}, "RUN": nil,
	} {
		if got := args(image, name); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	// Kubernetes' runAsNonRoot believes numbers only.
	user, _, _ := strings.Cut(strings.Join(args(image, "USER"), " "), ":")
	if id, err := strconv.Atoi(user); err != nil || id == 0 {
		t.Errorf("the user is %q, want a number that is not 0", user)
	}
	for _, from := range args(image, "COPY") {
		if !strings.HasPrefix(from, "--from=build ") {
			t.Errorf("COPY %s takes from outside the build", from)
		}
	}
}

func TestTheImageIsBuiltWithTheGoOfTheModule(t *testing.T) {
	m := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "../go.mod"))
	if from := args(stages(t)[0], "FROM"); !strings.Contains(from[0], " golang:"+m[1]+" ") {
		t.Errorf("FROM %s, go.mod says %s", from[0], m[1])
	}
}

func TestNothingOfTheCommitIsLeftOutOfTheBuild(t *testing.T) {
	tracked, err := exec.Command("git", "-C", "..", "ls-files").Output()
	if err != nil {
		t.Skipf("git cannot list the files of the commit, so that nothing is tested here: %v", err)
	}
	for pattern := range strings.Lines(read(t, "../.dockerignore")) {
		pattern = strings.TrimPrefix(strings.TrimSpace(pattern), "/")
		if pattern == "" || strings.HasPrefix(pattern, "#") {
			continue
		}
		for file := range strings.Lines(string(tracked)) {
			file = strings.TrimSpace(file)
			for part := file; part != "."; part = filepath.Dir(part) {
				if matched, _ := filepath.Match(pattern, part); matched {
					t.Errorf(".dockerignore leaves out %s", file)
				}
			}
		}
	}
}

// buildImage runs the image's own build command for this machine and returns
// the binary.
func buildImage(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the image's binary runs on Linux only")
	}
	if testing.Short() {
		t.Skip("the image's flags compile everything anew, which takes a minute")
	}
	build := stages(t)[0]
	run := slices.IndexFunc(build, func(i instruction) bool { return strings.Contains(i.args, "go build") })
	if run < 0 {
		t.Fatal("the Dockerfile has no go build")
	}
	binary := filepath.Join(t.TempDir(), "dateline")
	command := regexp.MustCompile(`--mount=\S+`).ReplaceAllString(build[run].args, "")
	if !strings.Contains(command, " /image/dateline ") {
		t.Fatalf("%q does not build /image/dateline", command)
	}
	command = strings.Replace(command, " /image/dateline ", " "+binary+" ", 1)
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "TARGETOS=linux", "TARGETARCH="+runtime.GOARCH)
	for set := range strings.FieldsSeq(strings.Join(args(build, "ENV"), " ")) {
		// The caches are the container's; ours are warm.
		if name, _, _ := strings.Cut(set, "="); name != "GOMODCACHE" && name != "GOCACHE" {
			cmd.Env = append(cmd.Env, set)
		}
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return binary
}

func TestTheBinaryOfTheImage(t *testing.T) {
	binary := buildImage(t)
	t.Run("needs no library and no loader", func(t *testing.T) { static(t, binary) })
	t.Run("does the job", func(t *testing.T) { works(t, binary) })
}

func static(t *testing.T, binary string) {
	f, err := elf.Open(binary)
	must(t, err)
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("the binary has %s", p.Type)
		}
	}
	if libraries, err := f.ImportedLibraries(); err != nil || len(libraries) > 0 {
		t.Errorf("the binary needs %v (%v)", libraries, err)
	}
}
