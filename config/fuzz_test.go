package config

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzLoad proves that no file and no variable makes loading panic, that
// errors can be shown, and that what loads is written so that it loads again.
func FuzzLoad(f *testing.F) {
	for _, folder := range []string{"good", "bad", "syntax", "conflict"} {
		files, err := filepath.Glob(filepath.Join("testdata", folder, "*.yaml"))
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range files {
			f.Add(readSeed(f, path), "")
		}
	}
	f.Add(Default(), "nats://a:4222,b:4223")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if len(data) > 4<<10 {
			return
		}
		c, o, err := loadBytes("fuzz.yaml", data, Sources{Formats: formats, Env: []string{"DATELINE_INPUT_FORMATS=" + text, "NATS_URL=" + text, "DATELINE_NATS_NAME=" + text}})
		var bad *Error
		if errors.As(err, &bad) {
			if len(bad.Problems) == 0 || err.Error() == "" {
				t.Error("an error that says nothing")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := loadBytes("effective.yaml", Effective(c, o), Sources{})
		if errors.As(err, &bad) {
			for _, p := range bad.Problems {
				if p.What != maskFault("").what {
					t.Errorf("the effective configuration does not load: %v\n%s", err, Effective(c, o))
				}
			}
			return
		}
		if diff := cmp.Diff(c, again); diff != "" {
			t.Errorf("loaded again (-want +got):\n%s", diff)
		}
	})
}

func readSeed(f *testing.F, path string) []byte {
	f.Helper()
	data, err := readFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return data
}

func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"7d", "1d12h", "250ms", "0", "1.5h", "106751d", "-1h", "9999999d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDuration(s)
		if err != nil {
			return
		}
		if d < 0 {
			t.Fatalf("%q is negative: %v", s, d)
		}
		if again, err := ParseDuration(d.String()); err != nil || again != d {
			t.Errorf("%q is written as %q, which is read as %v, %v", s, d, again, err)
		}
		if !matches(durationPattern, s) && s != "" {
			t.Errorf("%q is a duration, and the schema's pattern says no", s)
		}
	})
}

func FuzzParseSize(f *testing.F) {
	for _, s := range []string{"1MiB", "0", "512 KiB", "9999999999GiB", "-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseSize(s)
		if err != nil {
			return
		}
		if again, err := ParseSize(n.String()); err != nil || again != n {
			t.Errorf("%q is written as %q, which is read as %v, %v", s, n, again, err)
		}
		if !matches(sizePattern, s) {
			t.Errorf("%q is a size, and the schema's pattern says no", s)
		}
	})
}
