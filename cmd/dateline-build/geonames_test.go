package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/enrich/gazetteer"
)

// An invented country in the form of GeoNames.
func norland(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"countryInfo.txt":      "# comment\nNX\tNXX\t999\tNX\tNorland\tGrimstad\t1\t500000\tEU\t.nx\tNXK\tKrone\t1\t\t\ten\t9000001\t\t\n",
		"admin1CodesASCII.txt": "NX.01\tFjordmark\tFjordmark\t9000002\n",
		"admin2Codes.txt":      "NX.01.001\tVik County\tVik County\t9000004\n",
		"cities500.txt":        "9000010\tVikby\tVikby\t\t61.1\t7.1\tP\tPPL\tNX\t\t01\t001\t\t\t20000\t\t10\tEurope/Norland\t2026-01-01\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func build(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := rootCommand()
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	err := cmd.Execute()
	return out.String(), err
}

func TestDumpsBecomeAGazetteer(t *testing.T) {
	folder, to := norland(t), filepath.Join(t.TempDir(), "own.bin")
	packed := filepath.Join(folder, "cities500.txt")
	plain, err := os.ReadFile(packed)
	if err != nil {
		t.Fatal(err)
	}
	check := func() {
		t.Helper()
		out, err := build("gazetteer", "--geonames", folder, "--to", to)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out, "places.gazetteer") {
			t.Errorf("%q does not say what to do with it", out)
		}
		bin, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		g, err := gazetteer.Read(bin)
		if err != nil {
			t.Fatal(err)
		}
		if m := g.Lookup("Vikby", nil); len(m) != 1 || g.Place(m[0].Place).ID != 9000010 {
			t.Errorf("Vikby: %+v", m)
		}
	}
	check()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(plain)
	w.Close()
	if err := os.WriteFile(packed+".gz", b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove(packed)
	check()
}

func TestAFolderWithoutDumpsIsExplained(t *testing.T) {
	folder := norland(t)
	os.Remove(filepath.Join(folder, "cities500.txt"))
	if _, err := build("gazetteer", "--geonames", folder, "--to", filepath.Join(folder, "x")); err == nil || !strings.Contains(err.Error(), "no allCountries.txt, cities500.txt") {
		t.Errorf("%v", err)
	}
	os.Remove(filepath.Join(folder, "countryInfo.txt"))
	if _, err := build("gazetteer", "--geonames", folder, "--to", filepath.Join(folder, "x")); err == nil || !strings.Contains(err.Error(), "countryInfo.txt") {
		t.Errorf("%v", err)
	}
}
