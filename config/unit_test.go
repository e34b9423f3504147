package config

import (
	"strings"
	"testing"
	"time"
)

func TestDurationsAreReadAndWritten(t *testing.T) {
	for _, test := range []struct {
		in   string
		want time.Duration
		out  string
	}{
		{"0", 0, "0s"},
		{"0s", 0, "0s"},
		{"250ms", 250 * time.Millisecond, "250ms"},
		{"30s", 30 * time.Second, "30s"},
		{"90s", 90 * time.Second, "1m30s"},
		{"1.5h", 90 * time.Minute, "1h30m"},
		{"24h", 24 * time.Hour, "24h"},
		{"7d", 7 * 24 * time.Hour, "7d"},
		{"1d12h", 36 * time.Hour, "36h"},
		{"1d0h10m", 24*time.Hour + 10*time.Minute, "24h10m"},
		{"10m10s", 610 * time.Second, "10m10s"},
		{"1h0m5s", time.Hour + 5*time.Second, "1h0m5s"},
		{"20m", 20 * time.Minute, "20m"},
		{"106751d", 106751 * 24 * time.Hour, "106751d"},
	} {
		got, err := ParseDuration(test.in)
		if err != nil || time.Duration(got) != test.want {
			t.Errorf("ParseDuration(%q) = %v, %v, want %v", test.in, time.Duration(got), err, test.want)
		}
		if got.String() != test.out {
			t.Errorf("%q is written as %q, want %q", test.in, got, test.out)
		}
		if again, err := ParseDuration(test.out); err != nil || again != got {
			t.Errorf("%q, written as %q, is read as %v, %v", test.in, test.out, again, err)
		}
	}
	for _, in := range []string{
		"", "d", "7", "-1h", "1d-1h", "+5s", "-0", "1.5d", "1d2d", "1d 2h", "7 d", "soon", "1h30", "1d0", "106752d", "106751d24h",
		"99999999999999999999d", "99999999h", "0x1d", "1D",
	} {
		if got, err := ParseDuration(in); err == nil {
			t.Errorf("ParseDuration(%q) = %v, want an error", in, got)
		}
	}
}

func TestSizesAreReadAndWritten(t *testing.T) {
	for _, test := range []struct {
		in   string
		want Size
		out  string
	}{
		{"0", 0, "0"},
		{"1", 1, "1"},
		{"512B", 512, "512"},
		{"512KiB", 512 << 10, "512KiB"},
		{"1024KiB", 1 << 20, "1MiB"},
		{"8 MiB", 8 << 20, "8MiB"},
		{"3GiB", 3 << 30, "3GiB"},
		{"1MB", 1e6, "1000000"},
		{"128kB", 128e3, "125KiB"},
		{"128KB", 128e3, "125KiB"},
		{"2GB", 2e9, "1953125KiB"},
	} {
		got, err := ParseSize(test.in)
		if err != nil || got != test.want {
			t.Errorf("ParseSize(%q) = %d, %v, want %d", test.in, int64(got), err, test.want)
		}
		if got.String() != test.out {
			t.Errorf("%q is written as %q, want %q", test.in, got, test.out)
		}
	}
	for _, in := range []string{"", "MiB", "-1", "+1", "1.5MiB", "1 ", "1 MIB", "1M", "9999999999GiB", "99999999999999999999", "1MiBB"} {
		if got, err := ParseSize(in); err == nil {
			t.Errorf("ParseSize(%q) = %v, want an error", in, got)
		}
	}
}

func TestPatternsOfSubjectsOverlap(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"wire.raw.>", "wire.raw.ap.>", true},
		{"wire.raw.>", "wire.enriched.>", false},
		{"wire.raw.>", "wire.raw", false},
		{"wire.>", "wire.raw.>", true},
		{">", "wire.raw.>", true},
		{"*.raw.ap", "wire.*.ap", true},
		{"wire.*", "wire.raw.ap", false},
		{"wire.*.ap", "wire.raw.>", true},
		{"wire.raw2.>", "wire.raw.>", false},
	} {
		if got := overlap(test.a, test.b); got != test.want {
			t.Errorf("overlap(%q, %q) = %v", test.a, test.b, got)
		}
		if got := overlap(test.b, test.a); got != test.want {
			t.Errorf("overlap(%q, %q) = %v", test.b, test.a, got)
		}
	}
}

func TestTheKeyThatWasMeantIsFound(t *testing.T) {
	words := []string{"max_age", "subject", "stream", "durable", "formats", "ca"}
	for in, want := range map[string]string{
		"maxage": "max_age", "max-age": "max_age", "MaxAge": "max_age", "MAX_AGE": "max_age", "subjct": "subject", "sbuject": "subject",
		"sub": "subject", "streams": "stream", "format": "formats", "cs": "", "ac": "", "colour": "", "": "",
		strings.Repeat("a", 1000): "",
	} {
		if got := nearest(in, words); got != want {
			t.Errorf("nearest(%q) = %q, want %q", in, got, want)
		}
	}
}
