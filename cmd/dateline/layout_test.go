package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the module's root, from this package.
const root = "../.."

// mayImport says which of our packages each package may import; "enrich/..."
// is enrich and all below it. What is not listed may import none.
var mayImport = map[string][]string{
	"cmd/dateline":       {"config", "consumer", "consumer/...", "enrich", "enrich/..."},
	"cmd/dateline-build": {"enrich", "enrich/..."},
	"consumer":           {"consumer/life", "consumer/wire", "enrich/story"},
	"consumer/wire":      {"enrich/story"},
	"consumer/console":   {"enrich/story", "consumer"},
	"enrich":             {"enrich/language", "enrich/story", "enrich/text", "enrich/entity", "enrich/place", "enrich/topic", "enrich/prose", "enrich/authority", "enrich/link"},
	"enrich/authority":   {"enrich/story", "enrich/text"},
	"enrich/entity":      {"enrich/story", "enrich/text", "enrich/linear", "enrich/gazetteer"},
	"enrich/place":       {"enrich/story", "enrich/text", "enrich/linear", "enrich/gazetteer"},
	"enrich/topic":       {"enrich/story", "enrich/text", "enrich/linear", "enrich/gazetteer"},
	"enrich/link":        {"enrich/story", "enrich/text", "enrich/knowledge"},
	"enrich/knowledge":   {"enrich/gazetteer"},
	"enrich/corpus":      {"enrich/story"},
	"enrich/text":        {"enrich/story"},
	"enrich/prose":       {"enrich/story"},
}

// mayAlso are single files that may import more than their package: those that
// train.
var mayAlso = map[string][]string{
	"enrich/entity/train.go": {"enrich/corpus"}, "enrich/entity/trainfit.go": {"enrich/corpus"}, "enrich/entity/traincalibrate.go": {"enrich/corpus"},
	"enrich/place/train.go": {"enrich/corpus"},
	"enrich/topic/train.go": {"enrich/corpus"}, "enrich/topic/trainsources.go": {"enrich/corpus"},
	"enrich/topic/trainmeasure.go": {"enrich/corpus"}, "enrich/topic/trainbranch.go": {"enrich/corpus"}, "enrich/topic/trainvocabulary.go": {"enrich/corpus"},
}

// standardOnly are packages that import the standard library and nothing else.
var standardOnly = []string{"enrich/story", "enrich/linear", "enrich/gazetteer", "enrich/knowledge", "enrich/data", "consumer/life"}

// coreKnowsNo are the worlds that the core must not know.
var coreKnowsNo = []string{"github.com/nats-io", "net/http", "github.com/prometheus"}

func TestPackagesImportOnlyWhatTheDesignAllows(t *testing.T) {
	checked := 0
	goFiles(t, func(file string) {
		pkg := path.Dir(file)
		for _, imported := range imports(t, file) {
			ours, isOurs := strings.CutPrefix(imported, "dateline/")
			switch {
			case isOurs && !allowed(ours, mayImport[pkg]) && !allowed(ours, mayAlso[file]):
				t.Errorf("%s must not import %s", file, imported)
			case !isOurs && slices.Contains(standardOnly, pkg) && strings.Contains(imported, "."):
				t.Errorf("%s imports %s: %s has the standard library only", file, imported, pkg)
			case strings.HasPrefix(pkg, "enrich") && hasPrefix(imported, coreKnowsNo):
				t.Errorf("%s imports %s: the core knows no queue, no web and no metrics", file, imported)
			}
			checked++
		}
	})
	if checked == 0 {
		t.Fatal("no imports were found")
	}
}

func TestFilesStayShort(t *testing.T) {
	const most = 400 // lines
	goFiles(t, func(file string) {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(data), "\n"); n > most {
			t.Errorf("%s has %d lines, more than %d", file, n, most)
		}
	})
}

func TestTheTopLevelIsAsAgreed(t *testing.T) {
	agreed := []string{"cmd", "consumer", "enrich", "config", "deploy", "go.mod", "go.sum", "README.md", "LICENSE", "CHANGELOG.md"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		built := e.Name() == "dateline" || e.Name() == "dateline-build" // by go build, and ignored by git
		if !strings.HasPrefix(e.Name(), ".") && !built && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}

func TestNothingIsDoneBeforeMain(t *testing.T) {
	goFiles(t, func(file string) {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "\nfunc init()") {
			t.Errorf("%s has an init function", file)
		}
	})
}

// goFiles calls f with every Go file that is not a test, by its path from the
// root.
func goFiles(t *testing.T, f func(file string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != "." && strings.HasPrefix(d.Name(), "."), d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go"):
			f(file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, spec := range parsed.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

func allowed(pkg string, patterns []string) bool {
	for _, p := range patterns {
		below, tree := strings.CutSuffix(p, "/...")
		if p == pkg || tree && strings.HasPrefix(pkg, below+"/") {
			return true
		}
	}
	return false
}

func hasPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return s == p || strings.HasPrefix(s, p+"/") })
}
